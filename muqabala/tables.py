"""The findings of many reports as one table (polars, imported only when a table is written)."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from reports.report import Report
from text.document import Document, Span
from text.errors import InputError


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


def rows_of(report: Report) -> Iterator[Row]:
    """Yields the rows of one report in the order of its findings."""
    left, right = report.alignment.left, report.alignment.right
    for finding in report.findings:
        yield Row(
            report.id,
            left.lang,
            right.lang,
            finding.code,
            finding.name,
            finding.severity.value,
            finding.mqm,
            finding.confidence,
            finding.message,
            finding.fingerprint,
            *_place(left, finding.left),
            *_place(right, finding.right),
        )


def _place(document: Document, spans: tuple[Span, ...]) -> tuple[int | None, int | None, str]:
    if not spans:
        return None, None, ""
    return spans[0].start, spans[0].end, " … ".join(span.of(document.raw) for span in spans)


def write_findings(path: Path, rows: Sequence[Row]) -> None:
    """Writes the table as Parquet, in one step; an empty table has all columns too."""
    import polars

    kinds = {"confidence": polars.Float64} | dict.fromkeys(
        ("left_start", "left_end", "right_start", "right_end"), polars.Int64
    )
    schema = {name: kinds.get(name, polars.String) for name in Row._fields}
    clean = [tuple(_writable(cell) for cell in row) for row in rows]
    draft = path.with_name(f".{path.name}.{os.getpid()}.part")
    try:
        polars.DataFrame(clean, schema=schema, orient="row").write_parquet(draft)
        os.replace(draft, path)
    except OSError as error:
        raise InputError(
            f"{path}: the table cannot be written ({error.strerror or error}): name another folder"
        ) from None
    finally:
        draft.unlink(missing_ok=True)


def _writable(cell: str | float | None) -> str | float | None:
    return cell.encode("utf-8", "replace").decode("utf-8") if isinstance(cell, str) else cell
