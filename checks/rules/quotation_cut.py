"""Half of what somebody is quoted with stands in one version only.

What it checks: quotations that face each other. One half has its counterparts in the quotation opposite, the other half
has none anywhere, and the quotation opposite is too short by about as much.

Why it matters: half a sentence in quotation marks is presented as the whole.

Not flagged: quotations rendered freely at like length, a half told outside the quotation marks, what the rules on
missing sentences and clauses report.
"""

from __future__ import annotations

from collections.abc import Iterator

from checks.context import Context
from checks.coverage import snippet
from checks.finding import Finding, Severity
from checks.quotations import cut_quotations
from checks.rule import Rule


def _check(rule: Rule, context: Context) -> Iterator[Finding]:
    for cut in cut_quotations(context):
        own, across = (cut.span,), (cut.opposite,)
        yield rule.finding(
            Severity.MAJOR,
            f'"{snippet(cut.side, cut.span)}" is left out of the quotation, it stands only in the {cut.side.name} text',
            reason="the other half of the quotation has its counterparts in the quotation opposite",
            confidence=0.6,
            left=own if cut.side.name == "left" else across,
            right=across if cut.side.name == "left" else own,
        )


RULE = Rule("ATT005", "quotation-cut", "accuracy/omission", "0.1.0", __doc__ or "", _check)
