"""The gate's work on one record, as a pure function that can run in any process."""

from __future__ import annotations

import os
import traceback
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Literal

from checks.finding import Severity
from muqabala.options import FailOn
from muqabala.readers.record import Pair, Source
from muqabala.settings import Layer
from text.errors import CannotCheck, MuqabalaError
from text.own_words import NO_FILES, OwnFiles

if TYPE_CHECKING:
    from reports.digest import Digest, Spot
    from reports.report import Report
    from text.document import Document

# checked; refused: could not be compared; failed: a fault of ours or a dead worker; broken: the record is; unreadable:
# the file is, what followed was not read; left out: nothing to compare in it.
State = Literal["checked", "refused", "failed", "broken", "unreadable", "left out"]


@dataclass(frozen=True, slots=True)
class Task:
    """Is one record to check, or with `state` and `problem` one that needs no work; `corpus` counts the corpora."""

    corpus: int
    layer: Layer
    pair: Pair | None = None
    state: State = "checked"
    problem: str = ""
    with_digest: bool = False
    own: OwnFiles = NO_FILES


@dataclass(frozen=True, slots=True)
class Found:
    """Is one finding in brief; `content` is its fingerprint for the baseline, empty for what no baseline may accept."""

    code: str
    name: str
    severity: Severity
    message: str
    content: str


@dataclass(frozen=True, slots=True)
class Outcome:
    """Is what became of one record; `words` are those of both texts together, findings lie in the report's order."""

    corpus: int
    state: State
    layer: Layer
    id: str = ""
    place: str = ""
    problem: str = ""
    findings: tuple[Found, ...] = ()
    words: int = 0
    digest: Digest | None = None

    @property
    def fail_on(self) -> FailOn:
        """Returns the gate that holds for this record."""
        return self.layer.fail_on or "major"

    def gates(self, found: Found) -> bool:
        """Tells whether a finding is at or above the gate."""
        return self.fail_on != "never" and found.severity.at_least(Severity(self.fail_on))


def gate_task(task: Task) -> Outcome:
    """Checks one record; whatever goes wrong with it becomes its outcome."""
    pair = task.pair
    if pair is None:
        return Outcome(task.corpus, task.state, task.layer, problem=task.problem)
    outcome = Outcome(task.corpus, "checked", task.layer, pair.id, pair.place)
    try:
        return _checked(task, pair, outcome)
    except CannotCheck as error:
        return replace(outcome, state="refused", problem=f"{pair.place}: {error}")
    except MuqabalaError as error:
        return replace(outcome, state="broken", problem=f"{pair.place}: {error}")
    except Exception as error:
        # One pair that trips a fault of ours must not cost the user the other ten thousand.
        debug = os.environ.get("MUQABALA_DEBUG") == "1"
        detail = traceback.format_exc() if debug else " ".join(str(error).split())[:200]
        reason = f"something went wrong inside muqabala ({type(error).__name__}: {detail})"
        return replace(outcome, state="failed", problem=f"{pair.place}: {reason}")


def gave_up(task: Task) -> Outcome:
    """Returns the outcome of a record that killed its worker twice."""
    place = task.pair.place if task.pair is not None else ""
    reason = "its worker process died twice, perhaps for lack of memory"
    return Outcome(task.corpus, "failed", task.layer, task.pair.id if task.pair else "", place, f"{place}: {reason}")


def _checked(task: Task, pair: Pair, outcome: Outcome) -> Outcome:
    from checks.baseline import content_fingerprint
    from muqabala.api import check_documents, refusal
    from text.own_words import load_own

    layer = task.layer
    unit = layer.unit or "document"
    left, right = (_document(source, sentence=unit == "sentence") for source in (pair.left, pair.right))
    report = check_documents(
        left,
        right,
        original=layer.original,
        select=layer.select or (),
        ignore=layer.ignore or (),
        report_id=pair.id,
        unit=unit,
        own=load_own(task.own),
    )
    refused = refusal(report)
    findings = tuple(
        Found(
            finding.code,
            finding.name,
            finding.severity,
            finding.message,
            "" if finding.code.startswith("DOC") else content_fingerprint(finding, report.alignment),
        )
        for finding in report.findings
    )
    return replace(
        outcome,
        state="refused" if refused else "checked",
        problem=f"{pair.place}: {refused}" if refused else "",
        findings=findings,
        words=len(left.raw.split()) + len(right.raw.split()),
        digest=_digest(report, pair) if task.with_digest else None,
    )


def _document(source: Source, *, sentence: bool) -> Document:
    """Reads a text; one that stands in a corpus is called by the corpus' name, so that tools find it."""
    document = source.document(sentences_given=sentence)
    if source.path is not None or not source.file:
        return document
    return replace(document, meta=replace(document.meta, path=source.file))


def _digest(report: Report, pair: Pair) -> Digest:
    """Returns the digest, the findings in a corpus placed on the lines of their records."""
    from reports.digest import digest

    found = digest(report)
    if pair.left.path is not None and pair.right.path is not None:
        return found
    items = tuple(
        replace(
            item,
            left=tuple(_moved(spot, pair) for spot in item.left),
            right=tuple(_moved(spot, pair) for spot in item.right),
            near=_moved(item.near, pair) if item.near is not None else None,
        )
        for item in found.items
    )
    return replace(found, items=items)


def _moved(spot: Spot, pair: Pair) -> Spot:
    from reports.columns import Place, Region

    source = pair.left if spot.side == "left" else pair.right
    if source.path is not None:
        return spot
    if source.line is None:
        return replace(spot, region=None)
    begin = Place(source.line, 1, 1, 1)
    return replace(spot, region=Region(begin, begin))
