"""Reads the figures of a text: one pass over its tokens, each figure with its unit and how exact it claims to be.

Quiet beats loud: a number word that is as often an article, a weekday or a negation yields nothing without company.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from fractions import Fraction
from typing import cast

from text.document import Lang, Span
from text.mention import Approximation, Mention, MentionKind, Quantity, Reading
from text.numbers import duals, roman
from text.numbers.alone import is_figure
from text.numbers.compose import HALF, Amount
from text.numbers.decades import decade_readings, decade_word
from text.numbers.exactness import exactness, exactness_after
from text.numbers.phrases import amounts_at
from text.numbers.ranges import Range, between_at, look_like_years, range_at
from text.numbers.sign import STROKES, is_negative
from text.numbers.stream import Stream
from text.numbers.units import dual_unit, kind_of, multiplier_after, sign_after, sign_before, unit_at, unit_word


@dataclass(frozen=True, slots=True)
class _Draft:
    """Is a figure being finished: token `first` to the token before `after`, code points `start` to `end`."""

    first: int
    after: int
    start: int
    end: int
    low: Amount
    high: Amount | None = None
    unit: str | None = None
    approximate: str | None = None


def read_numbers(raw: str, lang: Lang, start: int = 0, end: int | None = None) -> tuple[Mention, ...]:
    """Returns the figures of `raw[start:end]` in text order; spans are code points of `raw` and never overlap."""
    stream = Stream(raw, lang, start, len(raw) if end is None else end)
    starters = stream.table.starters
    found: list[Mention] = []
    at = 0
    while at < len(stream.tokens):
        token = stream.tokens[at]
        if (
            not token.readings
            and token.core not in starters
            and token.text not in starters
            and not roman.looks_roman(raw, token)
        ):
            at += 1
            continue
        mention, after = _mention_at(stream, at)
        if mention is not None and (not found or mention.span.start >= found[-1].span.end):
            found.append(mention)
        at = max(after, at + 1)
    return tuple(found)


def _mention_at(stream: Stream, at: int) -> tuple[Mention | None, int]:
    """Returns the mention that begins at token `at`, if one does, and the token to go on from."""
    blocked = stream.find(at, "not", exact=True) or stream.find(at, "not")
    if blocked:
        return None, blocked[1]
    special = roman.read_roman(stream, at) or duals.read_dual(stream, at) or decade_word(stream, at)
    if special:
        return special
    between = stream.find(at, "between", exact=True) or stream.find(at, "between")
    if between and between[1] < len(stream.tokens):
        return _between(stream, between[1]) or (None, between[1])
    dual = dual_unit(stream, at) if stream.lang == "ar" else None
    if dual:
        return _dual(stream, at, dual)
    amounts = amounts_at(stream, at)
    if not amounts:
        return _one_and_a_half(stream, at) or (None, at + 1)
    draft = _draft(stream, at, amounts[-1])
    bare = draft.end == stream.tokens[amounts[-1].end - 1].end  # no unit yet, or only a sign before: "$5-10 million"
    found = range_at(stream, draft.low, _opened(stream, at)) if bare else None
    if found:
        ranged = _ranged(stream, at, found)
        if ranged:
            return _finished(stream, ranged), ranged.after
    if draft.low.value == amounts[-1].value and not is_figure(stream, at, draft.low, draft.unit):
        return None, at + 1 if draft.low.lone else draft.low.end
    if stream.lang == "ar" and draft.unit is None and draft.low.lone and not draft.low.digits:
        draft = _behind_unit(stream, draft)
    if decades := decade_readings(stream, at, draft.low):
        draft = replace(draft, low=replace(draft.low, values=decades))
    return _finished(stream, draft), draft.after


def _behind_unit(stream: Stream, draft: _Draft) -> _Draft:
    """Takes in the unit before the Arabic number one: أسبوع واحد."""
    if draft.low.value != 1 or draft.low.ordinal:
        return draft
    for at in range(max(0, draft.first - 2), draft.first):
        unit = unit_at(stream, at)
        if unit and unit[1] == draft.first:
            return replace(draft, first=at, start=stream.start_of(at), unit=unit[0])
    return draft


def _between(stream: Stream, at: int) -> tuple[Mention | None, int] | None:
    """Reads "between A and B", also with the unit behind both figures."""
    found = between_at(stream, at)
    if found is None:
        first = amounts_at(stream, at)
        if not first:
            return None
        draft = _draft(stream, at, first[-1])
        rest = replace(draft.low, end=draft.after)
        second = _second(stream, rest, draft.end)
        if draft.unit is None or second is None or _draft(stream, at, second.high).unit not in (draft.unit, None):
            return None
        found = second
    ranged = _ranged(stream, at, found)
    return (_finished(stream, ranged), ranged.after) if ranged else None


def _second(stream: Stream, first: Amount, end: int) -> Range | None:
    """Reads "and B" behind a first figure whose own unit ends at code point `end`."""
    at = first.end
    if at >= len(stream.tokens) or stream.raw[end : stream.tokens[at].start].strip():
        return None
    joint = stream.find(at, "and", "to", exact=True)
    begin = joint[1] if joint else at if stream.tokens[at].joined else None
    second = amounts_at(stream, begin) if begin is not None and begin < len(stream.tokens) else []
    if not second or second[-1].value <= first.value or second[-1].ordinal:
        return None
    return Range(first, second[-1], second[-1].end, True)


def _ranged(stream: Stream, at: int, found: Range) -> _Draft | None:
    """Returns the draft of a range; without a sure opener it needs a unit or a counted noun, or it may be a score."""
    tail = _draft(stream, at, found.high)
    draft = replace(tail, low=replace(found.low, end=found.end), high=found.high)
    if draft.unit is None and look_like_years(found.low, found.high):
        return None
    if draft.unit is not None or found.sure or stream.noun_follows(draft.after) or found.high.scale != 1:
        return draft
    return None


def _opened(stream: Stream, at: int) -> bool:
    """Tells whether "from" or a word such as "about" stands before the figure at token `at`."""
    if at == 0:
        return False
    before = stream.find(at - 1, "from", exact=True)
    return bool(before and before[1] == at) or exactness(stream, at) is not None


def _draft(stream: Stream, first: int, amount: Amount) -> _Draft:
    """Returns a figure with its multiplier letter, its unit and the code points it covers."""
    start, end, after = stream.start_of(first), stream.tokens[amount.end - 1].end, amount.end
    money = sign_before(stream, start) if stream.tokens[first].readings else None
    if amount.ordinal:
        return _Draft(first, after, start, end, amount)
    if stream.tokens[amount.end - 1].readings:
        letter = multiplier_after(stream, end, money is not None)
        if letter:
            factor, end = letter
            amount = replace(amount, values=tuple(value * factor for value in amount.values), scale=factor)
            after = _token_at(stream, after, end)
            amount = replace(amount, end=after)
    unit = None
    sign = sign_after(stream, end)
    linked = amount.scale != 1 or amount.vague or amount.value.denominator != 1
    word = unit_word(stream, after, linked)
    word_end = stream.tokens[word[1] - 1].end if word else 0
    if sign and sign[1] >= word_end and not (money and money[0] != sign[0]):
        unit, end = sign
        after = _token_at(stream, after, end)
    elif word:
        unit, after, end = word[0], word[1], word_end
        if unit == "pound" and amount.scale >= 1000:
            unit = "GBP"
    if money and unit in (None, money[0]):
        unit, start = money
    draft = _Draft(first, after, start, end, amount, None, unit)
    return _with_half(stream, draft) if unit else draft


def _token_at(stream: Stream, at: int, position: int) -> int:
    """Returns the first token from `at` on that begins at or behind a code point."""
    while at < len(stream.tokens) and stream.tokens[at].start < position:
        at += 1
    return at


def _with_half(stream: Stream, draft: _Draft) -> _Draft:
    """Adds the half behind the unit: "deux ans et demi", ساعتين ونصف الساعة, دو سال و نیم."""
    at = draft.after
    if at >= len(stream.tokens) or draft.low.value.denominator != 1 or not stream.inside(stream.tokens[at]):
        return draft
    half_at = at if stream.tokens[at].joined else at + 1 if stream.is_and(at) else None
    if half_at is None or half_at >= len(stream.tokens):
        return draft
    article = stream.find(half_at, "article")
    found = stream.find(article[1] if article else half_at, "half", "half-bound", "half-of", "fraction")
    if found is None or not found[0].value <= HALF:
        return draft
    after = found[1]
    if stream.lang == "ar" and after < len(stream.tokens) and stream.tokens[after].text.startswith("ال"):
        again = unit_word(stream, after, False)
        if not again or again[0] != draft.unit:
            return draft  # "a month, and half of the people": the half is of something else
        after = again[1]
    if stream.find(after, "link", "the", exact=True):
        return draft
    low = replace(draft.low, values=tuple(value + found[0].value for value in draft.low.values))
    return replace(draft, low=low, after=after, end=stream.tokens[after - 1].end)


def _one_and_a_half(stream: Stream, at: int) -> tuple[Mention, int] | None:
    """Reads "a year and a half" and عام ونصف, where the unit alone stands for one of it."""
    article = stream.find(at, "article", exact=True)
    begin = article[1] if article else at
    if not article and stream.lang != "ar":
        return None
    unit = unit_word(stream, begin, False) if article else unit_at(stream, at)
    if unit is None:
        return None
    start, end = stream.start_of(at), stream.tokens[unit[1] - 1].end
    draft = _Draft(at, unit[1], start, end, Amount(unit[1], (Fraction(1),)), None, unit[0])
    longer = _with_half(stream, draft)
    return (_finished(stream, longer), longer.after) if longer is not draft else None


def _dual(stream: Stream, at: int, dual: tuple[str, int]) -> tuple[Mention | None, int]:
    """Reads يومين: the unit in the dual is the figure 2."""
    unit, after = dual
    again = stream.find(after, "digit")
    if again and again[0].value == 2 and not stream.tokens[after].joined:
        after = again[1]
    amount = Amount(after, (Fraction(2),))
    draft = _Draft(at, after, stream.start_of(at), stream.tokens[after - 1].end, amount, None, unit)
    draft = _with_half(stream, draft)
    return _finished(stream, draft), draft.after


def _finished(stream: Stream, draft: _Draft) -> Mention:
    """Returns the mention of a finished draft."""
    low, high = draft.low, draft.high
    approximate = exactness(stream, draft.first, draft.start) or exactness_after(stream, draft.after)
    if approximate is None and low.about:
        approximate = "about"
    start = draft.start
    factor = 1
    signed = high is None and bool(stream.tokens[draft.first].readings)
    if signed and is_negative(stream, draft.first, draft.start, draft.end, draft.unit):
        factor, start = -1, draft.start - (stream.raw[draft.start - 1] in STROKES)
    if high is not None:
        readings = tuple(Reading(one, high.value) for one in low.values[:1] if one <= high.value)
    elif low.highs:
        readings = tuple(Reading(a, b) for a, b in zip(low.values, low.highs, strict=True))
    else:
        readings = tuple(Reading(value * factor, value * factor) for value in dict.fromkeys(low.values))
    ordinal = low.ordinal or draft.unit is None and high is None and _behind_ordinal_noun(stream, draft.first)
    kind = MentionKind.ORDINAL if ordinal else kind_of(draft.unit)
    quantity = Quantity(
        readings,
        draft.unit,
        cast("Approximation | None", approximate),
        low.vague,
        low.digits or bool(high and high.digits),
    )
    return Mention(kind, Span(start, draft.end), stream.raw[start : draft.end], quantity)


def _behind_ordinal_noun(stream: Stream, first: int) -> bool:
    """Tells whether a noun that is numbered, not counted, stands before: القرن العشرين, قرن ۲۱."""
    at = first - 1 if stream.tokens[first].gap == "" and stream.tokens[first].readings else first
    if at > 0 and stream.tokens[at - 1].text == "ال":
        at -= 1  # القرن الـ 21
    return at > 0 and stream.gap(at) == " " and stream.find(at - 1, "ordinal-noun") is not None
