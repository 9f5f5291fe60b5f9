"""Finds series: three or more like pieces of a sentence joined by commas and a coordinator ("A, B et C", أ وب وج).

Where the first item of a series begins and the last one ends is a matter of grammar; here they are given at most as
many words as the items between, and whoever compares series must allow for that.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from text.document import Document, Lang
from text.resources import word_set
from text.tokens import Token

_COMMA = re.compile(r"\s*[,،;؛]\s*")
# A series does not reach across these.
_BREAK = re.compile(r"[.:!?؟()\[\]«»“”\"–—]")
_LONGEST_ITEM = 6  # words
_FEWEST = 3
_SHORTEST_GLUED = 4  # letters, the glued و included


@dataclass(frozen=True, slots=True)
class Series:
    """Is one series: for each item the half-open range of its tokens among those the series was sought in.

    `closed` tells that a coordinator stands before the last item.
    """

    items: tuple[tuple[int, int], ...]
    closed: bool


def find_series(document: Document, tokens: Sequence[Token]) -> list[Series]:
    """Returns the series among the tokens (those of one sentence, or of neighbouring ones), in text order."""
    out: list[Series] = []
    for first, last in _unbroken(document.raw, tokens):
        chunks = _chunks(document, tokens, first, last)
        out.extend(_series(chunks))
    return out


@dataclass(frozen=True, slots=True)
class _Chunk:
    """Is what stands between two separators; `joined` tells that a coordinator stands before it."""

    start: int
    end: int
    joined: bool


def _unbroken(raw: str, tokens: Sequence[Token]) -> list[tuple[int, int]]:
    cuts = [0]
    for index, (before, token) in enumerate(pairwise(tokens), start=1):
        if _BREAK.search(raw, before.span.end, token.span.start):
            cuts.append(index)
    return list(pairwise([*cuts, len(tokens)]))


def _chunks(document: Document, tokens: Sequence[Token], first: int, last: int) -> list[_Chunk]:
    coordinators = word_set(f"{document.lang}/coordinators.txt")
    out: list[_Chunk] = []
    start, joined = first, False
    for index in range(first, last):
        token = tokens[index]
        comma = index > first and _COMMA.fullmatch(document.raw, tokens[index - 1].span.end, token.span.start)
        word = token.folded in coordinators
        glued = index > first and is_glued(token, document.lang)
        if not (comma or word or glued):
            continue
        if index > start:
            out.append(_Chunk(start, index, joined))
            joined = False
        joined = joined or word or glued
        start = index + 1 if word else index
    if last > start:
        out.append(_Chunk(start, last, joined))
    return out


def is_glued(token: Token, lang: Lang) -> bool:
    """Tells whether the word begins with the glued Arabic coordinator."""
    if lang != "ar" or not token.folded.startswith("و") or len(token.folded) < _SHORTEST_GLUED:
        return False
    # A dictionary form without the letter proves it; a word unknown to the lists keeps it in its key.
    return not token.key.startswith("و") or token.key == token.folded


def _series(chunks: Sequence[_Chunk]) -> list[Series]:
    """Returns the longest runs of chunks whose inner ones are short and of which one has a coordinator before it."""
    out: list[Series] = []
    start = 0
    while start + _FEWEST <= len(chunks):
        end = start + 1
        while end < len(chunks) - 1 and chunks[end].end - chunks[end].start <= _LONGEST_ITEM:
            end += 1
        run = chunks[start : end + 1]
        if len(run) >= _FEWEST and any(chunk.joined for chunk in run[1:]):
            out.append(Series(_trimmed(run), run[-1].joined))
        start = max(end, start + 1)
    return out


def _trimmed(run: Sequence[_Chunk]) -> tuple[tuple[int, int], ...]:
    inner = [(chunk.start, chunk.end) for chunk in run[1:-1]]
    first = (max(run[0].start, run[0].end - _LONGEST_ITEM), run[0].end)
    last = (run[-1].start, min(run[-1].end, run[-1].start + _LONGEST_ITEM))
    return (first, *inner, last)
