"""Whether a Latin word and a word of Arabic script sound like one name, and which words of two lists do.

Skeletons (`text.names.skeleton`) sort the pairs out that cannot be; the trained model (`text.names.sound_model`) judges
the rest.
"""

from __future__ import annotations

from functools import lru_cache

from text.names.skeleton import similarity, skeleton
from text.names.sound_model import letters, load_weights, log_odds

# Skeletons less alike than this are not looked at further.
_SKELETONS = 0.4
# Log-odds from which two words are one name.
_ONE_NAME = 9.0
_FAR = float("-inf")


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


def sounds_like(latin: str, arabic: str) -> bool:
    """Tells whether the two words are, more likely than not, one name."""
    return likeness(latin, arabic) >= _ONE_NAME
