"""How likely a piece of one text is missing from the other, from its support anywhere in it.

The probabilities are logistic fits on pieces deleted from one side of real translations; the weights are made by
`python -m benchmarks.fit_coverage` and stand below with what they weigh.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import exp, log

from align.anchors import Kind, Word
from align.support import Support
from checks.context import Context, Side
from checks.finding import Severity
from checks.links import LinkIndex
from text.document import Span, Unit

# A piece with fewer words of evidence cannot be judged.
LEAST_EVIDENCE = 2
# Pieces with a larger linked share are not looked at: a word or two may be lost, the piece is not.
LARGEST_SHARE = 0.67
# From this share of its words in one place elsewhere on, a piece is told there.
TOLD_ELSEWHERE = 0.6
_LONG_STATEMENT = 15  # words

# One, log-odds per word in the best window, share there, share anywhere, an unaligned sentence opposite, telling
# words / 20.
STATEMENT_WEIGHTS = (-0.09, -1.48, -0.44, -0.12, 0.38, 1.31)
# One, linked share, unlinked words (up to 8), length gain, share told elsewhere, list item, linked share of the rest
# of the sentence, unlinked words across per word of the piece (up to 2). The intercept is the fit's at a rate of
# three in a hundred; the weight of list items is set by hand, since the set has too few lists and lists of principles
# are what desks shorten.
PIECE_WEIGHTS = (-5.4, -2.43, 0.90, 0.66, -0.87, 3.0, 1.90, -0.13)


@dataclass(frozen=True, slots=True)
class Weight:
    """Says what a piece carries that a reader would miss."""

    figures: int
    names: int
    words: int


def probability(features: Sequence[float], weights: Sequence[float]) -> float:
    """Returns the logistic of the weighted sum."""
    value = sum(feature * weight for feature, weight in zip(features, weights, strict=True))
    return 1.0 / (1.0 + exp(-max(-30.0, min(30.0, value))))


def statement_features(support: Support, facing: bool) -> tuple[float, ...] | None:
    """Returns what tells a lost sentence from a freely rendered one, or None with too little evidence.

    `facing` tells that an unaligned sentence stands opposite, which may be its free rendering.
    """
    if support.weight < LEAST_EVIDENCE:
        return None
    per_word = support.log_odds / support.weight
    return (1.0, per_word, support.share, support.anywhere, float(facing), min(1.0, support.weight / 20))


def piece_features(
    context: Context, side: Side, unit: Unit, own: LinkIndex, across: LinkIndex
) -> tuple[float, ...] | None:
    """Returns what tells a lost clause or list item of an aligned sentence, or None where it is linked or unknown.

    Besides its unlinked words, the lengths tell (where a piece was dropped, the counterpart is too short by its
    length), the words left over across (what has no words left to render it is not rendered), and the rest of the
    sentence.
    """
    partners = context.across(side, unit.sentence)
    words = side.search.words_in(unit.span)
    share, count = own.share(words)
    # Links go to the first of several equals; a unit that says just the same counts as linked all the same.
    share = max(share, side.search.twin_unit(unit.span, set(partners)))
    elsewhere = side.search.told_in_units(unit.span, set(partners))
    if count < LEAST_EVIDENCE or share > LARGEST_SHARE or elsewhere >= TOLD_ELSEWHERE:
        return None
    bead = context.bead_of(side, unit.sentence)
    whole = [w for i in context.own(side, bead) for w in side.search.words_in(side.document.sentences[i].span)]
    inside = set(words)
    rest, rest_count = own.share([word for word in whole if word not in inside])
    other = context.swap(side)
    opposite = [w for j in partners for w in other.search.words_in(other.document.sentences[j].span)]
    spare = _unlinked_content(opposite, across) / max(1, _content(words))
    return (
        1.0,
        share,
        min(8.0, count) * (1 - share),
        _length_gain(context, side, unit),
        elsewhere,
        float(unit.kind == "item"),
        rest if rest_count else 0.5,
        min(2.0, spare),
    )


def _content(words: Sequence[Word]) -> int:
    return sum(word.token.content for word in words)


def _unlinked_content(words: Sequence[Word], links: LinkIndex) -> int:
    return sum(word.token.content and not links.is_linked(word) for word in words)


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
    quoted = any(mark in span.of(side.document.raw) for mark in '«»“”"')
    if weight.figures or weight.names or quoted or len(span.of(side.document.raw).split()) > _LONG_STATEMENT:
        return Severity.MAJOR
    return Severity.MINOR


def snippet(side: Side, span: Span, longest: int = 90) -> str:
    """Returns the piece for a message, cut at a word when long."""
    text = " ".join(span.of(side.document.raw).split())
    if len(text) <= longest:
        return text
    return text[:longest].rsplit(" ", 1)[0] + " …"
