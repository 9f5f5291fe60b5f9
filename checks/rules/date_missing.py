"""A date or weekday of one version is found nowhere in the other.

What it checks: each date of an aligned sentence without a counterpart there is sought in the whole other version, as
any date that says the same; a relative day counts from the dateline of its text where that is known.

Why it matters: when something happened is one of the five things a report must tell.

Not flagged: relative days (today, last year), times of the day, a bare year or month, a date the other version gives
by its weekday, its day of the month or "yesterday", the same day in a second calendar.
"""

from __future__ import annotations

from collections.abc import Iterator

from checks.changes import changed_dates
from checks.context import Context, Side
from checks.facts import date_pairings, stands_anywhere
from checks.finding import Finding, Severity
from checks.moments import states_day, when
from checks.rule import Rule
from checks.values import shown
from text.dates import contradicts
from text.mention import Mention, MentionKind, When

_BESIDE = 12  # code points between a date and the same in another calendar


def _check(rule: Rule, context: Context) -> Iterator[Finding]:
    changed = {mention for change in changed_dates(context) for mention in (change.left, change.right)}
    for pairing in date_pairings(context):
        for side, rest, opposite in (
            (context.left, pairing.left, pairing.right),
            (context.right, pairing.right, pairing.left),
        ):
            # A leftover date opposite may be the same day told otherwise ("hier" for Tuesday).
            open_dates = [other for other in opposite if other.kind == MentionKind.DATE]
            for mention in rest:
                if any(not contradicts(when(mention), when(other)) for other in open_dates):
                    continue
                if mention in changed or not _matters(mention) or _is_restated(side, mention):
                    continue
                if stands_anywhere(context, side, mention):
                    continue
                yield _finding(rule, context, side, mention)


def _matters(mention: Mention) -> bool:
    if mention.kind != MentionKind.DATE:
        return False
    return any(states_day(reading) and reading[0] != "P" for reading in when(mention).readings)


def _is_restated(side: Side, mention: Mention) -> bool:
    """Tells whether the same text gives the day beside it in another calendar; calendars-disagree compares the two."""
    return any(
        isinstance(other.value, When)
        and other.value.calendar != when(mention).calendar
        and min(abs(other.span.start - mention.span.end), abs(mention.span.start - other.span.end)) <= _BESIDE
        for other in side.mentions
    )


def _finding(rule: Rule, context: Context, side: Side, mention: Mention) -> Finding:
    spans = (mention.span,)
    sentence = side.document.sentence_at(mention.span.start)
    full = any(len(reading) == 10 for reading in when(mention).readings)
    return rule.finding(
        Severity.MAJOR if full else Severity.MINOR,
        f'"{mention.surface}" ({shown(mention)}) stands only in the {side.name} text',
        reason="no date of the other text says the same",
        confidence=0.5,
        left=spans if side.name == "left" else (),
        right=spans if side.name == "right" else (),
        expected_near=None if sentence is None else context.expected_near(side, sentence),
    )


RULE = Rule("DAT002", "date-missing", "accuracy/mistranslation/date-time", "0.1.0", __doc__ or "", _check)
