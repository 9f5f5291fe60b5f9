"""All mentions of a document, read once: dates first, then figures in what the dates left."""

from __future__ import annotations

from datetime import date
from functools import lru_cache

from text.document import Document
from text.mention import Mention


@lru_cache(maxsize=64)
def mentions(document: Document, dateline: date | None = None) -> tuple[Mention, ...]:
    """Returns the figures and dates of all sentences, in text order, none overlapping another."""
    return ()
