"""`muqabala check`: one pair of reports."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from muqabala.formats import Format, write_formats
from muqabala.options import (
    CsvFile,
    FailOnLevel,
    GithubFile,
    GitlabFile,
    GlossaryFile,
    Ignore,
    JunitFile,
    LeftLang,
    Lexicons,
    LimitMb,
    MarkdownFile,
    OriginalSide,
    RdjsonFile,
    RightLang,
    SarifFile,
    Select,
    limit_in_bytes,
    only_one_standard_input,
    only_one_standard_output,
    split_codes,
)


def check(
    left: Annotated[
        str, typer.Argument(metavar="LEFT", help="One version: .txt, .md, .html, .docx, or - for standard input.")
    ],
    right: Annotated[str, typer.Argument(metavar="RIGHT", help="The other version.")],
    left_lang: LeftLang = None,
    right_lang: RightLang = None,
    original: OriginalSide = None,
    html: Annotated[Path | None, typer.Option("--html", help="Write the page for the editor to this file.")] = None,
    pdf: Annotated[
        Path | None, typer.Option("--pdf", help="Write the page as PDF, printed by the Chromium of this machine.")
    ] = None,
    json: Annotated[
        Path | None, typer.Option("--json", help="Write the report to this file (- for standard output).")
    ] = None,
    sarif: SarifFile = None,
    junit: JunitFile = None,
    github: GithubFile = None,
    gitlab: GitlabFile = None,
    rdjson: RdjsonFile = None,
    csv: CsvFile = None,
    markdown: MarkdownFile = None,
    lexicon: Lexicons = None,
    glossary: GlossaryFile = None,
    fail_on: FailOnLevel = "major",
    select: Select = None,
    ignore: Ignore = None,
    quiet: Annotated[bool, typer.Option("--quiet", "-q", help="Print no summary.")] = False,
    why: Annotated[
        bool, typer.Option("--explain", help="Print under each finding why it fired and why it may be wrong.")
    ] = False,
    limit_mb: LimitMb = 5.0,
) -> None:
    """Compare two versions of one report and say what differs."""
    only_one_standard_input(left, right)
    wanted: dict[Format, Path | None] = {
        "sarif": sarif,
        "junit": junit,
        "github": github,
        "gitlab": gitlab,
        "rdjson": rdjson,
        "csv": csv,
        "markdown": markdown,
    }
    piped = only_one_standard_output((json, *wanted.values()))
    from muqabala import api
    from muqabala.gate import exit_code
    from muqabala.output import emit, write_whole
    from muqabala.own_files import own_files
    from reports.jsonl import dumps

    # Before the work: a browser that is not there should not be told at its end.
    browser = _browser() if pdf is not None else None
    own = own_files(lexicon, glossary)
    report = api.check(
        left,
        right,
        left_lang=left_lang,
        right_lang=right_lang,
        original=original,
        select=split_codes(select),
        ignore=split_codes(ignore),
        lexicons=own.lexicons,
        glossary=own.glossary,
        limit_bytes=limit_in_bytes(limit_mb),
    )
    if json is not None:
        emit(dumps(report) + "\n", json)
    if html is not None:
        from reports.page import render

        write_whole(html, render(report))
    if any(path is not None for path in wanted.values()):
        from reports.digest import digest

        write_formats(wanted, (digest(report),), fail_on)
    if not quiet and not piped:
        from rich.console import Console

        from reports.terminal import print_report

        print_report(report, Console(highlight=False), explain=why)
    if pdf is not None and browser is not None:
        from reports.page import render
        from reports.pdf import to_pdf

        write_whole(pdf, to_pdf(render(report), browser))
    raise typer.Exit(exit_code((report,), fail_on))


def _browser() -> Path:
    from reports.pdf import find_browser

    return find_browser()
