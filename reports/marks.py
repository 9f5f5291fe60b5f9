"""Cuts one text into segments so that overlapping findings can be marked in it without crossing tags.

Every finding has a place on each side: its spans, or a caret (the proof-reader's insertion sign) where something should
have stood. The first piece drawn of it carries the anchor `left-3` or `right-3`.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from dataclasses import dataclass
from itertools import pairwise
from typing import Literal

from checks.finding import Finding, Severity
from reports.bidi import visible
from reports.excerpt import widened
from reports.values import describe
from text.document import Document, Span
from text.mention import Mention

Side = Literal["left", "right"]
# In a marked sentence the figures are not what the finding is about.
_SHORT = 80


@dataclass(frozen=True, slots=True)
class Mark:
    """Is a span of finding `number` as it is drawn, widened to the edges of joined letters."""

    number: int
    span: Span
    severity: Severity
    family: str
    title: str


@dataclass(frozen=True, slots=True)
class Drawn:
    """Is one mark over one segment. `anchor` is an id or ''; `closes` asks for the finding's number behind it."""

    mark: Mark
    anchor: str
    closes: bool


@dataclass(frozen=True, slots=True)
class Caret:
    """Is an insertion sign before a segment."""

    mark: Mark
    anchor: str


@dataclass(frozen=True, slots=True)
class Note:
    """Says how the figure or date that ends here was read; `told` where it is part of a finding."""

    text: str
    told: bool


@dataclass(frozen=True, slots=True)
class Segment:
    """Is a stretch of text under the same marks, the gravest innermost, with the carets that stand before it and the
    values that were read up to its end.
    """

    carets: tuple[Caret, ...]
    text: str
    marks: tuple[Drawn, ...]
    notes: tuple[Note, ...] = ()


@dataclass(frozen=True, slots=True)
class Block:
    """Is a stretch of the text that the page shows: a sentence (with its index), or text that was not compared."""

    span: Span
    sentence: int | None


def family(code: str) -> str:
    """Returns the letters of a code, `OTH` for codes that do not look like ours: they become class names."""
    return code[:3] if len(code) >= 3 and code[:3].isascii() and code[:3].isalpha() and code[:3].isupper() else "OTH"


def blocks(document: Document) -> tuple[Block, ...]:
    """Returns all of the text except white space, in order: sentences, and the lines of what lies between them.

    What lies between is furniture by the reader's promise; taken as the complement of the sentences no word can get
    lost.
    """
    out: list[Block] = []
    place = 0
    for sentence in document.sentences:
        out += _lines(document.raw, place, sentence.span.start)
        out.append(Block(sentence.span, sentence.index))
        place = sentence.span.end
    return (*out, *_lines(document.raw, place, len(document.raw)))


def _lines(raw: str, start: int, end: int) -> list[Block]:
    out: list[Block] = []
    for line in raw[start:end].split("\n"):
        text = line.strip()
        if text:
            begin = start + len(line) - len(line.lstrip())
            out.append(Block(Span(begin, begin + len(text)), None))
        start += len(line) + 1
    return out


