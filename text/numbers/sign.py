"""Decides whether the stroke before a figure is a minus."""

from __future__ import annotations

import re

from text.numbers.stream import Stream
from text.numbers.units import definitions

STROKES = frozenset("-−–")
_CLOSING = re.compile(r"[^\n.!?؟]{0,30}?\S[-–](?=[\s,،.]|$)")


def is_negative(stream: Stream, first: int, start: int, end: int, unit: str | None) -> bool:
    """Tells a minus from a dash: nothing counts down below zero in years, and a dash that opens also closes."""
    raw = stream.raw
    if first and stream.gap(first) == " " and stream.find(first - 1, "minus", exact=True):
        return unit is not None and definitions()[unit].dimension in ("temperature", "degree")
    if start <= stream.start or raw[start - 1] not in STROKES:
        return False
    ahead = raw[start - 2 : start - 1] if start > 1 else ""
    if ahead and not (ahead.isspace() or ahead in "(«\"'“:[+~\u200e\u200f"):
        return False
    if raw[start - 1] == "–":
        return False
    if first and stream.tokens[first - 1].readings and not raw[stream.tokens[first - 1].end : start - 1].strip():
        return False
    if unit is not None and definitions()[unit].dimension == "duration":
        return False
    return not (ahead and ahead.isspace() and _CLOSING.match(raw, end, stream.end))
