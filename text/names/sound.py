"""Whether a Latin word and a word of Arabic script sound like one name, and which words of two lists do.

Skeletons (`text.names.skeleton`) sort out the pairs that cannot be; the trained model (`text.names.sound_model`)
judges the rest, by its log-odds and by how much of what the words could reach at best they do reach. Given names that
the table `data/names/given_names.tsv` knows in both scripts need not sound alike (John, یحیی).
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray
from rapidfuzz import process
from rapidfuzz.distance import Indel

from text.document import Lang
from text.names.persons import given_ids
from text.names.skeleton import similarity, skeleton
from text.names.sound_model import letter_odds, letters, load_weights, log_odds, reach
from text.names.sound_table import log_odds_of_pairs
from text.stems import without_proclitics

Places = NDArray[np.int64]
# Skeletons less alike than this, or of lengths further apart, are not looked at further.
_SKELETONS = 0.45
_LENGTHS = 2
# Log-odds and share of the reachable log-odds from which two words are one name; shorter words need a larger share.
_ONE_NAME = 8.0
_SHARE = 0.28
_SHORT = 0.34
_SHORT_REACH = 30.0
_MAY_BE = 4.0
_MAY_SHARE = 0.14
_FAR = float("-inf")
# Up to so many pairs, one by one is quicker than all at once; those of earlier texts are remembered.
_FEW = 8
# Share of the letters' weight that ranking gives back, chosen on training rows; the weight of an unseen letter.
_GIVEN_BACK = 0.25
_RARE = -12.0


@lru_cache(maxsize=65536)
def log_odds_of(latin: str, arabic: str) -> float:
    """Returns the log-odds that the two words spell one name."""
    return log_odds(letters(latin), letters(arabic), load_weights())


def likeness(latin: str, arabic: str) -> float:
    """Returns the log-odds that the two words spell one name, minus infinity where their consonants differ too much."""
    left, right = skeleton(latin), skeleton(arabic)
    if abs(len(left) - len(right)) > _LENGTHS or (left and right and similarity(left, right) < _SKELETONS):
        return _FAR
    return log_odds_of(latin, arabic)


def rank(latin: str, arabic: str) -> float:
    """Returns a score by which the partners of a name are put in order; only scores of one name compare.

    A part of what the letters of both words weigh is given back, else rare letters decide between candidates.
    """
    known = letter_odds()
    weight = sum(known.get(letter, _RARE) for letter in letters(latin) + letters(arabic))
    return log_odds_of(latin, arabic) + _GIVEN_BACK * weight


def sounds_like(latin: str, arabic: str) -> bool:
    """Tells whether the two words are, more likely than not, one name."""
    return _is_one_name(likeness(latin, arabic), latin, arabic)


def _is_one_name(odds: float, latin: str, arabic: str) -> bool:
    if odds < _ONE_NAME:
        return False
    best = max(_reach(latin), _reach(arabic))
    return odds / max(1.0, best) >= (_SHORT if best < _SHORT_REACH else _SHARE)


def may_sound_like(latin: str, arabic: str) -> bool:
    """Tells whether the two words may be one name, spelled freely or by hearsay."""
    return likeness(latin, arabic) >= _MAY_BE and share(latin, arabic) >= _MAY_SHARE


def share(latin: str, arabic: str) -> float:
    """Returns the log-odds as a share of what the two words could reach with the partner that suits each best."""
    return log_odds_of(latin, arabic) / max(1.0, _reach(latin), _reach(arabic))


@lru_cache(maxsize=65536)
def _reach(word: str) -> float:
    return reach(letters(word))


def sound_pairs(latins: Sequence[str], others: Sequence[str], langs: tuple[Lang, Lang]) -> list[tuple[str, str]]:
    """Returns the pairs of folded words that may be one name; clitics of the words of Arabic script are peeled."""
    forms = [(word, form) for word in others for form in (word, *without_proclitics(word, langs[1]))]
    if not latins or not forms:
        return []
    found = {(latins[i], forms[j][0]) for i, j in _sounding(latins, [form for _, form in forms])}
    given = [(latin, ids) for latin in latins if (ids := given_ids(latin, langs[0]))]
    for word, form in forms if given else ():
        theirs = given_ids(form, langs[1])
        found.update((latin, word) for latin, ids in given if theirs & ids)
    return sorted(found)


def _sounding(latins: Sequence[str], others: Sequence[str]) -> list[tuple[int, int]]:
    """Returns the places of the pairs of words that `sounds_like` takes for one name."""
    left, right = _alike(latins, others)
    if len(left) <= _FEW:
        pairs = zip(left.tolist(), right.tolist(), strict=True)
        return [(i, j) for i, j in pairs if _is_one_name(log_odds_of(latins[i], others[j]), latins[i], others[j])]
    words = [[letters(word) for word in side] for side in (latins, others)]
    odds = log_odds_of_pairs(words[0], words[1], left, right)
    likely = odds >= _ONE_NAME
    triples = zip(left[likely].tolist(), right[likely].tolist(), odds[likely].tolist(), strict=True)
    return [(i, j) for i, j, value in triples if _is_one_name(value, latins[i], others[j])]


def _alike(latins: Sequence[str], others: Sequence[str]) -> tuple[Places, Places]:
    """Returns the places of the pairs of words whose skeletons are alike enough; each skeleton is compared once."""
    held: list[dict[str, list[int]]] = []
    for words in (latins, others):
        places: dict[str, list[int]] = {}
        for place, word in enumerate(words):
            places.setdefault(skeleton(word), []).append(place)
        held.append(places)
    own, other = list(held[0]), list(held[1])
    alike = process.cdist(
        own, other, scorer=Indel.normalized_similarity, score_cutoff=_SKELETONS, dtype=np.float32
    )  # fmt: skip
    sizes = [np.array([len(text) for text in texts]) for texts in (own, other)]
    alike[np.abs(sizes[0][:, None] - sizes[1][None, :]) > _LENGTHS] = 0.0
    left: list[Places] = [np.zeros(0, dtype=np.int64)]
    right: list[Places] = [np.zeros(0, dtype=np.int64)]
    groups = [np.array(held[1][text], dtype=np.int64) for text in other]
    for row, text in zip(alike, own, strict=True):
        near = [groups[place] for place in np.flatnonzero(row).tolist()]
        if near:
            found = np.concatenate(near)
            for place in held[0][text]:
                left.append(np.full(len(found), place))
                right.append(found)
    return np.concatenate(left), np.concatenate(right)
