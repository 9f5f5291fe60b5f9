"""Parquet, through polars, a batch of rows at a time; the columns are those of a table with a header."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import TYPE_CHECKING

from muqabala.readers.columns import columns_of
from muqabala.readers.record import Languages, LeftOut, Provenance, Record, inline_pair, lang_of, nothing_to_compare
from muqabala.readers.streams import Store
from text.errors import FileProblem, MuqabalaError, RecordProblem

if TYPE_CHECKING:
    import polars

_BATCH = 5_000


def read(store: Store, languages: Languages) -> Iterator[Record]:
    """Yields a pair for each row."""
    if store.is_packed:
        raise FileProblem(f"{store.name}: Parquet is packed already: give it without gzip or zip around it")
    number = 0
    for batch in _batches(store, languages):
        for identifier, left, right, left_lang, right_lang, *told in batch.iter_rows():
            number += 1
            place = f"{store.name}, row {number}"
            try:
                if left is None or right is None:
                    raise RecordProblem(f"the {'left' if left is None else 'right'} text is missing")
                texts = (left, right)
                if nothing_to_compare(texts):
                    yield LeftOut(place, "neither text holds a letter or a figure")
                    continue
                langs = lang_of(left_lang, languages.left), lang_of(right_lang, languages.right)
                name = identifier if identifier is not None else f"row-{number}"
                pair = inline_pair(name, store.name, None, texts, langs)
                yield replace(pair, provenance=Provenance(*(value or "" for value in told))) if any(told) else pair
            except MuqabalaError as error:
                yield RecordProblem(f"{place}: {error}")
    if not number:
        raise FileProblem(f"{store.name}: the corpus is empty: there is no row in it")


def _batches(store: Store, languages: Languages) -> Iterator[polars.DataFrame]:
    import polars
    from polars.exceptions import PolarsError

    with store.open():  # says in our words where there is no such file
        pass
    try:
        table = polars.scan_parquet(store.path, glob=False)
        names = table.collect_schema().names()
        columns = columns_of(names, (languages.left, languages.right))
        if columns is None:
            raise FileProblem(
                f"{store.name}: columns left and right, source and target, or two language codes are wanted, "
                f"it has {', '.join(names[:8])}"
            )

        def column(place: int | None, name: str, fixed: str | None = None) -> polars.Expr:
            found = polars.lit(fixed, polars.String) if place is None else polars.col(names[place])
            return found.cast(polars.String).alias(name)

        chosen = table.select(
            column(columns.id, "id"),
            column(columns.texts[0], "left"),
            column(columns.texts[1], "right"),
            column(columns.lang_columns[0], "left_lang", columns.langs[0]),
            column(columns.lang_columns[1], "right_lang", columns.langs[1]),
            *(column(place, f"told_{number}") for number, place in enumerate(columns.provenance)),
        )
        start = 0
        while True:
            batch = chosen.slice(start, _BATCH).collect()
            if not batch.height:
                return
            yield batch
            start += batch.height
    except (PolarsError, OSError) as error:
        reason = " ".join(str(error).split())[:200]
        raise FileProblem(f"{store.name}: it is no Parquet file that can be read ({reason})") from None
