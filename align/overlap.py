"""Finds for every document the few of another collection that share most with it, without comparing all with all.

The score is the cosine of the two feature sets, each feature weighed by its rarity over both collections (Spärck Jones
1972); features that one of the collections never shows count for nothing. An inverted index is read from each
document's rarest feature on until a budget of entries is spent: small collections are compared in full, in large ones
what everybody mentions only enters the final score of the few candidates. Where both days are known and a window is
given, documents further apart are no candidates.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from align.profile import Features, Profile

Vector = NDArray[np.float64]
Indices = NDArray[np.int64]
Pick = Callable[[Profile], Features]

# Candidates kept for each document.
KEPT = 6
# Entries of the inverted index read for one document.
_BUDGET = 30_000


@dataclass(frozen=True, slots=True)
class Candidate:
    """Is a pair of documents, by their places in the two collections, that share much."""

    left: int
    right: int
    score: float


@dataclass(frozen=True, slots=True, eq=False)
class _Side:
    """Holds one collection in rows (document → its features) and columns (feature → its documents)."""

    rows: tuple[Indices, ...]
    starts: Indices
    documents: Indices
    norms: Vector
    days: Vector


def candidates(
    left: Sequence[Profile], right: Sequence[Profile], days: int | None = None, kept: int = KEPT
) -> tuple[Candidate, ...]:
    """Returns the best candidates seen from either side, by left then right place."""
    return _candidates(left, right, lambda one: one.shared, days, kept, same=False)


def inside(profiles: Sequence[Profile], kept: int = 2) -> tuple[Candidate, ...]:
    """Returns pairs (earlier, later place) of documents in one collection whose words are most alike."""
    return _candidates(profiles, profiles, lambda one: one.own, None, kept, same=True)


def _candidates(
    left: Sequence[Profile], right: Sequence[Profile], pick: Pick, days: int | None, kept: int, same: bool
) -> tuple[Candidate, ...]:
    if not left or not right:
        return ()
    first, second, weights = _sides(left, right, pick, same)
    found = _search(first, second, weights, days, kept, same)
    if not same:
        found |= {(i, j): score for (j, i), score in _search(second, first, weights, days, kept, same).items()}
    else:
        found = {(min(pair), max(pair)): score for pair, score in found.items()}
    return tuple(Candidate(i, j, score) for (i, j), score in sorted(found.items()))


def _sides(left: Sequence[Profile], right: Sequence[Profile], pick: Pick, same: bool) -> tuple[_Side, _Side, Vector]:
    """Returns both collections over their common features, renumbered from 0, and the squared rarity of each
    feature."""
    features = [[pick(one) for one in side] for side in (left, right)]
    counted = [np.unique(np.concatenate(side), return_counts=True) for side in features]
    common = np.intersect1d(counted[0][0], counted[1][0])
    frequency = np.zeros(len(common))
    for values, counts in counted[: 1 if same else 2]:
        frequency += counts[np.searchsorted(values, common)]
    total = len(left) if same else len(left) + len(right)
    weights = np.log((total + 1) / (frequency + 0.5)) ** 2
    sides = [_side(rows, common, weights, profiles) for rows, profiles in zip(features, (left, right), strict=True)]
    return sides[0], sides[1], weights


def _side(features: list[Features], common: Features, weights: Vector, profiles: Sequence[Profile]) -> _Side:
    rows = []
    for values in features:
        places = np.searchsorted(common, values)
        places[places == len(common)] = 0
        rows.append(places[common[places] == values] if len(common) else places[:0])
    entries = np.concatenate(rows)
    owners = np.repeat(np.arange(len(rows)), [len(row) for row in rows])
    order = np.argsort(entries, kind="stable")
    starts = np.concatenate([[0], np.cumsum(np.bincount(entries, minlength=len(common)))])
    norms = np.array([np.sqrt(max(1e-9, weights[row].sum())) for row in rows])
    days = np.array([one.day.toordinal() if one.day else np.nan for one in profiles], dtype=float)
    return _Side(tuple(rows), starts, owners[order], norms, days)


def _search(
    own: _Side, other: _Side, weights: Vector, days: int | None, kept: int, same: bool
) -> dict[tuple[int, int], float]:
    """Returns (own place, other place) → score for the best candidates of each own document."""
    spread = other.starts[1:] - other.starts[:-1]
    out: dict[tuple[int, int], float] = {}
    unread = np.zeros(len(weights))
    for place, row in enumerate(own.rows):
        row = row[np.argsort(spread[row], kind="stable")]
        read = row[: max(1, int(np.searchsorted(np.cumsum(spread[row]), _BUDGET, side="right")))]
        if not len(read):
            continue
        entries = np.concatenate(
            [other.documents[other.starts[feature] : other.starts[feature + 1]] for feature in read]
        )
        sums = np.bincount(entries, np.repeat(weights[read], spread[read]), minlength=len(other.rows)) / other.norms
        if same:
            sums[place] = 0.0
        if days is not None and not np.isnan(own.days[place]):
            sums[np.abs(other.days - own.days[place]) > days] = 0.0
        best = np.argpartition(-sums, min(kept, len(sums) - 1))[: kept + 1]
        best = best[sums[best] > 0.0]
        rest = row[len(read) :]
        unread[rest] = weights[rest]
        scored = []
        for candidate in best.tolist():
            more = unread[other.rows[candidate]].sum() if len(rest) else 0.0
            scored.append((float(sums[candidate] + more / other.norms[candidate]) / float(own.norms[place]), candidate))
        for score, candidate in sorted(scored, key=lambda item: (-item[0], item[1]))[:kept]:
            out[place, candidate] = round(min(1.0, score), 6)
        unread[rest] = 0.0
    return out
