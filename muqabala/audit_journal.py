"""The outcomes of an audit on disk, a line each as they come, so that a killed audit goes on where it stood.

An outcome is kept under a hash of all it depends on. What is half written when the process dies is the last line, and
that is dropped. The file may be deleted: then everything is checked again.
"""

from __future__ import annotations

import json
import os
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import IO

from muqabala.batches import Outcome
from text.errors import InputError

_HEAD = b'{"key":"'
_KEY_LENGTH = 32


@dataclass(frozen=True, slots=True)
class Kept:
    """Is an outcome with the name that its files have; its report and page lie in those."""

    key: str
    name: str
    outcome: Outcome


class Journal:
    """Finds outcomes by key; holds only where each stands, not the outcomes."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._places: dict[str, int] = {}
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            self._file: IO[bytes] = path.open("a+b")
        except OSError as error:
            raise InputError(f"{path}: the file cannot be written ({error.strerror}): name another place") from None
        self._end = self._scanned()

    def _scanned(self) -> int:
        self._file.seek(0)
        place = 0
        for line in self._file:
            if not (line.startswith(_HEAD) and line.endswith(b"}\n")):
                break
            self._places[line[len(_HEAD) : len(_HEAD) + _KEY_LENGTH].decode("ascii", "replace")] = place
            place += len(line)
        self._file.truncate(place)
        return place

    def __contains__(self, key: str) -> bool:
        return key in self._places

    def __len__(self) -> int:
        return len(self._places)

    def add(self, kept: Kept) -> None:
        """Writes one outcome; once this returns, no end of this process can lose it."""
        line = _line(kept)
        try:
            self._file.write(line)
            self._file.flush()
        except OSError as error:
            raise InputError(f"{self._path}: the file cannot be written ({error.strerror}): make room") from None
        self._places[kept.key] = self._end
        self._end += len(line)

    def kept(self, key: str) -> Kept:
        """Returns the outcome under a key."""
        return _kept(self._line_of(key), self._path)

    def others(self, keys: set[str]) -> Iterator[Kept]:
        """Yields the outcomes under other keys than these."""
        for key in self._places:
            if key not in keys:
                yield self.kept(key)

    def keep(self, keys: Iterable[str]) -> None:
        """Leaves only the outcomes under these keys, in their order."""
        draft = self._path.with_name(f".{self._path.name}.{os.getpid()}.part")
        try:
            with draft.open("wb") as file:
                file.writelines(self._line_of(key) for key in keys)
            self._file.close()
            os.replace(draft, self._path)
        finally:
            draft.unlink(missing_ok=True)

    def close(self) -> None:
        """Closes the file."""
        self._file.close()

    def _line_of(self, key: str) -> bytes:
        self._file.seek(self._places[key])
        return self._file.readline()


def _line(kept: Kept) -> bytes:
    outcome = kept.outcome
    data = {
        "key": kept.key,
        "name": kept.name,
        "state": outcome.state,
        "reason": outcome.reason,
        "relation": outcome.relation,
        "trust": outcome.trust,
        "covered": outcome.covered,
        "digest": outcome.digest,
    }
    return json.dumps(data, separators=(",", ":")).encode("ascii") + b"\n"


def _kept(line: bytes, path: Path) -> Kept:
    try:
        data = json.loads(line)
        left, right = data["covered"]
        outcome = Outcome(
            0, data["state"], data["reason"], data["relation"], data["trust"], (left, right), data["digest"]
        )
        return Kept(data["key"], data["name"], outcome)
    except (ValueError, KeyError, TypeError):
        raise InputError(f"{path}: it is damaged: delete it, then everything is checked again") from None
