"""Lays the two versions side by side: one row a bead, every word of both texts in exactly one cell."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

from align.bead import Alignment, Bead
from reports.marks import Block, Marker, Segment, blocks
from text.document import Document

Kind = Literal["pair", "null", "moved", "loose", "apart"]


@dataclass(frozen=True, slots=True)
class Piece:
    """Is one sentence by its index, or a stretch that was not compared (None)."""

    sentence: int | None
    segments: tuple[Segment, ...]

    @property
    def compared(self) -> bool:
        """Tells whether this is part of what the rules looked at."""
        return self.sentence is not None


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Is the part of a paragraph that stands in one cell."""

    number: int | None
    pieces: tuple[Piece, ...]


@dataclass(frozen=True, slots=True)
class Pointer:
    """Is a remark in a cell that sends the reader to another row."""

    words: str
    row: int


@dataclass(frozen=True, slots=True)
class Cell:
    """Is one side of a row."""

    paragraphs: tuple[Paragraph, ...]
    pointers: tuple[Pointer, ...] = ()


@dataclass(frozen=True, slots=True)
class Row:
    """Is one bead drawn; `number` is also its anchor. `begins` says that a paragraph begins on either side."""

    number: int
    kind: Kind
    begins: bool
    left: Cell
    right: Cell


def lay_out(alignment: Alignment, left: Marker, right: Marker) -> tuple[Row, ...]:
    """Returns the rows: what stands before the first sentences, the beads, what stands after the last ones."""
    sides = (_Side(alignment.left, left), _Side(alignment.right, right))
    beads = shown_beads(alignment)
    numbers = {bead: number for number, bead in enumerate(beads, start=1)}
    rows: list[Row] = []
    if any(side.head for side in sides):
        rows.append(Row(0, "apart", True, *(Cell(side.cell(side.head)) for side in sides)))
    away = _pointers(beads, numbers)
    for bead, number in numbers.items():
        kind: Kind = "moved" if bead.moved else "null" if bead.is_null else "pair"
        cells = (sides[0].sentences(bead.left), sides[1].sentences(bead.right))
        begins = number == 1 or sides[0].begins(bead.left) or sides[1].begins(bead.right)
        rows.append(Row(number, kind, begins, Cell(cells[0]), Cell(cells[1], away.get(number, ()))))
    lonely = [
        side.missing(index for bead in beads for index in (bead.left, bead.right)[place])
        for place, side in enumerate(sides)
    ]
    if any(lonely):
        rows.append(
            Row(
                len(beads) + 1,
                "loose",
                True,
                *(Cell(side.sentences(rest)) for side, rest in zip(sides, lonely, strict=True)),
            )
        )
    if any(side.tail for side in sides):
        rows.append(Row(len(beads) + 2, "apart", True, *(Cell(side.cell(side.tail)) for side in sides)))
    return tuple(rows)


def shown_beads(alignment: Alignment) -> tuple[Bead, ...]:
    """Returns the beads that get a row each: none where nothing found a partner, so that both texts stand whole."""
    return alignment.beads if any(not bead.is_null for bead in alignment.beads) else ()


def _pointers(beads: tuple[Bead, ...], numbers: dict[Bead, int]) -> dict[int, tuple[Pointer, ...]]:
    """Returns the remarks about moved beads: in their own row, and where their right sentences really stand.

    Rows follow the left text, so it is on the right that a moved sentence is shown away from its neighbours.
    """
    home = {index: bead for bead in beads for index in bead.right}
    out: dict[int, tuple[Pointer, ...]] = {}
    for bead in beads:
        if not (bead.moved and bead.right):
            continue
        before, after = home.get(min(bead.right) - 1), home.get(max(bead.right) + 1)
        neighbour = before or after
        if neighbour is None:
            continue
        number, there = numbers[bead], numbers[neighbour]
        own = "stands after the text of" if before else "opens this version, before the text of"
        other = "follows here in this version:" if before else "stands before this in this version:"
        out[number] = (Pointer(f"Moved: {own}", there), *out.get(number, ()))
        if there != number:
            out[there] = (*out.get(there, ()), Pointer(f"A moved passage {other}", number))
    return out


class _Side:
    """Hands out the blocks of one document: the head and tail, and the sentences with what stands between them."""

    def __init__(self, document: Document, marker: Marker) -> None:
        self._document = document
        self._marker = marker
        self._before: dict[int, list[Block]] = {}
        self.head: list[Block] = []
        self.tail: list[Block] = []
        waiting: list[Block] = []
        for block in blocks(document):
            if block.sentence is None:
                waiting.append(block)
                continue
            if block.sentence == 0:
                waiting = self._behead(waiting, block)
            self._before[block.sentence] = [*waiting, block]
            waiting = []
        self.tail = waiting

    def _behead(self, waiting: list[Block], first: Block) -> list[Block]:
        """Keeps as head what stands on lines of its own before the first sentence; a dateline stays with it."""
        inline = [block for block in waiting if not self._breaks(block, first)]
        self.head = [block for block in waiting if block not in inline]
        return inline

    def _breaks(self, one: Block, other: Block) -> bool:
        return "\n" in self._document.raw[one.span.end : other.span.start]

    def begins(self, indices: tuple[int, ...]) -> bool:
        """Tells whether a paragraph begins with the first of these sentences."""
        if not indices:
            return False
        all_of = self._document.sentences
        first = min(indices)
        return first == 0 or all_of[first].paragraph != all_of[first - 1].paragraph

    def missing(self, present: Iterable[int]) -> tuple[int, ...]:
        """Returns the sentences that are in no bead, as where nothing could be aligned."""
        known = set(present)
        return tuple(index for index in range(len(self._document.sentences)) if index not in known)

    def sentences(self, indices: tuple[int, ...]) -> tuple[Paragraph, ...]:
        """Returns these sentences with the furniture before each, by paragraphs."""
        return self.cell([block for index in sorted(indices) for block in self._before.get(index, [])])

    def cell(self, shown: list[Block]) -> tuple[Paragraph, ...]:
        """Returns the blocks by paragraphs: a new one wherever the text breaks its line between two blocks."""
        groups: list[list[Block]] = []
        for block in shown:
            if groups and not self._breaks_paragraph(groups[-1][-1], block):
                groups[-1].append(block)
            else:
                groups.append([block])
        return tuple(self._paragraph(group) for group in groups)

    def _breaks_paragraph(self, one: Block, other: Block) -> bool:
        if one.sentence is not None and other.sentence is not None:
            return (
                self._document.sentences[one.sentence].paragraph != self._document.sentences[other.sentence].paragraph
            )
        return self._breaks(one, other)

    def _paragraph(self, group: list[Block]) -> Paragraph:
        inside = [block.sentence for block in group if block.sentence is not None]
        number = self._document.sentences[inside[0]].paragraph if inside else None
        pieces = tuple(Piece(block.sentence, self._marker.segments(block.span)) for block in group)
        return Paragraph(number, pieces)
