"""Two figures of a sentence changed places: each stands in both versions, but of the other thing.

What it checks: two figures of one kind that stand in both of the aligned sentences. The words beside each (up to the
next figure, comma or "and") are compared by their links and the lexicon: where the things counted are exchanged, and
next to nothing speaks for the places being right, the figures were swapped.

Why it matters: "5 dead, 15 hurt" and "15 dead, 5 hurt" hold the same figures, so that no comparison of lists sees it.

Not flagged: a sentence told in another order, each figure with its own thing; figures whose words cannot be told apart.
"""

from __future__ import annotations

from collections.abc import Iterator

from checks.context import Context
from checks.counted import swaps
from checks.facts import figure_pairings, is_small_word
from checks.finding import Finding, Severity
from checks.rule import Rule


def _check(rule: Rule, context: Context) -> Iterator[Finding]:
    for pairing in figure_pairings(context):
        for swap in swaps(context, pairing):
            (first, second), right = swap.left, sorted(mention.span for mention in swap.right)
            spelled = all(is_small_word(mention) for mention in (*swap.left, *swap.right))
            yield rule.finding(
                Severity.MINOR if spelled else Severity.CRITICAL,
                f'"{first.surface}" and "{second.surface}" changed places: each counts what the other counts opposite',
                reason="both figures stand in both sentences, and the words beside them are exchanged",
                confidence=0.7,
                left=(first.span, second.span),
                right=tuple(right),
            )


RULE = Rule("NUM003", "number-swapped", "accuracy/mistranslation/number", "0.1.0", __doc__ or "", _check)
