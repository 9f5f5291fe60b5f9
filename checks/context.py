"""What a rule may look at: the alignment, the evidence, both whole texts to search, and the values read in them."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from math import log
from typing import Literal

from align.anchors import Evidence, Word
from align.bead import Alignment, Bead, Link
from align.support import Searcher, searchers
from text.document import Document, Span, Unit
from text.mention import Mention, MentionKind
from text.mentions import mentions

SideName = Literal["left", "right"]
# Below this no place can save a bead; neighbours must score this much to vouch for it.
_PLACED = -6.0
_NEIGHBOUR = 2.0


@dataclass(frozen=True, eq=False)
class Side:
    """Is one of the two texts as a rule sees it; `search` looks pieces of it up in the other text.

    Two sides are equal only if they are the same object, so that caches need not hash whole texts.
    """

    name: SideName
    document: Document
    mentions: tuple[Mention, ...]
    search: Searcher

    def mentions_in(self, indices: Sequence[int], *kinds: MentionKind) -> list[Mention]:
        """Returns the mentions of these kinds inside the sentences with these indices."""
        wanted = set(indices)
        return [
            mention
            for mention in self.mentions
            if mention.kind in kinds and self.document.sentence_at(mention.span.start) in wanted
        ]


class Context:
    """Holds one aligned pair for the rules; everything costly is worked out once."""

    def __init__(self, alignment: Alignment, evidence: Evidence, original: SideName | None = None) -> None:
        self.alignment = alignment
        self.evidence = evidence
        self.original = original
        forward, backward = searchers(alignment.left, alignment.right, evidence)
        self.left = Side("left", alignment.left, mentions(alignment.left), forward)
        self.right = Side("right", alignment.right, mentions(alignment.right), backward)

    @property
    def sides(self) -> tuple[tuple[Side, Side], tuple[Side, Side]]:
        """Returns (own, other) both ways round."""
        return ((self.left, self.right), (self.right, self.left))

    @cached_property
    def _bead_of(self) -> dict[tuple[SideName, int], int]:
        out: dict[tuple[SideName, int], int] = {}
        for number, bead in enumerate(self.alignment.beads):
            out.update({("left", index): number for index in bead.left})
            out.update({("right", index): number for index in bead.right})
        return out

    def bead_of(self, side: Side, sentence: int) -> Bead:
        """Returns the bead that holds the sentence."""
        return self.alignment.beads[self._bead_of[side.name, sentence]]

    def across(self, side: Side, sentence: int) -> tuple[int, ...]:
        """Returns the sentences of the other side that belong with this one."""
        bead = self.bead_of(side, sentence)
        return bead.right if side.name == "left" else bead.left

    def own(self, side: Side, bead: Bead) -> tuple[int, ...]:
        """Returns the bead's sentences on this side."""
        return bead.left if side.name == "left" else bead.right

    def beads(self) -> Iterator[Bead]:
        """Yields the beads that have both sides."""
        return (bead for bead in self.alignment.beads if not bead.is_null)

    @cached_property
    def _length_ratio(self) -> float:
        """Returns the median log ratio of right to left lengths over the beads, 0 where there are too few."""
        ratios = sorted(
            log(
                sum(len(self.alignment.right.sentences[j].span) for j in bead.right)
                / sum(len(self.alignment.left.sentences[i].span) for i in bead.left)
            )
            for bead in self.beads()
        )
        return ratios[len(ratios) // 2] if len(ratios) >= 4 else 0.0

    def length_ratio(self, side: Side) -> float:
        """Returns the usual log ratio of the other side's length to this side's."""
        return self._length_ratio if side.name == "left" else -self._length_ratio

    def is_sound(self, bead: Bead, least: float) -> bool:
        """Tells whether figures and names of the bead may be compared: its score says so, or its place does.

        A short pair whose only telling word was changed has a poor score of its own; between neighbours that are
        matched, one of them firmly, it is still the pair.
        """
        if bead.score >= least:
            return True
        if bead.moved or bead.score < _PLACED:
            return False
        beads = self.alignment.beads
        number = self._bead_of["left", bead.left[0]]
        near = [beads[other] for other in (number - 1, number + 1) if 0 <= other < len(beads)]
        firm = any(not other.moved and other.score > _NEIGHBOUR for other in near)
        return firm and not any(other.is_null for other in near)

    def units_of(self, side: Side, sentence: int) -> list[Unit]:
        """Returns the units of a sentence, in text order."""
        return [unit for unit in side.document.units if unit.sentence == sentence]

    def expected_near(self, side: Side, sentence: int) -> Span | None:
        """Returns the span of the other text beside which the counterpart of this sentence should have stood.

        It is the counterpart itself, or that of the nearest sentence before (else after) which has one.
        """
        other = self.right if side.name == "left" else self.left
        order = [sentence, *range(sentence - 1, -1, -1), *range(sentence + 1, len(side.document.sentences))]
        for index in order:
            partners = self.across(side, index)
            if partners and (index == sentence or not self.bead_of(side, index).moved):
                return other.document.sentences[partners[-1]].span
        return None

    def gap_partners(self, side: Side, sentence: int) -> tuple[int, ...]:
        """Returns the unaligned sentences of the other side that stand in the same gap between aligned neighbours."""
        other = self.right if side.name == "left" else self.left
        low, high = -1, len(other.document.sentences)
        for index in range(sentence - 1, -1, -1):
            partners = self.across(side, index)
            if partners and not self.bead_of(side, index).moved:
                low = max(partners)
                break
        for index in range(sentence + 1, len(side.document.sentences)):
            partners = self.across(side, index)
            if partners and not self.bead_of(side, index).moved:
                high = min(partners)
                break
        return tuple(j for j in range(low + 1, high) if self.bead_of(other, j).is_null)

    @cached_property
    def _links(self) -> dict[SideName, tuple[list[int], list[Link]]]:
        """Returns for each side its links in text order and where they start."""
        by_side: dict[SideName, list[Link]] = {
            "left": sorted(self.alignment.links, key=lambda link: (link.left, link.right)),
            "right": sorted(self.alignment.links, key=lambda link: (link.right, link.left)),
        }
        return {
            "left": ([link.left.start for link in by_side["left"]], by_side["left"]),
            "right": ([link.right.start for link in by_side["right"]], by_side["right"]),
        }

    def links_from(self, side: Side, first: int, last: int) -> list[Link]:
        """Returns the links of the side's words that start between two offsets, both included, in text order."""
        starts, links = self._links[side.name]
        return links[bisect_left(starts, first) : bisect_right(starts, last)]

    @cached_property
    def _nulls(self) -> dict[SideName, dict[int, float]]:
        """Returns for each side where its words start and how likely each has no counterpart."""
        sides: tuple[tuple[SideName, Sequence[Word], Sequence[float]], ...] = (
            ("left", self.evidence.left, self.alignment.null_left),
            ("right", self.evidence.right, self.alignment.null_right),
        )
        return {
            name: {word.token.span.start: null for word, null in zip(words, nulls, strict=False)}
            for name, words, nulls in sides
        }

    def null_of(self, side: Side, word: Word) -> float:
        """Returns the probability that the word has no counterpart; one half where the aligner does not say."""
        return self._nulls[side.name].get(word.token.span.start, 0.5)

    def swap(self, side: Side) -> Side:
        """Returns the other side."""
        return self.right if side.name == "left" else self.left
