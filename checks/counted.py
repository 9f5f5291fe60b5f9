"""What a figure counts: the words that stand nearer to it than to any other, and which of them translate which."""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import combinations

from align.anchors import Kind, Word
from align.words import SURE
from checks.context import Context, Side
from checks.facts import Pairing, closeness, quantity
from text.document import Span
from text.mention import Mention, MentionKind

# Where the words of one figure end and those of the next begin: a comma, a bracket, "and", "or", "while".
_BORDER = re.compile(
    r"[,،;؛:()–—]|[.!?؟]\s|\s[-]\s|\s(?:et|ou|and|or|و|أو|یا|tandis|while|contre|against|مقابل|در)\s|\s(?=و[\w])"
)
_REACH = 45  # code points on either side of a figure
_SHARE = 12  # code points between the figures of "36 of the 116", ٣٦ من أصل ١١٦
# What each of the crossed pairs must weigh, and how much more they must weigh than all that speaks for the places.
_LEAST = 0.3
_MARGIN = 3
Near = list[tuple[Word, float]]
Links = set[tuple[Span, Span]]


@dataclass(frozen=True, slots=True)
class Swap:
    """Is two figures of one bead that both texts state, each of another thing: (left figures, right figures)."""

    left: tuple[Mention, Mention]
    right: tuple[Mention, Mention]


def swaps(context: Context, pairing: Pairing) -> list[Swap]:
    """Returns the figures of a bead whose counted things are exchanged; every piece of evidence must say so."""
    same = [
        (left, right)
        for left, right, close in pairing.agreed
        if close == 3 and left.kind is not MentionKind.ORDINAL and not quantity(left).vague
    ]
    out: list[Swap] = []
    taken: set[Mention] = set()
    for (a, b), (c, d) in combinations(sorted(same, key=lambda pair: pair[0].span), 2):
        if taken & {a, c} or a.kind is not c.kind or quantity(a).unit != quantity(c).unit:
            continue
        if closeness(a, c) or closeness(b, d) or _is_share(context.left, a, c) or _is_share(context.right, b, d):
            continue
        if not _is_exchanged(context, pairing, (a, b), (c, d)):
            continue
        taken |= {a, c}
        out.append(Swap((a, c), (b, d)))
    return out


def _is_share(side: Side, one: Mention, other: Mention) -> bool:
    """Tells whether one figure is said to be of the other ("36 of the 116"): such two are not exchanged."""
    first, second = sorted((one.span, other.span))
    if not 0 <= second.start - first.end <= _SHARE or _BORDER.search(side.document.raw, first.end, second.start):
        return False
    between = side.search.words_in(Span(first.end, second.start))
    return len(between) <= 1 or not any(_is_telling(word) for word in between)


def _is_exchanged(
    context: Context, pairing: Pairing, first: tuple[Mention, Mention], second: tuple[Mention, Mention]
) -> bool:
    links = _links(context, pairing)
    a, c = _worth_comparing(*(_words_of(context.left, mention) for mention in (first[0], second[0])))
    b, d = _worth_comparing(*(_words_of(context.right, mention) for mention in (first[1], second[1])))
    straight = _evidence(a, b, c, d, links) + _evidence(c, d, a, b, links)
    crossed = (_evidence(a, d, c, b, links), _evidence(c, b, a, d, links))
    return min(crossed) >= _LEAST and sum(crossed) >= _MARGIN * straight


def _links(context: Context, pairing: Pairing) -> Links:
    inside = [context.left.document.sentences[index].span for index in pairing.bead.left]
    return {
        (link.left, link.right)
        for link in context.alignment.links
        if link.score >= SURE and any(span.holds(link.left) for span in inside)
    }


def _worth_comparing(first: Near, second: Near) -> tuple[Near, Near]:
    """Drops the names where only one of the figures has any: they say where it all happened."""
    named = [any(word.kind is Kind.NAME for word, _ in near) for near in (first, second)]
    if named[0] == named[1]:
        return first, second
    without = [[(word, weight) for word, weight in near if word.kind is not Kind.NAME] for near in (first, second)]
    return without[0], without[1]


def _evidence(left: Near, right: Near, left_rival: Near, right_rival: Near, links: Links) -> float:
    """Returns how far the words stand for each other; a word that also fits beside the rival figure says nothing."""
    pairs = [
        (i, j, left_weight * right_weight)
        for i, (word, left_weight) in enumerate(left)
        if not any(_is_same(word, other, links) for other, _ in right_rival)
        for j, (other, right_weight) in enumerate(right)
        if _is_same(word, other, links) and not any(_is_same(rival, other, links) for rival, _ in left_rival)
    ]
    # Each word counts once, with its best partner, seen from the side that has more such words.
    best_left, best_right = dict[int, float](), dict[int, float]()
    for i, j, weight in pairs:
        best_left[i], best_right[j] = max(weight, best_left.get(i, 0)), max(weight, best_right.get(j, 0))
    return max(sum(best_left.values()), sum(best_right.values()))


def _is_same(left: Word, right: Word, links: Links) -> bool:
    return (left.token.span, right.token.span) in links or not set(left.features).isdisjoint(right.features)


def _words_of(side: Side, mention: Mention) -> Near:
    """Returns the telling words of the figure, up to the next figure, comma or "and", each worth 1, 1/2, 1/3 …"""
    raw, number = side.document.raw, side.document.sentence_at(mention.span.start)
    if number is None:
        return []
    limits = side.document.sentences[number].span
    figures = [other.span for other in side.mentions if other.span != mention.span and limits.holds(other.span)]
    before = max((span.end for span in figures if span.end <= mention.span.start), default=limits.start)
    after = min((span.start for span in figures if span.start >= mention.span.end), default=limits.end)
    start, end = max(before, mention.span.start - _REACH), min(after, mention.span.end + _REACH)
    for border in _BORDER.finditer(raw, start, mention.span.start):
        start = border.end()
    first = _BORDER.search(raw, mention.span.end, end)
    end = first.start() if first else end
    ahead = [word for word in side.search.words_in(Span(start, mention.span.start)) if _is_telling(word)]
    behind = [word for word in side.search.words_in(Span(mention.span.end, end)) if _is_telling(word)]
    return [(word, 1 / rank) for words in (ahead[::-1], behind) for rank, word in enumerate(words, 1)]


def _is_telling(word: Word) -> bool:
    return word.kind is not Kind.FUNCTION and any(not feature.startswith("=") for feature in word.features)
