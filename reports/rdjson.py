"""The reviewdog diagnostic format, which reviewdog turns into review comments on any forge.

Columns are UTF-8 bytes here, counted from 1, the end excluded: قتيلا is five code points and ten bytes.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Literal, NotRequired, TypedDict

from checks.finding import Severity
from reports.bidi import isolated
from reports.columns import Place
from reports.digest import Digest, Item, Spot
from reports.jsonl import json_text

Level = Literal["ERROR", "WARNING", "INFO"]


class PositionJson(TypedDict):
    """Is a place between two characters."""

    line: int
    column: int


class RangeJson(TypedDict):
    """Is a span."""

    start: PositionJson
    end: PositionJson


class LocationJson(TypedDict):
    """Is a file and, where lines mean something, a span in it."""

    path: str
    range: NotRequired[RangeJson]


class RelatedJson(TypedDict):
    """Is another place of the finding."""

    message: str
    location: LocationJson


class NameJson(TypedDict):
    """Names the tool."""

    name: str


class CodeJson(TypedDict):
    """Names the rule."""

    value: str


class DiagnosticJson(TypedDict):
    """Is one finding."""

    message: str
    location: LocationJson
    severity: Level
    code: CodeJson
    related_locations: NotRequired[list[RelatedJson]]


class ResultJson(TypedDict):
    """Is the whole file."""

    source: NameJson
    diagnostics: list[DiagnosticJson]


_LEVELS: Mapping[Severity, Level] = {
    Severity.CRITICAL: "ERROR",
    Severity.MAJOR: "ERROR",
    Severity.MINOR: "WARNING",
    Severity.INFO: "INFO",
}


def to_rdjson(digests: Sequence[Digest]) -> str:
    """Returns the result as JSON text, the findings in the order of pairs and texts."""
    diagnostics = [_diagnostic(item) for digest in digests for item in digest.items]
    result: ResultJson = {"source": {"name": "muqabala"}, "diagnostics": diagnostics}
    return json_text(result, indent=1) + "\n"


def _diagnostic(item: Item) -> DiagnosticJson:
    finding = item.finding
    out: DiagnosticJson = {
        "message": isolated(finding.message),
        "location": _location(item.main),
        "severity": _LEVELS[finding.severity],
        "code": {"value": finding.code},
    }
    if item.related:
        out["related_locations"] = [{"message": caption, "location": _location(spot)} for spot, caption in item.related]
    return out


def _location(spot: Spot) -> LocationJson:
    out: LocationJson = {"path": spot.path}
    if spot.region is not None:
        out["range"] = {"start": _position(spot.region.start), "end": _position(spot.region.end)}
    return out


def _position(place: Place) -> PositionJson:
    return {"line": place.line, "column": place.byte}
