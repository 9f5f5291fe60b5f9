"""What the gate prints: a line for each finding at the gate and each problem, then the counts and the verdict."""

from __future__ import annotations

import sys
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from checks.finding import Severity
from muqabala.baseline_file import shown_from
from muqabala.output import complain
from muqabala.steps import Steps
from reports.bidi import isolated, visible
from reports.verdict import counted

if TYPE_CHECKING:
    from checks.baseline import Baseline, Entry
    from muqabala.gate_run import Plan, Tally
    from muqabala.gate_task import Outcome
    from muqabala.gate_verdict import Conclusion

_MOST_PROBLEMS = 50
_MOST_ENTRIES = 10


class GatePrinter:
    """Prints along with the run; `to_error` leaves standard output to a format."""

    def __init__(self, most: int, steps: Steps, *, to_error: bool) -> None:
        self._to_error = to_error
        self._most = most
        self._findings = 0
        self._problems = 0
        self._steps = steps

    def outcome(self, outcome: Outcome, tally: Tally) -> None:
        """Prints what one record has to tell."""
        if outcome.problem:
            self._problems += 1
            if self._problems <= _MOST_PROBLEMS:
                ending = ": record skipped" if outcome.state == "broken" else ""
                complain(f"{visible(outcome.problem)}{ending}")
        for found in outcome.findings if outcome.state == "checked" else ():
            if outcome.gates(found):
                self._findings += 1
                if self._findings <= self._most:
                    head = f"{visible(outcome.place)}: {found.severity.value} {found.code} {found.name}"
                    self._line(f"{head}: {isolated(found.message)}")
        self._steps.show("pairs", tally.total, note=f"{tally.gating:,} findings at the gate")

    def end(
        self, plan: Plan, tally: Tally, known: Baseline, known_in: Path | None, today: date, conclusion: Conclusion
    ) -> None:
        """Prints what was left unsaid, the counts, the state of the baseline and the verdict."""
        if self._problems > _MOST_PROBLEMS:
            complain(f"and {self._problems - _MOST_PROBLEMS:,} more problems")
        if self._findings > self._most:
            self._line(f"and {self._findings - self._most:,} more findings: --show, --csv and --sarif tell them all")
        self._entries(known.expired(today), "expired and no longer counts", "look again, or renew it")
        if not tally.limited:
            stale = stale_entries(plan, tally, known, known_in)
            self._entries(stale, "matches no finding any more", "muqabala baseline prune takes it out")
        else:
            self._line(f"only the first {plan.limit:,} pairs were looked at (--limit)")
        for reason, count in sorted(tally.left_out.items()):
            self._line(f"left out: {count:,} because {reason}")
        self._line(counts_line(tally))
        self._line("gate: passed" if not conclusion.reasons else f"gate: failed: {'; '.join(conclusion.reasons)}")

    def _entries(self, entries: tuple[Entry, ...], what: str, todo: str) -> None:
        for entry in entries[:_MOST_ENTRIES]:
            name = f"{entry.code} {entry.fingerprint} in {visible(entry.corpus)} ({isolated(entry.reason)})"
            self._line(f"baseline: {name} {what}: {todo}")
        if len(entries) > _MOST_ENTRIES:
            self._line(f"baseline: and {len(entries) - _MOST_ENTRIES:,} more such entries: {todo}")

    def _line(self, text: str) -> None:
        print(text.replace("\n", " "), file=sys.stderr if self._to_error else sys.stdout)


def stale_entries(plan: Plan, tally: Tally, known: Baseline, known_in: Path | None) -> tuple[Entry, ...]:
    """Returns the entries whose finding was looked for and not seen: not those of corpora that were not read whole."""
    from checks.registry import select

    if not known.entries:
        return ()
    layers = [plan.settings.layer(plan.command_line), *(layer for _, layer in plan.settings.paths)]
    chosen = [{rule.code for rule in select(layer.select or (), layer.ignore or ())} for layer in layers]
    looked = [
        shown_from(name, known_in)
        for name, states in zip(tally.names, tally.by_corpus, strict=True)
        if name and not (states["broken"] or states["unreadable"] or states["failed"] or states["refused"])
    ]
    return known.stale(tally.matched, looked, set.intersection(*chosen))


def counts_line(tally: Tally) -> str:
    """Returns the sum of it all in one line."""
    levels = [(tally.levels[level], level) for level in Severity if level != Severity.INFO]
    alarms = sum(count for count, _ in levels)
    parts = [f"{tally.count('checked'):,} checked", f"{tally.skipped:,} skipped", f"{tally.suppressed:,} suppressed"]
    for count, name in ((tally.unchecked, "could not be checked"), (tally.count("left out"), "left out")):
        if count:
            parts.append(f"{count:,} {name}")
    told = ", ".join(f"{count:,} {level.value}" for count, level in levels)
    return f"{', '.join(parts)}; {counted(alarms, 'discrepancy', 'discrepancies')}: {told}"
