"""The evidence of the learned pair tables: which words of two documents they join."""

from __future__ import annotations

from collections.abc import Sequence

from text.document import Lang
from text.own_words import OwnWords
from text.pairs import key_of, shared_features
from text.tokens import Token


def learned_features(
    left: Sequence[Token | None], right: Sequence[Token | None], langs: tuple[Lang, Lang], own: OwnWords
) -> tuple[list[set[str]], list[set[str]]]:
    """Returns for each word of either side the features `p:<left key>/<right key>` it shares; None is no word."""
    keys = [
        [("", False) if token is None else (key_of(token, lang), token.content) for token in side]
        for side, lang in ((left, langs[0]), (right, langs[1]))
    ]
    shared = shared_features(keys[0], keys[1], own.pairs(*langs))
    out = [[shared[which].get(key, set()) for key, _ in side] for which, side in enumerate(keys)]
    return out[0], out[1]
