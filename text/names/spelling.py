"""Names in one script: what may be a name, and when two spellings may be one."""

from __future__ import annotations

from collections.abc import Set

from rapidfuzz.distance import Indel

from text.names.persons import share_given_name
from text.names.skeleton import similarity, skeleton
from text.tokens import Token

_SHORTEST_SKELETON = 3
_ALIKE = 0.8
_STEM = 5


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


def may_be_spelled_alike(one: str, other: str) -> bool:
    """Tells whether two words of one script, in compare-form, may be one name: Aleksandr, Alexandre; Samis, Sámi.

    Looser than `spelled_alike`: for two names that stand in each other's place.
    """
    shorter, longer = sorted((one, other), key=len)
    if longer in (shorter, f"{shorter}s") or share_given_name(one, other):
        return True
    if len(shorter) >= _STEM and longer.startswith(shorter[: max(_STEM, len(shorter) - 2)]):
        return True
    left, right = skeleton(one), skeleton(other)
    if min(len(left), len(right)) < _SHORTEST_SKELETON - 1 or max(len(left), len(right)) < _SHORTEST_SKELETON:
        return False
    return abs(len(left) - len(right)) <= 1 and similarity(left, right) >= _ALIKE
