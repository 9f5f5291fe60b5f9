"""Quotations of a document: spans between quotation marks in the four languages, also running over sentences.

Marks of different shape pair with their own kind; a straight mark opens and closes. A mark that nothing closes ends
with its paragraph, as the first of several quoted paragraphs does.
"""

from __future__ import annotations

from functools import lru_cache

from text.document import Document, Span

_CLOSING = {"«": "»", "“": "”", "„": "”", '"': '"', "‟": "”"}
_ALSO_CLOSING = {"”": frozenset({"”", "“", '"'}), "»": frozenset({"»"}), '"': frozenset({'"', "”"})}
_LEAST = 2


@lru_cache(maxsize=64)
def quotations(document: Document) -> tuple[Span, ...]:
    """Returns the spans inside quotation marks, marks left out, in text order, the outer one of nested ones."""
    out: list[Span] = []
    for paragraph in _paragraphs(document):
        out.extend(_in_paragraph(document.raw, paragraph))
    return tuple(out)


def is_quoted(document: Document, offset: int) -> bool:
    """Tells whether the code point lies inside a quotation."""
    return any(span.start <= offset < span.end for span in quotations(document))


def _paragraphs(document: Document) -> list[Span]:
    """Returns the extent of each paragraph that holds sentences."""
    extents: dict[int, Span] = {}
    for sentence in document.sentences:
        known = extents.get(sentence.paragraph, sentence.span)
        extents[sentence.paragraph] = Span(known.start, sentence.span.end)
    return [extents[number] for number in sorted(extents)]


def _in_paragraph(raw: str, paragraph: Span) -> list[Span]:
    out: list[Span] = []
    place = paragraph.start
    while place < paragraph.end:
        closing = _CLOSING.get(raw[place])
        if closing is None:
            place += 1
            continue
        end = _end(raw, place + 1, paragraph.end, raw[place], closing)
        if end - place - 1 >= _LEAST:
            out.append(Span(place + 1, end))
        place = end + 1
    return out


def _end(raw: str, start: int, limit: int, opening: str, closing: str) -> int:
    """Returns where the quotation that begins at `start` ends."""
    depth = 1
    for place in range(start, limit):
        if raw[place] == opening != closing:
            depth += 1
        elif raw[place] in _ALSO_CLOSING[closing]:
            depth -= 1
            if depth == 0:
                return place
    return limit
