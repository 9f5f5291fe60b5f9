"""From many sources with strengths to one weight a pair: how surely two words that meet in a pair of sentences do so as
translations of each other.

A logistic regression learns from parallel sentences that the sources have not seen how often, where the rarer word of a
pair stands, the other stands opposite beyond chance (`rate`). Against the frequency of the commoner word, which is how
often it stands opposite anyway, that gives the weight by Bayes' rule. Common words so need better evidence.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

from align.dictionaries import KeyPair, Strengths

Floats = NDArray[np.float64]
SOURCES = ("bridge", "labels", "parallel", "wiktionary", "wordnet")
# How much more common words cost than the corpus shows (news is not its domain), and the floor for rare ones.
_COMMON = 4.0
_FLOOR = 0.1
_ROUNDS = 12
_RIDGE = 1.0


class Sentences:
    """Counts in how many sentence pairs words and word pairs occur."""

    def __init__(self, pairs: Iterable[tuple[Sequence[str], Sequence[str]]], longest: int = 60) -> None:
        self.left: dict[str, list[int]] = defaultdict(list)
        self.right: dict[str, set[int]] = defaultdict(set)
        self.count = 0
        for left, right in pairs:
            if max(len(left), len(right)) > longest:
                continue
            for key in set(left):
                self.left[key].append(self.count)
            for key in set(right):
                self.right[key].add(self.count)
            self.count += 1

    def together(self, pair: KeyPair) -> tuple[int, int, int]:
        """Returns in how many sentence pairs the left word, the right word, and both stand."""
        own, other = self.left.get(pair[0], []), self.right.get(pair[1], set())
        return len(own), len(other), sum(line in other for line in own)

    def frequency(self, pair: KeyPair) -> float:
        """Returns the share of sentence pairs that hold the commoner of the two words."""
        common = max(len(self.left.get(pair[0], ())), len(self.right.get(pair[1], ())))
        return (common + 0.5) / (self.count + 1)


def features(pairs: Sequence[KeyPair], sources: Mapping[str, Strengths], sentences: Sentences) -> Floats:
    """Returns one row of numbers a pair: the strength in each source, and what the sentences say."""
    out = np.zeros((len(pairs), 2 * len(SOURCES) + 5))
    for row, pair in enumerate(pairs):
        for column, name in enumerate(SOURCES):
            strength = sources.get(name, {}).get(pair, 0.0)
            out[row, 2 * column : 2 * column + 2] = (strength > 0, strength**0.5)
        left, right, both = sentences.together(pair)
        expected = left * right / max(1, sentences.count)
        base = 2 * len(SOURCES)
        out[row, base:] = (
            1.0,
            np.log1p(min(left, right)) / 5,
            np.log1p(max(left, right)) / 5,
            np.log((both + 0.2) / (expected + 0.2)) / 3,
            both / (min(left, right) + 3.0),
        )
    return out


def fit(rows: Floats, pairs: Sequence[KeyPair], unseen: Sentences) -> Floats:
    """Returns the coefficients of the rate, learned on sentences that neither sources nor features have seen."""
    target, weight = np.zeros(len(pairs)), np.zeros(len(pairs))
    for number, pair in enumerate(pairs):
        left, right, both = unseen.together(pair)
        rarer = min(left, right)
        if rarer:
            expected = left * right / unseen.count
            target[number] = min(1.0, max(0.0, (both - expected) / max(rarer - expected, 0.5)))
            weight[number] = np.log1p(rarer)
    coefficients = np.zeros(rows.shape[1])
    for _ in range(_ROUNDS):
        guess = _logistic(rows @ coefficients)
        slope = weight * guess * (1 - guess) + 1e-9
        gradient = rows.T @ (weight * (target - guess)) - _RIDGE * coefficients
        hessian = (rows * slope[:, None]).T @ rows + _RIDGE * np.eye(rows.shape[1])
        coefficients += np.linalg.solve(hessian, gradient)
    return coefficients


def rates(rows: Floats, coefficients: Floats) -> Floats:
    """Returns the estimated rate of each pair."""
    return _logistic(rows @ coefficients)


def weight_of(rate: float, frequency: float) -> float:
    """Returns the weight of a pair from its rate and the frequency of its commoner word."""
    return rate / (rate + _COMMON * frequency + _FLOOR)


def _logistic(value: Floats) -> Floats:
    out: Floats = 1 / (1 + np.exp(-np.clip(value, -30, 30)))
    return out
