"""All mentions of a document, read once: dates first, then figures in what the dates left."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from functools import lru_cache

from text.dates import read_dates
from text.document import Document, Span
from text.mention import Mention
from text.numbers import read_numbers


@lru_cache(maxsize=64)
def mentions(document: Document, dateline: date | None = None) -> tuple[Mention, ...]:
    """Returns the figures and dates of all sentences, in text order, none overlapping another or any furniture."""
    found: list[Mention] = []
    for sentence in document.sentences:
        span = sentence.span
        dates = read_dates(document.raw, document.lang, span.start, span.end, dateline)
        found.extend(dates)
        found.extend(_free(read_numbers(document.raw, document.lang, span.start, span.end), dates))
    return tuple(sorted(found, key=lambda mention: mention.span))


def _free(numbers: Iterable[Mention], dates: Iterable[Mention]) -> list[Mention]:
    taken: list[Span] = [mention.span for mention in dates]
    return [mention for mention in numbers if not any(mention.span.overlaps(span) for span in taken)]