class Marker:
    """Draws the findings of one side into its blocks, once each: it remembers which anchors are placed."""

    def __init__(
        self,
        side: Side,
        document: Document,
        findings: tuple[Finding, ...],
        titles: tuple[str, ...],
        mentions: tuple[Mention, ...] = (),
    ) -> None:
        self.side = side
        self._raw = document.raw
        self._shown = [block.span for block in blocks(document) if len(block.span)]
        self._starts = [block.start for block in self._shown]
        self._marks: list[Mark] = []
        self._carets: dict[Span, list[Mark]] = {}
        self._numbers: set[int] = set()
        self._placed: set[int] = set()
        for number, finding in enumerate(findings, start=1):
            spans = finding.left if side == "left" else finding.right
            for span in spans:
                self._add(number, finding, span, titles[number - 1])
            if not spans and finding.expected_near is not None:
                end = finding.expected_near.end
                self._add(number, finding, Span(end, end), f"{titles[number - 1]} (expected here)")
        self._marks.sort(key=lambda mark: (-mark.severity.rank, mark.number))
        self._over: dict[Span, list[Mark]] = {}
        for mark in self._marks:
            for block in self._under(mark.span):
                self._over.setdefault(block, []).append(mark)
        self._notes = self._read(mentions)
        self._note_places = sorted(self._notes)

    def has(self, number: int) -> bool:
        """Tells whether finding `number` has a place on this side."""
        return number in self._numbers

    def segments(self, block: Span) -> tuple[Segment, ...]:
        """Returns the segments of one block. Call it once a block, in the order of the text."""
        marks = self._over.get(block, [])
        carets = self._carets.get(block, [])
        edges = {block.start, block.end, *(mark.span.start for mark in carets)}
        edges |= {edge for mark in marks for edge in (mark.span.start, mark.span.end)}
        first, after = (bisect_right(self._note_places, place) for place in (block.start, block.end))
        edges.update(self._note_places[first:after])
        cuts = sorted(edge for edge in edges if block.start <= edge <= block.end)
        out = [self._segment(start, end, marks, carets) for start, end in pairwise(cuts)]
        last = tuple(self._caret(mark) for mark in carets if mark.span.start == block.end)
        return (*out, Segment(last, "", ())) if last else tuple(out)

    def _add(self, number: int, finding: Finding, span: Span, title: str) -> None:
        """Keeps a span as a mark if there is text under it, else as a caret beside the text nearest before it."""
        size = len(self._raw)
        drawn = widened(self._raw, Span(min(span.start, size), min(span.end, size)))
        if len(drawn) and self._under(drawn):
            self._marks.append(Mark(number, drawn, finding.severity, family(finding.code), title))
        elif (home := self._home(drawn.end)) is not None:
            edge = min(max(drawn.end, home.start), home.end)
            caret = Mark(number, Span(edge, edge), finding.severity, family(finding.code), title)
            self._carets.setdefault(home, []).append(caret)
        else:
            return
        self._numbers.add(number)

    def _read(self, mentions: tuple[Mention, ...]) -> dict[int, list[Note]]:
        """Returns the values to show, by the place where the figure ends; those that say what stands there are left
        out.
        """
        out: dict[int, list[Note]] = {}
        for mention in mentions:
            value = describe(mention)
            if value and value != mention.surface.strip():
                near = (mark for block in self._under(mention.span) for mark in self._over.get(block, []))
                told = any(mark.span.overlaps(mention.span) for mark in near if len(mark.span) <= _SHORT)
                out.setdefault(widened(self._raw, mention.span).end, []).append(Note(visible(value), told))
        return out

    def _home(self, place: int) -> Span | None:
        """Returns the block in which a caret at `place` stands: the last one that begins before it."""
        return self._shown[max(0, bisect_left(self._starts, place) - 1)] if self._shown else None

    def _under(self, span: Span) -> list[Span]:
        """Returns the blocks that a span overlaps."""
        first = max(0, bisect_right(self._starts, span.start) - 1)
        after = bisect_left(self._starts, span.end)
        return [block for block in self._shown[first:after] if block.overlaps(span)]

    def _segment(self, start: int, end: int, marks: list[Mark], carets: list[Mark]) -> Segment:
        standing = tuple(self._caret(mark) for mark in carets if mark.span.start == start)
        over = [mark for mark in marks if mark.span.start <= start and end <= mark.span.end]
        drawn = tuple(Drawn(mark, self._anchor(mark), mark.span.end == end) for mark in over)
        return Segment(standing, visible(self._raw[start:end]), drawn, tuple(self._notes.get(end, ())))

    def _caret(self, mark: Mark) -> Caret:
        return Caret(mark, self._anchor(mark))

    def _anchor(self, mark: Mark) -> str:
        if mark.number in self._placed:
            return ""
        self._placed.add(mark.number)
        return f"{self.side}-{mark.number}"
