"""A line on standard error that says how far a run is, on a terminal only."""

from __future__ import annotations

import sys
import time

_SECONDS = 0.2
_CLEAR = "\r\x1b[K"


class Progress:
    """Rewrites one line while a run goes on; where standard error is no terminal it is silent."""

    def __init__(self) -> None:
        self._shown = False
        self._last = 0.0
        self._wanted = sys.stderr.isatty()

    def step(self, done: int, gating: int) -> None:
        """Says how many pairs are done, and how many findings stand at the gate."""
        if not self._wanted or time.monotonic() - self._last < _SECONDS:
            return
        self._last = time.monotonic()
        self._shown = True
        sys.stderr.write(f"{_CLEAR}{done:,} pairs, {gating:,} findings at the gate")
        sys.stderr.flush()

    def clear(self) -> None:
        """Takes the line away, before something else is printed."""
        if self._shown:
            self._shown = False
            sys.stderr.write(_CLEAR)
            sys.stderr.flush()
