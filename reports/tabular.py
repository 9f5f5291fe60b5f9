"""The findings of many pairs as one table, in CSV for spreadsheets and in Parquet for programs.

polars is imported when a table is written and not before: it costs a tenth of a second.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from io import BytesIO
from typing import TYPE_CHECKING, NamedTuple

from reports.bidi import visible
from reports.digest import Digest, Spot

if TYPE_CHECKING:
    from polars import DataFrame

# What each column holds; docs/formats.md is written from it.
COLUMNS = {
    "pair": "the id of the pair",
    "left_lang": "the language of the left text",
    "right_lang": "the language of the right text",
    "code": "the rule's code, which never changes",
    "name": "the rule's name",
    "severity": "critical, major, minor or info",
    "mqm": "the category of Multidimensional Quality Metrics",
    "confidence": "how sure the rule is, from 0 to 1",
    "message": "what differs, in a sentence",
    "fingerprint": "names the finding by its content",
    "left_start": "where it begins in the left text, in code points; empty where nothing stands there",
    "left_end": "where it ends",
    "left_text": "the text there; of several places all, with … between",
    "right_start": "where it begins in the right text",
    "right_end": "where it ends",
    "right_text": "the text there",
}
# What a spreadsheet takes for a formula; a plain negative number is none.
_FORMULA = re.compile(r"\s*[=@+\-＝＠＋－](?!\s*[\d.,\u00a0\u202f]+\s*%?\s*$)")
_BYTE_ORDER_MARK = "\ufeff"
_CHUNK = 10_000


class Row(NamedTuple):
    """Is one finding as a flat row; of several spans on one side the first has the offsets, the text holds all."""

    pair: str
    left_lang: str
    right_lang: str
    code: str
    name: str
    severity: str
    mqm: str
    confidence: float
    message: str
    fingerprint: str
    left_start: int | None
    left_end: int | None
    left_text: str
    right_start: int | None
    right_end: int | None
    right_text: str


def rows_of(digest: Digest) -> Iterator[Row]:
    """Yields the rows of one pair in the order of its findings."""
    for item in digest.items:
        finding = item.finding
        yield Row(
            digest.id,
            digest.left.lang,
            digest.right.lang,
            finding.code,
            finding.name,
            finding.severity.value,
            finding.mqm,
            finding.confidence,
            finding.message,
            finding.fingerprint,
            *_place(item.left),
            *_place(item.right),
        )


def to_csv(digests: Sequence[Digest]) -> str:
    """Returns the table as CSV for people with a spreadsheet.

    It opens with a byte order mark, without which Excel garbles Arabic; control characters are made visible; a text
    that would run as a formula gets an apostrophe before it. The exact texts are in Parquet and JSON.
    """
    rows = [tuple(harmless(cell) for cell in row) for digest in digests for row in rows_of(digest)]
    return _BYTE_ORDER_MARK + _frame(rows).write_csv(line_terminator="\r\n")


class Table:
    """Takes rows as they come and holds them by columns, in a tenth of the memory."""

    def __init__(self) -> None:
        self._rows: list[tuple[str | float | None, ...]] = []
        self._frames: list[DataFrame] = []

    def add(self, rows: Iterable[Row]) -> None:
        """Takes some rows."""
        self._rows.extend(tuple(_writable(cell) for cell in row) for row in rows)
        if len(self._rows) >= _CHUNK:
            self._fold()

    def frame(self) -> DataFrame:
        """Returns the table for programs; an empty one has all columns too."""
        import polars

        self._fold()
        return polars.concat(self._frames, rechunk=True)

    def to_parquet(self) -> bytes:
        """Returns the table as Parquet."""
        out = BytesIO()
        self.frame().write_parquet(out)
        return out.getvalue()

    def _fold(self) -> None:
        self._frames.append(_frame(self._rows))
        self._rows = []


def to_parquet(rows: Iterable[Row]) -> bytes:
    """Returns rows as Parquet."""
    table = Table()
    table.add(rows)
    return table.to_parquet()


def _frame(rows: Sequence[tuple[str | float | None, ...]]) -> DataFrame:
    import polars

    kinds = {"confidence": polars.Float64} | dict.fromkeys(
        ("left_start", "left_end", "right_start", "right_end"), polars.Int64
    )
    schema = {name: kinds.get(name, polars.String) for name in Row._fields}
    return polars.DataFrame(rows, schema=schema, orient="row")


def _place(spots: tuple[Spot, ...]) -> tuple[int | None, int | None, str]:
    if not spots:
        return None, None, ""
    return spots[0].span.start, spots[0].span.end, " … ".join(spot.text for spot in spots)


def _writable(cell: str | float | None) -> str | float | None:
    """Returns the cell with a question mark for each lone surrogate, which UTF-8 cannot hold."""
    return cell.encode("utf-8", "replace").decode("utf-8") if isinstance(cell, str) else cell


def harmless(cell: str | float | None) -> str | float | None:
    """Returns the cell with its controls visible, and an apostrophe before what a spreadsheet takes for a formula."""
    if not isinstance(cell, str):
        return cell
    text = visible(cell)
    return f"'{text}" if _FORMULA.match(text) else text
