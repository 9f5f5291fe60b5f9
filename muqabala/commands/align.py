"""`muqabala align`: the alignment itself, of one pair or of a corpus."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal

import typer

from muqabala.options import (
    GlossaryFile,
    Jobs,
    LeftLang,
    Lexicons,
    Out,
    RightLang,
    SentencesGiven,
    only_one_standard_input,
)
from text.errors import InputError, MuqabalaError, RecordProblem

if TYPE_CHECKING:
    from align.bead import Alignment
    from align.models import Models
    from muqabala.corpus import Pair
    from text.document import Document, Lang
    from text.own_words import OwnFiles, OwnWords

Format = Literal["ladder", "jsonl", "pharaoh", "tmx"]


@dataclass(frozen=True, slots=True)
class Task:
    """Is one record to align; `problem` where it was broken already."""

    pair: Pair | None
    problem: str | None
    format: Format
    sentences_given: bool
    models: Models
    own: OwnFiles


@dataclass(frozen=True, slots=True)
class Aligned:
    """Is the text to write for one record, or what was wrong with it."""

    text: str | None
    problem: str | None = None
    lang: Lang | None = None


def align(
    left: Annotated[str, typer.Argument(metavar="LEFT", help="One version, or a JSONL corpus of pairs.")],
    right: Annotated[
        str | None, typer.Argument(metavar="[RIGHT]", help="The other version; none with a corpus.")
    ] = None,
    left_lang: LeftLang = None,
    right_lang: RightLang = None,
    format: Annotated[
        Format,
        typer.Option(
            "--format",
            help="ladder: one bead a line; pharaoh: word numbers, one bead a line; tmx; jsonl: beads and word links.",
        ),
    ] = "ladder",
    words: Annotated[
        Literal["embedded", "simalign"], typer.Option("--words", help="Who links words; simalign needs a model.")
    ] = "embedded",
    sentences: Annotated[
        Literal["embedded", "encoder", "pivot"],
        typer.Option(
            "--sentences", help="Further evidence on sentences; encoder and pivot (translation) need a model."
        ),
    ] = "embedded",
    model: Annotated[str | None, typer.Option("--model", help="Folder or name of the model.")] = None,
    sentence_model: Annotated[
        str | None, typer.Option("--sentence-model", help="Another model for --sentences than for --words.")
    ] = None,
    matching: Annotated[
        Literal["inter", "itermax", "mwmf"], typer.Option("--matching", help="How simalign matches; mwmf is slow.")
    ] = "itermax",
    lexicon: Lexicons = None,
    glossary: GlossaryFile = None,
    sentences_given: SentencesGiven = False,
    out: Out = None,
    jobs: Jobs = 0,
) -> None:
    """Show which sentences and words of two versions belong together."""
    from align.models import Models
    from muqabala.corpus import is_corpus
    from muqabala.own_files import own_files

    models = Models(words, sentences, model, sentence_model or model, matching)
    if (model or sentence_model) and models.is_embedded:
        raise InputError("--model is only used with --words simalign or --sentences encoder or pivot: name one of them")

    own = own_files(lexicon, glossary)
    if right is None:
        if not is_corpus(left):
            raise InputError(f"{left}: a second text is wanted: give two files, or one corpus that ends in .jsonl")
        # Every process would load the model again: one alone uses all processors.
        _align_corpus(left, format, sentences_given, models, own, out, jobs if models.is_embedded else 1)
        return
    only_one_standard_input(left, right)
    _align_pair(left, right, left_lang, right_lang, format, sentences_given, models, own, out)


def _align_pair(
    left: str,
    right: str,
    left_lang: str | None,
    right_lang: str | None,
    format: Format,
    sentences_given: bool,
    models: Models,
    own: OwnFiles,
    out: Path | None,
) -> None:
    from muqabala.api import pair_name
    from muqabala.output import complain, emit
    from text.ingest import read_file
    from text.languages import parse_tag
    from text.own_words import load_own

    first, second = (
        read_file(path, lang=parse_tag(lang) if lang else None, sentences_given=sentences_given)
        for path, lang in ((left, left_lang), (right, right_lang))
    )
    words = load_own(own)
    words.require(first.lang, second.lang)
    alignment = _aligned(first, second, models, words)
    emit(_whole([_formatted(alignment, pair_name(first, second), format)], [first.lang], format), out)
    if alignment.relation == "unrelated":
        complain("the two texts do not seem to tell the same event, so this alignment means little")
        raise typer.Exit(3)


def _aligned(left: Document, right: Document, models: Models, own: OwnWords) -> Alignment:
    from align.models import sentence_evidence, word_linker
    from muqabala.api import align_checked

    return align_checked(left, right, sentence_evidence(models), word_linker(models), own)[0]


def _formatted(alignment: Alignment, identifier: str, format: Format) -> str:
    from align.exchange import tmx_units, write_pharaoh
    from align.ladder import write_ladder
    from muqabala.output import json_line
    from reports.aligned import alignment_data

    if format == "ladder":
        return write_ladder(alignment.beads)
    if format == "pharaoh":
        return write_pharaoh(alignment)
    if format == "tmx":
        return tmx_units(alignment, identifier)
    return json_line(alignment_data(alignment, identifier)) + "\n"


def _whole(parts: list[str], langs: list[Lang], format: Format) -> str:
    """Returns the file of all parts: TMX has a head and a foot around them."""
    if format != "tmx":
        return "".join(parts)
    from align.exchange import write_tmx
    from muqabala import __version__

    return write_tmx(parts, langs[0] if len(set(langs)) == 1 else None, __version__)


def _align_corpus(
    path: str, format: Format, sentences_given: bool, models: Models, own: OwnFiles, out: Path | None, jobs: int
) -> None:
    from muqabala.corpus import read_pairs
    from muqabala.engine import work_through
    from muqabala.output import complain, emit

    def tasks() -> Iterator[Task]:
        for record in read_pairs(path):
            if isinstance(record, RecordProblem):
                yield Task(None, str(record), format, sentences_given, models, own)
            else:
                yield Task(record, None, format, sentences_given, models, own)

    at_once = out is None and format != "tmx"
    kept: list[str] = []
    langs: list[Lang] = []
    skipped = 0
    for done in work_through(align_task, tasks(), jobs):
        if done.text is None or done.lang is None:
            skipped += 1
            complain(f"{done.problem}: record skipped")
        elif at_once:
            emit(done.text, None)
        else:
            kept.append(done.text)
            langs.append(done.lang)
    if not at_once:
        emit(_whole(kept, langs, format), out)
    if skipped:
        raise typer.Exit(2)


def align_task(task: Task) -> Aligned:
    """Aligns one record; runs in a worker."""
    if task.pair is None:
        return Aligned(None, task.problem)
    from text.own_words import load_own

    pair = task.pair
    try:
        left, right = (source.document(task.sentences_given) for source in (pair.left, pair.right))
        alignment = _aligned(left, right, task.models, load_own(task.own))
    except MuqabalaError as error:
        return Aligned(None, f"{pair.place}: {error}")
    head = f"# {pair.id}\n" if task.format == "ladder" else ""
    return Aligned(head + _formatted(alignment, pair.id, task.format), lang=left.lang)
