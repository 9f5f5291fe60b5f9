"""What one version lets one person say, the other puts in another mouth.

What it checks: the names beside the verbs of saying and source phrases of aligned sentences. Two names that have no
counterpart there, do not sound alike, and of which at least one is at home elsewhere in the other text, are two people.

Why it matters: a statement in the wrong mouth is a false statement about two people.

Not flagged: a name for a pronoun or an office ("he said", "the minister said"), spellings of one name, speakers of whom
neither is known elsewhere.
"""

from __future__ import annotations

from collections.abc import Iterator

from checks.context import Context
from checks.finding import Finding, Severity
from checks.rule import Rule
from checks.speakers import recast_speakers


def _check(rule: Rule, context: Context) -> Iterator[Finding]:
    for recast in recast_speakers(context):
        left, right = recast.left.of(context.left.document.raw), recast.right.of(context.right.document.raw)
        yield rule.finding(
            Severity.CRITICAL,
            f'"{left}" speaks where "{right}" speaks in the other text',
            reason="both stand beside a verb of saying, neither has a counterpart there, and one is named elsewhere",
            confidence=recast.confidence,
            left=(recast.left,),
            right=(recast.right,),
        )


RULE = Rule("ATT001", "speaker-changed", "accuracy/mistranslation", "0.1.0", __doc__ or "", _check)
