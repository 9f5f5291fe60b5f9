"""What the grammar finds before anything is resolved against a dateline."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from text.mention import MentionKind

Calendar = Literal["gregorian", "jalali", "hijri"]


@dataclass(frozen=True, slots=True)
class Moment:
    """Is a date as written: the fields it states, in its own calendar.

    `shift` is -1, 0 or 1 for "last", "this", "next"; `offset` counts years from the year of writing ("March of last
    year"); `relative` an ISO duration; `fixed` holds readings that need no
    further work; `other` holds a second way to read an ambiguous numeric date.
    """

    calendar: Calendar = "gregorian"
    year: int | None = None
    month: int | None = None
    day: int | None = None
    weekday: int | None = None
    shift: int | None = None
    relative: str | None = None
    season: int | None = None
    fixed: tuple[str, ...] = ()
    other: Moment | None = None
    offset: int | None = None


@dataclass(frozen=True, slots=True)
class Found:
    """Is a moment with its place: tokens `first` up to `last`, without the first `skip` letters."""

    kind: MentionKind
    first: int
    last: int
    skip: int
    moment: Moment
