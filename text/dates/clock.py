"""Times of day: `15h30`, `3.30 pm`, `الساعة الثالثة والنصف مساء`, `ساعت ۱۵:۳۰ به وقت محلی`, `midnight`."""

from __future__ import annotations

from dataclasses import replace

from text.dates.hours import Clock, hour_in_digits, hour_in_words, zone_after
from text.dates.moment import Found, Moment
from text.dates.tokens import Tokens
from text.mention import MentionKind


def clocks(tokens: Tokens, at: int) -> list[Found]:
    """Reads the time that begins at this token, and the second one of a range."""
    noon = _noon(tokens, at)
    if noon:
        return [noon]
    clock = _clock(tokens, at)
    if clock is None:
        return []
    link = tokens.match(clock.end, "to", "and")
    if link and link.entry.words not in ((",",), ("،",)):
        place = link.end
        article = tokens.match(place, "article")
        has_noun = link.entry.role == "to" and tokens.match(at, "hour-cue") is not None
        second = _clock(tokens, article.end if article else place, follows=clock.is_certain, has_noun=has_noun)
        # `from 9 to 5 p.m.`; but no time in `le 2 à 15h`.
        opened = not clock.is_bare or tokens.before(at, "hour-cue") is not None
        if second and second.is_certain and (clock.is_certain or opened and (second.meridiem or not clock.is_bare)):
            if second.meridiem and not clock.meridiem and clock.hour <= 12:
                earlier = "am" if second.meridiem == "pm" and clock.hour > second.hour % 12 else second.meridiem
                clock = replace(clock, meridiem=earlier)
            return [_found(tokens, clock), _found(tokens, second)]
    return [_found(tokens, clock)] if clock.is_certain else []


def _found(tokens: Tokens, clock: Clock) -> Found:
    return Found(MentionKind.TIME, clock.first, clock.end, clock.skip, Moment(fixed=clock.readings(tokens)))


def _noon(tokens: Tokens, at: int) -> Found | None:
    match = tokens.match(at, "noon")
    if match is None or tokens.word(at - 1) == "-" and tokens.touches(at - 1) or tokens.is_capital(at, match.skip):
        return None
    if match.entry.strength == "cued" and tokens.before(at, "hour-cue") is None:
        return None
    end, _ = zone_after(tokens, match.end)
    return Found(MentionKind.TIME, at, end, match.skip, Moment(fixed=(match.entry.value,)))


def _clock(tokens: Tokens, at: int, *, follows: bool = False, has_noun: bool = False) -> Clock | None:
    cue = tokens.match(at, "hour-cue")
    noun = cue if cue and cue.entry.strength == "noun" else None
    skip = noun.skip if noun else 0
    past = tokens.match(noun.end if noun else at, "past-hour")
    place = past.end if past else noun.end if noun else at
    has_cue = noun is not None or follows or (tokens.before(at, "hour-cue") is not None)
    if tokens.word(place).isdecimal():
        clock = hour_in_digits(tokens, at, place, has_cue=has_cue, has_noun=has_noun or noun is not None)
    else:
        clock = hour_in_words(tokens, at, place, has_noun=has_noun or noun is not None, has_past=past is not None)
    if clock is None:
        return None
    clock = replace(clock, skip=skip or clock.skip)
    if past:
        clock = _shifted(clock, int(past.entry.value))
    return _completed(tokens, clock)


def _completed(tokens: Tokens, clock: Clock) -> Clock:
    """Adds what may follow the hour: minutes in words, the half of the day, the time zone."""
    end = clock.end
    minutes = tokens.match(end, "minutes")
    if minutes and clock.minute == 0 and not clock.has_colon:
        clock, end = _shifted(clock, int(minutes.entry.value)), minutes.end
    elif clock.minute == 0 and not clock.has_colon:
        link = tokens.match(end, "minute-and")
        number = tokens.number(link.end, 2) if link else None
        unit = tokens.match(link.end + 1, "minute-unit") if link else None
        if number is not None and unit and number < 60:
            clock, end = replace(clock, minute=number), unit.end
    else:
        unit = tokens.match(end, "minute-unit")
        end = unit.end if unit else end
    meridiem = tokens.match(end, "meridiem")
    if meridiem and _fits(tokens, clock, meridiem.entry.words, end):
        clock, end = replace(clock, meridiem=meridiem.entry.value, is_certain=True), meridiem.end
    zone_at = end
    end, zoned = zone_after(tokens, end)
    zone = tokens.match(zone_at, "zone") or tokens.match(zone_at + 1, "zone")
    universal = zoned and zone is not None and zone.entry.value == "utc"
    certain = clock.is_certain or (zoned and not clock.is_bare)
    return replace(clock, end=end, is_universal=universal, is_certain=certain)


def _fits(tokens: Tokens, clock: Clock, words: tuple[str, ...], at: int) -> bool:
    """Tells whether a word for the half of the day is one here: single letters and `am` need digits at their side."""
    if clock.hour > 12 and (len(words[0]) == 1 or clock.is_bare and not clock.is_certain):
        return False
    if len(words) == 1 and len(words[0]) == 1:
        return clock.has_colon
    if words == ("am",) and clock.is_bare:
        return tokens.word(at - 1).isdecimal() and tokens.word(at + 1) != "i"
    return tokens.word(at - 1).isdecimal() or clock.is_certain or clock.is_bare


def _shifted(clock: Clock, minutes: int) -> Clock:
    if minutes >= 0:
        return replace(clock, minute=minutes)
    return replace(clock, hour=(clock.hour - 1) % 24 or 12, minute=60 + minutes)
