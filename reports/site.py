"""The pages of an audit: an index with charts and a table of pairs, lists that go on from it, a page for each pair.

Everything works from a file, without network and without JavaScript; where there is a script, it filters and sorts the
table from data that lie in the page. Like the pages of the pairs these forbid themselves all but their own style and
script, named by their hashes, and the same audit gives the same bytes.
"""

from __future__ import annotations

import base64
import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files

from jinja2 import Environment, PackageLoader, StrictUndefined, select_autoescape
from markupsafe import Markup

from reports.bidi import visible
from reports.report import Report, Summary
from reports.site_case import Case, CaseState
from reports.site_charts import Chart, charts_of, strip
from reports.translation import Quality
from reports.verdict import counted, verdict_on

ROWS_A_PAGE = 250
# The script filters so many pairs, the worst; beyond it a page would take long to open on a telephone.
MOST_FILTERED = 20_000
_MOST_PROBLEMS = 100
_WORST = 10
_BACK = '<nav class="back" aria-label="Audit"><a href="../index.html">← all pairs of the audit</a></nav>\n'
_BACK_STYLE = (
    "nav.back{max-width:96rem;margin-inline:auto;padding:1rem clamp(1rem,3vw,2.75rem) 0;font-size:.875rem}"
    "@media print{nav.back{display:none}}"
)


@dataclass(frozen=True, slots=True)
class Site:
    """Is an audit for readers: the counts of records by state, the pairs, the problems (id, state, reason)."""

    corpus: str
    counts: Mapping[CaseState, int]
    cases: tuple[Case, ...]
    problems: tuple[tuple[str, str, str], ...] = ()
    qualities: tuple[Quality, ...] = ()
    signatures: tuple[str, ...] = ()
    left_out: int = 0

    @property
    def summary(self) -> Summary:
        """Returns the counts of all pairs together."""
        names = ("critical", "major", "minor", "info", "suppressed")
        return Summary(*(sum(getattr(case.summary, name) for case in self.cases) for name in names))


def pair_page(report: Report) -> str:
    """Returns the page of one pair, with a way back to the index."""
    from reports.page import render

    page = render(report)
    page = page.replace("style-src '", f"style-src '{_hash(_BACK_STYLE)}' '", 1)
    page = page.replace("</head>", f"<style>{_BACK_STYLE}</style>\n</head>", 1)
    return page.replace("<header", f"{_BACK}<header", 1)


def index_pages(site: Site) -> dict[str, str]:
    """Returns index.html and the lists that go on from its table, by their paths."""
    ordered = sorted(site.cases, key=lambda case: (case.weight, case.id))
    parts = [ordered[start : start + ROWS_A_PAGE] for start in range(0, len(ordered), ROWS_A_PAGE)] or [[]]
    names = ["index.html", *(f"lists/{number}.html" for number in range(2, len(parts) + 1))]
    shown = _Columns(any(case.outlet for case in ordered), any(case.date for case in ordered))
    pages: dict[str, str] = {}
    for place, (name, cases) in enumerate(zip(names, parts, strict=True)):
        up = "../" if place else ""
        common = {
            "rows": [_row(case) for case in cases],
            "columns": shown,
            "up": up,
            "number": place + 1,
            "count": len(parts),
            "before": up + names[place - 1] if place else "",
            "after": up + names[place + 1] if place + 1 < len(names) else "",
            "first": place * ROWS_A_PAGE + 1,
            "pairs": len(ordered),
            "corpus": visible(site.corpus),
        }
        pages[name] = _list(common) if place else _index(site, ordered, common)
    return pages


@dataclass(frozen=True, slots=True)
class _Columns:
    """Says which columns the table has that a corpus may lack."""

    outlet: bool
    date: bool


