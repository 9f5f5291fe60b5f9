"""Prepares the list of findings for the page: each with its snippets, its values and its links."""

from __future__ import annotations

from dataclasses import dataclass

from checks.finding import Finding, Severity
from reports.bidi import direction, runs, visible
from reports.doubts import doubts
from reports.excerpt import Excerpt, excerpt
from reports.marks import Marker, Side, family
from reports.report import Report
from reports.values import values_in
from text.document import Document, Lang, Span
from text.mention import Mention

_SPANS_SHOWN = 4


@dataclass(frozen=True, slots=True)
class Shown:
    """Is one side of a card. `near` says that the snippets show where it should have stood; `link` is an anchor or
    ''.
    """

    side: Side
    lang: Lang
    direction: str
    near: bool
    snippets: tuple[Excerpt, ...]
    more: int
    values: tuple[str, ...]
    link: str


@dataclass(frozen=True, slots=True)
class Card:
    """Is one finding; message and reason are cut into (text, is right-to-left), `doubts` say why it might be wrong."""

    number: int
    code: str
    name: str
    severity: str
    family: str
    message: tuple[tuple[str, bool], ...]
    reason: tuple[tuple[str, bool], ...]
    doubts: tuple[str, ...]
    sureness: float
    sides: tuple[Shown, Shown]

    @property
    def confidence(self) -> str:
        """Returns the confidence in per cent."""
        return f"{self.sureness:.0%}"


def title_of(finding: Finding, report: Report) -> str:
    """Returns the tooltip of a finding's marks: its message and the values read there."""
    values = [
        f"{side} read as {', '.join(read)}"
        for side, read in (
            ("left", values_in(report.left_mentions, finding.left)),
            ("right", values_in(report.right_mentions, finding.right)),
        )
        if read
    ]
    return visible(" · ".join([f"{finding.severity.value}: {finding.message}", *values]))


def gravest(listed: tuple[Card, ...], most: int = 4) -> tuple[Card, ...]:
    """Returns the cards to look at first: the critical and major ones, the gravest and surest first."""
    order = [level.value for level in Severity]
    grave = [card for card in listed if order.index(card.severity) <= order.index(Severity.MAJOR.value)]
    return tuple(sorted(grave, key=lambda card: (order.index(card.severity), -card.sureness, card.number))[:most])


def cards(report: Report, left: Marker, right: Marker) -> tuple[Card, ...]:
    """Returns the cards in the order of the findings, numbered from 1 as the marks are."""
    return tuple(_card(number, finding, report, left, right) for number, finding in enumerate(report.findings, start=1))


def _card(number: int, finding: Finding, report: Report, left: Marker, right: Marker) -> Card:
    alignment = report.alignment
    near = finding.expected_near
    sides = (
        _shown(number, left, alignment.left, finding.left, near, report.left_mentions),
        _shown(number, right, alignment.right, finding.right, near, report.right_mentions),
    )
    return Card(
        number,
        visible(finding.code),
        visible(finding.name),
        finding.severity.value,
        family(finding.code),
        visible_runs(finding.message),
        visible_runs(finding.reason),
        doubts(finding, alignment),
        finding.confidence,
        sides,
    )


def visible_runs(message: str) -> tuple[tuple[str, bool], ...]:
    """Returns an English message cut into (text, is right-to-left), its controls made visible."""
    return tuple((visible(text), foreign) for text, foreign in runs(message))


def _shown(
    number: int,
    marker: Marker,
    document: Document,
    spans: tuple[Span, ...],
    near: Span | None,
    mentions: tuple[Mention, ...],
) -> Shown:
    absent = not spans
    snippets: tuple[Excerpt, ...]
    if absent and near is not None:
        snippets = (_clean(excerpt(document, near, around=30, longest=120)),)
    else:
        snippets = tuple(_clean(excerpt(document, span)) for span in spans[:_SPANS_SHOWN])
    link = f"{marker.side}-{number}" if marker.has(number) else ""
    values = values_in(mentions, spans)
    more = max(0, len(spans) - _SPANS_SHOWN)
    return Shown(marker.side, document.lang, direction(document.lang), absent, snippets, more, values, link)


def _clean(cut: Excerpt) -> Excerpt:
    return Excerpt(visible(cut.before), visible(cut.marked), visible(cut.after), cut.opens_cut, cut.closes_cut)
