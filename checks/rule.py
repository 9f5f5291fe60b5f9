"""What a rule is: a code that never changes, a name, and a function from Context to Findings."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from checks.finding import Finding, Severity
from text.document import Span

if TYPE_CHECKING:
    from checks.context import Context


@dataclass(frozen=True, slots=True)
class Rule:
    """Is one check. `doc` is the docstring of its file, which is also its page in the documentation."""

    code: str
    name: str
    mqm: str
    since: str
    doc: str
    check: Callable[[Rule, Context], Iterator[Finding]]

    @property
    def family(self) -> str:
        """Returns the three letters of the code."""
        return self.code[:3]

    def finding(
        self,
        severity: Severity,
        message: str,
        *,
        reason: str,
        confidence: float,
        left: tuple[Span, ...] = (),
        right: tuple[Span, ...] = (),
        expected_near: Span | None = None,
    ) -> Finding:
        """Returns a finding of this rule."""
        return Finding(
            self.code, self.name, severity, self.mqm, round(confidence, 3), message, reason, left, right, expected_near
        )
