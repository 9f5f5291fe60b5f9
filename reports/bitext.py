"""Draws the alignment as a small map: sentences as bars in two columns, ribbons for what belongs together.

All is geometry here; the template writes the SVG. Lengths are shares of each text, so a gap shows at its true size.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import accumulate
from typing import Literal

from align.bead import Alignment, Bead
from checks.finding import Severity
from reports.bidi import visible
from reports.marks import family
from reports.report import Report
from reports.rows import shown_beads
from reports.verdict import counted
from text.document import Document

WIDTH = 320.0
_BAR = 8.0
_EDGE = 14.0
_STUB = 30.0
_TITLE = 70


@dataclass(frozen=True, slots=True)
class Bar:
    """Is a sentence in its column."""

    x: float
    y: float
    height: float


@dataclass(frozen=True, slots=True)
class Ribbon:
    """Is a bead, with the row it leads to."""

    row: int
    kind: Literal["pair", "null", "moved"]
    path: str
    title: str


@dataclass(frozen=True, slots=True)
class Dot:
    """Is a finding at its height beside one of the columns."""

    x: float
    y: float
    number: int
    severity: Severity
    family: str


@dataclass(frozen=True, slots=True)
class Map:
    """Is the whole drawing; `summary` says the same in words."""

    width: float
    height: float
    bar: float
    bars: tuple[Bar, ...]
    ribbons: tuple[Ribbon, ...]
    dots: tuple[Dot, ...]
    summary: str


class _Column:
    """Knows where the sentences of one document stand in its column."""

    def __init__(self, document: Document, height: float, x: float) -> None:
        sizes = [max(1, len(sentence.span)) for sentence in document.sentences]
        scale = height / sum(sizes) if sizes else 0.0
        self.edges = [0.0, *(total * scale for total in accumulate(sizes))]
        self.document = document
        self.x = x

    def bars(self) -> list[Bar]:
        """Returns a bar a sentence, with a hair of space between two."""
        out = []
        for low, high in zip(self.edges, self.edges[1:], strict=False):
            gap = min(1.5, (high - low) * 0.25)
            out.append(Bar(round(self.x, 1), round(low + gap / 2, 2), round(high - low - gap, 2)))
        return out

    def reach(self, indices: tuple[int, ...]) -> tuple[float, float]:
        """Returns the upper and lower edge of these sentences."""
        return self.edges[min(indices)], self.edges[max(indices) + 1]

    def height_of(self, offset: int) -> float:
        """Returns the height of a code point of the text."""
        for sentence, low, high in zip(self.document.sentences, self.edges, self.edges[1:], strict=False):
            if offset < sentence.span.end:
                share = (offset - sentence.span.start) / max(1, len(sentence.span))
                return low + (high - low) * max(0.0, share)
        return self.edges[-1]


def draw(report: Report) -> Map:
    """Returns the map of the report's alignment with its findings beside it."""
    alignment = report.alignment
    most = max(len(alignment.left.sentences), len(alignment.right.sentences))
    height = float(min(230, max(150, 16 * most)))
    left = _Column(alignment.left, height, _EDGE)
    right = _Column(alignment.right, height, WIDTH - _EDGE - _BAR)
    # Moved ribbons come last, so that they cross over the others.
    numbered = sorted(enumerate(shown_beads(alignment), start=1), key=lambda pair: pair[1].moved)
    ribbons = tuple(_ribbon(number, bead, left, right) for number, bead in numbered)
    bars = (*left.bars(), *right.bars())
    return Map(WIDTH, height, _BAR, bars, ribbons, _dots(report, left, right), _summary(alignment))


def _dots(report: Report, left: _Column, right: _Column) -> tuple[Dot, ...]:
    out: list[Dot] = []
    for number, finding in enumerate(report.findings, start=1):
        for column, spans, x in ((left, finding.left, 5.0), (right, finding.right, WIDTH - 5.0)):
            if spans:
                y = round(column.height_of(spans[0].start), 1)
                out.append(Dot(x, y, number, finding.severity, family(finding.code)))
    return tuple(out)


def _ribbon(number: int, bead: Bead, left: _Column, right: _Column) -> Ribbon:
    inner_left, inner_right = left.x + _BAR, right.x
    words = [f"Row {number}"]
    for column, indices in ((left, bead.left), (right, bead.right)):
        if indices:
            words.append(_opening(column.document, indices[0]))
        else:
            words.append(f"nothing on the {'left' if column is left else 'right'}")
    title = " · ".join(words) + (" (moved)" if bead.moved else "")
    if not bead.is_null:
        path = _band(inner_left, left.reach(bead.left), inner_right, right.reach(bead.right))
        return Ribbon(number, "moved" if bead.moved else "pair", path, title)
    low, high = left.reach(bead.left) if bead.left else right.reach(bead.right)
    start, tip = (inner_left, inner_left + _STUB) if bead.left else (inner_right, inner_right - _STUB)
    return Ribbon(
        number, "null", f"M{start:.1f} {low:.1f}L{tip:.1f} {(low + high) / 2:.1f}L{start:.1f} {high:.1f}Z", title
    )


def _band(x: float, here: tuple[float, float], other_x: float, there: tuple[float, float]) -> str:
    middle = (x + other_x) / 2
    return (
        f"M{x:.1f} {here[0]:.1f}C{middle:.1f} {here[0]:.1f} {middle:.1f} {there[0]:.1f} {other_x:.1f} {there[0]:.1f}"
        f"L{other_x:.1f} {there[1]:.1f}C{middle:.1f} {there[1]:.1f} {middle:.1f} {here[1]:.1f} {x:.1f} {here[1]:.1f}Z"
    )


def _opening(document: Document, index: int) -> str:
    text = " ".join(document.text_of(index).split())
    return visible(text if len(text) <= _TITLE else text[:_TITLE].rsplit(" ", 1)[0] + " …")


def _summary(alignment: Alignment) -> str:
    """Returns what the picture shows, for those who do not see it."""
    if not shown_beads(alignment):
        return "The sentences of the two texts were not aligned."
    nulls = [bead for bead in alignment.beads if bead.is_null]
    alone = (sum(len(bead.left) for bead in nulls), sum(len(bead.right) for bead in nulls))
    moved = sum(bead.moved for bead in alignment.beads)
    parts = [
        f"{counted(len(alignment.left.sentences), 'sentence')} on the left, "
        f"{len(alignment.right.sentences)} on the right",
        f"{alone[0]} only on the left, {alone[1]} only on the right",
    ]
    if moved:
        parts.append(f"{counted(moved, 'passage')} moved")
    return "; ".join(parts) + "."
