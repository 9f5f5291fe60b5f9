"""How much more likely two groups of sentences are as a bead than by chance: log-odds from words and length.

For a word that one side's sentence holds, being matched by some word of the other group has chance rate p0 (how often
that happens in this document anyway) and, in a bead, rate p0 + (1 - p0) * a, where a says how often a translation keeps
a word of that kind where the lexicon sees it. The sum of the log ratios over the words, from both directions, halved, is
the lexical part. The idea of judging matches against chance in the same documents follows Melamed's and Moore's (2002)
use of word evidence; the length part is Gale & Church's (1993) with a broader background.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from align.anchors import Kind, Word
from text.document import Document

Matrix = NDArray[np.float64]

# Sentences a bead may span on one side.
WIDEST = 4
# How often a bead keeps a word of each kind visibly (Kind order); the EM pass re-estimates what the document can tell.
KEPT = (0.0, 0.30, 0.55, 0.85, 0.85)
# Naive Bayes counts dependent words as if independent; measured best on the alignment beds.
TEMPER = 0.75
_BACKGROUND_SD = 0.8
_PRIOR_RATE = 0.08
_PRIOR_WEIGHT = 1.0


@dataclass(frozen=True, slots=True)
class Scores:
    """Holds `bead[m - 1][k - 1][i, j]`: log-odds of left sentences i..i+m-1 with right sentences j..j+k-1."""

    left_count: int
    right_count: int
    bead: tuple[tuple[Matrix, ...], ...]


def _types(words: tuple[Word, ...], count: int) -> tuple[list[frozenset[str]], NDArray[np.int64], Matrix]:
    """Returns the distinct feature sets, their kinds, and the (sentence × type) incidence."""
    index: dict[tuple[frozenset[str], Kind], int] = {}
    pairs: set[tuple[int, int]] = set()
    for word in words:
        if word.kind != Kind.UNKNOWN and word.features:
            pairs.add((word.sentence, index.setdefault((word.features, word.kind), len(index))))
    incidence = np.zeros((count, max(1, len(index))))
    for sentence, kind_index in pairs:
        incidence[sentence, kind_index] = 1.0
    features = [key[0] for key in index] or [frozenset()]
    kinds = np.array([int(key[1]) for key in index] or [0])
    return features, kinds, incidence


def _matched(features: list[frozenset[str]], words: tuple[Word, ...], count: int) -> Matrix:
    """Returns (type × sentence of the other side): 1 where some word there shares a feature."""
    where: dict[str, set[int]] = defaultdict(set)
    for word in words:
        for feature in word.features:
            where[feature].add(word.sentence)
    out = np.zeros((len(features), count))
    for row, wanted in enumerate(features):
        for feature in wanted:
            for sentence in where.get(feature, ()):
                out[row, sentence] = 1.0
    return out


def _directed(incidence: Matrix, matched: Matrix, kinds: NDArray[np.int64], kept: Matrix) -> list[Matrix]:
    """Returns for each window width k the log-odds (own sentence × first sentence of the other side's window)."""
    count = matched.shape[1]
    # The sentence's own counterpart is one of the matches: half of one is taken off before the rate is read.
    hits = np.maximum(matched.sum(axis=1) - 0.5, 0.0)
    rate = (hits + _PRIOR_RATE * _PRIOR_WEIGHT) / (count + _PRIOR_WEIGHT)
    gain = kept[kinds]
    out = []
    window = matched
    for width in range(1, min(WIDEST, count) + 1):
        if width > 1:
            window = np.maximum(window[:, :-1], matched[:, width - 1 :])
        chance = np.clip(1.0 - (1.0 - rate) ** width, 1e-4, 0.98)
        hit = np.log1p(gain * (1.0 - chance) / chance)
        miss = np.log1p(-gain)
        weights = incidence * miss
        out.append(weights.sum(axis=1, keepdims=True) + (incidence * (hit - miss)) @ window)
    return out


def _lengths(document: Document) -> Matrix:
    return np.array([max(1, len(sentence.span)) for sentence in document.sentences], dtype=float)


def _length_odds(left: Matrix, right: Matrix, ratio: float) -> Matrix:
    """Returns the log-odds from lengths in characters (left windows × right windows); longer texts vary less."""
    log_ratio = np.log(right[None, :]) - np.log(left[:, None]) - ratio
    shortest = np.minimum(left[:, None], right[None, :])
    deviation = np.sqrt(0.16**2 + 2.2 / shortest)
    return np.log(_BACKGROUND_SD / deviation) - log_ratio**2 / 2 * (1 / deviation**2 - 1 / _BACKGROUND_SD**2)


def _windows(lengths: Matrix, width: int) -> Matrix:
    total = np.concatenate([[0.0], np.cumsum(lengths)])
    return total[width:] - total[:-width]


def score_beads(left: Document, right: Document, words: tuple[tuple[Word, ...], tuple[Word, ...]], kept: Matrix) -> Scores:
    """Returns the log-odds of every possible bead of the two documents, up to WIDEST sentences a side."""
    counts = (len(left.sentences), len(right.sentences))
    left_types, left_kinds, left_incidence = _types(words[0], counts[0])
    right_types, right_kinds, right_incidence = _types(words[1], counts[1])
    forward = _directed(left_incidence, _matched(left_types, words[1], counts[1]), left_kinds, kept)
    backward = _directed(right_incidence, _matched(right_types, words[0], counts[0]), right_kinds, kept)
    lengths = (_lengths(left), _lengths(right))
    ratio = float(np.log(lengths[1].sum() / lengths[0].sum()))
    # Where much is missing on one side the totals mislead; the texts' languages differ by less than half.
    ratio = min(0.35, max(-0.35, ratio))
    rows = []
    for own in range(1, min(WIDEST, counts[0]) + 1):
        row = []
        for other in range(1, min(WIDEST, counts[1]) + 1):
            there = sum(forward[other - 1][shift : counts[0] - own + 1 + shift] for shift in range(own))
            back = sum(backward[own - 1].T[:, shift : counts[1] - other + 1 + shift] for shift in range(other))
            lexical = TEMPER * 0.5 * (np.asarray(there) + np.asarray(back))
            row.append(lexical + _length_odds(_windows(lengths[0], own), _windows(lengths[1], other), ratio))
        rows.append(tuple(row))
    return Scores(counts[0], counts[1], tuple(rows))
