"""Figures and dates of aligned sentences compared by value: what agrees, what changed, what is left over.

Matching is by value first and by place second, within each bead; only what is left over is sought in the rest of the
other text, in every form it may take there (digits, words, a part of a date).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import lru_cache

from align.bead import Bead
from checks.context import Context, Side
from checks.links import LinkIndex
from checks.moments import agree, days_of_month, is_told, parts
from text.document import Span
from text.fold import fold
from text.mention import Mention, MentionKind, Quantity, When
from text.numbers import far_units, same_amount

FIGURES = (MentionKind.NUMBER, MentionKind.ORDINAL, MentionKind.PERCENT, MentionKind.MONEY, MentionKind.UNIT)
MOMENTS = (MentionKind.DATE, MentionKind.TIME)
SMALL = 10
# Beads below this log-odds are too doubtful to compare figures in.
_LEAST_BEAD = 0.0


@dataclass(frozen=True, slots=True)
class Pairing:
    """Is the comparison of one bead: agreeing pairs with their closeness (3 same … 1 vague), and the leftovers."""

    bead: Bead
    agreed: tuple[tuple[Mention, Mention, int], ...]
    left: tuple[Mention, ...]
    right: tuple[Mention, ...]


def quantity(mention: Mention) -> Quantity:
    """Returns the mention's quantity; TypeError for other kinds."""
    if not isinstance(mention.value, Quantity):
        raise TypeError(f"{mention.kind} has no quantity")
    return mention.value


def closeness(left: Mention, right: Mention) -> int:
    """Returns how well two figures agree: 3 same amount, 2 same to the rounding stated, 1 vague or unit unlike, 0
    not.
    """
    a, b = quantity(left), quantity(right)
    same = same_amount(a, b)
    if same:
        return 3
    if a.vague and b.vague:
        # "hundreds" and "thousands" are as far apart as vague words can be.
        if not _share_reading(a, b):
            return 0
        return 1 if far_units(a, b) else 3
    if _share_reading(a, b):
        return 3 if a.unit is None or b.unit is None else 1
    if a.unit and b.unit and same is False and a.unit != b.unit:
        return 1 if _share_bound(a, b) else 0
    if a.vague or b.vague:
        return 1 if _same_magnitude(a, b) else 0
    if bool(a.unit) != bool(b.unit) and (_is_range(a) or _is_range(b)):
        # "55, 60 minutes" is read as two figures: the one with the unit is the range's partner.
        return 0
    if (a.approximate or b.approximate or _is_range(a) or _is_range(b)) and _rounds(a, b):
        return 2
    return 0


def _share_reading(a: Quantity, b: Quantity) -> bool:
    return bool(set(a.readings) & set(b.readings))


def _share_bound(a: Quantity, b: Quantity) -> bool:
    """Tells whether the figures agree in a bound: "55, 60 minutes" and "55 to 60 hours"."""
    bounds = [{bound for reading in value.readings for bound in (reading.low, reading.high)} for value in (a, b)]
    return bool(bounds[0] & bounds[1])


def _is_range(value: Quantity) -> bool:
    return any(reading.low != reading.high for reading in value.readings)


def _same_magnitude(a: Quantity, b: Quantity) -> bool:
    return any(
        x.low <= y.high * 10 and y.low <= x.high * 10
        for x in a.readings
        for y in b.readings
        if x.high > 0 and y.high > 0
    )


def _rounds(a: Quantity, b: Quantity) -> bool:
    """Tells whether one figure lies within the other's range or within a tenth of it."""
    for x in a.readings:
        for y in b.readings:
            slack = max(abs(x.high), abs(y.high)) / 10
            if x.low <= y.high + slack and y.low <= x.high + slack:
                return True
    return False


@lru_cache(maxsize=8)
def figure_pairings(context: Context) -> tuple[Pairing, ...]:
    """Returns the comparison of the figures in every sound bead."""
    return tuple(_pairings(context, FIGURES, closeness))


@lru_cache(maxsize=8)
def date_pairings(context: Context) -> tuple[Pairing, ...]:
    """Returns the comparison of the dates and times in every sound bead."""

    def same(left: Mention, right: Mention) -> int:
        return 3 if agree(context, left, right) else 0

    return tuple(_pairings(context, MOMENTS, same))


