"""Negations of aligned sentences compared: which one has a counterpart, which one turns a statement round.

Within a bead, plain negations are matched with each other first, by the words they turn and by place; what is left over
may still be rendered by a negative word (refuse, without, only). A negation that finds neither is a change of polarity.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from align.bead import Bead
from checks.context import Context, Side
from checks.links import LinkIndex
from checks.places import FIRM
from text.document import Span
from text.fold import fold
from text.polarity import Negation, negations, negators

_LEAST_BEAD = -0.5
# A negative word absorbs a negation if it stands about as far on in its sentences; the order of clauses differs.
_REACH = 0.3
_NEAR = 45  # characters between a negator and the word it turns
# A negation whose own words are unlinked counts if the words of its clause are linked, in a sound bead.
_SOUND = 1.0


@dataclass(frozen=True, slots=True)
class Turned:
    """Is a negation without counterpart: its side, what it turns, where that stands in the other text, and how sure."""

    side: Side
    negation: Negation
    partner: Span | None
    near: Span
    confidence: float


@lru_cache(maxsize=8)
def turned_statements(context: Context) -> tuple[Turned, ...]:
    """Returns the negations that stand on one side only."""
    return tuple(turned for bead in context.beads() if bead.score >= _LEAST_BEAD for turned in _in_bead(context, bead))


def _in_bead(context: Context, bead: Bead) -> list[Turned]:
    left, right = _Place(context, context.left, bead), _Place(context, context.right, bead)
    _match(left, right)
    out = [turned for own, other in ((left, right), (right, left)) for turned in _left_over(bead, own, other)]
    # As many on either side stand for each other in a wording that the links do not see.
    return [] if len({turned.side.name for turned in out}) > 1 else out


class _Place:
    """Holds one side of a bead: its negations, which of them are matched, its links and its extent."""

    def __init__(self, context: Context, side: Side, bead: Bead) -> None:
        self.side = side
        self.links = LinkIndex(context, side)
        self.firm = LinkIndex(context, side, FIRM)
        indices = context.own(side, bead)
        wanted = set(indices)
        self.found = [negation for negation in negations(side.document) if negation.sentence in wanted]
        self.free = set(range(len(self.found)))
        sentences = side.document.sentences
        self.span = Span(sentences[min(indices)].span.start, sentences[max(indices)].span.end)
        self.words = sum(len(side.document.text_of(index).split()) for index in indices)

    def full(self) -> list[int]:
        """Returns the free plain negations."""
        return [index for index in sorted(self.free) if self.found[index].is_full]

    def soft(self) -> list[int]:
        """Returns the free negative words."""
        return [index for index in sorted(self.free) if not self.found[index].is_full]

    def position(self, span: Span) -> float:
        """Returns how far on in the bead the span stands, 0 to 1."""
        return (span.start - self.span.start) / max(1, len(self.span))

    def partners(self, index: int) -> list[Span]:
        """Returns what the words that the negation turns are linked to."""
        return [partner for span in self.found[index].scope for partner in self.links.partners(span)]


def _match(left: _Place, right: _Place) -> None:
    """Takes pairs of plain negations out of the contest, the best first."""
    options = []
    for i in left.full():
        for j in right.full():
            shared = _touches(left.partners(i), right.found[j]) or _touches(right.partners(j), left.found[i])
            distance = abs(left.position(left.found[i].mention.span) - right.position(right.found[j].mention.span))
            options.append((not shared, distance, i, j))
    for _, _, i, j in sorted(options):
        if i in left.free and j in right.free:
            left.free.discard(i)
            right.free.discard(j)


def _touches(partners: Sequence[Span], negation: Negation) -> bool:
    return any(partner in negation.scope or _gap(partner, negation.mention.span) <= 2 for partner in partners)


def _gap(one: Span, other: Span) -> int:
    return max(0, other.start - one.end, one.start - other.end)


def _left_over(bead: Bead, own: _Place, other: _Place) -> list[Turned]:
    out = []
    for index in own.full():
        negation = own.found[index]
        partners = [
            span for span in own.partners(index) if span.start >= other.span.start and span.end <= other.span.end
        ]
        if _answers_negator(own, other, negation) or _is_absorbed(own, other, negation, partners):
            continue
        # What is linked by its place alone may stand for a rendering, but nothing is turned round by it.
        sure = [span for scope in negation.scope for span in own.firm.partners(scope) if span in partners]
        confidence = _confidence(bead, own, negation, sure)
        if confidence:
            out.append(Turned(own.side, negation, partners[0] if sure else None, other.span, confidence))
    return out


def _answers_negator(own: _Place, other: _Place, negation: Negation) -> bool:
    """Tells whether a word of the negation is linked to a negator, which may be half of another wording there."""
    document = other.side.document
    partners = {partner for mark in negation.marks for partner in own.links.partners(mark)}
    taken = {mark for index, found in enumerate(other.found) if index not in other.free for mark in found.marks}
    return any(fold(partner.of(document.raw)) in negators(document.lang) for partner in partners - taken)


def _is_absorbed(own: _Place, other: _Place, negation: Negation, partners: Sequence[Span]) -> bool:
    """Tells whether a free negative word of the other side may stand for the negation; that word is used up."""
    place = own.position(negation.mention.span)
    options = []
    for index in other.soft():
        word = other.found[index]
        near = min((_gap(partner, word.mention.span) for partner in partners[:1]), default=_NEAR + 1)
        distance = abs(other.position(word.mention.span) - place)
        stands_there = near <= _NEAR or distance <= _REACH
        if stands_there and (word.is_light or not _has_own_partner(own, other, word, negation)):
            options.append((near > _NEAR, distance, index))
    if not options:
        return False
    other.free.discard(min(options)[2])
    return True


def _has_own_partner(own: _Place, other: _Place, word: Negation, negation: Negation) -> bool:
    """Tells whether the negative word has a counterpart of its own: neither the negation nor a plain word it turns."""
    plain = set(negation.scope) - {span for found in own.found for span in found.marks}
    partners = {partner for mark in word.marks for partner in other.links.partners(mark)}
    return any(not partner.overlaps(negation.mention.span) and partner not in plain for partner in partners)


def _confidence(bead: Bead, own: _Place, negation: Negation, partners: Sequence[Span]) -> float:
    """Returns how sure a negation without counterpart is an error; 0 where its clause may not be told there at all."""
    if partners:
        return 0.8
    if bead.score < _SOUND or len(bead.left) + len(bead.right) > 3:
        return 0.0
    share, count = own.links.share(own.side.search.words_in(_clause(own, negation)))
    return 0.6 if count >= 2 and share >= 0.5 else 0.0


def _clause(own: _Place, negation: Negation) -> Span:
    """Returns the unit that holds the negation."""
    place = negation.mention.span
    return next((unit.span for unit in own.side.document.units if unit.span.holds(place)), place)
