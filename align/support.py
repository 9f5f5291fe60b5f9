"""How well a piece of one text is supported anywhere in the other: the whole-document search behind "missing"."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from math import log, log1p

from align.anchors import Evidence, Kind, Word
from text.document import Document, Span

# How often a translation keeps a word of each kind visibly (Kind order); `checks.coverage` was fitted with these.
KEPT = (0.0, 0.30, 0.55, 0.85, 0.85)
_WIDEST_WINDOW = 3


@dataclass(frozen=True, slots=True)
class Support:
    """Says how a piece is supported: log-odds and share in the best window, share anywhere, evidence weight, place.

    `share` and `anywhere` lie between 0 and 1; `weight` is the number of words with evidence, figures and names
    included; `where` are the sentence indices of the best window in the other text (empty if nothing matched).
    """

    log_odds: float
    share: float
    anywhere: float
    weight: int
    where: tuple[int, ...]


class Searcher:
    """Looks pieces of one side up in the other side's text; built once per document and direction."""

    def __init__(self, own: Sequence[Word], other: Sequence[Word], other_document: Document) -> None:
        self._own = own
        self._starts = [word.token.span.start for word in own]
        self._other = other
        self._document = other_document
        self._count = max(1, len(other_document.sentences))
        where: dict[str, set[int]] = defaultdict(set)
        places: dict[str, set[int]] = defaultdict(set)
        for position, word in enumerate(other):
            for feature in word.features:
                where[feature].add(word.sentence)
                places[feature].add(position)
        self._where = where
        self._places = places
        self._unit_of = self._units_of_words()
        telling = [word.kind not in (Kind.UNKNOWN, Kind.FUNCTION) for word in other]
        self._unit_sizes = Counter(unit for unit, tells in zip(self._unit_of, telling, strict=True) if tells)

    def _units_of_words(self) -> list[int]:
        """Returns for each word of the other text the index of the unit that holds it (-1 for none)."""
        units = self._document.units
        out = []
        index = 0
        for word in self._other:
            while index < len(units) and units[index].span.end <= word.token.span.start:
                index += 1
            inside = index < len(units) and units[index].span.start <= word.token.span.start
            out.append(index if inside else -1)
        return out

    @property
    def own_words(self) -> Sequence[Word]:
        """Returns all words of the own side."""
        return self._own

    def words_in(self, span: Span) -> list[Word]:
        """Returns the words of the own side inside the span."""
        first = bisect_left(self._starts, span.start)
        last = bisect_left(self._starts, span.end)
        return [word for word in self._own[first:last] if word.token.span.end <= span.end]

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

    def told_in_units(self, span: Span, outside: Collection[int]) -> float:
        """Returns the best share of the piece's telling words in one unit, or two neighbouring ones, of the other text.

        Units of the sentences `outside` are left out. A piece that is told elsewhere is told in one place, not in
        scattered words.
        """
        words, hits = self._unit_hits(span)
        best = 0
        for unit, numbers in hits.items():
            if self._document.units[unit].sentence in outside:
                continue
            together = set(numbers)
            if unit + 1 in hits and self._document.units[unit + 1].sentence == self._document.units[unit].sentence:
                together |= hits[unit + 1]
            best = max(best, len(together))
        return best / max(1, words)

    def best_unit(self, span: Span) -> tuple[float, int | None]:
        """Returns the unit of the other text that tells most of the piece's telling words, and their share.

        Of equals the one that tells least else comes first.
        """
        words, hits = self._unit_hits(span)
        if not hits:
            return 0.0, None
        unit = min(hits, key=lambda unit: (-len(hits[unit]), self._unit_sizes[unit], unit))
        return len(hits[unit]) / max(1, words), unit

    def twin_unit(self, span: Span, inside: Collection[int]) -> float:
        """Returns how far one unit of the sentences `inside` says just the same: the Dice share of telling words."""
        words, hits = self._unit_hits(span)
        best = 0.0
        for unit, numbers in hits.items():
            if self._document.units[unit].sentence in inside:
                best = max(best, 2 * len(numbers) / max(1, words + self._unit_sizes[unit]))
        return min(1.0, best)

    def _unit_hits(self, span: Span) -> tuple[int, dict[int, set[int]]]:
        """Returns the number of telling words and, by unit of the other text, which of them it matches."""
        words = [word for word in self.words_in(span) if word.kind not in (Kind.UNKNOWN, Kind.FUNCTION)]
        hits: dict[int, set[int]] = defaultdict(set)
        for number, word in enumerate(words):
            for feature in word.features:
                for position in self._places.get(feature, ()):
                    if self._unit_of[position] >= 0:
                        hits[self._unit_of[position]].add(number)
        return len(words), hits


def searchers(left: Document, right: Document, evidence: Evidence) -> tuple[Searcher, Searcher]:
    """Returns the searcher of the left side's pieces in the right text, and the other way round."""
    return (
        Searcher(evidence.left, evidence.right, right),
        Searcher(evidence.right, evidence.left, left),
    )
