"""The user's glossary: terms with their renderings, and where they stand in a run of words.

A term is recognised with clitics and inflection; function words may stand between its
words, or be left out. Where one term stands inside another, only the longer one counts. `text.glossary_file` reads it.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache

from text.document import Lang
from text.stems import family
from text.tokens import Token, tiers, tokenize

# Words without content that may stand between the words of a term.
_LARGEST_GAP = 2
# How many further words may stand among those of a rendering, in any order, for it to count as used.
_LOOSE = 3
_SHORTEST_SHARED = 3
_WEAK_LETTERS = str.maketrans("", "", "اويء")


@dataclass(frozen=True, slots=True)
class Row:
    """Is one row of a glossary: the line it stands on and the variants of the term in each language."""

    line: int
    variants: tuple[tuple[Lang, tuple[str, ...]], ...]

    def of(self, lang: Lang) -> tuple[str, ...]:
        """Returns the variants in a language; none where the row has none."""
        return next((variants for own, variants in self.variants if own == lang), ())


@dataclass(frozen=True, slots=True)
class Occurrence:
    """Is a term found in a run of words: the positions of its words, and the numbers of the rows that list it."""

    where: tuple[int, ...]
    rows: tuple[int, ...]


@dataclass(frozen=True, slots=True, eq=False)
class Glossary:
    """Holds the rows of a glossary, the languages of its columns, and the hash of what it says."""

    path: str
    langs: tuple[Lang, ...]
    rows: tuple[Row, ...]
    signature: str

    def covers(self, left: Lang, right: Lang) -> bool:
        """Tells whether the glossary has a column for each of two different languages."""
        return left != right and left in self.langs and right in self.langs

    def occurrences(self, tokens: Sequence[Token], lang: Lang, other: Lang) -> list[Occurrence]:
        """Returns the terms that have a rendering in `other` and stand in the run, without those inside longer ones."""
        index = _index(self, lang, other)
        found: dict[tuple[int, ...], set[int]] = defaultdict(set)
        for start, token in enumerate(tokens):
            for words, row in {term for form in _forms(token, lang) for term in index.get(form, ())}:
                where = _match(tokens, lang, start, words)
                if where:
                    found[where].add(row)
        kept: list[Occurrence] = []
        taken: set[int] = set()
        for where in sorted(found, key=lambda places: (-len(places), places)):
            if taken.isdisjoint(where):
                taken.update(where)
                kept.append(Occurrence(where, tuple(sorted(found[where]))))
        return sorted(kept, key=lambda one: one.where)

    def is_rendered(self, rows: Iterable[int], tokens: Sequence[Token], lang: Lang) -> bool:
        """Tells whether one of the rows' variants stands in the run, in any inflection, order or near wording."""
        return any(
            _stands(tokens, lang, words)
            for row in rows
            for variant in self.rows[row].of(lang)
            if (words := term_words(variant, lang))
        )


def term_words(variant: str, lang: Lang) -> tuple[Token, ...]:
    """Returns the words of a term that must be found: those with content, or all where none has any."""
    tokens = tokenize(variant, lang)
    return tuple(token for token in tokens if token.content) or tokens


Terms = dict[str, tuple[tuple[tuple[Token, ...], int], ...]]


@lru_cache(maxsize=16)
def _index(glossary: Glossary, lang: Lang, other: Lang) -> Terms:
    """Returns form of a term's first word → (its words, number of its row)."""
    out: dict[str, list[tuple[tuple[Token, ...], int]]] = defaultdict(list)
    for number, row in enumerate(glossary.rows):
        if not row.of(other):
            continue
        for variant in row.of(lang):
            words = term_words(variant, lang)
            for form in _stated(words[0], lang) if words else ():
                out[form].append((words, number))
    return {form: tuple(terms) for form, terms in out.items()}


def _match(tokens: Sequence[Token], lang: Lang, start: int, words: Sequence[Token]) -> tuple[int, ...]:
    """Returns the positions of the words, which follow each other with nothing but function words between."""
    where: list[int] = []
    position = start
    for word in words:
        gap = 0
        while where and position < len(tokens) and not _is_form(tokens[position], word, lang):
            if tokens[position].content or gap == _LARGEST_GAP:
                return ()
            position, gap = position + 1, gap + 1
        if position >= len(tokens) or not _is_form(tokens[position], word, lang):
            return ()
        where.append(position)
        position += 1
    return tuple(where)


def _stands(tokens: Sequence[Token], lang: Lang, words: Sequence[Token]) -> bool:
    """Tells whether all words stand close together in the run, in any order."""
    places = [[at for at, token in enumerate(tokens) if _is_kin(token, word, lang)] for word in words]
    if not all(places):
        return False
    reach = len(words) - 1 + _LOOSE
    return any(all(any(abs(at - start) <= reach for at in held) for held in places[1:]) for start in places[0])


def _forms(token: Token, lang: Lang) -> frozenset[str]:
    """Returns every form that a word of a text may stand for; short ones prove nothing unless written so."""
    cut = {form for tier in tiers(token, lang)[1:] for form in tier if len(form) >= _SHORTEST_SHARED}
    return frozenset(cut | {token.folded, token.key})


def _stated(word: Token, lang: Lang) -> frozenset[str]:
    """Returns the forms that a glossary's own word is known by: as written, without clitics, its lemma."""
    peeled = [form for tier in tiers(word, lang)[1:2] for form in tier if len(form) >= _SHORTEST_SHARED]
    return frozenset({word.folded, word.key, *peeled})


def _is_form(token: Token, word: Token, lang: Lang) -> bool:
    return not _forms(token, lang).isdisjoint(_stated(word, lang))


def _is_kin(token: Token, word: Token, lang: Lang) -> bool:
    """Tells whether a word is a form of the other, or of its family: a broken plural, the verb of an action noun."""
    if _is_form(token, word, lang):
        return True
    if token.is_latin != word.is_latin or family(token.surface, lang) != family(word.surface, lang):
        return False
    # A family also holds synonyms, which a glossary tells apart: the letters must be alike too.
    if token.is_latin:
        return token.folded[:3] == word.folded[:3]
    return _root(token, lang) == _root(word, lang)


def _root(word: Token, lang: Lang) -> str:
    """Returns the strong letters of a word, which Arabic plurals and action nouns keep."""
    return word.key.removeprefix("ال" if lang == "ar" else "").removesuffix("ه").translate(_WEAK_LETTERS)
