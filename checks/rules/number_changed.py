"""A figure of one version stands as another figure in the other.

What it checks: the figures of aligned sentences are read as values (digits of every script, words, duals, magnitudes,
fractions) and matched. Two that are left over in the same sentences, of one kind or counting the same thing, are a
change.

Why it matters: a wrong toll, sum or share is the gravest error a translated report can make.

Not flagged: ١٢٠ for 120, "3,5 milliards" for ٣٫٥ مليار, جنديين for "2 soldats", a right conversion of units, a figure
that stands elsewhere in the other version. Slips by powers of ten are number-magnitude, rounder figures number-rounded.
"""

from __future__ import annotations

from collections.abc import Iterator

from checks.changes import changed_figures, is_slip
from checks.context import Context
from checks.facts import is_small_word
from checks.finding import Finding, Severity
from checks.rule import Rule
from checks.values import shown


def _check(rule: Rule, context: Context) -> Iterator[Finding]:
    for change in changed_figures(context):
        if is_slip(change):
            continue
        left, right = change.left, change.right
        spelled = is_small_word(left) or is_small_word(right)
        yield rule.finding(
            Severity.MINOR if spelled else Severity.CRITICAL,
            f'"{left.surface}" became "{right.surface}" ({shown(left)}, {shown(right)})',
            reason="neither figure has its equal in the aligned sentences, and they count the same thing",
            confidence=change.confidence,
            left=(left.span,),
            right=(right.span,),
        )


RULE = Rule("NUM001", "number-changed", "accuracy/mistranslation/number", "0.1.0", __doc__ or "", _check)
