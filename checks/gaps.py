"""The longest stretch of an aligned sentence that nothing across renders: where a clause, a bracket or a source fell
out.

In every bead and on either side the run of words with the best score is sought, words without link speaking for it and
linked ones against (a maximum-sum subarray; Bentley 1984), edges at punctuation and before connectives costing less.
What tells a piece left out from one rendered freely are bands of a dozen measures, `checks/data/gap_bands.tsv`, written
by `python -m benchmarks.fit_gaps`.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from math import exp, log

import numpy as np
from numpy.typing import NDArray

from align.anchors import Kind, Word
from align.bead import Bead
from checks.context import Context, Side
from checks.places import Places, places_of, tells
from text.document import Document, Span
from text.mention import MentionKind
from text.resources import word_set
from text.series import is_glued

Vector = NDArray[np.float64]

# Log-odds of "left out" a word gives without a link and with one: grammatical, unknown, known, figure or name.
_ALONE = (0.15, 0.35, 1.0, 1.8)
_LINKED = (-0.6, -1.6, -2.2, -3.0)
_LEAST_SCORE = 1.5
_FIGURES = (
    MentionKind.NUMBER,
    MentionKind.PERCENT,
    MentionKind.MONEY,
    MentionKind.UNIT,
    MentionKind.TIME,
)
# What an edge costs that is neither at punctuation nor before a connective, and one before a connective.
_EDGE, _CONNECTIVE_EDGE = 1.2, 0.3
_MARKS = re.compile(r"[,،;؛:()«»\"“”–—\[\]]")
# From this share of its words in one place elsewhere on, a run is told there.
_TOLD_ELSEWHERE = 0.5
# The bands are fitted at one clause lost in a hundred sentences; of versions that are checked at all, five are.
_SHIFT = log(5)
FEATURES = (
    "score", "words", "known", "nowhere", "inside", "elsewhere", "length", "spare", "beside", "between", "room",
    "opposite", "bead", "rest", "null",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Gap:
    """Is the run of one bead's side: its span, what was measured of it (`FEATURES`), its words that tell something."""

    span: Span
    features: tuple[float, ...]
    words: int


def gaps(context: Context, side: Side) -> Iterator[tuple[Gap, Bead]]:
    """Yields the likeliest run of each bead that has one, in text order."""
    for bead in context.beads():
        places = places_of(context, side, bead)
        found = _best_run(side.document, places)
        gap = _measured(context, side, bead, places, *found) if found else None
        if gap:
            yield gap, bead


def gap_probability(features: tuple[float, ...]) -> float:
    """Returns the probability that a run with these measures was left out."""
    value = _bands()[0] + _SHIFT
    for bounds, weights, feature in zip(*_bands()[1:], features, strict=True):
        value += weights[bisect_left(bounds, feature)]
    return 1.0 / (1.0 + exp(-max(-30.0, min(30.0, value))))


@lru_cache(maxsize=1)
def _bands() -> tuple[float, tuple[tuple[float, ...], ...], tuple[tuple[float, ...], ...]]:
    """Returns the intercept and for each feature the upper bounds of its bands but the last, and their weights."""
    lines = files("checks").joinpath("data", "gap_bands.tsv").read_text(encoding="utf-8").splitlines()
    cells = [line.split("\t") for line in lines if line and not line.startswith("#")]
    intercept = next(float(row[2]) for row in cells if row[0] == "one")
    bounds = tuple(tuple(float(row[1]) for row in cells if row[0] == name and row[1]) for name in FEATURES)
    weights = tuple(tuple(float(row[2]) for row in cells if row[0] == name) for name in FEATURES)
    return intercept, bounds, weights


def _rank(word: Word) -> int:
    if word.kind >= Kind.FIGURE:
        return 3
    return 0 if not word.token.content else 2 if word.kind == Kind.CONTENT else 1


def _best_run(document: Document, places: Places) -> tuple[int, int, float] | None:
    """Returns first and last position and the score of the best run, or None where none is worth a look."""
    words = places.own
    if len(words) < 2 or not places.other:
        return None
    values = [(_LINKED if places.is_linked(i) else _ALONE)[_rank(word)] for i, word in enumerate(words)]
    sums = np.concatenate([[0.0], np.cumsum(values)])
    starts, ends = _edges(document, words)
    score = np.triu(sums[None, 1:] - sums[:-1, None] - starts[:, None] - ends[None, :])
    first, last = np.unravel_index(int(score.argmax()), score.shape)
    best = float(score[first, last])
    return (int(first), int(last), best) if best >= _LEAST_SCORE else None


