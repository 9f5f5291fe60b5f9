"""Finds the day a report states as its own: in its dateline ("GENÈVE, 5 décembre 2023 (AFP) – …") or its site chrome.

A date that a sentence tells is none. Where several days compete, none is taken: a wrong dateline would turn every
"yesterday" of the text.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from text.dates import read_dates
from text.document import Lang, Sentence, Span
from text.mention import Mention, MentionKind, When

_LEADING = 6  # sentences in which a dateline may stand
_HEAD = 700  # code points of them
_LONGEST_PLACE = 5  # words before the date: "New York", "الأمم المتحدة - نيويورك", "Publié le"
_LONGEST_TAIL = 4  # words behind it on a line of its own: the agency, the hour
_DAY = re.compile(r"\d{4}-\d\d-\d\d")
_MONTH = re.compile(r"\d{4}-\d\d")
# What closes a dateline that a sentence follows on the same line.
_CLOSES = re.compile(r"\s*(?:\([^()\n]{1,40}\)\s*)?(?:[–—-]+\s|:\s)|\s*\([^()\n]{1,40}\)\s*[.:–—-]")
_VERBOSE = re.compile(r"[.!?؟;؛]")
# "On 5 December – …": words that make the date a part of a sentence.
_IN_SENTENCE = frozenset({"le", "du", "au", "depuis", "on", "since", "the", "في", "يوم", "منذ", "در", "روز", "از"})


def dateline(raw: str, lang: Lang, furniture: Sequence[Span], sentences: Sequence[Sentence]) -> str | None:
    """Returns the ISO day (or, from furniture only, month) that the text gives as its own; None where it is unsure."""
    stated = [day for sentence in sentences[:_LEADING] for day in _in_lines(raw, lang, sentence.span)]
    if stated:
        return stated[0] if len(set(stated)) == 1 else None
    found = [mention for span in furniture for mention in read_dates(raw, lang, span.start, span.end)]
    for shape in (_DAY, _MONTH):
        days = {day for mention in found if (day := _single(mention, shape))}
        if days:
            return days.pop() if len(days) == 1 else None
    return None


def _single(mention: Mention, shape: re.Pattern[str]) -> str | None:
    """Returns the only reading of a date if it has this shape."""
    if mention.kind is not MentionKind.DATE or not isinstance(mention.value, When) or len(mention.value.readings) != 1:
        return None
    reading = mention.value.readings[0]
    return reading if shape.fullmatch(reading) else None


def _in_lines(raw: str, lang: Lang, span: Span) -> list[str]:
    """Returns the days of the datelines inside one sentence; its lines are looked at one by one."""
    out: list[str] = []
    begin = span.start
    while begin < span.end and begin < _HEAD:
        end = raw.find("\n", begin, span.end)
        end = span.end if end < 0 else end
        for mention in read_dates(raw, lang, begin, min(end, begin + 120)):
            day = _single(mention, _DAY)
            if day and _is_dateline(raw, begin, end, mention.span):
                out.append(day)
        begin = end + 1
    return out


def _is_dateline(raw: str, begin: int, end: int, date: Span) -> bool:
    """Tells whether only a place stands before the date, and behind it the end of the line or a dash."""
    head, tail = raw[begin : date.start], raw[date.end : end]
    words = head.split()
    if len(words) > _LONGEST_PLACE or _VERBOSE.search(head):
        return False
    if _CLOSES.match(tail):
        return not (words and words[0].casefold() in _IN_SENTENCE)
    return len(tail.split()) <= _LONGEST_TAIL and not _VERBOSE.search(tail.rstrip(" .").strip())
