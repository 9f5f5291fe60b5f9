"""Which words of a sentence are names, before they are joined to runs.

Latin script has capitals, which say nothing at the head of a sentence. A word of Arabic script counts as a name if a
table knows it, if it sounds like a capitalised word of the other text, if it is often part of people's names, or if
no word list knows it and a given name or a title stands before it.
"""

from __future__ import annotations

from collections.abc import Sequence

from align.anchors import Kind, Word
from checks.context import Side
from text.fold import fold
from text.names.persons import ends_with_title, is_given_name, is_name_word
from text.resources import word_set
from text.stems import without_proclitics
from text.term_index import load_index

INSIDE_NAME = " \u00a0-’'\u200c.\u2011"
_OPENS_SENTENCE = frozenset('«“"„:–—•[(')
_SHORTEST = 3
# Characters before a name in which a title is sought.
_TITLE_REACH = 40


def name_words(side: Side, words: Sequence[Word]) -> set[int]:
    """Returns the indices of the words of a sentence that are names or parts of names."""
    if side.document.lang in ("ar", "fa"):
        return _arabic_names(side, words)
    return {number for number in range(len(words)) if _is_latin_name(side, words, number)}


def entries_of(word: Word) -> frozenset[str]:
    """Returns the features that are entries of the name tables."""
    return frozenset(feature for feature in word.features if feature[0] == "n")


def is_titled(side: Side, start: int) -> bool:
    """Tells whether a title stands right before the place."""
    return ends_with_title(fold(side.document.raw[max(0, start - _TITLE_REACH) : start]), side.document.lang)


def is_often_a_name(side: Side, word: Word) -> bool:
    """Tells whether the word, without conjunction and preposition, is a given name or often part of people's names."""
    lang = side.document.lang
    return any(is_given_name(form, lang) or is_name_word(form, lang) for form in bare_forms(side, word))


def is_led_by_given_name(side: Side, words: Sequence[Word]) -> bool:
    """Tells whether the first word is a given name, or every word is often part of people's names."""
    lang = side.document.lang
    first = [form for form in bare_forms(side, words[0]) if form not in word_set(f"{lang}/function_words.txt")]
    if any(is_given_name(form, lang) for form in first):
        return True
    return all(any(is_name_word(form, lang) for form in bare_forms(side, word)) for word in words)


def bare_forms(side: Side, word: Word) -> tuple[str, ...]:
    """Returns the word and what is left of it without conjunction and preposition; the article is never cut off."""
    folded = word.token.folded
    peeled = without_proclitics(folded, side.document.lang)
    return (folded, *(form for form in peeled if form.startswith("ال") or "ال" not in folded[: -len(form)]))


def is_common_word(word: Word) -> bool:
    """Tells whether the word is also a word of the lexicon: الجزيرة is an island more often than a channel."""
    return any(feature[0] == "c" for feature in word.features)


def _is_latin_name(side: Side, words: Sequence[Word], number: int) -> bool:
    word = words[number]
    token = word.token
    if not token.content or _is_figure(word) or len(token.folded) < _SHORTEST or not (token.is_latin and token.capital):
        return any(feature[0] == "a" for feature in word.features)
    if entries_of(word):
        return True
    if is_common_word(word):
        return False
    if not _opens_sentence(side, words, number):
        return True
    following = words[number + 1] if number + 1 < len(words) and _adjacent(side, word, words[number + 1]) else None
    capitals = following is not None and following.token.capital and following.token.content
    return capitals and is_often_a_name(side, word) or any(feature[0] == "~" for feature in word.features)


def _opens_sentence(side: Side, words: Sequence[Word], number: int) -> bool:
    """Tells whether the word stands where every word has a capital: at the head of a sentence or a quotation."""
    if number == 0:
        return True
    gap = side.document.raw[words[number - 1].token.span.end : words[number].token.span.start]
    return bool(_OPENS_SENTENCE & set(gap))


def _arabic_names(side: Side, words: Sequence[Word]) -> set[int]:
    found: set[int] = set()
    for number, word in enumerate(words):
        token = word.token
        if not token.content or _is_figure(word) or len(token.folded) < _SHORTEST:
            continue
        if entries_of(word) or word.kind == Kind.NAME or token.is_latin and token.capital:
            found.add(number)
            continue
        beside = number > 0 and _adjacent(side, words[number - 1], word)
        continues = beside and number - 1 in found
        strange = word.kind == Kind.UNKNOWN
        if strange and not continues:
            introduced = beside and _introduces(side, words[number - 1], token.span.start)
        else:
            introduced = continues and strange
        if introduced or _is_usual(side, word) and (strange or continues):
            found.add(number)
    # A given name that some list takes for an ordinary word belongs to the name after it.
    for number in sorted(found - {0}, reverse=True):
        before = words[number - 1]
        if not before.token.content or _is_figure(before) or not _adjacent(side, before, words[number]):
            continue
        if not _in_lexicon(side, before) and not entries_of(words[number]) and is_often_a_name(side, before):
            found.add(number - 1)
    return found


def _is_figure(word: Word) -> bool:
    """Tells whether the word is part of a figure or a date: دوشنبه is Monday before it is Dushanbe."""
    return word.kind == Kind.FIGURE or any(feature[0] in "#@" for feature in word.features)


def _is_usual(side: Side, word: Word) -> bool:
    return any(is_name_word(form, side.document.lang) for form in bare_forms(side, word))


def _in_lexicon(side: Side, word: Word) -> bool:
    """Tells whether the lexicon has the word as it is written, not just by cutting endings."""
    return word.token.folded in load_index("lexicon", side.document.lang).words


def _introduces(side: Side, before: Word, start: int) -> bool:
    """Tells whether a given name or a title stands right before the place."""
    plain = before.kind not in (Kind.CONTENT, Kind.FUNCTION) or not _in_lexicon(side, before)
    return plain and before.token.content and is_often_a_name(side, before) or is_titled(side, start)


def _adjacent(side: Side, before: Word, after: Word) -> bool:
    return not side.document.raw[before.token.span.end : after.token.span.start].strip(INSIDE_NAME)
