"""A figure of one version is found nowhere in the other.

What it checks: each figure of an aligned sentence that no figure of the counterpart matches is sought in the whole
other version, in digits, in words, and as a part of a date.

Why it matters: a report without its toll or sum tells less than it seems to.

Not flagged: spelled-out numbers up to ten, "one" as an article, vague numbers (hundreds), figures that number-changed
or an omission already tells, figures in furniture.
"""

from __future__ import annotations

from collections.abc import Iterator

from checks.changes import changed_figures
from checks.context import Context, Side
from checks.facts import figure_pairings, is_small_word, quantity, stands_anywhere
from checks.finding import Finding, Severity
from checks.implied import is_implied
from checks.rule import Rule
from checks.values import shown
from text.mention import Mention, MentionKind
from text.numbers import same_amount

_BESIDE = 3  # code points between an amount and its conversion


def _check(rule: Rule, context: Context) -> Iterator[Finding]:
    changed = {mention for change in changed_figures(context) for mention in (change.left, change.right)}
    for pairing in figure_pairings(context):
        for side, rest in ((context.left, pairing.left), (context.right, pairing.right)):
            for mention in rest:
                if mention in changed or not _matters(mention) or stands_anywhere(context, side, mention):
                    continue
                if is_implied(context, side, pairing.bead, mention) or _is_restated(side, mention):
                    continue
                yield _finding(rule, context, side, mention)


def _is_restated(side: Side, mention: Mention) -> bool:
    """Tells whether the same text gives the amount beside it in another unit: "45 miles (72 km)"."""
    value = quantity(mention)
    return any(
        other.kind is mention.kind
        and quantity(other).unit != value.unit
        and min(abs(other.span.start - mention.span.end), abs(mention.span.start - other.span.end)) <= _BESIDE
        and same_amount(value, quantity(other))
        for other in side.mentions
        if value.unit is not None
    )


def _matters(mention: Mention) -> bool:
    value = quantity(mention)
    if value.vague or is_small_word(mention):
        return False
    return value.digits or mention.kind in (MentionKind.PERCENT, MentionKind.MONEY)


def _finding(rule: Rule, context: Context, side: Side, mention: Mention) -> Finding:
    spans = (mention.span,)
    sentence = side.document.sentence_at(mention.span.start)
    return rule.finding(
        Severity.MAJOR,
        f'"{mention.surface}" ({shown(mention)}) stands only in the {side.name} text',
        reason="sought in the whole other text in digits, in words and in dates",
        confidence=0.6,
        left=spans if side.name == "left" else (),
        right=spans if side.name == "right" else (),
        expected_near=None if sentence is None else context.expected_near(side, sentence),
    )


RULE = Rule("NUM002", "number-missing", "accuracy/mistranslation/number", "0.1.0", __doc__ or "", _check)
