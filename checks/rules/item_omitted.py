"""An item of a list (a principle, a measure, a demand) is missing from the other version.

What it checks: the items of a list that a colon, a cue or bullets announce, each sought among the words of the other
side that are not yet taken by another item, then in the rest of the other version; and the items of a series inside a
sentence ("A, B, C et D"), missing where their neighbours' counterparts stand side by side with no word between.

Why it matters: lists of principles are what diplomats read first, and the easiest thing to shorten.

Not flagged: items in another order, merged into one, or told in a sentence of their own elsewhere.
"""

from __future__ import annotations

from collections.abc import Iterator

from checks.context import Context
from checks.finding import Finding
from checks.omissions import is_surplus, missing_items, report
from checks.rule import Rule


def _check(rule: Rule, context: Context) -> Iterator[Finding]:
    for missing in missing_items(context):
        if not is_surplus(context, missing.side):
            yield report(rule, missing, "a list item")


RULE = Rule("OMI002", "item-omitted", "accuracy/omission", "0.1.0", __doc__ or "", _check)
