"""Decides whether a lone number word is a figure: "one person" is, "one of the officials" and أحد are not."""

from __future__ import annotations

from text.numbers.compose import Amount
from text.numbers.stream import Stream
from text.numbers.units import definitions

_SHARES = ("money", "percent", "points")


def is_figure(stream: Stream, at: int, amount: Amount, unit: str | None) -> bool:
    """Tells whether the figure found at token `at` may be reported."""
    token = stream.tokens[at]
    if amount.digits:
        return True
    if amount.lone and stream.raw[token.start : token.end] in stream.table.raw_blocks:
        return False
    if stream.lang == "fa" and unit is None and stream.gap(amount.end) == "z" and stream.tokens[amount.end].text:
        return amount.scale != 1  # چهارراه, شش‌تایی: the number is only a part of the word
    if not amount.lone:
        return True
    table, word = stream.table, token.core
    share = unit is not None and definitions()[unit].dimension in _SHARES
    if word in table.never_alone:
        return share
    if at == 0 and amount.end == len(stream.tokens):
        return True  # the whole of a table cell or a headline
    if word in table.accusative_alone:
        return unit is not None or stream.noun_follows(amount.end) and stream.tokens[amount.end].text[-1] in "اه"
    if word in table.noun_alone:
        return unit is not None or stream.noun_follows(amount.end)
    if word in table.counter_alone:
        return share or _next_in(stream, amount.end, table.counters)
    if word in table.classifier_alone:
        return unit is not None or _next_in(stream, amount.end, table.classifiers)
    if stream.lang == "ar":
        return _arabic(stream, at, amount, unit)
    return True


def _next_in(stream: Stream, at: int, words: frozenset[str]) -> bool:
    """Tells whether the word at token `at` is one of these."""
    return at < len(stream.tokens) and stream.inside(stream.tokens[at]) and stream.tokens[at].text in words


def _arabic(stream: Stream, at: int, amount: Amount, unit: str | None) -> bool:
    """Holds the Arabic cases: واحد only behind its noun, نصف only before what it halves."""
    token = stream.tokens[at]
    if amount.value == 1 and not amount.ordinal:
        before = stream.tokens[at - 1] if at else None
        near = before is not None and token.gap == " " and bool(before.text)
        return (
            near
            and before is not None
            and before.text not in stream.table.function
            and not (token.joined or token.preposition or token.article)
        )
    if not amount.ordinal and amount.value.denominator > 1 and amount.value.numerator == 1:
        following = stream.tokens[amount.end] if amount.end < len(stream.tokens) else None
        if unit is not None or following is None:
            return True
        return following.gap == " " and (following.text.startswith(("ال", "من", "عدد", "مساح", "سكان", "ما")))
    return True
