"""`muqabala learn`: a lexicon of one's own from parallel text."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from muqabala.options import Jobs, LeftLang, RightLang
from text.errors import InputError

if TYPE_CHECKING:
    from align.own_table import Keys
    from muqabala.sentence_pairs import SentencePairs
    from muqabala.steps import Steps


def learn(
    corpus: Annotated[
        list[str],
        typer.Argument(
            metavar="CORPUS...", help="Sentence pairs: TMX, XLIFF, PO, name.fr with name.ar, TSV, CSV, JSONL, Parquet."
        ),
    ],
    out: Annotated[Path, typer.Option("--out", help="The table to write, for --lexicon.")],
    left_lang: LeftLang = None,
    right_lang: RightLang = None,
    jobs: Jobs = 0,
) -> None:
    """Learn a lexicon of your own from sentence pairs, for --lexicon."""
    from align.own_table import ROUNDS, learn_rows
    from muqabala.output import complain, emit, write_whole
    from muqabala.readers.record import Languages
    from muqabala.sentence_pairs import SentencePairs
    from muqabala.steps import Steps
    from text.languages import parse_tag
    from text.own_words import rendered_table

    if str(out) == "-":
        raise InputError("--out -: a file is wanted, since --lexicon reads the table from one")
    given = Languages(*(parse_tag(tag) if tag else None for tag in (left_lang, right_lang)))
    pairs = SentencePairs(corpus, given, complain)
    with Steps() as steps:
        learned = learn_rows(
            _keys(pairs, steps, jobs), *pairs.langs, turned=lambda done: steps.show("learning", done, ROUNDS)
        )
    if pairs.foreign:
        complain(f"{pairs.foreign:,} pairs in other languages than {' and '.join(pairs.langs)} were left out")
    if learned.long:
        complain(
            f"{learned.long:,} pairs with a text of more than {learned.longest} words were left out: give sentences"
        )
    if not learned.rows:
        raise InputError(
            f"{learned.sentence_pairs:,} sentence pairs teach nothing beyond what is known already: give more of them"
        )
    content = rendered_table(learned.rows, *pairs.langs)
    write_whole(out, content)
    joined, signature = "-".join(pairs.langs), content.split("\t", 2)[1]
    taught = f"{len(learned.rows):,} {joined} word pairs from {learned.sentence_pairs:,} sentence pairs"
    emit(f"{out}: {taught} ({signature})\n", None)
    if pairs.broken:
        raise typer.Exit(2)


def _keys(pairs: SentencePairs, steps: Steps, jobs: int) -> Iterator[Keys]:
    """Yields the pairs' words as keys; the processes make them, which is what takes most of the reading."""
    from align.own_table import Batch, keyed
    from muqabala.engine import work_through

    done = 0
    for batch in work_through(keyed, (Batch(pairs.langs, texts) for texts in pairs.batches()), jobs):
        yield from batch.keys()
        done += len(batch.pairs)
        steps.show("reading", done)
