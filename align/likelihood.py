"""How much the evidence says that a word of one text translates a word of the other, place apart.

The likelihood of a pair is the chance that it is a translation, as far as figures, names, sounds, the written lexicon
and the learned pairs tell, plus a small rest for translations no list knows, larger where neither word has a known one.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

from align.anchors import Kind, Word
from align.glossed import MARK
from text.document import Lang
from text.function_pairs import load_function_words
from text.own_words import NONE, OwnWords
from text.pairs import key_of

Matrix = NDArray[np.float64]

# What one shared feature proves: a name, figure, sound or spelling; a concept of the written lexicon; a learned pair,
# by its weight. A name's parts all share its features and are told apart by their order, hence the lower value.
_SAME = 0.7
_CONCEPT = 0.95
_LEARNED = 0.8
_REPEATED = 0.5
# A term of the user's glossary, and what is left of all other pairs of its words where both sides hold the term.
_GLOSSARY = 0.99
_BESIDE_GLOSSARY = 0.1
# The rest for pairs without evidence: both words of known translations, neither, two function words, one of each.
_REST_KNOWN = 0.012
_REST_UNKNOWN = 0.09
_REST_FUNCTION = 0.004
_REST_MIXED = 0.0015
_SURE_MARKS = "n#@=~"


class Likelihood:
    """Judges word pairs of two languages; `own` is what the user adds to the lexicon."""

    def __init__(self, left: Lang, right: Lang, own: OwnWords = NONE) -> None:
        self._tables = (own.pairs(left, right), load_function_words(left, right))
        self._langs = (left, right)

    def matrix(self, left: Sequence[Word], right: Sequence[Word]) -> Matrix:
        """Returns the likelihood of each left word with each right word."""
        doubt = np.ones((len(left), len(right)))
        self._by_features(doubt, left, right)
        self._by_table(doubt, left, right)
        out: Matrix = 1.0 - doubt + _rest(left, right)
        _by_glossary(out, left, right)
        return out

    @staticmethod
    def _by_features(doubt: Matrix, left: Sequence[Word], right: Sequence[Word]) -> None:
        holders: dict[str, list[int]] = defaultdict(list)
        for j, word in enumerate(right):
            for feature in word.features:
                holders[feature].append(j)
        for i, word in enumerate(left):
            sure: set[int] = set()
            concept: set[int] = set()
            for feature in word.features:
                if feature in holders:
                    if feature[0] in _SURE_MARKS:
                        sure.update(holders[feature])
                    elif feature[0] == "c":
                        concept.update(holders[feature])
            if sure:
                doubt[i, list(sure)] *= 1 - _SAME
            if concept:
                doubt[i, list(concept)] *= 1 - _CONCEPT

    def _by_table(self, doubt: Matrix, left: Sequence[Word], right: Sequence[Word]) -> None:
        places: dict[str, list[int]] = defaultdict(list)
        for j, word in enumerate(right):
            places[key_of(word.token, self._langs[1])].append(j)
        for i, word in enumerate(left):
            own = key_of(word.token, self._langs[0])
            for table in self._tables:
                row = table.get(own)
                if row:
                    for key in row.keys() & places.keys():
                        doubt[i, places[key]] *= 1 - _LEARNED * row[key]


def _by_glossary(likelihood: Matrix, left: Sequence[Word], right: Sequence[Word]) -> None:
    """Lets the user's glossary outrank all else: its words belong to each other and hardly to any other."""
    terms = [[_glossed(word) for word in words] for words in (left, right)]
    if not (any(terms[0]) and any(terms[1])):
        return
    joined: NDArray[np.bool_] = np.array([[not own.isdisjoint(other) for other in terms[1]] for own in terms[0]])
    beside = np.logical_or.outer(joined.any(axis=1), joined.any(axis=0)) & ~joined
    likelihood[beside] *= _BESIDE_GLOSSARY
    # What else speaks for a pair still decides among the words of one term.
    likelihood[joined] = _GLOSSARY + (1 - _GLOSSARY) * np.minimum(1.0, likelihood[joined])


def _glossed(word: Word) -> frozenset[str]:
    return frozenset(feature for feature in word.features if feature[0] == MARK)


def taught(
    likelihood: Matrix, left: Sequence[Word], right: Sequence[Word], pairs: Mapping[str, Mapping[str, float]]
) -> bool:
    """Raises the likelihood of the given pairs of keys where little speaks for them yet; tells whether any was."""
    raised = False
    places: dict[str, list[int]] = defaultdict(list)
    for j, word in enumerate(right):
        places[word.token.key].append(j)
    for i, word in enumerate(left):
        for key, weight in pairs.get(word.token.key, {}).items():
            for j in places.get(key, ()):
                if weight * _REPEATED > likelihood[i, j]:
                    likelihood[i, j] = weight * _REPEATED
                    raised = True
    return raised


def _rest(left: Sequence[Word], right: Sequence[Word]) -> Matrix:
    sides = []
    for words in (left, right):
        content = np.array([word.token.content for word in words])
        known = np.array([word.kind != Kind.UNKNOWN for word in words])
        # Square roots, so that a known and an unknown word lie between.
        rest = np.where(known, _REST_KNOWN, _REST_UNKNOWN) ** 0.5
        sides.append((content, rest))
    (left_content, left_rest), (right_content, right_rest) = sides
    mixed = np.where(left_content[:, None] | right_content[None, :], _REST_MIXED, _REST_FUNCTION)
    both = left_content[:, None] & right_content[None, :]
    out: Matrix = np.where(both, np.outer(left_rest, right_rest), mixed)
    return out
