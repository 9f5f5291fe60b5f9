"""Cuts sentences into clauses and list items, the smallest pieces that can be left out on their own.

A list is what follows a colon or a cue (`data/<lang>/lists.txt`: "notamment", تشمل, شامل, "such as") and is cut by at
least one separator into two or more pieces of like size; semicolons rank above commas. Everything else is cut into
clauses at punctuation, and fragments too short to state anything join their neighbour.
"""

from __future__ import annotations

import re
from functools import lru_cache

from text.document import Lang, Sentence, Span, Unit
from text.resources import rows
from text.segment import trim

_STRONG = re.compile(r"[;؛]")
_WEAK = re.compile(r"[,،;؛](?!\d)|\s[–—-]\s|[()]")
_COLON = re.compile(r":(?=\s|$|[\"«“])")
_BULLET = re.compile(r"^\s*(?:[-–—•*▪◦]|\(?[\d٠-٩۰-۹a-zأ-ي]{1,2}[.)\-])\s+")
_SHORTEST_CLAUSE = 3  # words
_LONGEST_ITEM = 40  # words; what is longer is prose, not an item
_COLON_NEAR = 6  # words between a cue and the colon that opens its list
_LEAST_JOINED, _LONGEST_JOINED = 3, 6  # items and their words where nothing but "and" parts them
_LONGEST_OF_TWO = 12  # words; two long pieces after a cue are two clauses


@lru_cache(maxsize=8)
def _cues(lang: Lang, least: int) -> re.Pattern[str]:
    """Returns the pattern of the cues after which so many items make a list."""
    known = ((cells[0], int(cells[1]) if len(cells) > 1 else 2) for cells in rows(f"{lang}/lists.txt"))
    words = sorted((word for word, needed in known if needed == least), key=lambda word: (-len(word), word))
    if not words:
        return re.compile(r"(?!)")
    # ZWNJ counts as inside a word; Arabic و and ف may be glued to a cue.
    glue = "[وف]?" if lang == "ar" else ""
    return re.compile(rf"(?<![\w\u200c]){glue}(?:{'|'.join(words)})(?![\w\u200c])", re.IGNORECASE)


def units(raw: str, lang: Lang, sentences: tuple[Sentence, ...]) -> tuple[Unit, ...]:
    """Returns the units of all sentences in text order; those of one sentence do not overlap."""
    return tuple(unit for sentence in sentences for unit in _units_of(raw, lang, sentence))


def _units_of(raw: str, lang: Lang, sentence: Sentence) -> list[Unit]:
    bullet = _BULLET.match(raw[sentence.span.start : sentence.span.end])
    if bullet and bullet.end() < len(sentence.span):
        return [Unit(sentence.index, Span(sentence.span.start + bullet.end(), sentence.span.end), "item")]
    listed = _list_span(raw, lang, sentence.span)
    if listed is None:
        return _clauses(raw, sentence, sentence.span)
    before = trim(raw, sentence.span.start, listed[0].start)
    found = _clauses(raw, sentence, before) if before else []
    return found + [Unit(sentence.index, item, "item") for item in listed]


def _words(raw: str, span: Span) -> int:
    return len(span.of(raw).split())


def _pieces(raw: str, span: Span, separator: re.Pattern[str]) -> list[Span]:
    cuts = [span.start]
    for match in separator.finditer(raw, span.start, span.end):
        cuts.extend((match.start(), match.end()))
    cuts.append(span.end)
    out = []
    for begin, finish in zip(cuts[::2], cuts[1::2], strict=True):
        piece = _bare(raw, begin, finish)
        if piece and any(char.isalnum() for char in piece.of(raw)):
            out.append(piece)
    return out


def _bare(raw: str, start: int, end: int) -> Span | None:
    """Returns the piece without a colon at its head and a full stop at its end."""
    piece = trim(raw, start, end)
    while piece and raw[piece.start] in ":،,;؛":
        piece = trim(raw, piece.start + 1, piece.end)
    while (
        piece and raw[piece.end - 1] in ".؛;،,:" and not raw[max(piece.start, piece.end - 3) : piece.end - 1].isupper()
    ):
        piece = trim(raw, piece.start, piece.end - 1)
    return piece


