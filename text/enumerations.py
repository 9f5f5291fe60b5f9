"""Lists whose number is announced: "seven principles: …", with how many items follow, as far as that is certain.

"And" may join two items or the halves of one, so the number of items is a range. A list in which items are parted by
commas may be parted too often, since an item may hold commas itself: its upper end is certain, its lower end is not.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

from text.document import Document, Lang, Span
from text.mention import Mention, MentionKind, Quantity
from text.mentions import mentions
from text.patterns import PatternBook
from text.resources import rows
from text.tokens import tokens_of

_NEAR = 4  # words from the figure to what it counts
_FEWEST, _MOST = 2, 30
_STRONG = re.compile(r"[;؛\n]")
_COLON = re.compile(r":\s*$")


@dataclass(frozen=True, slots=True)
class Enumeration:
    """Is an announced list: the number with its words, the items, and how many there are at least and at most.

    `fewest` is 0 where the items may have been parted too often.
    """

    sentence: int
    announced: int
    span: Span
    items: tuple[Span, ...]
    fewest: int
    most: int

    @property
    def fits(self) -> bool:
        """Tells whether so many items may stand there as are announced."""
        return self.fewest <= self.announced <= self.most


@lru_cache(maxsize=64)
def enumerations(document: Document) -> tuple[Enumeration, ...]:
    """Returns the announced lists of the document, in text order."""
    found = (_announced(document, sentence, items) for sentence, items in _lists(document))
    return tuple(one for one in found if one is not None)


def _lists(document: Document) -> Iterator[tuple[int, tuple[Span, ...]]]:
    """Yields the sentence that opens each list with its items: those inside it, or the bullets that follow it."""
    inside: dict[int, list[Span]] = {}
    for unit in document.units:
        if unit.kind == "item":
            inside.setdefault(unit.sentence, []).append(unit.span)
    bullets = {index for index, items in inside.items() if _is_bullet(document, index, items)}
    for sentence in document.sentences:
        items = inside.get(sentence.index, [])
        if sentence.index in bullets:
            continue
        following: list[Span] = []
        index = sentence.index + 1
        while index in bullets:
            following += inside[index]
            index += 1
        if following and not items and _COLON.search(document.text_of(sentence.index)):
            yield sentence.index, tuple(following)
        elif items and not following:
            yield sentence.index, tuple(items)


def _is_bullet(document: Document, index: int, items: Sequence[Span]) -> bool:
    span = document.sentences[index].span
    return len(items) == 1 and items[0].end == span.end and 0 < items[0].start - span.start <= len("10.) ") + 1


def _announced(document: Document, sentence: int, items: tuple[Span, ...]) -> Enumeration | None:
    start = document.sentences[sentence].span.start
    end = min(items[0].start, document.sentences[sentence].span.end)
    figures = [
        mention
        for mention in mentions(document)
        if start <= mention.span.start < end and mention.kind in (MentionKind.NUMBER, MentionKind.UNIT)
    ]
    if not figures:
        return None
    number, span = _counted(figures[-1]), _counts(document, sentence, figures[-1], end)
    if number is None or span is None:
        return None
    fewest, most = _size(document, items)
    return Enumeration(sentence, number, span, items, fewest, most)


def _counted(mention: Mention) -> int | None:
    """Returns the whole number of a figure that counts things."""
    value = mention.value
    if not isinstance(value, Quantity) or value.approximate or value.vague or len(value.readings) != 1:
        return None
    low, high = value.readings[0].low, value.readings[0].high
    fits = low == high and low.denominator == 1 and _FEWEST <= low <= _MOST and value.unit is None
    return int(low) if fits else None


def _counts(document: Document, sentence: int, figure: Mention, end: int) -> Span | None:
    """Returns the figure with the noun it counts; None where no such noun follows or the list is only a part."""
    tokens = [token for token in tokens_of(document, sentence) if figure.span.start < token.span.end <= end]
    hits = _book(document.lang).find(document.raw, tokens)
    nouns = [hit for hit in hits if hit.label == "noun" and 0 < hit.where[0] <= _NEAR]
    if not nouns or any(hit.label == "partial" for hit in hits):
        return None
    return Span(figure.span.start, tokens[nouns[0].where[-1]].span.end)


def _size(document: Document, items: tuple[Span, ...]) -> tuple[int, int]:
    raw = document.raw
    gaps = [raw[before.end : after.start] for before, after in pairwise(items)]
    joins = [match for span in items for match in _joins(document.lang).finditer(span.of(raw)) if match.start()]
    most = len(items) + len(joins)
    strong = all(_STRONG.search(gap) for gap in gaps[:-1]) and bool(gaps[:-1])
    return (len(items) - (not re.search(r"[,،;؛\n]", gaps[-1])) if strong else 0), most


@lru_cache(maxsize=8)
def _book(lang: Lang) -> PatternBook:
    return PatternBook(lang, ((kind, word) for kind, word in rows(f"{lang}/announced.tsv") if kind != "join"))


@lru_cache(maxsize=8)
def _joins(lang: Lang) -> re.Pattern[str]:
    """Returns what may join two items: any "and", also where the cutting of lists takes it for part of an item."""
    return re.compile("|".join(cells[1] for cells in rows(f"{lang}/announced.tsv") if cells[0] == "join"))
