"""Dates and times of the two texts compared, each counted from the dateline of its own text where that is known."""

from __future__ import annotations

from fractions import Fraction

from checks.context import Context, Side
from text.dates import anchored, contradicts, same_when
from text.mention import Mention, MentionKind, When


def when(mention: Mention) -> When:
    """Returns the mention's date or time; TypeError for other kinds."""
    if not isinstance(mention.value, When):
        raise TypeError(f"{mention.kind} has no date")
    return mention.value


def agree(context: Context, left: Mention, right: Mention) -> bool:
    """Tells whether the two can be the same moment, as written or by the datelines."""
    return same_when(when(left), when(right)) or same_when(_dated(context.left, left), _dated(context.right, right))


def contradict(context: Context, left: Mention, right: Mention) -> bool:
    """Tells whether the two cannot be the same moment as they are written, and the datelines do not reconcile them."""
    return contradicts(when(left), when(right)) and not agree(context, left, right)


def contradict_by_dateline(context: Context, left: Mention, right: Mention) -> bool:
    """Tells whether only the datelines show that the two differ: "hier" in a report of Tuesday against Friday."""
    return contradicts(_dated(context.left, left), _dated(context.right, right)) and not contradicts(
        when(left), when(right)
    )


def _dated(side: Side, mention: Mention) -> When:
    return anchored(when(mention), side.document.meta.dateline)


def states_day(reading: str) -> bool:
    """Tells whether a reading names a day: a weekday, a day of a month, a relative day."""
    return reading[0] == "W" or reading[0] == "P" and reading[-1] == "D" or reading.count("-") >= 2


def is_told(context: Context, side: Side, mention: Mention) -> bool:
    """Tells whether some date of the other text says what this one does; a day is not told by a year."""
    other = context.swap(side)
    day = any(states_day(reading) for reading in when(mention).readings)
    for candidate in other.mentions:
        if not isinstance(candidate.value, When) or candidate.kind is not mention.kind:
            continue
        if day and not any(states_day(reading) for reading in candidate.value.readings):
            continue
        if agree(context, *((mention, candidate) if side.name == "left" else (candidate, mention))):
            return True
    return False


def parts(value: When) -> set[Fraction]:
    """Returns every number a date or time may be said to contain: day, month, year, hour, the tens of a decade."""
    out: set[Fraction] = set()
    for reading in value.readings:
        digits = "".join(char if char.isdigit() else " " for char in reading).split()
        out.update(Fraction(int(piece)) for piece in digits)
        if reading.startswith("T"):
            out.update(Fraction(int(piece) % 12) for piece in digits)
        if reading.endswith("X"):
            out.add(Fraction(int(digits[0]) * 10))
    return out


def days_of_month(mention: Mention) -> set[Fraction]:
    """Returns the days of the month that a date states."""
    return {
        Fraction(int(reading[-2:]))
        for reading in when(mention).readings
        if mention.kind is MentionKind.DATE and reading.count("-") >= 2 and reading[-2:].isdigit()
    }
