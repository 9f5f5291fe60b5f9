"""The budget of a gate: how many findings a corpus of its size may have."""

from __future__ import annotations

import re
from dataclasses import dataclass
from fractions import Fraction
from typing import Literal

from text.errors import InputError

_BUDGET = re.compile(r"(\d+(?:\.\d+)?)\s*(?:/|per)\s*(?:(1[, ]?000)\s*w(?:ords?)?|(100)\s*p(?:airs?)?)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Budget:
    """Allows `most` findings per 1,000 words or per 100 pairs."""

    most: Fraction
    per: Literal["words", "pairs"]

    def holds(self, findings: int, words: int, pairs: int) -> bool:
        """Tells whether so many findings in so many words and pairs are within the budget."""
        size = Fraction(words, 1000) if self.per == "words" else Fraction(pairs, 100)
        return findings <= self.most * size

    def __str__(self) -> str:
        return f"{float(self.most):g} per {'1,000 words' if self.per == 'words' else '100 pairs'}"


def parse_budget(text: str) -> Budget:
    """Returns the budget written as `2/1000w` or `3 per 100 pairs`; InputError otherwise."""
    found = _BUDGET.fullmatch(text.strip())
    if found is None:
        raise InputError(f"{text!r} is no budget: write 2/1000w (per 1,000 words) or 3/100p (per 100 pairs)")
    return Budget(Fraction(found[1]), "words" if found[2] else "pairs")
