"""The cells (left word × right word of one sentence pair) of a corpus, in bounded memory, for `align.learn`.

Sentence pairs come as numbers of words and wait in one flat file; only counts stay in memory. Once all are known, rare
words are dropped where there are more than the limit allows, and the cells are made chunk by chunk: distinct word pairs
are counted with lossy counting (Manku & Motwani 2002), which drops the rarest pairs whenever there are too many, and in
a corpus that reached the limit those that stand together less often than chance would have it are dropped too. Nothing
is dropped from a corpus within the limits. Chunks lie on disk when there are many.
"""

from __future__ import annotations

from array import array
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

Ints = NDArray[np.int64]
Floats = NDArray[np.float64]
Numbers = NDArray[np.int32]
Sides = tuple[Numbers, Numbers]

# Pull towards the diagonal (fast_align's tension).
_TENSION = 2.0


@dataclass(frozen=True, slots=True)
class Limits:
    """Says how much is kept: words in a sentence, words a side, word pairs, cells in a chunk, cells in memory."""

    sentence: int = 120
    words: int = 150_000
    pairs: int = 10_000_000
    chunk: int = 2_000_000
    memory: int = 60_000_000


@dataclass(frozen=True, slots=True)
class Chunk:
    """Holds the cells of some sentence pairs: places of their word pairs in `places`, and of their words in the chunk.

    `lengths` count for each right and left word how many words of the other side it met, dropped ones included.
    """

    places: Numbers
    pair: Numbers
    row: Numbers
    column: Numbers
    off_diagonal: NDArray[np.float32]
    left_word: Numbers
    right_word: Numbers
    left_met: NDArray[np.float32]
    right_met: NDArray[np.float32]


class Spool:
    """Takes in sentence pairs: numbers their words and writes the numbers to a file."""

    def __init__(self, folder: Path, limits: Limits) -> None:
        self.limits = limits
        self.folder = folder
        self.words: tuple[dict[str, int], dict[str, int]] = ({}, {})
        self.lengths: tuple[array[int], array[int]] = (array("h"), array("h"))
        self._files = [(folder / name).open("wb") for name in ("left", "right")]

    def add(self, left: Sequence[str], right: Sequence[str]) -> None:
        """Adds one sentence pair; empty and overlong ones are left out."""
        if not left or not right or max(len(left), len(right)) > self.limits.sentence:
            return
        for keys, known, lengths, file in zip((left, right), self.words, self.lengths, self._files, strict=True):
            file.write(array("i", [known.setdefault(key, len(known)) for key in keys]).tobytes())
            lengths.append(len(keys))

    def close(self) -> tuple[tuple[list[str], list[str]], tuple[Floats, Floats]]:
        """Ends the taking in; returns the words kept and how often each was seen, and renumbers the file by them."""
        names: list[list[str]] = []
        seen: list[Floats] = []
        for side, file in enumerate(self._files):
            file.close()
            known = list(self.words[side])
            self.words[side].clear()
            flat = self._flat(side)
            count = np.bincount(flat, minlength=len(known)) if len(known) else np.zeros(0, dtype=np.int64)
            kept = np.arange(len(known))
            if len(known) > self.limits.words:
                kept = np.sort(np.argsort(-count, kind="stable")[: self.limits.words])
                number = np.full(len(known), -1, dtype=np.int32)
                number[kept] = np.arange(len(kept), dtype=np.int32)
                flat[:] = number[flat]
            names.append([known[index] for index in kept])
            seen.append(count[kept].astype(np.float64))
        return (names[0], names[1]), (seen[0], seen[1])

    def _flat(self, side: int) -> Numbers:
        path = self.folder / ("left", "right")[side]
        if not path.stat().st_size:
            return np.zeros(0, dtype=np.int32)
        return np.memmap(path, dtype=np.int32, mode="r+")

    def batches(self) -> Iterator[list[Sides]]:
        """Yields the sentence pairs without the words dropped, in batches of about one chunk of cells."""
        flats = self._flat(0), self._flat(1)
        at = [0, 0]
        batch: list[Sides] = []
        size = 0
        for lengths in zip(*self.lengths, strict=True):
            both = []
            for side, length in enumerate(lengths):
                numbers = np.asarray(flats[side][at[side] : at[side] + length])
                at[side] += length
                both.append(numbers[numbers >= 0])
            if len(both[0]) and len(both[1]):
                batch.append((both[0], both[1]))
                size += len(both[0]) * len(both[1])
            if size >= self.limits.chunk:
                yield batch
                batch, size = [], 0
        if batch:
            yield batch


