"""A sentence stands only in the version that is not the original.

What it checks: the same as statement-omitted, seen from the original named with `--original`.

Why it matters: what the original does not say is somebody else's statement.

Not flagged: everything statement-omitted leaves alone; nothing at all without `--original`.
"""

from __future__ import annotations

from collections.abc import Iterator

from checks.context import Context
from checks.finding import Finding
from checks.omissions import is_surplus, missing_statements, report
from checks.rule import Rule


def _check(rule: Rule, context: Context) -> Iterator[Finding]:
    for missing in missing_statements(context):
        if is_surplus(context, missing.side):
            yield report(rule, missing, "a sentence")


RULE = Rule("ADD001", "statement-added", "accuracy/addition", "0.1.0", __doc__ or "", _check)
