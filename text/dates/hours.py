"""The hour and minute of a time of day, in digits or words, before what follows them is read."""

from __future__ import annotations

from dataclasses import dataclass, replace

from text.dates.tokens import Tokens

_SEPARATORS = (".", "،", ",", ":")


@dataclass(frozen=True, slots=True)
class Clock:
    """Is a time as written; `is_certain` tells that its form or its surroundings leave no doubt that it is one."""

    first: int
    end: int
    skip: int
    hour: int
    minute: int
    second: int | None
    meridiem: str
    is_certain: bool
    has_colon: bool
    is_universal: bool
    is_bare: bool

    def readings(self, tokens: Tokens) -> tuple[str, ...]:
        """Returns the time in 24 hours; both halves of the day where nothing tells them apart."""
        hours = [_turned(self.hour, self.meridiem)]
        halves = tokens.lexicon.settings.get("halves")
        digits = next(
            (tokens.word(place) for place in range(self.first, self.end) if tokens.word(place).isdecimal()), ""
        )
        # Four digits and times in GMT count 24 hours.
        open_half = (halves == "all" or halves == "bare" and self.is_bare) and not self.is_universal and len(digits) < 3
        if not self.meridiem and open_half and 1 <= self.hour <= 12 and not digits.startswith("0"):
            hours = [self.hour % 12, self.hour % 12 + 12] if self.hour == 12 else [self.hour, self.hour + 12]
            if self.hour == 12:
                hours.reverse()
        tail = f":{self.minute:02d}" + (f":{self.second:02d}" if self.second is not None else "")
        return tuple(f"T{hour % 24:02d}{tail}" for hour in hours)


def _turned(hour: int, meridiem: str) -> int:
    if hour > 12 or not meridiem:
        return hour
    if meridiem == "am":
        return hour % 12
    if meridiem == "night":
        return hour % 12 if hour == 12 or hour < 6 else hour + 12
    if meridiem == "noon":
        return hour if hour >= 10 else hour + 12
    return hour % 12 + 12


def hour_in_digits(tokens: Tokens, first: int, place: int, *, has_cue: bool, has_noun: bool) -> Clock | None:
    word = tokens.word(place)
    if tokens.touches(place - 1) and place == first and not _may_touch(tokens, place):
        return None
    base = Clock(first, place + 1, 0, 0, 0, None, "", False, False, False, False)
    if len(word) == 4:
        _, zoned = zone_after(tokens, place + 1)
        hour, minute = int(word[:2]), int(word[2:])
        if not zoned or not (hour < 24 and minute < 60) or not tokens.is_whole(place):
            return None
        return replace(base, hour=hour, minute=minute, is_certain=True)
    if len(word) > 2 or int(word) > 24:
        return None
    hour = int(word)
    separator, minutes = tokens.word(place + 1), tokens.word(place + 2)
    tied = tokens.touches(place) and tokens.touches(place + 1)
    if separator in _SEPARATORS and tied and minutes.isdecimal():
        return _with_separator(tokens, replace(base, hour=hour), place, has_cue=has_cue, has_noun=has_noun)
    if not tokens.is_whole(place):
        return None
    unit = tokens.match(place + 1, "hour-unit")
    if unit is None:
        return replace(base, hour=hour, is_certain=has_noun and hour < 24, is_bare=True)
    if hour > 23:
        return None
    after = tokens.word(unit.end)
    number = int(after) if after.isdecimal() and len(after) == 2 else None
    if number is not None and number < 60:
        end = unit.end + 1
        counted = tokens.match(end, "minute-unit")
        certain = tokens.before(first, "duration") is None
        return replace(base, end=counted.end if counted else end, hour=hour, minute=number, is_certain=certain)
    certain = has_cue and not _is_duration(tokens, first, unit.end)
    return replace(base, end=unit.end, hour=hour, is_certain=certain)


def _with_separator(tokens: Tokens, base: Clock, place: int, *, has_cue: bool, has_noun: bool) -> Clock | None:
    """Reads `15:30`, `11:39:14`, and with more evidence `3.30 pm`; not scores, verses or race times."""
    separator, minutes, end = tokens.word(place + 1), tokens.word(place + 2), place + 3
    if len(minutes) != 2 or int(minutes) > 59 or base.hour > 23 and minutes != "00":
        return None
    second: int | None = None
    tail = tokens.word(place + 3)
    if (
        tail in _SEPARATORS
        and tokens.touches(place + 2)
        and tokens.touches(place + 3)
        and (tokens.word(place + 4).isdecimal())
    ):
        seconds = tokens.word(place + 4)
        if tail != ":" or len(seconds) != 2 or int(seconds) > 59 or separator != ":":
            return None
        second, end = int(seconds), place + 5
    clock = replace(base, end=end, hour=base.hour, minute=int(minutes), second=second, has_colon=separator == ":")
    if separator == ":":
        wide = len(tokens.word(place)) == 2 or second is not None
        return replace(clock, is_certain=has_cue or wide and not _is_ratio(tokens, place))
    return replace(clock, is_certain=has_noun)


def _is_ratio(tokens: Tokens, place: int) -> bool:
    """Tells whether the figure before the colon ends a chapter or a list: `Jean 10:30` is a verse."""
    return tokens.word(place - 1).isascii() and tokens.word(place - 1).isalpha() and tokens.is_capital(place - 1)


def _may_touch(tokens: Tokens, place: int) -> bool:
    before = tokens.word(place - 1)
    return not (before.isascii() and before.isalnum()) and before not in ("/", ".", ":", "_", "+")


def _is_duration(tokens: Tokens, first: int, end: int) -> bool:
    """Tells whether a word beside the hours makes them a length of time: `pendant 15 heures`, `15 heures de route`."""
    if tokens.before(first, "duration"):
        return True
    after = tokens.match(end, "duration-after")
    return after is not None and tokens.match(end, "meridiem", "zone") is None


def hour_in_words(tokens: Tokens, first: int, place: int, *, has_noun: bool, has_past: bool) -> Clock | None:
    hour = tokens.match(place, "hour")
    if hour is None:
        return None
    unit = tokens.match(hour.end, "hour-unit")
    end = unit.end if unit else hour.end
    certain = has_noun or has_past
    if unit and not certain:
        certain = unit.entry.value == "sure" or (
            tokens.before(first, "hour-cue") is not None and not _is_duration(tokens, first, end)
        )
    base = Clock(first, end, hour.skip, int(hour.entry.value), 0, None, "", certain, False, False, True)
    # Without a word for "hour" only one for the half of the day shows that `الثالثة` is no ordinal.
    strict = unit is not None or has_noun or has_past or tokens.lexicon.settings.get("halves") == "all"
    return base if strict else None


def zone_after(tokens: Tokens, at: int) -> tuple[int, bool]:
    place = at + 1 if tokens.word(at) in (",", "،") else at
    match = tokens.match(place, "zone")
    if match is None:
        return at, False
    if match.entry.strength == "name":
        if not tokens.word(match.end)[:1].isalpha():
            return at, False
        end = match.end + 1
        return (end + 1 if tokens.word(end) == ")" and match.entry.words[0] == "(" else end), True
    return match.end, True
