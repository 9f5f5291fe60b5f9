"""Says in one sentence what came out: the line at the head of the terminal summary, the page and the job log."""

from __future__ import annotations

from checks.finding import Severity
from reports.report import Report, Summary

_NOT_COMPARED = "Could not be compared"


def is_compared(report: Report) -> bool:
    """Tells whether the two texts could be compared: they are related, and no document finding gates the report."""
    refused = any(
        finding.code.startswith("DOC") and finding.severity.at_least(Severity.MAJOR) for finding in report.findings
    )
    return report.alignment.relation != "unrelated" and not refused


def counted(number: int, one: str, many: str = "") -> str:
    """Returns the number with its noun: '1 note', '3 notes'."""
    return f"{number} {one if number == 1 else many or one + 's'}"


def verdict(report: Report) -> str:
    """Returns the verdict, such as '7 discrepancies: 1 critical, 4 major, 2 minor'."""
    return verdict_on(report.summary) if is_compared(report) else _NOT_COMPARED


def verdict_on(summary: Summary) -> str:
    """Returns the verdict on texts that were compared."""
    if not summary.alarms:
        return "No discrepancy found"
    levels = ((summary.critical, "critical"), (summary.major, "major"), (summary.minor, "minor"))
    parts = ", ".join(f"{number} {name}" for number, name in levels if number)
    return f"{counted(summary.alarms, 'discrepancy', 'discrepancies')}: {parts}"


def remarks(report: Report) -> tuple[str, ...]:
    """Returns the sentences under the verdict: why nothing was compared, notes, findings a baseline holds back."""
    out: list[str] = []
    if not is_compared(report):
        out += [finding.message for finding in report.findings if finding.code.startswith("DOC")]
        if not out:
            out.append("The two texts do not tell the same event.")
    out += remarks_on(report.summary)
    if report.note:
        out.append(report.note)
    return tuple(out)


def remarks_on(summary: Summary) -> tuple[str, ...]:
    """Returns the sentences that follow from the counts."""
    out: list[str] = []
    if summary.info:
        out.append(f"{counted(summary.info, 'note')} for information.")
    if summary.suppressed:
        out.append(f"{counted(summary.suppressed, 'known finding')} held back by the baseline.")
    return tuple(out)
