"""Finds the word patterns of plain tables in a run of tokens: words, lemmas, beginnings of words, gaps between them.

A pattern is a row of elements parted by spaces. `word` is the compare-form as written (in Arabic also behind و and ف),
`@word` any inflection of it, `word*` what begins with it, `one/other` a choice, `…` up to five words between, `……` up
to eighteen; a `?` after an element lets it be missing. Patterns never run over a clause mark.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

from text.document import Lang
from text.fold import fold
from text.tokens import Token, forms_of

_GAPS = {"…": 5, "……": 18}  # words
_CLAUSE_MARKS = frozenset(',;:.!?()،؛؟…«»“”"[]')
_CONJUNCTIONS = ("و", "ف")


@dataclass(frozen=True, slots=True)
class Piece:
    """Is one alternative of an element: exact form, inflected form, or beginning of a word."""

    text: str
    how: str

    def fits(self, exact: frozenset[str], inflected: frozenset[str]) -> bool:
        """Tells whether a token with these forms fits."""
        if self.how == "prefix":
            return any(form.startswith(self.text) for form in exact)
        return self.text in (inflected if self.how == "lemma" else exact)


@dataclass(frozen=True, slots=True)
class Element:
    """Is one place of a pattern: what may stand there, and whether it may be missing; no pieces mean a gap of words."""

    pieces: tuple[Piece, ...]
    optional: bool = False
    gap: int = 0


@dataclass(frozen=True, slots=True)
class Hit:
    """Is a pattern found in a sentence: its label, and the indices of the tokens that its words cover."""

    label: str
    where: tuple[int, ...]


def parse(pattern: str) -> tuple[Element, ...]:
    """Returns the elements of a pattern as the tables write it."""
    return tuple(_element(part) for part in pattern.split())


def _element(part: str) -> Element:
    if part in _GAPS:
        return Element((), gap=_GAPS[part])
    optional = part.endswith("?")
    return Element(tuple(_piece(choice) for choice in part.rstrip("?").split("/")), optional)


def _piece(choice: str) -> Piece:
    if choice.startswith("@"):
        return Piece(_form(choice[1:]), "lemma")
    return Piece(_form(choice.rstrip("*")), "prefix" if choice.endswith("*") else "exact")


def _form(word: str) -> str:
    return fold(word).replace(" ", "")


class PatternBook:
    """Holds labelled patterns of one language, looked up by their first element."""

    def __init__(self, lang: Lang, rows: Iterable[tuple[str, str]]) -> None:
        self._lang = lang
        self._by_exact: dict[str, list[tuple[str, tuple[Element, ...]]]] = defaultdict(list)
        self._by_lemma: dict[str, list[tuple[str, tuple[Element, ...]]]] = defaultdict(list)
        # Patterns that open with the beginning of a word, by its first letter.
        self._by_letter: dict[str, list[tuple[str, tuple[Element, ...]]]] = defaultdict(list)
        for label, pattern in rows:
            self._add(label, parse(pattern))

    def _add(self, label: str, elements: tuple[Element, ...]) -> None:
        entry = (label, elements)
        for piece in elements[0].pieces:
            if piece.how == "prefix":
                self._by_letter[piece.text[:1]].append(entry)
            else:
                (self._by_lemma if piece.how == "lemma" else self._by_exact)[piece.text].append(entry)

    def find(self, raw: str, tokens: Sequence[Token]) -> list[Hit]:
        """Returns every match, longest first at each place, in text order; matches may overlap."""
        forms = [_forms(token.surface, token.folded, self._lang) for token in tokens]
        exact, inflected = [pair[0] for pair in forms], [pair[1] for pair in forms]
        breaks = [_is_break(raw[before.span.end : after.span.start]) for before, after in pairwise(tokens)]
        out: list[Hit] = []
        for start in range(len(tokens)):
            here = []
            for label, elements in self._candidates(exact[start], inflected[start]):
                where = next(_walk(elements, start, exact, inflected, breaks), None)
                if where:
                    here.append(Hit(label, where))
            out.extend(sorted(set(here), key=lambda hit: (-len(hit.where), hit.where, hit.label)))
        return out

    def _candidates(self, exact: Iterable[str], inflected: Iterable[str]) -> Iterator[tuple[str, tuple[Element, ...]]]:
        for form in exact:
            yield from self._by_exact.get(form, ())
            yield from self._by_letter.get(form[:1], ())
        for form in inflected:
            yield from self._by_lemma.get(form, ())


@lru_cache(maxsize=65536)
def _forms(surface: str, folded: str, lang: Lang) -> tuple[frozenset[str], frozenset[str]]:
    """Returns a word as written, Arabic conjunctions on and off, and the same with all forms it may inflect."""
    exact = {folded}
    if lang == "ar" and folded.startswith(_CONJUNCTIONS) and len(folded) > 2:
        exact.add(folded[1:])
    return frozenset(exact), frozenset(exact | {form for tier in forms_of(surface, lang) for form in tier})


def _is_break(gap: str) -> bool:
    return gap != " " and not _CLAUSE_MARKS.isdisjoint(gap)


def _walk(
    elements: tuple[Element, ...],
    position: int,
    exact: Sequence[frozenset[str]],
    inflected: Sequence[frozenset[str]],
    breaks: Sequence[bool],
) -> Iterator[tuple[int, ...]]:
    """Yields the ways in which the elements fit from `position` on, shortest gaps first."""
    if not elements:
        yield ()
        return
    first, rest = elements[0], elements[1:]
    if not first.pieces:
        for skipped in range(first.gap + 1):
            if skipped and (position + skipped > len(breaks) or breaks[position + skipped - 1]):
                return
            yield from _walk(rest, position + skipped, exact, inflected, breaks)
        return
    if position < len(exact) and any(piece.fits(exact[position], inflected[position]) for piece in first.pieces):
        broken = position < len(breaks) and breaks[position]
        if not broken:
            for where in _walk(rest, position + 1, exact, inflected, breaks):
                yield (position, *where)
        elif all(element.optional for element in rest):
            yield (position,)
    if first.optional:
        yield from _walk(rest, position, exact, inflected, breaks)
