"""Attributions of aligned sentences compared: which source is lost, which speaker is another.

A source counts as lost if neither its words nor those that name the speaker are linked, and no cue of any kind on the
other side is free to stand for it, in the aligned sentences or beside them.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from math import log

from align.bead import Bead
from checks.context import Context, Side
from checks.links import LinkIndex
from text.attribution import Attribution, attributions
from text.document import Span

_LEAST_BEAD = 0.0
_REST_TOLD = 0.5
_BARE = 6  # words of a sentence that only names who spoke


@dataclass(frozen=True, slots=True)
class Lost:
    """Is an attribution that stands on one side only, with the place of the unattributed statement, and how sure."""

    side: Side
    attribution: Attribution
    near: Span
    confidence: float


@lru_cache(maxsize=8)
def lost_attributions(context: Context) -> tuple[Lost, ...]:
    """Returns the attributions without counterpart, in text order of each side."""
    out: list[Lost] = []
    for side, other in context.sides:
        for bead in context.beads():
            out.extend(_lost(context, bead, side, other))
        out.extend(_lost_alone(context, side, other))
    return tuple(out)


def cues(side: Side, indices: Sequence[int]) -> list[Attribution]:
    """Returns the cues in these sentences of the side."""
    wanted = set(indices)
    return [found for found in attributions(side.document) if found.sentence in wanted]


def _lost(context: Context, bead: Bead, side: Side, other: Side) -> list[Lost]:
    mine, theirs = context.own(side, bead), context.own(other, bead)
    links = LinkIndex(context, side)
    own, across = cues(side, mine), cues(other, theirs)
    pairs = [(found, cue) for found in own for cue in across if _belong(links, found, cue)]
    told = {found.span for found, _ in pairs}
    free = [cue for cue in across if all(cue is not paired for _, paired in pairs)]
    unpaired = [found for found in own if found.span not in told and found.kind in ("verb", "source")]
    lost = [found for found in unpaired if _states(found) and not _named_across(links, found)]
    # What is free on the other side stands first for the cues that are told half: their speaker is linked.
    spare = len(free) - (len(unpaired) - len(lost))
    if not lost or spare >= len(lost) or (free and spare >= 0 and len(unpaired) == len(lost)):
        return []
    found = lost[0]
    if _stands_beside(context, side, other, theirs) or (
        bead.score < _LEAST_BEAD and not _rest_told(links, side, found)
    ):
        return []
    near = Span(other.document.sentences[min(theirs)].span.start, other.document.sentences[max(theirs)].span.end)
    return [Lost(side, found, near, 0.7 if _length_gain(context, side, bead, _extent(found)) > 0 else 0.55)]


def _states(found: Attribution) -> bool:
    return found.kind in ("verb", "source") and found.opens and found.named


def _belong(links: LinkIndex, found: Attribution, cue: Attribution) -> bool:
    """Tells whether two cues of the two sides are linked, by themselves or by who speaks."""
    if any(span.overlaps(cue.span) for span in links.partners(found.span)):
        return True
    return any(span in cue.speaker for mine in found.speaker for span in links.partners(mine))


def _named_across(links: LinkIndex, found: Attribution) -> bool:
    return any(links.partners(span) for span in found.speaker)


def _extent(found: Attribution) -> Span:
    """Returns the span of the cue and the speaker together."""
    spans = (found.span, *found.speaker)
    return Span(min(span.start for span in spans), max(span.end for span in spans))


def _stands_beside(context: Context, side: Side, other: Side, theirs: Sequence[int]) -> bool:
    """Tells whether the sentence before or after has a cue that its own counterpart does not need."""
    for index in (min(theirs) - 1, max(theirs) + 1):
        if not 0 <= index < len(other.document.sentences):
            continue
        there = [cue for cue in cues(other, (index,)) if cue.kind in ("verb", "source") and cue.opens]
        if len(there) > len(cues(side, context.across(other, index))):
            return True
    return False


def _length_gain(context: Context, side: Side, bead: Bead, span: Span) -> float:
    """Returns how much closer to the usual ratio the lengths of the bead come without the span."""
    other = context.swap(side)
    own = sum(len(side.document.sentences[index].span) for index in context.own(side, bead))
    across = sum(len(other.document.sentences[index].span) for index in context.own(other, bead))
    usual = context.length_ratio(side)
    with_it, without = log(across / own) - usual, log(across / max(1, own - len(span))) - usual
    return abs(with_it) - abs(without)


def _rest_told(links: LinkIndex, side: Side, found: Attribution) -> bool:
    """Tells whether the sentence without its attribution is well linked: a doubtful bead is one for lack of it."""
    named = (found.span, *found.speaker)
    words = side.search.words_in(side.document.sentences[found.sentence].span)
    share, count = links.share([word for word in words if not any(word.token.span.overlaps(span) for span in named)])
    return count >= 2 and share >= _REST_TOLD


def _lost_alone(context: Context, side: Side, other: Side) -> list[Lost]:
    """Returns the short sentences without counterpart that only name who spoke: "added Hammel"."""
    out = []
    for sentence in side.document.sentences:
        words = side.search.words_in(sentence.span)
        near = context.expected_near(side, sentence.index)
        if not context.bead_of(side, sentence.index).is_null or len(words) > _BARE or near is None:
            continue
        around = other.document.sentence_at(near.start)
        stating = [found for found in cues(side, (sentence.index,)) if _states(found)]
        if stating and around is not None and not any(_states(cue) for cue in cues(other, (around, around + 1))):
            out.append(Lost(side, stating[0], near, 0.6))
    return out
