"""Which sentences of two documents belong together: the dynamic programme, its estimated priors, and moved passages."""

from __future__ import annotations

import numpy as np

from align.anchors import Evidence
from align.bead import Bead
from align.extra import SentenceEvidence, with_extra
from align.scores import KEPT, Scores, score_beads
from align.search import Priors, best_path, shape_prior
from text.document import Document

_ROUNDS = 3
_FIRST_NULL = 0.06
# A moved run must beat every way of pairing what is left over; each sentence it takes would else be a null bead.
_MOVE_MARGIN = 0.0
_MOVED_SENTENCE = 1.0
_WIDEST_MOVE = 2


def align_sentences(
    left: Document, right: Document, evidence: Evidence, extra: SentenceEvidence | None = None
) -> tuple[Bead, ...]:
    """Returns beads that hold every sentence of both documents exactly once, in order of the left text, then the right."""
    scores = score_beads(left, right, (evidence.left, evidence.right), np.array(KEPT))
    if extra is not None:
        scores = with_extra(scores, extra.matrix(left, right))
    beads = _estimated_path(scores)
    return _ordered(_with_moves(scores, beads))


def _estimated_path(scores: Scores) -> list[Bead]:
    """Runs the search a few times, each with null priors read off the last path (a hard EM pass)."""
    rates = [_FIRST_NULL, _FIRST_NULL]
    beads: list[Bead] = []
    for _ in range(_ROUNDS):
        priors = Priors(float(np.log(rates[0])), float(np.log(rates[1])))
        beads = best_path(scores, priors)
        for side, count in enumerate((scores.left_count, scores.right_count)):
            nulls = sum(len(bead.left if side == 0 else bead.right) for bead in beads if bead.is_null)
            rates[side] = min(0.5, max(0.02, (nulls + 1.0 * _FIRST_NULL * 4) / (count + 4.0)))
    return beads


def _with_moves(scores: Scores, beads: list[Bead]) -> list[Bead]:
    """Joins null sentences that belong together across the order of the rest, whole runs at a time."""
    lonely_left = [bead.left[0] for bead in beads if bead.is_null and bead.left]
    lonely_right = [bead.right[0] for bead in beads if bead.is_null and bead.right]
    kept = [bead for bead in beads if not bead.is_null]
    while lonely_left and lonely_right:
        run = _best_run(scores, lonely_left, lonely_right)
        if not run:
            break
        kept.extend(run)
        taken_left = {i for bead in run for i in bead.left}
        taken_right = {j for bead in run for j in bead.right}
        lonely_left = [i for i in lonely_left if i not in taken_left]
        lonely_right = [j for j in lonely_right if j not in taken_right]
    return kept + [Bead((i,), (), 0.0) for i in lonely_left] + [Bead((), (j,), 0.0) for j in lonely_right]


def _best_run(scores: Scores, lonely_left: list[int], lonely_right: list[int]) -> list[Bead]:
    """Returns the best run of neighbouring beads over left-over sentences, if it beats the number of places to look.

    A local alignment (Smith & Waterman 1981) without gaps: a moved block pays once for the choice of its place.
    """
    floor = _MOVE_MARGIN + float(np.log(len(lonely_left) * len(lonely_right)))
    free_left, free_right = set(lonely_left), set(lonely_right)
    total: dict[tuple[int, int], tuple[float, int, int]] = {}
    best, best_value = None, floor
    for i in lonely_left:
        for j in lonely_right:
            options = []
            for own in range(1, 1 + min(_WIDEST_MOVE, len(scores.bead))):
                if i - own + 1 not in free_left:
                    break
                for other in range(1, 1 + min(_WIDEST_MOVE, len(scores.bead[own - 1]))):
                    if j - other + 1 not in free_right:
                        break
                    value = float(scores.bead[own - 1][other - 1][i - own + 1, j - other + 1])
                    value += shape_prior(own, other) + _MOVED_SENTENCE * (own + other)
                    before = total.get((i - own, j - other), (0.0, 0, 0))[0]
                    options.append((value + max(0.0, before), own, other))
            if options:
                total[i, j] = max(options)
                if total[i, j][0] > best_value:
                    best, best_value = (i, j), total[i, j][0]
    return _trace_run(scores, total, best) if best else []


def _trace_run(scores: Scores, total: dict[tuple[int, int], tuple[float, int, int]], end: tuple[int, int]) -> list[Bead]:
    out = []
    i, j = end
    while (i, j) in total and total[i, j][0] > 0.0:
        _, own, other = total[i, j]
        score = float(scores.bead[own - 1][other - 1][i - own + 1, j - other + 1])
        out.append(Bead(tuple(range(i - own + 1, i + 1)), tuple(range(j - other + 1, j + 1)), score, True))
        i, j = i - own, j - other
    return out[::-1]


def _ordered(beads: list[Bead]) -> tuple[Bead, ...]:
    """Sorts beads by left text order; null right beads stand after the bead of the sentence before them."""
    place: dict[int, int] = {}
    for bead in beads:
        for j in bead.right:
            if bead.left:
                place[j] = bead.left[-1]
    keys = []
    for bead in beads:
        if bead.left:
            keys.append((bead.left[0], 0, -1))
        else:
            before = max((j for j in place if j < bead.right[0]), default=None)
            keys.append((-1 if before is None else place[before], 1, bead.right[0]))
    order = sorted(range(len(beads)), key=lambda index: keys[index])
    return tuple(beads[index] for index in order)
