"""`muqabala compare`: several versions of one event, statement by statement."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from muqabala.options import (
    FailOnLevel,
    GlossaryFile,
    Ignore,
    Lexicons,
    LimitMb,
    Select,
    limit_in_bytes,
    only_one_standard_input,
    only_one_standard_output,
    split_codes,
)
from text.errors import InputError


def compare(
    versions: Annotated[
        list[str],
        typer.Argument(metavar="VERSION…", help="Two or more versions: .txt, .md, .html, .docx, or - for one of them."),
    ],
    lang: Annotated[
        list[str] | None,
        typer.Option("--lang", help="The languages in the order of the versions: fr,ar,en; recognised if not given."),
    ] = None,
    html: Annotated[Path | None, typer.Option("--html", help="Write the matrix as a page to this file.")] = None,
    json: Annotated[
        Path | None, typer.Option("--json", help="Write the matrix to this file (- for standard output).")
    ] = None,
    csv: Annotated[Path | None, typer.Option("--csv", help="Write a table for spreadsheets, a line a cell.")] = None,
    markdown: Annotated[Path | None, typer.Option("--markdown", help="Write the matrix for chat and tickets.")] = None,
    lexicon: Lexicons = None,
    glossary: GlossaryFile = None,
    fail_on: FailOnLevel = "major",
    select: Select = None,
    ignore: Ignore = None,
    quiet: Annotated[bool, typer.Option("--quiet", "-q", help="Print no matrix.")] = False,
    limit_mb: LimitMb = 5.0,
) -> None:
    """Compare several versions of one event: a matrix of statements by version, the odd one out marked."""
    only_one_standard_input(*versions)
    piped = only_one_standard_output((json, csv, markdown))
    from muqabala.collation import collate, require_used
    from muqabala.gate import FINDINGS, PASS, reaches
    from muqabala.output import emit, write_whole
    from muqabala.own_files import own_files
    from text.ingest import read_file
    from text.languages import parse_tag
    from text.own_words import load_own

    tags = split_codes(lang)
    if tags and len(tags) != len(versions):
        raise InputError(f"--lang names {len(tags)} languages for {len(versions)} versions: name one for each, or none")
    own = load_own(own_files(lexicon, glossary))
    documents = [
        read_file(path, lang=parse_tag(tag) if tag else None, limit_bytes=limit_in_bytes(limit_mb))
        for path, tag in zip(versions, tags or [""] * len(versions), strict=True)
    ]
    require_used(own, [document.lang for document in documents])
    collation = collate(documents, select=split_codes(select), ignore=split_codes(ignore), own=own)
    if json is not None:
        from reports.matrix_json import dumps

        emit(dumps(collation) + "\n", json)
    if csv is not None:
        from reports.matrix_tables import to_csv

        emit(to_csv(collation), csv)
    if markdown is not None:
        from reports.matrix_tables import to_markdown

        emit(to_markdown(collation), markdown)
    if html is not None:
        from reports.matrix_page import render

        write_whole(html, render(collation))
    if not quiet and not piped:
        from rich.console import Console

        from reports.matrix_terminal import print_matrix

        print_matrix(collation, Console(highlight=False))
    raise typer.Exit(FINDINGS if reaches(collation.summary, fail_on) else PASS)
