"""Word-translation probabilities from sentence pairs, for the families of words, with priors from dictionaries.

IBM model 1 (Brown et al. 1993) with a null word and a prior for the diagonal (Dyer, Chahuneau & Smith 2013,
fast_align), in both directions at once: each E-step multiplies the posteriors of the two directions, so that only links
both agree on are counted (Liang, Taskar & Klein 2006, "Alignment by Agreement"). Counts become probabilities with a
sparse Dirichlet prior (variational Bayes, Riley & Gildea 2012), which keeps rare words from explaining everything;
dictionary pairs are added to the counts. The cells (left word × right word of one sentence pair) are kept in chunks, on
disk when there are many; what stays in memory is one number a distinct word pair. Nothing is random: two runs agree.
"""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from text.document import Lang
from text.pairs import key_of
from text.tokens import tokenize

Ints = NDArray[np.int64]
Floats = NDArray[np.float64]

LONGEST_SENTENCE = 120
_CHUNK_CELLS = 2_000_000
_CELLS_IN_MEMORY = 60_000_000
# Dirichlet prior of a translation, probability of the null word, pull towards the diagonal; rounds before the two
# directions must agree (while all is uncertain their product would starve the rarer words).
_ALPHA = 0.01
_NULL = 0.08
_TENSION = 2.0
_FREE_ROUNDS = 3
_PRIOR_COUNT = 2.0
_LEAST_COUNT = 0.05


@dataclass(frozen=True, slots=True)
class Learned:
    """Is one word pair: how often it was linked, how often each word was seen, and both conditional probabilities."""

    count: float
    left_seen: int
    right_seen: int
    forward: float
    backward: float


@dataclass(frozen=True, slots=True)
class _Chunk:
    pair: NDArray[np.int32]
    row: NDArray[np.int32]
    column: NDArray[np.int32]
    off_diagonal: NDArray[np.float32]
    right_word: NDArray[np.int32]
    left_word: NDArray[np.int32]


def learn(
    pairs: Iterable[tuple[str, str]],
    left_lang: Lang,
    right_lang: Lang,
    prior: Mapping[tuple[str, str], float] | None = None,
    rounds: int = 6,
    progress: Callable[[int], None] | None = None,
) -> dict[tuple[str, str], Learned]:
    """Returns the word pairs learned from sentence pairs; `prior` gives known pairs a weight from 0 to 1."""
    keyed = ((keys_of(left, left_lang), keys_of(right, right_lang)) for left, right in pairs)
    return learn_keys(keyed, prior, rounds, progress)


def keys_of(line: str, lang: Lang) -> list[str]:
    """Returns the canonical keys of a line's words, figures left out."""
    return [key_of(token, lang) for token in tokenize(line, lang) if not token.folded.isdigit()]


def learn_keys(
    pairs: Iterable[tuple[Sequence[str], Sequence[str]]],
    prior: Mapping[tuple[str, str], float] | None = None,
    rounds: int = 6,
    progress: Callable[[int], None] | None = None,
) -> dict[tuple[str, str], Learned]:
    """Returns the word pairs learned from pairs of key sequences."""
    with tempfile.TemporaryDirectory() as folder:
        cells = _Cells(Path(folder))
        for number, (left, right) in enumerate(pairs):
            cells.add(left, right)
            if progress and number % 1000 == 0:
                progress(number)
        return _estimate(cells, prior or {}, rounds)


