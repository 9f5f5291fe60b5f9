"""Whether the other version has a name at all, by any spelling, and which words may be one name across scripts."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from itertools import pairwise

from align.anchors import Kind
from checks.context import Context, Side
from checks.naming import NameRun
from text.names.sound import may_sound_like, sounds_like
from text.names.spelling import may_be_spelled_alike
from text.stems import without_proclitics
from text.tokens import Token

_SHORTEST = 3


def stands_anywhere(context: Context, side: Side, run: NameRun) -> bool:
    """Tells whether the name, or something that sounds or is spelled much like it, is found in the whole other text."""
    if any(side.search.sentences_with(word) for word in run.words):
        return True
    if run.kinds & {"country", "people"}:
        # The tables hold every country in all four languages; a like sound proves nothing.
        return False
    other = context.swap(side)
    content = [word.token for word in run.words if word.token.content]
    if _side_by_side(content, other):
        return True
    # Of a name of several words two must be there, the last among them.
    heard = [any(may_be_one_name(mine, token) for token in _strange_words(other)) for mine in content]
    return heard[-1] and sum(heard) >= min(2, len(heard))


def _side_by_side(name: Sequence[Token], side: Side) -> bool:
    """Tells whether two neighbouring words of the name stand side by side in the text, though lists know them.

    A word list knows some word of most spellings (دامون of Damon); of two neighbours that is no accident.
    """
    words = [word.token for word in side.search.own_words]
    return any(
        may_be_one_name(second, following) and may_be_one_name(first, word)
        for first, second in pairwise(name)
        for word, following in pairwise(words)
        if min(len(word.folded), len(following.folded)) >= _SHORTEST
    )


@lru_cache(maxsize=16)
def _strange_words(side: Side) -> tuple[Token, ...]:
    """Returns the words of a text that may be names, each spelling once."""
    found = {
        word.token.folded: word.token
        for word in side.search.own_words
        if word.token.content and (word.kind in (Kind.UNKNOWN, Kind.NAME) or word.token.is_latin and word.token.capital)
    }
    return tuple(token for folded, token in found.items() if len(folded) >= _SHORTEST)


def may_be_one_name(one: Token, other: Token) -> bool:
    """Tells whether two words, clitics on or off, may spell one name, if not surely."""
    if one.is_latin == other.is_latin:
        return may_be_spelled_alike(one.folded, other.folded)
    latin, arabic = (one, other) if one.is_latin else (other, one)
    return any(may_sound_like(latin.folded, form) for form in (arabic.folded, *without_proclitics(arabic.folded, "ar")))


def is_surely_one_name(one: Token, other: Token) -> bool:
    """Tells whether two words of different scripts, clitics on or off, spell one name beyond doubt."""
    if one.is_latin == other.is_latin:
        return False
    latin, arabic = (one, other) if one.is_latin else (other, one)
    return any(sounds_like(latin.folded, form) for form in (arabic.folded, *without_proclitics(arabic.folded, "ar")))
