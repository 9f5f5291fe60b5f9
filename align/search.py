"""The best monotone sequence of beads, null beads included: a dynamic programme over numpy rows. Pure, no I/O."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.lib.stride_tricks import as_strided
from numpy.typing import NDArray

from align.bead import Bead
from align.scores import WIDEST, Scores

Matrix = NDArray[np.float64]

# Prior share of the bead shapes by the number of sentences on the two sides, near what news translations show.
_SHAPE = {(1, 1): 0.8, (1, 2): 0.08, (2, 1): 0.08, (2, 2): 0.026, (1, 3): 0.01, (3, 1): 0.01}
_RARE_SHAPE = 0.003
_NULL_LEFT, _NULL_RIGHT = WIDEST**2, WIDEST**2 + 1


def shape_prior(own: int, other: int) -> float:
    """Returns the log prior of a bead of `own` left and `other` right sentences."""
    return float(np.log(_SHAPE.get((own, other), _RARE_SHAPE / (own + other))))


@dataclass(frozen=True, slots=True)
class Priors:
    """Holds the log prior of leaving one left, or one right, sentence without a counterpart."""

    null_left: float
    null_right: float


def by_end(scores: Scores) -> Matrix:
    """Returns `[i, own - 1, other - 1, j]`: the worth of the bead that ends before left sentence i and right one j."""
    rows, columns = scores.left_count, scores.right_count
    out = np.full((rows + 1, WIDEST, WIDEST, columns + 1), -np.inf)
    for own, line in enumerate(scores.bead, start=1):
        for other, matrix in enumerate(line, start=1):
            out[own:, own - 1, other - 1, other:] = matrix + shape_prior(own, other)
    return out


def best_path(scores: Scores, priors: Priors, ends: Matrix | None = None) -> list[Bead]:
    """Returns the beads of the best path in text order; a bead's score is its log-odds without the shape prior.

    `ends` may be given where the same scores are searched more than once.
    """
    ends = by_end(scores) if ends is None else ends
    rows, columns = scores.left_count, scores.right_count
    # WIDEST rows and columns of -inf stand before the table, so that every bead has a place to come from.
    table = np.full((rows + 1 + WIDEST, columns + 1 + WIDEST), -np.inf)
    # before[i, own - 1, other - 1, j] is the table's value `own` rows up and `other` columns back, without a copy.
    down, along = table.strides
    corner = table[WIDEST - 1 :, WIDEST - 1 :]
    before = as_strided(corner, (rows + 1, WIDEST, WIDEST, columns + 1), (down, -down, -along, along), writeable=False)
    shape = np.full((rows + 1, columns + 1), _NULL_RIGHT, dtype=np.int32)
    steps = np.arange(columns + 1) * priors.null_right
    across = np.arange(columns + 1)
    for i in range(rows + 1):
        candidates = (before[i] + ends[i]).reshape(WIDEST * WIDEST, columns + 1)
        chosen = candidates.argmax(axis=0)
        best = candidates[chosen, across]
        if i == 0:
            best[0] = 0.0
        else:
            skipped = table[i + WIDEST - 1, WIDEST:] + priors.null_left
            chosen = np.where(skipped >= best, _NULL_LEFT, chosen)
            best = np.maximum(skipped, best)
        # Null beads on the right stay in the row: a running maximum replaces the chain of single steps.
        lifted = best - steps
        running = np.maximum.accumulate(lifted)
        shape[i] = np.where(running > lifted, _NULL_RIGHT, chosen)
        table[i + WIDEST, WIDEST:] = running + steps
    return _trace(scores, shape)


def _trace(scores: Scores, shape: NDArray[np.int32]) -> list[Bead]:
    i, j = scores.left_count, scores.right_count
    out: list[Bead] = []
    while i or j:
        code = int(shape[i, j])
        if i and code == _NULL_LEFT:
            out.append(Bead((i - 1,), (), 0.0))
            i -= 1
        elif code == _NULL_RIGHT or not i:
            out.append(Bead((), (j - 1,), 0.0))
            j -= 1
        else:
            own, other = (part + 1 for part in divmod(code, WIDEST))
            score = float(scores.bead[own - 1][other - 1][i - own, j - other])
            out.append(Bead(tuple(range(i - own, i)), tuple(range(j - other, j)), score))
            i, j = i - own, j - other
    return out[::-1]
