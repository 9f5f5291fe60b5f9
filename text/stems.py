"""Candidate dictionary forms of a word in compare-form: clitics peeled, endings cut, lemmas looked up.

Light affix tables come from `data/<lang>/affixes.tsv`; lemmas from simplemma (https://doi.org/10.5281/zenodo.4673264),
which is only loaded once a word needs it. Nothing here is for display.
"""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from text.document import Lang
from text.fold import fold
from text.resources import rows

if TYPE_CHECKING:
    from simplemma import Lemmatizer

Tiers = tuple[tuple[str, ...], ...]
_SHORTEST_STEM = 2
# Letters that a word known as written must keep to be taken for particles and another word as well (ولد, وعد).
_SHORTEST_REST = 3
# Languages whose lemma table loads fast enough and finds more than the affix rules alone.
_LEMMATISED = frozenset({"fr", "en", "fa"})


@lru_cache(maxsize=16)
def _affixes(lang: Lang, kind: str) -> tuple[tuple[str, str], ...]:
    """Returns (affix, replacement) pairs of one kind, longest first, from the language's table."""
    pairs = [
        (cells[1], cells[2] if len(cells) > 2 else "") for cells in rows(f"{lang}/affixes.tsv") if cells[0] == kind
    ]
    return tuple(sorted(pairs, key=lambda pair: (-len(pair[0]), pair)))


@lru_cache(maxsize=16)
def _by_affix(lang: Lang, kind: str) -> tuple[int, dict[str, tuple[str, ...]]]:
    """Returns the length of the longest affix of the kind, and affix → replacements, the table's last first."""
    out: dict[str, tuple[str, ...]] = {}
    for affix, replacement in _affixes(lang, kind):
        out[affix] = (replacement, *out.get(affix, ()))
    return max(map(len, out), default=0), out


@lru_cache(maxsize=1)
def _lemmatizer() -> Lemmatizer:
    from simplemma import Lemmatizer

    return Lemmatizer()


@lru_cache(maxsize=65536)
def lemma(word: str, lang: Lang) -> str:
    """Returns simplemma's lemma of a word as written (not folded), or the word itself."""
    return _lemmatizer().lemmatize(word, lang=lang)


def _peeled(word: str, lang: Lang) -> list[str]:
    """Returns the word without its proclitics, every plausible way, shortest cut first."""
    longest, known = _by_affix(lang, "prefix")
    out = []
    for size in range(1, min(longest, len(word)) + 1):
        for replacement in known.get(word[:size], ()):
            rest = replacement + word[size:]
            if len(rest) > _SHORTEST_STEM:
                out.append(rest)
    return out


@lru_cache(maxsize=8)
def _bare_prefixes(lang: Lang) -> tuple[str, ...]:
    """Returns the proclitics that are cut off whole, longest first; not the mark of the future, which no noun takes."""
    return tuple(prefix for prefix, replacement in _affixes(lang, "prefix") if not replacement and "س" not in prefix)


@lru_cache(maxsize=65536)
def without_particles(surface: str) -> tuple[str, ...]:
    """Returns an Arabic word without particles, article or imperfect prefix; shorter rests are too often chance."""
    return tuple(form for form in _peeled(fold(surface), "ar") if len(form) > _SHORTEST_REST)


@lru_cache(maxsize=65536)
def without_proclitics(word: str, lang: Lang, *, shortest: int = 3) -> tuple[str, ...]:
    """Returns an Arabic word without its particles and article, every plausible way; nothing for other languages.

    What is left has at least `shortest` letters.
    """
    if lang != "ar":
        return ()
    plain = _bare_prefixes(lang)
    rests = [word[len(prefix) :] for prefix in plain if word.startswith(prefix) and len(word) - len(prefix) >= shortest]
    # In writing, لل hides the article of a name that keeps it: للصين is ل + الصين.
    hidden = next((len(prefix) for prefix in ("لل", "ولل", "فلل") if word.startswith(prefix)), 0)
    return (*rests, *(("ال" + word[hidden:],) if hidden and len(word) - hidden > 2 else ()))


def _cut(word: str, lang: Lang) -> list[str]:
    """Returns the word with one ending cut or replaced, every plausible way, shortest cut first."""
    longest, known = _by_affix(lang, "suffix")
    out = []
    for size in range(1, min(longest, len(word) - _SHORTEST_STEM) + 1):
        for replacement in known.get(word[-size:], ()):
            rest = word[:-size] + replacement
            if len(rest) > _SHORTEST_STEM:
                out.append(rest)
    return out


@lru_cache(maxsize=65536)
def candidate_tiers(surface: str, lang: Lang) -> Tiers:
    """Returns the candidate forms of a lower-case word: as written; peeled or lemma; endings cut once; twice."""
    word = fold(surface).replace(" ", "")
    seen = {word}
    result: list[tuple[str, ...]] = [(word,)]

    def tier(words: list[str]) -> list[str]:
        fresh = [form for form in dict.fromkeys(words) if form not in seen]
        seen.update(fresh)
        if fresh:
            result.append(tuple(fresh))
        return fresh

    peeled = tier([*_peeled(word, lang), *_lemma_forms(surface, lang)])
    bases = [word, *peeled]
    cut = tier([form for base in bases for form in _cut(base, lang)])
    tier([form for base in cut for form in _cut(base, lang)])
    return tuple(result)


def _lemma_forms(surface: str, lang: Lang) -> list[str]:
    """Returns the lemma where a table is loaded for the language; Arabic does without (0.4 s to load, see docs)."""
    return [fold(lemma(surface, lang))] if lang in _LEMMATISED else []


@lru_cache(maxsize=8)
def families(lang: Lang) -> dict[str, str]:
    """Returns known form → head of its word family, from `data/<lang>/families.tsv` (see `align.build_pairs`)."""
    try:
        return {cells[0]: cells[1] for cells in rows(f"{lang}/families.tsv")}
    except FileNotFoundError:
        return {}


def _known_form(surface: str, lang: Lang) -> str | None:
    """Returns the longest form of the first tier that the families know.

    French and English trust the lemma alone: cutting further makes `franc` of `France`.
    """
    known = families(lang)
    plain = lang in ("fr", "en")
    for tier in ((fold(surface),), (fold(lemma(surface, lang)),)) if plain else candidate_tiers(surface, lang):
        found = [form for form in tier if form in known]
        if found:
            return max(found, key=len)
    return None


@lru_cache(maxsize=65536)
def canonical(surface: str, lang: Lang) -> str:
    """Returns one form that the inflections of a word share as far as light rules go (identity inside a language)."""
    if lang in _LEMMATISED:
        return fold(lemma(surface, lang))
    return _known_form(surface, lang) or _light(fold(surface).replace(" ", ""), lang)


def _light(word: str, lang: Lang) -> str:
    """Returns the word without the article and one ending, for words no list knows (Larkey et al. 2007, light10)."""
    for prefix, _ in _affixes(lang, "article"):
        if word.startswith(prefix) and len(word) - len(prefix) >= _SHORTEST_STEM:
            word = word[len(prefix) :]
            break
    for suffix, _ in _affixes(lang, "light"):
        if word.endswith(suffix) and len(word) - len(suffix) > _SHORTEST_STEM:
            return word[: -len(suffix)]
    return word


@lru_cache(maxsize=65536)
def family(surface: str, lang: Lang) -> str:
    """Returns the head of the word's family: verb, action noun and broken plural share one, where the lexicon says so.

    The keys of the learned pairs are families: small parallel corpora can then learn of a word from all its forms.
    """
    form = _known_form(surface, lang)
    return families(lang)[form] if form else canonical(surface, lang)
