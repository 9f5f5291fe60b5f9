"""The two texts do not tell the same event.

What it checks: whether enough of the shorter text has a counterpart in the other one for an alignment to be believed.

Why it matters: two unrelated texts compared statement by statement give a list of discrepancies that are none.
Abstaining is a result, guessing is not; the command ends with exit code 3.

Not flagged: a short version of a long report, a report told in another order, two reports of one event that share only
their main facts. These are compared, with the trust in the alignment stated.
"""

from __future__ import annotations

from collections.abc import Iterator

from checks.context import Context
from checks.finding import Finding, Severity
from checks.rule import Rule


def _check(rule: Rule, context: Context) -> Iterator[Finding]:
    if context.alignment.relation == "unrelated":
        yield rule.finding(
            Severity.CRITICAL,
            "the two texts do not seem to tell the same event: check that these are the two versions you meant",
            reason=f"too little of either text has a counterpart in the other (trust {context.alignment.trust:.2f})",
            confidence=1.0 - context.alignment.trust,
        )


RULE = Rule("DOC001", "not-the-same-event", "", "0.1.0", __doc__ or "", _check)
