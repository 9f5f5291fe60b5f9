"""Which words of a text are names of the tables: terms first, then single words, then what the neighbours allow.

A word that is an ordinary word too is only doubtful: it becomes a name where either text has the entry beyond doubt
(see `settled`). Words inside a longer term keep their own place: "armée allemande" is an army, and it is German.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence, Set
from dataclasses import dataclass
from itertools import pairwise

from text.document import Document, Lang
from text.fold import fold
from text.names.ambiguous import Standing, standing
from text.names.persons import is_given_name
from text.names.places import PLACE_KINDS
from text.stems import without_proclitics
from text.term_index import TermIndex, load_index
from text.tokens import Token, tokenize

# What may stand between the words of a term: "St. Louis", "Porte-parole", "l'Iran".
_JOINTS = " \u00a0\u200c-\u2011.'’&/"
_LONGEST_SHORTENED = 3
_SHORTEST_NEIGHBOUR = 2
# Kinds whose spellings may be ordinary words that no one listed: أسد is a lion, جنين an unborn child.
_OFTEN_WORDS = frozenset({"person", "city", "region", "company", "team", "water", "island", "mountain"})
_INSIDE = PLACE_KINDS | {"adjective", "people"}
Features = list[set[str]]


@dataclass(frozen=True, slots=True)
class Named:
    """Holds for each word of a sentence the features of its entries, and those it has if the texts bear them out."""

    sure: Features
    doubtful: Features


def named_words(tokens: tuple[Token, ...], document: Document, concepts: Features) -> Named:
    """Returns what the name tables know of the words of one sentence; `concepts` is what the lexicon knows."""
    found = Named([set() for _ in tokens], [set() for _ in tokens])
    _mark(found, tokens, document, document.lang, concepts, range(len(tokens)))
    strange = [position for position, token in enumerate(tokens) if _is_strange(token, position, document, found)]
    strange = [position for position in strange if document.lang in ("ar", "fa") or not concepts[position]]
    for lang in _OTHER_LATIN[document.lang] if strange else ():
        index = load_index("names", lang)
        # A look at the words as written first: the lemmas of another language take a third of a second to load.
        if any(
            tokens[position].folded in index.words or tokens[position].folded in index.terms for position in strange
        ):
            _mark_foreign(found, tokens, document, lang, strange)
    return found


_OTHER_LATIN: dict[Lang, tuple[Lang, ...]] = {"fr": ("en",), "en": ("fr",), "ar": ("en", "fr"), "fa": ("en", "fr")}


def _is_strange(token: Token, position: int, document: Document, found: Named) -> bool:
    """Tells whether the word is a Latin name of which the tables of the text's own language know nothing."""
    inside = position > 0 or document.lang in ("ar", "fa")
    return token.is_latin and token.capital and token.content and inside and not found.sure[position]


def _mark_foreign(
    found: Named, tokens: tuple[Token, ...], document: Document, lang: Lang, strange: Sequence[int]
) -> None:
    """Adds what the tables of another language know of Latin words: "Scotland" in French, "WHO" in Persian."""
    raw = document.raw
    place = {token.span.start: position for position, token in enumerate(tokens)}
    pieces = tokenize(raw, lang, tokens[0].span.start, tokens[-1].span.end)
    foreign = [token for token in pieces if token.span.start in place and token.is_latin]
    marks = Named([set() for _ in foreign], [set() for _ in foreign])
    wanted = [number for number, token in enumerate(foreign) if place[token.span.start] in strange]
    _mark(marks, tuple(foreign), document, lang, [set() for _ in foreign], wanted)
    for token, features in zip(foreign, marks.sure, strict=True):
        if token.capital:
            found.sure[place[token.span.start]] |= features


def _mark(
    found: Named,
    tokens: tuple[Token, ...],
    document: Document,
    lang: Lang,
    concepts: Features,
    wanted: Iterable[int],
) -> None:
    index = load_index("names", lang)
    allowed = set(wanted)
    covered: set[int] = set()
    for where, identifier in index.terms_in(tokens, lang):
        if allowed.isdisjoint(where) or not _is_term(document.raw, tokens, where, index.labels[identifier]):
            continue
        covered.update(where)
        for position in where:
            found.sure[position] |= _features(index, identifier)
    for position in sorted(allowed):
        opens = position == 0 and bool(concepts[position])
        alone = standing(tokens[position], document.raw, lang, opens=opens)
        if alone == Standing.NEVER:
            continue
        for identifier in _single(index, tokens[position], lang):
            kind = index.labels[identifier].split(" ", 1)[0]
            plain = kind in _OFTEN_WORDS and _is_plain_word(tokens[position], lang)
            # باكرا (early) is not ب and Accra.
            peeled = tokens[position].folded not in index.words and bool(concepts[position])
            target = found.doubtful if plain or peeled or alone == Standing.DOUBTFUL else found.sure
            part = _is_part(tokens, position, document, concepts, found, only_after=kind in _INSIDE)
            if not part and (kind in _INSIDE or position not in covered):
                target[position] |= _features(index, identifier)
    for start, end, identifier in _dotted(index, tokens, document.raw):
        for position in range(start, end):
            found.sure[position] |= _features(index, identifier)


