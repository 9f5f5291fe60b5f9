"""Passages that stand in another place of the other text: runs of left-over sentences that belong together."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from align.bead import Bead
from align.scores import BeadScorer, Scores
from align.search import shape_prior

# A moved run must beat every way of pairing what is left over, by this; each sentence it takes would else be a null bead.
_MARGIN = 0.5
_SENTENCE = 1.0
_WIDEST = 2
# A bead worse than this ends a run; more left-over pairs than this are not searched (the texts are not versions).
_WORST = -4.0
_MOST_CELLS = 250_000


def with_moves(scorer: BeadScorer, beads: Sequence[Bead]) -> list[Bead]:
    """Joins null sentences that belong together across the order of the rest, whole runs at a time."""
    lonely_left = [bead.left[0] for bead in beads if bead.is_null and bead.left]
    lonely_right = [bead.right[0] for bead in beads if bead.is_null and bead.right]
    kept = [bead for bead in beads if not bead.is_null]
    if lonely_left and lonely_right and len(lonely_left) * len(lonely_right) <= _MOST_CELLS:
        cells = _cells(scorer.score(np.array(lonely_left), np.array(lonely_right)), lonely_left, lonely_right)
        while lonely_left and lonely_right:
            run = _best_run(cells, set(lonely_left), set(lonely_right))
            if not run:
                break
            kept.extend(run)
            taken_left = {i for bead in run for i in bead.left}
            taken_right = {j for bead in run for j in bead.right}
            lonely_left = [i for i in lonely_left if i not in taken_left]
            lonely_right = [j for j in lonely_right if j not in taken_right]
    return kept + [Bead((i,), (), 0.0) for i in lonely_left] + [Bead((), (j,), 0.0) for j in lonely_right]


def _cells(scores: Scores, left: Sequence[int], right: Sequence[int]) -> dict[tuple[int, int], list[Bead]]:
    """Returns by last sentences all beads of neighbouring left-over sentences that are worth a look."""
    out: dict[tuple[int, int], list[Bead]] = {}
    for own, line in enumerate(scores.bead[:_WIDEST], start=1):
        for other, matrix in enumerate(line[:_WIDEST], start=1):
            for i, j in np.argwhere(matrix > _WORST).tolist():
                rows, columns = tuple(left[i : i + own]), tuple(right[j : j + other])
                if rows[-1] - rows[0] == own - 1 and columns[-1] - columns[0] == other - 1:
                    out.setdefault((rows[-1], columns[-1]), []).append(Bead(rows, columns, float(matrix[i, j]), True))
    return dict(sorted(out.items()))


def _best_run(cells: dict[tuple[int, int], list[Bead]], left: set[int], right: set[int]) -> list[Bead]:
    """Returns the best run of neighbouring beads over left-over sentences, if it beats the number of places to look.

    A local alignment (Smith & Waterman 1981) without gaps: a moved block pays once for the choice of its place.
    """
    total: dict[tuple[int, int], tuple[float, Bead]] = {}
    best, best_value = None, _MARGIN + float(np.log(len(left) * len(right)))
    for end, beads in cells.items():
        for bead in beads:
            if not (left.issuperset(bead.left) and right.issuperset(bead.right)):
                continue
            shape = (len(bead.left), len(bead.right))
            value = bead.score + shape_prior(*shape) + _SENTENCE * sum(shape)
            before = total.get((bead.left[0] - 1, bead.right[0] - 1))
            value += max(0.0, before[0]) if before else 0.0
            if end not in total or value > total[end][0]:
                total[end] = (value, bead)
        if end in total and total[end][0] > best_value:
            best, best_value = end, total[end][0]
    out = []
    while best in total and total[best][0] > 0.0:
        bead = total[best][1]
        out.append(bead)
        best = (bead.left[0] - 1, bead.right[0] - 1)
    return out[::-1]
