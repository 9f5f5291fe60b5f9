"""One version names an actor or an event otherwise than the other, with another stance.

What it checks: designations of one referent in aligned sentences, from an open table that names their usage: plain,
official, charged, honouring. Two of different usage are shown; which one is right is not said.

Why it matters: government and regime, protesters and rioters, operation and invasion name one thing and judge it
differently.

Not flagged: two designations of the same usage, a referent named on one side only. The finding is information; it never
gates.
"""

from __future__ import annotations

from collections.abc import Iterator

from checks.context import Context
from checks.finding import Finding, Severity
from checks.labels import relabels
from checks.rule import Rule


def _check(rule: Rule, context: Context) -> Iterator[Finding]:
    for relabel in relabels(context):
        left = relabel.left.span.of(context.left.document.raw)
        right = relabel.right.span.of(context.right.document.raw)
        yield rule.finding(
            Severity.INFO,
            f'"{left}" ({relabel.left.usage}) and "{right}" ({relabel.right.usage}) name the same',
            reason=f"two designations of one referent ({relabel.left.referent}) with different usage",
            confidence=0.6,
            left=(relabel.left.span,),
            right=(relabel.right.span,),
        )


RULE = Rule("TRM001", "actor-relabelled", "terminology", "0.1.0", __doc__ or "", _check)
