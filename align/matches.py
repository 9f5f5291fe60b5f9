"""Which words of one text are matched by which sentences of the other, how surely, and how often that happens anyway.

Words of one side with the same features are one type. A type matches a sentence by the best feature they share; what is
written, named or counted is of the first level, learned pairs are of a level by their weight. For each level the chance
rate of a match is read off the whole document, so that in the search of any part of it the same odds hold.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from align.anchors import Kind, Word

Matrix = NDArray[np.float32]
Ints = NDArray[np.int64]

# Least weight of a match of the first, second, third level, and how much of the kept rate such a match may explain.
LEVELS = (0.6, 0.35, 0.0)
_GAIN = (1.0, 0.7, 0.7)
# How often a translation keeps a word of each kind visibly (Kind order), measured best on the alignment beds.
KEPT = (0.0, 0.39, 0.72, 0.85, 0.85)
# Matches of a type that would be there in one more sentence: no rate is known to be nil.
_PRIOR_MATCHES = 0.03
_STRIDE = 4


@dataclass(frozen=True, slots=True)
class Part:
    """Holds the types of some own sentences one after the other, how many each has, and (type × other) levels.

    `tokens` number the types inside the part, `types` say which ones of the whole they are.
    """

    tokens: Ints
    sizes: Ints
    levels: NDArray[np.int8]
    types: Ints

    def sums(self, values: Matrix) -> Matrix:
        """Returns (own sentence × column) the sum of the values of each sentence's types."""
        out = np.zeros((len(self.sizes), values.shape[1]), dtype=np.float32)
        filled = self.sizes > 0
        if filled.any():
            starts = (np.cumsum(self.sizes) - self.sizes)[filled]
            out[filled] = np.add.reduceat(values[self.tokens], starts, axis=0)
        return out


@dataclass(frozen=True, slots=True)
class Matches:
    """Holds one direction: own sentence × type (pairs), type × other sentence (triples with level), odds by level.

    `own_types[s]` are the types in own sentence s; the triples lie in `types`, `sentences`, `levels`.
    """

    own_types: tuple[Ints, ...]
    types: Ints
    sentences: Ints
    levels: NDArray[np.int8]
    rates: NDArray[np.float64]
    kept: NDArray[np.float64]
    other_count: int

    def part(self, own: Ints, other: Ints) -> Part:
        """Returns the matches of the sentences `own` in the sentences `other`, as small dense tables."""
        held = [self.own_types[s] for s in own]
        tokens = np.concatenate(held) if held else np.zeros(0, dtype=np.int64)
        present = np.unique(tokens)
        local = np.full(len(self.kept), -1, dtype=np.int64)
        local[present] = np.arange(len(present))
        column = np.full(self.other_count, -1, dtype=np.int64)
        column[other] = np.arange(len(other))
        wanted = (local[self.types] >= 0) & (column[self.sentences] >= 0)
        levels = np.zeros((len(present), len(other)), dtype=np.int8)
        levels[local[self.types[wanted]], column[self.sentences[wanted]]] = self.levels[wanted]
        return Part(local[tokens], np.array([len(types) for types in held], dtype=np.int64), levels, present)

    def odds(self, types: Ints, width: int) -> Matrix:
        """Returns (type × level, 0 for no match) log-odds against chance in a window of `width` sentences."""
        kept = self.kept[types]
        out = np.empty((len(types), len(LEVELS) + 1), dtype=np.float32)
        out[:, 0] = np.log1p(-kept)
        for number, gain in enumerate(_GAIN, start=1):
            chance = np.clip(1.0 - (1.0 - self.rates[types, number - 1]) ** width, 1e-4, 0.98)
            out[:, -number] = np.log1p(gain * kept * (1.0 - chance) / chance)
        return out


@dataclass(frozen=True, slots=True)
class _Types:
    """Holds the types of one side: features and kind of each, its sentences one type after the other, and where."""

    features: tuple[frozenset[str], ...]
    kinds: Ints
    sentences: Ints
    starts: Ints

    def in_sentences(self, count: int) -> tuple[Ints, ...]:
        """Returns the telling types of each sentence, in order."""
        types = np.repeat(np.arange(len(self.kinds)), np.diff(self.starts))
        telling = self.kinds[types] != Kind.UNKNOWN
        types, sentences = types[telling], self.sentences[telling]
        order = np.argsort(sentences, kind="stable")
        return tuple(np.split(types[order], np.searchsorted(sentences[order], np.arange(1, count)))) if count else ()