class _Cells:
    """Collects the cells of all sentence pairs, chunk by chunk, and numbers words and word pairs."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.words: tuple[dict[str, int], dict[str, int]] = ({}, {})
        self.chunks: list[_Chunk | Path] = []
        self.codes: list[Ints] = []
        self.total = 0
        self._waiting: list[tuple[Ints, Ints]] = []
        self._size = 0

    def add(self, left: Sequence[str], right: Sequence[str]) -> None:
        """Adds one sentence pair; empty and overlong ones are left out."""
        if not left or not right or max(len(left), len(right)) > LONGEST_SENTENCE:
            return
        numbers = tuple(
            np.array([known.setdefault(key, len(known)) for key in keys])
            for known, keys in zip(self.words, (left, right), strict=True)
        )
        self._waiting.append((numbers[0], numbers[1]))
        self._size += len(left) * len(right)
        if self._size >= _CHUNK_CELLS:
            self.flush()

    def flush(self) -> None:
        """Turns the waiting sentence pairs into a chunk whose pair numbers are local until `finish`."""
        if not self._waiting:
            return
        pairs, rows, columns, distances, row_start, column_start = [], [], [], [], 0, 0
        for left, right in self._waiting:
            n, m = len(left), len(right)
            pairs.append(((left[:, None] << 32) | right[None, :]).ravel())
            rows.append(np.repeat(np.arange(n) + row_start, m))
            columns.append(np.tile(np.arange(m) + column_start, n))
            slant = np.abs((np.arange(n)[:, None] + 0.5) / n - (np.arange(m)[None, :] + 0.5) / m)
            distances.append(slant.ravel())
            row_start, column_start = row_start + n, column_start + m
        codes, local = np.unique(np.concatenate(pairs), return_inverse=True)
        chunk = _Chunk(
            local.astype(np.int32),
            np.concatenate(rows).astype(np.int32),
            np.concatenate(columns).astype(np.int32),
            np.exp(-_TENSION * np.concatenate(distances)).astype(np.float32),
            np.concatenate([right for _, right in self._waiting]).astype(np.int32),
            np.concatenate([left for left, _ in self._waiting]).astype(np.int32),
        )
        self.codes.append(codes)
        self.total += self._size
        self.chunks.append(self._stored(chunk) if self.total > _CELLS_IN_MEMORY else chunk)
        self._waiting, self._size = [], 0

    def _stored(self, chunk: _Chunk) -> Path:
        path = self.folder / f"{len(self.chunks)}.npz"
        np.savez(path, *(getattr(chunk, name) for name in _Chunk.__slots__))
        return path

    def chunk(self, number: int) -> _Chunk:
        """Returns a chunk, from disk if it lies there."""
        held = self.chunks[number]
        if isinstance(held, _Chunk):
            return held
        with np.load(held) as arrays:
            return _Chunk(*(arrays[name] for name in arrays.files))


def _estimate(cells: _Cells, prior: Mapping[tuple[str, str], float], rounds: int) -> dict[tuple[str, str], Learned]:
    cells.flush()
    if not cells.codes:
        return {}
    codes = np.unique(np.concatenate(cells.codes))
    places = [np.searchsorted(codes, local) for local in cells.codes]
    left_of, right_of = codes >> 32, codes & 0xFFFFFFFF
    sizes = (len(cells.words[0]), len(cells.words[1]))
    known = np.zeros(len(codes))
    for (left, right), weight in prior.items():
        if left in cells.words[0] and right in cells.words[1]:
            code = cells.words[0][left] << 32 | cells.words[1][right]
            index = int(np.searchsorted(codes, code))
            if index < len(codes) and codes[index] == code:
                known[index] = weight
    seen = (np.zeros(sizes[0]), np.zeros(sizes[1]))
    for number in range(len(cells.chunks)):
        chunk = cells.chunk(number)
        np.add.at(seen[0], chunk.left_word, 1.0)
        np.add.at(seen[1], chunk.right_word, 1.0)
    # The first guess: all pairs alike, known ones far above; null words by how often they occur.
    forward = backward = 0.05 + known
    forward = forward / np.bincount(left_of, forward, sizes[0])[left_of]
    backward = backward / np.bincount(right_of, backward, sizes[1])[right_of]
    nulls = (seen[0] / seen[0].sum(), seen[1] / seen[1].sum())
    counts = np.zeros(len(codes))
    for turn in range(rounds):
        counts = np.zeros(len(codes))
        missed = (np.full(sizes[0], 0.01), np.full(sizes[1], 0.01))
        for number, place in enumerate(places):
            chunk = cells.chunk(number)
            agreed = _expected(chunk, forward[place], backward[place], nulls, missed, turn >= _FREE_ROUNDS)
            counts[place] += np.bincount(chunk.pair, agreed, len(place))
        nulls = (missed[0] / missed[0].sum(), missed[1] / missed[1].sum())
        raised = counts + _PRIOR_COUNT * known
        estimate = _sparse if turn >= _FREE_ROUNDS else _plain
        forward, backward = estimate(raised, left_of, sizes[0]), estimate(raised, right_of, sizes[1])
    names = (list(cells.words[0]), list(cells.words[1]))
    totals = (np.bincount(left_of, counts, sizes[0]), np.bincount(right_of, counts, sizes[1]))
    kept = np.flatnonzero(counts >= _LEAST_COUNT)
    return {
        (names[0][left_of[k]], names[1][right_of[k]]): Learned(
            float(counts[k]),
            int(seen[0][left_of[k]]),
            int(seen[1][right_of[k]]),
            float(counts[k] / totals[0][left_of[k]]),
            float(counts[k] / totals[1][right_of[k]]),
        )
        for k in kept
    }


def _expected(
    chunk: _Chunk,
    forward: Floats,
    backward: Floats,
    nulls: tuple[Floats, Floats],
    missed: tuple[Floats, Floats],
    agree: bool,
) -> Floats:
    """Returns the expected links of a chunk's cells, the product of both directions; adds to the null counts."""
    there, back = forward[chunk.pair], backward[chunk.pair]
    there, back = there * chunk.off_diagonal, back * chunk.off_diagonal
    own = (len(chunk.left_word), len(chunk.right_word))
    lengths = np.bincount(chunk.column, minlength=own[1]), np.bincount(chunk.row, minlength=own[0])
    # Each right word is made by one left word of its sentence or by null; the prior of a left word is 1 / length.
    right_null = _NULL * nulls[1][chunk.right_word] * lengths[0]
    left_null = _NULL * nulls[0][chunk.left_word] * lengths[1]
    right_sum = np.bincount(chunk.column, there, own[1]) + right_null
    left_sum = np.bincount(chunk.row, back, own[0]) + left_null
    np.add.at(missed[1], chunk.right_word, right_null / right_sum)
    np.add.at(missed[0], chunk.left_word, left_null / left_sum)
    there, back = there / right_sum[chunk.column], back / left_sum[chunk.row]
    out: Floats = there * back if agree else (there + back) / 2
    return out


def _plain(counts: Floats, group: Ints, size: int) -> Floats:
    total = np.bincount(group, counts, size) + 1e-9
    out: Floats = counts / total[group]
    return out


def _sparse(counts: Floats, group: Ints, size: int) -> Floats:
    """Returns exp(digamma) estimates of the counts in each group under a Dirichlet prior of _ALPHA."""
    total: Floats = np.bincount(group, counts + _ALPHA, size).astype(float)
    out: Floats = np.exp(_digamma(counts + _ALPHA) - _digamma(total)[group])
    return out


def _digamma(x: Floats) -> Floats:
    """Returns the digamma function for positive numbers, by recurrence and the asymptotic series."""
    shift = np.zeros_like(x)
    y = x.astype(float).copy()
    for _ in range(6):
        shift -= np.where(y < 6, 1 / y, 0.0)
        y = np.where(y < 6, y + 1, y)
    inverse = 1 / (y * y)
    out: Floats = shift + np.log(y) - 0.5 / y - inverse * (1 / 12 - inverse * (1 / 120 - inverse / 252))
    return out
