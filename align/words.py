"""Which words of aligned sentences translate each other: shared features, place in the sentence, linked neighbours.

Competitive linking (Melamed 2000): the best-supported pair links first and takes both words out of the contest; words of a
term may share a partner.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence

from align.anchors import Evidence, Kind, Word
from align.bead import Bead, Link

_BASE = {Kind.UNKNOWN: 0.3, Kind.FUNCTION: 0.35, Kind.CONTENT: 0.7, Kind.FIGURE: 0.85, Kind.NAME: 0.85}
_PLACE = 0.2
_NEIGHBOUR = 0.15
# A second link of a word needs this much: parts of a term, a repeated word said once on the other side.
_SECOND = 0.62
_WEAKEST_FUNCTION = 0.45


def link_words(evidence: Evidence, beads: Iterable[Bead]) -> tuple[Link, ...]:
    """Returns the links inside all beads, in text order of the left side."""
    left_of = _by_sentence(evidence.left)
    right_of = _by_sentence(evidence.right)
    links: list[Link] = []
    for bead in beads:
        left = [word for index in bead.left for word in left_of.get(index, ())]
        right = [word for index in bead.right for word in right_of.get(index, ())]
        if left and right:
            links.extend(
                Link(left[i].token.span, right[j].token.span, round(min(1.0, score), 3)) for i, j, score in _match(left, right)
            )
    return tuple(sorted(links, key=lambda link: (link.left, link.right)))


def _by_sentence(words: Sequence[Word]) -> dict[int, list[Word]]:
    out: dict[int, list[Word]] = defaultdict(list)
    for word in words:
        out[word.sentence].append(word)
    return out


def _match(left: list[Word], right: list[Word]) -> list[tuple[int, int, float]]:
    """Returns (left index, right index, score) links between two lists of words."""
    candidates = _candidates(left, right)
    linked: dict[tuple[int, int], float] = {}
    taken_left: dict[int, int] = {}
    taken_right: dict[int, int] = {}
    # Two rounds: sure words first, then words whose neighbours are linked by then.
    for _ in range(2):
        scored = [(_boost(pair, score, taken_left), pair) for pair, score in candidates.items() if pair not in linked]
        for score, (i, j) in sorted(scored, key=lambda item: (-item[0], item[1])):
            if i in taken_left or j in taken_right:
                continue
            if left[i].kind == Kind.FUNCTION and score < _WEAKEST_FUNCTION + 0.1:
                continue
            linked[i, j] = score
            taken_left[i], taken_right[j] = j, i
    for (i, j), score in sorted(candidates.items(), key=lambda item: (-item[1], item[0])):
        free = (i not in taken_left) + (j not in taken_right)
        if free == 1 and (i, j) not in linked and score >= _SECOND and _is_beside(i, j, taken_left, taken_right):
            linked[i, j] = score * 0.8
            taken_left.setdefault(i, j)
            taken_right.setdefault(j, i)
    return [(i, j, score) for (i, j), score in sorted(linked.items())]


def _candidates(left: list[Word], right: list[Word]) -> dict[tuple[int, int], float]:
    holders: dict[str, list[int]] = defaultdict(list)
    for j, word in enumerate(right):
        for feature in word.features:
            holders[feature].append(j)
    out: dict[tuple[int, int], float] = {}
    for i, word in enumerate(left):
        partners = {j for feature in word.features for j in holders.get(feature, ())}
        for j in partners:
            base = min(_BASE[word.kind], _BASE[right[j].kind])
            distance = abs(i / max(1, len(left) - 1) - j / max(1, len(right) - 1))
            out[i, j] = base / (1 + 0.15 * (len(partners) - 1)) + _PLACE * (1 - distance)
    return out


def _boost(pair: tuple[int, int], score: float, taken: dict[int, int]) -> float:
    i, j = pair
    near = sum(abs(taken[k] - j) <= 2 for k in (i - 2, i - 1, i + 1, i + 2) if k in taken)
    return score + _NEIGHBOUR * min(2, near)


def _is_beside(i: int, j: int, taken_left: dict[int, int], taken_right: dict[int, int]) -> bool:
    """Tells whether the free word of the pair stands next to a word that is linked to the same partner."""
    if i not in taken_left:
        return abs(taken_right[j] - i) <= 3
    return abs(taken_left[i] - j) <= 3
