"""Reads decades, which are named by two digits or by four: the 1970s, les années 70, السبعينيات, دهه هفتاد."""

from __future__ import annotations

from fractions import Fraction

from text.document import Span
from text.mention import Mention, MentionKind, Quantity, Reading
from text.numbers.compose import Amount
from text.numbers.stream import Stream

_CENTURY = 1900  # the century that a decade named by two digits belongs to in news


def decade_readings(stream: Stream, at: int, amount: Amount) -> tuple[Fraction, ...]:
    """Returns both names of the decade that a figure is, by two digits and by four; empty if it is none."""
    value = amount.value
    if value % 10 or amount.ordinal or amount.scale != 1 or not (20 <= value < 100 or 1800 <= value <= 2090):
        return ()
    before = stream.find(at - 1, "decade-noun") if at else None
    glued = stream.gap(amount.end) == "" and stream.find(amount.end, "decade-suffix", exact=True)
    if not glued and not (before and before[1] == at and stream.gap(at) == " "):
        return ()
    return _both(value)


def decade_word(stream: Stream, at: int) -> tuple[Mention, int] | None:
    """Returns the Arabic word for a decade at token `at`, and the token after it."""
    found = stream.find(at, "decade")
    if found is None:
        return None
    start, end = stream.start_of(at), stream.tokens[at].end
    quantity = Quantity(tuple(Reading(value, value) for value in _both(found[0].value)), digits=False)
    return Mention(MentionKind.NUMBER, Span(start, end), stream.raw[start:end], quantity), found[1]


def _both(value: Fraction) -> tuple[Fraction, ...]:
    if value < 100:
        return value, value + _CENTURY
    return (value, value % 100) if value % 100 else (value,)
