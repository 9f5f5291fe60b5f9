"""Words that keep a statement from being a fact: reportedly, aurait, ربما, گویا, and what may stand for them.

The word lists are `data/<lang>/hedges.tsv`; modal words of `text.opposites` may stand for a hedge too.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from text.document import Document, Lang, Span
from text.opposites import opposites
from text.patterns import Hit, PatternBook
from text.quotes import is_quoted
from text.resources import rows
from text.tokens import tokens_of

HedgeKind = Literal["hedge", "weak", "soft"]
_KINDS: tuple[HedgeKind, ...] = ("hedge", "weak", "soft")


@dataclass(frozen=True, slots=True)
class Hedge:
    """Is a hedge, one in passing (`weak`), or what may stand for one (`soft`); `quoted` if inside a quotation."""

    kind: HedgeKind
    sentence: int
    span: Span
    quoted: bool


@lru_cache(maxsize=64)
def hedges(document: Document) -> tuple[Hedge, ...]:
    """Returns the hedges and what may stand for them, in text order."""
    book = _book(document.lang)
    out = [
        Hedge("soft", found.sentence, found.span, quoted=False)
        for found in opposites(document)
        if found.kind == "modality"
    ]
    for sentence in document.sentences:
        tokens = tokens_of(document, sentence.index)
        for hit in _standing(book.find(document.raw, tokens)):
            span = Span(tokens[hit.where[0]].span.start, tokens[hit.where[-1]].span.end)
            kind = next(kind for kind in _KINDS if kind == hit.label)
            out.append(Hedge(kind, sentence.index, span, is_quoted(document, span.start)))
    return tuple(sorted(out, key=lambda found: (found.span, found.kind)))


@lru_cache(maxsize=8)
def _book(lang: Lang) -> PatternBook:
    return PatternBook(lang, ((cells[0], cells[1]) for cells in rows(f"{lang}/hedges.tsv")))


def _standing(hits: Sequence[Hit]) -> list[Hit]:
    """Returns the hits that stand: the longest at each place, what only looks like a hedge taking its words away."""
    taken: set[int] = set()
    out = []
    for hit in sorted(hits, key=lambda hit: (-len(hit.where), hit.label, hit.where)):
        if not taken & set(hit.where):
            taken |= set(hit.where)
            out.append(hit)
    return [hit for hit in out if hit.label != "none"]
