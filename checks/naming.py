"""The names of a text: runs of name words (`checks.name_words`), of what kind they are, and whether they have a
title.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from align.anchors import Word
from checks.context import Side
from checks.name_words import INSIDE_NAME, entries_of, is_common_word, is_often_a_name, is_titled, name_words
from text.document import Span
from text.fold import fold
from text.names.persons import is_name_of_thing, is_name_word
from text.names.places import PLACE_KINDS
from text.resources import word_set
from text.stems import without_proclitics

_PARTICLES = frozenset("de du des la le von van der den ter di da dos bin ben ibn al el ul abu abou".split())
_BEFORE_PLACE = frozenset("a au aux en in at near from to vers pres في الي من قرب در از به".split())
_ENDS_NAME = frozenset(',،;؛:()«»"')


@dataclass(frozen=True, slots=True)
class NameRun:
    """Is one name as it stands in a sentence: its words, its span, the table kinds of its entries (may be empty).

    `sort` is person, place, other (a body, a work) or empty where nothing tells; `titled` says that a title stands
    before it. `partial` is not 0 for what is left of a name whose other words do have a partner: -1 for its head
    ("Bagus" of "Bagus Hartanto"), 1 for the rest; `whole` then has the identities of the whole name.
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
        if not self.kinds <= PLACE_KINDS | {"people"}:
            return False
        marked = any(feature[0] == "a" for word in self.words for feature in word.features)
        return marked or self.kinds == {"people"}

    @property
    def features(self) -> frozenset[str]:
        """Returns the identities of its words."""
        return frozenset(feature for word in self.words for feature in word.features if feature[0] in "n~=")

    @property
    def entries(self) -> frozenset[str]:
        """Returns the entries of the name tables that it may be."""
        return widest_entries(self.words)


def name_runs(side: Side, sentence: int) -> tuple[NameRun, ...]:
    """Returns the names of a sentence in text order."""
    return all_name_runs(side)[sentence]


@lru_cache(maxsize=8)
def all_name_runs(side: Side) -> tuple[tuple[NameRun, ...], ...]:
    """Returns the names of every sentence of the text."""
    return tuple(_in_sentence(side, side.search.words_in(sentence.span)) for sentence in side.document.sentences)


def _in_sentence(side: Side, words: Sequence[Word]) -> tuple[NameRun, ...]:
    marked = name_words(side, words)
    runs: list[list[Word]] = []
    last = -1
    for number in sorted(marked):
        between = words[last + 1 : number]
        lone = bool(runs) and len(runs[-1]) == 1 and number + 1 not in marked
        if runs and _bridged(side, between) and _joined(side, words[last], words[number], lone=lone):
            runs[-1].extend([*between, words[number]])
        else:
            runs.append([words[number]])
        last = number
    return tuple(made_run(side, run) for run in runs if len(run) > 1 or not _is_ordinary(side, run[0]))


def _is_ordinary(side: Side, word: Word) -> bool:
    """Tells whether a lone word is a word of the lexicon, or a little word behind a particle: لأي."""
    lang = side.document.lang
    little = word_set(f"{lang}/function_words.txt")
    return is_common_word(word) or any(
        form in little for form in without_proclitics(word.token.folded, lang, shortest=2)
    )


def _bridged(side: Side, between: Sequence[Word]) -> bool:
    """Tells whether the words may stand inside one name: "von", the O of "O'Hagan", an initial."""
    if side.document.lang in ("ar", "fa"):
        return not between
    return len(between) <= 2 and all(
        word.token.surface in _PARTICLES or word.token.capital and len(word.token.folded) == 1 for word in between
    )


def _joined(side: Side, before: Word, after: Word, *, lone: bool) -> bool:
    """Tells whether two name words, nothing but particles between, are one name.

    `lone` says that the first is a name of one word so far and no name follows the second.
    """
    gap = side.document.raw[before.token.span.end : after.token.span.start]
    if len(gap) <= 2 and gap.strip(INSIDE_NAME) or _ENDS_NAME & set(gap):
        return False
    if ". " in gap and len(before.token.folded) > 1:
        return False
    folded, lang = after.token.folded, side.document.lang
    conjoined = lang == "ar" and folded.startswith("و") and not lone and not is_name_word(folded, lang)
    if conjoined and any(is_name_word(form, lang) for form in without_proclitics(folded, lang)):
        # وفرانسيس: a conjunction before a name of its own.
        return False
    first, second = entries_of(before), entries_of(after)
    # Two entries side by side (كينيا وإندونيسيا) stay apart, and so do a place or body and an unknown name after it.
    if first and second:
        return bool(first & second)
    return not (first | second) or any(entry.startswith("nperson:") for entry in first | second)


def widest_entries(words: Sequence[Word]) -> frozenset[str]:
    """Returns the entries that most of the words have: "German army" is the army, though "German" is Germany."""
    held = Counter(entry[1:] for word in words for entry in entries_of(word))
    most = max(held.values(), default=0)
    return frozenset(entry for entry, number in held.items() if number == most)


def made_run(side: Side, words: Sequence[Word]) -> NameRun:
    """Returns the run that these words make."""
    start = words[0].token.span.start
    raw = side.document.raw
    # "O'Hagan", "J. Smith": the single letter is part of the name.
    if words[0].token.is_latin and start >= 2 and raw[start - 1] in "'’." and raw[start - 2].isupper():
        start -= 2
    kinds = frozenset(entry.split(":")[0] for entry in widest_entries(words))
    titled = is_titled(side, words[0].token.span.start)
    span = Span(start, words[-1].token.span.end)
    return NameRun(tuple(words), span, kinds, _sort(side, words, kinds, titled), titled)


def _is_initials(side: Side, word: Word) -> bool:
    """Tells whether the word is written in capitals alone, which bodies and things are, and people are not."""
    token = word.token
    return token.is_latin and len(token.folded) > 1 and token.span.of(side.document.raw).isupper()


def _sort(side: Side, words: Sequence[Word], kinds: frozenset[str], titled: bool) -> str:
    if kinds:
        return "person" if "person" in kinds else "place" if kinds & PLACE_KINDS else "other"
    if any(_is_initials(side, word) for word in words) or is_name_of_thing([word.token.folded for word in words]):
        return "other"
    if titled or len(words) > 1 and is_often_a_name(side, words[0]):
        return "person"
    start = words[0].token.span.start
    before = fold(side.document.raw[max(0, start - 8) : start]).replace("'", " ").split()
    return "place" if before and before[-1] in _BEFORE_PLACE else ""
