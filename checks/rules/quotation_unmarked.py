"""What one version quotes, the other states in its own voice.

What it checks: quotations beside a verb of saying or a source, in sentences that both versions tell, where the other
version has no quotation marks and no word of speech, source or opinion in the aligned sentences or beside them.

Why it matters: somebody's words become the agency's own.

Not flagged: a quotation told as reported speech, short quoted expressions, versions that use no quotation marks at all,
what the rule on lost attributions reports.
"""

from __future__ import annotations

from collections.abc import Iterator

from checks.context import Context
from checks.coverage import snippet
from checks.finding import Finding, Severity
from checks.quotations import unquoted_statements
from checks.rule import Rule


def _check(rule: Rule, context: Context) -> Iterator[Finding]:
    for found in unquoted_statements(context):
        spans, words = (found.span,), snippet(found.side, found.span)
        yield rule.finding(
            Severity.MAJOR,
            f'"{words}" is quoted in the {found.side.name} text and plainly stated in the other',
            reason="its words have counterparts where nothing is quoted and nobody speaks",
            confidence=0.6,
            left=spans if found.side.name == "left" else (),
            right=spans if found.side.name == "right" else (),
            expected_near=found.near,
        )


RULE = Rule("ATT004", "quotation-unmarked", "accuracy/mistranslation", "0.1.0", __doc__ or "", _check)
