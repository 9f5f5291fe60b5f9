"""The reading side's types: Span, Sentence, Unit, Document.

All offsets are Unicode code points of `Document.raw`, the text exactly as read. Spans are half-open.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Lang = Literal["fr", "ar", "fa", "en"]
UnitKind = Literal["clause", "item"]


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """Marks `raw[start:end]`."""

    start: int
    end: int

    def __post_init__(self) -> None:
        if not 0 <= self.start <= self.end:
            raise ValueError(f"a span needs 0 <= start <= end, got {self.start}, {self.end}")

    def __len__(self) -> int:
        return self.end - self.start

    def of(self, raw: str) -> str:
        """Returns the text under the span."""
        return raw[self.start : self.end]

    def overlaps(self, other: Span) -> bool:
        """Tells whether the two spans share at least one code point."""
        return self.start < other.end and other.start < self.end

    def holds(self, other: Span) -> bool:
        """Tells whether `other` lies wholly inside."""
        return self.start <= other.start and other.end <= self.end


@dataclass(frozen=True, slots=True)
class Sentence:
    """Is one sentence; `paragraph` counts the blocks of the text from 0."""

    index: int
    span: Span
    paragraph: int


@dataclass(frozen=True, slots=True)
class Unit:
    """Is a clause or a list item inside the sentence with index `sentence`."""

    sentence: int
    span: Span
    kind: UnitKind


@dataclass(frozen=True, slots=True)
class Meta:
    """Says where the text came from; `dateline` is an ISO date if the text states one."""

    path: str = ""
    sha256: str = ""
    title: str = ""
    dateline: str | None = None


@dataclass(frozen=True, slots=True)
class Document:
    """Is one version of a report, read and cut up, its text untouched.

    `sentences` and `units` are in text order, do not overlap (units: within their kind) and never touch `furniture`,
    the spans of agency boilerplate and site chrome that no rule may look at.
    """

    id: str
    lang: Lang
    raw: str
    sentences: tuple[Sentence, ...]
    units: tuple[Unit, ...]
    furniture: tuple[Span, ...]
    meta: Meta = Meta()

    def __hash__(self) -> int:
        # Readers keep what they found by document and ask sentence by sentence: a string knows its hash, while those of
        # all sentences and clauses would be worked out anew each time.
        return hash((self.id, self.lang, self.raw))

    def text_of(self, index: int) -> str:
        """Returns the text of the sentence with this index."""
        return self.sentences[index].span.of(self.raw)

    def sentence_at(self, offset: int) -> int | None:
        """Returns the index of the sentence that holds the code point at `offset`, if any (binary search)."""
        low, high = 0, len(self.sentences)
        while low < high:
            middle = (low + high) // 2
            if self.sentences[middle].span.end <= offset:
                low = middle + 1
            else:
                high = middle
        if low < len(self.sentences) and self.sentences[low].span.start <= offset:
            return low
        return None
