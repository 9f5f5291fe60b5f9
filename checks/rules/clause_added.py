"""A clause stands only in the version that is not the original.

What it checks: the same as clause-omitted, seen from the original named with `--original`.

Why it matters: qualifications and judgements are added in clauses.

Not flagged: everything clause-omitted leaves alone; nothing at all without `--original`.
"""

from __future__ import annotations

from collections.abc import Iterator

from checks.context import Context
from checks.finding import Finding
from checks.omissions import is_surplus, missing_clauses, report
from checks.rule import Rule


def _check(rule: Rule, context: Context) -> Iterator[Finding]:
    for missing in missing_clauses(context):
        if is_surplus(context, missing.side):
            yield report(rule, missing, "a clause")


RULE = Rule("ADD003", "clause-added", "accuracy/addition", "0.1.0", __doc__ or "", _check)
