"""The sound model over many pairs gives what it gives for one, and the search for sounding names misses none."""

from __future__ import annotations

import numpy as np

from text.names.sound import sound_pairs, sounds_like
from text.names.sound_model import letters, load_weights, log_odds
from text.names.sound_table import log_odds_of_pairs
from text.stems import without_proclitics

LATIN = ("kerry", "netanyahou", "tchad", "bachar", "xi", "schwarzenegger", "moscou", "lavrov", "o'neill", "genève")
ARABIC = ("كيري", "نتنياهو", "تشاد", "بشار", "شي", "شوارزنيجر", "موسكو", "لافروف", "أونيل", "جنيف", "ولافروف", "پوتین")


def test_many_pairs_score_as_one_by_one() -> None:
    words = [letters(word) for word in LATIN], [letters(word) for word in ARABIC]
    left, right = (places.ravel() for places in np.indices((len(LATIN), len(ARABIC))))
    found = log_odds_of_pairs(*words, left, right).tolist()
    assert found == [
        log_odds(words[0][i], words[1][j], load_weights()) for i, j in zip(left.tolist(), right.tolist(), strict=True)
    ]


def test_all_sounding_pairs_are_found_at_once() -> None:
    found = sound_pairs(LATIN, ARABIC, ("fr", "ar"))
    forms = {word: (word, *without_proclitics(word, "ar")) for word in ARABIC}
    wanted = {
        (latin, word) for latin in LATIN for word in ARABIC if any(sounds_like(latin, form) for form in forms[word])
    }
    assert wanted <= set(found)
    assert {("kerry", "كيري"), ("lavrov", "ولافروف"), ("netanyahou", "نتنياهو")} <= wanted
    assert ("kerry", "موسكو") not in found
