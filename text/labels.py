"""Designations of actors and events that news texts choose among, with the referent and the usage of each.

The table is `data/labels.tsv`; it names usage (plain, official, charged, honouring), not who is right.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from text.document import Document, Lang, Span
from text.languages import SUPPORTED
from text.patterns import PatternBook
from text.resources import rows
from text.tokens import tokens_of


@dataclass(frozen=True, slots=True)
class Label:
    """Is a designation as it stands: what it may refer to, how it is used, and where."""

    referent: str
    usage: str
    sentence: int
    span: Span


@lru_cache(maxsize=64)
def labels(document: Document) -> tuple[Label, ...]:
    """Returns the labels of all sentences in text order; within a referent the longest one at a place."""
    book = _book(document.lang)
    out: list[Label] = []
    for sentence in document.sentences:
        tokens = tokens_of(document, sentence.index)
        taken: set[tuple[str, int]] = set()
        hits = book.find(document.raw, tokens)
        for hit in sorted(hits, key=lambda hit: (-len(hit.where), hit.where, hit.label)):
            referent, usage = hit.label.split("\t")
            places = {(referent, index) for index in hit.where}
            if not places & taken:
                taken |= places
                span = Span(tokens[hit.where[0]].span.start, tokens[hit.where[-1]].span.end)
                out.append(Label(referent, usage, sentence.index, span))
    return tuple(sorted(out, key=lambda label: (label.span, label.referent)))


@lru_cache(maxsize=8)
def _book(lang: Lang) -> PatternBook:
    column = 2 + SUPPORTED.index(lang)
    return PatternBook(
        lang,
        (
            (f"{cells[0]}\t{cells[1]}", variant)
            for cells in rows("labels.tsv")
            for variant in cells[column].split("|")
            if variant.strip()
        ),
    )
