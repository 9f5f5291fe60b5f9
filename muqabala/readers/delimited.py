"""TSV and CSV. A header names the columns; without one the first two columns are the texts.

In TSV a quotation mark is a character like any other, as corpora have it; in CSV it encloses, and a comma or a
semicolon separates.
"""

from __future__ import annotations

import csv
from collections.abc import Iterator
from dataclasses import replace

from muqabala.readers.columns import Columns, columns_of
from muqabala.readers.record import Languages, LeftOut, Provenance, Record, inline_pair, lang_of, nothing_to_compare
from muqabala.readers.streams import LARGEST_RECORD, Store, Stream, decoded
from text.errors import FileProblem, MuqabalaError, RecordProblem
from text.ingest import LIMIT_BYTES

_UTF_16 = (b"\xff\xfe", b"\xfe\xff")


def read(store: Store, languages: Languages) -> Iterator[Record]:
    """Yields a pair for each row."""
    csv.field_size_limit(LIMIT_BYTES)
    with store.open() as stream:
        rows = _Rows(stream, comma=store.suffix == ".csv")
        columns: Columns | None = None
        for number, row in rows:
            place = f"{store.name}, line {number}"
            try:
                if isinstance(row, RecordProblem):
                    raise row
                if columns is None:
                    columns = columns_of(row, (languages.left, languages.right))
                    if columns is not None:
                        continue
                    columns = Columns((0, 1))
                yield _pair(row, columns, languages, store.name, number)
            except MuqabalaError as error:
                yield RecordProblem(f"{place}: {error}")
        if not rows.number:
            raise FileProblem(f"{store.name}: the corpus is empty: give one pair a line")


def _pair(row: list[str], columns: Columns, languages: Languages, file: str, number: int) -> Record:
    place = f"{file}, line {number}"
    if len(row) <= max(columns.texts):
        raise RecordProblem(f"a text is wanted in column {max(columns.texts) + 1}, the line has {len(row)} columns")

    def cell(column: int | None) -> str:
        return row[column].strip() if column is not None and column < len(row) else ""

    texts = cell(columns.texts[0]), cell(columns.texts[1])
    if nothing_to_compare(texts):
        return LeftOut(place, "neither text holds a letter or a figure")
    left = lang_of(cell(columns.lang_columns[0]), columns.langs[0] or languages.left)
    right = lang_of(cell(columns.lang_columns[1]), columns.langs[1] or languages.right)
    pair = inline_pair(cell(columns.id) or f"line-{number}", file, number, texts, (left, right))
    return replace(pair, provenance=Provenance(*map(cell, columns.provenance))) if columns.provenance else pair


class _Lines:
    """Gives the csv module decoded lines, and remembers a line that could not be decoded instead of ending there."""

    def __init__(self, stream: Stream) -> None:
        self.stream = stream
        self.number = 0
        self.problem: RecordProblem | None = None

    def __iter__(self) -> _Lines:
        return self

    def __next__(self) -> str:
        data = self.stream.readline(LARGEST_RECORD)
        if not data:
            raise StopIteration
        self.number += 1
        if self.number == 1 and data.startswith(_UTF_16):
            raise FileProblem(f"{self.stream.store.name}: it is UTF-16, as spreadsheets write it: save it as UTF-8")
        try:
            return decoded(data)
        except RecordProblem as problem:
            self.problem = problem
            return data.decode("utf-8", "replace")


class _Rows:
    """Yields the rows with the number of their first line, or what is wrong with one; `number` counts the lines."""

    def __init__(self, stream: Stream, *, comma: bool) -> None:
        self._lines = _Lines(stream)
        self._comma = comma

    @property
    def number(self) -> int:
        return self._lines.number

    def __iter__(self) -> Iterator[tuple[int, list[str] | RecordProblem]]:
        if not self._comma:
            for line in self._lines:
                self._lines.stream.forget()
                if line.strip():
                    yield self.number, self._taken_problem() or line.rstrip("\r\n").split("\t")
            return
        first = next(self._lines, "")
        delimiter = ";" if first.count(";") > first.count(",") else ","
        reader = csv.reader(_Again(first, self._lines), delimiter=delimiter, strict=True)
        before = 0
        while True:
            self._lines.stream.forget()
            try:
                row = next(reader)
            except StopIteration:
                return
            except csv.Error as error:
                yield before + 1, RecordProblem(f"the quotation marks or fields of this row are broken ({error})")
            else:
                if any(cell.strip() for cell in row):
                    yield before + 1, self._taken_problem() or row
            before = self.number

    def _taken_problem(self) -> RecordProblem | None:
        problem, self._lines.problem = self._lines.problem, None
        return problem


class _Again:
    """Puts the first line, which told the delimiter, back before the others; it can go on after errors."""

    def __init__(self, first: str, rest: _Lines) -> None:
        self._first: str | None = first
        self._rest = rest

    def __iter__(self) -> _Again:
        return self

    def __next__(self) -> str:
        if self._first is not None:
            first, self._first = self._first, None
            if first:
                return first
        return next(self._rest)
