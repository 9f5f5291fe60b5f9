"""Writes the word links of each row in short, for the page to draw when they are asked for.

A link is six numbers, `left sentence, offset, length, right sentence, offset, length`, and links are parted by spaces.
Offsets count UTF-16 units from the beginning of the sentence as the page shows it, with its controls made visible: so
a browser counts.
"""

from __future__ import annotations

from bisect import bisect_right

from align.bead import Alignment
from reports.bidi import visible
from reports.columns import utf16_units
from text.document import Document, Span


def links_by_row(alignment: Alignment) -> dict[int, str]:
    """Returns the links by the number of the row (the bead, from 1) in which their left word stands."""
    rows = {index: number for number, bead in enumerate(alignment.beads, start=1) for index in bead.left}
    left, right = _Places(alignment.left), _Places(alignment.right)
    out: dict[int, list[str]] = {}
    for link in alignment.links:
        here, there = left.of(link.left), right.of(link.right)
        if here is not None and there is not None and here[0] in rows:
            out.setdefault(rows[here[0]], []).append(",".join(map(str, (*here, *there))))
    return {number: " ".join(links) for number, links in out.items()}


class _Places:
    """Turns spans of one document into (sentence, offset, length) as the page shows them."""

    def __init__(self, document: Document) -> None:
        self._document = document
        self._starts = [sentence.span.start for sentence in document.sentences]

    def of(self, span: Span) -> tuple[int, int, int] | None:
        """Returns the place of a span, None where it lies in no sentence."""
        index = bisect_right(self._starts, span.start) - 1
        if index < 0 or not self._document.sentences[index].span.holds(span):
            return None
        raw = self._document.raw
        before = utf16_units(visible(raw[self._starts[index] : span.start]))
        return index, before, utf16_units(visible(span.of(raw)))
