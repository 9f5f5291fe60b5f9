"""The points on which versions differ inside one statement, gathered from the findings of all their pairs.

Findings of several pairs that touch the same words, or words that are linked across versions, are one point. A version
is the odd one out if all others differ from it and none of them from another.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from align.version_edges import Compared
from align.versions import Statement
from checks.finding import Finding, Severity
from text.document import Span

# Longer words of a finding are a passage: what they are linked to says nothing about one value.
_SHORT = 60
# Families whose words stand for one value each: what two versions both render as a third one does is no difference.
_VALUES = ("NUM", "UNI", "DAT", "NAM")


@dataclass(frozen=True, slots=True)
class PairFindings:
    """Is one compared pair of versions with what its rules found."""

    pair: Compared
    findings: tuple[Finding, ...]


@dataclass(frozen=True, slots=True)
class Value:
    """Says what one version has at a point: the words, none where nothing stands there."""

    version: int
    spans: tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class Point:
    """Is one point of difference: the gravest finding on it, what each version has, which versions differ, the odd one.

    `pair` are the two versions that the finding speaks of as left and right, `apart` all pairs that differ; `odd` is
    None where no single version stands against all others.
    """

    finding: Finding
    pair: tuple[int, int]
    values: tuple[Value, ...]
    apart: tuple[tuple[int, int], ...]
    odd: int | None

    @property
    def versions(self) -> frozenset[int]:
        """Returns the versions that differ from another one."""
        return frozenset(version for pair in self.apart for version in pair)


@dataclass(frozen=True, slots=True)
class _Sighting:
    """Is one finding with the two versions it speaks of and their words."""

    finding: Finding
    first: int
    second: int

    def spans(self) -> Iterator[tuple[int, Span]]:
        """Yields the words with their version."""
        yield from ((self.first, span) for span in self.finding.left)
        yield from ((self.second, span) for span in self.finding.right)


def points(statement: Statement, found: Sequence[PairFindings], absent: Collection[int]) -> tuple[Point, ...]:
    """Returns the points on which the versions of the statement differ, gravest first.

    Findings that only say that the statement itself is missing from a version in `absent` are no points.
    """
    groups: list[list[_Sighting]] = []
    for sighting in _sightings(statement, found, absent):
        touching = [group for group in groups if any(_is_one(sighting, other, found) for other in group)]
        groups = [group for group in groups if group not in touching]
        groups.append([*(old for group in touching for old in group), sighting])
    made = [point for group in groups if (point := _point(group, statement, found)) is not None]
    return tuple(sorted(made, key=lambda point: (point.finding.severity.rank, point.values[0].spans, point.apart)))


def _sightings(statement: Statement, found: Sequence[PairFindings], absent: Collection[int]) -> Iterator[_Sighting]:
    for one in found:
        first, second = one.pair.first, one.pair.second
        if first in absent or second in absent:
            continue
        for finding in one.findings:
            if finding.code.startswith("DOC"):
                continue
            sighting = _Sighting(finding, first, second)
            places = list(sighting.spans())
            # What has words on both sides stands where the first version has them.
            if places and _stands_in(statement, *places[0]) and not _is_whole(statement, places):
                yield sighting


def _stands_in(statement: Statement, version: int, span: Span) -> bool:
    return any(piece.version == version and piece.span.overlaps(span) for piece in statement.pieces)


def _is_whole(statement: Statement, places: Sequence[tuple[int, Span]]) -> bool:
    """Tells whether a one-sided finding covers a whole piece: it then speaks of the statement, not of a point in it."""
    return len({version for version, _ in places}) == 1 and any(
        piece.version == version and span.holds(piece.span) for version, span in places for piece in statement.pieces
    )


def _is_one(one: _Sighting, other: _Sighting, found: Sequence[PairFindings]) -> bool:
    """Tells whether two findings of one family speak of the same words."""
    if one.finding.code[:3] != other.finding.code[:3]:
        return False
    return any(
        mine.overlaps(theirs) if version == elsewhere else _are_linked(found, (version, mine), (elsewhere, theirs))
        for version, mine in one.spans()
        for elsewhere, theirs in other.spans()
    )


def _are_linked(found: Iterable[PairFindings], one: tuple[int, Span], other: tuple[int, Span]) -> bool:
    return any(span.overlaps(other[1]) for version, span in _partners(found, *one) if version == other[0])


def _partners(found: Iterable[PairFindings], version: int, span: Span) -> Iterator[tuple[int, Span]]:
    """Yields the words of the other versions that are linked to a word inside the span.

    Where the span holds figures only these count: "6 November" is not another date because November is linked.
    """
    for one in found:
        alignment = one.pair.alignment
        if version == one.pair.first:
            raw, elsewhere = alignment.left.raw, one.pair.second
            links = [(link.left, link.right) for link in alignment.links if span.holds(link.left)]
        elif version == one.pair.second:
            raw, elsewhere = alignment.right.raw, one.pair.first
            links = [(link.right, link.left) for link in alignment.links if span.holds(link.right)]
        else:
            continue
        figures = _has_figure(span.of(raw))
        yield from ((elsewhere, other) for own, other in links if not figures or _has_figure(own.of(raw)))


def _has_figure(text: str) -> bool:
    return any(char.isdigit() for char in text)


def _point(group: Sequence[_Sighting], statement: Statement, found: Sequence[PairFindings]) -> Point | None:
    """Returns the point that the sightings make, or None where the versions together clear up what one pair saw."""
    words: dict[int, set[Span]] = {}
    for sighting in group:
        for version in (sighting.first, sighting.second):
            words.setdefault(version, set())
        for version, span in sighting.spans():
            words[version].add(span)
    apart = {(sighting.first, sighting.second) for sighting in group}
    # A third version may know the words by which two others fail to recognise each other.
    waiting = sorted((version, span) for version, spans in words.items() for span in spans if len(span) <= _SHORT)
    while waiting:
        version, span = waiting.pop(0)
        for elsewhere, partner in _partners(found, version, span):
            pair = (min(version, elsewhere), max(version, elsewhere))
            if pair in apart or not _stands_in(statement, elsewhere, partner):
                continue
            if not words.get(elsewhere):
                apart = {known for known in apart if elsewhere not in known}
                waiting.append((elsewhere, partner))
            words.setdefault(elsewhere, set()).add(partner)
    apart = {pair for pair in apart if not _is_settled(pair, words, apart, group[0].finding, found)}
    if not apart:
        return None
    gravest = min(
        (sighting for sighting in group if (sighting.first, sighting.second) in apart),
        key=lambda one: (one.finding.severity.rank, -one.finding.confidence, one.finding.code, one.first, one.second),
    )
    values = tuple(Value(version, _widest(words[version])) for version in sorted(words))
    pair = (gravest.first, gravest.second)
    return Point(gravest.finding, pair, values, tuple(sorted(apart)), odd_one(frozenset(words), apart))


def _is_settled(
    pair: tuple[int, int],
    words: Mapping[int, set[Span]],
    apart: Collection[tuple[int, int]],
    finding: Finding,
    found: Sequence[PairFindings],
) -> bool:
    """Tells whether a third version, apart from neither, has words that are linked to those of both."""
    if finding.code[:3] not in _VALUES:
        return False
    reached = [
        {(version, place) for span in words[one] for version, place in _partners(found, one, span)} for one in pair
    ]
    return any(
        version == other
        and place.overlaps(across)
        and not {(min(one, version), max(one, version)) for one in pair} & set(apart)
        for version, place in reached[0]
        for other, across in reached[1]
        if version not in pair
    )


def _widest(spans: Iterable[Span]) -> tuple[Span, ...]:
    """Returns the spans in text order, without those inside another one."""
    kept = set(spans)
    return tuple(sorted(span for span in kept if not any(other != span and other.holds(span) for other in kept)))


def odd_one(versions: Collection[int], apart: Collection[tuple[int, int]]) -> int | None:
    """Returns the one version from which all that differ differ, if at least two others agree against it."""
    against = {
        version: {other for pair in apart if version in pair for other in pair} - {version} for version in versions
    }
    odd = [
        version
        for version in versions
        if len(versions) > 2 and len(against[version]) >= max(1, len(versions) - 2) and all(version in p for p in apart)
    ]
    return odd[0] if len(odd) == 1 else None


def is_told(point: Point) -> bool:
    """Tells whether the point counts as a difference; what is for information is only shown."""
    return point.finding.severity is not Severity.INFO
