"""How much more likely two groups of sentences are as a bead than by chance: log-odds from words, marks and length.

For a word that one side's sentence holds, being matched by some word of the other group has chance rate p0 (how often
that happens in this document anyway) and, in a bead, rate p0 + (1 - p0) * a, where a says how often a translation keeps
a word of that kind where the lexicon sees it. The sum of the log ratios over the words, from both directions, halved,
is the lexical part. The idea of judging matches against chance in the same documents follows Melamed's and Moore's
(2002) use of word evidence; marks such as "?" are judged the same way; the length part is Gale & Church's (1993) with a
broader background.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from align.anchors import Evidence
from align.matches import Matches, find_matches
from text.document import Document
from text.own_words import OwnWords

Matrix = NDArray[np.float64]
Ints = NDArray[np.int64]

# Sentences a bead may span on one side.
WIDEST = 4
# Naive Bayes counts dependent words as if independent; measured best on the alignment beds.
_TEMPER = 0.58
_BACKGROUND_SD = 1.04
_LENGTH_VARIANCE = 0.16**2
_LENGTH_NOISE = 2.86
# Where much is missing on one side the totals mislead; the texts' languages differ by less than half.
_LARGEST_RATIO = 0.35
_MARKS = ("?؟", '«»“”"', ":", "(", "%٪", "!")
# How often a translation keeps a mark, and how far that is believed.
_MARK_KEPT = 0.5
_MARK_TEMPER = 0.5


@dataclass(frozen=True, slots=True)
class Scores:
    """Holds `bead[m - 1][k - 1][i, j]`: log-odds of left sentences i..i+m-1 with right sentences j..j+k-1."""

    left_count: int
    right_count: int
    bead: tuple[tuple[Matrix, ...], ...]


class BeadScorer:
    """Scores beads of two documents, or of parts of them, with chance rates read off the whole."""

    def __init__(self, left: Document, right: Document, evidence: Evidence) -> None:
        counts = (len(left.sentences), len(right.sentences))
        weight = _feature_weight(left, right, evidence.own)
        self.forward, self.backward = find_matches(evidence.left, evidence.right, counts, weight)
        self.counts = counts
        self._lengths = (_lengths(left), _lengths(right))
        self._marks = (_marks(left), _marks(right))
        ratio = float(np.log(self._lengths[1].sum() / self._lengths[0].sum())) if all(counts) else 0.0
        self._ratio = min(_LARGEST_RATIO, max(-_LARGEST_RATIO, ratio))

    def score(self, left: Ints | None = None, right: Ints | None = None) -> Scores:
        """Returns the log-odds of every bead of the given sentences, as if they were neighbours; None means all."""
        rows = np.arange(self.counts[0]) if left is None else left
        columns = np.arange(self.counts[1]) if right is None else right
        forward = _directed(self.forward, rows, columns)
        backward = _directed(self.backward, columns, rows)
        lengths = (self._lengths[0][rows], self._lengths[1][columns])
        marks = (self._held_marks(0, rows), self._held_marks(1, columns))
        out = []
        for own in range(1, min(WIDEST, len(rows)) + 1):
            line = []
            for other in range(1, min(WIDEST, len(columns)) + 1):
                there = sum(forward[other - 1][shift : len(rows) - own + 1 + shift] for shift in range(own))
                back = sum(backward[own - 1].T[:, shift : len(columns) - other + 1 + shift] for shift in range(other))
                lexical = _TEMPER * 0.5 * (np.asarray(there) + np.asarray(back))
                lexical += _length_odds(_windows(lengths[0], own), _windows(lengths[1], other), self._ratio)
                lexical += _mark_odds(marks[0][own - 1], marks[1][other - 1])
                line.append(lexical)
            out.append(tuple(line))
        return Scores(len(rows), len(columns), tuple(out))

    def _held_marks(self, side: int, chosen: Ints) -> list[tuple[Matrix, Matrix]]:
        """Returns for each width which marks the windows of the chosen sentences hold, and the odds of a shared one."""
        marks = self._marks[side]
        rate = (marks.sum(axis=0) + 0.2) / (len(marks) + 1.0)
        window = marks[chosen]
        out = []
        for width in range(1, min(WIDEST, len(chosen)) + 1):
            if width > 1:
                window = np.maximum(window[:-1], marks[chosen[width - 1 :]])
            chance = 1.0 - (1.0 - rate) ** width
            out.append((window, np.log1p(_MARK_KEPT * (1.0 - chance) / chance)))
        return out


def unbroken(scores: Scores, rows: Ints, columns: Ints) -> Scores:
    """Returns the scores without the beads of sentences that are no neighbours in the text, for a choice of them."""
    beads = []
    for own, line in enumerate(scores.bead, start=1):
        whole = rows[own - 1 :] - rows[: len(rows) - own + 1] == own - 1
        cells = []
        for other, matrix in enumerate(line, start=1):
            beside = columns[other - 1 :] - columns[: len(columns) - other + 1] == other - 1
            cells.append(np.where(whole[:, None] & beside[None, :], matrix, -np.inf))
        beads.append(tuple(cells))
    return Scores(scores.left_count, scores.right_count, tuple(beads))


def _mark_odds(left: tuple[Matrix, Matrix], right: tuple[Matrix, Matrix]) -> Matrix:
    """Returns the log-odds from the marks that stand in both, or in only one, of two groups of sentences."""
    (own, own_odds), (other, other_odds) = left, right
    lost = np.log1p(-_MARK_KEPT) / 2
    # shared · x·y + lost · (x·(1-y) + (1-x)·y), summed over the marks
    shared = (own * ((own_odds + other_odds) / 2 - 2 * lost)) @ other.T
    out: Matrix = shared + lost * (own.sum(axis=1)[:, None] + other.sum(axis=1)[None, :])
    return _MARK_TEMPER * out


def _directed(matches: Matches, own: Ints, other: Ints) -> list[NDArray[np.float32]]:
    """Returns for each window width the log-odds (own sentence × first sentence of the other side's window)."""
    part = matches.part(own, other)
    out = []
    window = part.levels
    lines = np.arange(len(part.types))[:, None]
    for width in range(1, min(WIDEST, len(other)) + 1):
        if width > 1:
            window = np.maximum(window[:, :-1], part.levels[:, width - 1 :])
        out.append(part.sums(matches.odds(part.types, width)[lines, window]))
    return out


def _feature_weight(left: Document, right: Document, own_words: OwnWords) -> Callable[[str], float]:
    table = own_words.pairs(left.lang, right.lang)

    def weight(feature: str) -> float:
        """Returns the weight of a learned pair `p:<left>/<right>`; all other features are certain."""
        if not feature.startswith("p:"):
            return 1.0
        own, _, other = feature[2:].partition("/")
        return table.get(own, {}).get(other, 0.0)

    return weight


def _lengths(document: Document) -> Matrix:
    return np.array([max(1, len(sentence.span)) for sentence in document.sentences], dtype=float)


def _marks(document: Document) -> Matrix:
    texts = [sentence.span.of(document.raw) for sentence in document.sentences]
    held = [[any(char in text for char in group) for group in _MARKS] for text in texts]
    return np.array(held, dtype=float).reshape(len(texts), len(_MARKS))


def _length_odds(left: Matrix, right: Matrix, ratio: float) -> Matrix:
    """Returns the log-odds from lengths in characters (left windows × right windows); longer texts vary less."""
    log_ratio = np.log(right[None, :]) - np.log(left[:, None]) - ratio
    variance = _LENGTH_VARIANCE + _LENGTH_NOISE / np.minimum(left[:, None], right[None, :])
    out: Matrix = 0.5 * np.log(_BACKGROUND_SD**2 / variance) - log_ratio**2 / 2 * (1 / variance - 1 / _BACKGROUND_SD**2)
    return out


def _windows(lengths: Sequence[float] | Matrix, width: int) -> Matrix:
    total = np.concatenate([[0.0], np.cumsum(lengths)])
    out: Matrix = total[width:] - total[:-width]
    return out
