"""What a run of the gate has done, on disk, so that a killed one goes on: blocks of records with what came of them.

Each block holds a hash over the texts and settings of its records. A later run reads the corpora from their beginning
and takes over block after block as long as the records are the same; from the first that differs on it checks. Memory
holds one block. What is half written when the process dies is the last line, and that is dropped.
"""

from __future__ import annotations

import hashlib
import json
from collections import Counter, deque
from collections.abc import Iterator
from itertools import chain, islice
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any

from checks.finding import Severity
from muqabala.engine import done_alone
from muqabala.gate_task import Found, Outcome, State, Task, gate_task, gave_up
from muqabala.identity import pair_hash, settings_hash
from reports import digest_json
from text.errors import InputError

if TYPE_CHECKING:
    from text.own_words import OwnFiles

_SCHEMA = "muqabala/gate-state/1"
_LARGEST = 64
# A report takes as long as thirty sentences, and only a second of work should be lost.
_LARGEST_OF_DOCUMENTS = 16
Quiet = Counter[tuple[int, State]]


class GateState:
    """Takes over what is known of the tasks, and writes down what becomes of the others.

    `quiet` and `words` count the records taken over that have nothing to tell; those that have come as outcomes.
    """

    def __init__(self, path: Path, own: OwnFiles) -> None:
        self._path = path
        self._head = json.dumps({"schema": _SCHEMA, "settings": settings_hash(own)}).encode() + b"\n"
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            self._file: IO[bytes] = path.open("a+b")
        except OSError as error:
            raise InputError(f"{path}: the file cannot be written ({error.strerror}): name another place") from None
        self._file.seek(0)
        first = self._file.readline()
        if first and not first.startswith(b'{"schema": "muqabala/gate-state/'):
            self._file.close()
            raise InputError(f"{path}: it is no state of the gate: name another file")
        if first != self._head:
            self._file.truncate(0)
            self._file.write(self._head)
            self._file.flush()
        self._keys: deque[str] = deque()
        self._block: list[tuple[str, Outcome]] = []
        self._rest: list[Task] = []
        self.quiet: Quiet = Counter()
        self.words = 0

    def known(self, tasks: Iterator[Task]) -> Iterator[Outcome]:
        """Yields the outcomes that are known and have something to tell, as long as the tasks are the same."""
        self._file.seek(len(self._head))
        place = len(self._head)
        while line := self._file.readline():
            block = _read(line)
            self._rest = list(islice(tasks, block["tasks"])) if block is not None else []
            if block is None or _sum(map(_key, self._rest)) != block["sum"]:
                break
            place += len(line)
            yield from self._outcomes(block)
            self._rest = []
        self._file.truncate(place)

    def unknown(self, tasks: Iterator[Task]) -> Iterator[Task]:
        """Yields the tasks that are left, and remembers what they are until `note` gets their outcomes."""
        for task in chain(self._rest, tasks):
            self._keys.append(_key(task))
            yield task

    def note(self, outcome: Outcome) -> None:
        """Takes the outcome of the next task, in the order of the tasks."""
        self._block.append((self._keys.popleft(), outcome))
        largest = _LARGEST if outcome.layer.unit == "sentence" else _LARGEST_OF_DOCUMENTS
        if len(self._block) >= largest:
            self._write()

    def close(self) -> None:
        """Writes what is left and closes the file."""
        self._write()
        self._file.close()

    def _outcomes(self, block: dict[str, Any]) -> Iterator[Outcome]:
        for corpus, state, count in block["quiet"]:
            self.quiet[corpus, state] += count
        self.words += block["words"]
        for number, state, problem, words, digest, findings in block["told"]:
            task = self._rest[number]
            if state == "failed":
                # A fault of ours or of the machine may be gone by now.
                yield from done_alone(gate_task, (task,), gave_up)
                continue
            pair = task.pair
            yield Outcome(
                task.corpus,
                state,
                task.layer,
                pair.id if pair is not None else "",
                pair.place if pair is not None else "",
                problem,
                tuple(
                    Found(code, name, Severity(level), text, content) for code, name, level, text, content in findings
                ),
                words,
                digest_json.loads(digest) if digest else None,
            )

    def _write(self) -> None:
        if not self._block:
            return
        quiet: Quiet = Counter()
        words = 0
        told: list[object] = []
        for number, (_, outcome) in enumerate(self._block):
            if not outcome.findings and not outcome.problem:
                quiet[outcome.corpus, outcome.state] += 1
                words += outcome.words
                continue
            digest = digest_json.dumps(outcome.digest) if outcome.digest is not None else ""
            findings = [[one.code, one.name, one.severity, one.message, one.content] for one in outcome.findings]
            told.append([number, outcome.state, outcome.problem, outcome.words, digest, findings])
        block = {
            "tasks": len(self._block),
            "sum": _sum(key for key, _ in self._block),
            "quiet": [[corpus, state, count] for (corpus, state), count in quiet.items()],
            "words": words,
            "told": told,
        }
        try:
            self._file.write(json.dumps(block, separators=(",", ":")).encode("ascii") + b"\n")
            self._file.flush()
        except OSError as error:
            raise InputError(f"{self._path}: the file cannot be written ({error.strerror}): make room") from None
        self._block = []


def _read(line: bytes) -> dict[str, Any] | None:
    """Returns a block; None for a line that was half written."""
    try:
        block = json.loads(line)
    except ValueError:
        return None
    whole = isinstance(block, dict) and {"tasks", "sum", "quiet", "words", "told"} <= block.keys()
    return block if whole and line.endswith(b"\n") else None


def _key(task: Task) -> str:
    """Returns what tells a task from another: its settings, its texts and where it stands."""
    head = f"{task.corpus} {task.layer} {task.state} {task.problem} {task.with_digest}"
    if task.pair is None:
        return head
    return pair_hash(task.pair, f"{head} {task.pair.place}")


def _sum(keys: Iterator[str]) -> str:
    total = hashlib.sha256()
    for key in keys:
        total.update(key.encode("utf-8", "surrogatepass"))
        total.update(b"\n")
    return total.hexdigest()[:32]
