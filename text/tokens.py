"""Words with their spans, and the dictionary forms a word may stand for.

A token's `forms` are candidates in compare-form, in tiers of growing licence: as written, proclitics peeled, endings
cut or lemmatised. A lexicon takes the first tier it knows. `key` is one canonical form, for identity inside a language.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from text.document import Document, Lang, Span
from text.fold import fold
from text.resources import word_set
from text.stems import candidate_tiers, canonical, lemma, without_particles, without_proclitics

# A word is letters with inner apostrophe-free marks; digits are words of their own, also when a proclitic is glued on.
_WORD = re.compile(r"\d+|(?:[^\W\d_]|[\u064b-\u0652\u0670\u0640\u200c\u200d])+", re.UNICODE)
_SHORTEST_JOINED = 4
_PERSIAN_PREFIX = frozenset({"مي", "نمي"})
_PERSIAN_SUFFIX = frozenset({"ها", "هاي", "هايي", "هايش", "ترين", "تر", "اند", "ام", "ايم"})


@dataclass(frozen=True, slots=True)
class Token:
    """Is one word: span, lower-case surface, compare-form, canonical key, whether it carries content."""

    span: Span
    surface: str
    folded: str
    key: str
    content: bool
    is_latin: bool
    capital: bool


def tokenize(raw: str, lang: Lang, start: int = 0, end: int | None = None) -> tuple[Token, ...]:
    """Returns the words of `raw[start:end]` with spans in `raw`, in text order; punctuation is left out."""
    spans = _spans(raw, start, len(raw) if end is None else end)
    if lang == "fa":
        spans = _join_persian(raw, spans)
    return tuple(token for span in spans if (token := _token(raw, span, lang)) is not None)


def words_of(raw: str, lang: Lang) -> list[str]:
    """Returns the words of a text as written, cut as `tokenize` cuts them, for those who read millions of lines."""
    if lang != "fa":
        return _WORD.findall(raw)
    return [span.of(raw) for span in _join_persian(raw, _spans(raw, 0, len(raw)))]


@lru_cache(maxsize=4096)
def tokens_of(document: Document, sentence: int) -> tuple[Token, ...]:
    """Returns the words of one sentence of the document."""
    span = document.sentences[sentence].span
    return tokenize(document.raw, document.lang, span.start, span.end)


def _spans(raw: str, start: int, end: int) -> list[Span]:
    return [Span(match.start(), match.end()) for match in _WORD.finditer(raw, start, end)]


def _token(raw: str, span: Span, lang: Lang) -> Token | None:
    surface = raw[span.start : span.end].lower()
    folded, key, content, latin = _word(surface, lang)
    if not folded:
        return None
    return Token(span, surface, folded, key, content, latin, raw[span.start].isupper())


@lru_cache(maxsize=65536)
def _word(surface: str, lang: Lang) -> tuple[str, str, bool, bool]:
    """Returns what every token of a lower-case word has: compare-form, key, whether it carries content and is Latin."""
    folded = fold(surface).replace(" ", "")
    if not folded:
        return "", "", False, False
    latin = folded[0].isascii()
    if latin and lang in ("ar", "fa"):
        return folded, folded, len(folded) > 1 or folded.isdigit(), True
    return folded, canonical(surface, lang), _is_content(folded, lang), latin


@lru_cache(maxsize=65536)
def _is_content(folded: str, lang: Lang) -> bool:
    return folded not in word_set(f"{lang}/function_words.txt") and (len(folded) > 1 or folded.isdigit())


def tiers(token: Token, lang: Lang) -> tuple[tuple[str, ...], ...]:
    """Returns the token's candidate dictionary forms, tier by tier."""
    return forms_of(token.surface, lang)


def dictionary_forms(surface: str, lang: Lang) -> tuple[str, ...]:
    """Returns the forms that a word may inflect: its lemma, or in Arabic what particles and article leave."""
    if lang in ("ar", "fa") and _word(surface, lang)[3]:
        return ()
    if lang == "ar":
        return without_particles(surface)
    return (fold(lemma(surface, lang)).replace(" ", ""),)


def forms_of(surface: str, lang: Lang) -> tuple[tuple[str, ...], ...]:
    """Returns the candidate dictionary forms of a token's surface, tier by tier."""
    folded, _, _, latin = _word(surface, lang)
    if latin and lang in ("ar", "fa"):
        return ((folded,),)
    return candidate_tiers(surface, lang)


def name_forms_of(surface: str, lang: Lang) -> tuple[tuple[str, ...], ...]:
    """Returns the forms of a surface as a name, which keeps its endings: as written, then without particles.

    Persian joins a word to the next with ی after a long vowel: آمریکای شمالی.
    """
    folded = _word(surface, lang)[0]
    if lang == "fa" and folded.endswith(("اي", "وي")) and not folded.endswith("هاي") and len(folded) > _SHORTEST_JOINED:
        return ((folded,), (folded[:-1],))
    return ((folded,), without_proclitics(folded, lang))


def _join_persian(raw: str, spans: list[Span]) -> list[Span]:
    """Joins «می شود» and «کشور ها», whose parts the writer set apart with a space instead of a joiner."""
    out: list[Span] = []
    glue = False
    for span in spans:
        folded = fold(span.of(raw))
        beside = bool(out) and raw[out[-1].end : span.start] in (" ", "\u200c", "\u00a0")
        if beside and (glue or (folded in _PERSIAN_SUFFIX and not raw[out[-1].start].isdigit())):
            out[-1] = Span(out[-1].start, span.end)
        else:
            out.append(span)
        glue = folded in _PERSIAN_PREFIX
    return out
