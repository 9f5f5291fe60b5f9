"""The best monotone sequence of beads, null beads included: a dynamic programme over numpy rows. Pure, no I/O."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from align.bead import Bead
from align.scores import Scores

Matrix = NDArray[np.float64]

# Prior share of the bead shapes by the number of sentences on the two sides, from reading news translations.
_SHAPE = {(1, 1): 0.86, (1, 2): 0.05, (2, 1): 0.05, (2, 2): 0.012, (1, 3): 0.008, (3, 1): 0.008}
_RARE_SHAPE = 0.0015


def shape_prior(own: int, other: int) -> float:
    """Returns the log prior of a bead of `own` left and `other` right sentences."""
    return float(np.log(_SHAPE.get((own, other), _RARE_SHAPE / (own + other))))


@dataclass(frozen=True, slots=True)
class Priors:
    """Holds the log prior of leaving one left, or one right, sentence without a counterpart."""

    null_left: float
    null_right: float


def best_path(scores: Scores, priors: Priors) -> list[Bead]:
    """Returns the beads of the best path in text order; a bead's score is its log-odds without the shape prior."""
    rows, columns = scores.left_count, scores.right_count
    table = np.full((rows + 1, columns + 1), -np.inf)
    shape = np.zeros((rows + 1, columns + 1), dtype=np.int32)
    steps = np.arange(columns + 1) * priors.null_right
    for i in range(rows + 1):
        best = np.full(columns + 1, -np.inf)
        chosen = np.zeros(columns + 1, dtype=np.int32)
        if i == 0:
            best[0] = 0.0
        else:
            best[:] = table[i - 1] + priors.null_left
            chosen[:] = 1
        for own in range(1, min(len(scores.bead), i) + 1):
            for other, matrix in enumerate(scores.bead[own - 1], start=1):
                if other > columns:
                    break
                candidate = table[i - own, : columns - other + 1] + matrix[i - own] + shape_prior(own, other)
                target = best[other:]
                better = candidate > target
                target[better] = candidate[better]
                chosen[other:][better] = own * 16 + other
        # Null beads on the right stay in the row: a running maximum replaces the chain of single steps.
        lifted = best - steps
        running = np.maximum.accumulate(lifted)
        nulled = running > lifted
        chosen[nulled] = 2
        table[i] = running + steps
        shape[i] = chosen
    return _trace(scores, shape)


def _trace(scores: Scores, shape: NDArray[np.int32]) -> list[Bead]:
    i, j = scores.left_count, scores.right_count
    out: list[Bead] = []
    while i or j:
        code = int(shape[i, j])
        if code == 1:
            out.append(Bead((i - 1,), (), 0.0))
            i -= 1
        elif code == 2:
            out.append(Bead((), (j - 1,), 0.0))
            j -= 1
        else:
            own, other = divmod(code, 16)
            score = float(scores.bead[own - 1][other - 1][i - own, j - other])
            out.append(Bead(tuple(range(i - own, i)), tuple(range(j - other, j)), score))
            i, j = i - own, j - other
    return out[::-1]
