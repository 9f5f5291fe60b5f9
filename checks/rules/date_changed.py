"""A date, weekday, month or time of one version contradicts its counterpart.

What it checks: dates and times of aligned sentences are read in three calendars and matched by what both state;
leftovers of one kind that cannot be the same moment are a change.

Why it matters: readers act on dates.

Not flagged: كانون الثاني for janvier, a Jalali or Hijri date that agrees, a weekday that is the day of the date, 3:30
مساءً for 15 h 30, "hier" for a weekday.
"""

from __future__ import annotations

from collections.abc import Iterator

from checks.changes import changed_dates
from checks.context import Context
from checks.finding import Finding, Severity
from checks.rule import Rule
from checks.values import shown


def _check(rule: Rule, context: Context) -> Iterator[Finding]:
    for change in changed_dates(context):
        yield rule.finding(
            Severity.CRITICAL,
            f'"{change.left.surface}" became "{change.right.surface}" ({shown(change.left)}, {shown(change.right)})',
            reason="both stand in the aligned sentences and cannot be the same moment",
            confidence=change.confidence,
            left=(change.left.span,),
            right=(change.right.span,),
        )


RULE = Rule("DAT001", "date-changed", "accuracy/mistranslation/date-time", "0.1.0", __doc__ or "", _check)
