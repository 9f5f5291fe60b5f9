"""A figure kept its leading digits and changed its power of ten.

What it checks: figures that changed between aligned sentences (see number-changed) and differ by a factor of ten, a
hundred, a thousand and so on alone: 1,500 for 150, million for milliard, hundreds for thousands.

Why it matters: this slip reads smoothly, since the digits look right, and misleads most.

Not flagged: مليار for "milliard" and "billion", "1 250 millions" for 1.25 billion, two spelled-out numbers up to ten
(number-changed tells them), figures with other units.
"""

from __future__ import annotations

from collections.abc import Iterator

from checks.changes import changed_figures, is_slip
from checks.context import Context
from checks.facts import quantity
from checks.finding import Finding, Severity
from checks.rule import Rule
from checks.values import number_text, shown
from text.mention import Mention


def _check(rule: Rule, context: Context) -> Iterator[Finding]:
    for change in changed_figures(context):
        if not is_slip(change):
            continue
        left, right = change.left, change.right
        yield rule.finding(
            Severity.CRITICAL,
            f'"{left.surface}" became "{right.surface}" ({shown(left)}, {shown(right)}): off by {_factor(left, right)}',
            reason="the leading digits are the same, the power of ten is not",
            confidence=change.confidence,
            left=(left.span,),
            right=(right.span,),
        )


def _factor(left: Mention, right: Mention) -> str:
    """Returns the smallest factor between a reading of each, in words that need no language."""
    ratios = [
        max(x.high, y.high) / min(x.high, y.high)
        for x in quantity(left).readings
        for y in quantity(right).readings
        if x.high > 0 and y.high > 0 and x.high != y.high
    ]
    return f"a factor of {number_text(min(ratios))}"


RULE = Rule("NUM004", "number-magnitude", "accuracy/mistranslation/number", "0.1.0", __doc__ or "", _check)
