"""What muqabala reads in one text, for `muqabala read`: as data for a JSON line, and as lines for people."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from fractions import Fraction

from reports.bidi import isolated, visible
from reports.jsonl import Json
from reports.values import describe
from reports.verdict import counted
from text.document import Document, Span
from text.languages import NAMES
from text.mention import Mention, MentionKind, Name, Polarity, Quantity, When


def reading_data(document: Document, found: Sequence[Mention], identifier: str) -> Json:
    """Returns the line of the `read` contract as data."""
    return {
        "id": identifier,
        "lang": document.lang,
        "sentences": [_span(sentence.span) for sentence in document.sentences],
        "units": [{**_ends(unit.span), "kind": unit.kind, "sentence": unit.sentence} for unit in document.units],
        "furniture": [_span(span) for span in document.furniture],
        "mentions": [_mention(mention) for mention in found],
    }


def exact(value: Fraction) -> str:
    """Writes a figure exactly: as a decimal where that ends, else as a fraction such as `2/3`."""
    rest = value.denominator
    for prime in (2, 5):
        while rest % prime == 0:
            rest //= prime
    if rest != 1:
        return f"{value.numerator}/{value.denominator}"
    places = 0
    while (value * 10**places).denominator != 1:
        places += 1
    digits = str(abs((value * 10**places).numerator)).rjust(places + 1, "0")
    sign = "-" if value < 0 else ""
    return f"{sign}{digits[:-places]}.{digits[-places:]}" if places else f"{sign}{digits}"


def _ends(span: Span) -> dict[str, Json]:
    return {"start": span.start, "end": span.end}


def _span(span: Span) -> Json:
    return _ends(span)


def _mention(mention: Mention) -> Json:
    # The contract has no kind of its own for ordinals: the rank is their number.
    kind = MentionKind.NUMBER if mention.kind is MentionKind.ORDINAL else mention.kind
    return {"kind": kind.value, **_ends(mention.span), "surface": mention.surface, "readings": _readings(mention)}


def _readings(mention: Mention) -> list[Json]:
    value = mention.value
    if isinstance(value, Quantity):
        return [
            {
                "low": exact(reading.low),
                "high": exact(reading.high),
                "unit": value.unit,
                "approximate": value.approximate,
            }
            for reading in value.readings
        ]
    if isinstance(value, When):
        return list(value.readings)
    if isinstance(value, Name):
        return list(value.ids)
    return [value.strength] if isinstance(value, Polarity) else []


def reading_lines(document: Document, found: Sequence[Mention]) -> Iterator[str]:
    """Yields the text for people: a head, then each sentence with the values read in it."""
    name = visible(document.meta.path or document.id)
    sizes = (counted(len(document.sentences), "sentence"), counted(len(document.units), "unit"))
    yield f"{name}  {NAMES[document.lang]}, {', '.join(sizes)}"
    for span in document.furniture:
        yield f"  furniture  {isolated(_flat(span.of(document.raw)))}"
    for sentence in document.sentences:
        yield f"{sentence.index + 1:>4}  {isolated(_flat(sentence.span.of(document.raw)))}"
        for mention in found:
            if sentence.span.holds(mention.span):
                value = describe(mention)
                shown = f"{mention.kind.value:<8} {isolated(_flat(mention.surface))}"
                yield f"      {shown} = {value}" if value else f"      {shown}"


def _flat(text: str) -> str:
    return " ".join(visible(text).split())
