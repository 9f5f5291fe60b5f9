"""Reads how exact a figure claims to be from the words around it: "about 30", "at least 30", "30 or more"."""

from __future__ import annotations

from text.numbers.stream import Stream

_BEFORE = ("about", "over", "under")
_AFTER = ("about-after", "over-after", "under-after")
_LONGEST = 4  # words of the longest phrase, ما لا يقل عن


def exactness(stream: Stream, first: int, start: int | None = None) -> str | None:
    """Returns what the words right before the figure at token `first` say; an article or a glued ب may stand between.

    `start` is where the figure begins if a currency sign stands before its token.
    """
    at = first
    begin = stream.tokens[first].start if start is None else start
    while at and stream.tokens[at - 1].end >= begin and _is_glued(stream, at - 1):
        at -= 1  # a proclitic written onto the digits, or the letters of a currency sign
    if at and stream.find(at - 1, "the", exact=True):
        at -= 1
    if at == 0 or stream.raw[stream.tokens[at - 1].end : min(begin, stream.tokens[at].start)].strip():
        return None
    for back in range(min(_LONGEST, at), 0, -1):
        for exact in (True, False):
            found = stream.find(at - back, *_BEFORE, exact=exact)
            if found and found[1] == at:
                return found[0].role
    return None


def _is_glued(stream: Stream, at: int) -> bool:
    """Tells a proclitic or sign from a figure and from the French d', which belongs to the words before."""
    return not stream.tokens[at].readings and not stream.tokens[at].text.endswith("'")


def exactness_after(stream: Stream, after: int) -> str | None:
    """Returns what the words behind a figure, from token `after` on, say; one counted noun may stand between."""
    for at in (after, after + 1):
        if stream.gap(at) != " " or at > after and not stream.noun_follows(after):
            return None
        found = stream.find(at, *_AFTER, exact=True)
        if found and not (found[1] < len(stream.tokens) and stream.tokens[found[1]].readings):
            return found[0].role.removesuffix("-after")
    return None
