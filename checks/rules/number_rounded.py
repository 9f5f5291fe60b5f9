"""One version rounds a figure that the other gives more exactly.

What it checks: figures of aligned sentences where one claims to be approximate ("une centaine", "about 12,000", نحو) or
is a range, and the other, more exact one lies within it or within a tenth of it.

Why it matters: it is no error, but an editor may want the exact figure in both versions; hence only info.

Not flagged: two figures of one value, a converted unit, vague words (hundreds), an exact figure opposite another exact
one (number-changed).
"""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from checks.context import Context
from checks.facts import figure_pairings, is_small_word, quantity
from checks.finding import Finding, Severity
from checks.rule import Rule
from checks.values import shown
from text.mention import Mention
from text.numbers import last_step

_ROUNDED = 2  # the closeness of figures that agree to the rounding stated


def _check(rule: Rule, context: Context) -> Iterator[Finding]:
    for pairing in figure_pairings(context):
        for left, right, closeness in pairing.agreed:
            if closeness != _ROUNDED or is_small_word(left) and is_small_word(right):
                continue
            rounder, other = (left, right) if _coarseness(left) >= _coarseness(right) else (right, left)
            yield rule.finding(
                Severity.INFO,
                f'"{rounder.surface}" is rounder than "{other.surface}" ({shown(rounder)}, {shown(other)})',
                reason="the rounder figure claims to be approximate and the exact one lies within its rounding",
                confidence=0.6,
                left=(left.span,),
                right=(right.span,),
            )


def _coarseness(mention: Mention) -> tuple[bool, bool, Fraction]:
    """Orders figures by how round they are: a range first, then what claims to be approximate, then the last digit."""
    value = quantity(mention)
    reading = value.readings[0]
    return (reading.low != reading.high, value.approximate is not None, last_step(reading.high))


RULE = Rule("NUM005", "number-rounded", "accuracy/mistranslation/number", "0.1.0", __doc__ or "", _check)
