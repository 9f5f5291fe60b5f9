"""Digests as data, so that one written by an earlier run or another machine can be read back."""

from __future__ import annotations

import json
from dataclasses import asdict
from typing import Any

from checks.finding import Finding, Severity
from reports.columns import Place, Region
from reports.digest import Digest, Item, Spot, Version
from reports.report import Summary
from text.document import Span


def dumps(digest: Digest) -> str:
    """Returns the digest as JSON in ASCII, which keeps what UTF-8 cannot hold."""
    return json.dumps(asdict(digest), separators=(",", ":"))


def loads(text: str) -> Digest:
    """Returns the digest that `dumps` wrote; ValueError, KeyError or TypeError for anything else."""
    data = json.loads(text)
    return Digest(
        data["id"],
        data["signature"],
        Version(**data["left"]),
        Version(**data["right"]),
        data["compared"],
        data["verdict"],
        tuple(data["remarks"]),
        Summary(**data["summary"]),
        tuple(_item(item) for item in data["items"]),
    )


def _item(data: dict[str, Any]) -> Item:
    left, right = data["paths"]
    return Item(
        _finding(data["finding"]),
        tuple(_spot(spot) for spot in data["left"]),
        tuple(_spot(spot) for spot in data["right"]),
        _spot(data["near"]) if data["near"] is not None else None,
        data["pair"],
        (left, right),
    )


def _finding(data: dict[str, Any]) -> Finding:
    spans = {side: tuple(Span(**span) for span in data[side]) for side in ("left", "right")}
    near = Span(**data["expected_near"]) if data["expected_near"] is not None else None
    return Finding(**data | {"severity": Severity(data["severity"]), **spans, "expected_near": near})


def _spot(data: dict[str, Any]) -> Spot:
    region = data["region"]
    return Spot(
        data["side"],
        data["path"],
        Span(**data["span"]),
        data["text"],
        Region(**{end: Place(**place) for end, place in region.items()}) if region is not None else None,
    )
