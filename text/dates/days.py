"""Days of a month: `mardi 14 décembre 2021`, `December 3-5`, `14 كانون الأول/ديسمبر`, `۲۳ آذرماه`."""

from __future__ import annotations

from dataclasses import dataclass, replace

from text.dates.calendars import day_exists
from text.dates.moment import Found
from text.dates.months import Month, Tail, is_confirmed, month_alone, month_at, tail_of
from text.dates.numeric import numeric
from text.dates.tokens import Tokens
from text.dates.weekdays import Lead, lead_at
from text.mention import MentionKind

_DATE = MentionKind.DATE
_MOST_DAYS = 6
_MOST_LINKS = 4


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
        return _body(tokens, at) or month_alone(tokens, at)
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
    return [lead.found()] if lead.stands_alone(tokens) else []


def _joined(tokens: Tokens, lead: Lead, body: list[Found], opened: bool) -> list[Found]:
    """Lets the weekday before a date belong to it."""
    head = body[0]
    last = head.last + 1 if opened and len(body) == 1 and tokens.word(head.last) == ")" else head.last
    moment = replace(head.moment, weekday=lead.weekday)
    return [Found(_DATE, lead.first, last, lead.skip, moment), *body[1:]]


def _body(tokens: Tokens, at: int) -> list[Found]:
    if tokens.word(at).isdecimal():
        found = numeric(tokens, at)
        if found:
            return [found]
    return _day_first(tokens, at) or _month_first(tokens, at)


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
    if len(days) > 1 and tokens.touches(at - 1) and tokens.word(at - 1) == "-" and tokens.touches(at - 2):
        # The figure belongs to the word before: `كوفيد-19 إلى 1 ديسمبر`.
        return []
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
    tail = tail_of(tokens, month)
    if not is_confirmed(tokens, month, tail) or not _all_exist(days, month, tail):
        return []
    found = []
    for day in days:
        last = tail.end if day is days[-1] else day.end
        found.append(Found(_DATE, day.first, last, day.skip, tail.moment(month, day.value, day.weekday)))
    return found


def _all_exist(days: list[Day], month: Month, tail: Tail) -> bool:
    return all(day_exists(month.calendar, tail.year, month.number, day.value) for day in days)


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
    tail = tail_of(tokens, replace(month, end=days[-1].end))
    if not _all_exist(days, month, tail):
        return []
    found = []
    for day in days:
        first, skip = (at, month.skip) if day is days[0] else (day.first, day.skip)
        last = tail.end if day is days[-1] else day.end
        found.append(Found(_DATE, first, last, skip, tail.moment(month, day.value, day.weekday)))
    return found
