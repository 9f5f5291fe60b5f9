"""Says in words how a figure, date or name was read, for the small print beside it."""

from __future__ import annotations

from collections.abc import Iterable
from fractions import Fraction

from text.document import Span
from text.mention import Mention, MentionKind, Quantity, Reading, When

_WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_MONTHS = (
    *("January", "February", "March", "April", "May", "June", "July"),
    *("August", "September", "October", "November", "December"),
)
_DAYS = {"P-1D": "the day before", "P0D": "the same day", "P1D": "the day after"}
_GROUP = "\u202f"
# The values in a whole sentence would say nothing about the finding.
_LONGEST = 80


def values_in(mentions: Iterable[Mention], spans: Iterable[Span]) -> tuple[str, ...]:
    """Returns how the figures and dates that touch the (short) spans were read, in the order of the text, each once."""
    wanted = tuple(span for span in spans if len(span) <= _LONGEST)
    touching = [mention for mention in mentions if any(mention.span.overlaps(span) for span in wanted)]
    touching.sort(key=lambda mention: mention.span)
    return tuple(dict.fromkeys(text for text in map(describe, touching) if text))


def describe(mention: Mention) -> str:
    """Returns the value of a figure or date as one short text, '' for other kinds."""
    value = mention.value
    if isinstance(value, Quantity):
        return _quantity(value, mention.kind)
    if isinstance(value, When):
        dates = " or ".join(_when(reading) for reading in value.readings)
        return f"{dates} ({value.calendar} in the text)" if value.calendar != "gregorian" and dates else dates
    return ""


def _quantity(value: Quantity, kind: MentionKind) -> str:
    text = " or ".join(_reading(reading) for reading in value.readings)
    if value.vague:
        text = f"in the order of {text}"
    elif value.approximate:
        text = f"{value.approximate} {text}"
    if value.unit == "%":
        return f"{text}{_GROUP}%"
    if value.unit:
        return f"{text} {value.unit}"
    return f"{text} (ordinal)" if kind is MentionKind.ORDINAL else text


def _reading(reading: Reading) -> str:
    if reading.low == reading.high:
        return _figure(reading.low)
    return f"{_figure(reading.low)}–{_figure(reading.high)}"


def _figure(value: Fraction) -> str:
    """Writes a fraction as a decimal where that is exact and short, else as it is."""
    if value.denominator == 1:
        return _grouped(value.numerator)
    for digits in range(1, 7):
        scaled = value * 10**digits
        if scaled.denominator == 1:
            whole, rest = divmod(abs(scaled.numerator), 10**digits)
            sign = "−" if value < 0 else ""
            return f"{sign}{_grouped(whole)}.{rest:0{digits}d}"
    return f"{value.numerator}/{value.denominator}"


def _grouped(number: int) -> str:
    """Groups by thousands from five digits on, so that years stay years."""
    return f"{number:,}".replace(",", _GROUP) if abs(number) >= 10000 else str(number)


def _when(reading: str) -> str:
    """Puts the ISO forms that few people can read into words; the others speak for themselves."""
    if len(reading) == 2 and reading[0] == "W" and reading[1] in "1234567":
        return _WEEKDAYS[int(reading[1]) - 1]
    if reading.startswith("--"):
        month, _, day = reading[2:].partition("-")
        if month.isdecimal() and 1 <= int(month) <= 12:
            name = _MONTHS[int(month) - 1]
            return f"{int(day)} {name}" if day.isdecimal() else name
    if reading in _DAYS:
        return _DAYS[reading]
    return reading.removeprefix("T")
