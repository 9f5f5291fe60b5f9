"""Values as a reader wants to see them beside what is written."""

from __future__ import annotations

from fractions import Fraction

from text.mention import Mention, Quantity, When


def number_text(value: Fraction) -> str:
    """Returns an exact value in digits: an integer, a finite decimal, or a fraction."""
    if value.denominator == 1:
        return str(value.numerator)
    rest = value.denominator
    for prime in (2, 5):
        while rest % prime == 0:
            rest //= prime
    if rest != 1:
        return f"{value.numerator}/{value.denominator}"
    digits = 0
    while (value * 10**digits).denominator != 1:
        digits += 1
    whole = str(abs(value * 10**digits)).rjust(digits + 1, "0")
    return f"{'-' if value < 0 else ''}{whole[:-digits]}.{whole[-digits:]}"


def shown(mention: Mention) -> str:
    """Returns the value of a figure or date for a message: all its readings, with the unit."""
    value = mention.value
    if isinstance(value, Quantity):
        texts = [
            number_text(reading.low) + ("" if reading.low == reading.high else f"–{number_text(reading.high)}")
            for reading in value.readings
        ]
        unit = f" {value.unit}" if value.unit else ""
        about = f"{value.approximate} " if value.approximate else ""
        return about + " or ".join(texts) + unit
    if isinstance(value, When):
        return " or ".join(value.readings)
    return mention.surface
