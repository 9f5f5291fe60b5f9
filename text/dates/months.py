"""Months by name, with what stands behind them: a double name, a year, "last", "of this year"."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import cast

from text.dates.lexicon import CALENDARS
from text.dates.moment import Calendar, Found, Moment
from text.dates.tokens import Tokens
from text.dates.years import is_open, year_at
from text.mention import MentionKind

_SHIFTS = {"past": -1, "next": 1, "current": 0}


@dataclass(frozen=True, slots=True)
class Month:
    """Is a month by name; `is_named` tells that a word for "month" or a point of abbreviation confirms it."""

    calendar: Calendar
    number: int
    strength: str
    first: int
    end: int
    skip: int
    is_named: bool
    is_capital: bool


@dataclass(frozen=True, slots=True)
class Tail:
    """Is what follows a month or its day: a year, or a word that places it before or after the day of writing."""

    end: int
    year: int | None = None
    shift: int | None = None
    offset: int | None = None

    def moment(self, month: Month, day: int | None = None, weekday: int | None = None) -> Moment:
        """Returns the date of a month, and a day, with this tail."""
        return Moment(month.calendar, self.year, month.number, day, weekday, self.shift, offset=self.offset)


def month_at(tokens: Tokens, at: int) -> Month | None:
    """Reads a month name, with its point, its word for "month" and its double (`كانون الأول/ديسمبر`)."""
    match = tokens.match(at, *CALENDARS)
    if match is None:
        return None
    calendar = cast("Calendar", match.entry.role)
    number, end, is_named = int(match.entry.value), match.end, False
    if match.entry.strength in ("bound", "dotted") and calendar == "gregorian":
        word = tokens.word(end - 1)
        if tokens.word(end) == "." and tokens.touches(end - 1) and word.isascii() and len(word) <= 5:
            end, is_named = end + 1, True
    suffix = tokens.match(end, "month-suffix")
    if suffix:
        end, is_named = suffix.end, True
    capital = tokens.is_capital(at, match.skip)
    month = Month(calendar, number, match.entry.strength, at, end, match.skip, is_named, capital)
    return _doubled(tokens, month) if calendar == "gregorian" else month


def _doubled(tokens: Tokens, month: Month) -> Month:
    """Takes in the second name of the same month."""
    place = month.end
    bracket = tokens.word(place) == "("
    if bracket or tokens.word(place) in ("/", "-", "،", "–"):
        place += 1
    again = tokens.match(place, "gregorian")
    if again is None or int(again.entry.value) != month.number:
        return month
    if bracket and tokens.word(again.end) != ")":
        return month
    return replace(month, end=again.end + bracket, is_named=True)


def is_confirmed(tokens: Tokens, month: Month, tail: Tail) -> bool:
    """Tells whether a month beside a day is one, by the strength its table gives it."""
    if tail.year is not None or month.is_named:
        return True
    if tokens.lexicon.settings.get("case") == "upper" and not month.is_capital:
        return False
    if month.strength == "prefix":
        return _is_no_prefix(tokens, tail.end)
    return month.strength not in ("full", "dotted")


def _is_no_prefix(tokens: Tokens, end: int) -> bool:
    """Tells whether no verb follows: `می` is also the commonest verb prefix, and may be written apart."""
    return not tokens.word(end)[:1].isalnum() or tokens.match(end, "follower") is not None


def tail_of(tokens: Tokens, month: Month) -> Tail:
    """Reads what stands behind a month."""
    for begin in _year_places(tokens, month.end):
        link = tokens.match(begin, "year-of")
        year = year_at(tokens, link.end if link else begin, month.calendar)
        if year:
            return Tail(year.end, year.value)
    link = tokens.match(month.end, "of")
    relative = tokens.match(link.end if link else month.end, "relative")
    if relative and relative.entry.value.endswith("Y"):
        return Tail(relative.end, offset=int(relative.entry.value[1:-1]))
    shift = tokens.match(month.end, *_SHIFTS)
    if shift and shift.entry.strength == "after":
        return Tail(shift.end, shift=_SHIFTS[shift.entry.role])
    return Tail(month.end)


def _year_places(tokens: Tokens, end: int) -> tuple[int, ...]:
    """Returns the tokens at which the year may begin, a sign between included."""
    sign = tokens.word(end)
    if sign in ("/", "-") and tokens.number(end + 1) is not None:
        return (end + 1,)
    if sign in (",", "،") and len(tokens.word(end + 1)) == 4:
        # `le 14 décembre, 2000 personnes` counts people.
        return (end + 1,) if _is_month_first(tokens) or is_open(tokens, end + 2) else ()
    return (end,)


def _is_month_first(tokens: Tokens) -> bool:
    return tokens.lexicon.settings.get("month-first") == "yes"


def _ends_range(tokens: Tokens, at: int) -> bool:
    """Tells whether a month and a word for "to" or "and" stand before: `من تشرين الأول إلى نيسان`."""
    link = tokens.before(at, "to", "and")
    return link is not None and tokens.before(link.end - len(link.entry.words), *CALENDARS) is not None


def month_alone(tokens: Tokens, at: int) -> list[Found]:
    """Reads a month without a day, where a year, a cue word or its own strength shows that it is one."""
    month = month_at(tokens, at)
    if month is None:
        return []
    tail = tail_of(tokens, month)
    dated = tail.year is not None or tail.offset is not None
    case = tokens.lexicon.settings.get("case")
    if case == "upper" and not month.is_capital:
        return []
    noun = tokens.before(at, "month-cue", strength="noun") is not None
    # `تموز وآب`: the letter for "and" ties it to the month before.
    noun = noun or (month.skip > 0 and tokens.before(at, *CALENDARS) is not None)
    before = tokens.before(at, "past", "next", strength="before")
    if before:
        tail = replace(tail, shift=_SHIFTS[before.entry.role])
    is_cued = month.is_named or noun or tokens.before(at, "month-cue") is not None or _ends_range(tokens, at)
    if not dated and not is_cued and not (month.strength == "free" and not (case == "lower" and month.is_capital)):
        return []
    if not dated and month.strength not in ("free", "cued") and not (month.is_named or noun):
        return []
    if not dated and month.strength == "cued" and not is_cued and not before:
        return []
    if month.strength == "full" and not month.is_named and len(tokens.word(tail.end - 1)) != 4:
        return []
    if not dated and month.strength == "prefix" and not _is_no_prefix(tokens, tail.end):
        return []
    return [Found(MentionKind.DATE, at, tail.end, month.skip, tail.moment(month))]
