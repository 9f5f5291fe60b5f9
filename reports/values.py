"""Says in words how a figure, date or name was read, for the small print beside it."""

from __future__ import annotations

from collections.abc import Iterable
from fractions import Fraction

from checks.values import moment_text
from text.document import Span
from text.mention import Mention, MentionKind, Quantity, Reading, When

_GROUP = "\u202f"
# The values in a whole sentence would say nothing about the finding.
_LONGEST = 80


def values_in(mentions: Iterable[Mention], spans: Iterable[Span]) -> tuple[str, ...]:
    """Returns how the figures and dates that touch the (short) spans were read, in the order of the text, each once."""
    wanted = tuple(span for span in spans if len(span) <= _LONGEST)
    if not wanted:
        return ()
    # A report has many figures and a finding few: most are ruled out by where the spans begin and end.
    first, last = min(span.start for span in wanted), max(span.end for span in wanted)
    near = [mention for mention in mentions if mention.span.start < last and mention.span.end > first]
    touching = [mention for mention in near if any(mention.span.overlaps(span) for span in wanted)]
    touching.sort(key=lambda mention: mention.span)
    return tuple(dict.fromkeys(text for text in map(describe, touching) if text))


def describe(mention: Mention) -> str:
    """Returns the value of a figure or date as one short text, '' for other kinds."""
    value = mention.value
    if isinstance(value, Quantity):
        return _quantity(value, mention.kind)
    if isinstance(value, When):
        dates = " or ".join(moment_text(reading) for reading in value.readings)
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
