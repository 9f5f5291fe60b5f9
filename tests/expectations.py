"""Holds findings against what a hand-made list says must, may and must not be found in a pair of texts."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from checks.finding import Finding, Severity
from text.document import Span

# A finding counts for an expected span if it overlaps it and is at most this many times as long.
WIDEST = 3


@dataclass(frozen=True, slots=True)
class Expected:
    """Is a span of one side that must, or must not, be found; `limit` is the longest span that counts."""

    side: str
    span: Span
    text: str
    limit: int


def alarms(findings: Iterable[Finding]) -> list[Finding]:
    """Returns the findings above info."""
    return [finding for finding in findings if finding.severity != Severity.INFO]


def touches(finding: Finding, expected: Expected) -> bool:
    """Tells whether a span of the finding overlaps the expected one and is not too long for it."""
    spans = finding.left if expected.side == "left" else finding.right
    return any(span.overlaps(expected.span) and len(span) <= expected.limit for span in spans)


def missed(findings: Iterable[Finding], wanted: Iterable[tuple[Expected, ...]]) -> list[str]:
    """Returns the texts of the expectations (each a choice of spans) that no finding touches."""
    found = list(findings)
    return [choice[0].text for choice in wanted if not any(touches(f, one) for f in found for one in choice)]


def flagged(findings: Iterable[Finding], protected: Iterable[Expected]) -> list[str]:
    """Returns what stands in protected spans: the text with the finding's message."""
    return [f"{one.text}: {f.code} {f.message}" for f in findings for one in protected if touches(f, one)]
