"""Settings of the gate from `muqabala.toml` or `[tool.muqabala]` in `pyproject.toml`.

    fail-on = "major"
    baseline = "muqabala.baseline.jsonl"

    [[paths]]
    path = "legal/*.tmx"
    fail-on = "minor"

The nearest file upwards of the working folder counts, alone. What stands under `paths` holds for the corpora whose
path, counted from the file's folder, fits the pattern; of several that fit the last one wins, the command line in all.
A key that is not known is an error: a misspelt `ignore` must not pass in silence.
"""

from __future__ import annotations

import os
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields, replace
from difflib import get_close_matches
from fnmatch import fnmatchcase
from pathlib import Path
from typing import TypeVar, get_args

from checks.context import SideName
from muqabala.options import FailOn
from muqabala.readers.record import RecordUnit
from text.document import Lang
from text.errors import InputError, LanguageProblem
from text.languages import parse_tag

_Choice = TypeVar("_Choice", bound=str)
_FILES = ("muqabala.toml", "pyproject.toml")


@dataclass(frozen=True, slots=True)
class Layer:
    """Is what one place says; None where it says nothing."""

    unit: RecordUnit | None = None
    left_lang: Lang | None = None
    right_lang: Lang | None = None
    original: SideName | None = None
    fail_on: FailOn | None = None
    select: tuple[str, ...] | None = None
    ignore: tuple[str, ...] | None = None

    def over(self, below: Layer) -> Layer:
        """Returns this layer with its gaps filled from the one below."""
        mine = {field.name: getattr(self, field.name) for field in fields(self)}
        return replace(below, **{name: value for name, value in mine.items() if value is not None})


@dataclass(frozen=True, slots=True)
class Settings:
    """Is a whole settings file; paths count from `folder`."""

    folder: Path
    base: Layer = Layer()
    paths: tuple[tuple[str, Layer], ...] = ()
    baseline: Path | None = None
    budget: str | None = None

    def layer(self, command_line: Layer, *paths: str) -> Layer:
        """Returns what holds for a record at these paths: that of its corpus, and that of its text if it is a file."""
        inner = [Path(os.path.relpath(path, self.folder)).as_posix() for path in paths]
        found = self.base
        for pattern, layer in self.paths:
            if any(fnmatchcase(path, pattern) for path in inner):
                found = layer.over(found)
        return command_line.over(found)


def find_settings(given: Path | None = None) -> Settings:
    """Returns the settings of the file given, else of the nearest one upwards, else none at all."""
    if given is not None:
        return _read(given) or Settings(given.resolve().parent)
    here = Path.cwd()
    for folder in (here, *here.parents):
        for name in _FILES:
            path = folder / name
            if path.is_file():
                found = _read(path)
                if found is not None:
                    return found
    return Settings(here)


def _read(path: Path) -> Settings | None:
    try:
        data = tomllib.loads(path.read_text(encoding="utf-8-sig"))
    except FileNotFoundError:
        raise InputError(f"{path}: there is no such file: check the path") from None
    except OSError as error:
        raise InputError(f"{path}: the settings could not be read ({error.strerror})") from None
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise InputError(f"{path}: the settings are no TOML ({error}): mend them") from None
    table: object = data
    if path.name == "pyproject.toml":
        tool = data.get("tool")
        table = tool.get("muqabala") if isinstance(tool, dict) else None
        if table is None:
            return None
    if not isinstance(table, dict):
        raise InputError(f"{path}: a table was expected under tool.muqabala")
    return _settings(table, path)


def _settings(table: Mapping[str, object], path: Path) -> Settings:
    folder = path.resolve().parent
    own = [_key(field.name) for field in fields(Layer)]
    _require_known(table, [*own, "baseline", "budget", "paths"], f"{path}")
    baseline, budget = _text(table, "baseline", f"{path}"), _text(table, "budget", f"{path}")
    parts = table.get("paths", [])
    if not isinstance(parts, list) or not all(isinstance(part, dict) for part in parts):
        raise InputError(f"{path}: 'paths' must be tables, each under [[paths]]")
    layers: list[tuple[str, Layer]] = []
    for number, part in enumerate(parts, start=1):
        where = f"{path}, paths number {number}"
        _require_known(part, [*own, "path"], where)
        pattern = _text(part, "path", where)
        if not pattern:
            raise InputError(f"{where}: a pattern is wanted in 'path', such as \"legal/*.tmx\"")
        layers.append((pattern, _layer(part, where)))
    return Settings(
        folder, _layer(table, f"{path}"), tuple(layers), folder / baseline if baseline is not None else None, budget
    )


def _require_known(table: Mapping[str, object], known: Sequence[str], where: str) -> None:
    for key in table:
        if key not in known:
            near = get_close_matches(key.replace("_", "-"), known, n=1)
            hint = f"did you mean {near[0]!r}?" if near else f"known are {', '.join(known)}"
            raise InputError(f"{where}: there is no setting {key!r}: {hint}")


def _layer(table: Mapping[str, object], where: str) -> Layer:
    return Layer(
        unit=_one_of(table, "unit", get_args(RecordUnit), where),
        left_lang=_lang(table, "left-lang", where),
        right_lang=_lang(table, "right-lang", where),
        original=_one_of(table, "original", get_args(SideName), where),
        fail_on=_one_of(table, "fail-on", get_args(FailOn), where),
        select=_codes(table, "select", where),
        ignore=_codes(table, "ignore", where),
    )


def _text(table: Mapping[str, object], key: str, where: str) -> str | None:
    value = table.get(key)
    if value is not None and not isinstance(value, str):
        raise InputError(f"{where}: {key!r} must be a text, not {type(value).__name__}")
    return value


def _one_of(table: Mapping[str, object], key: str, choices: Sequence[_Choice], where: str) -> _Choice | None:
    value = _text(table, key, where)
    for choice in choices:
        if choice == value:
            return choice
    if value is None:
        return None
    raise InputError(f"{where}: {key!r} must be one of {', '.join(choices)}, not {value!r}")


def _lang(table: Mapping[str, object], key: str, where: str) -> Lang | None:
    value = _text(table, key, where)
    try:
        return parse_tag(value) if value is not None else None
    except LanguageProblem as problem:
        raise InputError(f"{where}: {key!r}: {problem}") from None


def _codes(table: Mapping[str, object], key: str, where: str) -> tuple[str, ...] | None:
    value = table.get(key)
    if value is None:
        return None
    if not isinstance(value, list) or not all(isinstance(code, str) for code in value):
        raise InputError(f'{where}: {key!r} must be a list of codes, such as ["NUM", "DAT001"]')
    return tuple(value)


def _key(name: str) -> str:
    return name.replace("_", "-")
