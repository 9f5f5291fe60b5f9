"""JSON Lines: one pair a line, texts inline or in files, as `muqabala pair` writes them; unknown fields are ignored."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TypeVar

from muqabala.readers.record import UNKNOWN, Languages, Pair, Provenance, Source
from muqabala.readers.streams import Store, decoded, lines
from text.errors import FileProblem, MuqabalaError, RecordProblem
from text.ingest import LIMIT_BYTES
from text.languages import parse_tag

Fields = dict[str, object]
_Record = TypeVar("_Record")


def read(store: Store, languages: Languages, *, unique: bool = False) -> Iterator[Pair | RecordProblem]:
    """Yields the pairs: `id`, `left`, `right` (or `left_path`, `right_path`), languages.

    Languages stand in `left_lang` and `right_lang`, or together in `langs`; `outlet` (or `source`), `date`, `reference`
    and `system` are optional. With `unique` a repeated id is a problem;
    remembering them all takes memory.
    """
    folder = Path(store.path).parent

    def pair(fields: Fields, identifier: str, number: int) -> Pair:
        both = _both_langs(fields)
        place = f"{store.name}, line {number}"
        left, right = (
            _placed(source(fields, side, lang or given, f"{identifier} {side}", folder), store.name, number)
            for side, lang, given in zip(("left", "right"), both, (languages.left, languages.right), strict=True)
        )
        return Pair(identifier, place, left, right, _provenance(fields))

    return records(store, pair, unique=unique)


def _provenance(fields: Fields) -> Provenance:
    """Returns what the record tells about itself; these fields may hold anything else in a corpus made for others."""
    outlet, date, reference, system = (
        value if isinstance(value, str) else ""
        for value in (fields.get("outlet", fields.get("source")), *map(fields.get, ("date", "reference", "system")))
    )
    return Provenance(outlet, date, reference, system) if outlet or date or reference or system else UNKNOWN


def _placed(found: Source, file: str, line: int) -> Source:
    return Source(found.name, found.raw, found.path, found.lang, file, line)


def records(
    store: Store, build: Callable[[Fields, str, int], _Record], *, unique: bool
) -> Iterator[_Record | RecordProblem]:
    """Yields what `build` makes of each line's fields, id and number, or the problem."""
    seen: dict[str, int] = {}
    empty = True
    for number, line in lines(store):
        empty = False
        try:
            fields = _fields(line)
            identifier = _identifier(fields, number)
            if unique and identifier in seen:
                raise RecordProblem(
                    f"the id {identifier!r} is that of line {seen[identifier]} too: give each record its own"
                )
            record = build(fields, identifier, number)
        except MuqabalaError as error:
            yield RecordProblem(f"{store.name}, line {number}: {error}")
        else:
            if unique:
                seen[identifier] = number
            yield record
    if empty:
        raise FileProblem(f"{store.name}: the corpus is empty: give one JSON object a line")


def _fields(line: bytes) -> Fields:
    text = decoded(line)
    try:
        fields = json.loads(text)
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


def string(fields: Fields, name: str) -> str | None:
    """Returns a text field; RecordProblem where it is no text."""
    value = fields.get(name)
    if value is not None and not isinstance(value, str):
        raise RecordProblem(f"{name!r} must be a text, not {type(value).__name__}")
    return value


def _both_langs(fields: Fields) -> tuple[str | None, str | None]:
    left, right = string(fields, "left_lang"), string(fields, "right_lang")
    langs = fields.get("langs")
    if langs is None or (left and right):
        return left, right
    if not (isinstance(langs, list) and len(langs) == 2 and all(isinstance(lang, str) for lang in langs)):
        raise RecordProblem('\'langs\' must be a list of two language tags, such as ["fr", "ar"]')
    return left or langs[0], right or langs[1]


def source(fields: Fields, name: str, lang: str | None, shown: str, folder: Path) -> Source:
    """Returns the text called `name` of a record, or the file named by `<name>_path`, counted from `folder`."""
    raw, path = string(fields, name), string(fields, f"{name}_path")
    if (raw is None) == (path is None):
        found = "neither" if raw is None else "both"
        raise RecordProblem(f"a text is wanted in {name!r} or a file in '{name}_path', {found} came")
    if raw is not None and len(raw) > LIMIT_BYTES:
        raise RecordProblem(f"the text in {name!r} holds more than {LIMIT_BYTES:,} characters: split it into reports")
    return Source(shown, raw, str(folder / path) if path is not None else None, parse_tag(lang) if lang else None)
