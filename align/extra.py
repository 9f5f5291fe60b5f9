"""Where further evidence enters the alignment: a matrix over sentences for the beads, another maker of word links.

An extra matrix holds for each left and right sentence by how many standard deviations their likeness exceeds that of
any two sentences of these documents. It is one more feature beside words and lengths, in the same dynamic programme.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from align.anchors import Evidence
from align.bead import Bead, Link
from align.scores import Scores
from text.document import Document

Matrix = NDArray[np.float64]

# What one standard deviation is worth in log-odds, and how many deviations are believed. On the alignment beds a
# likeness that tells nothing new (chrF between glosses from our own tables) is best at 0.4 or less, an independent one
# (the truth with noise of a third of the distance) at 1.2 or more; this lies between.
EXTRA_WEIGHT = 0.8
_NEIGHBOURS = 4
_LARGEST = 5.0


class SentenceEvidence(Protocol):
    """Judges every left sentence against every right one."""

    def matrix(self, left: Document, right: Document) -> Matrix:
        """Returns standardised likeness, left sentences in rows, right ones in columns."""
        ...


class WordLinker(Protocol):
    """Links the words inside beads."""

    def link(self, evidence: Evidence, beads: Iterable[Bead], left: Document, right: Document) -> tuple[Link, ...]:
        """Returns the links in text order of the left side."""
        ...


def standardised_margin(likeness: Matrix) -> Matrix:
    """Returns the likeness as a ratio to that of each sentence's nearest neighbours, in standard deviations.

    The ratio (Artetxe & Schwenk 2019, https://aclanthology.org/P19-1309) takes out that some sentences are like many.
    """
    if not likeness.size:
        return likeness
    rows, columns = (min(_NEIGHBOURS, count) for count in likeness.shape)
    near_left = np.sort(likeness, axis=1)[:, -columns:].mean(axis=1)
    near_right = np.sort(likeness, axis=0)[-rows:].mean(axis=0)
    margin = likeness / np.maximum(1e-6, (near_left[:, None] + near_right[None, :]) / 2)
    deviation = float(margin.std())
    if deviation < 1e-9:
        return np.zeros_like(margin)
    return np.asarray(np.clip((margin - margin.mean()) / deviation, -_LARGEST, _LARGEST), dtype=np.float64)


def bead_part(extra: Matrix, own: int, other: int) -> Matrix:
    """Returns what the matrix adds to every bead of `own` left and `other` right sentences.

    Each sentence counts with the best match on the bead's other side; both directions are halved, as for words.
    """
    rows, columns = extra.shape[0] - own + 1, extra.shape[1] - other + 1
    best_right = np.max([extra[:, shift : columns + shift] for shift in range(other)], axis=0)
    best_left = np.max([extra[shift : rows + shift] for shift in range(own)], axis=0)
    there = np.sum([best_right[shift : rows + shift] for shift in range(own)], axis=0)
    back = np.sum([best_left[:, shift : columns + shift] for shift in range(other)], axis=0)
    return np.asarray(EXTRA_WEIGHT * 0.5 * (there + back), dtype=np.float64)


def with_extra(scores: Scores, extra: Matrix) -> Scores:
    """Returns the bead scores with what the matrix adds to each."""
    beads = tuple(
        tuple(matrix + bead_part(extra, own, other) for other, matrix in enumerate(row, start=1))
        for own, row in enumerate(scores.bead, start=1)
    )
    return Scores(scores.left_count, scores.right_count, beads)
