"""Quotations of aligned sentences compared: which one became a plain statement, which one lost a half.

A quotation became a statement if nothing is quoted and nobody speaks at its place in the other version. It is cut if
one half of it is told in the quotation opposite and the other half nowhere.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from align.anchors import Word
from align.bead import Bead
from checks.attribution import cues, lost_attributions
from checks.context import Context, Side
from checks.links import LinkIndex
from checks.omissions import missing_items, missing_statements
from text.document import Span
from text.quotes import quotations
from text.segment import trim

_LEAST_BEAD = 1.0
_LEAST_WORDS = 5
_LEAST_CUT = 12
_LINKED = 0.6
_LOST = 0.15
_LOST_WORDS = 3  # telling words of the half that is lost
_TOLD = 0.5
_FREE = 0.5  # of the content words of the lost half
_SHORTER = 0.75  # of the length that the quotation opposite should have


@dataclass(frozen=True, slots=True)
class Unquoted:
    """Is a quotation, with the place of the other version that states its words as its own."""

    side: Side
    span: Span
    near: Span


@dataclass(frozen=True, slots=True)
class Cut:
    """Is the half of a quotation that is lost, with the quotation opposite."""

    side: Side
    span: Span
    opposite: Span


@lru_cache(maxsize=8)
def unquoted_statements(context: Context) -> tuple[Unquoted, ...]:
    """Returns the quotations that the other version states as its own, in text order of each side."""
    attributed = {(lost.side.name, lost.attribution.sentence) for lost in lost_attributions(context)}
    out = []
    for side, other in context.sides:
        # A version without any quotation marks may mark speech otherwise.
        if not quotations(other.document):
            continue
        for bead in context.beads():
            if bead.score >= _LEAST_BEAD:
                out += [
                    found
                    for found in _unquoted(context, bead, side, other)
                    if not any((side.name, index) in attributed for index in context.own(side, bead))
                ]
    return tuple(out)


def _unquoted(context: Context, bead: Bead, side: Side, other: Side) -> Iterator[Unquoted]:
    mine, theirs = context.own(side, bead), context.own(other, bead)
    around = range(min(theirs) - 1, max(theirs) + 2)
    quoted = [span for span in quotations(side.document) if _inside(side, span, mine)]
    if not quoted or not cues(side, mine) or cues(other, around):
        return
    place = _extent(other, [index for index in around if 0 <= index < len(other.document.sentences)])
    if any(span.overlaps(place) for span in quotations(other.document)):
        return
    links = LinkIndex(context, side)
    span = max(quoted, key=lambda span: (len(span), -span.start))
    share, count = links.share(side.search.words_in(span))
    if len(side.search.words_in(span)) >= _LEAST_WORDS and count >= _LOST_WORDS and share >= _LINKED:
        yield Unquoted(side, _bare(side, span), _extent(other, theirs))


@lru_cache(maxsize=8)
def cut_quotations(context: Context) -> tuple[Cut, ...]:
    """Returns the quotations of which one half is lost, without those that a missing item or sentence tells."""
    told = [(missing.side.name, missing.span) for missing in missing_items(context)]
    told += [(missing.side.name, missing.span) for missing in missing_statements(context)]
    return tuple(
        cut
        for side, other in context.sides
        for bead in context.beads()
        if bead.score >= _LEAST_BEAD
        for cut in _cut(context, bead, side, other)
        if not any(name == side.name and span.overlaps(cut.span) for name, span in told)
    )


def _cut(context: Context, bead: Bead, side: Side, other: Side) -> Iterator[Cut]:
    mine, theirs = context.own(side, bead), context.own(other, bead)
    links = LinkIndex(context, side)
    opposite = [span for span in quotations(other.document) if _inside(other, span, theirs)]
    for span in quotations(side.document):
        words = side.search.words_in(span)
        if not _inside(side, span, mine) or len(words) < _LEAST_CUT:
            continue
        for half, rest in _halves(words):
            kept, _ = links.share(rest)
            lost, count = links.share(half)
            facing = _facing(links, rest, opposite)
            piece = Span(half[0].token.span.start, half[-1].token.span.end)
            if (
                facing is not None
                and kept >= _LINKED
                and lost <= _LOST
                and count >= _LOST_WORDS
                and side.search.told_in_units(piece, ()) < _TOLD
                and _spare(context, other, facing) < _FREE * sum(word.token.content for word in half)
                and len(facing) < _SHORTER * len(span) * _ratio(context, side)
            ):
                yield Cut(side, piece, _bare(other, facing))
                break


def _halves(words: Sequence[Word]) -> Iterator[tuple[Sequence[Word], Sequence[Word]]]:
    """Yields the end of the quotation with its beginning, then the beginning with its end."""
    middle = len(words) // 2
    yield words[middle:], words[:middle]
    yield words[:middle], words[middle:]


def _facing(links: LinkIndex, words: Sequence[Word], opposite: Sequence[Span]) -> Span | None:
    """Returns the quotation of the other side in which most of the words are told."""
    places = [partner for word in words for partner in links.partners(word.token.span)]
    counts = [(sum(span.holds(place) for place in places), span) for span in opposite]
    best = max(counts, default=(0, None), key=lambda pair: pair[0])
    return best[1] if best[0] >= _LOST_WORDS else None


def _spare(context: Context, side: Side, span: Span) -> int:
    """Returns how many content words of the quotation are not linked: they may render what seems to be lost."""
    links = LinkIndex(context, side)
    return sum(word.token.content and not links.is_linked(word) for word in side.search.words_in(span))


def _ratio(context: Context, side: Side) -> float:
    own, across = (sum(len(s.span) for s in one.document.sentences) for one in (side, context.swap(side)))
    return across / max(1, own)


def _bare(side: Side, span: Span) -> Span:
    """Returns the quotation without the blanks inside its marks."""
    return trim(side.document.raw, span.start, span.end) or span


def _inside(side: Side, span: Span, indices: Sequence[int]) -> bool:
    return any(side.document.sentences[index].span.overlaps(span) for index in indices) and all(
        index in indices
        for index in (side.document.sentence_at(span.start), side.document.sentence_at(max(span.start, span.end - 1)))
        if index is not None
    )


def _extent(side: Side, indices: Sequence[int]) -> Span:
    sentences = side.document.sentences
    return Span(sentences[min(indices)].span.start, sentences[max(indices)].span.end)