def find_matches(
    left: Sequence[Word], right: Sequence[Word], counts: tuple[int, int], weight: Callable[[str], float]
) -> tuple[Matches, Matches]:
    """Returns the matches of the left side's words in the right side, and the other way round.

    `weight` gives a feature's weight from 0 to 1.
    """
    sides = (_types(left), _types(right))
    codes = _pairs(sides, weight)
    width = max(1, len(sides[1].features))
    pairs = (codes // _STRIDE // width, codes // _STRIDE % width)
    levels = codes % _STRIDE
    found = []
    for own, other in ((0, 1), (1, 0)):
        triples = _triples(pairs[own], pairs[other], levels, sides[other], counts[other])
        triples = triples[sides[own].kinds[triples[:, 0]] != Kind.UNKNOWN]
        matches = Matches(
            sides[own].in_sentences(counts[own]),
            triples[:, 0],
            triples[:, 1],
            triples[:, 2].astype(np.int8),
            _rates(triples, len(sides[own].features), counts[other]),
            np.array(KEPT)[sides[own].kinds],
            counts[other],
        )
        found.append(matches)
    return found[0], found[1]


def _types(words: Sequence[Word]) -> _Types:
    held: dict[tuple[frozenset[str], Kind], dict[int, None]] = {}
    for word in words:
        if word.features:
            held.setdefault((word.features, word.kind), {})[word.sentence] = None
    sizes = [len(sentences) for sentences in held.values()]
    return _Types(
        tuple(features for features, _ in held),
        np.array([int(kind) for _, kind in held], dtype=np.int64),
        np.array([sentence for sentences in held.values() for sentence in sentences], dtype=np.int64),
        np.concatenate([np.zeros(1, dtype=np.int64), np.cumsum(sizes, dtype=np.int64)]),
    )


def _pairs(sides: tuple[_Types, _Types], weight: Callable[[str], float]) -> Ints:
    """Returns, sorted, (left type × right type × level of the best feature they share) as one number a pair."""
    holders: dict[str, list[int]] = {}
    for number, features in enumerate(sides[0].features):
        for feature in features:
            holders.setdefault(feature, []).append(number)
    width = len(sides[1].features)
    levels: dict[str, int] = {}
    codes: list[int] = []
    for number, features in enumerate(sides[1].features):
        for feature in features & holders.keys():
            level = levels.get(feature)
            if level is None:
                level = levels[feature] = _level(weight(feature))
            codes.extend([(own * width + number) * _STRIDE + level for own in holders[feature]])
    return _best(np.array(codes, dtype=np.int64))


def _best(codes: Ints) -> Ints:
    """Returns the codes sorted; of those that differ in the level only the one with the best level stays."""
    codes = np.sort(codes)
    cells = codes // _STRIDE
    return codes[np.append(cells[1:] != cells[:-1], True)] if len(codes) else codes


def _triples(own: Ints, other: Ints, levels: Ints, held: _Types, count: int) -> Ints:
    """Returns (type, sentence of the other side, level of the best shared feature), one row for each match.

    `own` and `other` are the pairs of types, `held` the other side's types.
    """
    sizes = np.diff(held.starts)[other]
    within = np.arange(sizes.sum()) - np.repeat(np.cumsum(sizes) - sizes, sizes)
    sentences = held.sentences[np.repeat(held.starts[other], sizes) + within]
    width = max(1, count)
    codes = _best((np.repeat(own, sizes) * width + sentences) * _STRIDE + np.repeat(levels, sizes))
    cells = codes // _STRIDE
    return np.stack([cells // width, cells % width, codes % _STRIDE], axis=1)


def _level(weight: float) -> int:
    """Returns the level as a number: the best one is the largest, 0 means no match."""
    return len(LEVELS) if weight >= LEVELS[0] else len(LEVELS) - 1 if weight >= LEVELS[1] else 1


def _rates(triples: Ints, type_count: int, sentence_count: int) -> NDArray[np.float64]:
    """Returns (type × level) how often a sentence matches at that level or better, but for the one true counterpart."""
    out = np.empty((type_count, len(LEVELS)))
    for number in range(len(LEVELS)):
        strong = triples[triples[:, 2] >= len(LEVELS) - number, 0]
        hits = np.maximum(np.bincount(strong, minlength=type_count) - 0.5, 0.0)
        out[:, number] = (hits + _PRIOR_MATCHES) / (sentence_count + 1.0)
    return out
