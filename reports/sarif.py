"""SARIF 2.1.0, the format of GitHub code scanning, of editors and of many dashboards.

One run holds all pairs. Columns are code points, as `columnKind` says; where UTF-16 columns differ they stand in the
region's properties. A finding's other places are `relatedLocations`, so that a viewer links both versions.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from urllib.parse import quote

from checks.finding import Severity
from reports.bidi import isolated, visible
from reports.columns import Region
from reports.digest import Digest, Item, Spot, Version
from reports.handbook import entries
from reports.jsonl import json_text
from reports.sarif_types import (
    ArtifactJson,
    InvocationJson,
    Level,
    LocationJson,
    LogJson,
    PhysicalJson,
    RegionJson,
    ResultJson,
    RuleJson,
    RunJson,
)

SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
_LEVELS: Mapping[Severity, Level] = {
    Severity.CRITICAL: "error",
    Severity.MAJOR: "error",
    Severity.MINOR: "warning",
    Severity.INFO: "note",
}
_LINKED = 2


def to_sarif(digests: Sequence[Digest], suppressions: Mapping[str, str] | None = None) -> str:
    """Returns the SARIF log of all pairs as JSON text.

    `suppressions` maps the fingerprints that a baseline accepts to its reasons. Where it is given every result says
    whether it is suppressed, as the standard asks.
    """
    rules = _rules(digests)
    index = {rule["id"]: number for number, rule in enumerate(rules)}
    run: RunJson = {
        "tool": {"driver": {"name": "muqabala", "version": _version(digests), "rules": rules}},
        "invocations": [_invocation(digests)],
        "columnKind": "unicodeCodePoints",
        "artifacts": _artifacts(digests),
        "results": [
            _result(item, index[item.finding.code], suppressions) for digest in digests for item in digest.items
        ],
    }
    log: LogJson = {"$schema": SCHEMA, "version": "2.1.0", "runs": [run]}
    return json_text(log, indent=1) + "\n"


def _version(digests: Sequence[Digest]) -> str:
    """Returns muqabala's version, which opens each report's signature."""
    for digest in digests:
        return digest.signature.split("|")[0].partition(":")[2] or "unknown"
    return "unknown"


def _rules(digests: Sequence[Digest]) -> list[RuleJson]:
    """Returns the whole catalogue of rules with their help; codes that are not in it come last."""
    out: list[RuleJson] = [
        {
            "id": entry.code,
            "name": entry.name,
            "shortDescription": {"text": entry.fault},
            "fullDescription": {"text": next((text for _, text in entry.sections), entry.fault)},
            "help": {"text": f"{entry.fault}\n\n{entry.text()}", "markdown": f"{entry.fault}\n\n{entry.markdown()}"},
            "properties": {"tags": ["muqabala", *([entry.mqm] if entry.mqm else [])]},
        }
        for entry in entries()
    ]
    known = {rule["id"] for rule in out}
    other = {item.finding.code: item.finding.name for digest in digests for item in digest.items}
    out += [{"id": code, "name": name} for code, name in sorted(other.items()) if code not in known]
    return out


def _invocation(digests: Sequence[Digest]) -> InvocationJson:
    refused = [digest for digest in digests if not digest.compared]
    return {
        "executionSuccessful": not refused,
        "toolExecutionNotifications": [
            {
                "level": "error",
                "message": {"text": _message(f"{digest.verdict}. {' '.join(digest.remarks)}")},
                "locations": [
                    {"physicalLocation": {"artifactLocation": {"uri": _uri(version.path)}}}
                    for version in (digest.left, digest.right)
                ],
            }
            for digest in refused
        ],
    }


def _artifacts(digests: Sequence[Digest]) -> list[ArtifactJson]:
    versions: dict[str, Version] = {}
    for digest in digests:
        versions |= {version.path: version for version in (digest.left, digest.right)}
    return [
        {
            "location": {"uri": _uri(version.path)},
            "roles": ["analysisTarget"],
            "properties": {"language": version.lang, "textSha256": version.sha256},
        }
        for version in versions.values()
    ]


def _result(item: Item, index: int, suppressions: Mapping[str, str] | None) -> ResultJson:
    finding, related = item.finding, item.related
    links = "".join(f" [{caption}]({number})" for number, (_, caption) in enumerate(related[:_LINKED], start=1))
    out: ResultJson = {
        "ruleId": finding.code,
        "ruleIndex": index,
        "level": _LEVELS[finding.severity],
        "message": {"text": _message(finding.message) + links},
        "locations": [{"physicalLocation": _physical(item.main)}],
        "partialFingerprints": {"muqabala/v1": finding.fingerprint, "primaryLocationLineHash": f"{item.key[:16]}:1"},
        "properties": {
            "pair": item.pair,
            "severity": finding.severity.value,
            "confidence": round(finding.confidence, 4),
            "mqm": finding.mqm,
            "reason": visible(finding.reason),
        },
    }
    if related:
        out["relatedLocations"] = [_related(number, *place) for number, place in enumerate(related, start=1)]
    if suppressions is not None:
        reason = suppressions.get(finding.fingerprint)
        out["suppressions"] = [] if reason is None else [{"kind": "external", "justification": visible(reason)}]
    return out


def _related(number: int, spot: Spot, caption: str) -> LocationJson:
    return {"id": number, "physicalLocation": _physical(spot), "message": {"text": caption}}


def _physical(spot: Spot) -> PhysicalJson:
    out: PhysicalJson = {"artifactLocation": {"uri": _uri(spot.path)}}
    if spot.region is not None:
        out["region"] = _region(spot.region, spot.text)
    return out


def _region(region: Region, text: str) -> RegionJson:
    start, end = region.start, region.end
    out: RegionJson = {
        "startLine": start.line,
        "startColumn": start.column,
        "endLine": end.line,
        "endColumn": end.column,
        "snippet": {"text": visible(text)},
    }
    if (start.utf16, end.utf16) != (start.column, end.column):
        out["properties"] = {"utf16StartColumn": start.utf16, "utf16EndColumn": end.utf16}
    return out


def _message(text: str) -> str:
    """Returns a message in which nothing of the texts can pass for one of SARIF's `[links](target)`."""
    return isolated(text).replace("](", "]\u2060(")


def _uri(path: str) -> str:
    escaped = quote(path.encode("utf-8", "replace"), safe="/")
    return f"file://{escaped}" if path.startswith("/") else escaped
