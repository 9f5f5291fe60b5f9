"""The machine form of a report, `muqabala/report/1`: one JSON object, fit for one line of a JSONL file."""

from __future__ import annotations

import json
import re
from functools import lru_cache
from importlib.resources import files
from typing import NotRequired, TypedDict

from align.bead import Alignment
from checks.finding import Finding
from reports.report import SCHEMA, Report
from text.document import Document, Span

Json = dict[str, "Json"] | list["Json"] | str | int | float | bool | None


class SpanJson(TypedDict):
    """Is a half-open span in code points."""

    start: int
    end: int


class QuotedSpanJson(SpanJson):
    """Is a span with the text under it, so that a reader can check that both count alike."""

    text: str


class SideJson(TypedDict):
    """Is one of the two versions."""

    path: str
    lang: str
    sha256: str
    sentences: list[SpanJson]
    furniture: list[SpanJson]


class BeadJson(TypedDict):
    """Is a group of sentences that say the same; `moved` is there, and true, where the bead crosses the order."""

    left: list[int]
    right: list[int]
    score: float
    moved: NotRequired[bool]


class AlignmentJson(TypedDict):
    """Says which sentences belong together and how far that may be trusted."""

    relation: str
    trust: float
    beads: list[BeadJson]


class FindingJson(TypedDict):
    """Is one discrepancy; `expected_near` is a span of the side on which nothing stands."""

    code: str
    name: str
    severity: str
    mqm: str
    confidence: float
    message: str
    reason: NotRequired[str]
    fingerprint: str
    left: list[QuotedSpanJson]
    right: list[QuotedSpanJson]
    expected_near: QuotedSpanJson | None


class SummaryJson(TypedDict):
    """Counts the findings."""

    critical: int
    major: int
    minor: int
    info: int
    suppressed: int


class ReportJson(TypedDict):
    """Is the whole report."""

    schema: str
    id: str
    signature: str
    left: SideJson
    right: SideJson
    alignment: AlignmentJson
    findings: list[FindingJson]
    summary: SummaryJson
    note: NotRequired[str]


# A lone surrogate cannot be written as UTF-8 and many readers refuse its escape: one replacement keeps the offsets.
_SURROGATE = re.compile("[\ud800-\udfff]")
# Legal inside a JSON string, but line splitters break at the first three and terminals obey the others: as escapes
# they say the same.
_UNQUIET = re.compile("[\u007f-\u009f\u2028\u2029\u202a-\u202e\u2066-\u2069\ufeff\U000e0000-\U000e007f]")


def to_json(report: Report) -> ReportJson:
    """Returns the report by the contract `muqabala/report/1`, keys in the contract's order."""
    alignment, summary = report.alignment, report.summary
    out: ReportJson = {
        "schema": SCHEMA,
        "id": _clean(report.id),
        "signature": _clean(report.signature),
        "left": _side(alignment.left),
        "right": _side(alignment.right),
        "alignment": _alignment(alignment),
        "findings": [_finding(finding, alignment) for finding in report.findings],
        "summary": {
            "critical": summary.critical,
            "major": summary.major,
            "minor": summary.minor,
            "info": summary.info,
            "suppressed": summary.suppressed,
        },
    }
    if report.note:
        out["note"] = _clean(report.note)
    return out


def dumps(report: Report) -> str:
    """Returns the report as one line of JSON without a line end; the same report gives the same bytes.

    Text stays readable (no ASCII escapes) except for characters that would break a line or turn a terminal's order.
    """
    return json_text(to_json(report))


def json_text(data: object, *, indent: int | None = None) -> str:
    """Returns data as JSON: text readable, without characters that would break a line or turn a terminal's order."""
    text = _clean(json.dumps(data, ensure_ascii=False, allow_nan=False, indent=indent))
    return _UNQUIET.sub(lambda match: json.dumps(match[0])[1:-1], text)


@lru_cache(maxsize=1)
def schema() -> dict[str, Json]:
    """Returns the JSON schema (draft 2020-12) of the report."""
    loaded: dict[str, Json] = json.loads(files("reports").joinpath("schema.json").read_text(encoding="utf-8"))
    return loaded


def _clean(text: str) -> str:
    return _SURROGATE.sub("\ufffd", text)


def _side(document: Document) -> SideJson:
    return {
        "path": _clean(document.meta.path),
        "lang": document.lang,
        "sha256": document.meta.sha256,
        "sentences": [_span(sentence.span) for sentence in document.sentences],
        "furniture": [_span(span) for span in document.furniture],
    }


def _alignment(alignment: Alignment) -> AlignmentJson:
    beads: list[BeadJson] = []
    for bead in alignment.beads:
        entry: BeadJson = {"left": list(bead.left), "right": list(bead.right), "score": round(bead.score, 4)}
        if bead.moved:
            entry["moved"] = True
        beads.append(entry)
    return {"relation": alignment.relation, "trust": round(alignment.trust, 4), "beads": beads}


def _finding(finding: Finding, alignment: Alignment) -> FindingJson:
    left, right = alignment.left, alignment.right
    out: FindingJson = {
        "code": finding.code,
        "name": finding.name,
        "severity": finding.severity.value,
        "mqm": finding.mqm,
        "confidence": round(finding.confidence, 4),
        "message": _clean(finding.message),
        "reason": _clean(finding.reason),
        "fingerprint": finding.fingerprint,
        "left": [_quoted(left, span) for span in finding.left],
        "right": [_quoted(right, span) for span in finding.right],
        "expected_near": None,
    }
    if not finding.reason:
        del out["reason"]
    if finding.expected_near is not None:
        out["expected_near"] = _quoted(right if finding.left else left, finding.expected_near)
    return out


def _span(span: Span) -> SpanJson:
    return {"start": span.start, "end": span.end}


def _quoted(document: Document, span: Span) -> QuotedSpanJson:
    return {"start": span.start, "end": span.end, "text": _clean(span.of(document.raw))}
