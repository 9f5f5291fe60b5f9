"""Several versions of one event as a matrix: statements by versions, each cell present, absent, differing or unclear.

Absent means sought in the whole version and reported missing by the rules of every pair that can judge it; where no
rule says so and nothing was matched, the cell is unclear rather than guessed. A version that is only related to the
event is shown, but never counts against another one.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from align.pieces import Piece
from align.support import Support
from align.version_edges import Compared, told_share
from align.versions import Statement, statements
from checks.finding import Severity
from checks.points import PairFindings, Point, is_told, points
from text.document import Document, Span
from text.principles import Principle, principles, principles_in

CellState = Literal["present", "absent", "differs", "unclear"]
RowKind = Literal["statement", "item"]
_TOLD = 0.6
# A related version is searched word by word, there are no rules to ask: below this share nothing is there.
_NOTHING = 0.35
# A sentence is about a principle if the words that name it make up so much of it.
_ABOUT = 0.1
_LEAST_WORDS = 2
_SENTENCE_WORDS = 5  # telling words of a statement that one sentence of the other version tells
_SUREST = 0.9  # that something is absent, with no rule to say so


@dataclass(frozen=True, slots=True)
class Cell:
    """Says how one version has a statement: where, and whether it is the odd one out.

    `spans` are empty where nothing stands; `repeats` are places that say it again; `elsewhere` tells that it is told
    inside another statement; `confidence` (0 to 1) is how sure the state is.
    """

    state: CellState
    spans: tuple[Span, ...]
    repeats: tuple[Span, ...]
    elsewhere: bool
    odd: bool
    confidence: float


@dataclass(frozen=True, slots=True)
class Row:
    """Is one statement: a cell for each version, the points on which they differ, the gravest severity (None: none)."""

    kind: RowKind
    principle: Principle | None
    cells: tuple[Cell, ...]
    points: tuple[Point, ...]
    severity: Severity | None

    @property
    def odd(self) -> tuple[int, ...]:
        """Returns the versions that stand alone against all others."""
        return tuple(version for version, cell in enumerate(self.cells) if cell.odd)


@dataclass(frozen=True, slots=True)
class Matrix:
    """Is the comparison of several versions; `related` are those that tell the event only in part."""

    documents: tuple[Document, ...]
    related: frozenset[int]
    rows: tuple[Row, ...]

    def counts(self) -> dict[Severity, int]:
        """Returns how many rows have each severity."""
        return {severity: sum(row.severity is severity for row in self.rows) for severity in Severity}


@dataclass(frozen=True, slots=True)
class _Judged:
    """Is a cell while it is made, with the severity of its absence."""

    cell: Cell
    severity: Severity | None = None


def matrix(
    documents: Sequence[Document], found: Sequence[PairFindings], related: Collection[int] = frozenset()
) -> Matrix:
    """Returns the matrix of the versions; every pair of them is in `found`, refused ones without findings."""
    made = statements(documents, [one.pair for one in found], related)
    rows = tuple(_row(statement, documents, found, frozenset(related)) for statement in made)
    return Matrix(tuple(documents), frozenset(related), rows)


def _row(
    statement: Statement, documents: Sequence[Document], found: Sequence[PairFindings], related: frozenset[int]
) -> Row:
    judged = [_judge(statement, version, found, related) for version in range(len(documents))]
    lacking = {number for number, one in enumerate(judged) if one.cell.state in ("absent", "unclear")}
    differing = points(statement, found, lacking)
    odd = _lone(judged, related) | {point.odd for point in differing if point.odd is not None and is_told(point)}
    cells = tuple(_marked(number, one.cell, differing, odd) for number, one in enumerate(judged))
    severities = [point.finding.severity for point in differing if is_told(point)]
    severities += [one.severity for one in judged if one.severity is not None]
    kind: RowKind = "item" if any(piece.is_item for piece in statement.pieces) else "statement"
    return Row(
        kind,
        _principle(statement, documents, kind),
        cells,
        differing,
        min(severities, key=lambda severity: severity.rank, default=None),
    )


def _marked(version: int, cell: Cell, differing: Sequence[Point], odd: Collection[int]) -> Cell:
    """Returns the cell with its difference: where one version is odd the others are not said to differ."""
    differs = any(
        is_told(point) and (point.odd == version if point.odd is not None else version in point.versions)
        for point in differing
    )
    state: CellState = "differs" if differs and cell.state == "present" else cell.state
    return Cell(state, cell.spans, cell.repeats, cell.elsewhere, version in odd, cell.confidence)


def _lone(judged: Sequence[_Judged], related: Collection[int]) -> set[int]:
    """Returns the version that alone lacks the statement, or alone has it, among three or more that are sure."""
    sure = [number for number in range(len(judged)) if number not in related]
    has = {number for number in sure if judged[number].cell.state == "present"}
    lacks = {number for number in sure if judged[number].cell.state == "absent"}
    if len(has) + len(lacks) < len(sure) or len(sure) < 3:
        return set()
    return lacks if len(lacks) == 1 else has if len(has) == 1 else set()


def _judge(
    statement: Statement,
    version: int,
    found: Sequence[PairFindings],
    related: Collection[int],
) -> _Judged:
    own = tuple(piece.span for piece in statement.pieces if piece.version == version)
    repeats = tuple(piece.span for piece in statement.repeated if piece.version == version)
    if own:
        return _Judged(Cell("present", own, repeats, False, False, 1.0))
    if repeats:
        return _Judged(Cell("present", repeats[:1], repeats[1:], True, False, _TOLD))
    everything = (*statement.pieces, *statement.repeated)
    options = [told for one in found for piece in everything for told in _told(one.pair, piece, version, related)]
    if options:
        share, span = max(options, key=lambda option: (option[0], -option[1].start))
        return _Judged(Cell("present", (span,), (), True, False, min(1.0, round(share, 3))))
    missing = [
        finding for one in found for piece in statement.pieces if (finding := _missing(one, piece, version)) is not None
    ]
    if missing:
        gravest = min(missing, key=lambda pair: (pair[0].rank, -pair[1]))
        return _Judged(Cell("absent", (), (), False, False, gravest[1]), gravest[0])
    sought = [
        (place, one.pair) for one in found for piece in statement.pieces if (place := _sought(one.pair, piece, version))
    ]
    best, pair = max(sought, key=lambda option: option[0].share, default=(None, None))
    if best is not None and pair is not None:
        if version in related or all(piece.version in related for piece in statement.pieces):
            if best.share < _NOTHING:
                return _Judged(Cell("absent", (), (), False, False, round(min(_SUREST, 1 - best.share), 3)))
        elif best.share >= _TOLD and best.weight >= _SENTENCE_WORDS and len(best.where) == 1:
            span = pair.document_of(version).sentences[best.where[0]].span
            return _Judged(Cell("present", (span,), (), True, False, round(best.share, 3)))
    return _Judged(Cell("unclear", (), (), False, False, 0.0))


def _told(pair: Compared, piece: Piece, version: int, related: Collection[int]) -> Iterator[tuple[float, Span]]:
    """Yields how much of the piece a clause or item of the other version tells, with its place, where it is enough.

    A place that names the same principle needs fewer words; only a principle ties a version that is merely related.
    """
    if {piece.version, version} != {pair.first, pair.second} or len(pair.words_of(piece)) < _LEAST_WORDS:
        return
    document = pair.document_of(version)
    share, number = pair.search(piece.version).best_unit(piece.span)
    if number is not None and share >= _TOLD and not {piece.version, version} & set(related):
        yield share, document.units[number].span
    mine = set(principles_in(pair.document_of(piece.version), piece.span))
    for named in principles(document) if mine else ():
        unit = next((unit.span for unit in document.units if unit.span.holds(named.span)), None)
        if unit is not None and named.principle in mine:
            share = told_share(pair, piece, Piece(version, unit, named.sentence, False))
            if share >= _TOLD:
                yield share, unit


def _sought(pair: Compared, piece: Piece, version: int) -> Support | None:
    """Returns how the piece is supported in the best place of the version; None where too few words tell."""
    if {piece.version, version} != {pair.first, pair.second}:
        return None
    support = pair.search(piece.version).support(piece.span)
    return support if support.weight >= _LEAST_WORDS else None


def _missing(one: PairFindings, piece: Piece, version: int) -> tuple[Severity, float] | None:
    """Returns severity and confidence of the finding that says the version lacks the piece."""
    if {piece.version, version} != {one.pair.first, one.pair.second}:
        return None
    for finding in one.findings:
        spans, across = (
            (finding.left, finding.right) if piece.version == one.pair.first else (finding.right, finding.left)
        )
        covers = any(
            span.holds(piece.span) or piece.span.holds(span) and 2 * len(span) > len(piece.span) for span in spans
        )
        if finding.code[:3] in ("OMI", "ADD") and not across and covers:
            return finding.severity, finding.confidence
    return None


def _principle(statement: Statement, documents: Sequence[Document], kind: RowKind) -> Principle | None:
    """Returns the principle that the row is about: for an item the one most versions name, else one that two name."""
    named: Counter[Principle] = Counter()
    for version in sorted({piece.version for piece in statement.pieces}):
        about = {
            place.principle: None
            for piece in statement.of(version)
            for place in principles(documents[version])
            if piece.span.holds(place.span) and (piece.is_item or len(place.span) >= _ABOUT * len(piece.span))
        }
        named.update(list(about))
    common = [principle for principle, count in named.most_common() if count >= (1 if kind == "item" else 2)]
    return common[0] if common else None