def _single(index: TermIndex, token: Token, lang: Lang) -> list[int]:
    """Returns the entries that the lone word is a spelling of; but for adjectives, Latin ones have a capital."""
    ids = [
        identifier
        for identifier in index.ids_of(token, lang, as_name=True)
        if not token.is_latin or token.capital or index.labels[identifier].startswith("adjective ")
    ]
    # مقدونيا is the country before it is an adjective in the accusative.
    proper = {index.labels[identifier] for identifier in ids}
    return [
        identifier
        for identifier in ids
        if (label := index.labels[identifier].split(" ", 1))[0] != "adjective" or f"country {label[1]}" not in proper
    ]


def _is_plain_word(token: Token, lang: Lang) -> bool:
    """Tells whether a word of Arabic script, which has no capitals, stands in the lexicon just as it is written."""
    if lang not in ("ar", "fa") or token.is_latin:
        return False
    known = load_index("lexicon", lang).words
    return any(form in known for form in (token.folded, *without_proclitics(token.folded, lang)))


def _features(index: TermIndex, identifier: int) -> set[str]:
    """Returns the features of an entry; an adjective stands for its country and says that it is one."""
    kind, name = index.labels[identifier].split(" ", 1)
    return {f"n{name}", f"a{name}"} if kind == "adjective" else {f"n{name}"}


def _is_term(raw: str, tokens: Sequence[Token], where: Sequence[int], label: str) -> bool:
    """Tells whether the words stand together as one name: nothing but joints between, a capital in Latin script."""
    inside = [tokens[position].span for position in range(where[0], where[-1] + 1)]
    for one, other in pairwise(inside):
        gap = raw[one.end : other.start]
        if gap.strip(_JOINTS) or ". " in gap and len(one) > _LONGEST_SHORTENED:
            return False
    if not tokens[where[0]].is_latin or label.startswith("adjective "):
        return True
    return any(tokens[position].capital for position in where if tokens[position].content)


def _is_part(
    tokens: Sequence[Token], position: int, document: Document, concepts: Features, found: Named, *, only_after: bool
) -> bool:
    """Tells whether a lone alias in Latin script is part of a longer unknown name: "Wong Kan Seng", "Erie Canal".

    Of a place only what follows it tells: "Gaza Kanjar", but "Downtown London".
    """
    token = tokens[position]
    if not token.is_latin:
        return False
    for other in (position + 1,) if only_after else (position - 1, position + 1):
        if not 0 <= other < len(tokens) or not tokens[other].content or found.sure[other]:
            continue
        beside = tokens[other]
        first, second = sorted((token.span, beside.span))
        if document.raw[first.end : second.start] not in (" ", "\u00a0", "-"):
            continue
        known = bool(concepts[other]) and not is_given_name(beside.folded, document.lang)
        if beside.is_latin and beside.capital and not known and len(beside.folded) > _SHORTEST_NEIGHBOUR:
            return True
    return False


def _dotted(index: TermIndex, tokens: Sequence[Token], raw: str) -> list[tuple[int, int, int]]:
    """Returns (first, behind last, entry) for initials with points between: "U.S.", "U.N."."""
    out = []
    start = 0
    while start < len(tokens):
        end = start
        while end < len(tokens) and tokens[end].is_latin and tokens[end].capital and len(tokens[end].folded) == 1:
            if end > start and raw[tokens[end - 1].span.end : tokens[end].span.start] != ".":
                break
            end += 1
        if end - start >= 2:
            spelled = fold(raw[tokens[start].span.start : tokens[end - 1].span.end]) + "."
            out += [(start, end, identifier) for identifier in index.words.get(spelled, ())]
        start = max(end, start + 1)
    return out


def entries(features: Iterable[Set[str]]) -> frozenset[str]:
    """Returns the entries among the features of several words."""
    return frozenset(feature for found in features for feature in found if feature[0] == "n")


def settled(doubtful: set[str], borne_out: frozenset[str]) -> set[str]:
    """Returns the doubtful features of a word whose entry one of the texts names beyond doubt."""
    return {feature for feature in doubtful if f"n{feature[1:]}" in borne_out}
