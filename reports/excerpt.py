"""Cuts the snippet that shows a span in its place: the span itself and a few words around it."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass

from text.document import Document, Span

_CURSIVE = ("\u0600", "\u08ff")
_ZERO_WIDTH_JOINER = "\u200d"
_ZERO_WIDTH_NON_JOINER = "\u200c"


@dataclass(frozen=True, slots=True)
class Excerpt:
    """Is a snippet in three parts; the flags say that the line goes on beyond it."""

    before: str
    marked: str
    after: str
    opens_cut: bool
    closes_cut: bool


def _joins(raw: str, place: int) -> bool:
    """Tells whether a cut before `raw[place]` would tear a letter from its marks or two joined letters apart."""
    if not 0 < place < len(raw):
        return False
    before, after = raw[place - 1], raw[place]
    return bool(unicodedata.combining(after)) or (_is_cursive(before) and _is_cursive(after))


def _is_cursive(char: str) -> bool:
    """Tells whether `char` is part of an Arabic-script word; the two joiners are, a Persian word goes on after them."""
    if char in (_ZERO_WIDTH_JOINER, _ZERO_WIDTH_NON_JOINER):
        return True
    if not (_CURSIVE[0] <= char <= _CURSIVE[1] or "\ufb50" <= char <= "\ufefc"):
        return False
    return unicodedata.category(char) in ("Lo", "Lm", "Mn")


def widened(raw: str, span: Span) -> Span:
    """Returns the span grown to the edges of the Arabic-script words and accented letters it would cut.

    Browsers and terminals join letters inside one run of text only; a mark that begins inside a word may break its
    letters apart. The machine forms keep the exact span, only the drawing is wider. An empty span moves to the word's
    end.
    """
    start, end = span.start, span.end
    while _joins(raw, end):
        end += 1
    if not len(span):
        return Span(end, end)
    while _joins(raw, start):
        start -= 1
    return Span(start, end)


def excerpt(document: Document, span: Span, *, around: int = 60, longest: int = 420) -> Excerpt:
    """Returns the snippet of `span` with up to `around` characters on each side, cut between words.

    Context ends where the paragraph ends. A span longer than `longest` is shortened in its middle.
    """
    raw = document.raw
    shown = widened(raw, Span(min(span.start, len(raw)), min(span.end, len(raw))))
    low, opens_cut = _reach(raw, shown.start, around, backwards=True)
    high, closes_cut = _reach(raw, shown.end, around, backwards=False)
    marked = shown.of(raw)
    if len(marked) > longest:
        half = longest // 2
        marked = f"{marked[:half].rsplit(None, 1)[0]} … {marked[-half:].split(None, 1)[-1]}"
    return Excerpt(raw[low : shown.start], marked, raw[shown.end : high], opens_cut, closes_cut)


def _reach(raw: str, edge: int, around: int, *, backwards: bool) -> tuple[int, bool]:
    """Returns how far context reaches from `edge` and whether the line goes on beyond it."""
    if backwards:
        line = raw.rfind("\n", 0, edge) + 1
        if edge - line <= around:
            return line, False
        space = raw.find(" ", edge - around, edge)
        return (edge if space < 0 else space + 1), True
    line = raw.find("\n", edge)
    line = len(raw) if line < 0 else line
    if line - edge <= around:
        return line, False
    space = raw.rfind(" ", edge, edge + around)
    return (edge if space < 0 else space), True
