"""Names of one bead that stand where the other version has another name of the same kind."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from align.bead import Bead
from checks.context import Context, Side
from checks.name_pairings import NamePairing, has_partner, is_spare, name_pairings
from checks.name_search import may_be_one_name
from checks.naming import NameRun, all_name_runs
from text.names.places import is_part_of
from text.names.skeleton import similarity, skeleton

# Table kinds of which one name in the place of another is a change and not another wording.
_DISTINCT = frozenset({"country", "city", "person", "team"})
# Skeletons of two given names in one script from which on they are one name.
_ONE_SOUND = 0.8


@dataclass(frozen=True, slots=True)
class Swap:
    """Is a pair of leftover names of one kind in one bead, with the probability that one replaced the other."""

    left: NameRun
    right: NameRun
    confidence: float


@lru_cache(maxsize=8)
def swapped_names(context: Context) -> tuple[Swap, ...]:
    """Returns the names that stand one for the other, in text order of the left."""
    return tuple(swap for pairing in name_pairings(context) for swap in _in_bead(context, pairing))


def _in_bead(context: Context, pairing: NamePairing) -> list[Swap]:
    """Returns the likeliest pairs of one bead; a spare mention only against a name without partner."""
    options = []
    lonely = all(sum(not run.is_known for run in runs) <= 1 for runs in (pairing.left, pairing.right))
    for left in (*pairing.left, *pairing.spare_left):
        for right in (*pairing.right, *pairing.spare_right):
            spare = (left in pairing.spare_left) + (right in pairing.spare_right)
            if spare < 2:
                value = _likeness(context, pairing.bead, left, right, spare=bool(spare), lonely=lonely)
                if value > 0:
                    away = abs(
                        _place(context.left, pairing.bead.left, left) - _place(context.right, pairing.bead.right, right)
                    )
                    options.append((-value, away, left.span, right.span, left, right))
    options.sort(key=lambda option: option[:4])
    taken: set[tuple[str, int]] = set()
    out = []
    for value, _, _, _, left, right in options:
        ends = {("left", left.span.start), ("right", right.span.start)}
        if not taken & ends:
            taken |= ends
            out.append(Swap(left, right, -value))
    return sorted(out, key=lambda swap: swap.left.span)


def _place(side: Side, indices: Sequence[int], run: NameRun) -> float:
    """Returns where in the bead the name stands, 0 to 1."""
    start = side.document.sentences[indices[0]].span.start
    end = side.document.sentences[indices[-1]].span.end
    return (run.span.start - start) / max(1, end - start)


def _likeness(context: Context, bead: Bead, left: NameRun, right: NameRun, *, spare: bool, lonely: bool) -> float:
    """Returns how likely the two names stand for each other: of one kind in the tables, or at home in this story.

    A name is at home if the other text has it somewhere else: then it is a known person or place of this story, and
    what stands in its place is not it. `lonely` says that no other unknown name is left over in the bead.
    """
    if left.partial != right.partial or _sounds_alike(left, right):
        return 0.0
    home = has_partner(context.left, left) + has_partner(context.right, right)
    if left.is_known and right.is_known:
        return 0.0 if spare and home < 2 else _of_tables(left, right, home)
    if left.partial:
        # "Bagus Hartanto" and "Bagus Prasetyo": one half agrees, the other does not.
        persons = left.sort == right.sort == "person" or left.partial == 1 and {left.sort, right.sort} <= {"person", ""}
        return 0.75 if persons and left.whole & right.whole else 0.0
    if {left.sort, right.sort} in ({"person", "place"}, {"person", "other"}, {"place", "other"}, {"other", ""}):
        return 0.0
    if left.is_demonym or right.is_demonym or {"country"} & (left.kinds | right.kinds):
        return 0.0
    moved = any(
        is_spare(context, *end, nearby=home == 2) for end in ((context.left, bead, left), (context.right, bead, right))
    )
    if _one_person(context, left, right):
        return 0.0
    if home == 2:
        return 0.6 if moved else 0.8
    if home != 1 or moved or spare:
        return 0.0
    known, away = (left, right) if has_partner(context.left, left) else (right, left)
    if away.sort in ("person", "place"):
        return 0.65
    return 0.55 if lonely and len(away.words) == 1 and known.sort != "person" else 0.0


def _one_person(context: Context, left: NameRun, right: NameRun) -> bool:
    """Tells whether a full name in either text holds both: the first name here, the surname there."""
    return any(
        run.features & left.features and run.features & right.features
        for side in (context.left, context.right)
        for runs in all_name_runs(side)
        for run in runs
        if len(run.words) > 1
    )


def _of_tables(left: NameRun, right: NameRun, home: int) -> float:
    """Returns how likely two names of the tables were swapped: they tell Ghana from Kenya, which sound alike."""
    common = left.kinds & right.kinds
    if not common or left.is_demonym != right.is_demonym or is_part_of(left.entries, right.entries):
        return 0.0
    if common & _DISTINCT:
        return 0.85
    return 0.7 if home else 0.0


def _sounds_alike(left: NameRun, right: NameRun) -> bool:
    # Countries and cities that sound alike are told apart by the tables; given names are what they sound like.
    if left.is_known and right.is_known and not left.partial:
        return False
    pairs = [(one.token, other.token) for one in left.words for other in right.words]
    if any(may_be_one_name(one, other) for one, other in pairs):
        return True
    # Arabic and Persian spell one foreign name by different letters: ستيفن, استیون.
    return left.partial != 0 and any(
        one.is_latin == other.is_latin and similarity(skeleton(one.folded), skeleton(other.folded)) >= _ONE_SOUND
        for one, other in pairs
    )
