"""Items of a series that the aligned sentences pass over: their neighbours' counterparts stand side by side there.

One item of "A, B, C et D" is sought where its neighbours have their counterparts. It is missing where its own words
have no link, and between the counterparts of its neighbours stand a separator and no word that could render it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from align.anchors import Word
from align.bead import Bead
from checks.context import Context, Side
from checks.places import Places, places_of, tells
from text.document import Span
from text.resources import word_set
from text.series import Series, find_series, is_glued
from text.term_index import load_index
from text.tokens import Token

# Opposite words that may stand between the counterparts of two neighbours: articles, prepositions, "la ville de".
_WIDEST_JOINT = 4


def passed_items(context: Context, side: Side) -> Iterator[Span]:
    """Yields the spans of the items of this side that are passed over, in text order."""
    for bead in context.beads():
        places = places_of(context, side, bead)
        tokens = [word.token for word in places.own]
        across = find_series(context.swap(side).document, [word.token for word in places.other])
        for series in find_series(side.document, tokens):
            for number in range(len(series.items)):
                found = _passed_over(context, side, places, series, number, across)
                if found and not _told_inside(side, found, bead):
                    yield found


def _passed_over(
    context: Context, side: Side, places: Places, series: Series, number: int, across: Sequence[Series]
) -> Span | None:
    """Returns the span of the item if the other side passes over it; `across` are the series there."""
    item = _bare_item(side, places, series, number)
    if item is None:
        return None
    before = range(item[0] - 1, series.items[number - 1][0] - 1, -1)
    last = number == len(series.items) - 1
    after = range(item[1], len(places.own) if last else series.items[number + 1][1])
    joints = _joints(places, before, after, nearest=last)
    if not any(_is_joint(context.swap(side), places, joint, number, series) for joint in joints):
        return None
    # A series just as long, or with an item to spare, has the item in other words.
    ends = {place for joint in joints for place in (joint.low, joint.high)}
    if any(_may_hold(places, found, series) for found in across if _reaches(found, ends)):
        return None
    words = places.own[item[0] : item[1]]
    return Span(words[0].token.span.start, words[-1].token.span.end)


def _reaches(series: Series, places: set[int]) -> bool:
    return any(series.items[0][0] <= place < series.items[-1][1] for place in places)


def _may_hold(places: Places, across: Series, series: Series) -> bool:
    return len(across.items) == len(series.items) or _strange(places.turned(), across) >= _strange(places, series)


def _strange(places: Places, series: Series) -> int:
    """Returns how many items between the first and the last have no link at all."""
    telling = [[place for place in range(*item) if tells(places.own[place])] for item in series.items[1:-1]]
    return sum(bool(item) and not any(map(places.is_linked, item)) for item in telling)


def _bare_item(side: Side, places: Places, series: Series, number: int) -> tuple[int, int] | None:
    """Returns the tokens of the item if none is linked; the first item is never judged: where it begins is unknown."""
    start, end = series.items[number]
    # Only a coordinator makes what follows the last comma an item.
    if number == len(series.items) - 1 and not series.closed:
        return None
    if _is_phrase(side, places, series, number):
        return None
    while end > start and not tells(places.own[end - 1]):
        end -= 1
    telling = [places.own[place].token for place in range(start, end) if tells(places.own[place])]
    if len(telling) == 1 and not _is_item(side, telling[0]):
        return None
    linked = any(places.is_linked(place) and tells(places.own[place]) for place in range(start, end))
    if number == 0 or not telling or linked:
        return None
    return start, end


def _is_phrase(side: Side, places: Places, series: Series, number: int) -> bool:
    """Tells whether the piece opens with a connective that neither neighbour opens with: a phrase between commas."""
    connectives = word_set(f"{side.document.lang}/connectives.txt")
    first = places.own[series.items[number][0]].token.folded
    beside = [series.items[near] for near in (number - 1, number + 1) if near in range(len(series.items))]
    return first in connectives and all(places.own[item[0]].token.folded != first for item in beside)


def _is_item(side: Side, token: Token) -> bool:
    """Tells whether one word can be an item: no little word under a و (وذلك), no word with a و of its own (واحد)."""
    if not is_glued(token, side.document.lang):
        return True
    known = load_index("lexicon", side.document.lang).words
    small = token.folded[1:] in word_set(f"{side.document.lang}/function_words.txt")
    return not (small or token.folded in known or token.folded[:-1] in known)


@dataclass(frozen=True, slots=True)
class _Joint:
    """Is a gap across between counterparts of the item's neighbours; `lonely` own words of these have no link."""

    low: int
    high: int
    lonely: int


def _joints(places: Places, before: range, after: range, *, nearest: bool) -> list[_Joint]:
    """Returns the gaps across between the counterparts of words before and after the item.

    Behind the last item only the nearest linked word counts: what follows is no item.
    """
    left, right = _partners(places, before), _partners(places, after)
    ends = right[:1] if nearest else right
    return [
        _Joint(min(a, b), max(a, b), one + other)
        for found, one in left
        for a in found
        for there, other in ends
        for b in there
    ]


def _partners(places: Places, positions: range) -> list[tuple[list[int], int]]:
    """Returns the partners of each linked telling word, and how many telling words without link came before it."""
    out: list[tuple[list[int], int]] = []
    lonely = 0
    for position in positions:
        if not tells(places.own[position]):
            continue
        if places.is_linked(position):
            out.append((places.partners[position], lonely))
        else:
            lonely += 1
    return out


def _is_joint(other: Side, places: Places, joint: _Joint, number: int, series: Series) -> bool:
    """Tells whether the gap is a joint of a list: narrow, with a separator if inner, and with no word for the item.

    As many words to spare as the neighbours have without a link may be theirs.
    """
    inside = range(joint.low + 1, joint.high)
    if joint.high == joint.low or len(inside) > _WIDEST_JOINT or places.spare(inside) > joint.lonely:
        return False
    return number == len(series.items) - 1 or _has_separator(other, places.other[joint.low : joint.high + 1])


def _has_separator(other: Side, words: Sequence[Word]) -> bool:
    coordinators = word_set(f"{other.document.lang}/coordinators.txt")
    for before, word in pairwise(words):
        between = other.document.raw[before.token.span.end : word.token.span.start]
        if any(mark in between for mark in ",،;؛"):
            return True
        if word.token.folded in coordinators or is_glued(word.token, other.document.lang):
            return True
    return False


def _told_inside(side: Side, span: Span, bead: Bead) -> bool:
    """Tells whether the aligned sentences hold a word for the item after all, linked to something else."""
    partners = bead.right if side.name == "left" else bead.left
    return side.search.support(span, partners).share > 0
