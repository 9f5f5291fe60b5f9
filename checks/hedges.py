"""Hedges of aligned sentences compared: which one has nothing on the other side that could stand for it.

A hedge is lost only if the aligned sentences of the other side hold neither a hedge nor any word that may stand for
one, name no further source, and tell the words beside the hedge.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from align.bead import Bead
from checks.attribution import cues
from checks.context import Context, Side
from checks.links import LinkIndex
from text.document import Span
from text.hedges import Hedge, hedges
from text.polarity import negations

_LEAST_BEAD = 1.0
_BESIDE = 4  # content words on either side of the hedge
_LINKED = 3
_REST_TOLD = 0.6


@dataclass(frozen=True, slots=True)
class LostHedge:
    """Is a hedge that stands on one side only, with the place of the bare statement."""

    side: Side
    hedge: Hedge
    near: Span


@lru_cache(maxsize=8)
def lost_hedges(context: Context) -> tuple[LostHedge, ...]:
    """Returns the hedges without counterpart, in text order of each side."""
    return tuple(
        lost
        for side, other in context.sides
        for bead in context.beads()
        if bead.score >= _LEAST_BEAD
        for lost in _in_bead(context, bead, side, other)
    )


def _in_bead(context: Context, bead: Bead, side: Side, other: Side) -> Iterator[LostHedge]:
    mine, theirs = context.own(side, bead), context.own(other, bead)
    own = [found for found in _of(side, mine) if found.kind != "soft" and not found.quoted]
    if not own or _of(other, theirs) or "?" in _text(side, mine) or "؟" in _text(side, mine):
        return
    # "Unlikely" may be told by a negation, a claim by its source.
    if len(cues(other, theirs)) > len(cues(side, mine)) or _negations(other, theirs) > _negations(side, mine):
        return
    links = LinkIndex(context, side)
    words = [word for index in mine for word in side.search.words_in(side.document.sentences[index].span)]
    share, _ = links.share(words)
    near = Span(other.document.sentences[min(theirs)].span.start, other.document.sentences[max(theirs)].span.end)
    found = min(own, key=lambda hedge: (hedge.kind != "hedge", hedge.span))
    beside = _beside([word.token.span for word in words if word.token.content], found.span)
    linked = sum(bool(links.partners(span)) for span in beside)
    if share >= _REST_TOLD and linked >= _LINKED and not links.partners(found.span):
        yield LostHedge(side, found, near)


def _of(side: Side, indices: Sequence[int]) -> list[Hedge]:
    return [found for found in hedges(side.document) if found.sentence in indices]


def _text(side: Side, indices: Sequence[int]) -> str:
    return "".join(side.document.text_of(index) for index in indices)


def _negations(side: Side, indices: Sequence[int]) -> int:
    return sum(found.sentence in indices for found in negations(side.document))


def _beside(content: Sequence[Span], place: Span) -> list[Span]:
    before = [span for span in content if span.end <= place.start][-_BESIDE:]
    return before + [span for span in content if span.start >= place.end][:_BESIDE]
