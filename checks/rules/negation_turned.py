"""A statement is negated in one version and not in the other.

What it checks: the plain negations of aligned sentences, matched by the words they turn. One that finds no negation
and no negative word on the other side, while the word it turns has a counterpart there, is reported; so is one in a
well linked clause whose counterpart has none at all.

Why it matters: the reader is told the opposite.

Not flagged: a negation rendered by a negative word (refuse, lack, without, unknown), ne … que and other limits, ne
explétif, لا يزال, not only, a negated negative.
"""

from __future__ import annotations

from collections.abc import Iterator

from checks.context import Context
from checks.finding import Finding, Severity
from checks.polarity import Turned, turned_statements
from checks.rule import Rule


def _check(rule: Rule, context: Context) -> Iterator[Finding]:
    for turned in turned_statements(context):
        yield _finding(rule, context, turned)


def _finding(rule: Rule, context: Context, turned: Turned) -> Finding:
    other = context.swap(turned.side)
    surface = turned.negation.mention.surface
    own, across = (turned.negation.mention.span,), (turned.partner,) if turned.partner else ()
    if turned.partner:
        message = (
            f'"{surface}" negates in the {turned.side.name} text what "{turned.partner.of(other.document.raw)}" states'
        )
        reason = "the word it turns has a counterpart, and no negation or negative word stands with that"
    else:
        message = f'"{surface}" stands only in the {turned.side.name} text'
        reason = "the words of its clause are linked, and the other text has no negation or negative word there"
    return rule.finding(
        Severity.CRITICAL,
        message,
        reason=reason,
        confidence=turned.confidence,
        left=own if turned.side.name == "left" else across,
        right=across if turned.side.name == "left" else own,
        expected_near=None if across else turned.near,
    )


RULE = Rule("NEG001", "negation-turned", "accuracy/mistranslation", "0.1.0", __doc__ or "", _check)
