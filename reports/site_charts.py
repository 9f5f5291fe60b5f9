"""The charts of an audit: findings by severity, rule, outlet and month, and how much of the texts is told twice."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from markupsafe import Markup

from checks.finding import Severity
from checks.registry import RULES
from checks.rules import not_the_same_event, too_little_text
from reports.bidi import visible
from reports.charts import Bar, Part, bars, columns
from reports.site_case import Case

_MOST_BARS = 15
_CLASSES = 10
_SHOWN = (Severity.CRITICAL, Severity.MAJOR, Severity.MINOR)
Counts = Counter[Severity]


@dataclass(frozen=True, slots=True)
class Chart:
    """Is one chart with its title, and its figures as rows of a table for those who do not see it."""

    name: str
    title: str
    note: str
    svg: Markup
    head: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


def charts_of(cases: Sequence[Case]) -> tuple[Chart, ...]:
    """Returns the charts that have something to show."""
    found = [_by_severity(cases), _by_rule(cases)]
    if any(case.outlet for case in cases):
        found.append(_by_group("outlet", "Discrepancies by outlet", cases, lambda case: case.outlet, bars))
    if any(case.month for case in cases):
        found.append(_by_group("month", "Discrepancies by month", cases, lambda case: case.month, columns))
    found.append(_covered(cases))
    return tuple(chart for chart in found if chart.rows)


def strip(case: Case, most: int) -> Markup:
    """Returns the discrepancies of a pair as a strip; `most` of them take its whole length."""
    longest = max(most, 1)
    out = [Markup('<svg class="strip" viewBox="0 0 200 10" preserveAspectRatio="none" aria-hidden="true">')]
    left = 0.0
    for severity in _SHOWN:
        width = getattr(case.summary, severity.value) * 200 / longest
        place = f"{left:.1f}", f"{width:.1f}"
        out.append(Markup('<rect class="{}" x="{}" y="0" width="{}" height="10"/>').format(severity.value, *place))
        left += width
    return Markup("").join(out) + Markup("</svg>")


def _by_severity(cases: Sequence[Case]) -> Chart:
    counts: Counts = Counter()
    for case in cases:
        counts.update({severity: getattr(case.summary, severity.value) for severity in Severity})
    drawn = [Bar(one.value, (Part(one.value, "", counts[one]),)) for one in Severity]
    rows = tuple((one.value, f"{counts[one]:,}") for one in Severity if counts[one])
    title = "Findings by severity"
    note = "Notes for information (info) are shown and never counted as discrepancies."
    return Chart("severity", title, note, bars(drawn, title), ("severity", "findings"), rows)


def _by_rule(cases: Sequence[Case]) -> Chart:
    names = {rule.code: rule.name for rule in (*RULES, too_little_text.RULE, not_the_same_event.RULE)}
    counts: dict[str, Counts] = defaultdict(Counter)
    for case in cases:
        for code, severity, count in case.codes:
            counts[f"{code} {names.get(code, '')}".rstrip()][severity] += count
    return _chart("rule", "Findings by rule", counts, bars, tuple(Severity))


def _by_group(
    name: str,
    title: str,
    cases: Iterable[Case],
    group: Callable[[Case], str],
    draw: Callable[[Sequence[Bar], str], Markup],
) -> Chart:
    counts: dict[str, Counts] = defaultdict(Counter)
    for case in cases:
        counts[group(case)].update({severity: getattr(case.summary, severity.value) for severity in _SHOWN})
    return _chart(name, title, counts, draw, _SHOWN)


def _chart(
    name: str,
    title: str,
    counts: dict[str, Counts],
    draw: Callable[[Sequence[Bar], str], Markup],
    levels: tuple[Severity, ...],
) -> Chart:
    """Returns a chart of groups: months in order, others by how much they have, beyond some summed up as others."""
    order = sorted(counts) if draw is columns else sorted(counts, key=lambda key: (-sum(counts[key].values()), key))
    note = ""
    if draw is bars and len(order) > _MOST_BARS:
        rest: Counts = Counter()
        for key in order[_MOST_BARS:]:
            rest.update(counts[key])
        note = f"The last bar sums up {len(order) - _MOST_BARS:,} more."
        order = order[:_MOST_BARS]
        counts = {**{key: counts[key] for key in order}, "others": rest}
        order.append("others")
    drawn = [
        Bar(key or "not said", tuple(Part(level.value, level.value, counts[key][level]) for level in levels))
        for key in order
    ]
    rows = tuple((visible(bar.label), *(f"{part.value:,}" for part in bar.parts), f"{bar.total:,}") for bar in drawn)
    return Chart(name, title, note, draw(drawn, title), (name, *(level.value for level in levels), "all"), rows)


def _covered(cases: Sequence[Case]) -> Chart:
    """Returns how many pairs have how large a share of sentences with a counterpart, both sides taken together."""
    counts: Counter[int] = Counter()
    for case in cases:
        counts[min(int(sum(case.covered) / 2 * _CLASSES), _CLASSES - 1)] += 1
    step = 100 // _CLASSES
    labels = [f"{one * step}–{(one + 1) * step}" for one in range(_CLASSES)]
    drawn = [Bar(label, (Part("plain", "pairs", counts[place]),)) for place, label in enumerate(labels)]
    title = "Share of sentences with a counterpart"
    note = "Pairs by the share of their sentences, of both sides, that the other version tells too, in per cent."
    rows = tuple((label, f"{counts[place]:,}") for place, label in enumerate(labels)) if cases else ()
    return Chart("covered", title, note, columns(drawn, title), ("share", "pairs"), rows)
