"""What two versions believe of each other's pieces: the beads of their alignment, and the items of their lists.

An item is matched whatever its place in its list; naming the same principle makes two items more alike.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from math import exp

from align.anchors import Evidence, Kind, Word
from align.bead import Alignment, Bead
from align.pieces import Piece
from align.support import Searcher, searchers
from text.document import Document
from text.principles import principles_in

_PLACED = -6.0  # below this no place can save a bead
_BY_PLACE = 0.55
_FIRM_BEAD = 2.0  # what vouches for a neighbour, and what a version that is only related must reach
_LEAST_ITEM = 0.3
_ITEM_BASE = 0.4
_TOLD_WORDS = 2  # fewer telling words say nothing
# What it adds to a likeness of words that both name the same principle.
_PRINCIPLE = 0.25


@dataclass(frozen=True, slots=True, eq=False)
class Compared:
    """Is one aligned pair of the versions with these indices, `first` on the left."""

    first: int
    second: int
    alignment: Alignment
    forward: Searcher
    backward: Searcher

    def document_of(self, version: int) -> Document:
        """Returns the document of one of the two versions."""
        return self.alignment.left if version == self.first else self.alignment.right

    def search(self, version: int) -> Searcher:
        """Returns the searcher that looks pieces of this version up in the other one."""
        return self.forward if version == self.first else self.backward

    def words_of(self, piece: Piece) -> list[Word]:
        """Returns the telling words of a piece of either version."""
        words = self.search(piece.version).words_in(piece.span)
        return [word for word in words if word.kind not in (Kind.UNKNOWN, Kind.FUNCTION)]


def compare(first: int, second: int, alignment: Alignment, evidence: Evidence) -> Compared:
    """Returns the pair of versions with what it takes to search either in the other."""
    return Compared(first, second, alignment, *searchers(alignment.left, alignment.right, evidence))


@dataclass(frozen=True, slots=True)
class Edge:
    """Is a belief (0 to 1) that pieces of two versions say the same."""

    belief: float
    pieces: tuple[Piece, ...]


def bead_edges(pair: Compared, pieces: Sequence[Piece], related: Collection[int]) -> Iterable[Edge]:
    """Yields the beads of the pair as beliefs in their sentences; of a version in `related` only firm ones."""
    heads = {(piece.version, piece.sentence): piece for piece in pieces if not piece.is_item}
    is_related = bool({pair.first, pair.second} & set(related))
    for number, bead in enumerate(pair.alignment.beads):
        if bead.is_null or (is_related and bead.score < _FIRM_BEAD):
            continue
        keys = [(pair.first, index) for index in bead.left] + [(pair.second, index) for index in bead.right]
        touched = tuple(heads[key] for key in keys if key in heads)
        if len({piece.version for piece in touched}) == 2:
            yield Edge(_belief(pair.alignment.beads, number), touched)


def _belief(beads: Sequence[Bead], number: int) -> float:
    """Returns how far a bead is to be believed: by its score, or by its place between firm neighbours.

    A short pair whose only telling word was changed has a poor score of its own and is still the pair.
    """
    bead = beads[number]
    by_score = 1 / (1 + exp(-bead.score))
    near = [beads[other] for other in (number - 1, number + 1) if 0 <= other < len(beads)]
    firm = any(not other.moved and other.score > _FIRM_BEAD for other in near)
    if bead.moved or bead.score < _PLACED or not firm or any(other.is_null for other in near):
        return by_score
    return max(by_score, _BY_PLACE)


def item_edges(pair: Compared, pieces: Sequence[Piece]) -> Iterable[Edge]:
    """Yields the pairs of items that say the same, whatever their order: the best first, each item once."""
    left = [piece for piece in pieces if piece.version == pair.first and piece.is_item]
    right = [piece for piece in pieces if piece.version == pair.second and piece.is_item]
    if not left or not right:
        return
    together = {
        (one, other) for bead in pair.alignment.beads if not bead.is_null for one in bead.left for other in bead.right
    }
    options = []
    for one in left:
        for other in right:
            share = _likeness(pair.words_of(one), pair.words_of(other))
            if _same_principle(pair, one, other):
                share = max(share, 0.5) + _PRINCIPLE
            if share >= _LEAST_ITEM and ((one.sentence, other.sentence) in together or share >= 2 * _LEAST_ITEM):
                options.append((-share, one, other))
    taken: set[Piece] = set()
    for minus, one, other in sorted(options):
        if one not in taken and other not in taken:
            taken |= {one, other}
            yield Edge(min(1.0, _ITEM_BASE - minus), (one, other))


def _likeness(left: Sequence[Word], right: Sequence[Word]) -> float:
    """Returns the share of telling words that have a counterpart on the other side (Dice, 0 to 1)."""
    first, second = (frozenset(feature for word in words for feature in word.features) for words in (left, right))
    told = sum(bool(word.features & second) for word in left) + sum(bool(word.features & first) for word in right)
    return told / max(1, len(left) + len(right))


def _same_principle(pair: Compared, one: Piece, other: Piece) -> bool:
    mine = {principle.id for principle in principles_in(pair.document_of(one.version), one.span)}
    return any(principle.id in mine for principle in principles_in(pair.document_of(other.version), other.span))


def told_share(pair: Compared, piece: Piece, target: Piece) -> float:
    """Returns how much of the piece the target in the other version tells, 0 where there are too few words to say."""
    mine, theirs = pair.words_of(piece), pair.words_of(target)
    there = {feature for word in theirs for feature in word.features}
    share = sum(bool(word.features & there) for word in mine) / len(mine) if len(mine) >= _TOLD_WORDS else 0.0
    return share + _PRINCIPLE if share and _same_principle(pair, piece, target) else share
