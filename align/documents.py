"""Which reports of two collections tell the same event: mutual best candidates, with a margin, confirmed by alignment.

No absolute threshold on the overlap of two documents separates "same event" from "same topic": a short report shares a
third of its rare words with its translation, two statements at one conference share more. So three relative conditions
decide. Both documents must be each other's best; the best must beat the runner-up on both sides by a margin (a ratio,
as Artetxe & Schwenk 2019 use it for sentences); and the aligned texts must bear it out: the trust of their alignment,
the share of the shorter text that lies in sound beads, enters the strength of a candidate and has to reach a floor.
What fails the margin is listed as ambiguous. What shares nearly as much as a pair but does not align is listed as
related. Versions of one report inside one language are recognised first, so that they do not spoil each other's margin.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from align.bead import Relation
from align.overlap import Candidate, candidates, inside
from align.profile import Profile

__all__ = ["Candidate", "Judged", "Match", "Pairing", "candidates", "decide", "told_twice", "worth_aligning"]

# A runner-up this close leaves the choice open.
_MARGIN = 1.15
_LARGEST_MARGIN = 10.0
# Below this trust an alignment says that the texts share a topic at most.
_CONFIRMED = 0.3
# Without any aligned share a candidate keeps this part of its strength.
_UNALIGNED = 0.25
# Only candidates that come this near the best of both sides are aligned, and so many for each document.
_NEAR_BEST = 0.5
_ALIGNED_EACH = 3
# What shares this part of what the true pair shares is related to it.
_RELATED = 0.75
# Two texts of one language are told twice if their words overlap so far and their alignment is this good.
_SAME_WORDS = 0.25
_SAME_EVENT = 0.5


@dataclass(frozen=True, slots=True)
class Judged:
    """Is a candidate whose two texts have been aligned."""

    left: int
    right: int
    score: float
    trust: float
    relation: Relation

    @property
    def strength(self) -> float:
        """Returns the overlap, weighed by how far the texts align."""
        return self.score * (_UNALIGNED + (1 - _UNALIGNED) * self.trust)

    @property
    def is_confirmed(self) -> bool:
        """Tells whether the alignment bears the overlap out."""
        return self.trust >= _CONFIRMED


@dataclass(frozen=True, slots=True)
class Match:
    """Is a pair found, or a relation seen, between a left and a right document; `margin` is best over runner-up."""

    left: int
    right: int
    score: float
    margin: float
    trust: float
    relation: Relation


@dataclass(frozen=True, slots=True)
class Pairing:
    """Says which documents belong together; places not named in `pairs` are in none.

    `twice_left` and `twice_right` are pairs of places in one collection whose texts tell one event in one language.
    """

    pairs: tuple[Match, ...]
    ambiguous: tuple[Match, ...]
    related: tuple[Match, ...]
    twice_left: tuple[tuple[int, int], ...]
    twice_right: tuple[tuple[int, int], ...]


def worth_aligning(found: Sequence[Candidate]) -> tuple[Candidate, ...]:
    """Returns the candidates near the best of both their documents: the only ones that can still win."""
    by_left, by_right = _grouped(found)
    chosen = [
        {(one.left, one.right) for group in groups.values() for one in _near_best(group)}
        for groups in (by_left, by_right)
    ]
    both = chosen[0] & chosen[1]
    return tuple(one for one in found if (one.left, one.right) in both)


def _grouped(found: Sequence[Candidate]) -> tuple[dict[int, list[Candidate]], dict[int, list[Candidate]]]:
    by_left: dict[int, list[Candidate]] = defaultdict(list)
    by_right: dict[int, list[Candidate]] = defaultdict(list)
    for one in found:
        by_left[one.left].append(one)
        by_right[one.right].append(one)
    return by_left, by_right


def _near_best(group: list[Candidate]) -> list[Candidate]:
    ordered = sorted(group, key=lambda one: (-one.score, one.left, one.right))
    return [one for one in ordered[:_ALIGNED_EACH] if one.score >= _NEAR_BEST * ordered[0].score]


def worth_comparing(profiles: Sequence[Profile]) -> tuple[Candidate, ...]:
    """Returns the pairs of places in one collection that may be two versions of one report in one language."""
    return tuple(
        one
        for one in inside(profiles)
        if profiles[one.left].lang == profiles[one.right].lang
        and _shared_words(profiles[one.left], profiles[one.right]) >= _SAME_WORDS
    )


def _shared_words(first: Profile, second: Profile) -> float:
    """Returns the share of the smaller vocabulary that the larger holds too."""
    smaller, larger = sorted((set(first.own.tolist()), set(second.own.tolist())), key=len)
    return len(smaller & larger) / max(1, len(smaller))


def told_twice(judged: Sequence[Judged]) -> tuple[tuple[int, int], ...]:
    """Returns the pairs of places whose alignment shows one report told twice."""
    return tuple((one.left, one.right) for one in judged if one.trust >= _SAME_EVENT)


def decide(
    found: Sequence[Candidate],
    judged: Sequence[Judged],
    twice_left: Sequence[tuple[int, int]] = (),
    twice_right: Sequence[tuple[int, int]] = (),
) -> Pairing:
    """Returns the pairing; `judged` are the candidates worth aligning, aligned."""
    by_left: dict[int, list[Judged]] = defaultdict(list)
    by_right: dict[int, list[Judged]] = defaultdict(list)
    for one in judged:
        by_left[one.left].append(one)
        by_right[one.right].append(one)
    versions = (_versions(twice_left), _versions(twice_right))
    pairs: list[Match] = []
    ambiguous: list[Match] = []
    for place, group in sorted(by_left.items()):
        best = _best(group)
        if best is not _best(by_right[best.right]) or not best.is_confirmed:
            continue
        seen = max(
            _runner_up(group, best, versions[1].get(best.right, frozenset()), True),
            _runner_up(by_right[best.right], best, versions[0].get(place, frozenset()), False),
        )
        margin = min(_LARGEST_MARGIN, best.strength / seen) if seen else _LARGEST_MARGIN
        match = Match(place, best.right, best.score, round(margin, 3), best.trust, best.relation)
        (pairs if margin >= _MARGIN else ambiguous).append(match)
    related = _related(found, judged, pairs, ambiguous)
    return Pairing(tuple(pairs), tuple(ambiguous), related, tuple(twice_left), tuple(twice_right))


def _best(group: Sequence[Judged]) -> Judged:
    return min(group, key=lambda one: (-one.strength, one.left, one.right))


def _runner_up(group: Sequence[Judged], best: Judged, versions: frozenset[int], on_right: bool) -> float:
    """Returns the strength of the best other candidate that is no version of the partner."""
    others = [
        one.strength for one in group if one is not best and (one.right if on_right else one.left) not in versions
    ]
    return max(others, default=0.0)


def _versions(twice: Sequence[tuple[int, int]]) -> Mapping[int, frozenset[int]]:
    out: dict[int, set[int]] = defaultdict(set)
    for first, second in twice:
        out[first].add(second)
        out[second].add(first)
    return {place: frozenset(others) for place, others in out.items()}


def _related(
    found: Sequence[Candidate], judged: Sequence[Judged], pairs: Sequence[Match], ambiguous: Sequence[Match]
) -> tuple[Match, ...]:
    """Returns what is no pair but aligns, or shares nearly as much as the pair of one of the two documents."""
    known = {(one.left, one.right) for one in (*pairs, *ambiguous)}
    looked_at = {(one.left, one.right): one for one in judged}
    of_left, of_right = ({getattr(one, side): one.score for one in pairs} for side in ("left", "right"))
    out = []
    for one in found:
        if (one.left, one.right) in known:
            continue
        seen = looked_at.get((one.left, one.right))
        best = max(of_left.get(one.left, 0.0), of_right.get(one.right, 0.0))
        if (seen and seen.is_confirmed) or (best and one.score >= _RELATED * best):
            out.append(Match(one.left, one.right, one.score, round(one.score / best, 3) if best else 1.0,
                             seen.trust if seen else 0.0, "related"))  # fmt: skip
    return tuple(out)
