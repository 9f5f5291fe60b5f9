"""The machine form of the comparison of several versions, `muqabala/compare/1`: one JSON object."""

from __future__ import annotations

import json
from collections.abc import Iterable
from functools import lru_cache
from importlib.resources import files
from typing import NotRequired, TypedDict

from checks.matrix import Cell, Row
from checks.points import Point, Value
from reports.jsonl import Json, QuotedSpanJson, json_text
from reports.matrix import SCHEMA, Collation
from reports.report import Report
from text.document import Document, Span


class VersionJson(TypedDict):
    """Is one version; `related` tells that it has the event only in part."""

    path: str
    lang: str
    sha256: str
    related: bool


class PairJson(TypedDict):
    """Says how two versions, by their index, belong together."""

    versions: list[int]
    relation: str
    trust: float


class CellJson(TypedDict):
    """Is what one version has of a statement; `elsewhere` is there, and true, where another statement holds it."""

    version: int
    state: str
    odd: bool
    confidence: float
    spans: list[QuotedSpanJson]
    repeats: NotRequired[list[QuotedSpanJson]]
    elsewhere: NotRequired[bool]


class ValueJson(TypedDict):
    """Is what one version has at a point: nothing where `spans` is empty."""

    version: int
    spans: list[QuotedSpanJson]


class PointJson(TypedDict):
    """Is one difference inside a statement; the message speaks of the versions in `pair` as left and right.

    `odd` is the version that stands alone, `apart` are the pairs that differ.
    """

    code: str
    name: str
    severity: str
    confidence: float
    message: str
    pair: list[int]
    odd: int | None
    apart: list[list[int]]
    values: list[ValueJson]


class PrincipleJson(TypedDict):
    """Is a row of the table of principles."""

    id: str
    kind: str
    name: str
    source: str


class RowJson(TypedDict):
    """Is one statement; `severity` is null where the versions agree."""

    kind: str
    principle: PrincipleJson | None
    severity: str | None
    odd: list[int]
    cells: list[CellJson]
    points: list[PointJson]


class SummaryJson(TypedDict):
    """Counts the statements, and those of each severity."""

    statements: int
    critical: int
    major: int
    minor: int


class CollationJson(TypedDict):
    """Is the whole comparison."""

    schema: str
    signature: str
    versions: list[VersionJson]
    pairs: list[PairJson]
    rows: list[RowJson]
    summary: SummaryJson


def to_json(collation: Collation) -> CollationJson:
    """Returns the comparison by the contract `muqabala/compare/1`, keys in the contract's order."""
    found, summary = collation.matrix, collation.summary
    documents = found.documents
    return {
        "schema": SCHEMA,
        "signature": collation.signature,
        "versions": [
            {
                "path": document.meta.path,
                "lang": document.lang,
                "sha256": document.meta.sha256,
                "related": version in found.related,
            }
            for version, document in enumerate(documents)
        ],
        "pairs": _pairs(collation.reports, len(documents)),
        "rows": [_row(row, documents) for row in found.rows],
        "summary": {
            "statements": len(found.rows),
            "critical": summary.critical,
            "major": summary.major,
            "minor": summary.minor,
        },
    }


def dumps(collation: Collation) -> str:
    """Returns the comparison as one line of JSON without a line end; the same versions give the same bytes."""
    return json_text(to_json(collation))


@lru_cache(maxsize=1)
def schema() -> dict[str, Json]:
    """Returns the JSON schema (draft 2020-12) of the comparison."""
    loaded: dict[str, Json] = json.loads(files("reports").joinpath("compare_schema.json").read_text(encoding="utf-8"))
    return loaded


def _pairs(reports: Iterable[Report], versions: int) -> list[PairJson]:
    order = [(first, second) for first in range(versions) for second in range(first + 1, versions)]
    return [
        {
            "versions": list(pair),
            "relation": report.alignment.relation,
            "trust": round(report.alignment.trust, 4),
        }
        for pair, report in zip(order, reports, strict=True)
    ]


def _row(row: Row, documents: tuple[Document, ...]) -> RowJson:
    principle = row.principle
    named: PrincipleJson | None = None
    if principle is not None:
        named = {"id": principle.id, "kind": principle.kind, "name": principle.name, "source": principle.source}
    return {
        "kind": row.kind,
        "principle": named,
        "severity": row.severity.value if row.severity is not None else None,
        "odd": list(row.odd),
        "cells": [_cell(version, cell, documents[version]) for version, cell in enumerate(row.cells)],
        "points": [_point(point, documents) for point in row.points],
    }


def _cell(version: int, cell: Cell, document: Document) -> CellJson:
    out: CellJson = {
        "version": version,
        "state": cell.state,
        "odd": cell.odd,
        "confidence": round(cell.confidence, 4),
        "spans": _quoted(document, cell.spans),
    }
    if cell.repeats:
        out["repeats"] = _quoted(document, cell.repeats)
    if cell.elsewhere:
        out["elsewhere"] = True
    return out


def _point(point: Point, documents: tuple[Document, ...]) -> PointJson:
    finding = point.finding
    return {
        "code": finding.code,
        "name": finding.name,
        "severity": finding.severity.value,
        "confidence": round(finding.confidence, 4),
        "message": finding.message,
        "pair": list(point.pair),
        "odd": point.odd,
        "apart": [list(pair) for pair in point.apart],
        "values": [_value(value, documents) for value in point.values],
    }


def _value(value: Value, documents: tuple[Document, ...]) -> ValueJson:
    return {"version": value.version, "spans": _quoted(documents[value.version], value.spans)}


def _quoted(document: Document, spans: Iterable[Span]) -> list[QuotedSpanJson]:
    return [{"start": span.start, "end": span.end, "text": span.of(document.raw)} for span in spans]
