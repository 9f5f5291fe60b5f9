"""Says on standard error how far a long command is, on a terminal only."""

from __future__ import annotations

import sys
import time
from types import TracebackType
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from rich.progress import Progress as Bars
    from rich.progress import TaskID


_SECONDS = 0.1


class Steps:
    """Shows one line a step of the work: a count, or a bar where the end is known. Elsewhere it is silent."""

    def __init__(self, *, quiet: bool = False) -> None:
        self._wanted = not quiet and sys.stderr.isatty()
        self._bars: Bars | None = None
        self._last = 0.0
        self._steps: dict[str, TaskID] = {}

    def __enter__(self) -> Steps:
        if self._wanted:
            from rich.console import Console
            from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

            columns = (
                TextColumn("{task.description}"),
                BarColumn(),
                MofNCompleteColumn(),
                TimeElapsedColumn(),
                TextColumn("{task.fields[note]}"),
            )
            # What is printed meanwhile goes above the line, unless it goes into a file.
            self._bars = Progress(
                *columns, console=Console(stderr=True), transient=True, redirect_stdout=sys.stdout.isatty()
            )
            self._bars.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._bars is not None:
            self._bars.stop()

    def show(self, step: str, done: int, total: int | None = None, note: str = "") -> None:
        """Says that so much of a step is done, with a note after it."""
        now = time.monotonic()
        if self._bars is None or (now - self._last < _SECONDS and done != total):
            return
        self._last = now
        if step not in self._steps:
            self._steps[step] = self._bars.add_task(step, total=total, note=note)
        self._bars.update(self._steps[step], completed=done, total=total, note=note)
