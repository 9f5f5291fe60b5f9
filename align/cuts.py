"""Where two long documents may be cut into pieces that align apart: between sure neighbours (Moore 2002's anchors).

Words that are rare in both documents give a rough score for every pair of sentences; a search for the heaviest monotone
chain finds the way, and a cut lies between two steps of it that support each other and no bead across. So the cost of
the full search grows with the length of the documents, not with its square.
"""

from __future__ import annotations

from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from align.matches import Matches

Matrix = NDArray[np.float32]
Ints = NDArray[np.int64]
Cut = tuple[int, int]

# Sentences of the longer side that are searched at once without a cut; the piece's usual and largest size.
WHOLE = 120
_PIECE = 60
_LONGEST_PIECE = 240
# Types that match in more sentences than this do not tell places apart, and would cost most.
_RARE = 24
# A step of the chain must beat this, and a cut must beat what stands across it by this (log-odds).
_STEP_COST = 2.0
_MARGIN = 3.0


def rough_scores(matches: Matches, count: int) -> Matrix:
    """Returns (own × other sentence) the sum of the log-odds of rare types' matches."""
    owners = np.concatenate([np.full(len(types), s, dtype=np.int64) for s, types in enumerate(matches.own_types)])
    held = np.concatenate(matches.own_types) if owners.size else owners
    order = np.argsort(held, kind="stable")
    owners, held = owners[order], held[order]
    first = np.searchsorted(held, np.arange(len(matches.kept) + 1))
    often = np.diff(first)
    hits = np.bincount(matches.types, minlength=len(matches.kept))
    rare = (hits[matches.types] <= _RARE) & (often[matches.types] <= _RARE)
    types, others, levels = matches.types[rare], matches.sentences[rare], matches.levels[rare]
    worth = matches.odds(np.arange(len(matches.kept)), 1)
    repeat = often[types]
    # The k-th owner of each matching type: positions first[type], first[type] + 1, …
    start = np.repeat(first[types] - np.concatenate([[0], np.cumsum(repeat)[:-1]]) if len(types) else types, repeat)
    own = owners[start + np.arange(int(repeat.sum()))]
    gain = (worth[types, levels] - worth[types, 0]) if len(types) else np.zeros(0, dtype=np.float32)
    cells = own * matches.other_count + np.repeat(others, repeat)
    total = np.bincount(cells, np.repeat(gain, repeat), minlength=count * matches.other_count)
    out: Matrix = total.reshape(count, matches.other_count).astype(np.float32)
    return out


def find_cuts(forward: Matches, backward: Matches, counts: tuple[int, int]) -> list[Cut]:
    """Returns places (left sentence, right sentence) before which the documents may be cut, in order; maybe none."""
    if max(counts) <= WHOLE or not min(counts):
        return []
    rough = 0.5 * (rough_scores(forward, counts[0]) + rough_scores(backward, counts[1]).T)
    steps = _chain(rough)
    return _chosen(rough, steps)


def _chain(rough: Matrix) -> list[Cut]:
    """Returns the cells of the heaviest chain that goes down both texts."""
    rows, columns = rough.shape
    table = np.zeros((rows + 1, columns + 1), dtype=np.float32)
    for i in range(rows):
        stepped = table[i].copy()
        np.maximum(stepped[1:], table[i, :-1] + (rough[i] - _STEP_COST), out=stepped[1:])
        np.maximum.accumulate(stepped, out=table[i + 1])
    out = []
    i, j = rows, columns
    while i and j:
        if table[i, j] == table[i - 1, j]:
            i -= 1
        elif table[i, j] == table[i, j - 1]:
            j -= 1
        else:
            i, j = i - 1, j - 1
            out.append((i, j))
    return out[::-1]


def _chosen(rough: Matrix, steps: list[Cut]) -> list[Cut]:
    """Returns cuts about _PIECE sentences apart, each the surest of its neighbourhood."""
    sure: list[tuple[float, Cut]] = []
    for before, after in pairwise(steps):
        if after == (before[0] + 1, before[1] + 1):
            held = min(rough[before], rough[after])
            across = max(rough[before[0], after[1]], rough[after[0], before[1]])
            sure.append((float(held - across), after))
    out: list[Cut] = []
    last, best = (0, 0), (-np.inf, (0, 0))
    for margin, place in sure:
        size = max(place[0] - last[0], place[1] - last[1])
        if size < _PIECE // 2:
            continue
        best = max(best, (margin, place))
        if (size >= _PIECE and best[0] >= _MARGIN) or size >= _LONGEST_PIECE:
            out.append(best[1])
            last, best = best[1], (-np.inf, (0, 0))
    return out
