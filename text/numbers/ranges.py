"""Two figures that are one: "between 20 and 25", "20-25", "three or four million", ما بين ثلاثة وأربعة ملايين."""

from __future__ import annotations

from dataclasses import dataclass, replace
from fractions import Fraction

from text.numbers.compose import Amount
from text.numbers.phrases import amounts_at
from text.numbers.stream import Stream

_DASHES = frozenset("-–—−‑")


@dataclass(frozen=True, slots=True)
class Range:
    """Is a range that ends before token `end`; `sure` tells that the words leave no doubt (between, from … to)."""

    low: Amount
    high: Amount
    end: int
    sure: bool


def between_at(stream: Stream, at: int) -> Range | None:
    """Reads the range after "between" whose first figure begins at token `at`: the cut that reads furthest wins."""
    best: Range | None = None
    for amount in _cuts(stream, at):
        after = _after_and(stream, amount.end)
        if after is None:
            continue
        for second in amounts_at(stream, after)[-1:]:
            if second.ordinal or amount.ordinal:
                continue
            low = _shared(amount, second)
            if low.value < second.value and (best is None or second.end >= best.end):
                best = Range(low, second, second.end, True)
    return best


def _cuts(stream: Stream, at: int) -> list[Amount]:
    """Returns every figure that could be the first of the two."""
    seen = {amount.end: amount for amount in amounts_at(stream, at)}
    for amount in amounts_at(stream, at, forbidden_and=True):
        seen.setdefault(amount.end, amount)
    return [seen[end] for end in sorted(seen)]


def _after_and(stream: Stream, at: int) -> int | None:
    """Returns the token after "and" (or "to") where the second figure begins."""
    if at >= len(stream.tokens) or not stream.inside(stream.tokens[at]):
        return None
    if stream.tokens[at].joined:
        return at
    found = stream.find(at, "and", "to", exact=True)
    if found is None or found[1] >= len(stream.tokens):
        return None
    return found[1]


def range_at(stream: Stream, first: Amount, sure: bool) -> Range | None:
    """Reads what follows a figure as the upper end of a range, if it is one."""
    at = first.end
    if at >= len(stream.tokens) or first.ordinal or first.vague or first.value < 0:
        return None
    gap = stream.tokens[at].gap
    if gap in _DASHES and stream.tokens[at].readings and first.digits:
        return _checked(stream, first, at, sure, tight=True)
    if not stream.inside(stream.tokens[at]) or stream.tokens[at].joined:
        return None
    joint = stream.find(at, "to", exact=True)
    if joint:
        return _checked(stream, first, joint[1], sure, tight=False)
    either = stream.find(at, "or", exact=True)
    if either and either[1] < len(stream.tokens):
        second = _checked(stream, first, either[1], sure, tight=False)
        return second if second and second.high.digits == first.digits and _near(second) else None
    if stream.lang == "fa" and first.lone and not first.digits and first.scale == 1:
        second = _checked(stream, first, at, sure, tight=False)
        return second if second and _near(second) else None
    return None


def _near(found: Range) -> bool:
    """Tells neighbours such as "two or three" and "20 or 30" from two facts joined by "or"."""
    return found.high.value <= 3 * found.low.value


def _checked(stream: Stream, first: Amount, at: int, sure: bool, tight: bool) -> Range | None:
    """Returns the range to the figure at token `at` if it rises and something tells it from a score or two years."""
    if at >= len(stream.tokens) or not (stream.inside(stream.tokens[at]) or tight):
        return None
    found = amounts_at(stream, at)
    if not found or found[-1].ordinal or found[-1].vague:
        return None
    second = found[-1]
    low = _shared(first, second)
    if not low.value < second.value:
        return None
    if tight and (low.value == 0 or stream.gap(second.end) in _DASHES):
        return None
    return Range(low, second, second.end, sure)


def look_like_years(low: Amount, high: Amount) -> bool:
    """Tells two bare figures that look like years, which stay two."""
    bare = low.digits and high.digits and low.scale == high.scale == 1
    return bare and 1300 <= low.value <= high.value <= 2100 and high.value - low.value <= 150


def _shared(first: Amount, second: Amount) -> Amount:
    """Gives the first figure the scale word that stands only behind the second: "three to four million"."""
    scale = second.scale
    if scale == 1 or first.scale != 1 or second.vague or first.vague:
        return first
    coefficient = second.value / scale
    if first.value >= 10 * coefficient or first.value >= 1000:
        return first
    return replace(first, values=tuple(value * scale for value in first.values), scale=Fraction(scale))
