"""A date or weekday of one version is found nowhere in the other.

What it checks: each date of an aligned sentence without a counterpart there is sought in the whole other version, as
any date that says the same.

Why it matters: when something happened is one of the five things a report must tell.

Not flagged: relative days (today, last year), times of the day, a bare year or month, a date the other version gives
by its weekday, its day of the month or "yesterday".
"""

from __future__ import annotations

from collections.abc import Iterator

from checks.changes import changed_dates
from checks.context import Context, Side
from checks.facts import date_pairings, stands_anywhere, when
from checks.finding import Finding, Severity
from checks.rule import Rule
from checks.values import shown
from text.mention import Mention, MentionKind


def _check(rule: Rule, context: Context) -> Iterator[Finding]:
    changed = {mention for change in changed_dates(context) for mention in (change.left, change.right)}
    for pairing in date_pairings(context):
        for side, rest, opposite in (
            (context.left, pairing.left, pairing.right),
            (context.right, pairing.right, pairing.left),
        ):
            # A leftover date opposite may be the same day told otherwise ("hier" for Tuesday).
            if any(mention.kind == MentionKind.DATE for mention in opposite):
                continue
            for mention in rest:
                if mention in changed or not _matters(mention) or stands_anywhere(context, side, mention):
                    continue
                yield _finding(rule, context, side, mention)


def _matters(mention: Mention) -> bool:
    if mention.kind != MentionKind.DATE:
        return False
    return any(reading.startswith("W") or reading.count("-") >= 2 for reading in when(mention).readings)


def _finding(rule: Rule, context: Context, side: Side, mention: Mention) -> Finding:
    spans = (mention.span,)
    sentence = side.document.sentence_at(mention.span.start)
    return rule.finding(
        Severity.MINOR,
        f'"{mention.surface}" ({shown(mention)}) stands only in the {side.name} text',
        reason="no date of the other text says the same",
        confidence=0.5,
        left=spans if side.name == "left" else (),
        right=spans if side.name == "right" else (),
        expected_near=None if sentence is None else context.expected_near(side, sentence),
    )


RULE = Rule("DAT002", "date-missing", "accuracy/mistranslation/date-time", "0.1.0", __doc__ or "", _check)
