"""Draws the page: the two texts to type in, and what came of them. Everything is escaped, controls are visible."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import lru_cache
from importlib.resources import files

from jinja2 import Environment, PackageLoader, StrictUndefined, select_autoescape

from checks.finding import Finding
from muqabala.editor.desk import Outcome
from muqabala.editor.draft import SIDES, Draft
from muqabala.editor.store import Decision, Recap
from reports.bidi import direction, visible
from reports.cards import Card, cards, title_of, visible_runs
from reports.columns import utf16_units
from reports.marks import Marker
from reports.report import Report
from reports.rows import Row, lay_out
from reports.verdict import counted, is_compared, remarks, verdict
from text.document import Document, Lang, Span
from text.languages import NAMES, SUPPORTED, identify

# What the page loads besides itself: name → where it lies and what it is. The report's own style comes first.
ASSETS = {
    "report.css": ("reports", "templates/page.css", "text/css"),
    "editor.css": ("muqabala.editor", "static/editor.css", "text/css"),
    "editor.js": ("muqabala.editor", "static/editor.js", "text/javascript"),
    "icon.svg": ("muqabala.editor", "static/icon.svg", "image/svg+xml"),
}


@dataclass(frozen=True, slots=True)
class Reach:
    """Is a stretch of a text field, in UTF-16 units as browsers count."""

    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Listed:
    """Is one open finding: its card, its fingerprint, and where to put the cursor on each side, if anywhere."""

    card: Card
    content: str
    reaches: tuple[Reach | None, Reach | None]


@dataclass(frozen=True, slots=True)
class Shown:
    """Is a checked version as it is drawn."""

    side: str
    name: str
    lang: Lang
    direction: str
    language: str
    sentences: str


@dataclass(frozen=True, slots=True)
class Result:
    """Is what the page says of one check."""

    number: int
    verdict: str
    is_compared: bool
    remarks: tuple[tuple[tuple[str, bool], ...], ...]
    listed: tuple[Listed, ...]
    decided: tuple[Decision, ...]
    rows: tuple[Row, ...]
    sides: tuple[Shown, Shown]


def result(number: int, outcome: Outcome) -> Result:
    """Returns what the page says of a check."""
    report = outcome.report
    titles = tuple(title_of(finding, report) for finding in report.findings)
    left = Marker("left", report.alignment.left, report.findings, titles)
    right = Marker("right", report.alignment.right, report.findings, titles)
    drawn = cards(report, left, right)
    listed = tuple(
        Listed(card, content, _reaches(finding, report))
        for card, content, finding in zip(drawn, outcome.contents, report.findings, strict=True)
    )
    return Result(
        number,
        verdict(report),
        is_compared(report),
        tuple(visible_runs(remark) for remark in remarks(replace(report, suppressed=0))),
        listed,
        outcome.decided,
        lay_out(report.alignment, left, right),
        (_shown("left", report.alignment.left), _shown("right", report.alignment.right)),
    )


def draw_desk(draft: Draft, csrf: str, author: str, shown: Result | None = None, *, problem: str = "") -> str:
    """Returns the whole page with the fields filled and, where there is one, the result."""
    template = _environment().get_template("desk.html.j2")
    return template.render(
        draft=draft,
        fields=[
            (side, draft.side(side), _typed_direction(draft.side(side).text, draft.side(side).lang)) for side in SIDES
        ],
        languages=[(lang, NAMES[lang]) for lang in SUPPORTED],
        csrf=csrf,
        author=visible(author),
        result=shown,
        problem=visible_runs(problem),
        notice="",
        undoable="",
    )


def draw_result(shown: Result, csrf: str, author: str, *, notice: str = "", undoable: str = "") -> str:
    """Returns the result alone, for a page that is open already; `undoable` is what was decided just now."""
    template = _environment().get_template("result.html.j2")
    return template.render(result=shown, csrf=csrf, author=visible(author), notice=notice, undoable=undoable)


def draw_problem(problem: str) -> str:
    """Returns the sentence that stands in the place of a result."""
    return _environment().get_template("problem.html.j2").render(problem=visible_runs(problem))


def draw_history(recaps: tuple[Recap, ...], decisions: tuple[Decision, ...], csrf: str, place: str) -> str:
    """Returns the page of what was checked and decided; `place` says where it is kept, '' for nowhere."""
    template = _environment().get_template("history.html.j2")
    return template.render(recaps=recaps, decisions=decisions, csrf=csrf, place=visible(place))


def draw_refusal(status: int, sentence: str) -> str:
    """Returns a page that says why there is no other."""
    template = _environment().get_template("refusal.html.j2")
    return template.render(status=status, sentence=visible_runs(sentence))


@lru_cache(maxsize=8)
def asset(name: str) -> bytes | None:
    """Returns one of the files that the page loads, None for any other name."""
    known = ASSETS.get(name)
    return files(known[0]).joinpath(*known[1].split("/")).read_bytes() if known is not None else None


def _reaches(finding: Finding, report: Report) -> tuple[Reach | None, Reach | None]:
    return (
        _reach(report.alignment.left, finding.left, finding.expected_near),
        _reach(report.alignment.right, finding.right, finding.expected_near),
    )


def _reach(document: Document, spans: tuple[Span, ...], near: Span | None) -> Reach | None:
    """Returns where the cursor goes on a side: over what differs, or behind what the missing should stand beside."""
    if spans:
        span = spans[0]
    elif near is not None:
        span = Span(near.end, near.end)
    else:
        return None
    start = utf16_units(document.raw[: span.start])
    return Reach(start, start + utf16_units(span.of(document.raw)))


def _shown(side: str, document: Document) -> Shown:
    return Shown(
        side,
        visible(document.meta.path),
        document.lang,
        direction(document.lang),
        NAMES[document.lang],
        counted(len(document.sentences), "sentence"),
    )


def _typed_direction(text: str, lang: Lang | None) -> str:
    guess = identify(text) if lang is None else None
    known = lang or (guess.lang if guess is not None else None)
    return direction(known) if known is not None else "auto"


@lru_cache(maxsize=1)
def _environment() -> Environment:
    """Returns the templates' environment: everything escaped, an unknown name is an error."""
    environment = Environment(
        loader=PackageLoader("muqabala.editor"),
        autoescape=select_autoescape(default=True, default_for_string=True),
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters["runs"] = visible_runs
    environment.filters["visible"] = visible
    return environment
