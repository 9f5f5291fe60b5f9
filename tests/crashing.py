"""Work that kills its worker; in a module of its own because workers import it by name."""

from __future__ import annotations

import os
import signal
from pathlib import Path

import polars

from muqabala.batches import How, check_batch
from muqabala.gate_task import Outcome, Task, gate_task


def double(item: str) -> str:
    """Doubles the item; `kill` always kills its worker, `once:FILE` the first time."""
    if item == "kill":
        os.kill(os.getpid(), signal.SIGKILL)
    if item.startswith("once:"):
        mark = Path(item.removeprefix("once:"))
        if not mark.exists():
            mark.touch()
            os.kill(os.getpid(), signal.SIGKILL)
        return "survived"
    return item * 2


def given_up(item: str) -> str:
    """Stands for an item that killed its worker twice."""
    return f"gave up {item}"


def gate_task_that_kills(task: Task) -> Outcome:
    """Checks a record; the one with the id `kill` kills its worker."""
    if task.pair is not None and task.pair.id == "kill":
        os.kill(os.getpid(), signal.SIGKILL)
    return gate_task(task)


def check_batch_that_ends(frame: polars.DataFrame, how: How) -> polars.DataFrame:
    """Checks pairs; one with the id `end` ends its process, one whose id begins with `once:` the first time."""
    for identifier in (packed.decode() for packed in frame["id"]):
        mark = Path(identifier.removeprefix("once:"))
        if identifier == "end" or (identifier.startswith("once:") and not mark.exists()):
            if identifier != "end":
                mark.touch()
            os._exit(1)
    return check_batch(frame, how)


def hog(size: int) -> int:
    """Takes so many megabytes of memory for a moment and returns how many it got."""
    try:
        return len(bytearray(size * 1_000_000)) // 1_000_000
    except MemoryError:
        return -1
