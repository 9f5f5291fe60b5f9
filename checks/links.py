"""The word links of one side, looked up by place."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from functools import lru_cache

from align.anchors import Kind, Word
from checks.context import Context, Side, SideName
from text.document import Span


class LinkIndex:
    """Answers which words of a side are linked, and to what; links that score less than `least` do not count."""

    def __init__(self, context: Context, side: Side, least: float = 0.0) -> None:
        self._pairs, self._starts = _sorted_links(context, side.name, least)

    def partners(self, span: Span) -> list[Span]:
        """Returns the spans of the other text that the words inside `span` are linked to, in text order."""
        first, last = bisect_left(self._starts, span.start), bisect_left(self._starts, span.end)
        return sorted({other for _, other in self._pairs[first:last]})

    def is_linked(self, word: Word) -> bool:
        """Tells whether the word has a link."""
        place = bisect_left(self._starts, word.token.span.start)
        return place < len(self._starts) and self._starts[place] == word.token.span.start

    def share(self, words: Sequence[Word]) -> tuple[float, int]:
        """Returns the share of linked words among those with evidence, and how many these are."""
        telling = [word for word in words if word.kind not in (Kind.UNKNOWN, Kind.FUNCTION)]
        return sum(self.is_linked(word) for word in telling) / max(1, len(telling)), len(telling)


@lru_cache(maxsize=4)
def _sorted_links(context: Context, name: SideName, least: float) -> tuple[list[tuple[Span, Span]], list[int]]:
    """Returns the links of one side as (own word, other word) in text order, and where the own words begin.

    Rules ask for an index bead by bead: sorted anew each time, long reports would take time by their square.
    """
    pairs = sorted(
        (link.left, link.right) if name == "left" else (link.right, link.left)
        for link in context.alignment.links
        if link.score >= least
    )
    return pairs, [own.start for own, _ in pairs]
