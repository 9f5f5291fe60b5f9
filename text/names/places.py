"""Which places lie in which: a city in its country, England in the United Kingdom."""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache

from text.resources import rows

PLACE_KINDS = frozenset({"country", "city", "region", "island", "mountain", "water"})


@lru_cache(maxsize=1)
def _countries() -> dict[str, str]:
    """Returns city or region → its country, from the column `country` of the table of cities."""
    lines = iter(rows("names/cities.tsv"))
    place = next(lines).index("country")
    return {cells[0]: f"country:{cells[place]}" for cells in lines if len(cells) > place and cells[place]}


def is_part_of(one: Iterable[str], other: Iterable[str]) -> bool:
    """Tells whether an entry of one name lies in an entry of the other, or the two are parts of one country.

    `country:gb-eng` lies in `country:gb`; a city lies in its country.
    """
    return any(_holds(mine, theirs) or _holds(theirs, mine) for mine in one for theirs in other)


def _holds(outer: str, inner: str) -> bool:
    return inner.startswith(f"{outer}-") or _countries().get(inner) == outer
