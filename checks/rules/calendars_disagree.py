"""A date of one text disagrees with itself: two calendars name two days, or the weekday is not that of the day.

What it checks: inside one text, a date followed by the same date in another calendar (۲۴ اسفند (۱۵ مارس)), and a
weekday beside a day whose year is written or follows from the dateline.

Why it matters: one of the two is wrong, and readers of the other version see only one of them.

Not flagged: a Hijri date one day off, since sighting and tables differ; a Jalali day without a year that fits some
year; a weekday beside a day whose year is open.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from checks.context import Context, Side
from checks.finding import Finding, Severity
from checks.rule import Rule
from checks.values import moment_text
from text.dates import Conflict, conflicts
from text.document import Document
from text.mention import MentionKind


def _check(rule: Rule, context: Context) -> Iterator[Finding]:
    for side in (context.left, context.right):
        document = side.document
        dated = {
            document.sentence_at(mention.span.start) for mention in side.mentions if mention.kind is MentionKind.DATE
        }
        for index in sorted(number for number in dated if number is not None):
            span = document.sentences[index].span
            for conflict in conflicts(document.raw, document.lang, span.start, span.end, _day(document)):
                yield _finding(rule, context, side, index, conflict)


def _day(document: Document) -> date | None:
    """Returns the dateline; the middle of the month where only that is known."""
    stated = document.meta.dateline or ""
    try:
        return date.fromisoformat(stated if len(stated) != 7 else f"{stated}-15")
    except ValueError:
        return None


def _finding(rule: Rule, context: Context, side: Side, sentence: int, conflict: Conflict) -> Finding:
    mentions = [mention for mention in (conflict.first, conflict.second) if mention is not None]
    spans = tuple(mention.span for mention in mentions)
    if conflict.kind == "calendars":
        first, second = moment_text(conflict.computed), moment_text(conflict.stated)
        shown = f'"{mentions[0].surface}" is {first}, but "{mentions[-1].surface}" is {second}'
    else:
        shown = f'"{mentions[0].surface}" is a {moment_text(conflict.computed)}, not a {moment_text(conflict.stated)}'
    return rule.finding(
        Severity.MAJOR,
        shown,
        reason="the text contradicts itself, whatever the other version says",
        confidence=0.7,
        left=spans if side.name == "left" else (),
        right=spans if side.name == "right" else (),
        expected_near=context.expected_near(side, sentence),
    )


RULE = Rule("DAT003", "calendars-disagree", "accuracy/mistranslation/date-time", "0.1.0", __doc__ or "", _check)
