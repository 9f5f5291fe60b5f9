"""A list item stands only in the version that is not the original.

What it checks: the same as item-omitted, seen from the original named with `--original`.

Why it matters: a demand or principle may have been slipped in.

Not flagged: everything item-omitted leaves alone; nothing at all without `--original`.
"""

from __future__ import annotations

from collections.abc import Iterator

from checks.context import Context
from checks.finding import Finding
from checks.omissions import is_surplus, missing_items, report
from checks.rule import Rule


def _check(rule: Rule, context: Context) -> Iterator[Finding]:
    for missing in missing_items(context):
        if is_surplus(context, missing.side):
            yield report(rule, missing, "a list item")


RULE = Rule("ADD002", "item-added", "accuracy/addition", "0.1.0", __doc__ or "", _check)
