"""An obligation became a possibility, a possibility a certainty, or the other way round.

What it checks: modal words of aligned sentences, by pole (must and may, certain and likely). Leftovers of opposite
poles whose neighbours are linked to each other are reported.

Why it matters: what may happen is not what will happen, and a wish is not an order.

Not flagged: modal words that both sides have, modal words under a negation.
"""

from __future__ import annotations

from collections.abc import Iterator

from checks.context import Context
from checks.finding import Finding, Severity
from checks.opposites import Turn, turns
from checks.rule import Rule


def _check(rule: Rule, context: Context) -> Iterator[Finding]:
    for turn in turns(context):
        if turn.left.kind == "modality":
            yield _finding(rule, context, turn)


def _finding(rule: Rule, context: Context, turn: Turn) -> Finding:
    left, right = turn.left.span.of(context.left.document.raw), turn.right.span.of(context.right.document.raw)
    return rule.finding(
        Severity.MAJOR,
        f'"{left}" stands where the other text has "{right}": another degree of obligation or certainty',
        reason="the words beside them are linked, and neither modal word has its like on the other side",
        confidence=turn.confidence,
        left=(turn.left.span,),
        right=(turn.right.span,),
    )


RULE = Rule("NEG002", "modality-changed", "accuracy/mistranslation", "0.1.0", __doc__ or "", _check)
