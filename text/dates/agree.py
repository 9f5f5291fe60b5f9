"""Whether two dates agree: across languages and calendars, or inside one text."""

from __future__ import annotations

import datetime
import re
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from text.dates.anchor import anchored
from text.dates.lexicon import load
from text.dates.moment import Found
from text.dates.reader import find, mention_of
from text.dates.tokens import Tokens, tokenize
from text.document import Lang
from text.mention import Mention, When

Fields = dict[str, str | int]

_DAY = re.compile(r"(?:(-?\d{4})|-)-(\d\d)(?:-(\d\d))?")
_CLOCK = re.compile(r"T(\d\d):(\d\d)(?::(\d\d))?")
_WIDEST_GAP = 3


@dataclass(frozen=True, slots=True)
class Conflict:
    """Is a place where a text disagrees with itself: two calendars, or a weekday and its date (no `second`)."""

    kind: Literal["calendars", "weekday"]
    first: Mention
    second: Mention | None
    stated: str
    computed: str


def weekday_of(iso: str) -> str:
    """Returns the weekday of a full date as `W1` (Monday) to `W7`."""
    return f"W{datetime.date.fromisoformat(iso).isoweekday()}"


@lru_cache(maxsize=4096)
def _fields(reading: str) -> Fields:
    """Returns what a reading says, field by field, with what follows from it (a date's weekday, a year's decade)."""
    clock = _CLOCK.fullmatch(reading)
    if clock:
        fields: Fields = {"hour": int(clock[1]), "minute": int(clock[2])}
        return fields | ({"second": int(clock[3])} if clock[3] else {})
    if reading[0] == "W":
        return {"weekday": reading}
    if reading[0] == "P":
        return {f"relative {reading[-1]}": reading}
    if reading[0] == "H":
        return {"islamic day": reading}
    if reading[0] == "C":
        return {"century": int(reading[1:])}
    if reading.endswith("X"):
        decade = int(reading[:-1])
        return {"decade": decade, "century": decade // 10 + 1}
    match = _DAY.fullmatch(reading)
    if match is None:
        return _of_year(int(reading))
    fields = _of_year(int(match[1])) if match[1] else {}
    if int(match[2]) > 12:
        return fields | {"season": int(match[2])}
    fields |= {"month": int(match[2])}
    if match[3]:
        fields |= {"day": int(match[3])}
        if match[1]:
            fields |= {"weekday": weekday_of(reading)}
    return fields


def _of_year(year: int) -> Fields:
    return {"year": year, "decade": year // 10, "century": (year + 99) // 100 if year > 0 else -((100 - year) // 100)}


def _near(a: str, b: str) -> bool:
    """Tells whether two full dates are at most a day apart."""
    try:
        return abs((datetime.date.fromisoformat(a) - datetime.date.fromisoformat(b)).days) <= 1
    except ValueError:
        return False


def _compare(a: str, b: str, *, islamic: bool) -> bool | None:
    """Returns whether two readings agree on all they both state; None if they state nothing in common."""
    if a == b:
        return True
    if islamic and _near(a, b):
        # Umm al-Qura and the sighting of the moon differ by a day.
        return True
    left, right = _fields(a), _fields(b)
    common = left.keys() & right.keys()
    return all(left[name] == right[name] for name in common) if common else None


def _verdicts(a: When, b: When) -> set[bool | None]:
    islamic = "hijri" in (a.calendar, b.calendar)
    return {_compare(left, right, islamic=islamic) for left in a.readings for right in b.readings}


def same_when(a: When, b: When) -> bool:
    """Tells whether some reading of each agree as far as both are known: `2021-12-14` ~ `--12-14`, `W2` ~ a Tuesday."""
    return True in _verdicts(a, b)


def contradicts(a: When, b: When) -> bool:
    """Tells whether the two cannot be the same: under every reading some field that both state differs."""
    verdicts = _verdicts(a, b)
    return True not in verdicts and False in verdicts


def conflicts(
    raw: str, lang: Lang, start: int = 0, end: int | None = None, dateline: datetime.date | None = None
) -> tuple[Conflict, ...]:
    """Returns where the text disagrees with itself: a date in two calendars, or a weekday beside its day.

    A day without a year is looked at only beside its weekday and with a dateline, as the nearest such day.
    """
    tokens = tokenize(raw, start, len(raw) if end is None else min(end, len(raw)), load(lang))
    pairs = [(found, mention_of(tokens, found, None)) for found in find(tokens)]
    read = [(found, mention) for found, mention in pairs if mention is not None]
    out: list[Conflict] = []
    for index, (found, mention) in enumerate(read):
        if found.moment.weekday is not None and found.moment.day is not None:
            conflict = _weekday_conflict(found, mention, dateline)
            if conflict:
                out.append(conflict)
        if index + 1 < len(read):
            following, other = read[index + 1]
            if _beside(tokens, found, following) and contradicts(_value(mention), _value(other)):
                out.append(
                    Conflict("calendars", mention, other, _value(other).readings[0], _value(mention).readings[0])
                )
    return tuple(out)


def _value(mention: Mention) -> When:
    if not isinstance(mention.value, When):
        raise TypeError(f"a date's value is a When, got {type(mention.value).__name__}")
    return mention.value


def _weekday_conflict(found: Found, mention: Mention, dateline: datetime.date | None) -> Conflict | None:
    stated, value = f"W{found.moment.weekday}", _value(mention)
    if found.moment.year is None:
        value = anchored(value, dateline.isoformat() if dateline else None)
    days = {weekday_of(reading) for reading in value.readings if len(reading) == 10}
    if not days or stated in days:
        return None
    if found.moment.calendar == "hijri":
        number = found.moment.weekday or 0
        if {f"W{(number + step - 1) % 7 + 1}" for step in (-1, 1)} & days:
            return None
    return Conflict("weekday", mention, None, stated, min(days))


def _beside(tokens: Tokens, first: Found, second: Found) -> bool:
    """Tells whether the second date restates the first in another calendar: only a bracket or "equal to" between."""
    if first.moment.calendar == second.moment.calendar or first.moment.month is None or second.moment.month is None:
        return False
    gap = tokens.words[first.last : second.first]
    if not 0 < len(gap) <= _WIDEST_GAP:
        return False
    if gap in (["("], ["/"], ["["], ["-"], ["،", "("], [")", "("]):
        return True
    same = tokens.match(first.last, "same-day")
    if same is None and gap[0] in ("(", ",", "،"):
        same = tokens.match(first.last + 1, "same-day")
    return same is not None
