"""Reads corpora of any format: says what a path is, and yields its records.

A broken record does not stop the rest: it comes out as a RecordProblem that names the file, the line and the reason,
for the caller to count. A file that breaks off raises FileProblem at that point.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from pathlib import Path
from typing import Literal

from muqabala.readers import json_lines
from muqabala.readers.record import Languages, Record
from muqabala.readers.record import LeftOut as LeftOut
from muqabala.readers.record import Pair as Pair
from muqabala.readers.record import RecordUnit as RecordUnit
from muqabala.readers.record import Source as Source
from muqabala.readers.streams import Store, members
from text.errors import FileProblem, RecordProblem
from text.languages import SUPPORTED

Format = Literal["jsonl", "tmx", "xliff", "po", "moses", "table", "parquet", "folder"]
_BY_SUFFIX: dict[str, Format] = {
    ".jsonl": "jsonl",
    ".ndjson": "jsonl",
    ".tmx": "tmx",
    ".xlf": "xliff",
    ".xliff": "xliff",
    ".mxliff": "xliff",
    ".sdlxliff": "xliff",
    ".po": "po",
    ".pot": "po",
    ".tsv": "table",
    ".tab": "table",
    ".csv": "table",
    ".parquet": "parquet",
    ".pq": "parquet",
}
_SENTENCES: frozenset[Format] = frozenset({"tmx", "xliff", "po", "moses"})
_KNOWN = "TMX, XLIFF, PO, name.fr with name.ar, TSV, CSV, JSONL, Parquet, or a folder of reports"


@dataclass(frozen=True, slots=True)
class Single:
    """Is one record of one text; `dateline` is the day it counts from, if the record names it."""

    id: str
    place: str
    source: Source
    dateline: date | None


@dataclass(frozen=True, slots=True)
class Corpus:
    """Is one corpus, not read yet: its format, and the stores it lies in (two for Moses)."""

    name: str
    format: Format
    stores: tuple[Store, ...]

    @property
    def unit(self) -> RecordUnit:
        """Returns what a record of this format usually is."""
        return "sentence" if self.format in _SENTENCES else "document"

    def records(self, languages: Languages = Languages()) -> Iterator[Record]:  # noqa: B008
        """Yields the records."""
        store = self.stores[0]
        if self.format == "jsonl":
            yield from json_lines.read(store, languages)
        elif self.format == "tmx":
            from muqabala.readers import tmx

            yield from tmx.read(store, languages)
        elif self.format == "xliff":
            from muqabala.readers import xliff

            yield from xliff.read(store, languages)
        elif self.format == "po":
            from muqabala.readers import po

            yield from po.read(store, languages)
        elif self.format == "moses":
            from muqabala.readers import moses

            yield from moses.read((store, self.stores[1]), languages)
        elif self.format == "table":
            from muqabala.readers import delimited

            yield from delimited.read(store, languages)
        elif self.format == "parquet":
            from muqabala.readers import parquet

            yield from parquet.read(store, languages)
        else:
            from muqabala.readers import folders

            yield from folders.read(store.path, languages)


def corpora(paths: Sequence[str], languages: Languages = Languages()) -> Iterator[Corpus | FileProblem]:  # noqa: B008
    """Yields the corpora that the paths name, or why one is none; the two files of a Moses pair count as one."""
    taken: set[str] = set()
    for path in paths:
        if path in taken:
            continue
        try:
            found = _at(path, paths, languages)
        except FileProblem as problem:
            yield problem
            continue
        for corpus in found:
            taken.update(store.path for store in corpus.stores)
            yield corpus


def _at(path: str, paths: Sequence[str], languages: Languages) -> list[Corpus]:
    if Path(path).is_dir():
        return [Corpus(path, "folder", (Store(path),))]
    if path.lower().endswith(".zip"):
        return _zipped(path, languages)
    store = Store(path)
    if store.suffix in _BY_SUFFIX:
        return [Corpus(path, _BY_SUFFIX[store.suffix], (store,))]
    if not Path(path).exists():
        raise FileProblem(f"{path}: there is no such file: check the path")
    if _is_moses(store):
        named = [Store(other) for other in paths if _stem(Store(other)) == _stem(store) and _is_moses(Store(other))]
        if len(named) < 2:
            folder = Path(path).parent
            beside = sorted(str(folder / other.name) for other in folder.glob("*")) if folder.is_dir() else []
            named = [other for other in map(Store, beside) if _is_moses(other) and _stem(other) == _stem(store)]
            named.sort(key=lambda other: Path(other.path) != Path(path))
        return [_moses(named, languages, path)]
    raise FileProblem(f"{path}: its ending names no corpus: {_KNOWN} is wanted; for two reports use muqabala check")


def _zipped(path: str, languages: Languages) -> list[Corpus]:
    """Returns the corpora in an archive; what else lies there, a licence or a note, is passed over."""
    stores = [Store(path, name) for name in members(path)]
    found = [Corpus(store.name, _BY_SUFFIX[store.suffix], (store,)) for store in stores if store.suffix in _BY_SUFFIX]
    lines = sorted((store for store in stores if _is_moses(store)), key=_stem)
    for _, group in groupby(lines, key=_stem):
        found.append(_moses(sorted(group, key=_order), languages, path))
    if not found:
        raise FileProblem(f"{path}: there is no corpus in the archive: {_KNOWN.rsplit(', or', 1)[0]} is wanted")
    return found


def _is_moses(store: Store) -> bool:
    return store.suffix.removeprefix(".") in SUPPORTED


def _stem(store: Store) -> str:
    return store.inner.rsplit(".", 1)[0]


def _order(store: Store) -> int:
    return [f".{lang}" for lang in SUPPORTED].index(store.suffix)


def _moses(stores: list[Store], languages: Languages, path: str) -> Corpus:
    """Returns the pair of line files; the languages asked for choose, otherwise there must be exactly two."""
    chosen = list(stores)
    if languages.left is not None:
        chosen.sort(key=lambda store: store.suffix != f".{languages.left}")
    if languages.right is not None:
        chosen = [store for place, store in enumerate(chosen) if place == 0 or store.suffix == f".{languages.right}"]
    if len(chosen) != 2:
        names = ", ".join(store.name for store in stores)
        raise FileProblem(
            f"{path}: two files of one name that end in .fr, .ar, .fa or .en are wanted, there came {names}: "
            f"name the two, or give --left-lang and --right-lang"
        )
    return Corpus(f"{chosen[0].name} and {chosen[1].name}", "moses", (chosen[0], chosen[1]))


def is_corpus(path: str) -> bool:
    """Tells by its name whether a file is a corpus of records in JSON Lines."""
    return path.lower().endswith((".jsonl", ".ndjson"))


def read_pairs(path: str) -> Iterator[Pair | RecordProblem]:
    """Yields the pairs of a JSON Lines corpus, each id once."""
    return json_lines.read(Store(path), Languages(), unique=True)


def read_singles(path: str) -> Iterator[Single | RecordProblem]:
    """Yields the texts of a JSON Lines corpus: `id`, `text` (or `text_path`), `lang`, `dateline`."""
    folder = Path(path).parent

    def single(fields: json_lines.Fields, identifier: str, number: int) -> Single:
        source = json_lines.source(fields, "text", json_lines.string(fields, "lang"), identifier, folder)
        day = parse_day(json_lines.string(fields, "dateline"))
        return Single(identifier, f"{path}, line {number}", source, day)

    return json_lines.records(Store(path), single, unique=True)


def parse_day(text: str | None) -> date | None:
    """Returns the day of an ISO date; RecordProblem where it is none."""
    if not text:
        return None
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise RecordProblem(f"{text!r} is no date: write it as 2021-12-14") from None
