"""The engine behind the rules of the OMI and ADD families: what stands in one text and nowhere in the other.

A rule picks the side and the size of piece it reports; the search, the probability and the severity are here. Without a
named original, everything one-sided is an omission (OMI) on the other side; with one, what only the other side has is
an addition (ADD).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from checks.context import Context, Side
from checks.coverage import (
    PIECE_WEIGHTS,
    STATEMENT_WEIGHTS,
    piece_features,
    probability,
    snippet,
    statement_features,
    statement_severity,
)
from checks.finding import Finding, Severity
from checks.gaps import gap_probability, gaps
from checks.links import LinkIndex
from checks.lists import passed_items
from checks.places import places_of, tells
from checks.rule import Rule
from text.document import Span

# Below these probabilities nothing is said.
STATEMENT_FLOOR = 0.35
ITEM_FLOOR = 0.5
# What a cue announces and a single comma cuts is as often a clause as a list.
ITEM_OF_TWO_FLOOR = 0.65
GAP_FLOOR = 0.42
# From here on a stretch counts as a possible rendering of something that only the other side has.
DOUBTFUL = 0.15
# Log-odds by which one of two pieces must find its words beside the other where the other does not.
FACING = 2.0
# What an item is believed to be missing that its neighbours' counterparts pass over: on NEWSPERT dev 14 of 17 such.
PASSED_OVER = 0.8


@dataclass(frozen=True, slots=True)
class Missing:
    """Is a piece of one side that the other lacks: its span, probability, severity and what was seen."""

    side: Side
    span: Span
    near: Span | None
    confidence: float
    severity: Severity
    reason: str


@lru_cache(maxsize=8)
def missing_statements(context: Context) -> tuple[Missing, ...]:
    """Returns the sentences of either side without a counterpart anywhere in the other."""
    found = [missing for side, _ in context.sides for missing in _statements(context, side)]
    return tuple(missing for missing in found if not _faces(context, missing, found))


def _statements(context: Context, side: Side) -> Iterator[Missing]:
    for sentence in side.document.sentences:
        if not context.bead_of(side, sentence.index).is_null:
            continue
        support = side.search.support(sentence.span)
        features = statement_features(support, bool(context.gap_partners(side, sentence.index)))
        confidence = probability(features, STATEMENT_WEIGHTS) if features else 0.0
        if confidence < STATEMENT_FLOOR:
            continue
        reason = (
            f"no sentence of the other text is its counterpart; at best {support.share:.0%} of its {support.weight} "
            f"telling words have one in a single place"
        )
        near = context.expected_near(side, sentence.index)
        yield Missing(side, sentence.span, near, confidence, statement_severity(side, sentence.span), reason)


@lru_cache(maxsize=8)
def missing_items(context: Context) -> tuple[Missing, ...]:
    """Returns the list items of aligned sentences without a counterpart anywhere in the other text, each once."""
    found: list[Missing] = []
    for side, _ in context.sides:
        announced = list(_announced(context, side))
        spans = sorted({_whole_item(context, side, span) for span in passed_items(context, side)})
        passed_over = [_passed_over(context, side, span) for span in spans]
        passed_over = [piece for piece in passed_over if not _overlaps(piece, announced)]
        found.extend(sorted(passed_over + announced, key=lambda missing: missing.span))
    return tuple(found)


def _whole_item(context: Context, side: Side, span: Span) -> Span:
    """Returns the span of the announced item that holds the words, if no word of it is linked: "ethics and justice"."""
    for unit in side.document.units:
        if unit.kind == "item" and unit.span.holds(span):
            places = places_of(context, side, context.bead_of(side, unit.sentence))
            inside = [number for number, word in enumerate(places.own) if unit.span.holds(word.token.span)]
            if not any(tells(places.own[number]) and places.is_linked(number) for number in inside):
                return unit.span
    return span


def _passed_over(context: Context, side: Side, span: Span) -> Missing:
    sentence = side.document.sentence_at(span.start)
    near = context.expected_near(side, sentence) if sentence is not None else None
    reason = "the counterparts of its neighbours in the list stand side by side, and none of its words has one"
    return Missing(side, span, near, PASSED_OVER, Severity.MAJOR, reason)


def _announced(context: Context, side: Side) -> Iterator[Missing]:
    """Yields the missing items of the lists that a colon, a cue or bullets announce."""
    own, across = LinkIndex(context, side), LinkIndex(context, context.swap(side))
    for unit in side.document.units:
        if unit.kind != "item" or not context.across(side, unit.sentence):
            continue
        features = piece_features(context, side, unit, own, across)
        confidence = probability(features, PIECE_WEIGHTS) if features else 0.0
        items = sum(other.kind == "item" for other in context.units_of(side, unit.sentence))
        if features is None or confidence < (ITEM_OF_TWO_FLOOR if items == 2 else ITEM_FLOOR):
            continue
        share, elsewhere = features[1], features[4]
        reason = f"{share:.0%} of its telling words have a counterpart in the aligned text, {elsewhere:.0%} elsewhere"
        yield Missing(side, unit.span, context.expected_near(side, unit.sentence), confidence, Severity.MAJOR, reason)


@lru_cache(maxsize=8)
def missing_clauses(context: Context) -> tuple[Missing, ...]:
    """Returns the stretches of aligned sentences that nothing in the other text renders, without missing items."""
    doubtful = [missing for side, _ in context.sides for missing in _gaps(context, side)]
    others = [*doubtful, *missing_statements(context)]
    items = missing_items(context)
    return tuple(
        missing
        for missing in doubtful
        if missing.confidence >= GAP_FLOOR
        and not _overlaps(missing, [item for item in items if item.side is missing.side])
        and not _faces(context, missing, others)
    )


def missing_pieces(context: Context) -> tuple[Missing, ...]:
    """Returns the missing items and clauses of aligned sentences."""
    return missing_items(context) + missing_clauses(context)


def _gaps(context: Context, side: Side) -> Iterator[Missing]:
    for gap, bead in gaps(context, side):
        confidence = gap_probability(gap.features)
        if confidence >= DOUBTFUL:
            near = context.expected_near(side, context.own(side, bead)[0])
            reason = f"none of its {gap.words} telling words has a counterpart, and no words are left over to render it"
            yield Missing(side, gap.span, near, confidence, statement_severity(side, gap.span), reason)


def _faces(context: Context, missing: Missing, others: Sequence[Missing]) -> bool:
    """Tells whether a piece that only the other side has looks like this one's rendering: neither is missing then.

    Both are rendered too freely, or stand too far apart, to be aligned; that they go together is likelier than chance
    all the same, by the words of either in the sentence of the other.
    """
    place = missing.side.document.sentence_at(missing.span.start)
    for other in others:
        if other.side is missing.side:
            continue
        opposite = other.side.document.sentence_at(other.span.start)
        if place is None or opposite is None or opposite in context.across(missing.side, place):
            continue
        there = missing.side.search.support(missing.span, (opposite,)).log_odds
        back = other.side.search.support(other.span, (place,)).log_odds
        if there > 0 and back > 0 or max(there, back) > FACING:
            return True
    return False


def _overlaps(piece: Missing, others: Sequence[Missing]) -> bool:
    return any(piece.span.start < other.span.end and other.span.start < piece.span.end for other in others)


def is_surplus(context: Context, side: Side) -> bool:
    """Tells whether what stands on this side only counts as an addition: the other side is the named original."""
    return context.original is not None and context.original != side.name


def report(rule: Rule, missing: Missing, what: str) -> Finding:
    """Returns the finding for a missing piece."""
    other = "right" if missing.side.name == "left" else "left"
    lost = f'{what} stands only in the {missing.side.name} text: "{snippet(missing.side, missing.span)}"'
    spans = (missing.span,)
    return rule.finding(
        missing.severity,
        lost,
        reason=f"sought in the whole {other} text: {missing.reason}",
        confidence=missing.confidence,
        left=spans if missing.side.name == "left" else (),
        right=spans if missing.side.name == "right" else (),
        expected_near=missing.near,
    )
