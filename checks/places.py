"""Where the words of an aligned group of sentences stand, what they are linked to, and what stands between.

A piece that was left out leaves no trace across: its neighbours' counterparts stand side by side. A piece that was
rendered in words nobody knows leaves those words there.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache

from align.anchors import Kind, Word
from align.bead import Bead
from checks.context import Context, Side

# Links below this rest on nothing but their place.
FIRM = 0.5


@dataclass(frozen=True, slots=True)
class Places:
    """Holds the words of one bead, own side and opposite, and which are firmly linked, by position from 0.

    `partners` leads from own positions to opposite ones, `back` the other way; words without a firm link are in
    neither.
    """

    own: tuple[Word, ...]
    other: tuple[Word, ...]
    partners: dict[int, list[int]]
    back: dict[int, list[int]]

    def is_linked(self, position: int) -> bool:
        """Tells whether the own word has a firm link."""
        return position in self.partners

    def is_taken(self, place: int) -> bool:
        """Tells whether the opposite word has a firm link."""
        return place in self.back

    def is_spare(self, place: int) -> bool:
        """Tells whether the opposite word tells something and has no firm link."""
        return tells(self.other[place]) and place not in self.back

    def spare(self, places: Iterable[int]) -> int:
        """Returns how many of the opposite words are to spare."""
        return sum(self.is_spare(place) for place in places)

    def anchor(self, start: int, step: int) -> list[int]:
        """Returns the partners of the first firmly linked telling word from `start` on, forward or backward."""
        position = start
        while 0 <= position < len(self.own):
            if tells(self.own[position]) and position in self.partners:
                return self.partners[position]
            position += step
        return []

    def turned(self) -> Places:
        """Returns the same places seen from the other side."""
        return Places(self.other, self.own, self.back, self.partners)


def tells(word: Word) -> bool:
    """Tells whether the word carries content, a figure or a name."""
    return word.token.content or word.kind >= Kind.FIGURE


@lru_cache(maxsize=256)
def places_of(context: Context, side: Side, bead: Bead) -> Places:
    """Returns the places of the bead as seen from the side."""
    other = context.swap(side)
    own, across = _words(side, context.own(side, bead)), _words(other, context.own(other, bead))
    positions = {word.token.span.start: position for position, word in enumerate(own)}
    places = {word.token.span.start: place for place, word in enumerate(across)}
    partners: dict[int, list[int]] = defaultdict(list)
    back: dict[int, list[int]] = defaultdict(list)
    for link in context.links_from(side, min(positions, default=0), max(positions, default=-1)):
        here, there = (link.left, link.right) if side.name == "left" else (link.right, link.left)
        position, place = positions.get(here.start), places.get(there.start)
        if position is None or place is None:
            continue
        # Words of one term share its probability; what they have in common makes their links firm all the same.
        if link.score >= FIRM or own[position].features & across[place].features:
            partners[position].append(place)
            back[place].append(position)
    return Places(own, across, _sorted(partners), _sorted(back))


def _words(side: Side, sentences: Sequence[int]) -> tuple[Word, ...]:
    return tuple(word for index in sentences for word in side.search.words_in(side.document.sentences[index].span))


def _sorted(found: dict[int, list[int]]) -> dict[int, list[int]]:
    return {position: sorted(set(held)) for position, held in sorted(found.items())}
