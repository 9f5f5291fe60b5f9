"""One of the two texts is too short to be compared.

What it checks: whether each text holds at least three words that carry content: no articles, prepositions and the like.

Why it matters: an alignment rests on words that have a counterpart. With one or two words, chance decides, and a
checker that says "no discrepancy" about them would have checked nothing; the command ends with exit code 3.

Not flagged: a headline or a single sentence of three content words or more.
"""

from __future__ import annotations

from collections.abc import Iterator

from checks.context import Context, Side
from checks.finding import Finding, Severity
from checks.rule import Rule
from text.tokens import tokens_of

LEAST_WORDS = 3


def content_words(side: Side) -> int:
    """Returns how many words of the text carry content."""
    document = side.document
    return sum(token.content for sentence in document.sentences for token in tokens_of(document, sentence.index))


def _check(rule: Rule, context: Context) -> Iterator[Finding]:
    for side, _ in context.sides:
        count = content_words(side)
        if count < LEAST_WORDS:
            yield rule.finding(
                Severity.CRITICAL,
                f"there is too little text to compare in the {side.name} text: "
                f"{count} {'word' if count == 1 else 'words'} of content, at least {LEAST_WORDS} are needed",
                reason="an alignment rests on words that have a counterpart",
                confidence=1.0,
            )
            return


RULE = Rule("DOC002", "too-little-text", "", "0.1.0", __doc__ or "", _check)
