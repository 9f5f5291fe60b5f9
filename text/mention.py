"""What a text states in a form that can be compared by value: figures, dates, names, quotations, negations."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction
from typing import Literal

from text.document import Span

Approximation = Literal["about", "over", "under"]
NameKind = Literal["person", "place", "body", "other"]


class MentionKind(StrEnum):
    """Names the kinds of mention; the values are those of the `read` contract."""

    NUMBER = "number"
    ORDINAL = "ordinal"
    PERCENT = "percent"
    MONEY = "money"
    UNIT = "unit"
    DATE = "date"
    TIME = "time"
    NAME = "name"
    QUOTE = "quote"
    NEGATION = "negation"


@dataclass(frozen=True, slots=True, order=True)
class Reading:
    """Is one possible value of a figure: a closed range, low = high where one figure is stated."""

    low: Fraction
    high: Fraction


@dataclass(frozen=True, slots=True)
class Quantity:
    """Is a figure: every reading it allows, its unit (`USD`, `km`, `%`, `year`, …) and how approximate it claims to be.

    `vague` marks words such as "hundreds" whose reading is only an order of magnitude. `digits` tells whether it is
    written in digits; a small spelled-out number is weaker evidence than a digit.
    """

    readings: tuple[Reading, ...]
    unit: str | None = None
    approximate: Approximation | None = None
    vague: bool = False
    digits: bool = True


@dataclass(frozen=True, slots=True)
class When:
    """Is a date or time: every reading as an ISO string as far as known.

    `2021-12-14`, `2021-12`, `2021`, `--12-14`, `--12`, `W2` (a bare Tuesday), `T15:30`, `P-1D` (yesterday, no
    dateline).
    """

    readings: tuple[str, ...]
    calendar: Literal["gregorian", "jalali", "hijri"] = "gregorian"


@dataclass(frozen=True, slots=True)
class Name:
    """Is a name: the table ids it may stand for (empty if unknown) and the skeleton of its sound for other scripts."""

    kind: NameKind
    ids: tuple[str, ...]
    skeleton: str


@dataclass(frozen=True, slots=True)
class Quote:
    """Is a quotation with the span of its speaker, if named beside it."""

    speaker: Span | None


@dataclass(frozen=True, slots=True)
class Polarity:
    """Is a negator or a negative word; `strength` tells full negation from limiting words."""

    strength: Literal["full", "limiting"]


Value = Quantity | When | Name | Quote | Polarity


@dataclass(frozen=True, slots=True)
class Mention:
    """Is one thing a text states, with its exact span and its value."""

    kind: MentionKind
    span: Span
    surface: str
    value: Value
