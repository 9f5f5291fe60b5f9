"""A word of one version stands where the other has its opposite: before for after, rise for fall, approve for reject.

What it checks: pairs of opposites in aligned sentences. Words of the same pole are matched first; leftovers of opposite
poles whose neighbours are linked to each other are reported.

Why it matters: one word turns the order of events, a result or a position round.

Not flagged: opposites under a negation (لا يقل عن and at least), phrases that only look like a pole (au moins, il y a,
after all), a pole that the other side also has.
"""

from __future__ import annotations

from collections.abc import Iterator

from checks.context import Context
from checks.finding import Finding, Severity
from checks.opposites import Turn, turns
from checks.rule import Rule


def _check(rule: Rule, context: Context) -> Iterator[Finding]:
    for turn in turns(context):
        if turn.left.kind != "modality":
            yield _finding(rule, context, turn)


def _finding(rule: Rule, context: Context, turn: Turn) -> Finding:
    left, right = turn.left.span.of(context.left.document.raw), turn.right.span.of(context.right.document.raw)
    return rule.finding(
        Severity.CRITICAL,
        f'"{left}" stands where the other text has the opposite, "{right}"',
        reason=f"they are opposites ({turn.left.pair}), the words beside them are linked, neither has its like there",
        confidence=turn.confidence,
        left=(turn.left.span,),
        right=(turn.right.span,),
    )


RULE = Rule("NEG003", "meaning-reversed", "accuracy/mistranslation", "0.1.0", __doc__ or "", _check)
