"""Finds the entries of a word list in a run of tokens: single words by their candidate forms, terms by their keys.

An index file (`data/compiled/*.tsv`) has one entry a line: kind (`w` word, `t` term), form, ids. It is made from the
plain tables by `python -m text.compile_tables`.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from text.document import Lang
from text.resources import data_file
from text.stems import canonical, without_proclitics
from text.tokens import Token, dictionary_forms, forms_of, name_forms_of

# Function words may stand between the words of a term: "conseil de sécurité", "الممثل الدائم ل".
_LARGEST_GAP = 2
# Letters that open the particles of Arabic: and, so, in, to, like.
_PARTICLES = frozenset("وفبلك")


@dataclass(frozen=True, slots=True, eq=False)
class TermIndex:
    """Holds the entries of one language: folded word → ids, and first key → (all keys, id)."""

    signature: str
    labels: tuple[str, ...]
    words: dict[str, tuple[int, ...]]
    terms: dict[str, tuple[tuple[tuple[str, ...], int], ...]]

    def ids_of(self, token: Token, lang: Lang, *, as_name: bool = False) -> tuple[int, ...]:
        """Returns the ids of the first tier of the token's forms that the index knows; names only shed proclitics.

        A word known as written (`déclaré`, `animaux`) is also looked up as the form of another: `déclarer`, `animal`.
        """
        return _ids(self, token.surface, lang, as_name)

    def terms_in(self, tokens: Sequence[Token], lang: Lang | None = None) -> list[tuple[tuple[int, ...], int]]:
        """Returns (indices of the content words, id) for every term in the run, longest first at each place.

        Of a term that consists of little words only, all are returned. With `lang`, the first word of a term may have
        particles before it: وكوريا الجنوبية.
        """
        keys = [token.key for token in tokens]
        out = []
        for start, key in enumerate(keys):
            for first in (key, *(_bare_keys(tokens[start].folded, key, lang) if lang == "ar" else ())):
                entries = self.terms.get(first)
                if entries is None:
                    continue
                # No term goes on with a word that the rest of the sentence lacks.
                after = set(keys[start + 1 :])
                for wanted, identifier in entries:
                    if wanted[1:] and wanted[1] not in after:
                        continue
                    where = self._match(tokens, keys, start, wanted)
                    if where:
                        content = tuple(place for place in where if tokens[place].content)
                        out.append((content or where, identifier))
        return out

    @staticmethod
    def _match(tokens: Sequence[Token], keys: list[str], start: int, wanted: tuple[str, ...]) -> tuple[int, ...]:
        where = [start]
        position = start
        for key in wanted[1:]:
            position += 1
            gap = 0
            while (
                position < len(keys) and keys[position] != key and not tokens[position].content and gap < _LARGEST_GAP
            ):
                position += 1
                gap += 1
            if position >= len(keys) or keys[position] != key:
                return ()
            where.append(position)
        return tuple(where)


@lru_cache(maxsize=131072)
def _ids(index: TermIndex, surface: str, lang: Lang, as_name: bool) -> tuple[int, ...]:
    for number, tier in enumerate(name_forms_of(surface, lang) if as_name else forms_of(surface, lang)):
        found = {identifier: None for form in tier for identifier in index.words.get(form, ())}
        if found:
            if not as_name and number == 0:
                for form in dictionary_forms(surface, lang):
                    found |= dict.fromkeys(index.words.get(form, ()))
            return tuple(found)
    return ()


@lru_cache(maxsize=65536)
def _bare_keys(folded: str, key: str, lang: Lang) -> tuple[str, ...]:
    """Returns the keys of an Arabic word without its particles, other than its own."""
    if folded[0] not in _PARTICLES:
        return ()
    bare = (canonical(form, lang) for form in without_proclitics(folded, lang))
    return tuple(dict.fromkeys(found for found in bare if found != key))


@lru_cache(maxsize=16)
def load_index(name: str, lang: Lang) -> TermIndex:
    """Returns the compiled index `data/compiled/<name>.<lang>.tsv`."""
    words: dict[str, tuple[int, ...]] = {}
    terms: dict[str, list[tuple[tuple[str, ...], int]]] = {}
    lines = data_file(f"compiled/{name}.{lang}.tsv").splitlines()
    signature = lines[0].split("\t")[1]
    labels = tuple(data_file(f"compiled/{name}.ids.txt").splitlines())
    for line in lines[1:]:
        kind, form, numbers = line.split("\t")
        identifiers = tuple(map(int, numbers.split(",")))
        if kind == "w":
            words[form] = identifiers
        else:
            keys = tuple(form.split(" "))
            terms.setdefault(keys[0], []).extend((keys, identifier) for identifier in identifiers)
    ordered = {
        first: tuple(sorted(entries, key=lambda entry: (-len(entry[0]), entry))) for first, entries in terms.items()
    }
    return TermIndex(signature, labels, words, ordered)
