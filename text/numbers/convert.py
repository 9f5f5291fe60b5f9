"""Compares two figures across units: 10 miles and 16 km are the same, 10 miles and 18 km are not."""

from __future__ import annotations

from fractions import Fraction

from text.mention import Quantity
from text.numbers.units import UnitFacts, definitions

# A figure claims no more precision than its last digit that is not zero; a last digit 5 is read as a step of five.
# The tolerance is half that step, but never above this share of the value: "10 miles" is no licence for 5 miles.
_CAP = Fraction(1, 20)
_CAP_ABOUT = Fraction(1, 10)
_TWOFOLD = 2


def same_amount(a: Quantity, b: Quantity) -> bool | None:
    """Tells whether some reading of both is one amount, rounding allowed if the units differ.

    None where it cannot be known: no unit on one side, different dimensions, or two currencies, whose rate changes.
    """
    units = definitions()
    if a.unit == b.unit:
        return bool(set(a.readings) & set(b.readings))
    if a.unit is None or b.unit is None or a.unit not in units or b.unit not in units:
        return None
    left, right = units[a.unit], units[b.unit]
    if left.dimension != right.dimension or left.base != right.base:
        return None
    cap = _CAP_ABOUT if a.approximate or b.approximate or a.vague or b.vague else _CAP
    return any(
        _meets(x.low, y.low, left, right, cap) and _meets(x.high, y.high, left, right, cap)
        for x in a.readings
        for y in b.readings
    )


def far_units(a: Quantity, b: Quantity) -> bool:
    """Tells whether both have units, and of two dimensions or one more than twice the other (km and miles are near)."""
    units = definitions()
    if a.unit == b.unit or a.unit not in units or b.unit not in units:
        return False
    left, right = units[a.unit], units[b.unit]
    if left.dimension != right.dimension or left.base != right.base:
        return True
    return max(left.factor, right.factor) > _TWOFOLD * min(left.factor, right.factor)


def _meets(x: Fraction, y: Fraction, left: UnitFacts, right: UnitFacts, cap: Fraction) -> bool:
    """Tells whether one value converted and rounded as coarsely as the other is that other."""
    return _rounds_to(_change(x, left, right), y, cap) or _rounds_to(_change(y, right, left), x, cap)


def _change(value: Fraction, source: UnitFacts, target: UnitFacts) -> Fraction:
    """Returns a value of one unit in another of the same dimension."""
    return (source.factor * value + source.offset - target.offset) / target.factor


def _rounds_to(exact: Fraction, stated: Fraction, cap: Fraction) -> bool:
    step = last_step(stated)
    return abs(exact - stated) <= min(step / 2, max(abs(stated) * cap, Fraction(1, 2) if stated == 0 else Fraction(0)))


def last_step(value: Fraction) -> Fraction:
    """Returns the size of the last digit that is not zero: 100 for 1,300, 1/10 for 3.5; five times that if it is 5."""
    if value == 0:
        return Fraction(1)
    step = Fraction(1)
    while (value / step).denominator != 1 and step > Fraction(1, 10**6):
        step /= 10
    while (value / (step * 10)).denominator == 1:
        step *= 10
    return step * 5 if (value / step) % 10 == 5 else step
