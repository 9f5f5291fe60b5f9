"""The options that several commands share, declared once."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import Annotated, Literal

import typer

from text.errors import InputError

FailOn = Literal["critical", "major", "minor", "never"]
Original = Literal["left", "right"]

LeftLang = Annotated[
    str | None, typer.Option("--left-lang", help="Language of the left text: fr, ar, fa, en (ar-EG too).")
]
RightLang = Annotated[str | None, typer.Option("--right-lang", help="Language of the right text.")]
OriginalSide = Annotated[Original | None, typer.Option("--original", help="The side the other one was made from.")]
FailOnLevel = Annotated[FailOn, typer.Option("--fail-on", help="Exit with 1 from this severity on.")]
Select = Annotated[list[str] | None, typer.Option("--select", help="Only these rules: codes, their beginnings, names.")]
Ignore = Annotated[list[str] | None, typer.Option("--ignore", help="Not these rules; the longer beginning wins.")]
Lexicons = Annotated[
    list[Path] | None, typer.Option("--lexicon", help="Add a table that muqabala learn wrote; may be given again.")
]
GlossaryFile = Annotated[
    Path | None,
    typer.Option("--glossary", help="Your terms, tab-separated: a header such as fr<TAB>ar, one row a term."),
]
Out = Annotated[Path | None, typer.Option("--out", help="Write to this file instead of standard output.")]
SarifFile = Annotated[Path | None, typer.Option("--sarif", help="Write SARIF 2.1.0 (code scanning, editors).")]
JunitFile = Annotated[Path | None, typer.Option("--junit", help="Write JUnit XML (any CI).")]
GithubFile = Annotated[Path | None, typer.Option("--github", help="Write GitHub annotations; use - in a workflow.")]
GitlabFile = Annotated[Path | None, typer.Option("--gitlab", help="Write GitLab code quality JSON.")]
RdjsonFile = Annotated[Path | None, typer.Option("--rdjson", help="Write reviewdog's diagnostic format.")]
CsvFile = Annotated[Path | None, typer.Option("--csv", help="Write a table for spreadsheets.")]
MarkdownFile = Annotated[Path | None, typer.Option("--markdown", help="Write a short summary for chat and tickets.")]
Corpora = Annotated[
    list[str],
    typer.Argument(
        metavar="CORPUS…",
        help="TMX, XLIFF, PO, name.fr with name.ar, TSV, CSV, JSONL, Parquet (.gz, .zip), or a folder of reports.",
    ),
]
RecordUnitName = Annotated[
    Literal["sentence", "document"] | None,
    typer.Option("--unit", help="What a record holds; sentence for TMX, XLIFF, PO, Moses, document for the others."),
]
GateLevel = Annotated[FailOn | None, typer.Option("--fail-on", help="Exit with 1 from this severity on (major).")]
BaselineFile = Annotated[Path | None, typer.Option("--baseline", help="The file of accepted findings.")]
SettingsFile = Annotated[
    Path | None, typer.Option("--config", help="The settings, instead of muqabala.toml or pyproject.toml upwards.")
]
PairLimit = Annotated[int | None, typer.Option("--limit", min=1, help="Stop after so many pairs.")]
Jobs = Annotated[int, typer.Option("--jobs", min=0, help="Processes to work with; 0 takes one for each processor.")]
MemoryMb = Annotated[
    int, typer.Option("--memory-mb", min=0, help="Cap the memory of each worker (Linux); 0 sets no cap.")
]
LimitMb = Annotated[float, typer.Option("--limit-mb", min=0.000001, help="Largest file that is read, in megabytes.")]
SentencesGiven = Annotated[bool, typer.Option("--sentences-given", help="Each line of the texts is one sentence.")]


def split_codes(given: list[str] | None) -> tuple[str, ...]:
    """Returns the codes of a repeatable option whose values may hold several with commas between."""
    return tuple(code.strip() for value in given or () for code in value.split(",") if code.strip())


def limit_in_bytes(megabytes: float) -> int:
    """Returns the size limit in bytes."""
    return max(1, round(megabytes * 1_000_000))


def only_one_standard_output(paths: Iterable[Path | None]) -> bool:
    """Tells whether one of the files is standard output; InputError where several are."""
    count = sum(str(path) == "-" for path in paths)
    if count > 1:
        raise InputError("standard output can take one format only: write the others to files")
    return count == 1


def only_one_standard_input(*paths: str) -> None:
    """Raises InputError where standard input is named more than once."""
    if paths.count("-") > 1:
        raise InputError("standard input can be read only once: give the other texts as files")
