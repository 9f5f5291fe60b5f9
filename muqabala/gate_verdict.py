"""Whether a run of the gate passes. It fails closed: what was not checked does not pass.

A broken record or unreadable file (2) outweighs findings (1), findings outweigh pairs that could not be checked (3).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from muqabala.gate import FINDINGS, INPUT, NOT_CHECKED, PASS
from reports.verdict import counted

if TYPE_CHECKING:
    from muqabala.budget import Budget
    from muqabala.gate_run import Tally


@dataclass(frozen=True, slots=True)
class Conclusion:
    """Is the exit code with its reasons, gravest first; none where the gate passes."""

    code: int
    reasons: tuple[str, ...]


def conclude(tally: Tally, budget: Budget | None, *, skip_broken: bool = False) -> Conclusion:
    """Returns what the counts of a run come to."""
    reasons: list[tuple[int, str]] = []
    unreadable, broken = tally.count("unreadable"), tally.count("broken")
    if unreadable:
        reasons.append((INPUT, f"{counted(unreadable, 'corpus', 'corpora')} could not be read to the end"))
    if broken and not skip_broken:
        reasons.append((INPUT, f"{counted(broken, 'broken record')} (--skip-broken lets them pass)"))
    for name, states in zip(tally.names, tally.by_corpus, strict=True):
        if name and not states["checked"] and not (tally.limited and not states):
            code = INPUT if states["broken"] or states["unreadable"] else NOT_CHECKED
            reasons.append((code, f"nothing was checked in {name}"))
    if not tally.by_corpus:
        reasons.append((INPUT, "there was no corpus"))
    if not tally.within(budget):
        what = counted(tally.gating, "finding") + " at the gate"
        reasons.append((FINDINGS, what if budget is None else f"{what}, the budget is {budget}"))
    if tally.unchecked:
        reasons.append((NOT_CHECKED, f"{counted(tally.unchecked, 'pair')} could not be checked"))
    order = (INPUT, FINDINGS, NOT_CHECKED)
    reasons.sort(key=lambda reason: order.index(reason[0]))
    return Conclusion(reasons[0][0] if reasons else PASS, tuple(text for _, text in reasons))
