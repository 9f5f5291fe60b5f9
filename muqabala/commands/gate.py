"""`muqabala gate`: corpora of any size, for continuous integration."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from muqabala.formats import Format, write_formats
from muqabala.options import (
    BaselineFile,
    Corpora,
    CsvFile,
    FailOn,
    GateLevel,
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
    PairLimit,
    RdjsonFile,
    RecordUnitName,
    RightLang,
    SarifFile,
    Select,
    SettingsFile,
    only_one_standard_output,
)

if TYPE_CHECKING:
    from reports.digest import Digest

BudgetText = Annotated[
    str | None, typer.Option("--budget", help="Allow so many findings at the gate: 2/1000w (words) or 3/100p (pairs).")
]
SkipBroken = Annotated[bool, typer.Option("--skip-broken", help="Broken records do not fail the gate by themselves.")]
StateFile = Annotated[
    Path | None, typer.Option("--state", help="Keep what is done in this file; a run that was killed goes on from it.")
]
Shown = Annotated[int, typer.Option("--show", min=0, help="Print at most so many findings.")]


def gate(
    corpus: Corpora,
    baseline: BaselineFile = None,
    fail_on: GateLevel = None,
    budget: BudgetText = None,
    select: Select = None,
    ignore: Ignore = None,
    unit: RecordUnitName = None,
    left_lang: LeftLang = None,
    right_lang: RightLang = None,
    original: OriginalSide = None,
    lexicon: Lexicons = None,
    glossary: GlossaryFile = None,
    skip_broken: SkipBroken = False,
    limit: PairLimit = None,
    show: Shown = 50,
    config: SettingsFile = None,
    sarif: SarifFile = None,
    junit: JunitFile = None,
    github: GithubFile = None,
    gitlab: GitlabFile = None,
    rdjson: RdjsonFile = None,
    csv: CsvFile = None,
    markdown: MarkdownFile = None,
    jobs: Jobs = 0,
    memory_mb: MemoryMb = 0,
    state: StateFile = None,
    quiet: Annotated[bool, typer.Option("--quiet", "-q", help="Show no progress.")] = False,
) -> None:
    """Check corpora and fail where findings are new: TMX, XLIFF, PO, Moses, TSV, CSV, JSONL, Parquet, folders."""
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
    from muqabala.baseline_file import load, today
    from muqabala.budget import parse_budget
    from muqabala.gate_lines import GatePrinter
    from muqabala.gate_run import Tally, run
    from muqabala.gate_verdict import conclude
    from muqabala.own_files import own_files
    from muqabala.plan import plan_of
    from muqabala.steps import Steps

    with_digests = any(path is not None for path in wanted.values())
    plan = plan_of(
        corpus,
        config,
        fail_on,
        select,
        ignore,
        unit,
        left_lang,
        right_lang,
        original,
        jobs,
        limit,
        with_digests,
        own_files(lexicon, glossary),
    )
    plan = replace(plan, state=state, memory_mb=memory_mb)
    known_in = baseline if baseline is not None else plan.settings.baseline
    known = load(known_in)
    allowed = budget if budget is not None else plan.settings.budget
    parsed = parse_budget(allowed) if allowed is not None else None
    day = today()
    tally = Tally()
    digests: list[Digest] = []
    with Steps(quiet=quiet) as steps:
        printer = GatePrinter(show, steps, to_error=piped)
        for outcome in run(plan, known, day, tally):
            printer.outcome(outcome, tally)
            # What has nothing to tell is left to the summary, so that a million clean pairs take no memory.
            if outcome.digest is not None and (outcome.digest.items or outcome.state == "refused"):
                digests.append(outcome.digest)
    if with_digests:
        level: FailOn = plan.settings.layer(plan.command_line).fail_on or "major"
        write_formats(wanted, digests, level)
    conclusion = conclude(tally, parsed, skip_broken=skip_broken)
    printer.end(plan, tally, known, known_in, day, conclusion)
    raise typer.Exit(conclusion.code)
