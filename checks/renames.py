"""Names of one bead that stand where the other version has another name of the same kind."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from checks.context import Context, Side
from checks.naming import NameRun, name_pairings
from text.names.skeleton import similarity, skeleton

_SPELLED_OTHERWISE = 0.6


@dataclass(frozen=True, slots=True)
class Swap:
    """Is a pair of leftover names of one kind in one bead, with the probability that one replaced the other."""

    left: NameRun
    right: NameRun
    confidence: float


@lru_cache(maxsize=8)
def swapped_names(context: Context) -> tuple[Swap, ...]:
    """Returns the names that stand one for the other, in text order of the left."""
    out = []
    for pairing in name_pairings(context):
        free = list(pairing.right)
        for left in pairing.left:
            options = [(_likeness(context, left, right), number) for number, right in enumerate(free)]
            best = max(options, default=(0.0, -1))
            if best[0] > 0:
                out.append(Swap(left, free.pop(best[1]), best[0]))
    return tuple(out)


def _likeness(context: Context, left: NameRun, right: NameRun) -> float:
    """Returns how likely the two names stand for each other: of one kind in the tables, or each at home elsewhere.

    Two names that no table knows are only called swapped if both have a partner elsewhere in the other text: then each
    is a known person or place of this story, and not the same.
    """
    if left.is_known and right.is_known:
        # The tables tell Ghana from Kenya, which sound alike.
        return 0.8 if left.kinds & right.kinds and left.is_demonym == right.is_demonym else 0.0
    if left.is_known or right.is_known or _sounds_alike(left, right) or left.partial != right.partial:
        return 0.0
    if left.partial:
        return 0.75
    at_home = _has_partner(context.left, left) and _has_partner(context.right, right)
    return 0.7 if at_home else 0.0


def _has_partner(side: Side, run: NameRun) -> bool:
    return any(side.search.sentences_with(word) for word in run.words)


def _sounds_alike(left: NameRun, right: NameRun) -> bool:
    return any(
        similarity(skeleton(one.token.surface), skeleton(other.token.surface)) >= _SPELLED_OTHERWISE
        for one in left.words
        for other in right.words
    )
