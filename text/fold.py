"""The compare-form of a string, with a map back to the code points of the original.

Folding is for comparing only: nothing folded is ever shown or stored in place of the text.
"""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from functools import lru_cache

from text.document import Span

# Letters that writers of Arabic and Persian exchange freely; the right side is the compare-form.
_LETTERS = {
    "أ": "ا", "إ": "ا", "آ": "ا", "ٱ": "ا", "ٲ": "ا", "ٳ": "ا",
    "ى": "ي", "ی": "ي", "ې": "ي", "ے": "ي", "ئ": "ي",
    "ؤ": "و",
    "ک": "ك", "ڪ": "ك", "ڬ": "ك",
    "ة": "ه", "ۀ": "ه", "ە": "ه", "ہ": "ه", "ھ": "ه", "ۂ": "ه",
    "’": "'", "‘": "'", "ʼ": "'", "`": "'", "´": "'",
    "œ": "oe", "æ": "ae", "ß": "ss", "ı": "i", "ø": "o", "ł": "l", "đ": "d",
    "\u00a0": " ", "\u202f": " ", "\u2009": " ", "\u2007": " ",
    "\u2010": "-", "\u2011": "-",
}  # fmt: skip
# Marks without a sound of their own: tatweel, joiners, bidi controls, soft hyphen, byte order mark.
_DROPPED = frozenset(
    "\u0640\u200b\u200c\u200d\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\u00ad\ufeff\u061c"
)


@dataclass(frozen=True, slots=True)
class Folded:
    """Holds the compare-form `text`; code point i of it comes from code point `origin[i]` of the original."""

    text: str
    origin: tuple[int, ...]

    def span(self, start: int, end: int, offset: int = 0) -> Span:
        """Maps `text[start:end]` (start < end) to the original; `offset` is where the folded piece began there."""
        return Span(offset + self.origin[start], offset + self.origin[end - 1] + 1)


@lru_cache(maxsize=8192)
def fold_char(char: str) -> str:
    """Returns the compare-form of one code point: none, one or several code points."""
    if char in _DROPPED:
        return ""
    if char in _LETTERS:
        return _LETTERS[char]
    if char.isascii():
        return char.lower()
    if unicodedata.category(char) == "Nd":
        return str(unicodedata.digit(char))
    out = []
    for piece in unicodedata.normalize("NFKD", char):
        if unicodedata.combining(piece) or piece in _DROPPED:
            continue
        lowered = piece.lower()
        out.append(_LETTERS.get(lowered, _LETTERS.get(piece, lowered)))
    return "".join(out)


class _Folding(dict[int, str]):
    """Maps code points to their compare-form, each worked out when it is first met."""

    def __missing__(self, code: int) -> str:
        folded = self[code] = fold_char(chr(code))
        return folded


_FOLDING = _Folding()


def fold(text: str) -> str:
    """Returns the compare-form: case, accents, vowel signs, joiners and letter variants levelled, digits ASCII."""
    return text.translate(_FOLDING)


def fold_with_map(text: str) -> Folded:
    """Returns the compare-form with the origin of each of its code points."""
    uneven = {char: len(folded) for char in set(text) if len(folded := _FOLDING[ord(char)]) != 1}
    if not uneven:
        return Folded(fold(text), tuple(range(len(text))))
    origin: list[int] = []
    for index, char in enumerate(text):
        origin.extend([index] * uneven.get(char, 1))
    return Folded(fold(text), tuple(origin))
