"""What one version attributes to a source, the other states as a fact.

What it checks: verbs of saying and source phrases (selon, according to, وفقا لـ, به گفته) whose speaker has no
counterpart in the aligned sentences, where the other side has no verb of saying, source phrase, hedge or verb of
opinion either.

Why it matters: a claim becomes a fact, and the reader cannot tell whose claim it was.

Not flagged: a source named in the sentence before or after, a source phrase for a verb of saying, "he said" left out.
"""

from __future__ import annotations

from collections.abc import Iterator

from checks.attribution import Lost, lost_attributions
from checks.context import Context
from checks.finding import Finding, Severity
from checks.rule import Rule
from text.document import Span


def _check(rule: Rule, context: Context) -> Iterator[Finding]:
    for lost in lost_attributions(context):
        yield _finding(rule, lost)


def _finding(rule: Rule, lost: Lost) -> Finding:
    spans = sorted((lost.attribution.span, *lost.attribution.speaker))
    whole = Span(spans[0].start, max(span.end for span in spans))
    text = whole.of(lost.side.document.raw)
    return rule.finding(
        Severity.CRITICAL,
        f'"{text}" attributes the statement in the {lost.side.name} text only',
        reason="neither the source nor the verb has a counterpart, and no other attribution stands there or beside",
        confidence=lost.confidence,
        left=(whole,) if lost.side.name == "left" else (),
        right=(whole,) if lost.side.name == "right" else (),
        expected_near=lost.near,
    )


RULE = Rule("ATT002", "attribution-lost", "accuracy/mistranslation", "0.1.0", __doc__ or "", _check)
