"""Whether a Latin word and a word of Arabic script sound like one name, and which words of two lists do.

Skeletons (`text.names.skeleton`) sort out the pairs that cannot be; the trained model (`text.names.sound_model`)
judges the rest, by its log-odds and by how much of what the words could reach at best they do reach. Given names that
the table `data/names/given_names.tsv` knows in both scripts need not sound alike (John, یحیی).
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

import numpy as np
from rapidfuzz import process
from rapidfuzz.distance import Indel

from text.document import Lang
from text.names.persons import given_ids
from text.names.skeleton import similarity, skeleton
from text.names.sound_model import letter_odds, letters, load_weights, log_odds, reach
from text.stems import without_proclitics

# Skeletons less alike than this are not looked at further.
_SKELETONS = 0.45
# Log-odds and share of the reachable log-odds from which two words are one name; shorter words need a larger share.
_ONE_NAME = 8.0
_SHARE = 0.28
_SHORT = 0.34
_SHORT_REACH = 30.0
_MAY_BE = 4.0
_MAY_SHARE = 0.14
_FAR = float("-inf")
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
    if abs(len(left) - len(right)) > 2 or (left and right and similarity(left, right) < _SKELETONS):
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
    score = likeness(latin, arabic)
    return score >= _ONE_NAME and share(latin, arabic) >= _least_share(latin, arabic)


def may_sound_like(latin: str, arabic: str) -> bool:
    """Tells whether the two words may be one name, spelled freely or by hearsay."""
    return likeness(latin, arabic) >= _MAY_BE and share(latin, arabic) >= _MAY_SHARE


def share(latin: str, arabic: str) -> float:
    """Returns the log-odds as a share of what the two words could reach with the partner that suits each best."""
    return log_odds_of(latin, arabic) / max(1.0, _reach(latin), _reach(arabic))


def _least_share(latin: str, arabic: str) -> float:
    return _SHORT if max(_reach(latin), _reach(arabic)) < _SHORT_REACH else _SHARE


@lru_cache(maxsize=65536)
def _reach(word: str) -> float:
    return reach(letters(word))


def sound_pairs(latins: Sequence[str], others: Sequence[str], langs: tuple[Lang, Lang]) -> list[tuple[str, str]]:
    """Returns the pairs of folded words that may be one name; clitics of the words of Arabic script are peeled."""
    forms = [(word, form) for word in others for form in (word, *without_proclitics(word, langs[1]))]
    if not latins or not forms:
        return []
    alike = process.cdist(
        [skeleton(word) for word in latins],
        [skeleton(form) for _, form in forms],
        scorer=Indel.normalized_similarity,
        score_cutoff=_SKELETONS,
        dtype=np.float32,
    )
    found = {
        (latins[i], forms[j][0])
        for i, j in zip(*map(np.ndarray.tolist, np.nonzero(alike)), strict=True)
        if sounds_like(latins[i], forms[j][1])
    }
    given = [(latin, ids) for latin in latins if (ids := given_ids(latin, langs[0]))]
    for word, form in forms if given else ():
        theirs = given_ids(form, langs[1])
        found.update((latin, word) for latin, ids in given if theirs & ids)
    return sorted(found)
