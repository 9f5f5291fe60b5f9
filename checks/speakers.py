"""Speakers compared: the name beside a verb of saying in one version against the name beside its counterpart.

A speaker is another one if no word of the name on either side has a counterpart in the aligned sentences, the two names
do not sound alike, and at least one of them is at home elsewhere in the other text.
"""

from __future__ import annotations

from collections.abc import Sequence, Set
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

from align.anchors import Kind, Word
from align.bead import Bead
from checks.attribution import cues
from checks.context import Context, Side
from checks.links import LinkIndex
from text.attribution import Attribution
from text.document import Span
from text.names.skeleton import similarity, skeleton
from text.quotes import is_quoted

_LEAST_BEAD = -2.0
_BESIDE = 8  # words between a verb of saying and its speaker
_SPELLED_OTHERWISE = 0.6
_SHORTEST = 3


@dataclass(frozen=True, slots=True)
class Recast:
    """Is a pair of names that speak in the same place, with the probability that one was put for the other."""

    left: Span
    right: Span
    confidence: float


@lru_cache(maxsize=8)
def recast_speakers(context: Context) -> tuple[Recast, ...]:
    """Returns the speakers that are another person on the other side, in text order of the left."""
    found = (_in_bead(context, bead) for bead in context.beads() if bead.score >= _LEAST_BEAD)
    return tuple(recast for recast in found if recast is not None)


def _in_bead(context: Context, bead: Bead) -> Recast | None:
    left, right = _speaking(context, context.left, bead.left), _speaking(context, context.right, bead.right)
    options = []
    for one in left:
        for other in right:
            home = _is_at_home(context.left, one) + _is_at_home(context.right, other)
            # Where several speak, which of them face each other is not sure: both must be known in the story.
            sure = home >= (1 if len(left) == len(right) == 1 else 2)
            if sure and not _alike(one, other) and not _are_one(context, one, other):
                options.append((-home, _span(one), _span(other)))
    if not options:
        return None
    home, first, second = min(options)
    return Recast(first, second, 0.85 if home == -2 else 0.65)


def _are_one(context: Context, left: Sequence[Word], right: Sequence[Word]) -> bool:
    """Tells whether one is the first name and the other the surname: a text has them side by side somewhere."""
    for side, own, other in ((context.left, left, right), (context.right, right, left)):
        words = side.search.own_words
        wanted = {feature for word in other for feature in word.features}
        mine = {word.token.folded for word in own}
        for before, after in pairwise(words):
            beside = before.sentence == after.sentence
            if beside and before.token.folded in mine and after.features & wanted:
                return True
            if beside and after.token.folded in mine and before.features & wanted:
                return True
    return False


def _span(words: Sequence[Word]) -> Span:
    return Span(words[0].token.span.start, words[-1].token.span.end)


def _is_at_home(side: Side, words: Sequence[Word]) -> bool:
    """Tells whether the other text has the name somewhere."""
    return any(side.search.sentences_with(word) for word in words)


@lru_cache(maxsize=4)
def _words_by_place(side: Side) -> dict[Span, Word]:
    return {word.token.span: word for word in side.search.own_words}


def _speaking(context: Context, side: Side, indices: Sequence[int]) -> list[list[Word]]:
    """Returns the unlinked names beside the verbs of saying and source phrases, in text order, each once."""
    links = LinkIndex(context, side)
    opposite = _words_by_place(context.swap(side))
    words = [word for index in indices for word in side.search.words_in(side.document.sentences[index].span)]
    told = {
        word.token.span
        for word in words
        for partner in links.partners(word.token.span)
        if partner in opposite and (not side.search.sentences_with(word) or _alike([word], [opposite[partner]]))
    }
    out: list[list[Word]] = []
    for cue in cues(side, indices):
        if cue.kind in ("verb", "source"):
            run = _nearest_name(side, told, cue)
            if run and run not in out:
                out.append(run)
    return out


def _nearest_name(side: Side, told: Set[Span], cue: Attribution) -> list[Word]:
    """Returns the run of unlinked name words nearest to the cue, names known to either text first."""
    words = side.search.words_in(side.document.sentences[cue.sentence].span)
    place = next((number for number, word in enumerate(words) if word.token.span.start >= cue.span.start), 0)
    near = [
        number
        for number in range(max(0, place - _BESIDE), min(len(words), place + _BESIDE + 1))
        if _is_untold_name(side, told, words[number], number == 0)
        and (_is_named(words[number]) or words[number].token.is_latin or words[number].token.span in cue.speaker)
        and not words[number].token.span.overlaps(cue.span)
        and is_quoted(side.document, words[number].token.span.start) == cue.quoted
    ]
    if not near:
        return []
    first = min(near, key=lambda number: (not _is_named(words[number]), abs(number - place)))
    run = {first}
    for step in (1, -1):
        number = first + step
        while number in near:
            run.add(number)
            number += step
    return [words[number] for number in sorted(run)]


def _is_named(word: Word) -> bool:
    return any(feature[0] in "n~" for feature in word.features)


def _is_untold_name(side: Side, told: Set[Span], word: Word, first: bool) -> bool:
    token = word.token
    if not token.content or len(token.folded) < _SHORTEST or token.span in told or token.folded.isdigit():
        return False
    named = _is_named(word)
    if any(feature[0] == "n" and not feature.startswith("nperson") for feature in word.features):
        return False
    if any(feature[0] == "c" for feature in word.features) and not named:
        return False
    if side.document.lang in ("ar", "fa"):
        return word.kind in (Kind.UNKNOWN, Kind.NAME)
    return token.capital and (named or not first or bool(side.search.sentences_with(word)))


def _alike(left: Sequence[Word], right: Sequence[Word]) -> bool:
    return any(
        one.features & other.features
        or similarity(skeleton(one.token.surface), skeleton(other.token.surface)) >= _SPELLED_OTHERWISE
        for one in left
        for other in right
    )
