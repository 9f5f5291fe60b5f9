"""Which words of aligned sentences translate each other, how surely, and which words have no counterpart.

Three steps for each bead: the posterior of every link (`align.posteriors`); links above a threshold, and for content
words left without one their best cell, if it is likely enough; then words left over on both sides, paired by their
place among the links. Before the links are read off, word pairs that were linked in several beads of the documents
count as evidence in all of them.

A link's score is its posterior. On the fr-ar word gold a score from 0.8 on was a possible link in 99 of 100 (a sure one
in 96), from 0.6 to 0.8 in 84, from 0.4 to 0.6 in 78, below in half. `align.nulls` says which words have no counterpart.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from align.anchors import Evidence, Word
from align.bead import Bead, Link
from align.likelihood import Likelihood, taught
from align.nulls import null_features, null_probabilities
from align.posteriors import Posterior, free_places, posterior
from text.document import Document

Matrix = NDArray[np.float64]
Flags = NDArray[np.bool_]
Side = tuple[Matrix, Matrix, list[Word], tuple[Flags, Flags]]

SURE = 0.5
# Posterior from which two words link: content words, pairs with a function word, the best cell of a word without link
# (more with a function word).
_CONTENT = 0.6
_FUNCTION = 0.5
_BEST = 0.25
_BEST_MIXED = 0.33
# The same for words that have nothing but their place, and what competes for them.
_LEFT_OVER = 0.45
_LEFT_OVER_NULL = 0.6
# Places where two words must be linked before the pair counts as evidence elsewhere.
_PLACES = 2


@dataclass(frozen=True, slots=True)
class WordAlignment:
    """Holds the links in text order, and for each word of the evidence the probability that it has no counterpart."""

    links: tuple[Link, ...]
    null_left: tuple[float, ...]
    null_right: tuple[float, ...]


@dataclass(frozen=True, slots=True)
class _Group:
    """Is one bead: the positions of its words in the evidence, and the words."""

    places: tuple[list[int], list[int]]
    words: tuple[list[Word], list[Word]]
    content: tuple[Flags, Flags]

    def sides(self, judged: Posterior, scores: Matrix) -> tuple[Side, Side]:
        """Returns what either side's words have for `align.nulls`."""
        own, other = self.content
        return (
            (scores, judged.null_left, self.words[0], (own, other)),
            (scores.T, judged.null_right, self.words[1], (other, own)),
        )


def link_words(evidence: Evidence, beads: Iterable[Bead], left: Document, right: Document) -> tuple[Link, ...]:
    """Returns the links inside all beads, in text order of the left side."""
    return align_words(evidence, beads, left, right).links


def align_words(evidence: Evidence, beads: Iterable[Bead], left: Document, right: Document) -> WordAlignment:
    """Returns the links inside all beads and the null probabilities; words outside two-sided beads have 1."""
    links: list[Link] = []
    nulls = (np.ones(len(evidence.left)), np.ones(len(evidence.right)))
    for group, judged in _judged(evidence, beads, left, right):
        scores = _chosen(judged, group.content)
        for side, own in enumerate(group.sides(judged, scores)):
            nulls[side][group.places[side]] = null_probabilities(*own)
        links.extend(
            Link(group.words[0][i].token.span, group.words[1][j].token.span, round(float(scores[i, j]), 3))
            for i, j in zip(*map(np.ndarray.tolist, np.nonzero(scores)), strict=True)
        )
    ordered = tuple(sorted(links, key=lambda link: (link.left, link.right)))
    return WordAlignment(ordered, tuple(np.round(nulls[0], 3).tolist()), tuple(np.round(nulls[1], 3).tolist()))


def null_evidence(
    evidence: Evidence, beads: Iterable[Bead], left: Document, right: Document
) -> Iterator[tuple[int, Word, tuple[float, ...]]]:
    """Yields (side, content word, features of its having no counterpart) for all beads; for the fit of the weights."""
    for group, judged in _judged(evidence, beads, left, right):
        for side, own in enumerate(group.sides(judged, _chosen(judged, group.content))):
            places, features = null_features(*own)
            for place, line in zip(places.tolist(), features.tolist(), strict=True):
                yield side, group.words[side][place], tuple(line)


def _judged(
    evidence: Evidence, beads: Iterable[Bead], left: Document, right: Document
) -> list[tuple[_Group, Posterior]]:
    """Returns the words of each bead with the posterior of their links."""
    groups = _groups(evidence, beads)
    likelihood = Likelihood(left.lang, right.lang, evidence.own)
    matrices = [likelihood.matrix(*group.words) for group in groups]
    found = [posterior(matrix, group.content) for matrix, group in zip(matrices, groups, strict=True)]
    repeated = _repeated(groups, found)
    for number, (matrix, group) in enumerate(zip(matrices, groups, strict=True)):
        if taught(matrix, *group.words, repeated):
            found[number] = posterior(matrix, group.content)
    return list(zip(groups, found, strict=True))


