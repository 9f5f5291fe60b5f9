"""How likely each word of a group of sentences is to translate each word of the other group, or none.

The model is that of IBM 1 with a null word (Brown et al. 1993), the translation table given (`align.likelihood`), and a
prior for the place: near the diagonal (Dyer, Chahuneau & Smith 2013, fast_align) and near the links of neighbouring
words, which is the idea of the HMM aligner (Vogel, Ney & Tillmann 1996) as a mean-field update; a step down both texts
counts twice, since names and terms keep their order. Both directions are multiplied in every round (Liang, Taskar &
Klein 2006, "Alignment by Agreement"). Pure numpy, no I/O.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

Matrix = NDArray[np.float64]
Flags = NDArray[np.bool_]

_ROUNDS = 3
# The likelihood that competes for a content word, and for a function word, on behalf of no counterpart.
_NULL_CONTENT = 0.07
_NULL_FUNCTION = 0.18
# How steep the diagonal is, how much of it remains beside linked neighbours, and what a place without any is worth.
_DIAGONAL = 2.1
_DIAGONAL_LATER = 0.6
_NO_NEIGHBOUR = 0.35
_NEIGHBOURS = 1.4
# How much a neighbour at distance 1, 2, 3 counts, and how far its partner may be from the place it speaks for (0 to 3).
_NEAR_OWN = (0.0, 1.0, 0.7, 0.4)
_NEAR_OTHER = (0.8, 1.0, 0.7, 0.35)


@dataclass(frozen=True, slots=True)
class Posterior:
    """Holds link probabilities (left word × right word) and for each word the probability of having no counterpart."""

    link: Matrix
    null_left: Matrix
    null_right: Matrix


def posterior(likelihood: Matrix, content: tuple[Flags, Flags]) -> Posterior:
    """Returns the posterior of all links; `content` says which words of the two sides carry content."""
    rows, columns = likelihood.shape
    null_left = np.where(content[0], _NULL_CONTENT, _NULL_FUNCTION)
    null_right = np.where(content[1], _NULL_CONTENT, _NULL_FUNCTION)
    diagonal = np.exp(-_DIAGONAL * _slant(rows, columns))
    later = diagonal**_DIAGONAL_LATER
    near, around = _bands(rows, columns)
    place = diagonal
    for turn in range(_ROUNDS):
        weighed = likelihood * place
        total_left = weighed.sum(axis=1) + null_left
        total_right = weighed.sum(axis=0) + null_right
        both = weighed / total_left[:, None] * (weighed / total_right[None, :])
        if turn < _ROUNDS - 1:
            beside = (near[0] @ both @ around[1] + around[0] @ both @ near[1]) / 2
            place = later * (_NO_NEIGHBOUR + _NEIGHBOURS * beside + _steps(both))
    return Posterior(np.sqrt(both), null_left / total_left, null_right / total_right)


def free_places(linked: Flags) -> Matrix:
    """Returns how well each cell suits the links found so far, for words that have nothing but their place."""
    rows, columns = linked.shape
    near, around = _bands(rows, columns)
    links = linked.astype(np.float64)
    by_left, by_right = near[0] @ links, links @ near[1]
    share = by_left @ around[1] / np.maximum(1.0, by_left.sum(axis=1, keepdims=True))
    share += around[0] @ by_right / np.maximum(1.0, by_right.sum(axis=0, keepdims=True))
    out: Matrix = np.exp(-_DIAGONAL * _slant(rows, columns)) * (_NO_NEIGHBOUR + _NEIGHBOURS * share / 2)
    return out


def _bands(rows: int, columns: int) -> tuple[tuple[Matrix, Matrix], tuple[Matrix, Matrix]]:
    """Returns for both sides the neighbours that speak, and the places around the one they speak for."""
    return (band(rows, _NEAR_OWN), band(columns, _NEAR_OWN)), (band(rows, _NEAR_OTHER), band(columns, _NEAR_OTHER))


@lru_cache(maxsize=256)
def band(size: int, weights: tuple[float, ...]) -> Matrix:
    """Returns the square matrix of the weights by the distance from the diagonal, 0 beyond the last weight."""
    distance = np.abs(np.arange(size)[:, None] - np.arange(size)[None, :])
    out: Matrix = np.array([*weights, 0.0])[np.minimum(distance, len(weights))]
    out.flags.writeable = False
    return out


def _slant(rows: int, columns: int) -> Matrix:
    out: Matrix = np.abs(((np.arange(rows) + 0.5) / rows)[:, None] - ((np.arange(columns) + 0.5) / columns)[None, :])
    return out


def _steps(both: Matrix) -> Matrix:
    """Returns for each cell the links of the cells one, two and three steps down, or up, both texts."""
    out = np.zeros_like(both)
    for step, weight in enumerate(_NEAR_OWN[1:], start=1):
        if min(both.shape) > step:
            out[step:, step:] += weight * both[:-step, :-step]
            out[:-step, :-step] += weight * both[step:, step:]
    return out
