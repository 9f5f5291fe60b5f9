"""Reads the Arabic dual, where the noun is the number: جنديين is "two soldiers".

Nouns of the list in `text/data/ar/numbers.tsv` are sure. Others count only where something beside them is dual too,
because ان and ين end a thousand other words: إيران, بيان, الذين, مسؤولين.
"""

from __future__ import annotations

from fractions import Fraction

from text.document import Span
from text.mention import Mention, MentionKind, Quantity, Reading
from text.numbers.stream import Stream

_TWO = Quantity((Reading(Fraction(2), Fraction(2)),), digits=False)


def read_dual(stream: Stream, at: int) -> tuple[Mention, int] | None:
    """Returns the dual noun at token `at` as the number 2, and the token to go on from."""
    if stream.lang != "ar":
        return None
    opener = stream.find(at, "dual-before")
    if opener and opener[1] < len(stream.tokens) and stream.gap(opener[1]) == " ":
        noun = stream.tokens[opener[1]]
        if noun.text.startswith("ال") and noun.text.endswith(("ان", "ين")) and len(noun.text) > 5:
            return _two(stream, opener[1], opener[1] + 1)
    if not stream.find(at, "dual"):
        return None
    after = at + 1
    again = stream.find(after, "digit")
    if again and again[0].value == 2 and not stream.tokens[after].joined:
        after = again[1]
    return _two(stream, at, after)


def _two(stream: Stream, at: int, after: int) -> tuple[Mention, int]:
    start, end = stream.start_of(at), stream.tokens[after - 1].end
    return Mention(MentionKind.NUMBER, Span(start, end), stream.raw[start:end], _TWO), after
