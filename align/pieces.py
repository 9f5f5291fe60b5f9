"""Cuts a version into the pieces that statements are made of: sentences, and the items of lists one by one."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from text.document import Document, Span
from text.segment import trim


@dataclass(frozen=True, slots=True, order=True)
class Piece:
    """Is a sentence, a list item, or what stands before the items of its sentence, in the version with this index."""

    version: int
    span: Span
    sentence: int
    is_item: bool


def pieces_of(document: Document, version: int) -> Iterator[Piece]:
    """Yields the pieces of a version in text order; they do not overlap."""
    items: dict[int, list[Span]] = {}
    for unit in document.units:
        if unit.kind == "item":
            items.setdefault(unit.sentence, []).append(unit.span)
    for sentence in document.sentences:
        own = sorted(items.get(sentence.index, ()))
        head = trim(document.raw, sentence.span.start, own[0].start) if own else sentence.span
        if head is not None and any(char.isalnum() for char in head.of(document.raw)):
            yield Piece(version, head, sentence.index, False)
        for span in own:
            yield Piece(version, span, sentence.index, True)
