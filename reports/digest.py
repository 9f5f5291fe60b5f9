"""What the machine formats want of a Report: its findings with paths, lines and columns, without the two texts.

A digest is small and can be sent between processes, so an audit of ten thousand pairs writes the same files as a check
of one.
"""

from __future__ import annotations

import hashlib
import posixpath
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import PurePath
from typing import Literal

from checks.finding import Finding, Severity
from reports.columns import Lines, Region
from reports.report import Report, Summary
from reports.verdict import is_compared, remarks, verdict
from text.document import Document, Lang, Span

SideName = Literal["left", "right"]
# Their text is taken out of a container, so a line of it is no line of the file.
_CONTAINERS = frozenset({".html", ".htm", ".xhtml", ".docx"})


@dataclass(frozen=True, slots=True)
class Version:
    """Is one of the two texts; `path` has forward slashes."""

    path: str
    lang: Lang
    sha256: str
    sentences: int


@dataclass(frozen=True, slots=True)
class Spot:
    """Is a place in one of the texts; `region` is None where lines mean nothing: in a web page, a Word document."""

    side: SideName
    path: str
    span: Span
    text: str
    region: Region | None


@dataclass(frozen=True, slots=True)
class Item:
    """Is one finding with its places; `near` is the place on the other side beside which it should have stood."""

    finding: Finding
    left: tuple[Spot, ...]
    right: tuple[Spot, ...]
    near: Spot | None
    pair: str
    paths: tuple[str, str]

    @property
    def main(self) -> Spot:
        """Returns the place that a tool with one place a finding shows: the left one where there is one."""
        for spot in (*self.left, *self.right):
            return spot
        return Spot("left", self.paths[0], Span(0, 0), "", None)

    @property
    def related(self) -> tuple[tuple[Spot, str], ...]:
        """Returns the other places, each with what it is."""
        named = [(spot, f"in the {spot.side} version") for spot in (*self.left, *self.right)[1:]]
        if self.near is not None:
            named.append((self.near, f"expected beside this in the {self.near.side} version"))
        return tuple(named)

    @property
    def is_refusal(self) -> bool:
        """Tells whether this finding says that the pair could not be compared, as do the remarks."""
        return self.finding.code.startswith("DOC") and self.finding.severity.at_least(Severity.MAJOR)

    @property
    def key(self) -> str:
        """Returns a fingerprint that tells apart the same finding in two pairs of files; no line is in it."""
        parts = "\x1f".join((*self.paths, self.pair, self.finding.code, self.finding.fingerprint))
        return hashlib.sha256(parts.encode("utf-8", "replace")).hexdigest()[:32]


@dataclass(frozen=True, slots=True)
class Digest:
    """Is a Report for machines; `verdict` and `remarks` are the sentences at the head of the terminal summary."""

    id: str
    signature: str
    left: Version
    right: Version
    compared: bool
    verdict: str
    remarks: tuple[str, ...]
    summary: Summary
    items: tuple[Item, ...]


def digest(report: Report) -> Digest:
    """Returns the digest of a report, its findings in the report's order."""
    left, right = report.alignment.left, report.alignment.right
    versions = _version(left), _version(right)
    places = _Places("left", left, versions[0].path), _Places("right", right, versions[1].path)
    items = tuple(_item(finding, report.id, *places) for finding in report.findings)
    return Digest(
        report.id,
        report.signature,
        *versions,
        is_compared(report),
        verdict(report),
        remarks(report),
        report.summary,
        items,
    )


def worst_first(digests: Iterable[Digest]) -> Iterator[Item]:
    """Yields the findings of all reports by severity, within one in the order of reports and texts."""
    items = [item for each in digests for item in each.items]
    yield from sorted(items, key=lambda item: item.finding.severity.rank)


class _Places:
    """Finds the places of one side."""

    def __init__(self, side: SideName, document: Document, path: str) -> None:
        self.side = side
        self.raw = document.raw
        self.path = path
        contained = PurePath(path).suffix.lower() in _CONTAINERS
        self.lines = None if contained else Lines(document.raw)

    def spot(self, span: Span) -> Spot:
        """Returns the spot of a span."""
        region = self.lines.region(span) if self.lines is not None else None
        return Spot(self.side, self.path, span, span.of(self.raw), region)


def _version(document: Document) -> Version:
    # A job knows its files by their path below the checkout: `./a.txt` and `a.txt` must be one file to it.
    path = posixpath.normpath(PurePath(document.meta.path or document.id or "text").as_posix())
    return Version(path, document.lang, document.meta.sha256, len(document.sentences))


def _item(finding: Finding, pair: str, left: _Places, right: _Places) -> Item:
    near = finding.expected_near
    other = right if finding.left else left
    return Item(
        finding,
        tuple(left.spot(span) for span in finding.left),
        tuple(right.spot(span) for span in finding.right),
        other.spot(near) if near is not None else None,
        pair,
        (left.path, right.path),
    )
