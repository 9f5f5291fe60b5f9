"""Names of aligned sentences compared across scripts: what agrees, what stands on one side only, what was swapped.

A name is a run of words that a name table knows, or of capitalised words that no word list knows. It agrees with the
other side if one of its words shares an identity there: the same table entry (any alias, acronym, demonym, capital
letters or not), the same spelling, or the same sound in the other script.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from align.anchors import Kind, Word
from align.bead import Bead
from checks.context import Context, Side
from text.document import Span
from text.fold import fold
from text.names.persons import ends_with_title, is_given_name
from text.names.skeleton import similarity, skeleton
from text.stems import without_proclitics

_LEAST_BEAD = 1.0
# Sounds this alike may be one name spelled otherwise: not reported as missing.
_MAY_SOUND = 0.62


@dataclass(frozen=True, slots=True)
class NameRun:
    """Is one name as it stands in a sentence: its words, its span, and the table kinds of its entries (may be empty).

    `partial` marks what is left of a name whose other words do have a partner ("Hartanto" of "Bagus Hartanto").
    """

    words: tuple[Word, ...]
    span: Span
    kinds: frozenset[str]
    partial: bool = False

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


@dataclass(frozen=True, slots=True)
class NamePairing:
    """Is the comparison of one bead: the names left over on either side."""

    bead: Bead
    left: tuple[NameRun, ...]
    right: tuple[NameRun, ...]


@lru_cache(maxsize=8)
def name_pairings(context: Context) -> tuple[NamePairing, ...]:
    """Returns the names of each sound bead that have no partner inside it."""
    out = []
    for bead in context.beads():
        if not context.is_sound(bead, _LEAST_BEAD):
            continue
        left = _left_over(context.left, bead.left, _words_of(context.right, bead.right))
        right = _left_over(context.right, bead.right, _words_of(context.left, bead.left))
        if left or right:
            out.append(NamePairing(bead, left, right))
    return tuple(out)


def _words_of(side: Side, indices: Iterable[int]) -> list[Word]:
    return [word for index in indices for word in side.search.words_in(side.document.sentences[index].span)]


def _left_over(side: Side, indices: Sequence[int], others: list[Word]) -> tuple[NameRun, ...]:
    held = {feature for word in others for feature in word.features}
    out = []
    for index in indices:
        for run in name_runs(side, index):
            rest = [word for word in run.words if not word.features & held]
            if len(rest) == len(run.words):
                out.append(run)
            elif rest and not run.is_known:
                out.append(replace(_run(side, rest), partial=True))
    return tuple(out)


def name_runs(side: Side, sentence: int) -> list[NameRun]:
    """Returns the names of a sentence in text order."""
    words = side.search.words_in(side.document.sentences[sentence].span)
    introduced = _introduced(side, words)
    runs: list[list[Word]] = []
    for number, word in enumerate(words):
        if number not in introduced and not _is_name(word, number == 0):
            continue
        if runs and runs[-1][-1] is words[number - 1] and _joined(side, runs[-1][-1], word):
            runs[-1].append(word)
        else:
            runs.append([word])
    return [_run(side, run) for run in runs if len(run) > 1 or not _is_common_word(run[0])]


def _introduced(side: Side, words: Sequence[Word]) -> set[int]:
    """Returns the words of Arabic script that no list knows but a given name or a title introduces as a name.

    Capitals do this job in Latin script. A given name counts only with an unknown word after it.
    """
    lang = side.document.lang
    if lang not in ("ar", "fa"):
        return set()
    found: set[int] = set()
    for number, word in enumerate(words):
        strange = (
            word.token.content and word.kind == Kind.UNKNOWN and len(word.token.folded) > 2 and not word.token.is_latin
        )
        if not strange or number == 0:
            continue
        before = words[number - 1]
        if not _adjacent(side, before, word):
            continue
        plain = before.kind in (Kind.CONTENT, Kind.FUNCTION) or not before.token.content
        forms = (before.token.folded, *without_proclitics(before.token.folded, lang))
        if number - 1 in found:
            found.add(number)
        elif not plain and any(is_given_name(form, lang) for form in forms):
            found.update((number - 1, number))
        elif ends_with_title(fold(side.document.raw[max(0, word.token.span.start - 40) : word.token.span.start]), lang):
            found.add(number)
    return found


def _adjacent(side: Side, before: Word, after: Word) -> bool:
    return not side.document.raw[before.token.span.end : after.token.span.start].strip(" \u00a0\u200c-")


def _is_name(word: Word, first: bool) -> bool:
    if not word.token.content or word.kind == Kind.FIGURE or len(word.token.folded) < 3:
        return False
    if any(feature[0] == "n" for feature in word.features):
        return True
    if not word.token.is_latin:
        # In Arabic script only a sound shared with a capitalised word across marks a name no table knows.
        return word.kind == Kind.NAME
    unknown = not any(feature[0] == "c" for feature in word.features)
    return word.token.is_latin and word.token.capital and unknown and not first


def _is_common_word(word: Word) -> bool:
    """Tells whether a single word is also a word of the lexicon: الجزيرة is an island more often than a channel."""
    return any(feature[0] == "c" for feature in word.features)


def _joined(side: Side, before: Word, after: Word) -> bool:
    gap = side.document.raw[before.token.span.end : after.token.span.start]
    if gap.strip(" \u00a0-’'\u200c."):
        return False
    # Two entries side by side (كينيا وإندونيسيا) stay apart.
    return bool(_entries(before) & _entries(after)) or not _entries(before) or not _entries(after)


def _entries(word: Word) -> frozenset[str]:
    return frozenset(feature for feature in word.features if feature[0] == "n")


def _kinds(word: Word) -> frozenset[str]:
    return frozenset(feature[1:].split(":")[0] for feature in _entries(word))


def _run(side: Side, run: list[Word]) -> NameRun:
    span = Span(run[0].token.span.start, run[-1].token.span.end)
    return NameRun(tuple(run), span, frozenset(kind for word in run for kind in _kinds(word)))


def is_person(side: Side, run: NameRun) -> bool:
    """Tells whether the name is a person's: by the tables, by a given name at its head, or by a title before it."""
    if "person" in run.kinds:
        return True
    lang = side.document.lang
    if run.kinds:
        return False
    before = fold(side.document.raw[max(0, run.span.start - 40) : run.span.start])
    first = run.words[0].token.folded
    return (len(run.words) > 1 and is_given_name(first, lang)) or ends_with_title(before, lang)


def stands_anywhere(context: Context, side: Side, run: NameRun) -> bool:
    """Tells whether the name, or something that sounds or is spelled much like it, is found in the whole other text."""
    if any(side.search.sentences_with(word) for word in run.words):
        return True
    if run.kinds & {"country", "people"}:
        # The tables hold every country in all four languages; a like sound proves nothing.
        return False
    other = context.swap(side)
    mine = [skeleton(word.token.surface) for word in run.words]
    return any(
        similarity(sound, theirs) >= _MAY_SOUND
        for sound in mine
        if len(sound) >= 2
        for theirs in _sounds(context, other.name)
        if abs(len(sound) - len(theirs)) <= 2
    )


@lru_cache(maxsize=16)
def _sounds(context: Context, name: str) -> frozenset[str]:
    side = context.left if name == "left" else context.right
    return frozenset(
        sound
        for word in side.search.own_words
        if word.token.content and word.kind in (Kind.UNKNOWN, Kind.NAME)
        for sound in (skeleton(word.token.key), skeleton(word.token.surface))
        if len(sound) >= 2
    )
