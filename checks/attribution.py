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
    for bead in context.beads():
        if bead.score >= _LEAST_BEAD:
            for side, _ in context.sides:
                out.extend(_lost(context, bead, side))
    return tuple(out)


def cues(side: Side, indices: Sequence[int]) -> list[Attribution]:
    """Returns the cues in these sentences of the side."""
    wanted = set(indices)
    return [found for found in attributions(side.document) if found.sentence in wanted]


def _lost(context: Context, bead: Bead, side: Side) -> list[Lost]:
    other = context.swap(side)
    mine, theirs = context.own(side, bead), context.own(other, bead)
    links, back = LinkIndex(context, side), LinkIndex(context, other)
    own = [found for found in cues(side, mine) if not found.quoted]
    stating = [found for found in own if found.kind in ("verb", "source") and found.named]
    candidates = [found for found in stating if not _is_linked(links, found)]
    if not candidates:
        return []
    around = range(min(theirs) - 1, max(theirs) + 2)
    free = [found for found in cues(other, around) if not back.partners(found.span)]
    if len(free) or len(cues(other, theirs)) >= len(own):
        return []
    near = Span(other.document.sentences[min(theirs)].span.start, other.document.sentences[max(theirs)].span.end)
    return [Lost(side, found, near, 0.7) for found in candidates[:1]]


def _is_linked(links: LinkIndex, found: Attribution) -> bool:
    return bool(links.partners(found.span)) or any(links.partners(span) for span in found.speaker)
