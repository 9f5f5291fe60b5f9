"""Figures that are not built by place: fractions, halves of a scale, dozens, "hundreds", "a few thousand"."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction

from text.numbers.compose import Amount, compose
from text.numbers.exactness import exactness
from text.numbers.stream import Stream
from text.numbers.units import unit_word


def amounts_at(stream: Stream, at: int, forbidden_and: bool = False) -> list[Amount]:
    """Returns the figures that begin at token `at`, shortest first; only the last is the whole one."""
    if at >= len(stream.tokens):
        return []
    for read in (vague_at, fraction_at, half_at):
        found = read(stream, at)
        if found:
            return [found]
    composed = compose(stream, at, forbidden_and)
    if composed and not composed[-1].ordinal:
        longer = _collective(stream, at, composed[-1])
        if longer:
            return [longer]
    if composed and (decimal := _spoken_decimal(stream, composed[-1])):
        return [decimal]
    if not composed and (lone := _collective(stream, at, None)):
        return [lone]
    return composed


def vague_at(stream: Stream, at: int) -> Amount | None:
    """Reads "hundreds", "tens of thousands", "several million", بضعة, مئات الآلاف."""
    few = stream.find(at, "few")
    several = stream.find(at, "several", exact=True)
    if several and (scale := _scales(stream, several[1], "hundred", "hundreds", "scale", "vague", "collective")):
        end, value = scale
        return Amount(end, (value,), vague=True, scale=value)
    if few:
        return Amount(few[1], (few[0].value,), (few[0].high,), vague=True)
    first = stream.find(at, "vague")
    if first is None:
        return None
    before = at - 1
    if stream.lang == "fr" and not (before >= 0 and stream.find(before, "vague-before", exact=True)):
        return None
    end, value = first[1], first[0].value
    more = _scales(stream, end, "scale", "vague", "hundred", "hundreds")
    if more is None and (link := stream.find(end, "link", exact=True)):
        more = _scales(stream, link[1], "scale", "vague", "collective")
    if more:
        end, value = more[0], value * more[1]
    return Amount(end, (value,), vague=True, scale=value)


def _scales(stream: Stream, at: int, *roles: str) -> tuple[int, Fraction] | None:
    """Reads one or two scale words in a row and returns their end and product."""
    product, end = Fraction(1), at
    while end < len(stream.tokens) and stream.inside(stream.tokens[end]) and not stream.tokens[end].joined:
        found = stream.find(end, *roles)
        link = stream.find(end, "link", exact=True) if end > at else None
        if found is None and link and stream.lang == "fr":
            found = stream.find(link[1], "scale", "vague")
        if found is None or found[0].value in (200, 300, 400, 500, 600, 700, 800, 900):
            break
        product, end = product * found[0].value, found[1]
    return (end, product) if end > at else None


def fraction_at(stream: Stream, at: int) -> Amount | None:
    """Reads "two-thirds", "un tiers", ثلثي, ثلاثة أرباع, دو سوم."""
    whole = stream.find(at, "fraction")
    if whole:
        scale = stream.find(whole[1], "scale")
        if scale and stream.gap(whole[1]) == " " and not stream.tokens[whole[1]].joined:
            return Amount(scale[1], (whole[0].value * scale[0].value,), scale=scale[0].value)
        return Amount(whole[1], (whole[0].value,), lone=True)
    fifth = stream.find(at, "fifth-part")
    if fifth and not stream.tokens[at].article and at + 1 < len(stream.tokens):
        after = stream.tokens[at + 1]
        if after.gap == " " and after.text.startswith("ال") and not after.joined and not stream.find(at + 1, "scale"):
            digit = stream.find(at, "digit", "tenth-part")
            return Amount(fifth[1], ((digit[0].value,) if digit else ()) + (fifth[0].value,), lone=True)
    if at and (alone := stream.find(at, "denominator")) and alone[0].value in (3, 4):
        # "le tiers des voix": the article before stands for one
        before, after_it = stream.find(at - 1, "the", exact=True), stream.find(alone[1], "link", "the", exact=True)
        return Amount(alone[1], (1 / alone[0].value,)) if before and after_it and stream.lang == "fr" else None
    upper = stream.find(at, "digit", "teen", "article")
    if upper is None and stream.tokens[at].readings:
        upper_value, after_upper = stream.tokens[at].readings[0], at + 1
    elif upper and not upper[0].ordinal and (upper[0].role == "article" or upper[0].value):
        upper_value, after_upper = upper[0].value or Fraction(1), upper[1]
    else:
        return None
    if after_upper >= len(stream.tokens) or not stream.inside(stream.tokens[after_upper]):
        return None
    if stream.tokens[after_upper].joined:
        return None
    found = stream.find(after_upper, "denominator")
    if found and upper_value < found[0].value:
        return Amount(found[1], (upper_value / found[0].value,), digits=upper is None)
    return _ordinal_fraction(stream, upper_value, after_upper)


def _ordinal_fraction(stream: Stream, upper: Fraction, at: int) -> Amount | None:
    """Reads an ordinal as the lower part: "one-third", "a fifth of", "un cinquième des", یک سوم."""
    token = stream.tokens[at]
    found = next((entry for entry in stream.entries(at, "digit", "teen", "ten", "hundred", "hundreds", "scale")), None)
    if found is None or not found.ordinal or token.joined:
        return None
    lower, after = found.value, at + 1
    if stream.lang == "fa" and 0 < upper < lower and upper.denominator == 1:
        return Amount(after, (upper / lower,))
    link = stream.find(after, "link", exact=True)
    hyphen = token.gap == "-" and lower != 2
    if stream.lang in ("en", "fr") and upper == 1 and lower > 2 and (link or stream.lang == "en" and hyphen):
        return Amount(after, (upper / lower,))
    return None


def half_at(stream: Stream, at: int) -> Amount | None:
    """Reads "half a million", "un demi-million", نصف مليون, نیم میلیون, "half of", "la moitié"."""
    start = at
    article = stream.find(at, "article") or (stream.find(at, "digit") if stream.lang == "fr" else None)
    if article and article[0].value == 1:
        start = article[1]
        if start >= len(stream.tokens) or not stream.inside(stream.tokens[start]):
            return None
    found = stream.find(start, "half", "half-of", "half-bound")
    if found is None or found[0].ordinal:
        return None
    entry, end = found
    second = stream.find(end, "article", exact=True)
    scale_at = second[1] if second else end
    scale = stream.find(scale_at, "scale", "hundred", "collective")
    if scale and stream.gap(scale_at) in (" ", "-", "z", "") and not stream.tokens[scale_at].joined:
        return Amount(scale[1], (entry.value * scale[0].value,), scale=scale[0].value, about=False)
    if (second or stream.gap(end) == "-") and unit_word(stream, scale_at, False):
        return Amount(scale_at, (entry.value,))
    if entry.role == "half-bound" and not unit_word(stream, end, False):
        return None
    if entry.role == "half-of" and not stream.find(end, "half-after", exact=True) and not exactness(stream, at):
        return None
    return Amount(end, (entry.value,), lone=True)


def _collective(stream: Stream, at: int, before: Amount | None) -> Amount | None:
    """Reads "une vingtaine", "two dozen", "a couple of", "une centaine de milliers" behind an optional figure."""
    if before is None:
        article = stream.find(at, "article")
        position, value = (article[1], Fraction(1)) if article else (at, Fraction(1))
        if stream.lang in ("fr", "en") and article is None:
            return None
    else:
        position, value = before.end, before.value
    if position >= len(stream.tokens) or not stream.inside(stream.tokens[position]):
        return None
    found = stream.find(position, "collective", "collective-of", "collective-vague")
    if found is None or stream.tokens[position].joined:
        return None
    entry, end = found
    if entry.role == "collective-of" and not stream.find(end, "link", exact=True):
        return None
    total = value * entry.value
    link = stream.find(end, "link", exact=True)
    more = _scales(stream, link[1], "scale", "vague") if link else None
    if more:
        end, total = more[0], total * more[1]
    vague = entry.role == "collective-vague"
    about = stream.lang == "fr" and entry.value != 12
    digits = before.digits if before else False
    return Amount(end, (total,), scale=entry.value, vague=vague, about=about, digits=digits)


def _spoken_decimal(stream: Stream, amount: Amount) -> Amount | None:
    """Reads "three point five", "trois virgule cinq million": the point and the decimals in words or digits."""
    point = stream.find(amount.end, "point", exact=True)
    if point is None or amount.scale != 1 or amount.ordinal or amount.value.denominator != 1:
        return None
    parts = compose(stream, point[1], forbidden_and=True)
    if not parts or parts[0].ordinal:
        return None
    part = parts[0] if stream.lang == "en" else parts[-1]
    if part.value.denominator != 1 or part.scale != 1:
        part = parts[0]
    decimals = str(part.value)
    value = amount.value + Fraction(int(decimals), 10 ** len(decimals)) if decimals.isdigit() else amount.value
    end, scale = part.end, Fraction(1)
    multiplier = stream.find(end, "scale")
    if multiplier and stream.inside(stream.tokens[end]) and not stream.tokens[end].joined:
        end, scale = multiplier[1], multiplier[0].value
    return replace(amount, end=end, values=(value * scale,), scale=scale, lone=False)
