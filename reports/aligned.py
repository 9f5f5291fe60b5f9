"""An alignment as data for a JSON line: sentences, beads and word links (`muqabala align --format jsonl`)."""

from __future__ import annotations

from align.bead import Alignment
from reports.jsonl import Json
from text.document import Document, Span


def alignment_data(alignment: Alignment, identifier: str) -> Json:
    """Returns the line of the `align` contract as data."""
    return {
        "id": identifier,
        "left": {"sentences": _sentences(alignment.left)},
        "right": {"sentences": _sentences(alignment.right)},
        "beads": [
            {"left": list(bead.left), "right": list(bead.right), "score": round(bead.score, 4), "moved": bead.moved}
            for bead in alignment.beads
        ],
        "links": [
            {"left": _span(link.left), "right": _span(link.right), "score": round(link.score, 4)}
            for link in alignment.links
        ],
    }


def _sentences(document: Document) -> list[Json]:
    return [_span(sentence.span) for sentence in document.sentences]


def _span(span: Span) -> Json:
    return {"start": span.start, "end": span.end}
