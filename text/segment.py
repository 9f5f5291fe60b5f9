"""Cuts a text into paragraphs and sentences with exact offsets.

Boundaries come from yasbd (MPL-2.0, used unmodified) and are mended by rules of our own that news copy needs:
quotations that run on, era marks, abbreviations. Lines are paragraphs unless the text is hard-wrapped.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import TYPE_CHECKING

from text.document import Lang, Sentence, Span
from text.resources import rows

if TYPE_CHECKING:
    from yasbd import BoundaryDetector

_TERMINAL = '.!?؟…:»"”)؛'
_LONGEST_PIECE = 20_000


@lru_cache(maxsize=8)
def _detector(lang: Lang) -> BoundaryDetector:
    from yasbd import BoundaryDetector

    return BoundaryDetector(lang)


@lru_cache(maxsize=8)
def _rules(lang: Lang, kind: str) -> tuple[re.Pattern[str], ...]:
    return tuple(re.compile(cells[1]) for cells in rows(f"{lang}/sentences.tsv") if cells[0] == kind)


def trim(raw: str, start: int, end: int) -> Span | None:
    """Returns `raw[start:end]` without white space and invisible controls at its ends, or None if nothing is left."""
    blank = " \t\r\n\f\v\u00a0\u202f\u2009\u200b\u200e\u200f\ufeff\u2028\u2029\u2003\u3000\x85\x1c\x1d\x1e\x1f"
    while start < end and (raw[start] in blank or raw[start].isspace()):
        start += 1
    while end > start and (raw[end - 1] in blank or raw[end - 1].isspace()):
        end -= 1
    return Span(start, end) if start < end else None


def paragraphs(raw: str) -> list[Span]:
    """Returns the paragraphs: lines, joined where a line break is only a wrap."""
    out: list[Span] = []
    for match in re.finditer(r"[^\n\r\u2028\u2029]+", raw):
        span = trim(raw, match.start(), match.end())
        if span is None:
            continue
        if out and _is_wrap(raw, out[-1], span):
            out[-1] = Span(out[-1].start, span.end)
        else:
            out.append(span)
    return out


def _is_wrap(raw: str, before: Span, after: Span) -> bool:
    """Tells whether the break between two lines is a hard wrap: no stop before it, a small letter or article after
    it.
    """
    gap = raw[before.end : after.start]
    if gap.count("\n") > 1 or raw[before.end - 1] in _TERMINAL:
        return False
    last_line = raw[before.start : before.end].rpartition("\n")[2]
    return raw[after.start].islower() and len(last_line) > 20


def sentence_spans(raw: str, lang: Lang, start: int, end: int) -> list[Span]:
    """Returns the sentences of one paragraph `raw[start:end]`."""
    cuts = [start]
    for piece_start in range(start, end, _LONGEST_PIECE):
        piece = raw[piece_start : min(end, piece_start + _LONGEST_PIECE)]
        cuts.extend(piece_start + offset for offset in _boundaries(piece, lang))
    cuts.append(end)
    spans: list[Span] = []
    for begin, finish in itertools.pairwise(cuts):
        span = trim(raw, begin, finish)
        if span is None:
            continue
        if spans and _runs_on(raw, lang, spans[-1], span):
            spans[-1] = Span(spans[-1].start, span.end)
        else:
            spans.append(span)
    return [part for span in spans for part in _split_at_marks(raw, lang, span)]


def _boundaries(piece: str, lang: Lang) -> list[int]:
    level = re.sub(r"[\n\r\u2028\u2029\x0b\x0c\x85]", " ", piece)
    return sorted(offset for offset in _detector(lang).detect(level) if 0 < offset < len(piece))


def _runs_on(raw: str, lang: Lang, before: Span, after: Span) -> bool:
    head = raw[after.start : after.end]
    if head[0].islower() and head[0].isalpha() and raw[before.end - 1] != "\n":
        return True
    if head[0] in ":,;،؛)»”":
        return True
    tail = raw[max(before.start, before.end - 40) : before.end]
    joined = tail + "\u2402" + head[:40]
    return any(rule.search(joined) for rule in _rules(lang, "join"))


def _split_at_marks(raw: str, lang: Lang, span: Span) -> Iterator[Span]:
    begin = span.start
    for rule in _rules(lang, "split"):
        for match in rule.finditer(raw, span.start, span.end):
            part = trim(raw, begin, match.end())
            if part is not None and match.end() < span.end:
                yield part
                begin = match.end()
    last = trim(raw, begin, span.end)
    if last is not None:
        yield last


def segment(raw: str, lang: Lang, skip: Sequence[Span]) -> tuple[Sentence, ...]:
    """Returns the sentences outside `skip` (furniture), numbered in text order."""
    sentences: list[Sentence] = []
    number = 0
    for paragraph in paragraphs(raw):
        found = False
        for free in _outside(paragraph, skip):
            for span in sentence_spans(raw, lang, free.start, free.end):
                if any(char.isalnum() for char in span.of(raw)):
                    sentences.append(Sentence(len(sentences), span, number))
                    found = True
        number += found
    return tuple(sentences)


def _outside(span: Span, skip: Sequence[Span]) -> Iterator[Span]:
    begin = span.start
    for hole in skip:
        if hole.end <= begin or hole.start >= span.end:
            continue
        if hole.start > begin:
            yield Span(begin, hole.start)
        begin = max(begin, hole.end)
    if begin < span.end:
        yield Span(begin, span.end)
