"""Units and currencies: their definitions, and the sign or word that stands at a figure."""

from __future__ import annotations

import re
from dataclasses import dataclass
from fractions import Fraction
from functools import lru_cache

from text.mention import MentionKind
from text.numbers.stream import Stream
from text.numbers.tables import rows

_SPACE = "[ \u00a0\u202f\u2009\u200f\u200e]?"
_LONGEST_SIGN = 6  # code points of a sign before a figure with its space
_KINDS = {"money": MentionKind.MONEY, "percent": MentionKind.PERCENT, "points": MentionKind.PERCENT}


@dataclass(frozen=True, slots=True)
class UnitFacts:
    """Is one unit: value in the base unit = `factor` * value + `offset`."""

    id: str
    dimension: str
    base: str
    factor: Fraction
    offset: Fraction


@lru_cache(maxsize=1)
def definitions() -> dict[str, UnitFacts]:
    """Returns the units by id."""
    found = {}
    for row in rows("common", "units.tsv"):
        unit, dimension, base, factor, offset = (row + [""])[:5]
        found[unit] = UnitFacts(unit, dimension, base, Fraction(factor), Fraction(offset or "0"))
    return found


def kind_of(unit: str | None) -> MentionKind:
    """Returns the kind of mention that a figure with this unit is."""
    if unit is None:
        return MentionKind.NUMBER
    return _KINDS.get(definitions()[unit].dimension, MentionKind.UNIT)


@dataclass(frozen=True, slots=True)
class _Signs:
    """Holds the signs of every language, compiled: money before a figure, anything behind one, multipliers."""

    ids: dict[str, str]
    before: re.Pattern[str]
    after: re.Pattern[str]
    factors: dict[str, tuple[Fraction, bool]]
    multiplier: re.Pattern[str]


@lru_cache(maxsize=1)
def _signs() -> _Signs:
    ids = {row[0]: row[1] for row in rows("common", "units_symbols.tsv")}
    factors = {row[0]: (Fraction(row[1]), row[2] == "money") for row in rows("common", "numbers.tsv")}
    facts = definitions()
    ahead = sorted((sign for sign, unit in ids.items() if facts[unit].dimension in ("money", "percent")), key=len)
    behind = sorted(ids, key=len, reverse=True)
    multipliers = sorted(factors, key=len, reverse=True)
    return _Signs(
        ids,
        re.compile(rf"(?<![^\W\d_])(?:{'|'.join(map(re.escape, reversed(ahead)))}){_SPACE}\Z"),
        re.compile(rf"{_SPACE}-?(?P<sign>{'|'.join(map(re.escape, behind))})(?![^\W_]|[²³])"),
        factors,
        re.compile(rf"{_SPACE}(?P<sign>{'|'.join(map(re.escape, multipliers))})(?=[$€£]|(?![^\W_]))"),
    )


def sign_before(stream: Stream, start: int) -> tuple[str, int] | None:
    """Returns the unit of a sign right before a figure ($5, €3, ٪25) and where the sign begins."""
    head = max(stream.start, start - _LONGEST_SIGN)
    match = _signs().before.search(stream.raw[head:start])
    if match is None:
        return None
    return _signs().ids[match.group().strip(" \u00a0\u202f\u2009\u200f\u200e")], head + match.start()


def sign_after(stream: Stream, end: int) -> tuple[str, int] | None:
    """Returns the unit of a sign or abbreviation right behind a figure and where it ends."""
    match = _signs().after.match(stream.raw, end, stream.end)
    if match is None:
        return None
    return _signs().ids[match["sign"]], match.end()


def multiplier_after(stream: Stream, end: int, money: bool) -> tuple[Fraction, int] | None:
    """Returns the factor of a letter behind a figure (12k, 4.2bn; "3m" only beside money) and where it ends."""
    match = _signs().multiplier.match(stream.raw, end, stream.end)
    if match is None:
        return None
    factor, wants_money = _signs().factors[match["sign"]]
    beside = sign_after(stream, match.end())
    if wants_money and not money and not (beside and definitions()[beside[0]].dimension == "money"):
        return None
    return factor, match.end()


def unit_word(stream: Stream, at: int, linked: bool) -> tuple[str, int] | None:
    """Returns the unit whose word begins at token `at` and the token after it; `linked` lets "of" stand before."""
    if at >= len(stream.tokens) or not stream.inside(stream.tokens[at]):
        return None
    if linked and (link := stream.find(at, "link", exact=True)):
        article = stream.find(link[1], "article", exact=True)
        found = unit_at(stream, article[1] if article else link[1])
        if found:
            return found
    return None if stream.tokens[at].joined else unit_at(stream, at)


def unit_at(stream: Stream, at: int) -> tuple[str, int] | None:
    """Returns the longest unit phrase at token `at` that is not a dual."""
    if at >= len(stream.tokens):
        return None
    token = stream.tokens[at]
    for words, unit, dual in stream.table.units.get(token.core, ()):
        if not dual and _matches(stream, at, words):
            return unit, at + len(words)
    return None


def _matches(stream: Stream, at: int, words: tuple[str, ...]) -> bool:
    """Tells whether a unit phrase stands at token `at`; a slash inside it counts as a space."""
    if at + len(words) > len(stream.tokens):
        return False
    for step in range(1, len(words)):
        token = stream.tokens[at + step]
        if words[step] not in (token.text, token.core) or not (stream.inside(token) or token.gap == "/"):
            return False
    return True


def dual_unit(stream: Stream, at: int) -> tuple[str, int] | None:
    """Returns the unit of an Arabic dual such as يومين, which alone means two of them, and the token after it."""
    for words, unit, dual in stream.table.units.get(stream.tokens[at].core, ()):
        if dual and _matches(stream, at, words):
            return unit, at + len(words)
    return None