def _index(site: Site, ordered: Sequence[Case], common: Mapping[str, object]) -> str:
    style, script = _source("site.css"), _source("site.js")
    summary = site.summary
    checked = site.counts["checked"] + site.counts["refused"] + site.counts["failed"]
    charts: tuple[Chart, ...] = charts_of(ordered)
    worst = [case for case in ordered if case.state == "checked" and case.summary.alarms][:_WORST]
    most = max((case.summary.alarms for case in worst), default=0)
    return (
        _environment()
        .get_template("site.html.j2")
        .render(
            **common,
            style=Markup(style),
            style_hash=_hash(style),
            script=Markup(script),
            script_hash=_hash(script),
            verdict=f"{verdict_on(summary)}, in {counted(checked, 'pair')}",
            counts=_counts(site),
            charts=charts,
            worst=[(_row(case), strip(case, most)) for case in worst],
            problems=[
                (visible(name), state, visible(reason)) for name, state, reason in site.problems[:_MOST_PROBLEMS]
            ],
            more_problems=max(0, len(site.problems) - _MOST_PROBLEMS),
            qualities=site.qualities,
            metric_signatures=sorted({score.signature for one in site.qualities for score in one.scores}),
            signatures=site.signatures,
            data=_data(ordered[:MOST_FILTERED]),
            beyond=max(0, len(ordered) - MOST_FILTERED),
            codes=sorted({code for case in ordered for code, _, _ in case.codes}),
            outlets=sorted({case.outlet for case in ordered if case.outlet}),
            months=sorted({case.month for case in ordered if case.month}),
            langs=sorted({_langs(case) for case in ordered}),
        )
    )


def _list(common: Mapping[str, object]) -> str:
    style = _source("site.css")
    page = _environment().get_template("list.html.j2")
    return page.render(**common, style=Markup(style), style_hash=_hash(style))


def _counts(site: Site) -> str:
    names: dict[CaseState, str] = {
        "checked": "checked",
        "refused": "could not be compared",
        "failed": "failed",
        "skipped": "skipped",
    }
    parts = [
        f"{site.counts[state]:,} {name}" for state, name in names.items() if site.counts[state] or name == "checked"
    ]
    if site.left_out:
        parts.append(f"{site.left_out:,} left out, with nothing to compare")
    return ", ".join(parts)


def _row(case: Case) -> dict[str, object]:
    one = case.summary
    return {
        "id": visible(case.id),
        "page": _address(case.page),
        "state": case.state,
        "langs": _langs(case),
        "outlet": visible(case.outlet),
        "date": visible(case.date[:10]),
        "levels": (("critical", one.critical), ("major", one.major), ("minor", one.minor), ("info", one.info)),
        "covered": _percent(sum(case.covered) / 2),
        "trust": f"{case.trust:.2f}",
    }


def _data(cases: Sequence[Case]) -> Markup:
    """Returns what the script filters, as JSON that cannot end its element."""
    rows = [
        [
            visible(case.id),
            _address(case.page),
            case.state,
            _langs(case),
            visible(case.outlet),
            visible(case.date[:10]),
            case.summary.critical,
            case.summary.major,
            case.summary.minor,
            case.summary.info,
            _percent(sum(case.covered) / 2),
            round(case.trust, 2),
            " ".join(sorted({code for code, _, _ in case.codes})),
        ]
        for case in cases
    ]
    text = json.dumps(rows, ensure_ascii=False, separators=(",", ":"))
    for char in "<>&\u2028\u2029":
        text = text.replace(char, f"\\u{ord(char):04x}")
    return Markup(text)


def _address(path: str) -> str:
    """Returns a path as a browser takes it, without what would be read as a query or a fragment."""
    from urllib.parse import quote

    return quote(path.encode("utf-8", "replace"), safe="/")


def _langs(case: Case) -> str:
    return f"{case.langs[0]}–{case.langs[1]}"


def _percent(share: float) -> int:
    return round(100 * share)


@lru_cache(maxsize=1)
def _environment() -> Environment:
    environment = Environment(
        loader=PackageLoader("reports"),
        autoescape=select_autoescape(default=True, default_for_string=True),
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters["visible"] = visible
    return environment


@lru_cache(maxsize=4)
def _source(name: str) -> str:
    """Returns one of our own files as the browser will hash it: with plain line feeds."""
    return files("reports").joinpath("templates", name).read_text(encoding="utf-8").replace("\r\n", "\n")


def _hash(text: str) -> str:
    return "sha256-" + base64.b64encode(hashlib.sha256(text.encode("utf-8")).digest()).decode("ascii")
