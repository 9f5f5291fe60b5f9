"""A clause of an aligned sentence has no counterpart in the other version.

What it checks: in each aligned sentence the stretch whose words stay without links, wherever it begins and ends; it is
missing where no words are left over to render it, the lengths differ by about its own, and no other place tells it.

Why it matters: conditions, causes and sources live in clauses.

Not flagged: clauses rendered freely at like length, moved to another sentence, or folded into a word.
"""

from __future__ import annotations

from collections.abc import Iterator

from checks.context import Context
from checks.finding import Finding
from checks.omissions import is_surplus, missing_clauses, report
from checks.rule import Rule


def _check(rule: Rule, context: Context) -> Iterator[Finding]:
    for missing in missing_clauses(context):
        if not is_surplus(context, missing.side):
            yield report(rule, missing, "a clause")


RULE = Rule("OMI003", "clause-omitted", "accuracy/omission", "0.1.0", __doc__ or "", _check)
