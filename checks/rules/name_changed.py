"""Another person, place or organisation stands where the other version has one of the same kind.

What it checks: names left over on both sides of aligned sentences, of one kind (two cities, two countries, two
people), that are no spellings of one another.

Why it matters: a swapped country or speaker makes the report false.

Not flagged: spellings and exonyms (Genève, جنيف, ژنو), capital for country where both stand elsewhere, titles and
demonyms.
"""

from __future__ import annotations

from collections.abc import Iterator

from checks.context import Context
from checks.finding import Finding, Severity
from checks.renames import swapped_names
from checks.rule import Rule


def _check(rule: Rule, context: Context) -> Iterator[Finding]:
    for swap in swapped_names(context):
        left = swap.left.span.of(context.left.document.raw)
        right = swap.right.span.of(context.right.document.raw)
        yield rule.finding(
            Severity.INFO if swap.left.is_demonym else Severity.CRITICAL,
            f'"{left}" stands where the other text has "{right}"',
            reason="both are names of one kind, and neither has a partner in the aligned sentences",
            confidence=swap.confidence,
            left=(swap.left.span,),
            right=(swap.right.span,),
        )


RULE = Rule("NAM002", "name-changed", "accuracy/mistranslation/entity", "0.1.0", __doc__ or "", _check)
