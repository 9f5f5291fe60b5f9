"""A figure kept its value but not its unit or currency.

What it checks: figures of aligned sentences with equal values whose units are both stated and differ, and are no
conversion of each other: dollars and euros, percent and percentage points, miles and kilometres.

Why it matters: the same number of another unit is another amount.

Not flagged: right conversions within rounding; a unit that one version leaves out; units of one kind told apart by
context only (rial and toman differ and are flagged).
"""

from __future__ import annotations

from collections.abc import Iterator

from checks.context import Context
from checks.facts import figure_pairings, quantity
from checks.finding import Finding, Severity
from checks.rule import Rule
from checks.values import shown


def _check(rule: Rule, context: Context) -> Iterator[Finding]:
    for pairing in figure_pairings(context):
        for left, right, closeness in pairing.agreed:
            a, b = quantity(left), quantity(right)
            if closeness != 1 or a.vague != b.vague or not a.unit or not b.unit or a.unit == b.unit:
                continue
            points = ": percent and percentage points differ" if {a.unit, b.unit} == {"%", "pp"} else ""
            yield rule.finding(
                Severity.CRITICAL,
                f'"{left.surface}" became "{right.surface}" ({shown(left)}, {shown(right)}){points}',
                reason="the values are equal, the units are not, and neither converts to the other",
                confidence=0.75,
                left=(left.span,),
                right=(right.span,),
            )


RULE = Rule("UNI001", "unit-changed", "accuracy/mistranslation/unit-conversion", "0.1.0", __doc__ or "", _check)