def _edges(document: Document, words: Sequence[Word]) -> tuple[Vector, Vector]:
    """Returns what it costs a run to start at, and to end at, each word."""
    connectives = word_set(f"{document.lang}/connectives.txt")
    cost = np.full(len(words) + 1, _EDGE)
    cost[0] = cost[-1] = 0.0
    for i in range(1, len(words)):
        before, token = words[i - 1], words[i].token
        if before.sentence != words[i].sentence or _MARKS.search(document.raw, before.token.span.end, token.span.start):
            cost[i] = 0.0
        elif token.folded in connectives or is_glued(token, document.lang):
            cost[i] = _CONNECTIVE_EDGE
    return cost[:-1], cost[1:]


def _measured(
    context: Context, side: Side, bead: Bead, places: Places, first: int, last: int, score: float
) -> Gap | None:
    """Returns the run with its measures, or None where it tells nothing or is told elsewhere."""
    words = places.own
    while last > first and not tells(words[last]):
        last -= 1
    lonely = [w for i, w in enumerate(words[first : last + 1], first) if tells(w) and not places.is_linked(i)]
    if not lonely:
        return None
    span = Span(words[first].token.span.start, words[last].token.span.end)
    if _is_figure(side, bead, span, lonely):
        return None
    across = bead.right if side.name == "left" else bead.left
    elsewhere = side.search.told_in_units(span, set(across))
    if elsewhere >= _TOLD_ELSEWHERE and len(lonely) > 1:
        return None
    count = len(lonely)
    known = [word for word in lonely if word.kind >= Kind.CONTENT]
    rest = [i for i, word in enumerate(words) if tells(word) and not first <= i <= last]
    between = _joint(places, first, last)
    features = (
        min(12.0, score),
        float(min(12, count)),
        len(known) / count,
        sum(not side.search.sentences_with(word) for word in known) / count,
        side.search.support(span, across).share,
        elsewhere,
        _length_gain(context, side, bead, span),
        min(2.0, places.spare(range(len(places.other))) / count),
        _beside(places, first, last, len(span)),
        min(2.0, places.spare(between) / count),
        min(3.0, len(between) / (last + 1 - first)),
        min(2.0, _opposite(context.swap(side).document, places) / count),
        max(-2.0, min(3.0, bead.score / 10)),
        sum(map(places.is_linked, rest)) / len(rest) if rest else 0.0,
        sum(context.null_of(side, word) for word in lonely) / count,
    )
    return Gap(span, tuple(round(value, 4) for value in features), count)


def _is_figure(side: Side, bead: Bead, span: Span, lonely: Sequence[Word]) -> bool:
    """Tells whether the run is a figure with its unit and hardly more: in another unit, or told twice, across."""
    own = bead.left if side.name == "left" else bead.right
    figures = [mention.span for mention in side.mentions_in(own, *_FIGURES) if mention.span.overlaps(span)]
    others = sum(not any(figure.overlaps(word.token.span) for figure in figures) for word in lonely)
    return bool(figures) and others <= 1


def _joint(places: Places, first: int, last: int) -> range:
    """Returns the places across between the counterparts of the nearest linked words around the run."""
    before, after = places.anchor(first - 1, -1), places.anchor(last + 1, 1)
    low = max(before) + 1 if before else 0
    high = min(after) if after else len(places.other)
    if before and after and low > high:
        low, high = min(before + after), max(before + after)
    return range(low, high)


def _beside(places: Places, first: int, last: int, length: int) -> float:
    """Returns the letters to spare beside the counterpart of one neighbour, per letter of the run (0 to 2)."""
    before, after = places.anchor(first - 1, -1), places.anchor(last + 1, 1)
    letters = [0]
    if before or first == 0:
        letters.append(_walk(places, max(before) + 1 if before else 0, 1))
    if after or last == len(places.own) - 1:
        letters.append(_walk(places, min(after) - 1 if after else len(places.other) - 1, -1))
    return min(2.0, max(letters) / max(1, length))


def _walk(places: Places, start: int, step: int) -> int:
    """Returns the letters of the unlinked words from `start` up to the next word that is linked and tells something."""
    letters, place = 0, start
    while 0 <= place < len(places.other):
        word = places.other[place]
        if places.is_taken(place):
            if tells(word):
                break
        else:
            letters += len(word.token.surface)
        place += step
    return letters


def _opposite(document: Document, places: Places) -> int:
    """Returns how many words to spare the best run of the other side holds."""
    found = _best_run(document, places.turned())
    return places.spare(range(found[0], found[1] + 1)) if found else 0


def _length_gain(context: Context, side: Side, bead: Bead, span: Span) -> float:
    """Returns how much better the lengths of the bead agree without the run (log-odds, -4 to 4)."""
    own = sum(len(side.document.sentences[i].span) for i in context.own(side, bead))
    other = context.swap(side)
    across = sum(len(other.document.sentences[i].span) for i in context.own(other, bead))
    ratio = log(across / own) - context.length_ratio(side)
    without = log(across / max(1, own - len(span))) - context.length_ratio(side)
    deviation = 0.16**2 + 2.2 / max(1, min(own, across))
    return max(-4.0, min(4.0, (ratio**2 - without**2) / (2 * deviation)))
