"""What a document can be recognised by across languages and scripts, without looking at the other document.

A profile is two sets of 64-bit feature numbers. `shared` holds what a report of the same event in another language
would carry too: concepts of the written lexicon, names by table id, unknown names by the skeleton of their sound,
Latin words, figures and dates by value. `own` holds the document's words, to recognise the same text told twice in one
language.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from hashlib import blake2b

import numpy as np
from numpy.typing import NDArray

from text.document import Document, Lang
from text.mention import Quantity, When
from text.mentions import mentions
from text.names.skeleton import skeleton
from text.names.spelling import looks_like_name
from text.pairs import key_of, load_pairs
from text.term_index import TermIndex, load_index
from text.tokens import Token, tokens_of

Features = NDArray[np.uint64]
# Shorter skeletons are those of any word.
_SHORTEST_SKELETON = 3
# Small round figures are in every report.
_SMALLEST_FIGURE = 10
# A dateline stands within so many characters of the text, and of its line.
_OPENING = 300
_DATELINE = 60
# The hub of the learned pairs: a word counts as its best French counterparts (French has a table with each of the
# others).
_HUB: Lang = "fr"
_HUB_WEIGHT = 0.4


@dataclass(frozen=True, slots=True, eq=False)
class Profile:
    """Is what one document can be recognised by; both feature arrays are sorted and without repeats."""

    lang: Lang
    shared: Features
    own: Features
    day: date | None


def profile(document: Document) -> Profile:
    """Returns the profile of the document."""
    shared: set[str] = set()
    own: set[str] = set()
    lexicon, names = load_index("lexicon", document.lang), load_index("names", document.lang)
    for sentence in document.sentences:
        tokens = tokens_of(document, sentence.index)
        shared |= _terms(tokens, lexicon) | _terms(tokens, names)
        for token in tokens:
            if token.content:
                own.add(token.key)
                shared |= _of_word(token, document.lang, lexicon, names)
    shared |= _values(document)
    return Profile(document.lang, _numbers(shared), _numbers(own), _day(document))


def _terms(tokens: tuple[Token, ...], index: TermIndex) -> set[str]:
    return {_feature(index, identifier) for _, identifier in index.terms_in(tokens)}


def _feature(index: TermIndex, identifier: int) -> str:
    # Names carry their table id behind their kind, so that a demonym counts as its country; concepts have only a
    # number.
    label = index.labels[identifier]
    return label.split(" ", 1)[1] if " " in label else f"c{identifier}"


def _of_word(token: Token, lang: Lang, lexicon: TermIndex, names: TermIndex) -> set[str]:
    """Returns the comparable features of one content word."""
    known = set()
    for identifier in names.ids_of(token, lang, as_name=True):
        if lang in ("ar", "fa") or token.capital or names.labels[identifier].startswith("adjective "):
            known.add(_feature(names, identifier))
    known |= {_feature(lexicon, identifier) for identifier in lexicon.ids_of(token, lang)}
    known |= {f"h{key}" for key in _hub_keys(key_of(token, lang), lang)}
    if not known and looks_like_name(token, known):
        sound = skeleton(token.folded)
        if len(sound) >= _SHORTEST_SKELETON:
            known.add(f"~{sound}")
    if token.is_latin and not token.folded.isdigit() and (lang in ("ar", "fa") or token.capital):
        known.add(f"={token.folded}")
    return known


def _hub_keys(key: str, lang: Lang) -> tuple[str, ...]:
    if lang == _HUB:
        return (key,)
    row = load_pairs(lang, _HUB).get(key, {})
    return tuple(other for other, weight in row.items() if weight >= _HUB_WEIGHT)


def _values(document: Document) -> set[str]:
    """Returns the figures and full dates the document states."""
    out: set[str] = set()
    for mention in mentions(document):
        value = mention.value
        if isinstance(value, Quantity) and not value.vague:
            bounds = {bound for reading in value.readings for bound in (reading.low, reading.high)}
            out |= {f"#{bound}" for bound in bounds if bound >= _SMALLEST_FIGURE or bound.denominator > 1}
        elif isinstance(value, When):
            out |= {f"@{reading}" for reading in value.readings if len(reading) >= 7}
            out |= {f"@--{reading[-5:]}" for reading in value.readings if len(reading) == 10}
    return out


def _day(document: Document) -> date | None:
    """Returns the day of the report: that of its page, else a full date where datelines stand."""
    stated = [(document.meta.dateline or "")[:10]]
    for mention in mentions(document):
        begin = mention.span.start
        in_line = begin - (document.raw.rfind("\n", 0, begin) + 1)
        value = mention.value
        if begin <= _OPENING and in_line <= _DATELINE and isinstance(value, When) and len(value.readings) == 1:
            stated.append(value.readings[0])
    for text in stated:
        try:
            return date.fromisoformat(text)
        except ValueError:
            continue
    return None


@lru_cache(maxsize=200_000)
def _number(feature: str) -> int:
    return int.from_bytes(blake2b(feature.encode("utf-8", "replace"), digest_size=8).digest(), "little")


def _numbers(features: set[str]) -> Features:
    return np.unique(np.array([_number(feature) for feature in features], dtype=np.uint64))
