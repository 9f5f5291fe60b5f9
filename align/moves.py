"""Passages that stand in another place of the other text: runs of left-over sentences that belong together."""

from __future__ import annotations

from collections.abc import Mapping, Sequence, Set

import numpy as np

from align.bead import Bead
from align.scores import BeadScorer, Scores
from align.search import shape_prior

# A moved run must beat every way of pairing what is left over, by this; each sentence it takes would else be null.
_MARGIN = 1.0
_SENTENCE = 1.5
_WIDEST = 3
# Beads of the main path that are worth less than this, each null sentence instead costing _NULL, may lose to a run.
_WEAK = 5.0
_NULL = 2.0
# A bead worse than this ends a run; more left-over pairs than this are not searched (the texts are not versions).
_WORST = -4.0
_MOST_CELLS = 250_000


def with_moves(scorer: BeadScorer, beads: Sequence[Bead]) -> list[Bead]:
    """Joins left-over sentences that belong together across the order of the rest, whole runs at a time.

    A run may also take sentences away from weak beads of the main path, at the price of what these are worth.
    """
    prices: tuple[dict[int, float], dict[int, float]] = ({}, {})
    for bead in beads:
        worth = 0.0 if bead.is_null else bead.score + _shape(bead) + _NULL * (len(bead.left) + len(bead.right))
        if worth < _WEAK:
            prices[0].update({i: max(0.0, worth) / len(bead.left) for i in bead.left})
            prices[1].update({j: max(0.0, worth) / len(bead.right) for j in bead.right})
    left, right = sorted(prices[0]), sorted(prices[1])
    nulls = [bead for bead in beads if bead.is_null]
    if not any(bead.left for bead in nulls) or not any(bead.right for bead in nulls):
        return list(beads)
    if len(left) * len(right) > _MOST_CELLS:
        return list(beads)
    known = {(i, j) for bead in beads for i in bead.left for j in bead.right}
    cells = _cells(scorer.score(np.array(left), np.array(right)), left, right)
    moved: list[Bead] = []
    free = (set(left), set(right))
    while free[0] and free[1]:
        run = _best_run(cells, free, prices, known)
        # A run that is worth its place only for want of competitors says nothing.
        if sum(bead.score for bead in run) <= 0.0:
            break
        moved.extend(run)
        free[0].difference_update(i for bead in run for i in bead.left)
        free[1].difference_update(j for bead in run for j in bead.right)
    return _joined(beads, moved)


def _shape(bead: Bead) -> float:
    return shape_prior(len(bead.left), len(bead.right))


def _joined(beads: Sequence[Bead], moved: list[Bead]) -> list[Bead]:
    """Returns the moved beads with those of the path that they leave whole; what is left of the others is null."""
    taken = ({i for bead in moved for i in bead.left}, {j for bead in moved for j in bead.right})
    out = list(moved)
    for bead in beads:
        if taken[0].isdisjoint(bead.left) and taken[1].isdisjoint(bead.right):
            out.append(bead)
        else:
            out.extend(Bead((i,), (), 0.0) for i in bead.left if i not in taken[0])
            out.extend(Bead((), (j,), 0.0) for j in bead.right if j not in taken[1])
    return out


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


def _best_run(
    cells: Mapping[tuple[int, int], list[Bead]],
    free: tuple[set[int], set[int]],
    prices: tuple[dict[int, float], dict[int, float]],
    known: Set[tuple[int, int]],
) -> list[Bead]:
    """Returns the best run of neighbouring beads over free sentences, if it beats the number of places to look.

    A local alignment (Smith & Waterman 1981) without gaps: a moved block pays once for the choice of its place. Pairs
    that the main path knows already are no move.
    """
    total: dict[tuple[int, int], tuple[float, Bead]] = {}
    best, best_value = None, _MARGIN + float(np.log(len(free[0]) * len(free[1])))
    for end, beads in cells.items():
        for bead in beads:
            if not (free[0].issuperset(bead.left) and free[1].issuperset(bead.right)):
                continue
            if any((i, j) in known for i in bead.left for j in bead.right):
                continue
            value = bead.score + _shape(bead) + _SENTENCE * (len(bead.left) + len(bead.right))
            value -= sum(prices[0][i] for i in bead.left) + sum(prices[1][j] for j in bead.right)
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
