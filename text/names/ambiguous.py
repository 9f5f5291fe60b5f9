"""Spellings of the name tables that are ordinary words too: "US" and "us", رئيسي, "Nice".

The list (`data/names/ambiguous.txt`) says of each why: `case` counts only with the capitals written there, `common`
is an ordinary word that counts as a name only beside other parts of the name.
"""

from __future__ import annotations

from functools import lru_cache

from text.document import Lang
from text.fold import fold
from text.resources import rows
from text.stems import without_proclitics
from text.tokens import Token


@lru_cache(maxsize=8)
def _spellings(lang: Lang, why: str) -> dict[str, frozenset[str]]:
    """Returns folded spelling → spellings as listed, for one language and reason."""
    found: dict[str, set[str]] = {}
    for cells in rows("names/ambiguous.txt"):
        if cells[0] == lang and cells[2] == why:
            found.setdefault(fold(cells[1]), set()).add(cells[1])
    return {key: frozenset(values) for key, values in found.items()}


def may_stand_alone(token: Token, raw: str, lang: Lang) -> bool:
    """Tells whether a single word that the tables know may be taken for the name."""
    if not token.content:
        return False
    forms = (token.folded, *without_proclitics(token.folded, lang))
    if any(form in _spellings(lang, "common") for form in forms):
        return False
    cased = _spellings(lang, "case").get(token.folded)
    return cased is None or token.span.of(raw) in cased
