"""How well a piece of one text is supported anywhere in the other: the whole-document search behind "missing"."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from math import log, log1p

from align.anchors import Evidence, Kind, Word
from align.scores import KEPT
from text.document import Document, Span

_WIDEST_WINDOW = 3
_UNKNOWN_WEIGHT = 0.0


@dataclass(frozen=True, slots=True)
class Support:
    """Says how a piece is supported: log-odds and share in the best window, share anywhere, evidence weight, place.

    `share` and `anywhere` lie between 0 and 1; `weight` is the number of words with evidence, figures and names included;
    `where` are the sentence indices of the best window in the other text (empty if nothing matched).
    """

    log_odds: float
    share: float
    anywhere: float
    weight: int
    where: tuple[int, ...]


class Searcher:
    """Looks pieces of one side up in the other side's text; built once per document and direction."""

    def __init__(self, document: Document, own: Sequence[Word], other: Sequence[Word], other_count: int) -> None:
        self._starts = [word.token.span.start for word in own]
        self._own = own
        self._count = max(1, other_count)
        where: dict[str, set[int]] = defaultdict(set)
        for word in other:
            for feature in word.features:
                where[feature].add(word.sentence)
        self._where = where

    def words_in(self, span: Span) -> list[Word]:
        """Returns the words of the own side inside the span."""
        return [word for word in self._own if span.start <= word.token.span.start and word.token.span.end <= span.end]

    def sentences_with(self, word: Word) -> set[int]:
        """Returns the sentences of the other text that hold a counterpart of the word."""
        found: set[int] = set()
        for feature in word.features:
            found |= self._where.get(feature, set())
        return found

    def support(self, span: Span, within: Sequence[int] | None = None) -> Support:
        """Returns the support of `own[span]`, in the whole other text or only in the sentences `within`."""
        words = [word for word in self.words_in(span) if word.kind not in (Kind.UNKNOWN, Kind.FUNCTION)]
        allowed = None if within is None else set(within)
        matches: list[tuple[Word, set[int]]] = []
        for word in words:
            found = self.sentences_with(word)
            matches.append((word, found if allowed is None else found & allowed))
        anywhere = sum(bool(found) for _, found in matches)
        best: tuple[float, float, tuple[int, ...]] = (sum(log1p(-KEPT[word.kind]) for word in words), 0.0, ())
        starts = sorted({sentence for _, found in matches for sentence in found})
        for start in starts:
            for width in range(1, _WIDEST_WINDOW + 1):
                window = set(range(start, start + width))
                value, hits = self._window(matches, window, width)
                if value > best[0] + 1e-9:
                    best = (value, hits / max(1, len(words)), tuple(sorted(window & set(starts))))
        return Support(best[0], best[1], anywhere / max(1, len(words)), len(words), best[2])

    def _window(self, matches: list[tuple[Word, set[int]]], window: set[int], width: int) -> tuple[float, int]:
        value, hits = 0.0, 0
        for word, found in matches:
            gain = KEPT[word.kind]
            if found & window:
                rate = (max(0.0, len(found) - 0.5) + 0.08) / (self._count + 1)
                chance = min(0.98, max(1e-4, 1 - (1 - rate) ** width))
                value += log1p(gain * (1 - chance) / chance)
                hits += 1
            else:
                value += log1p(-gain)
        return value - log(width), hits


def searchers(left: Document, right: Document, evidence: Evidence) -> tuple[Searcher, Searcher]:
    """Returns the searcher of the left side's pieces in the right text, and the other way round."""
    return (
        Searcher(left, evidence.left, evidence.right, len(right.sentences)),
        Searcher(right, evidence.right, evidence.left, len(left.sentences)),
    )
