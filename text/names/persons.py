"""What shows that a name is a person's: a given name at its head, or a title before it."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

from text.document import Lang
from text.fold import fold
from text.languages import SUPPORTED
from text.resources import rows, word_set
from text.stems import without_proclitics

_PERSIAN_SOUNDS = str.maketrans({"پ": "ب", "چ": "تش", "گ": "غ", "ژ": "ج"})


@lru_cache(maxsize=16)
def _column(table: str, lang: Lang) -> frozenset[str]:
    lines = iter(rows(f"names/{table}.tsv"))
    place = next(lines).index(lang)
    words = (variant for cells in lines if len(cells) > place for variant in cells[place].split("|"))
    return frozenset(fold(word.strip()).replace(".", "") for word in words if word.strip())


def is_given_name(folded: str, lang: Lang) -> bool:
    """Tells whether a word in compare-form is a usual given name."""
    return folded in _column("given_names", lang)


def is_name_of_thing(words: Sequence[str]) -> bool:
    """Tells whether words in compare-form name a street, a school, a cup rather than a person."""
    return not word_set("names/heads.txt").isdisjoint(words)


def ends_with_title(folded: str, lang: Lang) -> bool:
    """Tells whether a stretch of text in compare-form ends with a title such as "le président" or وزير الخارجية."""
    words = folded.replace(",", " ").replace("،", " ").replace(".", "").split()
    titles = _column("titles", lang)
    for length in (1, 2, 3, 4):
        if length > len(words):
            break
        first, rest = words[-length], words[len(words) - length + 1 :]
        if any(" ".join((form, *rest)) in titles for form in (first, *without_proclitics(first, lang))):
            return True
    return False


@lru_cache(maxsize=8)
def _given_names(lang: Lang) -> dict[str, frozenset[str]]:
    lines = iter(rows("names/given_names.tsv"))
    place = next(lines).index(lang)
    found: dict[str, set[str]] = {}
    for cells in lines:
        if cells[1] == "given" and len(cells) > place:
            for variant in cells[place].split("|"):
                found.setdefault(fold(variant.strip()), set()).add(cells[0])
    return {word: frozenset(ids) for word, ids in found.items() if word}


def given_ids(folded: str, lang: Lang) -> frozenset[str]:
    """Returns the entries of the table of given names that the word is a spelling of."""
    return _given_names(lang).get(folded, frozenset())


def share_given_name(one: str, other: str) -> bool:
    """Tells whether two words in compare-form, of any script, spell one given name: Margaret, Marguerite."""
    ids = [frozenset(found for lang in SUPPORTED for found in given_ids(word, lang)) for word in (one, other)]
    return not ids[0].isdisjoint(ids[1])


def is_name_word(folded: str, lang: Lang) -> bool:
    """Tells whether the word is often part of people's names and no word of the lexicon (see `text.names.frequent`)."""
    arabic = lang in ("ar", "fa") and not folded.isascii()
    if not arabic:
        return folded in word_set("names/tokens.latin.txt")
    words = word_set("names/tokens.ar.txt")
    if lang == "fa" and folded not in words:
        # The list has Arabic spellings: إيفانا for ایوانا.
        spelled = folded.translate(_PERSIAN_SOUNDS)
        return spelled in words or spelled.replace("و", "ف", 1) in words
    return folded in words
