"""When a run passes: from findings and refusals to an exit code."""

from __future__ import annotations

from collections.abc import Iterable

from checks.finding import Severity
from muqabala.api import refusal
from muqabala.options import FailOn
from reports.report import Report, Summary

PASS, FINDINGS, INPUT, NOT_CHECKED = 0, 1, 2, 3


def reaches(summary: Summary, fail_on: FailOn) -> bool:
    """Tells whether there is a finding at or above the gate."""
    counts = {Severity.CRITICAL: summary.critical, Severity.MAJOR: summary.major, Severity.MINOR: summary.minor}
    return fail_on != "never" and any(count for level, count in counts.items() if level.at_least(Severity(fail_on)))


def exit_code(reports: Iterable[Report], fail_on: FailOn) -> int:
    """Returns the exit code: what could not be checked outweighs findings, and no gate lets it pass."""
    code = PASS
    for report in reports:
        if refusal(report) is not None:
            return NOT_CHECKED
        if reaches(report.summary, fail_on):
            code = FINDINGS
    return code
