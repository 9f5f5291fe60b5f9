"""Figures written in digits: which strings are figures, and every value their separators allow.

"1.250" is 1,250 to a French reader and one and a quarter to an English one; a news text mixes habits, so a string that
can be read both ways keeps both readings, the likelier for its language first.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from fractions import Fraction

from text.document import Lang

SPACES = "\u0020\u00a0\u202f\u2009\u2007"
# A figure: groups of three behind spaces, or digits joined by separators. Bare separators at the edges stay outside.
PATTERN = (
    rf"\d{{1,3}}(?:[{SPACES}]\d{{3}})+(?!\d)(?:[.,٫،]\d+(?![.,٫،]?\d))?"
    r"|\d+(?:[.,٬٫،'’/]\d+)*"
)
_PARTS = re.compile(r"\d+|\D")
VULGAR = {"½": Fraction(1, 2), "⅓": Fraction(1, 3), "⅔": Fraction(2, 3), "¼": Fraction(1, 4), "¾": Fraction(3, 4),
          "⅕": Fraction(1, 5), "⅛": Fraction(1, 8)}  # fmt: skip
_LONGEST = 60  # code points; a longer digit string is data, not a figure of a text
_DECIMAL_POINT = frozenset(".٫")


@dataclass(frozen=True, slots=True)
class Figure:
    """Is one figure inside a digit string, offsets relative to it; no readings means that it is none (a date, code)."""

    start: int
    end: int
    readings: tuple[Fraction, ...]


def ascii_digits(text: str) -> str:
    """Returns the text with the decimal digits of every script as ASCII ones."""
    if text.isascii():
        return text
    return "".join(str(unicodedata.digit(char)) if unicodedata.category(char) == "Nd" else char for char in text)


def read_figure(text: str, lang: Lang) -> tuple[Figure, ...]:
    """Returns the figures of a string that matched `PATTERN`: usually one; several for "5,10,15" and "75/240"."""
    plain = ascii_digits(text)
    if len(plain) > _LONGEST:
        return ()
    if plain.isdigit():
        return (Figure(0, len(text), (Fraction(int(plain)),)),)
    if "/" in plain:
        return _slashed(plain, lang)
    values = _separated(plain, lang)
    if values:
        return (Figure(0, len(text), values),)
    return _split(plain)


def _slashed(plain: str, lang: Lang) -> tuple[Figure, ...]:
    """Reads "1/2" as a fraction, Persian "3/5" as 3.5 as well, "75/240" as two figures, a date as none."""
    pieces = plain.split("/")
    if len(pieces) != 2:
        return ()
    if all(piece.isdigit() for piece in pieces):
        upper, lower = (int(piece) for piece in pieces)
        readings = []
        if lang == "fa" and len(pieces[1]) <= 2 and len(pieces[0]) <= 3:
            readings.append(Fraction(f"{upper}.{pieces[1]}"))
        if 0 < upper < lower <= 10:
            readings.append(Fraction(upper, lower))
        if readings:
            return (Figure(0, len(plain), tuple(readings)),)
    found: list[Figure] = []
    at = 0
    for piece in pieces:
        figures = read_figure(piece, lang)
        found.extend(Figure(at + figure.start, at + figure.end, figure.readings) for figure in figures)
        at += len(piece) + 1
    return tuple(found)


def _separated(plain: str, lang: Lang) -> tuple[Fraction, ...]:
    """Returns the readings of digits with separators; empty if they follow no habit."""
    parts = _PARTS.findall(plain)
    groups, marks = parts[::2], parts[1::2]
    whole = "".join(groups)
    grouped = 1 <= len(groups[0]) <= 3 and all(len(group) == 3 for group in groups[1:])
    kinds = set(marks)
    if len(marks) > 1 and len(kinds) > 1 and marks[-1] not in marks[:-1]:
        # Two kinds of mark: the last one is the decimal mark, what stands before must be sound groups.
        head_sound = 1 <= len(groups[0]) <= 3 and all(len(group) == 3 for group in groups[1:-1])
        if len(set(marks[:-1])) == 1 and head_sound and marks[-1] not in "٬'’" + SPACES:
            return (Fraction(f"{''.join(groups[:-1])}.{groups[-1]}"),)
        if all(mark in SPACES for mark in marks) and grouped:
            return (Fraction(int(whole)),)
        return ()
    if kinds <= set(SPACES) | {"٬", "'", "’"}:
        return (Fraction(int(whole)),) if grouped else ()
    if len(marks) > 1:
        indian = kinds == {","} and len(groups[-1]) == 3 and all(len(group) == 2 for group in groups[1:-1])
        return (Fraction(int(whole)),) if len(kinds) == 1 and (grouped or indian) and "٫" not in kinds else ()
    mark = marks[0]
    decimal = Fraction(f"{groups[0]}.{groups[1]}")
    if not grouped or groups[0].startswith("0") or mark == "٫":
        return (decimal,)
    thousands = Fraction(int(whole))
    if lang == "en":
        return (thousands,) if mark in ",،" else (decimal, thousands)
    if lang == "fr":
        return (thousands, decimal) if mark == "." else (decimal, thousands)
    return (thousands, decimal) if mark != "." else (decimal, thousands)


def _split(plain: str) -> tuple[Figure, ...]:
    """Cuts a list without spaces ("5,10,15") at its commas; chains of points (versions, addresses) are no figures."""
    if set(_PARTS.findall(plain)[1::2]) & (_DECIMAL_POINT | {"'", "’"}):
        return ()
    return tuple(
        Figure(match.start(), match.end(), (Fraction(int(match.group())),)) for match in re.finditer(r"\d+", plain)
    )