class Cells:
    """Holds the chunks of a corpus over the word pairs kept: `codes` are left number << 32 | right number, sorted."""

    def __init__(self, spool: Spool) -> None:
        self._spool = spool
        self.names, self.seen = spool.close()
        self.codes = _kept_pairs(spool, self.seen)
        self._chunks: list[Chunk | Path] = []
        total = 0
        for batch in spool.batches():
            chunk = _chunk(batch, self.codes)
            total += len(chunk.pair)
            self._chunks.append(self._stored(chunk) if total > spool.limits.memory else chunk)

    def _stored(self, chunk: Chunk) -> Path:
        path = self._spool.folder / f"{len(self._chunks)}.npz"
        np.savez(path, **{name: getattr(chunk, name) for name in Chunk.__slots__})
        return path

    def __iter__(self) -> Iterator[Chunk]:
        for held in self._chunks:
            if isinstance(held, Chunk):
                yield held
            else:
                with np.load(held) as arrays:
                    yield Chunk(*(arrays[name] for name in Chunk.__slots__))

    def __len__(self) -> int:
        return len(self._chunks)


def _kept_pairs(spool: Spool, seen: tuple[Floats, Floats]) -> Ints:
    """Returns the codes of the word pairs to learn about, sorted."""
    codes, counts = np.zeros(0, dtype=np.int64), np.zeros(0, dtype=np.int32)
    waiting: list[tuple[Ints, Numbers]] = []
    least = 0
    for batch in spool.batches():
        found, count = np.unique(_codes(batch), return_counts=True)
        waiting.append((found, count.astype(np.int32)))
        if sum(len(part) for part, _ in waiting) >= spool.limits.pairs // 2:
            codes, counts = _sum([(codes, counts), *waiting])
            waiting = []
            while len(codes) > spool.limits.pairs:
                least += 1
                codes, counts = codes[counts > least], counts[counts > least]
    codes, counts = _sum([(codes, counts), *waiting])
    if least:
        kept = counts > least
        met = counts * float(len(spool.lengths[0]))
        kept &= met > seen[0][codes >> 32] * seen[1][codes & 0xFFFFFFFF]
        codes = codes[kept]
    return codes


def _sum(parts: Sequence[tuple[Ints, Numbers]]) -> tuple[Ints, Numbers]:
    codes = np.concatenate([part for part, _ in parts])
    counts = np.concatenate([count for _, count in parts])
    # A stable sort is fast on runs that are sorted already.
    order = np.argsort(codes, kind="stable")
    codes, counts = codes[order], counts[order]
    first = np.flatnonzero(np.append(True, codes[1:] != codes[:-1])) if len(codes) else np.zeros(0, dtype=np.int64)
    return codes[first], np.add.reduceat(counts, first) if len(first) else counts


def _codes(batch: Sequence[Sides]) -> Ints:
    return np.concatenate([((left.astype(np.int64)[:, None] << 32) | right[None, :]).ravel() for left, right in batch])


def _chunk(batch: Sequence[Sides], codes: Ints) -> Chunk:
    """Returns the cells of a batch whose word pairs are kept."""
    rows, columns, slants, row_start, column_start = [], [], [], 0, 0
    for left, right in batch:
        n, m = len(left), len(right)
        rows.append(np.repeat(np.arange(row_start, row_start + n, dtype=np.int32), m))
        columns.append(np.tile(np.arange(column_start, column_start + m, dtype=np.int32), n))
        slants.append(np.abs((np.arange(n)[:, None] + 0.5) / n - (np.arange(m)[None, :] + 0.5) / m).ravel())
        row_start, column_start = row_start + n, column_start + m
    row, column, slant = np.concatenate(rows), np.concatenate(columns), np.concatenate(slants)
    found, local = np.unique(_codes(batch), return_inverse=True)
    places = np.searchsorted(codes, found)
    known = codes[np.minimum(places, len(codes) - 1)] == found if len(codes) else np.zeros(len(found), dtype=bool)
    if not known.all():
        number = np.cumsum(known, dtype=np.int64) - 1
        cells = known[local]
        local, row, column, slant = number[local[cells]], row[cells], column[cells], slant[cells]
        places = places[known]
    return Chunk(
        places.astype(np.int32),
        local.astype(np.int32),
        row,
        column,
        np.exp(-_TENSION * slant).astype(np.float32),
        np.concatenate([left for left, _ in batch]),
        np.concatenate([right for _, right in batch]),
        np.concatenate([np.full(len(left), len(right), dtype=np.float32) for left, right in batch]),
        np.concatenate([np.full(len(right), len(left), dtype=np.float32) for left, right in batch]),
    )
