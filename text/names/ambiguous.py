"""Spellings of the name tables that are ordinary words too: "US" and "us", رئيسي, "Nice".

The list (`data/names/ambiguous.txt`) says of each why: `case` counts only with the capitals written there, `common`
is an ordinary word that counts as a name only where the texts bear it out.
"""

from __future__ import annotations

from enum import Enum, auto
from functools import lru_cache

from text.document import Lang
from text.fold import fold
from text.resources import rows
from text.stems import without_proclitics
from text.tokens import Token


class Standing(Enum):
    """Ranks how far a single word that the tables know may be taken for the name."""

    SURE = auto()
    DOUBTFUL = auto()
    NEVER = auto()


@lru_cache(maxsize=8)
def _spellings(lang: Lang, why: str) -> dict[str, frozenset[str]]:
    """Returns folded spelling → spellings as listed, for one language and reason."""
    found: dict[str, set[str]] = {}
    for cells in rows("names/ambiguous.txt"):
        if cells[0] == lang and cells[2] == why:
            found.setdefault(fold(cells[1]), set()).add(cells[1])
    return {key: frozenset(values) for key, values in found.items()}


def standing(token: Token, raw: str, lang: Lang, *, opens: bool = False) -> Standing:
    """Returns how far the word may be the name; `opens` says that it stands where every word has a capital."""
    forms = (token.folded, *without_proclitics(token.folded, lang))
    if any(form in _spellings(lang, "common") for form in forms):
        return Standing.DOUBTFUL
    cased = _spellings(lang, "case").get(token.folded)
    if cased is None:
        return Standing.SURE if token.content else Standing.NEVER
    if token.span.of(raw) not in cased:
        return Standing.NEVER
    return Standing.DOUBTFUL if opens else Standing.SURE
