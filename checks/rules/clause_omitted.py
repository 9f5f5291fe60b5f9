"""A clause of an aligned sentence has no counterpart in the other version.

What it checks: each clause whose words stay without links in the aligned sentences, where these are also too short by
about its length, and which is not told elsewhere.

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
