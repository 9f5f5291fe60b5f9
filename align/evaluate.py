"""Scores of an alignment against a gold one: beads strict and lax, sentences left alone, word links.

Beads as Sennrich & Volk (2011) count them: precision over every bead found, recall over the gold beads with two sides;
strict means the same bead, lax any shared sentence pair. A null bead of several sentences counts a sentence at a time.
Word links by alignment error rate (Och & Ney 2003): sure links are to be found, possible ones are no mistake.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, fields
from typing import Self

BeadKey = tuple[tuple[int, ...], tuple[int, ...]]
Pairs = frozenset[tuple[int, int]]


@dataclass(frozen=True, slots=True)
class _Counts:
    """Is a row of counts that can be added up over documents."""

    def __add__(self, other: Self) -> Self:
        return type(self)(*(getattr(self, one.name) + getattr(other, one.name) for one in fields(self)))


@dataclass(frozen=True, slots=True)
class BeadCounts(_Counts):
    """Counts hits among the beads found (`found`), among the gold beads with two sides (`wanted`), and null
    sentences."""

    strict_found: int = 0
    lax_found: int = 0
    found: int = 0
    strict_wanted: int = 0
    lax_wanted: int = 0
    wanted: int = 0
    null_right: int = 0
    null_found: int = 0
    null_wanted: int = 0

    def strict(self) -> tuple[float, float, float]:
        """Returns precision, recall, F1 of whole beads."""
        return _scores(self.strict_found, self.found, self.strict_wanted, self.wanted)

    def lax(self) -> tuple[float, float, float]:
        """Returns precision, recall, F1 of beads that share a sentence pair."""
        return _scores(self.lax_found, self.found, self.lax_wanted, self.wanted)

    def null(self) -> tuple[float, float, float]:
        """Returns precision, recall, F1 of the sentences without counterpart."""
        return _scores(self.null_right, self.null_found, self.null_right, self.null_wanted)


@dataclass(frozen=True, slots=True)
class LinkCounts(_Counts):
    """Counts links found, sure gold links, and the hits among both; words without link likewise."""

    found: int = 0
    sure: int = 0
    found_sure: int = 0
    found_possible: int = 0
    null_right: int = 0
    null_found: int = 0
    null_wanted: int = 0

    def error_rate(self) -> float:
        """Returns the alignment error rate."""
        return 1 - (self.found_sure + self.found_possible) / max(1, self.found + self.sure)

    def links(self) -> tuple[float, float, float]:
        """Returns precision (over possible links), recall (of sure links), F1."""
        return _scores(self.found_possible, self.found, self.found_sure, self.sure)

    def null(self) -> tuple[float, float, float]:
        """Returns precision, recall, F1 of the words without counterpart."""
        return _scores(self.null_right, self.null_found, self.null_right, self.null_wanted)


def _scores(right: int, found: int, met: int, wanted: int) -> tuple[float, float, float]:
    precision, recall = right / max(1, found), met / max(1, wanted)
    return precision, recall, 2 * precision * recall / (precision + recall) if precision + recall else 0.0


def count_beads(gold: Iterable[BeadKey], found: Iterable[BeadKey]) -> BeadCounts:
    """Returns the counts for one document pair."""
    wanted, test = _single_nulls(gold), _single_nulls(found)
    strict, lax = _hits(wanted, test)
    strict_back, lax_back = _hits(_two_sided(test), _two_sided(wanted))
    nulls = (wanted - _two_sided(wanted), test - _two_sided(test))
    return BeadCounts(
        strict, lax, len(test), strict_back, lax_back, len(_two_sided(wanted)),
        len(nulls[0] & nulls[1]), len(nulls[1]), len(nulls[0]),
    )  # fmt: skip


def _single_nulls(beads: Iterable[BeadKey]) -> set[BeadKey]:
    out: set[BeadKey] = set()
    for left, right in beads:
        if left and right:
            out.add((tuple(sorted(left)), tuple(sorted(right))))
        else:
            out |= {((i,), ()) for i in left} | {((), (j,)) for j in right}
    return out


def _two_sided(beads: set[BeadKey]) -> set[BeadKey]:
    return {bead for bead in beads if bead[0] and bead[1]}


def _hits(gold: set[BeadKey], test: set[BeadKey]) -> tuple[int, int]:
    partners: dict[int, set[int]] = defaultdict(set)
    for left, right in gold:
        for i in left:
            partners[i].update(right)
    strict = sum(bead in gold for bead in test)
    lax = sum(bead in gold or any(set(bead[1]) & partners[i] for i in bead[0]) for bead in test)
    return strict, lax


def count_links(sure: Pairs, possible: Pairs, found: Pairs, words: tuple[Iterable[int], Iterable[int]]) -> LinkCounts:
    """Returns the counts for one sentence pair; `words` are the left and right places that may count as null."""
    allowed = possible | sure
    right = null_found = null_wanted = 0
    for side, places in enumerate(words):
        linked = ({link[side] for link in allowed}, {link[side] for link in found})
        alone = [{place for place in places if place not in taken} for taken in linked]
        right += len(alone[0] & alone[1])
        null_found += len(alone[1])
        null_wanted += len(alone[0])
    return LinkCounts(len(found), len(sure), len(found & sure), len(found & allowed), right, null_found, null_wanted)
