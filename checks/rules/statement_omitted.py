"""A sentence of one version is told nowhere in the other.

What it checks: each sentence that the alignment leaves without a counterpart is sought in the whole other version, by
its concepts, names and figures, in one place. Only if it is not told there either is it reported.

Why it matters: a reader of the other version does not learn it.

Not flagged: sentences moved, merged or split; a lead that sums up what is told further down; a sentence opposite which
another unaligned one stands that may be its free rendering; furniture.
"""

from __future__ import annotations

from collections.abc import Iterator

from checks.context import Context
from checks.finding import Finding
from checks.omissions import is_surplus, missing_statements, report
from checks.rule import Rule


def _check(rule: Rule, context: Context) -> Iterator[Finding]:
    for missing in missing_statements(context):
        if not is_surplus(context, missing.side):
            yield report(rule, missing, "a sentence")


RULE = Rule("OMI001", "statement-omitted", "accuracy/omission", "0.1.0", __doc__ or "", _check)
