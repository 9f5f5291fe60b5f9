"""One run of an audit: records in, those already known passed over, the others spread over the workers, all summed up.

Memory holds a line about each pair, never the texts; outcomes wait on disk until all are there, so that a resumed run
and a fresh one write the same bytes.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from functools import partial
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING

from checks.finding import Severity
from muqabala.audit_folder import JOURNAL, AuditFolder
from muqabala.audit_journal import Journal, Kept
from muqabala.audit_records import file_name, records
from muqabala.audit_results import Results
from muqabala.batches import How, Outcome, check_batch, given_up, outcomes_of, pairs_frame
from muqabala.identity import pair_hash, settings_hash
from muqabala.readers.record import Languages, Pair, RecordUnit
from muqabala.spread import Workers, spread
from reports import digest_json
from reports.digest import Digest
from reports.site_case import Case
from reports.tabular import Table, rows_of
from reports.translation import Rendering, qualities
from text.errors import MuqabalaError

if TYPE_CHECKING:
    from polars import DataFrame

# So many pairs make a table: enough to be worth the way, few enough to show progress.
_ROWS = 16


@dataclass(frozen=True, slots=True)
class AuditPlan:
    """Says what to audit and how; `see` gets each digest, `show` the numbers of pairs done and of findings so far."""

    paths: tuple[str, ...]
    languages: Languages
    unit: RecordUnit | None
    how: How
    workers: Workers
    see: Callable[[Digest], None]
    show: Callable[[int, int], None]


@dataclass(frozen=True, slots=True)
class _Entry:
    """Is one record of the run; `problem` where it was broken, else `key` names its outcome."""

    id: str = ""
    place: str = ""
    key: str = ""
    name: str = ""
    outlet: str = ""
    date: str = ""
    problem: str = ""


@dataclass(slots=True)
class _Seen:
    """Is what a run remembers of its records."""

    entries: list[_Entry] = field(default_factory=list)
    failed: dict[int, Outcome] = field(default_factory=dict)
    renderings: list[Rendering] = field(default_factory=list)
    left_out: int = 0


def run(plan: AuditPlan, out: Path) -> Results:
    """Audits the corpora into a folder and returns what came of it."""
    folder, seen = AuditFolder(out, plan.how), _Seen()
    journal = Journal(out / JOURNAL)
    folder.sweep()
    try:
        _check(plan, folder, journal, seen)
        results = _summed_up(plan, folder, journal, seen)
        known = [entry.key for entry in seen.entries if entry.key in journal]
        here = {entry.name for entry in seen.entries}
        for kept in journal.others(set(known)):
            if kept.name not in here:
                folder.drop(kept.name)
        folder.drop_unwanted(here)
        journal.keep(known)
    finally:
        journal.close()
    return results


def _check(plan: AuditPlan, folder: AuditFolder, journal: Journal, seen: _Seen) -> None:
    """Checks what is not known yet and writes each outcome down at once."""
    alarms = 0
    frames = _frames(_rows(plan, folder, journal, seen))
    for done in spread(partial(check_batch, how=plan.how), frames, given_up, plan.workers):
        for outcome in outcomes_of(done):
            entry = seen.entries[outcome.number]
            folder.write(entry.name, outcome)
            if outcome.state == "failed":
                # A fault of ours or of the machine may be gone next time, so that it is tried again then.
                seen.failed[outcome.number] = outcome
            else:
                journal.add(Kept(entry.key, entry.name, outcome))
            alarms += outcome.alarms
        plan.show(len(seen.entries), alarms)


def _frames(rows: Iterator[tuple[int, Pair, RecordUnit]]) -> Iterator[DataFrame]:
    while batch := list(islice(rows, _ROWS)):
        yield pairs_frame(batch)


def _rows(
    plan: AuditPlan, folder: AuditFolder, journal: Journal, seen: _Seen
) -> Iterator[tuple[int, Pair, RecordUnit]]:
    how = plan.how
    settings = settings_hash(how.own, how.original or "", ",".join(how.select), ",".join(how.ignore))
    for task in records(plan.paths, plan.languages, plan.unit):
        pair = task.pair
        if pair is None:
            seen.left_out += not task.problem
            if task.problem:
                seen.entries.append(_Entry(problem=task.problem))
            continue
        told = pair.provenance
        if told.reference:
            seen.renderings.extend(_rendering(pair))
        key = pair_hash(pair, f"{settings} {task.unit}")
        entry = _Entry(pair.id, pair.place, key, file_name(pair.id), told.outlet, told.date)
        seen.entries.append(entry)
        if key not in journal or not folder.has(entry.name):
            yield len(seen.entries) - 1, pair, task.unit


def _rendering(pair: Pair) -> Iterator[Rendering]:
    told = pair.provenance
    with suppress(MuqabalaError):  # the check tells what is wrong with it
        left, right = (
            source.raw if source.raw is not None else source.document().raw for source in (pair.left, pair.right)
        )
        yield Rendering(told.outlet, told.system, left, right, told.reference)


def _summed_up(plan: AuditPlan, folder: AuditFolder, journal: Journal, seen: _Seen) -> Results:
    """Writes the tables and pages from the outcomes, in the order of the corpora."""
    results = Results(", ".join(Path(path).name for path in plan.paths), left_out=seen.left_out)
    table = Table()
    for number, entry in enumerate(seen.entries):
        if entry.problem:
            results.counts["skipped"] += 1
            results.problem("", "skipped", entry.problem)
            continue
        outcome = seen.failed[number] if number in seen.failed else journal.kept(entry.key).outcome
        results.counts[outcome.state] += 1
        if outcome.reason:
            results.problem(entry.id, outcome.state, f"{entry.place}: {outcome.reason}")
        if outcome.digest:
            digest = digest_json.loads(outcome.digest)
            results.case(_case(entry, outcome, digest, plan.how), digest.signature)
            table.add(rows_of(digest))
            plan.see(digest)
    folder.finish(results, table, qualities(seen.renderings))
    return results


def _case(entry: _Entry, outcome: Outcome, digest: Digest, how: How) -> Case:
    return Case(
        entry.id,
        outcome.state,
        (digest.left.lang, digest.right.lang),
        outcome.relation,
        outcome.trust,
        outcome.covered,
        digest.summary,
        _codes(digest),
        entry.outlet,
        entry.date,
        f"reports/{entry.name}.json" if how.with_report else "",
        f"pairs/{entry.name}.html" if how.with_page else "",
    )


def _codes(digest: Digest) -> tuple[tuple[str, Severity, int], ...]:
    counts = Counter((item.finding.code, item.finding.severity) for item in digest.items)
    return tuple(sorted((code, severity, count) for (code, severity), count in counts.items()))
