"""The matrix on the terminal: one line a statement, one sign a version, then what differs, readable at 80 columns.

Everything is a rich `Text`, never markup; a label from right to left is isolated, so that the signs stay in their
columns.
"""

from __future__ import annotations

from rich.cells import cell_len, set_cell_size
from rich.console import Console
from rich.text import Text

from checks.finding import Severity
from checks.matrix import Matrix, Row
from checks.points import Point
from reports.bidi import POP_ISOLATE, RIGHT_TO_LEFT_ISOLATE, isolated
from reports.matrix import (
    SIGNS,
    WORDS,
    Collation,
    headline,
    letter,
    name_of,
    notes,
    place_of,
    point_line,
    read_as,
    sign,
    title,
    verdict_on,
    words_at,
)
from reports.verdict import counted
from text.document import Span
from text.languages import NAMES, is_right_to_left

_STYLES = {"absent": "bold yellow", "differs": "bold red", "unclear": "dim", "present": "green"}
_SEVERITIES = {Severity.CRITICAL: "bold red", Severity.MAJOR: "bold yellow", Severity.MINOR: "bold cyan"}
_WIDEST = 120
_NUMBER, _COLUMN = 4, 5


def print_matrix(collation: Collation, console: Console) -> None:
    """Prints verdict, versions, the matrix, and the statements in which versions differ."""
    found = collation.matrix
    _line(console, Text(headline(collation), style="bold"))
    for note in notes(collation):
        _line(console, Text(note))
    for version, document in enumerate(found.documents):
        about = f"  {NAMES[document.lang]}, {counted(len(document.sentences), 'sentence')}"
        related = "  (related)" if version in found.related else ""
        _line(console, Text.assemble((f"{letter(version)}  ", "bold"), name_of(document), (about + related, "dim")))
    console.print()
    _line(console, _head(found, console))
    for number, row in enumerate(found.rows, start=1):
        _line(console, _matrix_line(number, row, found, console))
    _line(console, Text("; ".join(f"{SIGNS[state]} {word}" for state, word in WORDS.items()), style="dim"))
    _line(console, Text("(✓) told inside another statement; ! the odd one out", style="dim"))
    for number, row in enumerate(found.rows, start=1):
        if row.severity is not None:
            console.print()
            _details(number, row, found, console)


def _line(console: Console, text: Text) -> None:
    console.print(text, highlight=False, no_wrap=True, overflow="ignore", crop=False)


def _label_width(found: Matrix, console: Console) -> int:
    return max(16, min(console.width, _WIDEST) - _NUMBER - _COLUMN * len(found.documents) - 1)


def _head(found: Matrix, console: Console) -> Text:
    columns = "".join(
        f"{letter(version)} {document.lang}".ljust(_COLUMN) for version, document in enumerate(found.documents)
    )
    label = set_cell_size("statement", _label_width(found, console))
    return Text(f"{'':>{_NUMBER}}{label} {columns}".rstrip(), style="bold")


def _matrix_line(number: int, row: Row, found: Matrix, console: Console) -> Text:
    line = Text(f"{number:>{_NUMBER - 1}} ")
    line.append_text(_label(row, found, _label_width(found, console)))
    line.append(" ")
    for cell in row.cells:
        shown = sign(cell)
        style = f"{_STYLES[cell.state]} reverse" if cell.odd else _STYLES[cell.state]
        line.append(shown, style=style)
        line.append(" " * max(1, _COLUMN - cell_len(shown)))
    line.rstrip()
    return line


def _label(row: Row, found: Matrix, width: int) -> Text:
    """Returns the label cut and padded to the width: the principle, else the first words of the statement."""
    named = title(row)
    if named:
        return Text(_cut(named, width))
    place = place_of(row)
    if place is None:
        return Text(" " * width)
    document = found.documents[place[0]]
    shown = _cut(words_at(document, (place[1],), width), width)
    if not is_right_to_left(document.lang):
        return Text(shown)
    text = shown.rstrip()
    return Text(f"{RIGHT_TO_LEFT_ISOLATE}{text}{POP_ISOLATE}{' ' * (width - cell_len(text))}")


def _cut(text: str, width: int) -> str:
    """Returns the text in exactly so many cells, an ellipsis where it was longer."""
    return set_cell_size(text, width) if cell_len(text) <= width else set_cell_size(text, width - 1).rstrip() + "…"


def _details(number: int, row: Row, found: Matrix, console: Console) -> None:
    severity = row.severity or Severity.INFO
    head = Text.assemble(
        f"{number:>{_NUMBER - 1}} ", (severity.value.upper(), _SEVERITIES.get(severity, "bold")), f"  {verdict_on(row)}"
    )
    _line(console, head)
    named = title(row)
    if named:
        _line(console, Text(f"{'':>{_NUMBER}}{named}"))
    place = place_of(row)
    if place is not None and any(cell.state == "absent" for cell in row.cells):
        _quote(place[0], (place[1],), found, console)
    for point in row.points:
        if point.finding.severity is not Severity.INFO:
            _point(point, found, console)


def _point(point: Point, found: Matrix, console: Console) -> None:
    _line(console, Text(f"{'':>{_NUMBER}}{isolated(point_line(point))}", style="italic"))
    for value in point.values:
        _quote(value.version, value.spans, found, console)


def _quote(version: int, spans: tuple[Span, ...], found: Matrix, console: Console) -> None:
    document = found.documents[version]
    head = Text.assemble(" " * (_NUMBER + 2), (letter(version), "bold"), "  ")
    room = max(20, min(console.width, _WIDEST) - len(head) - 1)
    if not spans:
        head.append("nothing here", style="dim italic")
        _line(console, head)
        return
    text = Text(words_at(document, spans, 240))
    for place, part in enumerate(text.wrap(console, room)):
        part.rstrip()
        first = head if place == 0 else Text(" " * len(head))
        opening, closing = (RIGHT_TO_LEFT_ISOLATE, POP_ISOLATE) if is_right_to_left(document.lang) else ("", "")
        _line(console, Text.assemble(first, opening, part, closing))
    read = read_as(document, spans)
    if read:
        _line(console, Text(f"{' ' * len(head)}read as: {read}", style="dim"))
