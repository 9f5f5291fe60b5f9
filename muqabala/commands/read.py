"""`muqabala read`: what muqabala reads in one text: sentences, units, furniture, figures, dates."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Annotated, Literal

import typer

from muqabala.options import Jobs, Out, SentencesGiven, only_one_standard_input
from text.errors import InputError, MuqabalaError, RecordProblem

if TYPE_CHECKING:
    from muqabala.corpus import Single
    from text.document import Lang

Format = Literal["text", "jsonl"]


@dataclass(frozen=True, slots=True)
class Task:
    """Is one text to read; `problem` where its record was broken already."""

    single: Single | None
    problem: str | None
    format: Format
    dateline: date | None
    sentences_given: bool


@dataclass(frozen=True, slots=True)
class Read:
    """Is the text to write for one record, or what was wrong with it."""

    text: str | None
    problem: str | None = None


def read(
    files: Annotated[
        list[str], typer.Argument(metavar="FILE...", help="Texts, or one JSONL corpus with `text` and `lang`.")
    ],
    lang: Annotated[str | None, typer.Option("--lang", help="Language of the texts: fr, ar, fa, en.")] = None,
    format: Annotated[Format, typer.Option("--format", help="text for people, jsonl for programs.")] = "text",
    dateline: Annotated[
        str | None, typer.Option("--dateline", help="The day the text counts from, as 2021-12-14.")
    ] = None,
    sentences_given: SentencesGiven = False,
    out: Out = None,
    jobs: Jobs = 0,
) -> None:
    """Show what is read in a text: sentences, clauses, figures, dates."""
    only_one_standard_input(*files)
    from muqabala.corpus import parse_day
    from muqabala.engine import work_through
    from muqabala.output import complain, emit, write_whole
    from text.languages import parse_tag

    day = parse_day(dateline)
    known = parse_tag(lang) if lang else None
    kept: list[str] = []
    skipped = 0
    for done in work_through(read_task, _tasks(files, known, format, day, sentences_given), jobs):
        if done.text is None:
            skipped += 1
            complain(done.problem or "")
        elif out is None:
            emit(done.text, None)
        else:
            kept.append(done.text)
    if out is not None:
        write_whole(out, "".join(kept))
    if skipped:
        raise typer.Exit(2)


def _tasks(
    files: list[str], lang: Lang | None, format: Format, day: date | None, sentences_given: bool
) -> Iterator[Task]:
    from muqabala.corpus import Single, Source, is_corpus, read_singles

    corpora = [path for path in files if is_corpus(path)]
    if corpora and len(files) > 1:
        raise InputError(f"{corpora[0]}: a corpus is read alone: give it as the only file")
    if not corpora:
        for path in files:
            yield Task(Single(path, path, Source(path, None, path, lang), None), None, format, day, sentences_given)
        return
    for record in read_singles(corpora[0]):
        if isinstance(record, RecordProblem):
            yield Task(None, f"{record}: record skipped", format, day, sentences_given)
            continue
        source = record.source
        if source.lang is None and lang is not None:
            record = Single(
                record.id, record.place, Source(source.name, source.raw, source.path, lang), record.dateline
            )
        yield Task(record, None, format, day, sentences_given)


def read_task(task: Task) -> Read:
    """Reads one text; runs in a worker."""
    single = task.single
    if single is None:
        return Read(None, task.problem)
    from muqabala.output import json_line
    from reports.reading import reading_data, reading_lines
    from text.mentions import mentions

    try:
        document = single.source.document(task.sentences_given)
    except MuqabalaError as error:
        # The message on a file names it already.
        return Read(
            None, str(error) if single.place == single.source.path else f"{single.place}: {error}: record skipped"
        )
    found = mentions(document, single.dateline or task.dateline)
    if task.format == "jsonl":
        return Read(json_line(reading_data(document, found, single.id)) + "\n")
    return Read("\n".join(reading_lines(document, found)) + "\n\n")
