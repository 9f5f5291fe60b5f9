"""What the index of an audit knows of one pair."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from checks.finding import Severity
from reports.report import Summary

if TYPE_CHECKING:
    from text.document import Lang

CaseState = Literal["checked", "refused", "skipped", "failed"]


@dataclass(frozen=True, slots=True)
class Case:
    """Is one pair: how it stands, its counts, and where its report and page lie, counted from the index.

    `covered` is the share of the left and right sentences that have a counterpart; `codes` counts the findings of each
    rule and severity.
    """

    id: str
    state: CaseState
    langs: tuple[Lang, Lang]
    relation: str
    trust: float
    covered: tuple[float, float]
    summary: Summary
    codes: tuple[tuple[str, Severity, int], ...] = ()
    outlet: str = ""
    date: str = ""
    report: str = ""
    page: str = ""

    @property
    def month(self) -> str:
        """Returns the month of the date, such as 2026-11; empty where it is no ISO date."""
        month = self.date[:7]
        is_month = len(month) == 7 and month[4] == "-" and (month[:4] + month[5:]).isdigit()
        return month if is_month and "01" <= month[5:] <= "12" else ""

    @property
    def weight(self) -> tuple[int, int, int, int]:
        """Orders pairs, worst first: those that could not be compared, then by critical, major and minor findings."""
        one = self.summary
        return (self.state == "checked", -one.critical, -one.major, -one.minor)
