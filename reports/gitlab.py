"""GitLab's code quality report: one JSON array, shown in the merge request beside the text."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal, NotRequired, TypedDict

from reports.bidi import isolated
from reports.digest import Digest, Item, Spot
from reports.jsonl import json_text


class LinesJson(TypedDict):
    """Is a range of lines, both ends included."""

    begin: int
    end: NotRequired[int]


class LocationJson(TypedDict):
    """Is a place; GitLab wants a line always."""

    path: str
    lines: LinesJson


class IssueJson(TypedDict):
    """Is one finding; `fingerprint` stays while the text around the finding changes."""

    description: str
    check_name: str
    fingerprint: str
    severity: Literal["info", "minor", "major", "critical", "blocker"]
    location: LocationJson


def to_gitlab(digests: Sequence[Digest]) -> str:
    """Returns the report as JSON text, the findings in the order of pairs and texts."""
    return json_text([_issue(item) for digest in digests for item in digest.items], indent=1) + "\n"


def _issue(item: Item) -> IssueJson:
    finding = item.finding
    return {
        "description": isolated(finding.message),
        "check_name": f"{finding.code} {finding.name}",
        "fingerprint": item.key,
        "severity": finding.severity.value,
        "location": _location(item.main),
    }


def _location(spot: Spot) -> LocationJson:
    if spot.region is None:
        return {"path": spot.path, "lines": {"begin": 1}}
    return {"path": spot.path, "lines": {"begin": spot.region.start.line, "end": spot.region.end.line}}
