"""Which sentences of two documents belong together: the dynamic programme, its estimated priors, and moved passages."""

from __future__ import annotations

from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from align.anchors import Evidence
from align.bead import Bead
from align.cuts import find_cuts
from align.extra import SentenceEvidence, with_extra
from align.moves import with_moves
from align.scores import BeadScorer, Scores, unbroken
from align.search import Priors, best_path, by_end
from text.document import Document

Ints = NDArray[np.int64]
Piece = tuple[Ints, Ints]

_ROUNDS = 3
# The first guess of how often a sentence has no counterpart, how many sentences it is worth, and its bounds.
_NULL_RATE = 0.03
_NULL_WEIGHT = 4.0
_LEAST_NULL, _MOST_NULL = 0.02, 0.5


def align_sentences(
    left: Document, right: Document, evidence: Evidence, extra: SentenceEvidence | None = None
) -> tuple[Bead, ...]:
    """Returns beads that hold every sentence of both documents once, in order of the left text, then the right."""
    scorer = BeadScorer(left, right, evidence)
    further = None if extra is None else extra.matrix(left, right)

    def score(piece: Piece) -> Scores:
        scores = scorer.score(*piece)
        return scores if further is None else with_extra(scores, further[np.ix_(*piece)])

    cuts = [(0, 0), *find_cuts(scorer.forward, scorer.backward, scorer.counts), scorer.counts]
    pieces = [(np.arange(a[0], b[0]), np.arange(a[1], b[1])) for a, b in pairwise(cuts)]
    beads = with_moves(scorer, _estimated_path([score(piece) for piece in pieces], pieces))
    moved = [bead for bead in beads if bead.moved]
    if moved:
        # Passages that stand elsewhere looked like losses, and made losses look likely: without them the rest is
        # searched again.
        gone = ([i for bead in moved for i in bead.left], [j for bead in moved for j in bead.right])
        rest = [(np.setdiff1d(own, gone[0]), np.setdiff1d(other, gone[1])) for own, other in pieces]
        beads = [*_estimated_path([unbroken(score(piece), *piece) for piece in rest], rest), *moved]
    return _ordered(beads)


def _estimated_path(scores: list[Scores], pieces: list[Piece]) -> list[Bead]:
    """Runs the search a few times, each with null priors read off the last path (a hard EM pass)."""
    rates = [_NULL_RATE, _NULL_RATE]
    counts = [sum(len(piece[side]) for piece in pieces) for side in (0, 1)]
    ends = [by_end(part) for part in scores]
    beads: list[Bead] = []
    for _ in range(_ROUNDS):
        priors = Priors(float(np.log(rates[0])), float(np.log(rates[1])))
        beads = []
        for part, end, (rows, columns) in zip(scores, ends, pieces, strict=True):
            beads.extend(_renumbered(bead, rows, columns) for bead in best_path(part, priors, end))
        before = list(rates)
        for side, count in enumerate(counts):
            nulls = sum(len(bead.left if side == 0 else bead.right) for bead in beads if bead.is_null)
            rate = (nulls + _NULL_WEIGHT * _NULL_RATE) / (count + _NULL_WEIGHT)
            rates[side] = min(_MOST_NULL, max(_LEAST_NULL, rate))
        if rates == before:
            break
    return beads


def _renumbered(bead: Bead, rows: Ints, columns: Ints) -> Bead:
    left, right = (tuple(places[list(side)].tolist()) for places, side in ((rows, bead.left), (columns, bead.right)))
    return Bead(left, right, bead.score, bead.moved)


def _ordered(beads: list[Bead]) -> tuple[Bead, ...]:
    """Sorts beads by left text order; null right beads stand after the bead of the sentence before them."""
    place: dict[int, int] = {}
    for bead in beads:
        for j in bead.right:
            if bead.left:
                place[j] = bead.left[-1]
    latest = {}
    before = -1
    for j in range(1 + max((bead.right[-1] for bead in beads if bead.right), default=-1)):
        latest[j] = before
        before = place.get(j, before)
    keys = [(bead.left[0], 0, -1) if bead.left else (latest[bead.right[0]], 1, bead.right[0]) for bead in beads]
    order = sorted(range(len(beads)), key=lambda index: keys[index])
    return tuple(beads[index] for index in order)
