"""A term of your glossary stands in one version, and the other does not use the rendering that the glossary wants.

What it checks: terms of the glossary (`--glossary`), in any inflection, in aligned sentences whose counterpart holds
none of their renderings; with a named original, the original's terms only.

Why it matters: a desk that agreed on its terms wants to see where a version leaves them.

Not flagged: renderings inflected, with clitics, or with words between, any of several variants, a shorter term inside a
longer one, sentences without counterpart, doubtful alignments.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from checks.context import Context, Side
from checks.finding import Finding, Severity
from checks.links import LinkIndex
from checks.rule import Rule
from text.document import Span
from text.glossary import Glossary, Occurrence
from text.tokens import Token, tokens_of

_LEAST_BEAD = 2.0
_CONFIDENCE, _USED_ELSEWHERE = 0.75, 0.55
_MOST_SHOWN = 3


def _check(rule: Rule, context: Context) -> Iterator[Finding]:
    glossary = context.evidence.own.glossary_for(context.left.document.lang, context.right.document.lang)
    if glossary is None:
        return
    for side, other in context.sides:
        if context.original in (None, side.name):
            yield from _of_side(rule, context, glossary, side, other)


def _of_side(rule: Rule, context: Context, glossary: Glossary, side: Side, other: Side) -> Iterator[Finding]:
    lang, other_lang = side.document.lang, other.document.lang
    links = LinkIndex(context, side)
    everywhere = [tokens_of(other.document, sentence.index) for sentence in other.document.sentences]
    for bead in context.beads():
        if not context.is_sound(bead, _LEAST_BEAD):
            continue
        across = [token for index in context.across(side, context.own(side, bead)[0]) for token in everywhere[index]]
        for index in context.own(side, bead):
            tokens = tokens_of(side.document, index)
            for term in glossary.occurrences(tokens, lang, other_lang):
                if not glossary.is_rendered(term.rows, across, other_lang):
                    elsewhere = any(glossary.is_rendered(term.rows, words, other_lang) for words in everywhere)
                    yield _finding(rule, context, glossary, side, tokens, term, links, elsewhere)


def _finding(
    rule: Rule,
    context: Context,
    glossary: Glossary,
    side: Side,
    tokens: Sequence[Token],
    term: Occurrence,
    links: LinkIndex,
    elsewhere: bool,
) -> Finding:
    other = context.swap(side)
    span = Span(tokens[term.where[0]].span.start, tokens[term.where[-1]].span.end)
    wanted = [variant for row in term.rows for variant in glossary.rows[row].of(other.document.lang)]
    shown = " or ".join(f'"{variant}"' for variant in list(dict.fromkeys(wanted))[:_MOST_SHOWN])
    lines = ", ".join(str(glossary.rows[row].line) for row in term.rows)
    used = tuple(links.partners(span))
    own = (span,)
    return rule.finding(
        Severity.MINOR,
        f'"{span.of(side.document.raw)}" is not rendered by {shown} as the glossary wants',
        reason=f"glossary line {lines}: the aligned sentence has none of the renderings"
        + (", though the text uses one elsewhere" if elsewhere else ""),
        confidence=_USED_ELSEWHERE if elsewhere else _CONFIDENCE,
        left=own if side.name == "left" else used,
        right=own if side.name == "right" else used,
        expected_near=None if used else context.expected_near(side, side.document.sentence_at(span.start) or 0),
    )


RULE = Rule("TRM002", "glossary-not-followed", "terminology", "0.1.0", __doc__ or "", _check)
