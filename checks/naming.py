"""The names of a sentence: runs of words that a table knows, that have capitals, or that Arabic script introduces as names.

A word of Arabic script has no capital. It counts as a name if a table knows it, if it sounds like a capitalised word of the
other text, if it is often part of people's names, or if a given name or a title stands before it and no word list
knows it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from align.anchors import Kind, Word
from checks.context import Context, Side
from text.document import Span
from text.fold import fold
from text.names.persons import ends_with_title, is_given_name, is_name_word
from text.names.sound import may_sound_like
from text.stems import without_proclitics
from text.term_index import load_index
from text.tokens import Token

_PLACES = frozenset({"country", "city", "region", "island", "mountain", "water"})
_PARTICLES = frozenset("de du des la le von van der den ter di da dos bin ben ibn al el ul abu abou".split())
_BEFORE_PLACE = frozenset("a au aux en in at near from to vers pres في الي من قرب در از به".split())
_OPENS_SENTENCE = frozenset("«“\"„:–—•[(")
_INSIDE_NAME = " \u00a0-’'\u200c.\u2011"


@dataclass(frozen=True, slots=True)
class NameRun:
    """Is one name as it stands in a sentence: its words, its span, and the table kinds of its entries (may be empty).

    `partial` is not 0 for what is left of a name whose other words do have a partner: -1 for its head ("Bagus" of "Bagus
    Hartanto"), 1 for the rest; `whole` then has the identities of the whole name. `sort` is
    person, place, other (a body, a work) or empty where nothing tells; `titled` that a title stands before it.
    """

    words: tuple[Word, ...]
    span: Span
    kinds: frozenset[str]
    sort: str = ""
    titled: bool = False
    partial: int = 0
    whole: frozenset[str] = frozenset()

    @property
    def is_known(self) -> bool:
        """Tells whether a name table has it."""
        return bool(self.kinds)

    @property
    def is_demonym(self) -> bool:
        """Tells whether it is an adjective or the name of a people, which come and go with wording."""
        marked = any(feature[0] == "a" for word in self.words for feature in word.features)
        return marked or self.kinds == {"people"}

    @property
    def features(self) -> frozenset[str]:
        """Returns the identities of its words."""
        return frozenset(feature for word in self.words for feature in word.features if feature[0] in "n~=")

    @property
    def entries(self) -> frozenset[str]:
        """Returns the entries of the name tables that it may be."""
        return frozenset(feature[1:] for feature in self.features if feature[0] == "n")


def name_runs(side: Side, sentence: int) -> tuple[NameRun, ...]:
    """Returns the names of a sentence in text order."""
    return _name_runs(side, sentence)


@lru_cache(maxsize=4096)
def _name_runs(side: Side, sentence: int) -> tuple[NameRun, ...]:
    words = side.search.words_in(side.document.sentences[sentence].span)
    arabic = side.document.lang in ("ar", "fa")
    marked = _arabic_names(side, words) if arabic else {n for n in range(len(words)) if _is_latin_name(side, words, n)}
    runs: list[list[Word]] = []
    last = -2
    for number in sorted(marked):
        between = words[last + 1 : number] if last >= 0 else []
        close = last >= 0 and (not between or len(between) <= 2 and all(_is_particle(w) for w in between))
        if close and not (between and arabic) and _joined(side, words[last], words[number], lone=len(runs[-1]) == 1 and number + 1 not in marked):
            runs[-1].extend([*between, words[number]])
        else:
            runs.append([words[number]])
        last = number
    return tuple(made_run(side, run) for run in runs if len(run) > 1 or not _is_common_word(side, run[0]))


def _is_particle(word: Word) -> bool:
    """Tells whether the word may stand between the words of one name: "von", the O of "O'Hagan", an initial."""
    return word.token.surface in _PARTICLES or word.token.capital and len(word.token.folded) == 1


def made_run(side: Side, words: Sequence[Word]) -> NameRun:
    """Returns the run that these words make."""
    start = words[0].token.span.start
    raw = side.document.raw
    # "O'Hagan", "J. Smith": the single letter is part of the name.
    if words[0].token.is_latin and start >= 2 and raw[start - 1] in "'’." and raw[start - 2].isupper():
        start -= 2
    span = Span(start, words[-1].token.span.end)
    kinds = frozenset(entry[1:].split(":")[0] for word in words for entry in _entries(word))
    titled = _is_titled(side, words)
    return NameRun(tuple(words), span, kinds, _sort(side, words, kinds, titled), titled)


def _is_latin_name(side: Side, words: Sequence[Word], number: int) -> bool:
    word = words[number]
    token = word.token
    if not token.content or _is_figure(word) or len(token.folded) < 3 or not (token.is_latin and token.capital):
        return any(feature[0] == "a" for feature in word.features)
    if _entries(word):
        return True
    if any(feature[0] == "c" for feature in word.features):
        return False
    if not _opens(side, words, number):
        return True
    # At the head of a sentence every word has a capital.
    following = words[number + 1] if number + 1 < len(words) and _adjacent(side, word, words[number + 1]) else None
    capitals = following is not None and following.token.capital and following.token.content
    return capitals and _is_name_word(side, word) or any(feature[0] == "~" for feature in word.features)


def _opens(side: Side, words: Sequence[Word], number: int) -> bool:
    if number == 0:
        return True
    gap = side.document.raw[words[number - 1].token.span.end : words[number].token.span.start]
    return bool(_OPENS_SENTENCE & set(gap))


def _is_name_word(side: Side, word: Word) -> bool:
    lang = side.document.lang
    return any(is_given_name(form, lang) or is_name_word(form, lang) for form in _bare_forms(side, word))


def _arabic_names(side: Side, words: Sequence[Word]) -> set[int]:
    """Returns the indices of the words of Arabic script (and of Latin ones among them) that are names."""
    found: set[int] = set()
    for number, word in enumerate(words):
        token = word.token
        if not token.content or _is_figure(word) or len(token.folded) < 3:
            continue
        if _entries(word) or word.kind == Kind.NAME or token.is_latin and token.capital:
            found.add(number)
            continue
        strange = word.kind == Kind.UNKNOWN
        before = words[number - 1] if number and _adjacent(side, words[number - 1], word) else None
        usual = _usual_name(side, word)
        if usual and (strange or before is not None and number - 1 in found):
            found.add(number)
        elif strange and before is not None and (number - 1 in found or _introduces(side, before, token.span.start)):
            found.add(number)
    for number in sorted(found, reverse=True):
        # A given name that is also a word of the lexicon belongs to the name after it.
        before = words[number - 1] if number else words[number]
        if number and before.token.content and not _is_figure(before) and _adjacent(side, before, words[number]):
            known = before.token.folded in load_index("lexicon", side.document.lang).words
            if not known and not _entries(words[number]) and _is_name_word(side, before):
                found.add(number - 1)
    return found


def _is_figure(word: Word) -> bool:
    return word.kind == Kind.FIGURE or any(feature[0] in "#@" for feature in word.features)


def _usual_name(side: Side, word: Word) -> bool:
    return any(is_name_word(form, side.document.lang) for form in _bare_forms(side, word))


def _bare_forms(side: Side, word: Word) -> tuple[str, ...]:
    """Returns the word and what is left of it without conjunction and preposition; a name keeps its article or has none."""
    folded = word.token.folded
    peeled = without_proclitics(folded, side.document.lang)
    return (folded, *(form for form in peeled if form.startswith("ال") or "ال" not in folded[: -len(form)]))


def _introduces(side: Side, before: Word, start: int) -> bool:
    """Tells whether a given name or a title stands right before the place."""
    lang = side.document.lang
    plain = before.kind not in (Kind.CONTENT, Kind.FUNCTION) or before.token.folded not in load_index("lexicon", lang).words
    if plain and before.token.content and _is_name_word(side, before):
        return True
    return ends_with_title(fold(side.document.raw[max(0, start - 40) : start]), side.document.lang)


def _adjacent(side: Side, before: Word, after: Word) -> bool:
    return not side.document.raw[before.token.span.end : after.token.span.start].strip(_INSIDE_NAME)


def _joined(side: Side, before: Word, after: Word, *, lone: bool) -> bool:
    gap = side.document.raw[before.token.span.end : after.token.span.start]
    if len(gap) <= 2 and gap.strip(_INSIDE_NAME):
        return False
    if any(mark in gap for mark in ",،;؛:()«»\"") or ". " in gap and len(before.token.folded) > 1:
        return False
    lang = side.document.lang
    folded = after.token.folded
    if lang == "ar" and folded.startswith("و") and not is_name_word(folded, lang) and not lone:
        # "and Francis": a conjunction before a name of its own.
        if any(is_name_word(form, lang) for form in without_proclitics(folded, lang)):
            return False
    # Two entries side by side (كينيا وإندونيسيا) stay apart, and so do a place or body and an unknown name after it.
    if _entries(before) & _entries(after):
        return True
    return all(not _entries(word) or any(entry[1:7] == "person" for entry in _entries(word)) for word in (before, after)) and not (
        _entries(before) and _entries(after)
    )


def _is_common_word(side: Side, word: Word) -> bool:
    """Tells whether a single word is also a word of the lexicon: الجزيرة is an island more often than a channel."""
    return any(feature[0] == "c" for feature in word.features)


def _entries(word: Word) -> frozenset[str]:
    return frozenset(feature for feature in word.features if feature[0] == "n")


def _is_titled(side: Side, words: Sequence[Word]) -> bool:
    start = words[0].token.span.start
    before = fold(side.document.raw[max(0, start - 40) : start]).replace(".", "")
    return ends_with_title(before, side.document.lang)


def _sort(side: Side, words: Sequence[Word], kinds: frozenset[str], titled: bool) -> str:
    if kinds:
        return "person" if "person" in kinds else "place" if kinds & _PLACES else "other"
    if titled or len(words) > 1 and _is_name_word(side, words[0]):
        return "person"
    start = words[0].token.span.start
    before = fold(side.document.raw[max(0, start - 8) : start]).replace("'", " ").split()
    return "place" if before and before[-1] in _BEFORE_PLACE else ""


def stands_anywhere(context: Context, side: Side, run: NameRun) -> bool:
    """Tells whether the name, or something that sounds or is spelled much like it, is found in the whole other text."""
    if any(side.search.sentences_with(word) for word in run.words):
        return True
    if run.kinds & {"country", "people"}:
        # The tables hold every country in all four languages; a like sound proves nothing.
        return False
    other = context.swap(side)
    # Of a name of several words two must be there, the last among them.
    content = [word.token for word in run.words if word.token.content]
    heard = [any(may_be_one_name(mine, token) for token in _strange_words(other)) for mine in content]
    return heard[-1] and sum(heard) >= min(2, len(heard))


@lru_cache(maxsize=16)
def _strange_words(side: Side) -> tuple[Token, ...]:
    """Returns the words of a text that may be names, each spelling once."""
    found = {
        word.token.folded: word.token
        for word in side.search.own_words
        if word.token.content and (word.kind in (Kind.UNKNOWN, Kind.NAME) or word.token.is_latin and word.token.capital)
    }
    return tuple(token for folded, token in found.items() if len(folded) >= 3)


def may_be_one_name(one: Token, other: Token) -> bool:
    """Tells whether two words of different scripts, clitics on or off, may spell one name, if not surely."""
    if one.is_latin == other.is_latin:
        return False
    latin, arabic = (one, other) if one.is_latin else (other, one)
    return any(may_sound_like(latin.folded, form) for form in (arabic.folded, *without_proclitics(arabic.folded, "ar")))
