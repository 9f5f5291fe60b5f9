"""Reads ordinals written as Roman numerals or with a suffix: XXIe siècle, 75e, 1er, 21st, 15ام."""

from __future__ import annotations

import re
from fractions import Fraction

from text.document import Span
from text.mention import Mention, MentionKind, Quantity, Reading
from text.numbers.stream import Stream
from text.numbers.tokens import Token

_ROMAN = re.compile(r"(?P<tens>X{0,3})(?P<ones>IX|IV|V?I{0,3})(?P<suffix>ᵉ|ième|ieme|ème|eme|ère|er|re|e)")
# A regnal number needs two letters at least: Louis XVI, Jean-Paul II; a lone V or X is more often something else.
_REGNAL = re.compile(r"(?P<tens>X{0,3})(?P<ones>IX|IV|V?I{0,3})")
_ONES = {"": 0, "I": 1, "II": 2, "III": 3, "IV": 4, "V": 5, "VI": 6, "VII": 7, "VIII": 8, "IX": 9}


def looks_roman(raw: str, token: Token) -> bool:
    """Tells whether a token may be an ordinal in Roman numerals (for the fast way past ordinary words)."""
    return token.end > token.start + 1 and raw[token.start] in "IVX" and raw[token.start + 1] in "IVXeièᵉ"


def read_roman(stream: Stream, at: int) -> tuple[Mention, int] | None:
    """Returns the ordinal at token `at`, Roman or suffixed, and the token after it."""
    token = stream.tokens[at]
    if token.readings:
        return _suffixed(stream, at)
    if stream.lang not in ("fr", "en"):
        return None
    match = _ROMAN.fullmatch(stream.raw, token.start, token.end) if stream.lang == "fr" else None
    if match is None and token.end > token.start + 1 and _after_name(stream, at):
        match = _REGNAL.fullmatch(stream.raw, token.start, token.end)
    if match is None or not match["tens"] + match["ones"]:
        return None
    value = 10 * len(match["tens"]) + _ONES[match["ones"]]
    return _ordinal(stream, token.start, token.end, Fraction(value), digits=False), at + 1


def _after_name(stream: Stream, at: int) -> bool:
    """Tells whether a capitalised word, not in capitals throughout, stands right before token `at`."""
    if at == 0 or stream.gap(at) != " ":
        return False
    before = stream.tokens[at - 1]
    word = stream.raw[before.start : before.end]
    return word[:1].isupper() and not word.isupper()


def _suffixed(stream: Stream, at: int) -> tuple[Mention, int] | None:
    """Reads a figure with an ordinal ending written onto it, behind a joiner, or (ام) behind a space."""
    token = stream.tokens[at]
    if at + 1 >= len(stream.tokens) or token.readings[0].denominator != 1:
        return None
    after = stream.tokens[at + 1]
    glued = after.gap in ("", "z") and stream.find(at + 1, "suffix", exact=True)
    apart = after.gap in (" ", "-") and stream.find(at + 1, "suffix-apart", exact=True)
    if not (glued or apart):
        return None
    return _ordinal(stream, token.start, after.end, token.readings[0], digits=True), at + 2


def _ordinal(stream: Stream, start: int, end: int, value: Fraction, digits: bool) -> Mention:
    quantity = Quantity((Reading(value, value),), digits=digits)
    return Mention(MentionKind.ORDINAL, Span(start, end), stream.raw[start:end], quantity)
