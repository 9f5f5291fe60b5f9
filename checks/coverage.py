"""How likely a piece of one text is missing from the other, from its support anywhere in it.

The probabilities are logistic fits on sentences deleted from one side of real translations (see docs/quality.md and
benchmarks/quality.py); they say how often a piece that looks like this one was truly absent.
"""

from __future__ import annotations

from dataclasses import dataclass
from math import exp, log

from align.anchors import Kind
from align.support import Support
from checks.context import Context, Side
from checks.finding import Severity
from text.document import Span, Unit

# A piece with fewer words of evidence cannot be judged.
LEAST_EVIDENCE = 2
_LONG_STATEMENT = 15  # words
# Intercept, slopes of log-odds per word, of the share in the best window, and of the share anywhere.
_SENTENCE = (2.2, -1.6, -3.0, -0.8)
_FACING = -1.6
# Intercept, slopes of the linked share, of the number of unlinked words, of the length gain, of the share told elsewhere.
_CLAUSE = (-2.2, -4.0, 0.35, 0.9, -2.0)
_ITEM = (0.4, -4.0, 0.35, 0.6, -2.0)


@dataclass(frozen=True, slots=True)
class Weight:
    """Says what a piece carries that a reader would miss."""

    figures: int
    names: int
    words: int


def missing_probability(support: Support, facing: bool = False) -> float:
    """Returns the probability that a sentence without a counterpart in the alignment is truly absent.

    `facing` tells that an unaligned sentence stands opposite, which may be its free rendering.
    """
    if support.weight < LEAST_EVIDENCE:
        return 0.0
    value = _SENTENCE[0] + _SENTENCE[1] * support.log_odds / support.weight
    value += _SENTENCE[2] * support.share + _SENTENCE[3] * support.anywhere + (_FACING if facing else 0.0)
    return 1.0 / (1.0 + exp(-value))


def piece_probability(
    context: Context, side: Side, unit: Unit, share: float, count: int, elsewhere: float
) -> float:
    """Returns the probability that a list item or clause of an aligned sentence is absent from the other text.

    Besides its unlinked words, the lengths tell: where a piece was dropped, the counterpart is too short by its length.
    """
    if count < LEAST_EVIDENCE or share > 0.6:
        return 0.0
    gain = _length_gain(context, side, unit)
    base = _ITEM if unit.kind == "item" else _CLAUSE
    value = base[0] + base[1] * share + base[2] * min(count, 8) * (1 - share) + base[3] * gain + base[4] * elsewhere
    return 1.0 / (1.0 + exp(-value))


def _length_gain(context: Context, side: Side, unit: Unit) -> float:
    """Returns how much better the lengths of the bead agree without the unit (log-odds, -4 to 4)."""
    bead = context.bead_of(side, unit.sentence)
    other = context.swap(side)
    own_length = sum(len(side.document.sentences[i].span) for i in context.own(side, bead))
    other_length = sum(len(other.document.sentences[j].span) for j in context.across(side, unit.sentence))
    ratio = log(other_length / own_length) - context.length_ratio(side)
    without = log(other_length / max(1, own_length - len(unit.span))) - context.length_ratio(side)
    deviation = 0.16**2 + 2.2 / max(1, min(own_length, other_length))
    return max(-4.0, min(4.0, (ratio**2 - without**2) / (2 * deviation)))


def weigh(side: Side, span: Span) -> Weight:
    """Returns what the piece carries."""
    words = side.search.words_in(span)
    return Weight(
        sum(word.kind == Kind.FIGURE for word in words),
        sum(word.kind == Kind.NAME for word in words),
        sum(word.token.content for word in words),
    )


def statement_severity(side: Side, span: Span) -> Severity:
    """Returns how grave the loss of a statement is: major with a figure, a name or a quotation, or if long."""
    weight = weigh(side, span)
    quoted = any(mark in span.of(side.document.raw) for mark in "«»“”\"")
    if weight.figures or weight.names or quoted or len(span.of(side.document.raw).split()) > _LONG_STATEMENT:
        return Severity.MAJOR
    return Severity.MINOR


def snippet(side: Side, span: Span, longest: int = 90) -> str:
    """Returns the piece for a message, cut at a word when long."""
    text = " ".join(span.of(side.document.raw).split())
    if len(text) <= longest:
        return text
    return text[:longest].rsplit(" ", 1)[0] + " …"