def _pairings(
    context: Context, kinds: Sequence[MentionKind], closer: Callable[[Mention, Mention], int]
) -> Iterable[Pairing]:
    for bead in context.beads():
        if not context.is_sound(bead, _LEAST_BEAD):
            continue
        left = context.left.mentions_in(bead.left, *kinds)
        right = context.right.mentions_in(bead.right, *kinds)
        if left or right:
            yield _match(bead, left, right, closer)


def _match(bead: Bead, left: list[Mention], right: list[Mention], closer: Callable[[Mention, Mention], int]) -> Pairing:
    options = []
    for i, one in enumerate(left):
        for j, other in enumerate(right):
            value = closer(one, other)
            if value:
                distance = abs((i + 0.5) / len(left) - (j + 0.5) / len(right))
                options.append((-value, distance, i, j))
    taken_left: set[int] = set()
    taken_right: set[int] = set()
    agreed = []
    for negative, _, i, j in sorted(options):
        if i in taken_left or j in taken_right:
            continue
        taken_left.add(i)
        taken_right.add(j)
        agreed.append((left[i], right[j], -negative))
    return Pairing(
        bead,
        tuple(agreed),
        tuple(mention for i, mention in enumerate(left) if i not in taken_left),
        tuple(mention for j, mention in enumerate(right) if j not in taken_right),
    )


def values_of(mention: Mention) -> set[Fraction]:
    """Returns every number a mention may be said to contain: a figure's bounds, a date's day, month, year, hour."""
    if isinstance(mention.value, Quantity):
        return {bound for reading in mention.value.readings for bound in (reading.low, reading.high)}
    if isinstance(mention.value, When):
        return parts(mention.value)
    return set()


@lru_cache(maxsize=16)
def _all_values(context: Context, name: str) -> frozenset[Fraction]:
    side = context.left if name == "left" else context.right
    out = {value for mention in side.mentions for value in values_of(mention)}
    for word in side.search.own_words:
        if word.token.folded.isdigit():
            out.add(Fraction(int(word.token.folded)))
    return frozenset(out)


def stands_anywhere(context: Context, side: Side, mention: Mention) -> bool:
    """Tells whether the mention's value is found somewhere in the other text, in whatever form."""
    other = context.swap(side)
    if isinstance(mention.value, When):
        if is_told(context, side, mention):
            return True
        if any(reading.isdigit() for reading in mention.value.readings):
            return bool(values_of(mention) & _all_values(context, other.name))
        return bool(days_of_month(mention) & _figures(other))
    if values_of(mention) & _all_values(context, other.name):
        return True
    return any(candidate.kind in FIGURES and closeness(mention, candidate) >= 1 for candidate in other.mentions)


def _figures(side: Side) -> set[Fraction]:
    """Returns the figures of a text that stand in no date; one may be a bare day of the month ("le 14")."""
    return {value for mention in side.mentions if mention.kind in FIGURES for value in values_of(mention)}


def is_small_word(mention: Mention) -> bool:
    """Tells whether the figure is spelled out and at most ten: such figures come and go with wording."""
    value = quantity(mention)
    return not value.digits and all(reading.high <= SMALL for reading in value.readings)


@lru_cache(maxsize=16)
def _links(context: Context, name: str) -> LinkIndex:
    return LinkIndex(context, context.left if name == "left" else context.right)


def count_the_same(context: Context, left: Mention, right: Mention) -> bool:
    """Tells whether what the two figures count is linked: a word just after (or before) the one with one beside the
    other.
    """
    reach = 28
    around = _around(context.left, left, reach)
    window = _around(context.right, right, reach)
    for span in around:
        for partner in _links(context, "left").partners(span):
            if any(partner.overlaps(piece) for piece in window):
                return True
    return False


def _around(side: Side, mention: Mention, reach: int) -> list[Span]:
    raw = side.document.raw
    sentence = side.document.sentence_at(mention.span.start)
    if sentence is None:
        return []
    limits = side.document.sentences[sentence].span
    after = Span(mention.span.end, min(limits.end, mention.span.end + reach))
    before = Span(max(limits.start, mention.span.start - reach // 2), mention.span.start)
    return [span for span in (after, before) if fold(span.of(raw)).strip()]
