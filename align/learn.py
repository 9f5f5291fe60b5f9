"""Word-translation probabilities from sentence pairs, for the families of words, with priors from dictionaries.

IBM model 1 (Brown et al. 1993) with a null word and a prior for the diagonal (Dyer, Chahuneau & Smith 2013,
fast_align), in both directions at once: each E-step multiplies the posteriors of the two directions, so that only links
both agree on are counted (Liang, Taskar & Klein 2006, "Alignment by Agreement"). Counts become probabilities with a
sparse Dirichlet prior (variational Bayes, Riley & Gildea 2012), which keeps rare words from explaining everything;
dictionary pairs are added to the counts. The cells (left word × right word of one sentence pair) come in chunks from
`align.cells`; what stays in memory is a few numbers a distinct word pair. Nothing is random: two runs agree.
"""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

import numpy as np

from align.cells import Cells, Chunk, Floats, Ints, Limits, Spool
from text.document import Lang
from text.pairs import key_of
from text.tokens import tokenize, words_of

# Dirichlet prior of a translation, probability of the null word; rounds before the two directions must agree (while all
# is uncertain their product would starve the rarer words).
_ALPHA = 0.01
_NULL = 0.08
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
    return [key for word in words_of(line, lang) if (key := _key(word, lang))]


@lru_cache(maxsize=300_000)
def _key(word: str, lang: Lang) -> str:
    """Returns the canonical key of a word, empty for a figure and for what is no word."""
    return next((key_of(token, lang) for token in tokenize(word, lang) if not token.folded.isdigit()), "")


def learn_keys(
    pairs: Iterable[tuple[Sequence[str], Sequence[str]]],
    prior: Mapping[tuple[str, str], float] | None = None,
    rounds: int = 6,
    progress: Callable[[int], None] | None = None,
    limits: Limits | None = None,
    turned: Callable[[int], None] | None = None,
) -> dict[tuple[str, str], Learned]:
    """Returns the word pairs learned from pairs of key sequences.

    `progress` hears of the sentence pairs taken in, `turned` of the rounds done.
    """
    with tempfile.TemporaryDirectory() as folder:
        spool = Spool(Path(folder), limits or Limits())
        for number, (left, right) in enumerate(pairs):
            spool.add(left, right)
            if progress and number % 1000 == 0:
                progress(number)
        return _estimate(Cells(spool), prior or {}, rounds, turned)


def _estimate(
    cells: Cells, prior: Mapping[tuple[str, str], float], rounds: int, turned: Callable[[int], None] | None
) -> dict[tuple[str, str], Learned]:
    if not len(cells.codes):
        return {}
    codes, names, seen = cells.codes, cells.names, cells.seen
    left_of, right_of = codes >> 32, codes & 0xFFFFFFFF
    sizes = (len(names[0]), len(names[1]))
    known = _known(codes, names, prior)
    # The first guess: all pairs alike, known ones far above; null words by how often they occur.
    forward = backward = 0.05 + known
    forward = forward / np.bincount(left_of, forward, sizes[0])[left_of]
    backward = backward / np.bincount(right_of, backward, sizes[1])[right_of]
    nulls = (seen[0] / seen[0].sum(), seen[1] / seen[1].sum())
    counts = np.zeros(len(codes))
    for turn in range(rounds):
        counts = np.zeros(len(codes))
        missed = (np.full(sizes[0], 0.01), np.full(sizes[1], 0.01))
        for chunk in cells:
            agreed = _expected(
                chunk, forward[chunk.places], backward[chunk.places], nulls, missed, turn >= _FREE_ROUNDS
            )
            counts[chunk.places] += np.bincount(chunk.pair, agreed, len(chunk.places))
        nulls = (missed[0] / missed[0].sum(), missed[1] / missed[1].sum())
        raised = counts + _PRIOR_COUNT * known
        estimate = _sparse if turn >= _FREE_ROUNDS else _plain
        forward, backward = estimate(raised, left_of, sizes[0]), estimate(raised, right_of, sizes[1])
        if turned:
            turned(turn + 1)
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


def _known(codes: Ints, names: tuple[list[str], list[str]], prior: Mapping[tuple[str, str], float]) -> Floats:
    """Returns the prior of every pair, 0 where there is none."""
    out = np.zeros(len(codes))
    number = tuple({name: place for place, name in enumerate(side)} for side in names)
    for (left, right), weight in prior.items():
        if left in number[0] and right in number[1]:
            code = number[0][left] << 32 | number[1][right]
            index = int(np.searchsorted(codes, code))
            if index < len(codes) and codes[index] == code:
                out[index] = weight
    return out


def _expected(
    chunk: Chunk,
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
    # Each right word is made by one left word of its sentence or by null; the prior of a left word is 1 / length.
    right_null = _NULL * nulls[1][chunk.right_word] * chunk.right_met
    left_null = _NULL * nulls[0][chunk.left_word] * chunk.left_met
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
    # A word whose pairs were all dropped has a total of nil, and no pair that would ask for it.
    out: Floats = np.exp(_digamma(counts + _ALPHA) - _digamma(np.maximum(total, _ALPHA))[group])
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
