"""Recognised principles and measures of international texts: where a document names one, and where it comes from.

The table is `data/principles.tsv`: an id, a kind, an English name, the source that states it, and the wordings in each
language as patterns (`text/patterns.py`).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from text.document import Document, Lang, Span
from text.languages import SUPPORTED
from text.patterns import Hit, PatternBook
from text.resources import rows
from text.tokens import tokens_of

_WORDINGS = 4  # columns before the wordings


@dataclass(frozen=True, slots=True)
class Principle:
    """Is a row of the table: `kind` is principle or measure, `source` the instrument that states it, '' for usage."""

    id: str
    kind: str
    name: str
    source: str

    @property
    def title(self) -> str:
        """Returns the name with its kind and source: 'the principle of non-interference (UN Charter, art. 2(7))'."""
        head = f"the principle of {self.name}" if self.kind == "principle" else f"the measure “{self.name}”"
        return f"{head} ({self.source})" if self.source else head


@dataclass(frozen=True, slots=True)
class NamedPrinciple:
    """Is a place of a document that names a principle."""

    principle: Principle
    sentence: int
    span: Span


@lru_cache(maxsize=1)
def table() -> dict[str, Principle]:
    """Returns the principles by id, in the order of the file."""
    return {cells[0]: Principle(*cells[:_WORDINGS]) for cells in rows("principles.tsv")}


@lru_cache(maxsize=64)
def principles(document: Document) -> tuple[NamedPrinciple, ...]:
    """Returns the principles that the sentences name, in text order, none overlapping another."""
    book, known = _book(document.lang), table()
    out = []
    for sentence in document.sentences:
        tokens = tokens_of(document, sentence.index)
        for hit in _standing(book.find(document.raw, tokens)):
            span = Span(tokens[hit.where[0]].span.start, tokens[hit.where[-1]].span.end)
            out.append(NamedPrinciple(known[hit.label], sentence.index, span))
    return tuple(out)


def principles_in(document: Document, span: Span) -> tuple[Principle, ...]:
    """Returns the principles named inside the span, each once, in text order."""
    found = (named.principle for named in principles(document) if span.holds(named.span))
    return tuple(dict.fromkeys(found))


@lru_cache(maxsize=8)
def _book(lang: Lang) -> PatternBook:
    column = _WORDINGS + SUPPORTED.index(lang)
    return PatternBook(
        lang,
        (
            (cells[0], wording)
            for cells in rows("principles.tsv")
            for wording in (cells[column] if column < len(cells) else "").split("|")
            if wording.strip()
        ),
    )


def _standing(hits: Sequence[Hit]) -> list[Hit]:
    """Returns the hits that do not overlap in extent: the one with most words, then the tightest, at each place."""
    taken: set[int] = set()
    out = []
    for hit in sorted(hits, key=lambda hit: (-len(hit.where), hit.where[-1] - hit.where[0], hit.where, hit.label)):
        extent = set(range(hit.where[0], hit.where[-1] + 1))
        if not extent & taken:
            taken |= extent
            out.append(hit)
    return sorted(out, key=lambda hit: hit.where)
