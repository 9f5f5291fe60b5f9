"""One run of the gate over its corpora: tasks out, outcomes in, known findings held back, everything counted."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from checks.baseline import Baseline
from checks.finding import Severity
from muqabala.corpus import Corpus, LeftOut, corpora
from muqabala.engine import work_through
from muqabala.gate_task import Outcome, State, Task, gate_task, gave_up
from muqabala.readers.record import Languages, Pair
from muqabala.settings import Layer, Settings
from text.errors import FileProblem, LanguageProblem, RecordProblem
from text.own_words import NO_FILES, OwnFiles

if TYPE_CHECKING:
    from muqabala.budget import Budget
    from reports.digest import Digest

# Sentences take about a millisecond each: alone they would spend longer on the way than at work.
_SENTENCES_A_BATCH = 16


@dataclass(frozen=True, slots=True)
class Plan:
    """Says what to run over: the corpora, what the settings and the command line say, and how.

    `state` is the file in which a run that is killed leaves what it has done.
    """

    paths: tuple[str, ...]
    settings: Settings
    command_line: Layer
    jobs: int = 0
    limit: int | None = None
    with_digests: bool = False
    own: OwnFiles = NO_FILES
    state: Path | None = None
    memory_mb: int = 0


@dataclass(slots=True)
class Tally:
    """Counts a run; `by_corpus` the states in each corpus, `levels` the findings that are not held back."""

    names: list[str] = field(default_factory=list)
    by_corpus: list[Counter[State]] = field(default_factory=list)
    levels: Counter[Severity] = field(default_factory=Counter)
    gating: int = 0
    suppressed: int = 0
    words: int = 0
    limited: bool = False
    left_out: Counter[str] = field(default_factory=Counter)
    matched: set[str] = field(default_factory=set)

    @property
    def total(self) -> int:
        """Returns the records seen so far."""
        return sum(states.total() for states in self.by_corpus)

    def count(self, state: State) -> int:
        """Returns how many records ended so."""
        return sum(states[state] for states in self.by_corpus)

    @property
    def skipped(self) -> int:
        """Returns the records that are broken, and the files that could not be read to their end."""
        return self.count("broken") + self.count("unreadable")

    @property
    def unchecked(self) -> int:
        """Returns the pairs that could not be checked."""
        return self.count("refused") + self.count("failed")

    def within(self, budget: Budget | None) -> bool:
        """Tells whether the findings at the gate are few enough: none, or as many as the budget allows.

        The words that count are the mean of both sides'.
        """
        if budget is None:
            return not self.gating
        return budget.holds(2 * self.gating, self.words, 2 * self.count("checked"))


def run(plan: Plan, baseline: Baseline, today: date, tally: Tally) -> Iterator[Outcome]:
    """Yields the outcomes without the findings that the baseline accepts, and counts them."""
    languages = Languages(plan.command_line.left_lang, plan.command_line.right_lang)
    found = list(corpora(plan.paths, languages))
    batch = _SENTENCES_A_BATCH if all(_unit(one, plan) == "sentence" for one in found) else 1
    tasks = _tasks(plan, found, tally)
    for outcome in _outcomes(plan, tasks, batch, tally):
        yield _counted(outcome, baseline, today, tally)


def _outcomes(plan: Plan, tasks: Iterator[Task], batch: int, tally: Tally) -> Iterator[Outcome]:
    """Yields the outcomes; of those that an earlier run left, the ones with nothing to tell are only counted."""
    if plan.state is None:
        yield from work_through(gate_task, tasks, plan.jobs, batch=batch, crashed=gave_up, memory_mb=plan.memory_mb)
        return
    from muqabala.gate_state import GateState

    state = GateState(plan.state, plan.own)
    try:
        yield from state.known(tasks)
        for (corpus, kind), count in state.quiet.items():
            tally.by_corpus[corpus][kind] += count
        tally.words += state.words
        left = state.unknown(tasks)
        for outcome in work_through(gate_task, left, plan.jobs, batch=batch, crashed=gave_up, memory_mb=plan.memory_mb):
            state.note(outcome)
            yield outcome
    finally:
        state.close()


def _unit(corpus: Corpus | FileProblem, plan: Plan) -> str:
    if isinstance(corpus, FileProblem):
        return "sentence"
    return plan.settings.layer(plan.command_line, corpus.stores[0].path).unit or corpus.unit


def _tasks(plan: Plan, found: Sequence[Corpus | FileProblem], tally: Tally) -> Iterator[Task]:
    left = plan.limit
    for number, corpus in enumerate(found):
        tally.by_corpus.append(Counter())
        if isinstance(corpus, FileProblem):
            tally.names.append("")
            yield Task(number, plan.command_line, state="unreadable", problem=str(corpus))
            continue
        tally.names.append(corpus.name)
        for task in _tasks_of(plan, corpus, number, tally):
            if task.pair is not None and left is not None:
                if left == 0:
                    tally.limited = True
                    return
                left -= 1
            yield task


def _tasks_of(plan: Plan, corpus: Corpus, number: int, tally: Tally) -> Iterator[Task]:
    whole = _layer(plan, corpus)
    try:
        for record in corpus.records(Languages(whole.left_lang, whole.right_lang)):
            if isinstance(record, Pair):
                path = record.left.path
                layer = whole if path is None else _layer(plan, corpus, path)
                yield Task(number, layer, record, with_digest=plan.with_digests, own=plan.own)
            elif isinstance(record, LeftOut):
                tally.left_out[record.reason] += 1
                yield Task(number, whole, state="left out")
            else:
                yield Task(number, whole, state="broken", problem=str(record))
    except (FileProblem, LanguageProblem, RecordProblem) as problem:
        reason = str(problem) if corpus.stores[0].path in str(problem) else f"{corpus.name}: {problem}"
        yield Task(number, whole, state="unreadable", problem=reason)


def _layer(plan: Plan, corpus: Corpus, *texts: str) -> Layer:
    layer = plan.settings.layer(plan.command_line, corpus.stores[0].path, *texts)
    return layer if layer.unit is not None else replace(layer, unit=corpus.unit)


def _counted(outcome: Outcome, baseline: Baseline, today: date, tally: Tally) -> Outcome:
    """Counts an outcome and returns it without the findings that are known."""
    tally.by_corpus[outcome.corpus][outcome.state] += 1
    if outcome.state != "checked":
        return outcome
    tally.words += outcome.words
    tally.matched.update(found.content for found in outcome.findings if found.content in baseline.entries)
    kept = [not baseline.accepts(found.content, today) for found in outcome.findings]
    findings = tuple(found for found, keep in zip(outcome.findings, kept, strict=True) if keep)
    tally.suppressed += len(kept) - len(findings)
    tally.levels.update(found.severity for found in findings)
    tally.gating += sum(outcome.gates(found) for found in findings)
    digest = outcome.digest
    return outcome if all(kept) else replace(outcome, findings=findings, digest=digest and _kept(digest, kept))


def _kept(digest: Digest, kept: Sequence[bool]) -> Digest:
    from reports.report import Summary
    from reports.verdict import remarks_on, verdict_on

    items = tuple(item for item, keep in zip(digest.items, kept, strict=True) if keep)
    counts = Counter(item.finding.severity for item in items)
    summary = Summary(
        counts[Severity.CRITICAL],
        counts[Severity.MAJOR],
        counts[Severity.MINOR],
        counts[Severity.INFO],
        kept.count(False),
    )
    return replace(digest, items=items, summary=summary, verdict=verdict_on(summary), remarks=remarks_on(summary))
