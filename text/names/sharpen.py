"""Second step of training the sound model: weights that put the right word before its rivals.

Expectation maximisation explains the right pairs but has never seen a wrong one. Here each pair competes with words
of like consonants, and the weights follow the gradient of the softmax over the candidates (a conditional log-linear
model as in Berger, Della Pietra & Della Pietra 1996, trained by stochastic gradient descent on the best cuttings).
"""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from math import exp

from rapidfuzz import process
from rapidfuzz.distance import Indel

from text.names.skeleton import skeleton
from text.names.sound_model import LONGEST_ARABIC, LONGEST_LATIN, UNEXPLAINED, Weights, log_odds

Pair = tuple[str, str]
_EPOCHS = 3
_RATE = 0.15
_POOL = 400
_RIVALS = 8
# Pairs that the first step finds this unlikely are errors of the source.
_NOISE = 2.0


def sharpened(pairs: Sequence[Pair], weights: Weights) -> Weights:
    """Returns the weights after some epochs over the pairs."""
    dice = random.Random(1)  # noqa: S311 (samples, no secrets)
    sound = [pair for pair in pairs if log_odds(*pair, weights) > _NOISE]
    spelled: dict[str, set[str]] = {}
    for latin, arabic in sound:
        spelled.setdefault(latin, set()).add(arabic)
    words = [sorted({pair[side] for pair in sound}) for side in (0, 1)]
    for epoch in range(_EPOCHS):
        dice.shuffle(sound)
        rate = _RATE * (1 - epoch / _EPOCHS)
        lost = 0.0
        for number, pair in enumerate(sound):
            side = number % 2
            rivals = [
                rival
                for word in _rivals(pair[1 - side], words[1 - side], dice)
                if (rival := (pair[0], word) if side == 0 else (word, pair[1]))[1] not in spelled.get(rival[0], ())
            ]
            lost += _learn(pair, rivals, weights, rate)
        print(f"epoch {epoch + 1}: mean chance of the wrong word {lost / len(sound):.4f}", flush=True)
    return weights


def _rivals(word: str, words: Sequence[str], dice: random.Random) -> list[str]:
    """Returns the words of a random pool whose consonants are most like the word's."""
    pool = dice.sample(words, min(_POOL, len(words)))
    found = process.extract(
        skeleton(word[1:-1]),
        [skeleton(other[1:-1]) for other in pool],
        scorer=Indel.normalized_similarity,
        limit=_RIVALS,
    )
    return [pool[index] for _, _, index in found]


def _learn(pair: Pair, rivals: Sequence[Pair], weights: Weights, rate: float) -> float:
    """Moves the weights one step and returns the probability that was given to the rivals."""
    candidates = [pair, *rivals]
    cuttings = [best_cutting(*candidate, weights) for candidate in candidates]
    highest = max(score for score, _ in cuttings)
    chances = [exp(score - highest) for score, _ in cuttings]
    whole = sum(chances)
    wrong = 1 - chances[0] / whole
    if wrong > 0.001:
        for number, (_, chunks) in enumerate(cuttings):
            step = rate * ((number == 0) - chances[number] / whole)
            for latin, arabic in chunks:
                known = weights.get(latin)
                if known is not None and arabic in known:
                    known[arabic] += step
    return wrong


def best_cutting(latin: str, arabic: str, weights: Weights) -> tuple[float, list[Pair]]:
    """Returns the score of the best cutting and its chunks."""
    best: dict[tuple[int, int], tuple[float, int, int]] = {(0, 0): (0.0, 0, 0)}
    for i in range(len(latin) + 1):
        for j in range(len(arabic) + 1):
            here = best.get((i, j))
            if here is None:
                continue
            for end, stop, weight in _steps(latin, arabic, i, j, weights):
                known = best.get((end, stop))
                if known is None or here[0] + weight > known[0]:
                    best[end, stop] = (here[0] + weight, i, j)
    chunks = []
    place = (len(latin), len(arabic))
    score = best[place][0]
    while place != (0, 0):
        _, i, j = best[place]
        chunks.append((latin[i : place[0]], arabic[j : place[1]]))
        place = (i, j)
    return score, chunks[::-1]


def _steps(latin: str, arabic: str, i: int, j: int, weights: Weights) -> Iterator[tuple[int, int, float]]:
    if j < len(arabic):
        yield i, j + 1, weights.get("", {}).get(arabic[j], UNEXPLAINED)
    if i == len(latin):
        return
    yield i + 1, j, UNEXPLAINED
    for size in range(1, min(LONGEST_LATIN, len(latin) - i) + 1):
        known = weights.get(latin[i : i + size])
        if known:
            for other in range(min(LONGEST_ARABIC, len(arabic) - j) + 1):
                weight = known.get(arabic[j : j + other])
                if weight is not None:
                    yield i + size, j + other, weight
