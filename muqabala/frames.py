"""Pairs in a polars frame become findings in a polars frame: the product as one step of a notebook or a pipeline."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from functools import partial

import polars

from checks.context import SideName
from muqabala.api import require_known_rules
from muqabala.batches import How, check_batch, given_up, outcomes_of, pairs_frame
from muqabala.readers.record import Pair, RecordUnit, Source
from muqabala.spread import Workers, spread
from reports import digest_json
from reports.tabular import Table, rows_of
from text.document import Lang
from text.errors import CannotCheck, InputError, LanguageProblem
from text.languages import parse_tag
from text.own_words import OwnFiles, load_own

_WANTED = ("id", "left", "right")
_LANGS = ("left_lang", "right_lang")
_ROWS = 16


def check_frame(
    pairs: polars.DataFrame,
    *,
    original: SideName | None = None,
    select: Sequence[str] = (),
    ignore: Sequence[str] = (),
    lexicons: Sequence[str | os.PathLike[str]] = (),
    glossary: str | os.PathLike[str] | None = None,
    unit: RecordUnit = "document",
    jobs: int = 1,
) -> polars.DataFrame:
    """Returns the findings on all pairs, one row a finding, in the order of the pairs and of their texts.

    `pairs` has the columns `id`, `left` and `right`, and may have `left_lang` and `right_lang`; languages that are not
    there or null are recognised. The columns of the result are those of an audit's findings.parquet (docs/audit.md),
    `pair` among them holds the id. Two texts that cannot be compared have one finding, whose code begins with DOC. The
    rest is as in `check_texts`; with `jobs` other than 1 the work is shared among processes (0: one a processor), and
    the calling module must then be safe to import.

    Raises InputError for a missing column, a missing or empty text, an id that comes twice or a language that is not
    supported, and CannotCheck for a pair that is too long or at which the check itself failed; both name the pair.
    """
    require_known_rules([*select, *ignore])
    own = OwnFiles(tuple(os.fspath(path) for path in lexicons), None if glossary is None else os.fspath(glossary))
    load_own(own)  # a fault in one is told before any work begins
    rows = _rows(pairs)
    frames = (
        pairs_frame((start + place, pair, unit) for place, pair in enumerate(rows[start : start + _ROWS]))
        for start in range(0, len(rows), _ROWS)
    )
    how = How(original, tuple(select), tuple(ignore), own)
    table = Table()
    for done in spread(partial(check_batch, how=how), iter(frames), given_up, Workers(jobs)):
        for outcome in outcomes_of(done):
            if not outcome.digest:
                kind = InputError if outcome.state == "skipped" else CannotCheck
                raise kind(f"pair {rows[outcome.number].id!r}: {outcome.reason.removesuffix(': record skipped')}")
            table.add(rows_of(digest_json.loads(outcome.digest)))
    return table.frame()


def _rows(pairs: polars.DataFrame) -> list[Pair]:
    missing = [name for name in _WANTED if name not in pairs.columns]
    if missing:
        raise InputError(f"columns id, left and right are wanted, {', '.join(missing)} is missing: rename or add it")
    langs = [polars.col(name) if name in pairs.columns else polars.lit(None).alias(name) for name in _LANGS]
    table = pairs.select(*_WANTED, *langs).cast(polars.String)
    out = list(_pairs(table))
    seen: set[str] = set()
    for pair in out:
        if pair.id in seen:
            raise InputError(f"pair {pair.id!r}: the id comes twice: give each pair its own")
        seen.add(pair.id)
    return out


def _pairs(table: polars.DataFrame) -> Iterator[Pair]:
    for number, (identifier, left, right, left_lang, right_lang) in enumerate(table.iter_rows()):
        if identifier is None:
            raise InputError(f"row {number}: the id is missing: give each pair its own")
        for side, text in (("left", left), ("right", right)):
            if text is None:
                raise InputError(f"pair {identifier!r}: the {side} text is missing: fill it in or leave the pair out")
        yield Pair(
            identifier,
            "",
            Source(f"{identifier} left", left, None, _lang(left_lang, identifier)),
            Source(f"{identifier} right", right, None, _lang(right_lang, identifier)),
        )


def _lang(tag: str | None, identifier: str) -> Lang | None:
    try:
        return parse_tag(tag) if tag else None
    except LanguageProblem as problem:
        raise InputError(f"pair {identifier!r}: {problem}") from None
