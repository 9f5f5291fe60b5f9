"""A run of the command line in this process, as the tests of the commands see it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True)
class Ended:
    """Is how a run ended."""

    code: int
    out: str
    err: str

    @property
    def last(self) -> str:
        """Returns the last line of standard output."""
        return self.out.splitlines()[-1]


Muqabala = Callable[..., Ended]
