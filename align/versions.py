"""Groups the pieces of several versions of one event into statements: which piece of each version says the same.

A piece is a sentence, or a list item with what stands before the list as a piece of its own. Groups grow from the
surest bead or pair of items down, and a group takes another only if the mean belief over all pairs of their versions
stays high (average linkage: Sokal & Michener 1958), so that two weak links never chain what the third pair denies. What
is left over joins the group in which its words are told elsewhere.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from align.pieces import Piece, pieces_of
from align.version_edges import Compared, Edge, bead_edges, item_edges, told_share
from text.document import Document

_LEAST_BELIEF = 0.5  # mean over the pairs of versions that a group joins
# A piece is told elsewhere if so much of it stands in one place.
_TOLD = 0.6
_MOST_OF_ONE = 3  # pieces of one version that one statement may take together


@dataclass(frozen=True, slots=True)
class Statement:
    """Is one statement of the event: the pieces that say it, and those that repeat it, in order of version and text."""

    pieces: tuple[Piece, ...]
    repeated: tuple[Piece, ...] = ()

    def of(self, version: int) -> tuple[Piece, ...]:
        """Returns the pieces of one version, repetitions last."""
        return tuple(piece for piece in (*self.pieces, *self.repeated) if piece.version == version)


def statements(
    documents: Sequence[Document], compared: Sequence[Compared], related: Collection[int] = frozenset()
) -> tuple[Statement, ...]:
    """Returns the statements of all versions; every piece is in exactly one, in the order of `ordered`.

    Versions in `related` tell something else beside the event: only what firmly belongs with another version's pieces
    is kept of them, and the lists of such sentences.
    """
    pieces = [piece for version, document in enumerate(documents) for piece in pieces_of(document, version)]
    edges = sorted(
        (edge for pair in compared for edge in (*bead_edges(pair, pieces, related), *item_edges(pair, pieces))),
        key=lambda edge: (-edge.belief, edge.pieces),
    )
    groups = _Groups(pieces, edges)
    for edge in edges:
        groups.join(edge)
    trusted = [pair for pair in compared if not {pair.first, pair.second} & set(related)]
    rows = _with_repeats(_without_strays(groups.groups(), related), trusted)
    return ordered(rows, len(documents), related)


def _without_strays(found: list[Statement], related: Collection[int]) -> list[Statement]:
    """Returns the statements without those that only related versions make, their items of shared lists kept."""
    shared = {
        (piece.version, piece.sentence)
        for row in found
        if len({piece.version for piece in row.pieces}) > 1
        for piece in row.pieces
    }
    return [
        row
        for row in found
        if any(
            piece.version not in related or (piece.is_item and (piece.version, piece.sentence) in shared)
            for piece in row.pieces
        )
    ]


def ordered(found: Iterable[Statement], versions: int, related: Collection[int]) -> tuple[Statement, ...]:
    """Returns the statements in the order of the version that has most of them, the others' own after their neighbour.

    The first of equals leads, a related version never.
    """
    rows = list(found)
    counts = [sum(any(piece.version == version for piece in row.pieces) for row in rows) for version in range(versions)]
    lead = max(range(versions), key=lambda version: (version not in related, counts[version], -version))
    order = [lead, *(version for version in range(versions) if version != lead)]
    placed: list[Statement] = sorted(
        (row for row in rows if row.of(lead)), key=lambda row: min(piece.span for piece in row.of(lead))
    )
    for version in order[1:]:
        own = sorted(
            (row for row in rows if any(piece.version == version for piece in row.pieces)),
            key=lambda row: min(piece.span for piece in row.pieces if piece.version == version),
        )
        before: Statement | None = None
        for row in own:
            if row not in placed:
                placed.insert(0 if before is None else placed.index(before) + 1, row)
            before = row
    return tuple(placed)


class _Groups:
    """Holds the groups while they grow: which group a piece is in, and what is believed of each pair of pieces."""

    def __init__(self, pieces: Sequence[Piece], edges: Sequence[Edge]) -> None:
        self._group = {piece: number for number, piece in enumerate(pieces)}
        self._members: dict[int, list[Piece]] = {number: [piece] for number, piece in enumerate(pieces)}
        self._belief: dict[tuple[Piece, Piece], float] = {}
        for edge in edges:
            for one in edge.pieces:
                for other in edge.pieces:
                    known = self._belief.get((one, other), 0.0)
                    self._belief[one, other] = max(known, edge.belief)

    def groups(self) -> list[Statement]:
        """Returns the groups as statements."""
        return [Statement(tuple(sorted(members))) for members in self._members.values()]

    def join(self, edge: Edge) -> None:
        """Joins the groups that the edge touches if all their versions agree to it."""
        numbers = sorted({self._group[piece] for piece in edge.pieces})
        if len(numbers) < 2:
            return
        parts = [self._members[number] for number in numbers]
        if not (self._is_believed(parts) and _is_narrow([piece for part in parts for piece in part])):
            return
        for number in numbers[1:]:
            for piece in self._members.pop(number):
                self._group[piece] = numbers[0]
                self._members[numbers[0]].append(piece)

    def _is_believed(self, parts: Sequence[Sequence[Piece]]) -> bool:
        """Tells whether the mean belief over the pairs of versions in the united group is high enough."""
        members = [piece for part in parts for piece in part]
        versions = sorted({piece.version for piece in members})
        beliefs = [
            max(
                self._belief.get((one, other), 0.0)
                for one in members
                for other in members
                if (one.version, other.version) == (first, second)
            )
            for place, first in enumerate(versions)
            for second in versions[place + 1 :]
        ]
        return bool(beliefs) and sum(beliefs) / len(beliefs) >= _LEAST_BELIEF


def _is_narrow(members: Sequence[Piece]) -> bool:
    """Tells whether the pieces of each version are few and stand together; an item is never one with another item."""
    for version in {piece.version for piece in members}:
        own = sorted(piece for piece in members if piece.version == version)
        if len(own) > _MOST_OF_ONE or (len(own) > 1 and any(piece.is_item for piece in own)):
            return False
        if any(later.sentence - earlier.sentence > 1 for earlier, later in pairwise(own)):
            return False
    return True


def _with_repeats(found: list[Statement], compared: Sequence[Compared]) -> list[Statement]:
    """Returns the statements, those of one piece that another statement tells taken into it as repetitions."""
    shared = [row for row in found if len({piece.version for piece in row.pieces}) > 1]
    repeats: dict[Statement, list[Piece]] = {}
    own = []
    for row in found:
        if row in shared:
            continue
        target = _told_in(row.pieces[0], shared, compared) if len(row.pieces) == 1 else None
        if target is None:
            own.append(row)
        else:
            repeats.setdefault(target, []).append(row.pieces[0])
    return own + [Statement(row.pieces, tuple(sorted(repeats.get(row, ())))) for row in shared]


def _told_in(piece: Piece, shared: Sequence[Statement], compared: Sequence[Compared]) -> Statement | None:
    """Returns the statement that tells the whole of the piece in another version, the fullest first; None if none."""
    options: list[tuple[float, Piece, Statement]] = []
    for pair in compared:
        if piece.version in (pair.first, pair.second):
            options += [
                (-share, target, row)
                for row in shared
                for target in row.pieces
                if target.version in (pair.first, pair.second)
                and target.version != piece.version
                and (share := told_share(pair, piece, target)) >= _TOLD
            ]
    return min(options, key=lambda option: option[:2])[2] if options else None
