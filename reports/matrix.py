"""The Collation of several versions, and what every form of its matrix shows: names, labels, signs and sentences."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import PurePath

from checks.finding import Severity
from checks.matrix import Cell, CellState, Matrix, Row
from checks.points import Point
from reports.bidi import visible
from reports.report import Report, Summary
from reports.values import values_in
from reports.verdict import counted
from text.document import Document, Span
from text.mentions import mentions

SCHEMA = "muqabala/compare/1"
SIGNS: dict[CellState, str] = {"present": "✓", "absent": "–", "differs": "≠", "unclear": "?"}
WORDS: dict[CellState, str] = {
    "present": "told",
    "absent": "not told",
    "differs": "differs",
    "unclear": "not matched, not surely missing",
}
ODD = "!"
_LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"


@dataclass(frozen=True, slots=True, eq=False)
class Collation:
    """Is the comparison of several versions: the matrix, and the report of each pair in the order of the versions."""

    signature: str
    matrix: Matrix
    reports: tuple[Report, ...]

    @property
    def summary(self) -> Summary:
        """Returns how many rows have each severity; rows are counted, not findings."""
        counts = self.matrix.counts()
        return Summary(*(counts[severity] for severity in Severity))


def letter(version: int) -> str:
    """Returns the letter of a version: A for the first."""
    return _LETTERS[version]


def name_of(document: Document) -> str:
    """Returns the name under which a version is shown."""
    return visible(document.meta.path or document.id)


def stem_of(document: Document) -> str:
    """Returns the name without folders."""
    return visible(PurePath(document.meta.path or document.id).name)


def headline(collation: Collation) -> str:
    """Returns the verdict, such as '24 statements in 4 versions: 7 critical, 8 major'."""
    found, summary = collation.matrix, collation.summary
    levels = ((summary.critical, "critical"), (summary.major, "major"), (summary.minor, "minor"))
    parts = ", ".join(f"{number} {name}" for number, name in levels if number) or "no difference found"
    sizes = f"{counted(len(found.rows), 'statement')} in {counted(len(found.documents), 'version')}"
    return f"{sizes}: {parts}"


def notes(collation: Collation) -> tuple[str, ...]:
    """Returns the sentences under the verdict."""
    found = collation.matrix
    out = [
        f"{letter(version)} tells the event only in part: what it shares is shown, what it lacks never counts."
        for version in sorted(found.related)
    ]
    alone = [row for row in found.rows if row.odd]
    if alone:
        verb = "has" if len(alone) == 1 else "have"
        out.append(f"{counted(len(alone), 'statement')} {verb} an odd one out.")
    return tuple(out)


def place_of(row: Row) -> tuple[int, Span] | None:
    """Returns the version and span whose words label the row: the first version that tells it in its place."""
    for elsewhere in (False, True):
        for version, cell in enumerate(row.cells):
            if cell.spans and cell.elsewhere == elsewhere:
                return version, cell.spans[0]
    return None


def title(row: Row) -> str:
    """Returns the name of the principle that the row is about, with its source, or ''."""
    if row.principle is None:
        return ""
    source = f" ({row.principle.source})" if row.principle.source else ""
    return f"{row.principle.kind}: {row.principle.name}{source}"


def sign(cell: Cell) -> str:
    """Returns the sign of a cell: in brackets where it is told in another place, marked where it is the odd one."""
    shown = f"({SIGNS[cell.state]})" if cell.elsewhere else SIGNS[cell.state]
    return f"{shown}{ODD}" if cell.odd else shown


def verdict_on(row: Row) -> str:
    """Returns what stands out in the row, in a sentence; '' where nothing does."""
    out = []
    lacking = [version for version, cell in enumerate(row.cells) if cell.state == "absent"]
    having = [version for version, cell in enumerate(row.cells) if cell.state in ("present", "differs")]
    if lacking:
        alone = len(having) == 1 and len(lacking) > 1
        out.append(
            f"only {letter(having[0])} tells it" if alone else f"{_letters(lacking)} {_does(lacking)} not tell it"
        )
    differing = sorted({version for point in row.points for version in _differing(point)})
    if differing:
        out.append(f"{_letters(differing)} {'differs' if len(differing) == 1 else 'differ'}")
    return "; ".join(out)


def _differing(point: Point) -> Iterable[int]:
    if point.finding.severity is Severity.INFO:
        return ()
    return (point.odd,) if point.odd is not None else point.versions


def _letters(versions: Iterable[int]) -> str:
    names = [letter(version) for version in versions]
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} and {names[-1]}"


def _does(versions: list[int]) -> str:
    return "does" if len(versions) == 1 else "do"


def point_line(point: Point) -> str:
    """Returns the head of a point: code, name, and who stands alone."""
    apart = sorted({version for pair in point.apart for version in pair})
    who = f"{letter(point.odd)} against the others" if point.odd is not None else f"{_letters(apart)} differ"
    return f"{point.finding.code} {point.finding.name}: {who}"


def message(point: Point) -> str:
    """Returns the message of the point's finding with the letters of the versions for left and right."""
    first, second = (f"version {letter(version)}" for version in point.pair)
    return point.finding.message.replace("the left text", first).replace("the right text", second)


def words_at(document: Document, spans: Iterable[Span], longest: int = 120) -> str:
    """Returns the words at a point on one line, cut where long."""
    text = " … ".join(" ".join(span.of(document.raw).split()) for span in spans)
    return visible(text if len(text) <= longest else text[:longest].rsplit(" ", 1)[0] + " …")


def read_as(document: Document, spans: tuple[Span, ...]) -> str:
    """Returns how the figures and dates at a point were read, '' for anything else."""
    return ", ".join(values_in(mentions(document), spans))
