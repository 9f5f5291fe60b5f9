"""`muqabala audit`: every pair of a corpus, once, into a folder."""

from __future__ import annotations

import hashlib
import os
import re
import sys
import traceback
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal

import typer

from muqabala.formats import Format, write_formats
from muqabala.options import (
    CsvFile,
    FailOnLevel,
    GithubFile,
    GitlabFile,
    GlossaryFile,
    Ignore,
    Jobs,
    JunitFile,
    Lexicons,
    MarkdownFile,
    OriginalSide,
    RdjsonFile,
    SarifFile,
    Select,
    only_one_standard_output,
    split_codes,
)
from text.errors import CannotCheck, InputError, MuqabalaError, RecordProblem

if TYPE_CHECKING:
    from muqabala.corpus import Pair
    from muqabala.options import Original
    from reports.digest import Digest
    from reports.report import Report, Summary
    from text.own_words import OwnFiles

State = Literal["checked", "refused", "skipped", "failed"]


@dataclass(frozen=True, slots=True)
class Task:
    """Is one record to check; `problem` where it was broken already."""

    pair: Pair | None
    problem: str | None
    original: Original | None
    select: tuple[str, ...]
    ignore: tuple[str, ...]
    with_report: bool
    own: OwnFiles


@dataclass(frozen=True, slots=True)
class Outcome:
    """Is what became of one record; `problem` says why it was not checked."""

    state: State
    id: str = ""
    problem: str = ""
    report: str = ""
    signature: str = ""
    langs: tuple[str, str] = ("", "")
    relation: str = ""
    trust: float = 0.0
    summary: Summary | None = None
    digest: Digest | None = None


def audit(
    corpus: Annotated[
        str,
        typer.Argument(metavar="CORPUS", help="A JSONL corpus: id, left, right (or left_path, right_path), languages."),
    ],
    out: Annotated[Path, typer.Option("--out", help="The folder to write to.")],
    reports: Annotated[Literal["json"] | None, typer.Option("--reports", help="Also write reports/<id>.json.")] = None,
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
) -> None:
    """Check a whole corpus of pairs once and write what was found into a folder."""
    from muqabala.api import require_known_rules
    from muqabala.commands.audit_folder import AuditFolder
    from muqabala.engine import work_through
    from muqabala.gate import FINDINGS, INPUT, NOT_CHECKED, reaches
    from muqabala.output import complain
    from muqabala.own_files import own_files

    chosen, ignored = split_codes(select), split_codes(ignore)
    require_known_rules([*chosen, *ignored])
    own = own_files(lexicon, glossary)
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
    digests: list[Digest] | None = [] if any(path is not None for path in wanted.values()) else None
    folder = AuditFolder(out, corpus)
    gated = False
    for outcome in work_through(audit_task, _tasks(corpus, original, chosen, ignored, reports is not None, own), jobs):
        folder.add(outcome)
        if digests is not None and outcome.digest is not None:
            digests.append(outcome.digest)
        if outcome.problem:
            complain(outcome.problem)
        gated = gated or (outcome.summary is not None and reaches(outcome.summary, fail_on))
    folder.finish()
    if digests is not None:
        write_formats(wanted, digests, fail_on)
    print(folder.line(), file=sys.stderr if piped else sys.stdout)
    if folder.counts["skipped"]:
        raise typer.Exit(INPUT)
    if gated:
        raise typer.Exit(FINDINGS)
    if folder.counts["refused"] or folder.counts["failed"]:
        raise typer.Exit(NOT_CHECKED)


def _tasks(
    corpus: str,
    original: Original | None,
    select: tuple[str, ...],
    ignore: tuple[str, ...],
    with_report: bool,
    own: OwnFiles,
) -> Iterator[Task]:
    from muqabala.corpus import is_corpus, read_pairs

    if not is_corpus(corpus):
        raise InputError(
            f"{corpus}: a corpus that ends in .jsonl is wanted: one JSON object a line, or use muqabala check"
        )
    for record in read_pairs(corpus):
        if isinstance(record, RecordProblem):
            yield Task(None, f"{record}: record skipped", original, select, ignore, with_report, own)
        else:
            yield Task(record, None, original, select, ignore, with_report, own)


def audit_task(task: Task) -> Outcome:
    """Checks one record; runs in a worker."""
    pair = task.pair
    if pair is None:
        return Outcome("skipped", problem=task.problem or "")
    from muqabala.api import check_documents
    from text.own_words import load_own

    try:
        left, right = pair.left.document(), pair.right.document()
        report = check_documents(
            left,
            right,
            original=task.original,
            select=task.select,
            ignore=task.ignore,
            report_id=pair.id,
            own=load_own(task.own),
        )
        return _outcome(pair, report, task.with_report)
    except CannotCheck as error:
        return Outcome("refused", pair.id, f"{pair.place}: {error}: could not be compared")
    except MuqabalaError as error:
        return Outcome("skipped", pair.id, f"{pair.place}: {error}: record skipped")
    except Exception as error:
        # One pair that trips a fault of ours must not cost the user the other ten thousand.
        detail = (
            traceback.format_exc() if os.environ.get("MUQABALA_DEBUG") == "1" else " ".join(str(error).split())[:200]
        )
        return Outcome(
            "failed", pair.id, f"{pair.place}: something went wrong inside muqabala ({type(error).__name__}: {detail})"
        )


def _outcome(pair: Pair, report: Report, with_report: bool) -> Outcome:
    from muqabala.api import refusal
    from reports.digest import digest
    from reports.jsonl import dumps

    refused = refusal(report)
    alignment = report.alignment
    return Outcome(
        "refused" if refused else "checked",
        pair.id,
        f"{pair.place}: {refused}" if refused else "",
        dumps(report) if with_report else "",
        report.signature,
        (alignment.left.lang, alignment.right.lang),
        alignment.relation,
        alignment.trust,
        report.summary,
        digest(report),
    )


def file_name(identifier: str) -> str:
    """Returns a file name for a case: its id where that can be one, else its id made harmless, with a hash."""
    safe = re.sub(r"[^\w .,+=@~()\[\]-]", "_", identifier).strip(" ")
    if safe == identifier and not identifier.startswith(".") and len(identifier.encode()) <= 200:
        return identifier
    digest = hashlib.sha256(identifier.encode("utf-8", "surrogatepass")).hexdigest()[:10]
    return f"{safe[:60].lstrip('.')}-{digest}"
