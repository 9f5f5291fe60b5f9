"""The consonant skeleton of a name, comparable between Latin and Arabic script.

Vowels are what transliterations disagree on, so only consonants count, in classes that the two scripts share; `w`/`y`
are kept apart from consonants because و and ي write both. The idea is Soundex's (Russell 1918), with classes drawn
for Arabic and Persian names.
"""

from __future__ import annotations

import re
from functools import lru_cache

from rapidfuzz.distance import Indel

from text.fold import fold

# Latin spellings of one sound, longest first; where French and English differ, the sound that Arabic script writes.
_LATIN = (
    ("tch", "S"), ("sch", "S"), ("sh", "S"), ("ch", "S"), ("kh", "K"), ("gh", "K"), ("th", "T"), ("dh", "D"),
    ("ph", "F"), ("zh", "S"), ("dj", "S"), ("ck", "K"), ("qu", "K"), ("gu", "K"), ("ce", "Z"),
    ("ci", "Z"), ("cy", "Z"),
    ("ge", "S"), ("gi", "S"), ("gy", "S"), ("gn", "N"), ("x", "KZ"), ("b", "B"), ("p", "B"), ("f", "F"), ("v", "F"),
    ("t", "T"), ("d", "D"), ("k", "K"), ("q", "K"), ("c", "K"), ("g", "K"), ("j", "S"), ("s", "Z"), ("z", "Z"),
    ("l", "L"), ("r", "R"), ("m", "M"), ("n", "N"), ("w", ""), ("h", ""),
)  # fmt: skip
_ARABIC = {
    "ب": "B", "پ": "B", "ف": "F", "ڤ": "F", "ت": "T", "ط": "T", "ث": "T", "د": "D", "ض": "D", "ذ": "D",
    "ك": "K", "گ": "K", "ق": "K", "خ": "K", "غ": "K", "ج": "S", "چ": "S", "ش": "S", "ژ": "S",
    "س": "Z", "ص": "Z", "ز": "Z", "ظ": "Z", "ل": "L", "ر": "R", "م": "M", "ن": "N",
}  # fmt: skip
# Sounds that one script may write with the letter of another class: g as ج غ, v as و, th as ذ.
_NEAR = frozenset({"KS", "SK", "TD", "DT", "ZS", "SZ", "FB", "BF", "TZ", "ZT", "DZ", "ZD"})
_LATIN_RULE = re.compile("|".join(spelling for spelling, _ in _LATIN))
_LATIN_CLASS = dict(_LATIN)


@lru_cache(maxsize=32768)
def skeleton(word: str) -> str:
    """Returns the consonant classes of a name in either script; empty if it has no consonant."""
    folded = fold(word)
    if folded and folded[0].isascii():
        classes = "".join(_LATIN_CLASS[match.group()] for match in _LATIN_RULE.finditer(folded))
    else:
        classes = "".join(_ARABIC.get(char, "") for char in folded)
    return re.sub(r"(.)\1+", r"\1", classes)


def similarity(left: str, right: str) -> float:
    """Returns how alike two skeletons are, 0 to 1 (normalised insertion-deletion similarity, near classes forgiven)."""
    if not left or not right:
        return 0.0
    if len(left) == len(right) and all(a == b or a + b in _NEAR for a, b in zip(left, right, strict=True)):
        same = sum(a == b for a, b in zip(left, right, strict=True))
        return 0.75 + 0.25 * same / len(left)
    return Indel.normalized_similarity(left, right)
