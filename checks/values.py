"""Values as a reader wants to see them beside what is written."""

from __future__ import annotations

import re
from fractions import Fraction

from text.mention import Mention, Quantity, When

_WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_MONTHS = (
    *("January", "February", "March", "April", "May", "June", "July"),
    *("August", "September", "October", "November", "December"),
)
_RELATIVE = re.compile(r"P(-?\d+)([DWMY])")
_UNITS = {"D": "day", "W": "week", "M": "month", "Y": "year"}


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
        return " or ".join(moment_text(reading) for reading in value.readings)
    return mention.surface


def moment_text(reading: str) -> str:
    """Puts the ISO forms of dates that few people can read into words; the others speak for themselves."""
    if len(reading) == 2 and reading[0] == "W" and reading[1] in "1234567":
        return _WEEKDAYS[int(reading[1]) - 1]
    if reading.startswith("--"):
        month, _, day = reading[2:].partition("-")
        if month.isdecimal() and 1 <= int(month) <= 12:
            name = _MONTHS[int(month) - 1]
            return f"{int(day)} {name}" if day.isdecimal() else name
    relative = _RELATIVE.fullmatch(reading)
    return _relative(int(relative[1]), _UNITS[relative[2]]) if relative else reading.removeprefix("T")


def _relative(count: int, unit: str) -> str:
    if count == 0:
        return f"the same {unit}"
    direction = "before" if count < 0 else "after"
    return f"the {unit} {direction}" if abs(count) == 1 else f"{abs(count)} {unit}s {direction}"
