"""What the words of two documents have in common: concepts, names, figures, sounds.

Each word of either side gets features; two words may translate each other if they share one. Features come from the
written lexicon, the name tables, figures and dates by value, words of one script by their key, and names by sound.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from enum import IntEnum

from align.glossed import glossed
from align.initials import spelled_initials
from align.learned import learned_features
from align.named import entries, named_words, settled
from text.document import Document, Lang
from text.mentions import mentions
from text.names.sound import sound_pairs
from text.names.spelling import looks_like_name, spelled_alike
from text.own_words import NONE, OwnWords
from text.term_index import TermIndex, load_index
from text.tokens import Token, tokens_of


class Kind(IntEnum):
    """Ranks the evidence a word can give; the order is that of the tables in `align.scores`."""

    UNKNOWN = 0
    FUNCTION = 1
    CONTENT = 2
    FIGURE = 3
    NAME = 4


@dataclass(frozen=True, slots=True)
class Word:
    """Is one token of a document with the sentence it stands in, its evidence kind and its features."""

    token: Token
    sentence: int
    kind: Kind
    features: frozenset[str]


@dataclass(frozen=True, slots=True)
class Evidence:
    """Holds the words of both documents, in text order, with features comparable between the sides.

    `own` is what the user added to the lexicon.
    """

    left: tuple[Word, ...]
    right: tuple[Word, ...]
    own: OwnWords = NONE


def collect(left: Document, right: Document, own: OwnWords = NONE) -> Evidence:
    """Returns the evidence for aligning the two documents; `own` is what the user adds to the lexicon."""
    same_script = left.lang in ("fr", "en") and right.lang in ("fr", "en") or left.lang == right.lang
    both_arabic = {left.lang, right.lang} <= {"ar", "fa"}
    read = [_words(document, same_script or both_arabic) for document in (left, right)]
    sides = [words for words, _ in read]
    _settle(sides, [doubtful for _, doubtful in read])
    _add_learned(sides, (left.lang, right.lang), own)
    _pair(sides, (left.lang, right.lang), "~")
    _pair_initials(sides, (left, right))
    _add_glossary(sides, (left.lang, right.lang), own)
    return Evidence(tuple(sides[0]), tuple(sides[1]), own)


def _words(document: Document, same_script: bool) -> tuple[list[Word], list[set[str]]]:
    """Returns the words of a document, and the features of each that only the texts as a whole can bear out."""
    lang = document.lang
    lexicon = load_index("lexicon", lang)
    figures = _figure_features(document)
    words: list[Word] = []
    doubtful: list[set[str]] = []
    for sentence in document.sentences:
        tokens = tokens_of(document, sentence.index)
        concepts = _concepts(tokens, lexicon, lang)
        names = named_words(tokens, document, concepts)
        named = names.sure
        doubtful += names.doubtful
        for index, token in enumerate(tokens):
            found = figures.get(token.span.start)
            features = set(found or ())
            kind = Kind.FIGURE if found else Kind.UNKNOWN
            if named[index]:
                features |= named[index]
                kind = Kind.NAME
            if concepts[index]:
                features |= concepts[index]
                if kind == Kind.UNKNOWN:
                    kind = Kind.CONTENT if token.content else Kind.FUNCTION
            if (
                token.is_latin
                and (same_script or lang in ("ar", "fa") or token.content)
                or (same_script and token.content)
            ):
                features.add(f"={token.key}")
                if kind == Kind.UNKNOWN and token.content and same_script:
                    kind = Kind.CONTENT
            if token.folded.isdigit():
                features.add(f"#{token.folded.lstrip('0') or '0'}")
                kind = Kind.FIGURE
            if not token.content and kind == Kind.CONTENT:
                kind = Kind.FUNCTION
            words.append(Word(token, sentence.index, kind, frozenset(features)))
    return words, doubtful


def _settle(sides: list[list[Word]], doubtful: list[list[set[str]]]) -> None:
    """Makes names of the ordinary words whose entry either text names beyond doubt."""
    borne_out = entries(word.features for words in sides for word in words if word.kind == Kind.NAME)
    for words, doubts in zip(sides, doubtful, strict=True):
        for position, doubt in enumerate(doubts):
            if found := settled(doubt, borne_out):
                word = words[position]
                words[position] = Word(word.token, word.sentence, Kind.NAME, word.features | found)


def _add_learned(sides: list[list[Word]], langs: tuple[Lang, Lang], own: OwnWords) -> None:
    """Adds a shared feature to words that the learned pairs join; names and figures have better evidence."""
    tokens = [[word.token if word.kind < Kind.FIGURE else None for word in words] for words in sides]
    for words, features in zip(sides, learned_features(tokens[0], tokens[1], langs, own), strict=True):
        for position, found in enumerate(features):
            if found:
                word = words[position]
                kind = max(word.kind, Kind.CONTENT if word.token.content else Kind.FUNCTION)
                words[position] = Word(word.token, word.sentence, kind, word.features | found)


def _add_glossary(sides: list[list[Word]], langs: tuple[Lang, Lang], own: OwnWords) -> None:
    """Adds a shared feature to the words of terms that the user's glossary joins."""
    glossary = own.glossary_for(*langs)
    if glossary is None:
        return
    tokens = [[(word.token, word.sentence) for word in words] for words in sides]
    for words, features in zip(sides, glossed(glossary, tokens[0], tokens[1], langs), strict=True):
        for position, found in features.items():
            word = words[position]
            words[position] = Word(word.token, word.sentence, max(word.kind, Kind.CONTENT), word.features | found)


