"""The sound model over many pairs of words at once: the same scores as `text.names.sound_model.log_odds`, in numpy.

A document of a few hundred sentences has ten thousand pairs of names whose consonants agree. Here all of them go
through the same cutting into chunks side by side, place by place of the Latin words.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from text.names.sound_model import DECIMALS, LONGEST_ARABIC, LONGEST_LATIN, UNEXPLAINED, load_weights

Matrix = NDArray[np.float64]
Numbers = NDArray[np.int32]
Places = NDArray[np.int64]
_BLOCK = 4096  # pairs at a time


@lru_cache(maxsize=1)
def _table() -> tuple[dict[str, int], dict[str, int], Matrix]:
    """Returns the numbers of the Latin and the Arabic chunks, and their log-odds; the last row and column are none."""
    weights = load_weights()
    latin = {chunk: number for number, chunk in enumerate(sorted({"", *weights}))}
    others = {"", *(chunk for row in weights.values() for chunk in row)}
    arabic = {chunk: number for number, chunk in enumerate(sorted(others))}
    table = np.full((len(latin) + 1, len(arabic) + 1), -np.inf)
    for chunk, row in weights.items():
        for other, value in row.items():
            table[latin[chunk], arabic[other]] = value
    return latin, arabic, table


def log_odds_of_pairs(latins: Sequence[str], arabics: Sequence[str], left: Places, right: Places) -> Matrix:
    """Returns the log-odds of the pairs (`latins[left[k]]`, `arabics[right[k]]`) of marked words."""
    latin_numbers, arabic_numbers, table = _table()
    own = _chunks(latins, latin_numbers, range(1, LONGEST_LATIN + 1))
    other = _chunks(arabics, arabic_numbers, range(LONGEST_ARABIC + 1))
    insert = table[latin_numbers[""]][other[:, :-1, 1]]
    inserted = np.cumsum(np.where(np.isfinite(insert), insert, UNEXPLAINED), axis=1)
    inserted = np.concatenate([np.zeros((len(arabics), 1)), inserted], axis=1)
    heights, widths = (np.array([len(word) for word in words]) for words in (latins, arabics))
    out = np.zeros(len(left))
    # Pairs of like length share a block, so that little is worked out beyond their ends.
    order = np.lexsort((widths[right], heights[left]))
    for begin in range(0, len(order), _BLOCK):
        block = order[begin : begin + _BLOCK]
        i, j = left[block], right[block]
        height, end = int(heights[i].max()), int(widths[j].max()) + 1
        best = _cut(table, own[i, :height], other[j, :end], inserted[j, :end])
        out[block] = best[heights[i], np.arange(len(block)), widths[j]]
    return np.round(out, DECIMALS)


def _chunks(words: Sequence[str], numbers: dict[str, int], sizes: range) -> Numbers:
    """Returns (word × place × size) the numbers of the chunks that begin there; past the end there are none."""
    longest = max(map(len, words), default=0)
    out = np.full((len(words), longest + 1, len(sizes)), len(numbers), dtype=np.int32)
    for line, word in zip(out, words, strict=True):
        for place in range(len(word) + 1):
            for slot, size in enumerate(sizes):
                if place + size <= len(word):
                    line[place, slot] = numbers.get(word[place : place + size], len(numbers))
    return out


def _cut(table: Matrix, own: Numbers, other: Numbers, inserted: Matrix) -> Matrix:
    """Returns the best cuttings: `best[i, pair, j]` is that of the first i and j letters of the pair."""
    height = own.shape[1]
    best = np.full((height + 1, *inserted.shape), -np.inf)
    best[0, :, 0] = 0.0
    columns = table.shape[1]
    flat = table.ravel()
    for i in range(height + 1):
        # Letters that nothing answers: a running maximum replaces the chain of single steps.
        row = best[i] = np.maximum.accumulate(best[i] - inserted, axis=1) + inserted
        if i == height:
            break
        np.maximum(best[i + 1], row + UNEXPLAINED, out=best[i + 1])
        for size in range(1, min(LONGEST_LATIN, height - i) + 1):
            chunk = own[:, i, size - 1]
            known = np.flatnonzero(chunk < table.shape[0] - 1)
            if not len(known):
                continue
            gain = flat.take(chunk[known, None, None] * columns + other[known])
            gain += row[known, :, None]
            target = best[i + size][known]
            for taken in range(min(LONGEST_ARABIC, gain.shape[1] - 1) + 1):
                reached = target[:, taken:]
                np.maximum(reached, gain[:, : gain.shape[1] - taken, taken], out=reached)
            best[i + size][known] = target
    return best
