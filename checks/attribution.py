"""Attributions of aligned sentences compared: which source is lost, which speaker is another.

A source counts as lost if neither its words nor those that name the speaker are linked, and no cue of any kind on the other
side is free to stand for it, in the aligned sentences or beside them.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from align.bead import Bead
from checks.context import Context, Side
from checks.links import LinkIndex
from text.attribution import Attribution, attributions
from text.document import Span

_LEAST_BEAD = 0.0
_REST_TOLD = 0.6
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
    stating = [found for found in cues(side, mine) if found.kind in ("verb", "source") and found.named]
    candidates = [found for found in stating if not _is_told(links, found, cues(other, theirs))]
    if not candidates or _stands_for(context, side, other, mine, theirs):
        return []
    near = Span(other.document.sentences[min(theirs)].span.start, other.document.sentences[max(theirs)].span.end)
    return [
        Lost(side, found, near, 0.7) for found in candidates[:1] if bead.score >= _LEAST_BEAD or _rest_told(links, side, found)
    ]


def _is_told(links: LinkIndex, found: Attribution, theirs: Sequence[Attribution]) -> bool:
    """Tells whether the cue is linked to a cue, or the speaker to anything."""
    across = links.partners(found.span)
    return any(span.overlaps(cue.span) for span in across for cue in theirs) or any(
        links.partners(span) for span in found.speaker
    )


def _stands_for(context: Context, side: Side, other: Side, mine: Sequence[int], theirs: Sequence[int]) -> bool:
    """Tells whether a cue of the other side is free to stand for a lost one, in the bead or just beside it."""
    back, own = LinkIndex(context, other), cues(side, mine)
    if any(not _is_told(back, found, own) for found in cues(other, theirs)):
        return True
    for index in (min(theirs) - 1, max(theirs) + 1):
        across = context.across(other, index) if 0 <= index < len(other.document.sentences) else ()
        if len(cues(other, (index,))) > len(cues(side, across)):
            return True
    return False


def _rest_told(links: LinkIndex, side: Side, found: Attribution) -> bool:
    """Tells whether the sentence without its attribution is well linked: a doubtful bead is one for lack of it."""
    named = (found.span, *found.speaker)
    words = side.search.words_in(side.document.sentences[found.sentence].span)
    share, count = links.share([word for word in words if not any(word.token.span.overlaps(span) for span in named)])
    return count >= 3 and share >= _REST_TOLD


def _lost_alone(context: Context, side: Side, other: Side) -> list[Lost]:
    """Returns the short sentences without counterpart that only name who spoke: "added Hammel"."""
    out = []
    for sentence in side.document.sentences:
        words = side.search.words_in(sentence.span)
        near = context.expected_near(side, sentence.index)
        if not context.bead_of(side, sentence.index).is_null or len(words) > _BARE or near is None:
            continue
        around = other.document.sentence_at(near.start)
        stating = [found for found in cues(side, (sentence.index,)) if found.kind in ("verb", "source") and found.named]
        if stating and around is not None and not cues(other, (around, around + 1)):
            out.append(Lost(side, stating[0], near, 0.6))
    return out