def _concepts(tokens: tuple[Token, ...], index: TermIndex, lang: Lang) -> list[set[str]]:
    """Returns the concepts of each token: its own and those of the terms it belongs to."""
    found: list[set[str]] = [set() for _ in tokens]
    for where, identifier in index.terms_in(tokens):
        for position in where:
            found[position].add(f"c{identifier}")
    for position, token in enumerate(tokens):
        found[position].update(f"c{identifier}" for identifier in index.ids_of(token, lang))
    return found


def _figure_features(document: Document) -> dict[int, set[str]]:
    """Returns the features of figures and dates by the offset of each token they cover."""
    out: dict[int, set[str]] = defaultdict(set)
    for mention in mentions(document):
        keys = mention_keys(mention.value)
        if not keys:
            continue
        for offset in range(mention.span.start, mention.span.end):
            out[offset] |= keys
    return out


def mention_keys(value: object) -> set[str]:
    """Returns comparable keys of a figure's or date's readings."""
    from text.mention import Quantity, When

    if isinstance(value, Quantity):
        return {f"#{bound}" for reading in value.readings for bound in (reading.low, reading.high)}
    if isinstance(value, When):
        return {f"@{part}" for reading in value.readings for part in (reading, reading[-5:])}
    return set()


def _pair(sides: list[list[Word]], langs: tuple[Lang, Lang], mark: str) -> None:
    """Adds a shared feature to words that look or sound like one name on the two sides.

    Two entries of the tables are told apart by the tables: Ghana and Kenya sound alike.
    """
    pools = []
    for words in sides:
        pool: dict[str, list[int]] = defaultdict(list)
        for position, word in enumerate(words):
            if word.token.content and looks_like_name(word.token, word.features):
                pool[word.token.folded].append(position)
        pools.append(pool)
    for folded_left, folded_right in _alike(sides, pools, langs):
        places = pools[0][folded_left], pools[1][folded_right]
        known = [entries(sides[side][position].features for position in places[side]) for side in (0, 1)]
        if known[0] and known[1] and not known[0] & known[1]:
            continue
        feature = f"{mark}{folded_left}/{folded_right}"
        for words, positions in zip(sides, places, strict=True):
            for position in positions:
                word = words[position]
                words[position] = Word(word.token, word.sentence, Kind.NAME, word.features | {feature})


def _pair_initials(sides: list[list[Word]], documents: tuple[Document, Document]) -> None:
    """Adds a shared feature to initials and the words that spell them out."""
    tokens = ([word.token for word in sides[0]], [word.token for word in sides[1]])
    for name, places in spelled_initials(tokens, documents):
        for words, positions in zip(sides, places, strict=True):
            for position in positions:
                word = words[position]
                words[position] = Word(word.token, word.sentence, Kind.NAME, word.features | {f"~{name}"})


def _alike(
    sides: list[list[Word]], pools: list[dict[str, list[int]]], langs: tuple[Lang, Lang]
) -> Iterable[tuple[str, str]]:
    """Returns the pairs of folded words that may be one name: by sound across scripts, by spelling within one."""
    latin = [lang in ("fr", "en") for lang in langs]
    if latin[0] and not latin[1]:
        return sound_pairs(list(pools[0]), list(pools[1]), langs)
    if latin[1] and not latin[0]:
        return [(own, other) for other, own in sound_pairs(list(pools[1]), list(pools[0]), (langs[1], langs[0]))]
    tokens = [[sides[side][places[0]].token for places in pools[side].values()] for side in (0, 1)]
    found = [(own.folded, other.folded) for own in tokens[0] for other in tokens[1] if spelled_alike(own, other)]
    if not latin[0]:
        # A Persian text may leave a name in Latin letters: Anthony Fauci, أنتوني فاوتشي.
        words = [{kind: [t.folded for t in side if t.is_latin == kind] for kind in (True, False)} for side in tokens]
        found += sound_pairs(words[0][True], words[1][False], ("en", langs[1]))
        found += [(own, other) for other, own in sound_pairs(words[1][True], words[0][False], ("en", langs[0]))]
    return found
