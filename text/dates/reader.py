"""Walks through a text and asks the grammar at every token that may begin a date or a time."""

from __future__ import annotations

import datetime
from collections.abc import Callable
from dataclasses import replace
from functools import lru_cache

from text.dates.clock import clocks
from text.dates.days import dates
from text.dates.eras import eras
from text.dates.lexicon import CALENDARS, Entry, load
from text.dates.moment import Found
from text.dates.resolve import readings
from text.dates.tokens import Tokens, tokenize
from text.dates.years import years
from text.document import Lang
from text.mention import Mention, When

Grammar = Callable[[Tokens, int], list[Found]]

# Which grammar a word may open, by the role of a phrase that begins with it.
_OPENERS: dict[Grammar, frozenset[str]] = {
    clocks: frozenset({"hour-cue", "hour", "past-hour", "noon"}),
    dates: frozenset({*CALENDARS, "weekday", "day-noun", "relative", "ordinal", "day-word"}),
    eras: frozenset({"century", "century-noun", "decade-noun", "decade-word", "decade"}),
    years: frozenset({"season"}),
}
_ALL = tuple(_OPENERS)
_WIDEST_LINK = 4


def read_dates(
    raw: str, lang: Lang, start: int = 0, end: int | None = None, dateline: datetime.date | None = None
) -> tuple[Mention, ...]:
    """Returns the dates and times of `raw[start:end]` in text order, their spans counted in all of `raw`.

    Without a dateline relative days stay relative (`P-1D`) and dates keep only the fields that are written.
    """
    tokens = tokenize(raw, start, len(raw) if end is None else min(end, len(raw)), load(lang))
    mentions = (mention_of(tokens, found, dateline) for found in find(tokens))
    return tuple(mention for mention in mentions if mention is not None)


def mention_of(tokens: Tokens, found: Found, dateline: datetime.date | None) -> Mention | None:
    """Returns the Mention; None if nothing can be said about the day."""
    values = readings(found.moment, dateline)
    if not values:
        return None
    span = tokens.span(found.first, found.last, found.skip)
    return Mention(found.kind, span, span.of(tokens.raw), When(values, found.moment.calendar))


def find(tokens: Tokens) -> list[Found]:
    """Returns what the grammar finds, in order and without overlap; the longest reading wins."""
    found: list[Found] = []
    at, free = 0, 0
    words, entries = tokens.words, tokens.entries
    while at < len(words):
        grammars = _ALL if words[at].isdecimal() else _grammars(entries[at])
        if not grammars:
            at += 1
            continue
        skip = tokens.match(at, "skip")
        if skip:
            at = free = skip.end
            continue
        best: list[Found] = []
        for grammar in grammars:
            candidate = grammar(tokens, at)
            if candidate and candidate[0].first >= free and (not best or candidate[-1].last > best[-1].last):
                best = candidate
        if best:
            found.extend(best)
            at = free = best[-1].last
        else:
            at += 1
    return _shared_years(tokens, found)


@lru_cache(maxsize=4096)
def _grammars(entries: tuple[Entry, ...]) -> tuple[Grammar, ...]:
    """Returns the grammars that some phrase beginning here may open; all of them where something is to be skipped."""
    roles = {entry.role for entry in entries}
    if not roles or "skip" in roles:
        return _ALL if roles else ()
    return tuple(grammar for grammar, openers in _OPENERS.items() if roles & openers)


def _shared_years(tokens: Tokens, found: list[Found]) -> list[Found]:
    """Gives the first end of a range the year that stands behind the second: `du 28 mars au 3 avril 2021`."""
    for index in range(len(found) - 2, -1, -1):
        first, second = found[index], found[index + 1]
        here, there = first.moment, second.moment
        if here.month is None or here.year is not None or there.month is None or there.year is None:
            continue
        if here.calendar != there.calendar or not _is_linked(tokens, first.last, second.first):
            continue
        later = (here.month, here.day or 0) > (there.month, there.day or 31)
        found[index] = replace(first, moment=replace(here, year=there.year - later))
    return found


def _is_linked(tokens: Tokens, end: int, begin: int) -> bool:
    if not 0 < begin - end <= _WIDEST_LINK:
        return False
    link = tokens.match(end, "to", "and")
    if link is None:
        return False
    place = link.end
    while place < begin:
        following = tokens.match(place, "article", "to", "link")
        if following is None:
            return False
        place = following.end
    return place == begin
