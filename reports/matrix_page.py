"""The page of several versions: one HTML file that works alone, without network and without JavaScript.

A compact matrix of signs leads to the statements below, where the words of every version stand side by side with what
differs marked. Everything is escaped, controls are visible, and the page forbids itself everything but its own style,
named by its hash. The same versions give the same bytes.
"""

from __future__ import annotations

import base64
import hashlib
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files

from jinja2 import Environment, PackageLoader, StrictUndefined, select_autoescape
from markupsafe import Markup

from checks.finding import Severity
from checks.matrix import Cell, Matrix, Row
from reports.bidi import direction, visible
from reports.cards import visible_runs
from reports.excerpt import widened
from reports.matrix import (
    SIGNS,
    WORDS,
    Collation,
    headline,
    letter,
    message,
    name_of,
    notes,
    place_of,
    point_line,
    read_as,
    sign,
    stem_of,
    title,
    verdict_on,
    words_at,
)
from reports.verdict import counted
from text.document import Document, Span
from text.languages import NAMES

_LABEL = 90


@dataclass(frozen=True, slots=True)
class Segment:
    """Is a run of a passage: `severity` is '' where nothing is marked, `title` says what the mark means."""

    text: str
    severity: str
    title: str


def render(collation: Collation) -> str:
    """Returns the page of the comparison as HTML."""
    found = collation.matrix
    style = _style()
    digest = base64.b64encode(hashlib.sha256(style.encode("utf-8")).digest()).decode("ascii")
    return (
        _environment()
        .get_template("matrix.html.j2")
        .render(
            style=Markup(style),
            style_hash=f"sha256-{digest}",
            headline=headline(collation),
            notes=notes(collation),
            versions=[_version(number, found) for number in range(len(found.documents))],
            rows=[_row(number, row, found) for number, row in enumerate(found.rows, start=1)],
            legend=[(SIGNS[state], word, state) for state, word in WORDS.items()],
            signature=visible(collation.signature),
        )
    )


def _version(number: int, found: Matrix) -> dict[str, str | bool]:
    document = found.documents[number]
    return {
        "letter": letter(number),
        "name": name_of(document),
        "stem": stem_of(document),
        "lang": document.lang,
        "language": NAMES[document.lang],
        "sentences": counted(len(document.sentences), "sentence"),
        "sha256": document.meta.sha256,
        "related": number in found.related,
    }


def _row(number: int, row: Row, found: Matrix) -> dict[str, object]:
    place = place_of(row)
    label, lang = title(row), ""
    if not label and place is not None:
        document = found.documents[place[0]]
        label, lang = words_at(document, (place[1],), _LABEL), document.lang
    told = [point for point in row.points if point.finding.severity is not Severity.INFO]
    return {
        "number": number,
        "severity": row.severity.value if row.severity is not None else "",
        "verdict": verdict_on(row),
        "principle": title(row),
        "label": label,
        "label_lang": lang,
        "label_dir": direction(found.documents[place[0]].lang) if lang and place is not None else "ltr",
        "points": [
            {
                "line": visible_runs(point_line(point)),
                "severity": point.finding.severity.value,
                "message": visible_runs(message(point)),
            }
            for point in told
        ],
        "cells": [_cell(version, cell, row, found) for version, cell in enumerate(row.cells)],
    }


def _cell(version: int, cell: Cell, row: Row, found: Matrix) -> dict[str, object]:
    document = found.documents[version]
    return {
        "letter": letter(version),
        "lang": document.lang,
        "direction": direction(document.lang),
        "state": cell.state,
        "sign": sign(cell),
        "word": _word(cell),
        "odd": cell.odd,
        "passages": [_segments(document, span, version, row) for span in cell.spans],
        "repeats": [words_at(document, (span,)) for span in cell.repeats],
    }


def _word(cell: Cell) -> str:
    """Returns the state in words: 'not told (91 % sure), the odd one out'."""
    word = f"{WORDS[cell.state]} inside another statement" if cell.elsewhere else WORDS[cell.state]
    if cell.state == "absent":
        word += f" ({cell.confidence:.0%} sure)"
    return f"{word}, the odd one out" if cell.odd else word


def _segments(document: Document, span: Span, version: int, row: Row) -> list[Segment]:
    """Returns the passage cut at the points in which this version takes part."""
    marks = sorted(
        (widened(document.raw, at), point.finding.severity.value, _tooltip(document, at, point_line(point)))
        for point in row.points
        for value in point.values
        if value.version == version
        for at in value.spans
        if span.holds(at)
    )
    out: list[Segment] = []
    place = span.start
    for at, severity, tip in marks:
        if at.start < place:
            continue
        out += [
            Segment(_shown(document, place, at.start), "", ""),
            Segment(_shown(document, at.start, at.end), severity, tip),
        ]
        place = at.end
    out.append(Segment(_shown(document, place, max(place, span.end)), "", ""))
    return [segment for segment in out if segment.text]


def _tooltip(document: Document, at: Span, line: str) -> str:
    read = read_as(document, (at,))
    return visible(f"{line} · read as {read}" if read else line)


def _shown(document: Document, start: int, end: int) -> str:
    return visible(document.raw[start:end])


@lru_cache(maxsize=1)
def _environment() -> Environment:
    """Returns the templates' environment: everything escaped, an unknown name is an error."""
    return Environment(
        loader=PackageLoader("reports"),
        autoescape=select_autoescape(default=True, default_for_string=True),
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )


@lru_cache(maxsize=1)
def _style() -> str:
    """Returns the style as the browser will hash it: with plain line feeds."""
    return files("reports").joinpath("templates", "matrix.css").read_text(encoding="utf-8").replace("\r\n", "\n")