@lru_cache(maxsize=8)
def _joins(lang: Lang) -> re.Pattern[str]:
    return re.compile("|".join(cells[0] for cells in rows(f"{lang}/list_joins.txt")))


def _last_items(raw: str, lang: Lang, item: Span, shortest: int) -> list[Span]:
    """Returns the last piece of a list as two items where "and" joins two pieces of so many words or more."""
    for match in reversed(list(_joins(lang).finditer(raw, item.start, item.end))):
        pieces = [_bare(raw, item.start, match.start()), _bare(raw, match.end(), item.end)]
        if all(piece and _words(raw, piece) >= shortest for piece in pieces):
            return [piece for piece in pieces if piece]
    return [item]


def _joined_items(raw: str, lang: Lang, item: Span) -> list[Span]:
    """Returns the items of a list that "and" alone joins (و…و), or the whole where they are not of list size."""
    cuts = [
        item.start,
        *(place for match in _joins(lang).finditer(raw, item.start, item.end) for place in match.span()),
    ]
    cuts.append(item.end)
    found = [_bare(raw, begin, finish) for begin, finish in zip(cuts[::2], cuts[1::2], strict=True)]
    pieces = [piece for piece in found if piece]
    sizes = [_words(raw, piece) for piece in pieces]
    fits = len(pieces) >= _LEAST_JOINED and all(2 <= size <= _LONGEST_JOINED for size in sizes)
    return pieces if fits else [item]


def _list_span(raw: str, lang: Lang, span: Span) -> list[Span] | None:
    """Returns the items of the sentence's list, or None where it holds none."""
    starts = [(match.end(), 3, True) for match in _COLON.finditer(raw, span.start, span.end)]
    for needed in (2, 3):
        cues = _cues(lang, needed).finditer(raw, span.start, span.end)
        starts += [(match.end(), needed, False) for match in cues]
    for start, least, after_colon in sorted(starts):
        rest = trim(raw, start, span.end)
        if rest is None or rest.of(raw)[0] in '"«“':
            continue
        colon = None if after_colon else _COLON.search(raw, start, span.end)
        if colon is not None and len(raw[start : colon.start()].split()) <= _COLON_NEAR:
            continue
        strong = _pieces(raw, rest, _STRONG)
        items = strong if len(strong) >= 3 else _pieces(raw, rest, _WEAK)
        if len(items) == 1 and lang in ("ar", "fa"):
            items = _joined_items(raw, lang, items[0])
        if len(items) >= least and all(_words(raw, item) <= _LONGEST_ITEM for item in items):
            if len(items) == 2 and max(_words(raw, item) for item in items) > _LONGEST_OF_TWO:
                continue
            # After a word that often opens something else, only short items of several words make a list.
            if not after_colon and least > 2 and not all(2 <= _words(raw, item) <= _LONGEST_JOINED for item in items):
                continue
            shortest = min(_words(raw, item) for item in items[:-1])
            if after_colon and shortest < 2 and len(items) < 4:
                continue
            # Arabic joins the halves of an item as it joins items.
            short = lang != "ar" and all(2 <= _words(raw, item) <= _LONGEST_JOINED for item in items[:-1])
            return items[:-1] + _last_items(raw, lang, items[-1], 2 if short else _SHORTEST_CLAUSE)
    return None


def _clauses(raw: str, sentence: Sentence, span: Span) -> list[Unit]:
    merged: list[Span] = []
    for piece in _pieces(raw, span, re.compile(rf"{_WEAK.pattern}|{_COLON.pattern}")):
        short = _words(raw, piece) < _SHORTEST_CLAUSE
        if merged and (short or _words(raw, merged[-1]) < _SHORTEST_CLAUSE):
            merged[-1] = Span(merged[-1].start, piece.end)
        else:
            merged.append(piece)
    return [Unit(sentence.index, piece, "clause") for piece in merged]
