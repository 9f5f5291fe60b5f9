"""`muqabala align`: the alignment itself, of one pair or of a corpus."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal

import typer

from muqabala.options import Jobs, LeftLang, Out, RightLang, SentencesGiven, only_one_standard_input
from text.errors import InputError, MuqabalaError, RecordProblem

if TYPE_CHECKING:
    from align.bead import Alignment
    from muqabala.corpus import Pair

Format = Literal["ladder", "jsonl", "pharaoh", "tmx"]


@dataclass(frozen=True, slots=True)
class Task:
    """Is one record to align; `problem` where it was broken already."""

    pair: Pair | None
    problem: str | None
    format: Format
    sentences_given: bool


@dataclass(frozen=True, slots=True)
class Aligned:
    """Is the text to write for one record, or what was wrong with it."""

    text: str | None
    problem: str | None = None


def align(
    left: Annotated[str, typer.Argument(metavar="LEFT", help="One version, or a JSONL corpus of pairs.")],
    right: Annotated[
        str | None, typer.Argument(metavar="[RIGHT]", help="The other version; none with a corpus.")
    ] = None,
    left_lang: LeftLang = None,
    right_lang: RightLang = None,
    format: Annotated[
        Format, typer.Option("--format", help="ladder: one bead a line; jsonl: beads and word links.")
    ] = "ladder",
    sentences_given: SentencesGiven = False,
    out: Out = None,
    jobs: Jobs = 0,
) -> None:
    """Show which sentences and words of two versions belong together."""
    if format in ("pharaoh", "tmx"):
        raise InputError(f"--format {format} is not there yet: choose ladder or jsonl")
    from muqabala.corpus import is_corpus

    if right is None:
        if not is_corpus(left):
            raise InputError(f"{left}: a second text is wanted: give two files, or one corpus that ends in .jsonl")
        _align_corpus(left, format, sentences_given, out, jobs)
        return
    only_one_standard_input(left, right)
    _align_pair(left, right, left_lang, right_lang, format, sentences_given, out)


def _align_pair(
    left: str,
    right: str,
    left_lang: str | None,
    right_lang: str | None,
    format: Format,
    sentences_given: bool,
    out: Path | None,
) -> None:
    from muqabala.api import align_checked, pair_name
    from muqabala.output import complain, emit
    from text.ingest import read_file
    from text.languages import parse_tag

    first, second = (
        read_file(path, lang=parse_tag(lang) if lang else None, sentences_given=sentences_given)
        for path, lang in ((left, left_lang), (right, right_lang))
    )
    alignment, _ = align_checked(first, second)
    emit(_formatted(alignment, pair_name(first, second), format), out)
    if alignment.relation == "unrelated":
        complain("the two texts do not seem to tell the same event, so this alignment means little")
        raise typer.Exit(3)


def _formatted(alignment: Alignment, identifier: str, format: Format) -> str:
    from align.ladder import write_ladder
    from muqabala.output import json_line
    from reports.aligned import alignment_data

    if format == "ladder":
        return write_ladder(alignment.beads)
    return json_line(alignment_data(alignment, identifier)) + "\n"


def _align_corpus(path: str, format: Format, sentences_given: bool, out: Path | None, jobs: int) -> None:
    from muqabala.corpus import read_pairs
    from muqabala.engine import work_through
    from muqabala.output import complain, emit, write_whole

    def tasks() -> Iterator[Task]:
        for record in read_pairs(path):
            if isinstance(record, RecordProblem):
                yield Task(None, str(record), format, sentences_given)
            else:
                yield Task(record, None, format, sentences_given)

    kept: list[str] = []
    skipped = 0
    for done in work_through(align_task, tasks(), jobs):
        if done.text is None:
            skipped += 1
            complain(f"{done.problem}: record skipped")
        elif out is None:
            emit(done.text, None)
        else:
            kept.append(done.text)
    if out is not None:
        write_whole(out, "".join(kept))
    if skipped:
        raise typer.Exit(2)


def align_task(task: Task) -> Aligned:
    """Aligns one record; runs in a worker."""
    if task.pair is None:
        return Aligned(None, task.problem)
    from muqabala.api import align_checked

    pair = task.pair
    try:
        left, right = (source.document(task.sentences_given) for source in (pair.left, pair.right))
        alignment, _ = align_checked(left, right)
    except MuqabalaError as error:
        return Aligned(None, f"{pair.place}: {error}")
    head = f"# {pair.id}\n" if task.format == "ladder" else ""
    return Aligned(head + _formatted(alignment, pair.id, task.format))
