"""Which words of one text are matched by which sentences of the other, how surely, and how often that happens anyway.

Words of one side with the same features are one type. A type matches a sentence by the best feature they share; what is
written, named or counted is of the first level, learned pairs are of a level by their weight. For each level the chance
rate of a match is read off the whole document, so that in the search of any part of it the same odds hold.
"""

from __future__ import annotations

from collections import defaultdict
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


def find_matches(
    own: Sequence[Word], other: Sequence[Word], counts: tuple[int, int], weight: Callable[[str], float]
) -> Matches:
    """Returns the matches of the own side's words in the other side; `weight` gives a feature's weight from 0 to 1."""
    index: dict[tuple[frozenset[str], Kind], int] = {}
    own_types: list[set[int]] = [set() for _ in range(counts[0])]
    for word in own:
        if word.kind != Kind.UNKNOWN and word.features:
            own_types[word.sentence].add(index.setdefault((word.features, word.kind), len(index)))
    triples = _triples([features for features, _ in index], other, counts[1], weight)
    kinds = np.array([int(kind) for _, kind in index], dtype=np.int64)
    return Matches(
        tuple(np.array(sorted(types), dtype=np.int64) for types in own_types),
        triples[:, 0],
        triples[:, 1],
        triples[:, 2].astype(np.int8),
        _rates(triples, len(index), counts[1]),
        np.array(KEPT)[kinds],
        counts[1],
    )


def _triples(
    types: Sequence[frozenset[str]], other: Sequence[Word], count: int, weight: Callable[[str], float]
) -> Ints:
    """Returns (type, sentence of the other side, level of the best shared feature), one row for each match."""
    where: dict[str, set[int]] = defaultdict(set)
    for word in other:
        for feature in word.features:
            where[feature].add(word.sentence)
    # Each feature of both sides gets a number and a run of codes: its sentences with its level.
    numbers: dict[str, int] = {}
    runs: list[int] = []
    starts = [0]
    pairs: list[tuple[int, int]] = []
    for number, features in enumerate(types):
        for feature in features:
            sentences = where.get(feature)
            if sentences is None:
                continue
            if feature not in numbers:
                numbers[feature] = len(numbers)
                level = _level(weight(feature))
                runs.extend([sentence * _STRIDE + level for sentence in sentences])
                starts.append(len(runs))
            pairs.append((number, numbers[feature]))
    chosen = np.array(pairs, dtype=np.int64).reshape(len(pairs), 2)
    begins = np.array(starts, dtype=np.int64)
    sizes = np.diff(begins)[chosen[:, 1]]
    within = np.arange(sizes.sum()) - np.repeat(np.cumsum(sizes) - sizes, sizes)
    held = np.array(runs, dtype=np.int64)[np.repeat(begins[chosen[:, 1]], sizes) + within]
    codes = np.unique(held + np.repeat(chosen[:, 0], sizes) * (count * _STRIDE))
    # Of one type and sentence only the last code, with the best level, stays.
    cells = codes // _STRIDE
    last = np.append(cells[1:] != cells[:-1], True) if len(cells) else np.zeros(0, dtype=bool)
    return np.stack([cells[last] // max(1, count), cells[last] % max(1, count), codes[last] % _STRIDE], axis=1)


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
