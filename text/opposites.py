"""Words of a document that belong to a pair of opposites: before and after, rise and fall, must and may.

The table is `data/pairs_of_opposites.tsv`; the poles + and - of a pair exclude each other where the same thing is said.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from text.document import Document, Lang, Span
from text.languages import SUPPORTED
from text.patterns import Hit, PatternBook
from text.resources import rows
from text.tokens import tokens_of

Pole = Literal["+", "-"]


@dataclass(frozen=True, slots=True)
class Opposite:
    """Is a word or phrase of one pole: its pair, the kind of the pair, its pole, its place."""

    pair: str
    kind: str
    pole: Pole
    sentence: int
    span: Span


@lru_cache(maxsize=64)
def opposites(document: Document) -> tuple[Opposite, ...]:
    """Returns the words of all pairs in text order; a word may belong to several pairs."""
    book = _book(document.lang)
    out: list[Opposite] = []
    for sentence in document.sentences:
        tokens = tokens_of(document, sentence.index)
        for hit in _standing(book.find(document.raw, tokens)):
            pair, kind, pole = hit.label.split("\t")
            span = Span(tokens[hit.where[0]].span.start, tokens[hit.where[-1]].span.end)
            if pole == "+" or pole == "-":
                out.append(Opposite(pair, kind, "+" if pole == "+" else "-", sentence.index, span))
    return tuple(sorted(out, key=lambda found: (found.span, found.pair, found.pole)))


@lru_cache(maxsize=8)
def _book(lang: Lang) -> PatternBook:
    column = 3 + SUPPORTED.index(lang)
    return PatternBook(
        lang,
        (
            ("\t".join(cells[:3]), variant)
            for cells in rows("pairs_of_opposites.tsv")
            for variant in (cells[column] if column < len(cells) else "").split("|")
            if variant.strip()
        ),
    )


def _standing(hits: Sequence[Hit]) -> list[Hit]:
    """Returns the hits that stand: within a pair the longest at a place, a phrase of neither pole before its words."""
    out: list[Hit] = []
    taken: set[tuple[str, int]] = set()
    for hit in sorted(hits, key=lambda hit: (-len(hit.where), not hit.label.endswith("\t0"), hit.where, hit.label)):
        pair = hit.label.split("\t")[0]
        places = {(pair, index) for index in hit.where}
        if not places & taken:
            taken |= places
            out.append(hit)
    return out
