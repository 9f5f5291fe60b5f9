"""Dates in digits: `14/12/2021`, `2021-12-14`, `1400/09/23`."""

from __future__ import annotations

from text.dates.calendars import day_exists
from text.dates.moment import Calendar, Found, Moment
from text.dates.tokens import Tokens
from text.dates.years import JALALI_YEARS, PLAIN_YEARS
from text.mention import MentionKind

_HIJRI_YEARS = range(1343, 1501)


def numeric(tokens: Tokens, at: int) -> Found | None:
    """Reads a date of three figures; two readings where the language leaves the order of day and month open."""
    separator = tokens.word(at + 1)
    if separator not in ("/", "-", ".") or tokens.word(at + 3) != separator:
        return _year_and_month(tokens, at) or _day_and_month(tokens, at)
    if not all(tokens.touches(place) for place in range(at, at + 4)):
        return None
    words = [tokens.word(at), tokens.word(at + 2), tokens.word(at + 4)]
    if not all(word.isdecimal() for word in words) or not _stands_alone(tokens, at, at + 5):
        return None
    first, second, third = (int(word) for word in words)
    lengths = tuple(len(word) for word in words)
    if max(lengths[0], lengths[2]) > 4 or lengths[1] > 2:
        return None
    moment: Moment | None = None
    if lengths[0] == 4 and lengths[2] <= 2:
        moment = _moment(tokens, first, second, third)
    elif lengths[2] == 4 and lengths[0] <= 2:
        moment = _either(tokens, first, second, third)
    elif separator == "/" and lengths == (2, 2, 2) and first <= 31:
        moment = _either(tokens, first, second, third + (2000 if third < 70 else 1900))
    if moment is None:
        return None
    era = tokens.match(at + 5, "era")
    end = era.end if era and era.entry.value == moment.calendar else at + 5
    return Found(MentionKind.DATE, at, end, 0, moment)


def _stands_alone(tokens: Tokens, first: int, last: int) -> bool:
    """Tells whether the figures are no part of a longer code: no digit, sign or letter is tied to them."""
    if tokens.touches(first - 1):
        before = tokens.word(first - 1)
        if before in "/.-,:" and tokens.touches(first - 2) or before.isascii() and before.isalnum():
            return False
    if tokens.touches(last - 1):
        after = tokens.word(last)
        if after in "/-.,:" and tokens.touches(last) and tokens.word(last + 1).isdecimal():
            return False
        return not (after.isascii() and after.isalpha())
    return True


def _either(tokens: Tokens, first: int, second: int, year: int) -> Moment | None:
    day_first = _moment(tokens, year, second, first)
    if tokens.lexicon.settings.get("numeric") != "both":
        return day_first or _moment(tokens, year, first, second)
    month_first = _moment(tokens, year, first, second)
    if day_first is None or month_first is None or first == second:
        return day_first or month_first
    return Moment(day_first.calendar, year, second, first, other=month_first)


def _moment(tokens: Tokens, year: int, month: int, day: int) -> Moment | None:
    lang = tokens.lexicon.lang
    calendar: Calendar
    if year in PLAIN_YEARS or year in range(1500, 1900):
        calendar = "gregorian"
    elif lang == "ar" and year in _HIJRI_YEARS:
        calendar = "hijri"
    elif year in JALALI_YEARS:
        calendar = "jalali"
    else:
        return None
    return Moment(calendar, year, month, day) if day_exists(calendar, year, month, day) else None


def _day_and_month(tokens: Tokens, at: int) -> Found | None:
    """Reads `le 24/12`: two figures of two digits right behind a word that announces a day."""
    day, month = tokens.word(at), tokens.word(at + 2)
    if tokens.word(at + 1) != "/" or not (len(day) == len(month) == 2 and day.isdecimal() and month.isdecimal()):
        return None
    if not (tokens.touches(at) and tokens.touches(at + 1) and _stands_alone(tokens, at, at + 3)):
        return None
    if tokens.before(at, "day-cue") is None or tokens.lexicon.settings.get("numeric") != "day":
        return None
    calendar: Calendar = "jalali" if tokens.lexicon.lang == "fa" else "gregorian"
    if not day_exists(calendar, None, int(month), int(day)):
        return None
    return Found(MentionKind.DATE, at, at + 3, 0, Moment(calendar, None, int(month), int(day)))


def _year_and_month(tokens: Tokens, at: int) -> Found | None:
    """Reads `2021-12`, but not `2011-12`, which is mostly two years."""
    year, month = tokens.word(at), tokens.word(at + 2)
    if tokens.word(at + 1) != "-" or len(year) != 4 or len(month) != 2 or not (year.isdecimal() and month.isdecimal()):
        return None
    if not (tokens.touches(at) and tokens.touches(at + 1) and _stands_alone(tokens, at, at + 3)):
        return None
    value, number = int(year), int(month)
    if value not in PLAIN_YEARS or not 1 <= number <= 12 or (value + 1) % 100 == number:
        return None
    return Found(MentionKind.DATE, at, at + 3, 0, Moment(year=value, month=number))
