"""What a rule reports: Severity and Finding."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from text.document import Span


class Severity(StrEnum):
    """Ranks findings; `info` is shown but never gates and never counts as an alarm."""

    CRITICAL = "critical"
    MAJOR = "major"
    MINOR = "minor"
    INFO = "info"

    @property
    def rank(self) -> int:
        """Returns 0 for critical to 3 for info."""
        return list(Severity).index(self)

    def at_least(self, floor: Severity) -> bool:
        """Tells whether this severity is as grave as `floor` or graver."""
        return self.rank <= floor.rank


@dataclass(frozen=True, slots=True)
class Finding:
    """Is one discrepancy with its evidence on both sides.

    `left` and `right` are spans of the two texts, empty where nothing stands there; `expected_near` is then the span of
    the *other* side beside which it should have stood. `confidence` lies between 0 and 1. `reason` says in one sentence
    what the rule saw. `fingerprint` is filled in by the runner.
    """

    code: str
    name: str
    severity: Severity
    mqm: str
    confidence: float
    message: str
    reason: str
    left: tuple[Span, ...]
    right: tuple[Span, ...]
    expected_near: Span | None = None
    fingerprint: str = ""

    def sort_key(self) -> tuple[int, int, int, str, str]:
        """Orders findings by place in the left text (else near it), then the right text, then code."""
        anchor = self.left[0].start if self.left else -1
        other = self.right[0].start if self.right else -1
        if not self.left and self.expected_near is not None:
            anchor = self.expected_near.end
        return (anchor, other, self.severity.rank, self.code, self.message)
