"""A table of word pairs from anybody's sentence pairs: what `muqabala learn` writes and `--lexicon` adds.

The steps are those of the shipped tables (`align.build_pairs`) without their calibration, which needs the corpus twice
and in memory: what is known already is the prior, and a pair's rate, against the frequency of its commoner word, is its
weight. Rows that the shipped tables state as surely are left out. Share-alike tables are no prior, so that a table
belongs to who made it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass

from align.build_pairs import rows_of, written
from align.calibrate import weight_of
from align.cells import Limits
from align.dictionaries import KeyPair
from align.learn import keys_of, learn_keys
from text.document import Lang
from text.pairs import load_pairs

ROUNDS = 6
Keys = tuple[Sequence[str], Sequence[str]]
_SEPARATOR = "\t"
# Fewer than where the shipped tables are built: this runs on desks.
_CELLS_IN_MEMORY = 16_000_000
# Words that were linked only once prove nothing: each word of a single sentence meets all the others as often.
LEAST_LINKS = 1.5
# From links to the rate at which the other word stands opposite where the rarer one stands, as seen in the unread half
# of TICO-19 (fr-ar, fa-en): rate = links / (links + doubt) * (p(right | left) * p(left | right)) ** power.
_DOUBT = 0.6
_BOTH_WAYS = 0.75


@dataclass(frozen=True, slots=True)
class Batch:
    """Is a number of sentence pairs, as texts or as their keys with tabs between; small enough to send about."""

    langs: tuple[Lang, Lang]
    pairs: tuple[tuple[str, str], ...]

    def keys(self) -> list[Keys]:
        """Returns the keys of each sentence of a batch that `keyed` made."""
        return [(_split(left), _split(right)) for left, right in self.pairs]


@dataclass(frozen=True, slots=True)
class OwnRows:
    """Holds the rows of a learned table (weights in percent) and how many sentence pairs they come from.

    `long` pairs had a side of more than `longest` words and were left out.
    """

    rows: dict[KeyPair, int]
    sentence_pairs: int
    long: int
    longest: int


def keyed(batch: Batch) -> Batch:
    """Returns the batch with keys in place of texts; runs in a worker."""
    left, right = batch.langs
    joined = ((_SEPARATOR.join(keys_of(a, left)), _SEPARATOR.join(keys_of(b, right))) for a, b in batch.pairs)
    return Batch(batch.langs, tuple(joined))


def _split(line: str) -> list[str]:
    return line.split(_SEPARATOR) if line else []


def learn_rows(
    pairs: Iterable[Keys],
    left: Lang,
    right: Lang,
    turned: Callable[[int], None] | None = None,
    limits: Limits | None = None,
) -> OwnRows:
    """Returns what the sentence pairs teach beyond the shipped tables; `turned` hears of the rounds done."""
    known = written(left, right)
    shipped = {
        (own, other): weight
        for own, row in load_pairs(left, right, share_alike=False).items()
        for other, weight in row.items()
    }
    bounds = limits or Limits(memory=_CELLS_IN_MEMORY)
    count = long = 0

    def counted() -> Iterator[Keys]:
        nonlocal count, long
        for pair in pairs:
            if max(map(len, pair)) > bounds.sentence:
                long += 1
            elif all(pair):
                count += 1
                yield pair

    learned = learn_keys(counted(), shipped | dict.fromkeys(known, 1.0), ROUNDS, limits=bounds, turned=turned)
    weights: dict[KeyPair, float] = {}
    for pair, row in learned.items():
        if row.count < LEAST_LINKS:
            continue
        rate = row.count / (row.count + _DOUBT) * (row.forward * row.backward) ** _BOTH_WAYS
        weight = weight_of(rate, (max(row.left_seen, row.right_seen) + 0.5) / (count + 1))
        if weight > shipped.get(pair, 0.0):
            weights[pair] = weight
    return OwnRows(rows_of(weights, known), count, long, bounds.sentence)
