"""The trained sound model: how far a Latin spelling and one of Arabic script may be the same name.

The model is a stochastic edit model (Ristad & Yianilos 1998) over chunks of letters (Jiampojamarn, Kondrak & Sherif
2007, "Applying many-to-many alignments and hidden Markov models to letter-to-phoneme conversion"): "tch" with تش,
"eau" with و, a silent "e" with nothing. A pair's score is the log-odds of the best cutting into chunks against two
unrelated words. The weights are `data/names/sounds.tsv`, made by `python -m text.names.train`.
"""

from __future__ import annotations

import re
from functools import lru_cache

from text.fold import fold
from text.resources import rows

Weights = dict[str, dict[str, float]]
# A letter that no chunk explains costs this much.
UNEXPLAINED = -6.0
# Sums of weights with two decimals: rounded, they are the same in whatever order they were added.
DECIMALS = 6
LONGEST_LATIN = 4
LONGEST_ARABIC = 3
_MARKED = str.maketrans(
    {"č": "ch", "ć": "ch", "š": "sh", "ş": "sh", "ș": "sh", "ž": "zh", "đ": "dj", "ţ": "ts", "ț": "ts"}
)
_NOT_LETTERS = re.compile(r"[^a-z\u0621-\u06d3]+")


def letters(word: str) -> str:
    """Returns the letters of a name in compare-form between the marks of its two ends.

    Marks that make another sound of a letter are written out, as most papers do: Čech is chech.
    """
    return f"^{_NOT_LETTERS.sub('', fold(word.lower().translate(_MARKED)))}$"


@lru_cache(maxsize=1)
def load_weights() -> Weights:
    """Returns Latin chunk → chunk of Arabic script → log-odds."""
    weights: Weights = {}
    for latin, arabic, value in rows("names/sounds.tsv"):
        weights.setdefault(latin.replace("_", ""), {})[arabic.replace("_", "")] = float(value)
    return weights


@lru_cache(maxsize=1)
def letter_odds() -> dict[str, float]:
    """Returns letter of either script → log of how often names have it."""
    return {letter: float(value) for letter, value in rows("names/sound_letters.tsv")}


def log_odds(latin: str, arabic: str, weights: Weights) -> float:
    """Returns the log-odds that two marked words (see `letters`) spell one name, by the best cutting (Viterbi)."""
    width, height = len(arabic), len(latin)
    floor = float("-inf")
    best = [[floor] * (width + 1) for _ in range(height + 1)]
    best[0][0] = 0.0
    empty: dict[str, float] = {}
    inserted = weights.get("", empty)
    chunks = [
        [
            (i + size, weights[latin[i : i + size]])
            for size in range(1, min(LONGEST_LATIN, height - i) + 1)
            if latin[i : i + size] in weights
        ]
        for i in range(height)
    ]
    for i in range(height + 1):
        row = best[i]
        for j in range(width + 1):
            value = row[j]
            if value == floor:
                continue
            if j < width:
                step = value + inserted.get(arabic[j], UNEXPLAINED)
                if step > row[j + 1]:
                    row[j + 1] = step
            if i == height:
                continue
            step = value + UNEXPLAINED
            if step > best[i + 1][j]:
                best[i + 1][j] = step
            for end, known in chunks[i]:
                target = best[end]
                for stop in range(j, min(width, j + LONGEST_ARABIC) + 1):
                    weight = known.get(arabic[j:stop])
                    if weight is not None and value + weight > target[stop]:
                        target[stop] = value + weight
    return round(best[height][width], DECIMALS)


def reach(word: str) -> float:
    """Returns the highest log-odds that the marked word can have with any other, by the best cutting."""
    best_chunks = _best_of_chunks()
    best = [0.0] + [float("-inf")] * len(word)
    for end in range(1, len(word) + 1):
        best[end] = max(
            best[end - size] + best_chunks.get(word[end - size : end], UNEXPLAINED if size == 1 else float("-inf"))
            for size in range(1, min(end, LONGEST_LATIN) + 1)
        )
    return best[-1]


@lru_cache(maxsize=1)
def _best_of_chunks() -> dict[str, float]:
    """Returns for each chunk of either script the weight of its best partner."""
    best: dict[str, float] = {}
    for latin, known in load_weights().items():
        for arabic, value in known.items():
            for chunk in (latin, arabic):
                if chunk:
                    best[chunk] = max(value, best.get(chunk, float("-inf")))
    return best
