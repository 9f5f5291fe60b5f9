"""What an audit comes to: the pairs with their counts, the problems, the sums."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from reports.verdict import counted

if TYPE_CHECKING:
    from muqabala.batches import State
    from reports.site_case import Case

_LEVELS = ("critical", "major", "minor", "info", "suppressed")


@dataclass(frozen=True, slots=True)
class Problem:
    """Says why a record was not checked; the id is empty where it could not be read."""

    id: str
    state: State
    reason: str


@dataclass(slots=True)
class Results:
    """Is everything about an audit but the texts, in the order of the corpora."""

    corpus: str
    counts: dict[State, int] = field(default_factory=lambda: {"checked": 0, "refused": 0, "skipped": 0, "failed": 0})
    findings: dict[str, int] = field(default_factory=lambda: dict.fromkeys(_LEVELS, 0))
    cases: list[Case] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    signatures: set[str] = field(default_factory=set)
    left_out: int = 0

    def problem(self, identifier: str, state: State, reason: str) -> None:
        """Counts a record that could not be checked."""
        self.problems.append(Problem(identifier, state, reason))

    def case(self, case: Case, signature: str) -> None:
        """Counts a pair that was looked at."""
        self.cases.append(case)
        self.signatures.add(signature)
        for level in _LEVELS:
            self.findings[level] += getattr(case.summary, level)

    def line(self) -> str:
        """Returns the sum of it all in one line."""
        parts = [
            f"{self.counts['checked']} checked",
            f"{self.counts['refused'] + self.counts['failed']} could not be checked",
            f"{self.counts['skipped']} skipped",
            f"{self.findings['suppressed']} suppressed",
        ]
        if self.left_out:
            parts.append(f"{self.left_out} left out")
        levels = ", ".join(f"{self.findings[level]} {level}" for level in _LEVELS[:3])
        alarms = sum(self.findings[level] for level in _LEVELS[:3])
        return f"{', '.join(parts)}; {counted(alarms, 'discrepancy', 'discrepancies')}: {levels}"
