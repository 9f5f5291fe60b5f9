"""Years on their own, ranges of years, seasons."""

from __future__ import annotations

from dataclasses import dataclass
from typing import cast

from text.dates.moment import Calendar, Found, Moment
from text.dates.tokens import Tokens
from text.mention import MentionKind

# Outside these years a four-digit figure is taken for a year only where the text says so.
PLAIN_YEARS = range(1900, 2100)
OLD_YEARS = range(1000, 1900)
JALALI_YEARS = range(1250, 1451)
_BOUNDS: dict[Calendar, range] = {
    "gregorian": range(1000, 2200),
    "jalali": range(1200, 1500),
    "hijri": range(1, 1501),
}
_LONGEST_RANGE = 500
_STOPS = frozenset({"", ",", "،", ".", ";", "؛", ")"})


@dataclass(frozen=True, slots=True)
class Year:
    """Is a year with its calendar, up to the token `end`; years before our era count astronomically (1 BC = 0)."""

    value: int
    calendar: Calendar
    end: int
    has_era: bool


def year_at(
    tokens: Tokens, at: int, calendar: Calendar | None = None, *, any_era: bool = True, short: bool = False
) -> Year | None:
    """Reads a year written in digits; `calendar` is that of the month before it; `short` admits `سال ۵۷` for 1357."""
    value = tokens.number(at)
    if value is None:
        return None
    era = tokens.match(at + 1, "era")
    if era and (any_era or era.entry.strength != "letter"):
        if era.entry.value == "bc":
            return Year(1 - value, "gregorian", era.end, True)
        stated = cast("Calendar", era.entry.value)
        if value in range(1, 2200) and (calendar in (None, stated)):
            return Year(value, stated, era.end, True)
    length = len(tokens.word(at))
    if short and length == 2 and value >= 30:
        return Year(1300 + value, "jalali", at + 1, False)
    if calendar == "jalali" and length == 2 and value >= 40:
        return Year(1300 + value, calendar, at + 1, False)
    if length != 4:
        return None
    if calendar is None:
        jalali = tokens.lexicon.lang == "fa" and value in JALALI_YEARS
        calendar = "jalali" if jalali else "gregorian"
    return Year(value, calendar, at + 1, False) if value in _BOUNDS[calendar] else None


def years(tokens: Tokens, at: int) -> list[Found]:
    """Reads a year on its own, with the years listed after it, if its surroundings say that it is one."""
    season = _season(tokens, at)
    if season or not tokens.word(at).isdecimal():
        return season
    noun = tokens.before(at, "year-noun")
    cue = tokens.before(at, "year-cue")
    short = noun is not None and tokens.lexicon.lang == "fa"
    first = year_at(tokens, at, any_era=noun is not None, short=short)
    if first is None:
        return []
    chain = _chain(tokens, at, first, short=short)
    trusted = bool(noun) or first.has_era
    if not trusted:
        last = chain[-1][1]
        if not _is_year(tokens, at, first, last.end, cue.entry.value if cue else "", len(chain) > 1):
            return []
    return [
        Found(MentionKind.DATE, begin, year.end, 0, Moment(year.calendar, year=year.value)) for begin, year in chain
    ]


def _chain(tokens: Tokens, at: int, first: Year, *, short: bool) -> list[tuple[int, Year]]:
    """Collects `2018-2020`, `2018/19`, `2018 and 2019`: later years follow their elders."""
    chain = [(at, first)]
    while len(chain) < 5:
        end, before = chain[-1][1].end, chain[-1][1]
        link = tokens.match(end, "to", "and")
        begin = link.end if link else end + 1
        if link is None and tokens.word(end) != "/":
            break
        noun = tokens.match(begin, "year-noun") or tokens.match(begin, "year-cue")
        begin = noun.end if noun else begin
        tight = tokens.touches(end - 1) and tokens.touches(end)
        tail = tokens.number(begin, 2)
        if tight and tail is not None and len(tokens.word(begin)) == 2 and tail == (before.value + 1) % 100:
            chain.append((begin, Year(before.value + 1, before.calendar, begin + 1, False)))
            break
        year = year_at(tokens, begin, short=short)
        if year is None or (link is None and not tight):
            break
        if year.has_era and not before.has_era and year.calendar != before.calendar:
            break
        step = year.value - before.value
        if tight and tokens.lexicon.settings.get("reversed") == "yes":
            # Typed from right to left, `2004-2002` is one range.
            step = abs(step)
        if year.calendar != before.calendar or not 0 < step <= _LONGEST_RANGE:
            break
        chain.append((begin, year))
    return chain


def _is_year(tokens: Tokens, at: int, year: Year, end: int, cue: str, is_range: bool) -> bool:
    """Weighs what stands around a bare figure: only a year may be said so."""
    value = year.value
    plain = value in PLAIN_YEARS or (year.calendar == "jalali" and tokens.lexicon.lang == "fa")
    if not plain and value not in OLD_YEARS:
        return False
    is_round = value % 100 == 0
    before, after = tokens.word(at - 1), tokens.word(end)
    if after == ")" and before in ("(", ",", "،"):
        return plain or is_range
    if is_range and tokens.touches(at) and not is_round and (cue or len(tokens.word(end - 1)) == 4):
        # `1894-1895`, both ends plausible years, no space between.
        return True
    if cue == "sure":
        return not is_round and plain or is_open(tokens, end)
    if cue == "event":
        return plain and not is_round
    if cue == "adjective":
        return plain and not is_round and after[:1].isalpha()
    if cue == "until" and not plain and not is_round and after in _STOPS:
        return True
    return cue in ("check", "until") and (plain or is_range) and not is_round and is_open(tokens, end)


def is_open(tokens: Tokens, at: int) -> bool:
    """Tells whether no counted noun follows: the sentence ends, a sign stands there, or a function word."""
    word = tokens.word(at)
    if not word[:1].isalnum():
        return word not in ("%", "٪", "°", "€", "$", "£")
    joined = tokens.lexicon.settings.get("joined-and")
    return tokens.match(at, "follower") is not None or (joined is not None and word.startswith(joined))


def _season(tokens: Tokens, at: int) -> list[Found]:
    season = tokens.match(at, "season")
    if season is None:
        return []
    end = season.end
    for _ in range(3):
        link = tokens.match(end, "year-of", "year-noun")
        if link is None:
            break
        end = link.end
    year = year_at(tokens, end)
    if year is None or not (year.has_era or year.value in PLAIN_YEARS or year.calendar == "jalali"):
        return []
    value = year.value if year.calendar == "gregorian" else year.value + (621 if season.entry.value != "24" else 622)
    if year.calendar == "hijri":
        return []
    moment = Moment(year=value, season=int(season.entry.value))
    return [Found(MentionKind.DATE, at, year.end, season.skip, moment)]
