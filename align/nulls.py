"""How surely a content word of aligned sentences has no counterpart, from its links and what is left over around it.

The null word's share in the posterior (`align.posteriors`) tells too little: a word that was rendered freely looks like
one that was left out. What tells them apart is whether words are left over across that could render it, near the place
where its neighbours are linked, and whether its own neighbours stand alone too. The weights are a logistic fit by
`python -m benchmarks.fit_nulls`, on sentences of translations from which a clause, or a word, was cut on one side.

What a probability means on the development sets: where a clause was cut, a word with 0.5 or more had no counterpart in
86 of 100 cases, with 0.8 or more in 96, with 0.9 or more in all 77. A single word cut out of a sentence is seldom told
from one rendered freely: from 0.5 on 30 of 100 have no counterpart, and on the word golds, where such words are what is
to be found, no F above 0.36 is reached.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from align.anchors import Kind, Word
from align.posteriors import free_places

Matrix = NDArray[np.float64]
Flags = NDArray[np.bool_]

# One, log-odds of the null word, score of the best link, no link, free words across that could render it, a word that
# no list knows, squared share of words without link among the four around it, log surplus of free words in the group,
# a name or figure without link.
WEIGHTS = (0.31, 0.65, -5.44, -1.11, -1.2, 0.44, 0.05, 0.39, 1.28)
_MOST = 5.0
_AROUND = 2
# What competes for a free word across on behalf of no counterpart.
_RIVAL = 0.3


def null_features(
    scores: Matrix, null: Matrix, words: Sequence[Word], content: tuple[Flags, Flags]
) -> tuple[NDArray[np.int64], Matrix]:
    """Returns the places of the content words and, one line for each, what tells of their having no counterpart.

    `scores` are those of the links (own word × other word, 0 for none), `null` the posterior of the null word.
    """
    linked = scores > 0
    free = (content[0] & ~linked.any(axis=1), content[1] & ~linked.any(axis=0))
    supply = np.zeros(len(words))
    if free[0].any() and free[1].any():
        places = free_places(linked) * np.outer(free[0], free[1])
        supply = (places / (places.sum(axis=0, keepdims=True) + _RIVAL)).sum(axis=1)
    chosen = np.flatnonzero(content[0])
    alone = free[0][chosen].astype(np.float64)
    beside, count = np.zeros(len(chosen)), np.zeros(len(chosen))
    for step in range(1, min(_AROUND, len(chosen) - 1) + 1):
        beside[step:] += alone[:-step]
        beside[:-step] += alone[step:]
        count[step:] += 1
        count[:-step] += 1
    odds = np.clip(np.log(null[chosen] / np.maximum(1e-9, 1 - null[chosen])), -_MOST, _MOST)
    surplus = max(0.0, float(np.log((free[0].sum() + 1) / (free[1].sum() + 1))))
    named = np.array([words[place].kind >= Kind.FIGURE for place in chosen.tolist()], dtype=np.float64)
    columns = (
        np.ones(len(chosen)),
        odds,
        scores.max(axis=1)[chosen],
        alone,
        np.minimum(2.0, supply[chosen]),
        np.array([words[place].kind == Kind.UNKNOWN for place in chosen.tolist()], dtype=np.float64),
        (beside / np.maximum(1.0, count)) ** 2,
        np.full(len(chosen), surplus),
        named * alone,
    )
    return chosen, np.stack(columns, axis=1)


def null_probabilities(scores: Matrix, null: Matrix, words: Sequence[Word], content: tuple[Flags, Flags]) -> Matrix:
    """Returns for each own word the probability that it has no counterpart; function words keep their posterior."""
    chosen, features = null_features(scores, null, words, content)
    out = np.array(null)
    out[chosen] = 1.0 / (1.0 + np.exp(-(features @ np.array(WEIGHTS))))
    return out
