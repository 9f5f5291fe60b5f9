"""A line on standard error that counts along, shown only where somebody looks: on a terminal."""

from __future__ import annotations

import sys
from time import monotonic

_EVERY = 0.2
_ERASE = "\r\x1b[K"


class Progress:
    """Shows how many records are done; `clear` makes room for other output."""

    def __init__(self) -> None:
        self._shows = sys.stderr.isatty()
        self._began = monotonic()
        self._last = 0.0
        self._visible = False

    def step(self, done: int, findings: int) -> None:
        """Shows the counts, a few times a second at most."""
        now = monotonic()
        if not self._shows or now - self._last < _EVERY:
            return
        self._last = now
        rate = done / max(now - self._began, 0.001)
        sys.stderr.write(f"{_ERASE}{done:,} records, {rate:,.0f} a second, {findings:,} findings at the gate")
        sys.stderr.flush()
        self._visible = True

    def clear(self) -> None:
        """Takes the line away until the next step."""
        if self._visible:
            sys.stderr.write(_ERASE)
            sys.stderr.flush()
            self._visible = False
