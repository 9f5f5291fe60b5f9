"""Leftover figures and dates of one bead that state the same thing with another value."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from fractions import Fraction
from functools import lru_cache

from checks.context import Context
from checks.facts import (
    Pairing,
    count_the_same,
    date_pairings,
    figure_pairings,
    is_small_word,
    quantity,
    stands_anywhere,
)
from checks.moments import contradict, contradict_by_dateline, when
from text.mention import Mention, MentionKind, Quantity


@dataclass(frozen=True, slots=True)
class Change:
    """Is a pair of mentions that should agree and do not, with the probability that this is an error."""

    left: Mention
    right: Mention
    confidence: float


def is_slip(change: Change) -> bool:
    """Tells whether the figures differ by powers of ten alone: 1,500 for 150, million for milliard."""
    a, b = quantity(change.left), quantity(change.right)
    if a.unit != b.unit or is_small_word(change.left) and is_small_word(change.right):
        return False
    return any(_power_of_ten(x.low, y.low) and _power_of_ten(x.high, y.high) for x in a.readings for y in b.readings)


def _power_of_ten(x: Fraction, y: Fraction) -> bool:
    """Tells whether the greater is the smaller times ten, a hundred and so on."""
    if x <= 0 or y <= 0 or x == y:
        return False
    ratio = max(x, y) / min(x, y)
    return ratio.denominator == 1 and str(ratio.numerator).strip("0") == "1"


@lru_cache(maxsize=8)
def changed_figures(context: Context) -> tuple[Change, ...]:
    """Returns the figures that changed, in text order."""
    return tuple(
        change for pairing in figure_pairings(context) for change in _changes(context, pairing, _figure_change)
    )


@lru_cache(maxsize=8)
def changed_dates(context: Context) -> tuple[Change, ...]:
    """Returns the dates and times that changed, in text order."""
    return tuple(change for pairing in date_pairings(context) for change in _changes(context, pairing, _date_change))


def _changes(context: Context, pairing: Pairing, judge: Callable[[Context, Mention, Mention], float]) -> list[Change]:
    options = []
    for i, left in enumerate(pairing.left):
        for j, right in enumerate(pairing.right):
            confidence = judge(context, left, right)
            if confidence > 0:
                options.append((-confidence, abs(i - j), i, j))
    out: list[Change] = []
    taken_left: set[int] = set()
    taken_right: set[int] = set()
    for negative, _, i, j in sorted(options):
        if i not in taken_left and j not in taken_right:
            taken_left.add(i)
            taken_right.add(j)
            out.append(Change(pairing.left[i], pairing.right[j], -negative))
    return sorted(out, key=lambda change: change.left.span)


def _figure_change(context: Context, left: Mention, right: Mention) -> float:
    a, b = quantity(left), quantity(right)
    if a.vague != b.vague:
        return 0.0
    linked = count_the_same(context, left, right)
    if is_small_word(left) or is_small_word(right):
        return 0.6 if linked and not (_is_one(a) or _is_one(b)) else 0.0
    if a.vague:
        return 0.6 if linked else 0.45
    same_kind = left.kind == right.kind and a.unit == b.unit
    if not (linked or same_kind):
        return 0.0
    elsewhere = _stands_elsewhere(context, left, right)
    return round(0.55 + 0.25 * linked + 0.15 * same_kind - 0.25 * elsewhere, 3)


def _stands_elsewhere(context: Context, left: Mention, right: Mention) -> int:
    """Returns how many of the two stand somewhere else in the other text."""
    return stands_anywhere(context, context.left, left) + stands_anywhere(context, context.right, right)


def _is_one(value: Quantity) -> bool:
    return any(reading.high == 1 for reading in value.readings)


def _date_change(context: Context, left: Mention, right: Mention) -> float:
    if left.kind != right.kind:
        return 0.0
    if not contradict(context, left, right):
        # What only a dateline tells apart must surely be said of the same thing.
        told = contradict_by_dateline(context, left, right) and count_the_same(context, left, right)
        return 0.5 if told and not _stands_elsewhere(context, left, right) else 0.0
    # A weekday against another, a month against another: the same sort of date says the same thing otherwise.
    alike = _shape(left) == _shape(right)
    elsewhere = _stands_elsewhere(context, left, right)
    linked = count_the_same(context, left, right)
    return round(max(0.0, 0.5 + 0.2 * alike + 0.1 * linked - 0.15 * elsewhere), 3)


def _shape(mention: Mention) -> tuple[MentionKind, str]:
    first = when(mention).readings[0]
    return mention.kind, "".join("0" if char.isdigit() else char for char in first)
