"""The page of one pair: a single HTML file that works alone, without network and without JavaScript.

Texts are hostile until shown otherwise: everything is escaped, controls are visible, and the page forbids itself every
script and style but its own two, named by their hashes. The same report gives the same bytes.
"""

from __future__ import annotations

import base64
import hashlib
from functools import lru_cache
from importlib.resources import files
from pathlib import PurePath

from jinja2 import Environment, PackageLoader, StrictUndefined, select_autoescape
from markupsafe import Markup

from checks.finding import Severity
from reports.bidi import direction, visible
from reports.bitext import draw
from reports.cards import Card, cards, gravest, title_of, visible_runs
from reports.compared import compared
from reports.marks import Marker
from reports.report import Report
from reports.rows import lay_out
from reports.verdict import counted, is_compared, remarks, verdict
from reports.word_links import links_by_row
from text.languages import NAMES

# With so many findings to look at first, what was compared can wait.
_ENOUGH = 2
_SCRIPTS = ("page.js", "links.js", "search.js")

FAMILIES = {
    "OMI": "missing",
    "ADD": "added",
    "NUM": "figures",
    "UNI": "units",
    "DAT": "dates",
    "NAM": "names",
    "NEG": "negation",
    "ATT": "speakers",
    "TRM": "labels",
    "DOC": "document",
    "OTH": "other",
}


def render(report: Report) -> str:
    """Returns the page of the report as HTML."""
    titles = tuple(title_of(finding, report) for finding in report.findings)
    left = Marker("left", report.alignment.left, report.findings, titles, report.left_mentions)
    right = Marker("right", report.alignment.right, report.findings, titles, report.right_mentions)
    listed = cards(report, left, right)
    families = _families(listed)
    found = is_compared(report)
    first = gravest(listed) if found else ()
    style = _source("page.css") + _filter_rules(tuple(families))
    script = "".join(map(_source, _SCRIPTS))
    return (
        _environment()
        .get_template("page.html.j2")
        .render(
            style=Markup(style),
            style_hash=_hash(style),
            script=Markup(script),
            script_hash=_hash(script),
            verdict=verdict(report),
            is_compared=found,
            remarks=[visible_runs(remark) for remark in remarks(report)],
            severities=[(level.value, getattr(report.summary, level.value)) for level in Severity],
            families=[(code, FAMILIES.get(code, code), count) for code, count in families.items()],
            cards=listed,
            first=first,
            counts=compared(report) if found and len(first) <= _ENOUGH else (),
            rows=lay_out(report.alignment, left, right),
            map=draw(report),
            sides=_sides(report),
            links=links_by_row(report.alignment),
            relation=report.alignment.relation,
            trust=f"{report.alignment.trust:.2f}",
            signature=visible(report.signature),
            id=visible(report.id),
        )
    )


def _sides(report: Report) -> list[dict[str, str]]:
    documents = (report.alignment.left, report.alignment.right)
    names = [visible(document.meta.path or document.id) for document in documents]
    short = [PurePath(name).name or name for name in names]
    if short[0] == short[1]:
        short = names
    return [
        {
            "side": side,
            "name": name,
            "short": brief,
            "lang": document.lang,
            "direction": direction(document.lang),
            "language": NAMES[document.lang],
            "sentences": counted(len(document.sentences), "sentence"),
            "sha256": document.meta.sha256,
        }
        for side, document, name, brief in zip(("left", "right"), documents, names, short, strict=True)
    ]


def _families(listed: tuple[Card, ...]) -> dict[str, int]:
    """Returns how many findings each family has, in the order of the table, unknown families last."""
    present = {card.family for card in listed}
    order = [code for code in FAMILIES if code in present] + sorted(present - FAMILIES.keys())
    return {code: sum(card.family == code for card in listed) for code in order}


def _filter_rules(families: tuple[str, ...]) -> str:
    """Returns the style rules by which an unticked box hides its findings; on paper all are shown."""
    rules = []
    for name in (*(level.value for level in Severity), *families):
        off = f"body:has(#show-{name}:not(:checked))"
        rules.append(f"{off} .card.{name},{off} .map .dot.{name},{off} .ref.{name},{off} .caret.{name}{{display:none}}")
        rules.append(f"{off} mark.{name}{{background:none;border-color:transparent}}")
    return "@media screen{" + "".join(rules) + "}\n"


@lru_cache(maxsize=1)
def _environment() -> Environment:
    """Returns the templates' environment: everything escaped, an unknown name is an error."""
    return Environment(
        loader=PackageLoader("reports"),
        autoescape=select_autoescape(default=True, default_for_string=True),
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )


@lru_cache(maxsize=8)
def _source(name: str) -> str:
    """Returns one of our own files as the browser will hash it: with plain line feeds."""
    text = files("reports").joinpath("templates", name).read_text(encoding="utf-8")
    return text.replace("\r\n", "\n")


def _hash(text: str) -> str:
    return "sha256-" + base64.b64encode(hashlib.sha256(text.encode("utf-8")).digest()).decode("ascii")
