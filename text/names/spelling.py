"""Names in one script: what may be a name, and when two spellings may be one."""

from __future__ import annotations

from collections.abc import Set

from rapidfuzz.distance import Indel

from text.tokens import Token


def looks_like_name(token: Token, features: Set[str]) -> bool:
    """Tells whether a word that no table knows may be a name: it has no concept, no figure, and some length."""
    if token.is_latin and not token.capital:
        return False
    return not features - {f"={token.key}"} and len(token.folded) >= 3 and not token.folded.isdigit()


def spelled_alike(left: Token, right: Token) -> bool:
    """Tells whether two words of one script are spellings of one word (similarity at least 0.8, five letters or more)."""
    if left.key == right.key:
        return True
    if min(len(left.folded), len(right.folded)) < 5 or left.folded[0] != right.folded[0]:
        return False
    return Indel.normalized_similarity(left.folded, right.folded) >= 0.8
