"""Names in one script: what may be a name, and when two spellings may be one."""

from __future__ import annotations

from collections.abc import Set

from rapidfuzz.distance import Indel

from text.tokens import Token


def looks_like_name(token: Token, features: Set[str]) -> bool:
    """Tells whether a word may be a name by its looks: it has no concept, no figure, and some length.

    Words of the name tables stay in the contest: a spelling that the tables lack may stand on the other side.
    """
    if token.is_latin and not token.capital:
        return False
    named = any(feature[0] == "n" for feature in features)
    concepts = any(feature[0] in "c#@" for feature in features)
    return (named or not concepts) and len(token.folded) >= 3 and not token.folded.isdigit()


def spelled_alike(left: Token, right: Token) -> bool:
    """Tells whether two words of one script spell one word (similarity at least 0.8, five letters or more)."""
    if left.key == right.key:
        return True
    one, other = left.folded, right.folded
    if not left.is_latin and one.startswith("ال") != other.startswith("ال"):
        # Persian leaves out the article of Arabic names: زبیدی for الزبيدي.
        one, other = one.removeprefix("ال"), other.removeprefix("ال")
    if one == other:
        return len(one) >= 3
    if min(len(one), len(other)) < 5 or one[0] != other[0]:
        return False
    return Indel.normalized_similarity(one, other) >= 0.8
