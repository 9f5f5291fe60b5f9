"""Turns code points into lines and columns, in each unit that some tool counts in.

Inside muqabala every offset is a code point. SARIF and GitHub count columns in code points here, editors that speak
JavaScript count UTF-16 units, reviewdog counts UTF-8 bytes. The first two differ beyond U+FFFF only (emoji, rare
scripts), the third differs for every Arabic letter.

Lines end at a line feed, as in git and in SARIF's default; the carriage return before it belongs to its line.
"""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass

from text.document import Span


@dataclass(frozen=True, slots=True)
class Place:
    """Is a place between two characters; line and columns count from 1.

    `column` counts code points, `utf16` UTF-16 units, `byte` UTF-8 bytes, each from the beginning of the line.
    """

    line: int
    column: int
    utf16: int
    byte: int


@dataclass(frozen=True, slots=True)
class Region:
    """Is a span of a text as two places; `end` lies behind the last character."""

    start: Place
    end: Place


class Lines:
    """Knows where the lines of one text begin."""

    def __init__(self, raw: str) -> None:
        self._raw = raw
        self._starts = [0, *(index + 1 for index, char in enumerate(raw) if char == "\n")]

    def place(self, offset: int) -> Place:
        """Returns the place of a code point offset; one beyond the text becomes the text's end."""
        offset = min(max(offset, 0), len(self._raw))
        line = bisect_right(self._starts, offset)
        before = self._raw[self._starts[line - 1] : offset]
        return Place(line, len(before) + 1, utf16_units(before) + 1, utf8_bytes(before) + 1)

    def region(self, span: Span) -> Region:
        """Returns the two places of a span."""
        return Region(self.place(span.start), self.place(span.end))


def utf16_units(text: str) -> int:
    """Returns how many UTF-16 units the text takes; a lone surrogate is one."""
    return len(text.encode("utf-16-le", "surrogatepass")) // 2


def utf8_bytes(text: str) -> int:
    """Returns how many UTF-8 bytes the text takes; a lone surrogate takes the three of U+FFFD, which replaces it."""
    return len(text.encode("utf-8", "surrogatepass"))
