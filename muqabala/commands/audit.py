"""`muqabala audit`: every pair of some corpora, once, into a folder with a site."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal

import typer

from muqabala.formats import Format, write_formats
from muqabala.options import (
    Corpora,
    CsvFile,
    FailOnLevel,
    GithubFile,
    GitlabFile,
    GlossaryFile,
    Ignore,
    Jobs,
    JunitFile,
    LeftLang,
    Lexicons,
    MarkdownFile,
    MemoryMb,
    OriginalSide,
    RdjsonFile,
    RecordUnitName,
    RightLang,
    SarifFile,
    Select,
    only_one_standard_output,
    split_codes,
)
from text.errors import InputError

if TYPE_CHECKING:
    from reports.digest import Digest

EngineChoice = Annotated[Literal["local", "ray"], typer.Option("--engine", help="Where the work is done.")]
Address = Annotated[
    str | None, typer.Option("--address", help="The Ray cluster, as 10.0.0.1:6379 or auto; without it one is started.")
]


def audit(
    corpus: Corpora,
    out: Annotated[Path, typer.Option("--out", help="The folder to write to; a killed audit goes on from it.")],
    reports: Annotated[Literal["json"] | None, typer.Option("--reports", help="Also write reports/<id>.json.")] = None,
    pages: Annotated[
        bool, typer.Option("--pages/--no-pages", help="Write the site, with a page for each pair.")
    ] = True,
    unit: RecordUnitName = None,
    left_lang: LeftLang = None,
    right_lang: RightLang = None,
    sarif: SarifFile = None,
    junit: JunitFile = None,
    github: GithubFile = None,
    gitlab: GitlabFile = None,
    rdjson: RdjsonFile = None,
    csv: CsvFile = None,
    markdown: MarkdownFile = None,
    original: OriginalSide = None,
    fail_on: FailOnLevel = "never",
    select: Select = None,
    ignore: Ignore = None,
    lexicon: Lexicons = None,
    glossary: GlossaryFile = None,
    jobs: Jobs = 0,
    memory_mb: MemoryMb = 0,
    engine: EngineChoice = "local",
    address: Address = None,
    quiet: Annotated[bool, typer.Option("--quiet", "-q", help="Show no progress and no sum.")] = False,
) -> None:
    """Check whole corpora of pairs once and write what was found into a folder, as a site and as tables."""
    wanted: dict[Format, Path | None] = {
        "sarif": sarif,
        "junit": junit,
        "github": github,
        "gitlab": gitlab,
        "rdjson": rdjson,
        "csv": csv,
        "markdown": markdown,
    }
    piped = only_one_standard_output(wanted.values())
    if address is not None and engine != "ray":
        raise InputError("--address names a Ray cluster: add --engine ray")
    if "-" in corpus:
        raise InputError("a corpus cannot be read from standard input: give it as a file")
    from muqabala.api import require_known_rules
    from muqabala.audit_run import AuditPlan, run
    from muqabala.batches import How
    from muqabala.gate import FINDINGS, INPUT, NOT_CHECKED, reaches
    from muqabala.identity import tool_hash
    from muqabala.output import complain
    from muqabala.own_files import own_files
    from muqabala.readers.record import Languages
    from muqabala.spread import Workers
    from muqabala.steps import Steps
    from reports.bidi import visible
    from text.languages import parse_tag

    chosen, ignored = split_codes(select), split_codes(ignore)
    require_known_rules([*chosen, *ignored])
    languages = Languages(*(parse_tag(tag) if tag else None for tag in (left_lang, right_lang)))
    digests: list[Digest] = []
    own = own_files(lexicon, glossary)
    tool = tool_hash() if engine == "ray" else ""
    with Steps(quiet=quiet) as steps:
        plan = AuditPlan(
            tuple(corpus),
            languages,
            unit,
            How(original, chosen, ignored, own, reports is not None, pages, tool),
            Workers(jobs, memory_mb, engine, address),
            digests.append if any(path is not None for path in wanted.values()) else _unseen,
            lambda done, found: steps.show("pairs", done, note=f"{found:,} discrepancies"),
        )
        results = run(plan, out)
    for problem in results.problems:
        complain(visible(problem.reason))
    if any(path is not None for path in wanted.values()):
        write_formats(wanted, digests, fail_on)
    if not quiet:
        print(results.line(), file=sys.stderr if piped else sys.stdout)
    if results.counts["skipped"]:
        raise typer.Exit(INPUT)
    if any(reaches(case.summary, fail_on) for case in results.cases):
        raise typer.Exit(FINDINGS)
    if results.counts["refused"] or results.counts["failed"]:
        raise typer.Exit(NOT_CHECKED)


def _unseen(_: Digest) -> None:
    """Takes a digest that nobody wants."""
