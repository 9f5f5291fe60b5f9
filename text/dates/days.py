"""Days and months by name: `mardi 14 décembre 2021`, `December 3-5`, `14 كانون الأول/ديسمبر`, `۲۳ آذرماه`."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import cast

from text.dates.calendars import day_exists
from text.dates.lexicon import CALENDARS
from text.dates.moment import Calendar, Found, Moment
from text.dates.numeric import numeric
from text.dates.tokens import Tokens
from text.dates.weekdays import Lead, lead_at
from text.dates.years import Year, year_at
from text.mention import MentionKind

_DATE = MentionKind.DATE
_MOST_DAYS = 6
_MOST_LINKS = 4


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
class Day:
    """Is a day of a month, in digits or as an ordinal; a weekday before it belongs to it."""

    value: int
    first: int
    end: int
    skip: int
    weekday: int | None = None


def dates(tokens: Tokens, at: int) -> list[Found]:
    """Reads the date, month or weekday that begins at this token; the ends of a range come one by one."""
    lead = lead_at(tokens, at)
    if lead is None:
        return _body(tokens, at) or _month_alone(tokens, at)
    place, opened = lead.end, False
    for _ in range(_MOST_LINKS):
        body = _body(tokens, place)
        if body:
            return _joined(tokens, lead, body, opened)
        link = tokens.match(place, "link")
        if link is None:
            break
        opened = opened or tokens.word(link.end - 1) == "("
        place = link.end
    return [lead.found(tokens)] if lead.stands_alone(tokens) else []


def _joined(tokens: Tokens, lead: Lead, body: list[Found], opened: bool) -> list[Found]:
    """Lets the weekday before a date belong to it."""
    head = body[0]
    last = head.last + 1 if opened and len(body) == 1 and tokens.word(head.last) == ")" else head.last
    moment = replace(head.moment, weekday=lead.weekday)
    return [Found(_DATE, lead.first, last, lead.skip, moment), *body[1:]]


def _body(tokens: Tokens, at: int) -> list[Found]:
    if tokens.word(at).isdigit():
        found = numeric(tokens, at)
        if found:
            return [found]
    return _day_first(tokens, at) or _month_first(tokens, at)


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
    if again is None or int(again.entry.value) != month.number or again.entry.words == (tokens.word(month.first),):
        return month
    if bracket and tokens.word(again.end) != ")":
        return month
    return replace(month, end=again.end + bracket, is_named=True)


def _day_at(tokens: Tokens, at: int) -> Day | None:
    value = tokens.number(at, 2)
    if value is not None:
        end = at + 1
        suffix = tokens.match(end, "day-suffix")
        if suffix and tokens.touches(at):
            end = suffix.end
        return Day(value, at, end, 0) if 1 <= value <= 31 else None
    match = tokens.match(at, "ordinal", "day-word")
    if match is None or int(match.entry.value) > 31:
        return None
    return Day(int(match.entry.value), at, match.end, match.skip)


def _days_at(tokens: Tokens, at: int) -> list[Day]:
    """Reads one day or several: `3-5`, `3, 4 et 5`, `lundi 3 au mercredi 5`."""
    first = _day_at(tokens, at)
    days = [first] if first else []
    while days and len(days) < _MOST_DAYS:
        place = days[-1].end
        link = tokens.match(place, "to", "and")
        if link:
            place = link.end
            second = tokens.match(place, "and")
            place = second.end if second else place
        article = tokens.match(place, "article")
        place = article.end if article and link else place
        weekday = tokens.match(place, "weekday") if link else None
        begin = place
        day = _day_at(tokens, weekday.end if weekday else place)
        if day is None or (link is None and not day.skip):
            break
        if weekday:
            day = replace(day, first=begin, skip=weekday.skip, weekday=int(weekday.entry.value))
        days.append(day)
    return days


def _day_first(tokens: Tokens, at: int) -> list[Found]:
    days = _days_at(tokens, at)
    # A list may run past the last day (`les 3 et 4, mai`): fewer days are tried until a month follows.
    while days:
        place = days[-1].end
        link = tokens.match(place, "of")
        if link:
            place = link.end
        elif tokens.word(place) in ("-", "/"):
            place += 1
        month = month_at(tokens, place) or (month_at(tokens, days[-1].end) if link else None)
        if month:
            found = _with_month(tokens, days, month)
            if found:
                return found
        days = days[:-1]
    return []


def _with_month(tokens: Tokens, days: list[Day], month: Month) -> list[Found]:
    year, end, shift = _year_after(tokens, month)
    if not _confirmed(tokens, month, year, end):
        return []
    if not all(day_exists(month.calendar, year.value if year else None, month.number, day.value) for day in days):
        return []
    found = []
    for day in days:
        last = end if day is days[-1] else day.end
        moment = Moment(
            month.calendar, year.value if year else None, month.number, day.value, weekday=day.weekday, shift=shift
        )
        found.append(Found(_DATE, day.first, last, day.skip, moment))
    return found


def _confirmed(tokens: Tokens, month: Month, year: Year | None, end: int) -> bool:
    """Tells whether a month beside a day is one, by the strength its table gives it."""
    if year or month.is_named:
        return True
    if tokens.lexicon.settings.get("case") == "upper" and not month.is_capital:
        return False
    if month.strength == "prefix":
        return _is_no_prefix(tokens, end)
    return month.strength not in ("full", "dotted")


def _is_no_prefix(tokens: Tokens, end: int) -> bool:
    """Tells whether no verb follows: `می` is also the commonest verb prefix, and may be written apart."""
    return not tokens.word(end)[:1].isalnum() or tokens.match(end, "follower") is not None


def _year_after(tokens: Tokens, month: Month) -> tuple[Year | None, int, int | None]:
    """Reads the year behind a month, or "last", "next", "of this year"; returns it, the end and the shift."""
    place = month.end
    if tokens.word(place) in (",", "/", "-", "،", "."):
        place += 1
        if tokens.word(place - 1) in ("-", "/", ".") and tokens.number(place) is None:
            place -= 1
    for begin in (place, month.end):
        link = tokens.match(begin, "year-of")
        year = year_at(tokens, link.end if link else begin, month.calendar)
        if year and (year.end - begin <= 1 or tokens.word(begin) != "," or len(tokens.word(begin + 1)) == 4):
            return year, year.end, None
    shift = tokens.match(month.end, "past", "next", "current")
    if shift and shift.entry.strength == "after":
        return None, shift.end, {"past": -1, "next": 1, "current": 0}[shift.entry.role]
    return None, month.end, None


def _month_first(tokens: Tokens, at: int) -> list[Found]:
    """Reads `December 14, 2021` and `May 3-5`, where the language writes so."""
    if tokens.lexicon.settings.get("month-first") != "yes":
        return []
    month = month_at(tokens, at)
    if month is None or not month.is_capital or month.strength == "full":
        return []
    article = tokens.match(month.end, "article")
    days = _days_at(tokens, article.end if article else month.end)
    if not days:
        return []
    place = days[-1].end
    year = year_at(tokens, place, month.calendar) if tokens.word(place) != "," else None
    if tokens.word(place) == ",":
        year = year_at(tokens, place + 1, month.calendar)
        if year and not (year.has_era or len(tokens.word(place + 1)) == 4):
            year = None
    if not all(day_exists(month.calendar, year.value if year else None, month.number, day.value) for day in days):
        return []
    found = []
    for day in days:
        first, skip = (at, month.skip) if day is days[0] else (day.first, day.skip)
        last = year.end if year and day is days[-1] else day.end
        moment = Moment(month.calendar, year.value if year else None, month.number, day.value, weekday=day.weekday)
        found.append(Found(_DATE, first, last, skip, moment))
    return found


def _ends_range(tokens: Tokens, at: int) -> bool:
    """Tells whether a month and a word for "to" or "and" stand before: `من تشرين الأول إلى نيسان`."""
    link = tokens.before(at, "to", "and")
    return link is not None and tokens.before(link.end - len(link.entry.words), *CALENDARS) is not None


def _month_alone(tokens: Tokens, at: int) -> list[Found]:
    """Reads a month without a day, where a year, a cue word or its own strength shows that it is one."""
    month = month_at(tokens, at)
    if month is None:
        return []
    year, end, shift = _year_after(tokens, month)
    case = tokens.lexicon.settings.get("case")
    if case == "upper" and not month.is_capital:
        return []
    noun = tokens.before(at, "month-cue", strength="noun")
    before = tokens.before(at, "past", "next", strength="before")
    if before:
        shift = -1 if before.entry.role == "past" else 1
    is_cued = (
        month.is_named or noun is not None or tokens.before(at, "month-cue") is not None or _ends_range(tokens, at)
    )
    if year is None and not is_cued and not (month.strength == "free" and not (case == "lower" and month.is_capital)):
        return []
    if year is None and month.strength not in ("free", "cued") and not (month.is_named or noun):
        return []
    if year is None and month.strength == "cued" and not is_cued and not before:
        return []
    if year is None and month.strength == "prefix" and not _is_no_prefix(tokens, end):
        return []
    moment = Moment(month.calendar, year.value if year else None, month.number, shift=shift)
    return [Found(_DATE, at, end, month.skip, moment)]
