"""The alignment's types: Bead, Link, Alignment."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from text.document import Document, Span

Relation = Literal["translation", "adaptation", "related", "unrelated"]


@dataclass(frozen=True, slots=True)
class Bead:
    """Is a group of sentences that say the same: indices of the left and of the right sentences.

    A null bead has one empty side and score 0. `score` is the log-odds (natural log) of "aligned" against "unrelated".
    Measured on the alignment beds (four language pairs, with nothing, a tenth to a third, or more of the sentences
    dropped or moved): of 100 beads scored 0.5 to 1.0 (a score of 0.9, say) 99 share sentences with a true one and
    97 are exactly one; from 2.0 on it is 100 and 97, from 0 to 0.5 99 and 96, from -2.0 to 0 97 and 92, below 86
    and 80.
    `moved` marks a bead that crosses the order of the others.
    """

    left: tuple[int, ...]
    right: tuple[int, ...]
    score: float
    moved: bool = False

    @property
    def is_null(self) -> bool:
        """Tells whether nothing stands on one of the sides."""
        return not (self.left and self.right)


@dataclass(frozen=True, slots=True)
class Link:
    """Is a pair of words (spans of the two texts) that translate each other, with a score between 0 and 1."""

    left: Span
    right: Span
    score: float


@dataclass(frozen=True, slots=True)
class Alignment:
    """Says which sentences and words of the two documents belong together, and how far that may be trusted.

    Every sentence is in exactly one bead. `trust` is between 0 and 1. `null_left` and `null_right` hold, for each word
    of the evidence in its order, the probability that it has no counterpart in the bead (see `align.nulls` for what one
    is worth; outside two-sided beads it is 1); they are empty where another maker of links was asked for.
    """

    left: Document
    right: Document
    beads: tuple[Bead, ...]
    links: tuple[Link, ...]
    relation: Relation
    trust: float
    null_left: tuple[float, ...] = ()
    null_right: tuple[float, ...] = ()
