"""The terminal summary is plain, isolated, capped, and safe with any text."""

from __future__ import annotations

import io

import pytest
from rich.cells import cell_len
from rich.console import Console

from checks.finding import Severity
from reports.bidi import isolated, runs, visible
from reports.report import Report
from reports.terminal import print_report
from tests.report_factory import document, finding, report, span_of


def _printed(made: Report, *, width: int = 80, limit: int = 20, explain: bool = False) -> str:
    stream = io.StringIO()
    print_report(made, Console(file=stream, width=width, color_system=None), limit=limit, explain=explain)
    return stream.getvalue()


def test_a_finding_shows_both_sides_with_the_span_marked() -> None:
    left, right = document("Il y a 13 morts."), document("هناك ٣١ قتيلا.", "ar", name="b.txt")
    found = finding(
        "NUM001",
        Severity.CRITICAL,
        name="number-changed",
        message='"13" became "٣١"',
        left=(span_of(left, "13"),),
        right=(span_of(right, "٣١"),),
    )
    assert _printed(report(left, right, (found,))) == (
        "1 discrepancy: 1 critical\n"
        "left   a.txt  French, 1 sentence\n"
        "right  b.txt  Arabic, 1 sentence\n"
        "\n"
        "CRITICAL  NUM001 number-changed\n"
        '  "13" became "\u2067٣١\u2069"\n'
        "  left   Il y a [13] morts.\n"
        "  right  \u2067هناك [٣١] قتيلا.\u2069\n"
    )


def test_a_finding_is_explained_when_asked() -> None:
    left, right = document("Il y a 13 morts."), document("هناك ٣١ قتيلا.", "ar", name="b.txt")
    found = finding(
        "NUM001",
        Severity.CRITICAL,
        reason='neither "13" nor "٣١" has its equal in the aligned sentences, and they count the same thing',
        left=(span_of(left, "13"),),
        right=(span_of(right, "٣١"),),
    )
    plain, explained = (_printed(report(left, right, (found,)), explain=explain) for explain in (False, True))
    assert explained.startswith(plain)
    assert explained.removeprefix(plain) == (
        '  why    neither "13" nor "\u2067٣١\u2069" has its equal in the aligned sentences, and they\n'
        "         count the same thing (confidence 90%)\n"
        "  doubt  The two figures may count different things, each of them left out by\n"
        "         the other version.\n"
    )


def test_colours_are_for_terminals_only(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("FORCE_COLOR", raising=False)
    monkeypatch.setenv("TERM", "xterm-256color")
    left, right = document("Il y a 13 morts."), document("هناك ٣١ قتيلا.", "ar")
    made = report(left, right, (finding("NUM001", Severity.CRITICAL, left=(span_of(left, "13"),)),))
    for terminal in (False, True):
        stream = io.StringIO()
        print_report(made, Console(file=stream, width=80, force_terminal=terminal, highlight=False))
        assert ("\x1b[" in stream.getvalue()) is terminal
        # Without colours brackets mark the span.
        assert ("[13]" in stream.getvalue()) is not terminal


def test_the_missing_side_shows_where_it_was_expected() -> None:
    left, right = document("Un.\nDeux."), document("واحد.", "ar")
    text = _printed(
        report(left, right, (finding("OMI001", left=(span_of(left, "Deux."),), near=span_of(right, "واحد")),))
    )
    assert "nothing here; expected beside:\n         \u2067واحد.\u2069" in text


def test_the_list_is_capped_and_keeps_the_gravest() -> None:
    left, right = document("Un mot."), document("كلمة.", "ar")
    span = span_of(left, "mot")
    found = (
        *(finding("NAM001", Severity.MINOR, left=(span,)) for _ in range(5)),
        finding("NUM001", Severity.CRITICAL, left=(span,)),
    )
    text = _printed(report(left, right, found), limit=2)
    assert text.count("MINOR  ") == 1 and text.count("CRITICAL  ") == 1
    assert text.endswith("and 4 more: see the HTML report\n")


@pytest.mark.parametrize("width", [40, 80, 120])
def test_no_line_is_wider_than_the_terminal(width: int) -> None:
    long = " ".join(["extraordinairement"] * 60)
    left, right = document(long), document(" ".join(["الاستثنائية"] * 60), "ar")
    found = finding("OMI001", message=long, left=(left.sentences[0].span,), right=(right.sentences[0].span,))
    assert all(cell_len(line) <= width for line in _printed(report(left, right, (found,)), width=width).splitlines())


def test_hostile_text_is_neither_markup_nor_control() -> None:
    left = document(
        "[/bold] [link=file:///etc]x\x1b[31m \u202elive\u202c \x07 \ud800 fin.", name="[red]\x1b]0;x\x07.txt"
    )
    right = document("نص \u202e [/x].", "ar")
    found = finding(
        "NAM001", message="[/nope] \x1b[2J \u202e", left=(left.sentences[0].span,), right=(right.sentences[0].span,)
    )
    text = _printed(report(left, right, (found,), note="[/x]"))
    assert not set(text) & set("\x1b\x07\u202e\u202c\ud800")
    assert "[/bold]" in text and "⟦RLO⟧" in text and "␛" in text
    text.encode("utf-8")


def test_visible_keeps_what_persian_and_arabic_need() -> None:
    assert visible("می\u200cشود\u200f \u200e") == "می\u200cشود\u200f \u200e"
    assert visible("a\x00b\r\n\t\x7f\x9b\ufeff") == "a␀b \n\t␡⟦U+009B⟧⟦BOM⟧"


def test_quotations_are_isolated_with_their_figures() -> None:
    assert runs('"المادة 5" became "13"') == (('"', False), ("المادة 5", True), ('"', False), (' became "13"', False))
    assert isolated("no عربي here") == "no \u2067عربي\u2069 here"


@pytest.mark.parametrize(
    ("severities", "relation", "line"),
    [
        ((), "translation", "No discrepancy found"),
        ((Severity.INFO,), "translation", "No discrepancy found"),
        (
            (Severity.CRITICAL, *[Severity.MAJOR] * 4, Severity.MINOR, Severity.MINOR),
            "adaptation",
            "7 discrepancies: 1 critical, 4 major, 2 minor",
        ),
        ((Severity.MAJOR,), "unrelated", "Could not be compared"),
    ],
)
def test_the_verdict_is_one_sentence(severities: tuple[Severity, ...], relation: str, line: str) -> None:
    left, right = document("Un."), document("واحد.", "ar")
    found = tuple(finding("NAM001", severity, left=(left.sentences[0].span,)) for severity in severities)
    assert _printed(report(left, right, found, relation=relation)).splitlines()[0] == line  # type: ignore[arg-type]
