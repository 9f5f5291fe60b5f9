"""Initials spelled out in Arabic script: CBS as سي بي إس, BBC as بی‌بی‌سی."""

from __future__ import annotations

from functools import lru_cache
from itertools import product

from text.fold import fold
from text.resources import rows

LONGEST = 5
_SHORTEST = 2


@lru_cache(maxsize=1)
def _letters() -> dict[str, tuple[str, ...]]:
    """Returns letter → its names in compare-form, each once."""
    return {letter: tuple(dict.fromkeys(map(fold, names.split("|")))) for letter, names in rows("names/letters.tsv")}


@lru_cache(maxsize=512)
def spelled_out(initials: str) -> frozenset[str]:
    """Returns the ways to spell out initials in compare-form, without spaces; none for other words."""
    if not _SHORTEST <= len(initials) <= LONGEST or any(letter not in _letters() for letter in initials):
        return frozenset()
    return frozenset("".join(names) for names in product(*(_letters()[letter] for letter in initials)))