def _groups(evidence: Evidence, beads: Iterable[Bead]) -> list[_Group]:
    of: list[dict[int, list[int]]] = []
    for words in (evidence.left, evidence.right):
        by_sentence: dict[int, list[int]] = defaultdict(list)
        for place, word in enumerate(words):
            by_sentence[word.sentence].append(place)
        of.append(by_sentence)
    out = []
    for bead in beads:
        left = [place for index in bead.left for place in of[0].get(index, ())]
        right = [place for index in bead.right for place in of[1].get(index, ())]
        if left and right:
            own, other = [evidence.left[place] for place in left], [evidence.right[place] for place in right]
            out.append(_Group((left, right), (own, other), (_content(own), _content(other))))
    return out


def _content(words: Sequence[Word]) -> Flags:
    return np.array([word.token.content for word in words], dtype=np.bool_)


def _repeated(groups: Sequence[_Group], found: Sequence[Posterior]) -> dict[str, dict[str, float]]:
    """Returns content word pairs linked in several beads: the share of their beads in which they are (Dice)."""
    linked: dict[tuple[str, str], list[float]] = defaultdict(list)
    seen: tuple[dict[str, int], dict[str, int]] = (defaultdict(int), defaultdict(int))
    for group, judged in zip(groups, found, strict=True):
        for side in (0, 1):
            for key in {word.token.key for word in group.words[side]}:
                seen[side][key] += 1
        best: dict[tuple[str, str], float] = {}
        likely = (judged.link >= _BEST) & group.content[0][:, None] & group.content[1][None, :]
        for i, j in zip(*map(np.ndarray.tolist, np.nonzero(likely)), strict=True):
            pair = (group.words[0][i].token.key, group.words[1][j].token.key)
            best[pair] = max(best.get(pair, 0.0), float(judged.link[i, j]))
        for pair, value in best.items():
            linked[pair].append(value)
    out: dict[str, dict[str, float]] = {}
    for (own, other), values in linked.items():
        if len(values) >= _PLACES:
            out.setdefault(own, {})[other] = 2 * sum(values) / (seen[0][own] + seen[1][other])
    return out


def _chosen(judged: Posterior, content: tuple[Flags, Flags]) -> Matrix:
    """Returns the score of each link, 0 where there is none."""
    link = judged.link
    both = content[0][:, None] & content[1][None, :]
    chosen = link >= np.where(both, _CONTENT, _FUNCTION)
    enough = np.where(both, _BEST, _BEST_MIXED)
    lonely_left, lonely_right = _lonely(chosen, content)
    best = np.zeros_like(chosen)
    best[np.arange(link.shape[0]), link.argmax(axis=1)] = lonely_left
    best[link.argmax(axis=0), np.arange(link.shape[1])] |= lonely_right
    chosen |= best & (link >= enough)
    return np.where(chosen, link, 0.0) + _left_over(chosen, content)


def _lonely(chosen: Flags, content: tuple[Flags, Flags]) -> tuple[Flags, Flags]:
    return ~chosen.any(axis=1) & content[0], ~chosen.any(axis=0) & content[1]


def _left_over(chosen: Flags, content: tuple[Flags, Flags]) -> Matrix:
    """Returns links of content words left over on both sides, the likeliest places first; each word links once."""
    out = np.zeros(chosen.shape)
    lonely_left, lonely_right = _lonely(chosen, content)
    if not (lonely_left.any() and lonely_right.any()):
        return out
    places = free_places(chosen) * np.outer(lonely_left, lonely_right)
    there = places / (places.sum(axis=1, keepdims=True) + _LEFT_OVER_NULL)
    back = places / (places.sum(axis=0, keepdims=True) + _LEFT_OVER_NULL)
    score = np.sqrt(there * back)
    cells = sorted((-float(score[i, j]), int(i), int(j)) for i, j in np.argwhere(score >= _LEFT_OVER))
    taken: tuple[set[int], set[int]] = (set(), set())
    for value, i, j in cells:
        if i not in taken[0] and j not in taken[1]:
            # Never more than half believed: nothing but the place speaks for these links.
            out[i, j] = min(-value, SURE - 0.01)
            taken[0].add(i)
            taken[1].add(j)
    return out
