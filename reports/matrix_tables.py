"""The matrix as tables: Markdown for chat and tickets, CSV for spreadsheets with a line for each cell."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from io import StringIO

from checks.finding import Severity
from checks.matrix import Matrix, Row
from reports.markdown import plain
from reports.matrix import (
    SIGNS,
    WORDS,
    Collation,
    headline,
    letter,
    notes,
    place_of,
    point_line,
    sign,
    stem_of,
    title,
    verdict_on,
    words_at,
)
from reports.tabular import harmless
from text.languages import NAMES

# What each column of the CSV holds; docs/compare.md is written from it.
COLUMNS = {
    "row": "the number of the statement, from 1",
    "kind": "statement or item",
    "principle": "the principle or measure that the row is about, with its source",
    "severity": "the gravest difference in the row; empty where the versions agree",
    "version": "the letter of the version",
    "lang": "its language",
    "path": "its file",
    "state": "present, absent, differs or unclear",
    "odd": "yes where this version stands against all others",
    "confidence": "how sure the state is, from 0 to 1",
    "start": "where the statement begins in this version, in code points; empty where it has none",
    "end": "where it ends",
    "text": "the text there; of several places all, with … between",
    "codes": "the codes of the differences in which this version takes part",
    "values": "what this version has at each of them",
}
_BYTE_ORDER_MARK = "\ufeff"
_LABEL = 70


def to_markdown(collation: Collation) -> str:
    """Returns verdict, versions, the matrix of signs, and a line for each statement in which versions differ."""
    return "\n".join(_markdown(collation)) + "\n"


def _markdown(collation: Collation) -> Iterator[str]:
    found = collation.matrix
    yield f"**{plain(headline(collation))}**"
    yield ""
    for note in notes(collation):
        yield f"{plain(note)}  "
    for version, document in enumerate(found.documents):
        yield f"- {letter(version)}: {plain(stem_of(document))}, {NAMES[document.lang]}"
    yield ""
    yield "| | statement | " + " | ".join(letter(version) for version in range(len(found.documents))) + " |"
    yield "|---:|---|" + ":---:|" * len(found.documents)
    for number, row in enumerate(found.rows, start=1):
        cells = " | ".join(f"**{sign(cell)}**" if cell.odd else sign(cell) for cell in row.cells)
        yield f"| {number} | {_label(row, found)} | {cells} |"
    yield ""
    yield "; ".join(f"{SIGNS[state]} {word}" for state, word in WORDS.items()) + "; ! the odd one out"
    yield ""
    for number, row in enumerate(found.rows, start=1):
        if row.severity is not None:
            heads = [plain(point_line(point)) for point in row.points if point.finding.severity is not Severity.INFO]
            yield f"- {number}, {row.severity}: {'; '.join([verdict_on(row), *heads])}"


def _label(row: Row, found: Matrix) -> str:
    named, place = title(row), place_of(row)
    if named or place is None:
        return plain(named)
    return plain(words_at(found.documents[place[0]], (place[1],), _LABEL))


def to_csv(collation: Collation) -> str:
    """Returns the matrix as CSV; it opens with a byte order mark, without which Excel garbles Arabic."""
    out = StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(COLUMNS)
    for line in _lines(collation.matrix):
        writer.writerow([harmless(cell) for cell in line])
    return _BYTE_ORDER_MARK + out.getvalue()


def _lines(found: Matrix) -> Iterator[tuple[str | float | None, ...]]:
    for number, row in enumerate(found.rows, start=1):
        for version, cell in enumerate(row.cells):
            document = found.documents[version]
            values = [
                (point.finding.code, words_at(document, value.spans))
                for point in row.points
                for value in point.values
                if value.version == version
            ]
            yield (
                number,
                row.kind,
                title(row),
                row.severity.value if row.severity is not None else "",
                letter(version),
                document.lang,
                document.meta.path,
                cell.state,
                "yes" if cell.odd else "",
                cell.confidence,
                cell.spans[0].start if cell.spans else None,
                cell.spans[-1].end if cell.spans else None,
                " … ".join(span.of(document.raw) for span in cell.spans),
                " ".join(code for code, _ in values),
                " | ".join(text for _, text in values),
            )
