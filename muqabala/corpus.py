"""Reads corpora: JSON Lines with a pair, or a single text, a line.

Unknown fields are ignored. A broken record does not stop the rest: it comes out as a RecordProblem that names the file,
the line and the reason, for the caller to count.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TypeVar

from text.document import Document, Lang
from text.errors import FileProblem, MuqabalaError, RecordProblem
from text.ingest import LIMIT_BYTES, read_file
from text.languages import parse_tag
from text.reader import read_text

Fields = dict[str, object]
_Record = TypeVar("_Record")


@dataclass(frozen=True, slots=True)
class Source:
    """Is a text of a record: inline (`raw`) or in a file (`path`), with its language if the record names it."""

    name: str
    raw: str | None
    path: str | None
    lang: Lang | None

    def document(self, sentences_given: bool = False, limit_bytes: int = LIMIT_BYTES) -> Document:
        """Reads the text."""
        if self.path is not None:
            return read_file(self.path, lang=self.lang, limit_bytes=limit_bytes, sentences_given=sentences_given)
        return read_text(self.raw or "", lang=self.lang, name=self.name, sentences_given=sentences_given)


@dataclass(frozen=True, slots=True)
class Pair:
    """Is one record of two versions; `place` says where it stands, for messages."""

    id: str
    place: str
    left: Source
    right: Source


@dataclass(frozen=True, slots=True)
class Single:
    """Is one record of one text; `dateline` is the day it counts from, if the record names it."""

    id: str
    place: str
    source: Source
    dateline: date | None


def is_corpus(path: str) -> bool:
    """Tells by its name whether a file is a corpus of records."""
    return path.lower().endswith((".jsonl", ".ndjson"))


def read_pairs(path: str) -> Iterator[Pair | RecordProblem]:
    """Yields the pairs of a corpus: `id`, `left`, `right` (or `left_path`, `right_path`), languages.

    Languages stand in `left_lang` and `right_lang`, or together in `langs`.
    """
    folder = Path(path).parent

    def pair(fields: Fields, identifier: str, place: str) -> Pair:
        both = _both_langs(fields)
        left = _source(fields, "left", both[0], f"{identifier} left", folder)
        right = _source(fields, "right", both[1], f"{identifier} right", folder)
        return Pair(identifier, place, left, right)

    return _records(path, pair)


def read_singles(path: str) -> Iterator[Single | RecordProblem]:
    """Yields the texts of a corpus: `id`, `text` (or `text_path`), `lang`, `dateline`."""
    folder = Path(path).parent

    def single(fields: Fields, identifier: str, place: str) -> Single:
        source = _source(fields, "text", _string(fields, "lang"), identifier, folder)
        return Single(identifier, place, source, parse_day(_string(fields, "dateline")))

    return _records(path, single)


def parse_day(text: str | None) -> date | None:
    """Returns the day of an ISO date; RecordProblem where it is none."""
    if not text:
        return None
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise RecordProblem(f"{text!r} is no date: write it as 2021-12-14") from None


def _records(path: str, build: Callable[[Fields, str, str], _Record]) -> Iterator[_Record | RecordProblem]:
    seen: dict[str, int] = {}
    for number, line in _lines(path):
        place = f"{path}, line {number}"
        try:
            fields = _fields(line)
            identifier = _identifier(fields, number)
            if identifier in seen:
                raise RecordProblem(
                    f"the id {identifier!r} is that of line {seen[identifier]} too: give each record its own"
                )
            record = build(fields, identifier, place)
        except MuqabalaError as error:
            yield RecordProblem(f"{place}: {error}")
        else:
            seen[identifier] = number
            yield record
    if not seen and _is_blank(path):
        raise FileProblem(f"{path}: the corpus is empty: give one JSON object a line")


def _is_blank(path: str) -> bool:
    return not any(True for _ in _lines(path))


def _lines(path: str) -> Iterator[tuple[int, bytes]]:
    try:
        with open(path, "rb") as file:
            for number, line in enumerate(file, start=1):
                if line.strip(b"\xef\xbb\xbf \t\r\n"):
                    yield number, line
    except FileNotFoundError:
        raise FileProblem(f"{path}: there is no such file: check the path") from None
    except OSError as error:
        raise FileProblem(f"{path}: the file could not be read ({error.strerror})") from None


def _fields(line: bytes) -> Fields:
    try:
        fields = json.loads(line.decode("utf-8-sig"))
    except UnicodeDecodeError as error:
        raise RecordProblem(f"it is not UTF-8 (byte {error.start} of the line): save the corpus as UTF-8") from None
    except (ValueError, RecursionError) as error:
        raise RecordProblem(f"it is not JSON ({error}): write one JSON object a line") from None
    if not isinstance(fields, dict):
        raise RecordProblem(f"a JSON object was expected, not {type(fields).__name__}")
    return fields


def _identifier(fields: Fields, number: int) -> str:
    value = fields.get("id", number)
    if isinstance(value, bool) or not isinstance(value, str | int) or value == "":
        raise RecordProblem(f"the id must be a text or a whole number, not {value!r}")
    return str(value)


def _string(fields: Fields, name: str) -> str | None:
    value = fields.get(name)
    if value is not None and not isinstance(value, str):
        raise RecordProblem(f"{name!r} must be a text, not {type(value).__name__}")
    return value


def _both_langs(fields: Fields) -> tuple[str | None, str | None]:
    left, right = _string(fields, "left_lang"), _string(fields, "right_lang")
    langs = fields.get("langs")
    if langs is None or (left and right):
        return left, right
    if not (isinstance(langs, list) and len(langs) == 2 and all(isinstance(lang, str) for lang in langs)):
        raise RecordProblem('\'langs\' must be a list of two language tags, such as ["fr", "ar"]')
    return left or langs[0], right or langs[1]


def _source(fields: Fields, name: str, lang: str | None, shown: str, folder: Path) -> Source:
    raw, path = _string(fields, name), _string(fields, f"{name}_path")
    if (raw is None) == (path is None):
        found = "neither" if raw is None else "both"
        raise RecordProblem(f"a text is wanted in {name!r} or a file in '{name}_path', {found} came")
    if raw is not None and len(raw) > LIMIT_BYTES:
        raise RecordProblem(f"the text in {name!r} holds more than {LIMIT_BYTES:,} characters: split it into reports")
    return Source(shown, raw, str(folder / path) if path is not None else None, parse_tag(lang) if lang else None)
