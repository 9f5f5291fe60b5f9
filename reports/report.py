"""The Report: one checked pair with everything a reader or a machine may want of it."""

from __future__ import annotations

from dataclasses import dataclass

from align.bead import Alignment
from checks.finding import Finding, Severity
from text.mention import Mention

SCHEMA = "muqabala/report/1"


@dataclass(frozen=True, slots=True)
class Summary:
    """Counts the findings by severity, and those a baseline suppressed."""

    critical: int
    major: int
    minor: int
    info: int
    suppressed: int = 0

    @property
    def alarms(self) -> int:
        """Returns the findings above info."""
        return self.critical + self.major + self.minor


@dataclass(frozen=True, slots=True)
class Report:
    """Is the result of checking one pair. `findings` are sorted by place; `signature` names all that produced them.

    `left_mentions` and `right_mentions` are the values read in the two texts, for showing beside the figures.
    """

    id: str
    signature: str
    alignment: Alignment
    findings: tuple[Finding, ...]
    left_mentions: tuple[Mention, ...] = ()
    right_mentions: tuple[Mention, ...] = ()
    suppressed: int = 0
    note: str = ""

    @property
    def summary(self) -> Summary:
        """Returns the counts by severity."""
        counts = {severity: sum(finding.severity == severity for finding in self.findings) for severity in Severity}
        return Summary(
            counts[Severity.CRITICAL],
            counts[Severity.MAJOR],
            counts[Severity.MINOR],
            counts[Severity.INFO],
            self.suppressed,
        )
