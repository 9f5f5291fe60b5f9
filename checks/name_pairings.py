"""Names of aligned sentences compared: what agrees, what stands on one side only, what is there once too often.

A name agrees with the other side if one of its words shares an identity there: the same table entry (any alias,
acronym, demonym), the same spelling, or the same sound in the other script. A name that another sentence of the other
text has to spare (its own counterpart does not hold it) has only moved.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from align.anchors import Kind, Word
from align.bead import Bead
from checks.context import Context, Side
from checks.name_search import is_surely_one_name, may_be_one_name
from checks.naming import NameRun, made_run, name_runs

_LEAST_BEAD = 0.0


@dataclass(frozen=True, slots=True)
class NamePairing:
    """Is the comparison of one bead: names without partner on either side, and names that have one mention too many."""

    bead: Bead
    left: tuple[NameRun, ...]
    right: tuple[NameRun, ...]
    spare_left: tuple[NameRun, ...]
    spare_right: tuple[NameRun, ...]


@lru_cache(maxsize=8)
def name_pairings(context: Context) -> tuple[NamePairing, ...]:
    """Returns the names of each sound bead that have no partner inside it."""
    out = []
    for bead in context.beads():
        if not context.is_sound(bead, _LEAST_BEAD):
            continue
        left, spare_left = _left_over(context, context.left, bead)
        right, spare_right = _left_over(context, context.right, bead)
        if left or right:
            out.append(NamePairing(bead, left, right, spare_left, spare_right))
    return tuple(out)


def words_of(side: Side, indices: Iterable[int]) -> list[Word]:
    """Returns the words of these sentences."""
    return [word for index in indices for word in side.search.words_in(side.document.sentences[index].span)]


def _left_over(context: Context, side: Side, bead: Bead) -> tuple[tuple[NameRun, ...], tuple[NameRun, ...]]:
    other = context.swap(side)
    others = words_of(other, context.own(other, bead))
    held = Counter(feature for word in others for feature in word.features)
    alone: list[NameRun] = []
    agreed: list[NameRun] = []
    for index in context.own(side, bead):
        for run in name_runs(side, index):
            rest = [word for word in run.words if not any(feature in held for feature in word.features)]
            if len(rest) == len(run.words) and (run.is_known or not _is_heard(run, others)):
                alone.append(run)
            else:
                agreed.append(run)
                if rest and not run.is_known and all(word.token.content for word in rest):
                    half = -1 if rest[0] is run.words[0] else 1
                    alone.append(replace(made_run(side, rest), sort=run.sort, partial=half, whole=run.features))
    return tuple(alone), tuple(_spare(agreed, held))


def _is_heard(run: NameRun, others: Sequence[Word]) -> bool:
    """Tells whether a word of the aligned sentences may be the name, freely spelled."""
    strange = [word.token for word in others if word.token.content and word.kind in (Kind.UNKNOWN, Kind.NAME)]
    known = [word.token for word in others if word.token.content and word.kind == Kind.CONTENT]
    return any(
        any(may_be_one_name(word.token, token) for token in strange)
        or any(is_surely_one_name(word.token, token) for token in known)
        for word in run.words
        if word.token.content
    )


def _spare(agreed: Sequence[NameRun], held: Counter[str]) -> Iterable[NameRun]:
    """Yields the mentions of names that this side of the bead has more often than the other."""
    for run in agreed:
        shared = {feature for feature in run.features if feature in held}
        mine = sum(bool(shared & other.features) for other in agreed)
        theirs = max((held[feature] for feature in shared), default=0)
        if mine > theirs:
            yield run


def is_spare(context: Context, side: Side, bead: Bead, run: NameRun, *, nearby: bool) -> bool:
    """Tells whether a sentence of the other text names it without having it from its own counterpart.

    `nearby` looks only beside the aligned sentences.
    """
    other = context.swap(side)
    partners = context.own(other, bead)
    found = {index for word in run.words for index in side.search.sentences_with(word)} - set(partners)
    if nearby:
        found &= {min(partners) - 1, max(partners) + 1}
    for index in sorted(found):
        back = {feature for word in words_of(side, context.across(other, index)) for feature in word.features}
        mentions = [word for word in words_of(other, (index,)) if word.features & run.features]
        if not any(word.features & back for word in mentions):
            return True
    return False


def has_partner(side: Side, run: NameRun) -> bool:
    """Tells whether the other text holds a word of the name somewhere."""
    return any(side.search.sentences_with(word) for word in run.words)
