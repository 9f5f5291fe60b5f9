"""The summary on the terminal: one verdict line, then a block for each finding.

Everything is a rich `Text`, never markup: a text that holds `[/bold]` must neither fail nor colour the line.
"""

from __future__ import annotations

from rich.console import Console
from rich.text import Text

from checks.finding import Finding, Severity
from reports.bidi import POP_ISOLATE, RIGHT_TO_LEFT_ISOLATE, isolated, visible
from reports.doubts import doubts
from reports.excerpt import excerpt
from reports.report import Report
from reports.values import values_in
from reports.verdict import counted, is_compared, remarks, verdict
from text.document import Document, Span
from text.languages import NAMES, is_right_to_left

_STYLES = {
    Severity.CRITICAL: "bold red",
    Severity.MAJOR: "bold yellow",
    Severity.MINOR: "bold cyan",
    Severity.INFO: "bold",
}
_INDENT = "  "
_LABEL = 7
_WIDEST = 100
_SPANS_SHOWN = 3


def print_report(report: Report, console: Console, *, limit: int = 20, explain: bool = False) -> None:
    """Prints the summary of the report, at most `limit` findings, the gravest kept where not all are shown.

    With `explain` each finding says why it fired and why it may be wrong.
    """
    left, right = report.alignment.left, report.alignment.right
    style = "bold red" if report.summary.critical or not is_compared(report) else "bold"
    _line(console, Text(verdict(report), style="bold green" if verdict(report).startswith("No ") else style))
    for remark in remarks(report):
        _line(console, Text(isolated(remark)))
    for label, document in (("left", left), ("right", right)):
        name = visible(document.meta.path or document.id)
        sentences = counted(len(document.sentences), "sentence")
        text = Text.assemble((f"{label:<{_LABEL}}", "dim"), name, (f"  {NAMES[document.lang]}, {sentences}", "dim"))
        _line(console, text)
    for finding in _chosen(report.findings, limit):
        console.print()
        _print_finding(finding, report, console)
        if explain:
            _print_reasons(finding, report, console)
    hidden = len(report.findings) - limit
    if hidden > 0:
        console.print()
        _line(console, Text(f"and {hidden} more: see the HTML report", style="bold"))


def _chosen(findings: tuple[Finding, ...], limit: int) -> list[Finding]:
    """Returns the findings to print in the order of the text; where there are too many, the gravest."""
    if len(findings) <= limit:
        return list(findings)
    by_weight = sorted(range(len(findings)), key=lambda index: (findings[index].severity.rank, index))
    return [findings[index] for index in sorted(by_weight[: max(0, limit)])]


def _line(console: Console, text: Text) -> None:
    console.print(text, highlight=False, soft_wrap=False)


def _print_finding(finding: Finding, report: Report, console: Console) -> None:
    head = Text.assemble(
        (finding.severity.value.upper(), _STYLES[finding.severity]),
        "  ",
        visible(finding.code),
        " ",
        (visible(finding.name), "dim"),
    )
    _line(console, head)
    _block(console, Text(isolated(finding.message)), Text(_INDENT), rtl=False)
    left, right = report.alignment.left, report.alignment.right
    _print_side("left", left, finding.left, None if finding.left else finding.expected_near, console)
    _print_side("right", right, finding.right, None if finding.right else finding.expected_near, console)
    read = [
        f"{label} {', '.join(values)}"
        for label, values in (
            ("left", values_in(report.left_mentions, finding.left)),
            ("right", values_in(report.right_mentions, finding.right)),
        )
        if values
    ]
    if read:
        _block(console, Text(f"read as: {' · '.join(read)}", style="dim"), Text(_INDENT), rtl=False)


def _print_reasons(finding: Finding, report: Report, console: Console) -> None:
    """Prints why the finding fired and why it may be wrong, each behind its label."""
    sure = f"(confidence {finding.confidence:.0%})"
    fired = isolated(f"{finding.reason} {sure}" if finding.reason else sure)
    for label, text in (("why", fired), ("doubt", " ".join(doubts(finding, report.alignment)))):
        if text:
            _block(console, Text(text), Text(f"{_INDENT}{label:<{_LABEL}}", style="dim"), rtl=False)


def _print_side(label: str, document: Document, spans: tuple[Span, ...], near: Span | None, console: Console) -> None:
    """Prints the snippets of one side; where nothing stands there, the place where it was sought."""
    head = Text(f"{_INDENT}{label:<{_LABEL}}", style="dim")
    rtl = is_right_to_left(document.lang)
    for span in spans[:_SPANS_SHOWN]:
        _block(console, _snippet(document, span, console, marks="[]"), head, rtl=rtl)
        head = Text(" " * (len(_INDENT) + _LABEL))
    if len(spans) > _SPANS_SHOWN:
        _block(console, Text(f"and {len(spans) - _SPANS_SHOWN} more places", style="dim"), head, rtl=False)
    if not spans:
        place = "nothing here; expected beside:" if near is not None else "nothing here"
        _block(console, Text(place, style="dim italic"), head, rtl=False)
    if near is not None:
        _block(console, _snippet(document, near, console, marks=""), Text(" " * (len(_INDENT) + _LABEL)), rtl=rtl)


def _snippet(document: Document, span: Span, console: Console, *, marks: str) -> Text:
    """Returns the snippet with the span marked; without colours brackets mark it."""
    cut = excerpt(document, span, around=40 if marks else 20, longest=240 if marks else 80)
    brackets = marks if console.color_system is None and marks else ("", "")
    return Text.assemble(
        "… " if cut.opens_cut else "",
        _flat(cut.before),
        (f"{brackets[0]}{_flat(cut.marked)}{brackets[1]}", "reverse" if marks else ""),
        _flat(cut.after),
        " …" if cut.closes_cut else "",
    )


def _flat(text: str) -> str:
    return visible(text).replace("\n", " ").replace("\t", " ")


def _block(console: Console, text: Text, head: Text, *, rtl: bool) -> None:
    """Prints `text` wrapped behind `head`, each line isolated by itself: an isolate does not outlive its line."""
    width = max(20, min(console.width, _WIDEST) - len(head))
    for number, line in enumerate(text.wrap(console, width)):
        line.rstrip()
        opening, closing = (RIGHT_TO_LEFT_ISOLATE, POP_ISOLATE) if rtl else ("", "")
        first = head if number == 0 else Text(" " * len(head))
        console.print(Text.assemble(first, opening, line, closing), highlight=False, no_wrap=True, overflow="ignore")
