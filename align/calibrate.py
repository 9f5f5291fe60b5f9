"""From many sources with strengths to one weight a pair: the chance that the two words, met in a pair of sentences that
translate each other, do translate each other.

How far a source's strength can be trusted is read off parallel sentences it has not seen: of the times both words of
its pairs stand in one sentence pair, how many are more than chance would bring. Sources are joined as independent
witnesses (noisy or, each discounted); a frequent pair that its own sentences show at chance level is lowered.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from math import log2

from align.dictionaries import KeyPair, Strengths

# A witness is never trusted beyond this, and strengths below 2^-_BINS are one class.
_MOST = 0.95
_BINS = 5
_PRIOR_PRECISION = 0.3
_PRIOR_HITS = 5.0
_OWN_EVIDENCE = 4.0


class Sentences:
    """Counts in how many sentence pairs words and word pairs occur."""

    def __init__(self, pairs: Iterable[tuple[Sequence[str], Sequence[str]]], longest: int = 60) -> None:
        self.left: dict[str, list[int]] = defaultdict(list)
        self.right: dict[str, set[int]] = defaultdict(set)
        self.count = 0
        for left, right in pairs:
            if max(len(left), len(right)) > longest:
                continue
            for key in set(left):
                self.left[key].append(self.count)
            for key in set(right):
                self.right[key].add(self.count)
            self.count += 1

    def together(self, pair: KeyPair) -> tuple[int, float]:
        """Returns in how many sentence pairs both words stand, and in how many they would by chance."""
        own, other = self.left.get(pair[0], ()), self.right.get(pair[1], frozenset())
        return sum(line in other for line in own), len(own) * len(other) / max(1, self.count)


def strength_class(strength: float) -> int:
    """Returns the class of a strength: 0 for above 1/2, 1 for above 1/4, and so on."""
    return min(_BINS, int(-log2(max(strength, 1e-9))))


def reliability(source: Strengths, sentences: Sentences) -> dict[int, float]:
    """Returns for each class of strength the share of its pairs' meetings that is beyond chance."""
    hits: dict[int, float] = defaultdict(float)
    expected: dict[int, float] = defaultdict(float)
    for pair, strength in source.items():
        both, by_chance = sentences.together(pair)
        hits[strength_class(strength)] += both
        expected[strength_class(strength)] += by_chance
    out = {}
    for number in range(_BINS + 1):
        beyond = max(0.0, hits[number] - expected[number]) + _PRIOR_PRECISION * _PRIOR_HITS
        out[number] = min(_MOST, beyond / (max(hits[number], expected[number]) + _PRIOR_HITS))
    return out


def weigh(
    sources: Mapping[str, Strengths], trust: Mapping[str, Mapping[int, float]], sentences: Sentences
) -> dict[KeyPair, float]:
    """Returns the weight of every pair that some source holds."""
    doubt: dict[KeyPair, float] = {}
    for name in sorted(sources):
        for pair, strength in sources[name].items():
            # Inside its class a pair counts by its own strength: rare translations of common words are weak links.
            belief = trust[name][strength_class(strength)] * min(1.0, 0.25 + strength)
            doubt[pair] = doubt.get(pair, 1.0) * (1 - belief)
    out = {}
    for pair, value in doubt.items():
        both, by_chance = sentences.together(pair)
        belief = 1 - value
        own = (max(0.0, both - by_chance) + _OWN_EVIDENCE * belief) / (max(float(both), by_chance) + _OWN_EVIDENCE)
        out[pair] = min(belief, own)
    return out
