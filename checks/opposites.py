"""Opposites compared: a word of one pole on the left where the right has the other pole, in the same place.

Within a bead the words of one pair and pole are matched first; what is left over on both sides with opposite poles is a
turn if the words around them are linked to each other.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache

from align.bead import Bead
from checks.context import Context, Side
from checks.links import LinkIndex
from text.document import Span
from text.opposites import Opposite, opposites
from text.polarity import Negation, negations

_LEAST_BEAD = 0.0
_NEIGHBOURS = 3
_NEIGHBOURS_AFTER = 5
# Linked neighbours that outweigh a link of the word itself to something else.
_WHEN_TAKEN = 2
# Kinds whose words relate what stands before them to what follows.
_RELATIONS = frozenset({"time", "place"})


@dataclass(frozen=True, slots=True)
class Turn:
    """Is a pair of opposite words that stand for each other, with the probability that one replaced the other."""

    left: Opposite
    right: Opposite
    confidence: float


@lru_cache(maxsize=8)
def turns(context: Context) -> tuple[Turn, ...]:
    """Returns the opposites that stand one for the other, in text order of the left; one a place."""
    out: list[Turn] = []
    for bead in context.beads():
        if bead.score >= _LEAST_BEAD:
            out.extend(_in_bead(context, bead))
    return tuple(out)


def _in_bead(context: Context, bead: Bead) -> list[Turn]:
    left = _by_pair(_standing(context.left, bead.left))
    right = _by_pair(_standing(context.right, bead.right))
    if _negations_differ(context, bead):
        return []
    found: list[Turn] = []
    for pair in sorted(left.keys() & right.keys()):
        found.extend(_turned(context, left[pair], right[pair]))
    found.sort(key=lambda turn: (-turn.confidence, turn.left.span, turn.right.span))
    out: list[Turn] = []
    for turn in found:
        if not any(turn.left.span.overlaps(t.left.span) or turn.right.span.overlaps(t.right.span) for t in out):
            out.append(turn)
    return sorted(out, key=lambda turn: turn.left.span)


def _negations_differ(context: Context, bead: Bead) -> bool:
    """Tells whether one side has more plain negations: an opposite then says the same (few do, many do not)."""
    counts = [
        sum(found.is_full and found.sentence in indices for found in negations(side.document))
        for side, indices in ((context.left, bead.left), (context.right, bead.right))
    ]
    return counts[0] != counts[1]


def _standing(side: Side, indices: Sequence[int]) -> list[Opposite]:
    """Returns the opposites of these sentences that no negation turns."""
    wanted = set(indices)
    turning = [found for found in negations(side.document) if found.sentence in wanted]
    return [found for found in opposites(side.document) if found.sentence in wanted and not _is_negated(found, turning)]


def _is_negated(found: Opposite, turning: Iterable[Negation]) -> bool:
    return any(
        (negation.is_full or negation.is_light)
        and (
            negation.mention.span.overlaps(found.span) or any(span.overlaps(found.span) for span in negation.scope[:2])
        )
        for negation in turning
    )


def _by_pair(found: Iterable[Opposite]) -> dict[str, list[Opposite]]:
    out: dict[str, list[Opposite]] = defaultdict(list)
    for one in found:
        out[one.pair].append(one)
    return out


def _turned(context: Context, left: list[Opposite], right: list[Opposite]) -> list[Turn]:
    """Returns the leftovers of one pair that face each other with opposite poles."""
    near = _Neighbours(context)
    free_left, free_right = set(range(len(left))), set(range(len(right)))
    options = sorted(
        (-near.score(left[i].span, right[j].span), abs(i - j), i, j)
        for i in free_left
        for j in free_right
        if left[i].pole == right[j].pole
    )
    for _, _, i, j in options:
        if i in free_left and j in free_right:
            free_left.discard(i)
            free_right.discard(j)
    out = []
    for i in sorted(free_left):
        for j in sorted(free_right):
            if left[i].pole == right[j].pole:
                continue
            score = near.score(left[i].span, right[j].span, only_after=left[i].kind in _RELATIONS)
            if score >= (_WHEN_TAKEN if near.is_taken(left[i].span, right[j].span) else 1):
                out.append(Turn(left[i], right[j], min(0.9, 0.55 + 0.1 * score)))
    return out


class _Neighbours:
    """Counts the links between the words beside two places."""

    def __init__(self, context: Context) -> None:
        self._left, self._right = context.left, context.right
        self._links, self._back = LinkIndex(context, context.left), LinkIndex(context, context.right)

    def score(self, left: Span, right: Span, *, only_after: bool = False) -> int:
        """Returns how many content words beside the left place are linked to one beside the right place.

        "A before B" and "B after A" say the same: for a relation only the words after it count.
        """
        reach = _NEIGHBOURS_AFTER if only_after else _NEIGHBOURS
        own, theirs = _beside(self._left, left, reach, only_after), _beside(self._right, right, reach, only_after)
        return sum(any(partner in theirs for partner in self._links.partners(word)) for word in own)

    def is_taken(self, left: Span, right: Span) -> bool:
        """Tells whether either place is linked to another word of the other text; such links may be noise."""
        return any(not span.overlaps(right) for span in self._links.partners(left)) or any(
            not span.overlaps(left) for span in self._back.partners(right)
        )


def _beside(side: Side, place: Span, reach: int, only_after: bool) -> list[Span]:
    """Returns the content words just before and after the place, or only those after."""
    sentence = side.document.sentence_at(place.start)
    if sentence is None:
        return []
    words = side.search.words_in(side.document.sentences[sentence].span)
    spans = [word.token.span for word in words if word.token.content]
    before = [] if only_after else [span for span in spans if span.end <= place.start][-reach:]
    return before + [span for span in spans if span.start >= place.end][:reach]
