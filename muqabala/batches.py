"""The work of an audit as one pure function: a table of pairs in, a table of outcomes out, row for row.

It runs unchanged in this process, in a pool of processes and in Ray Data, and knows of none of them. Texts travel as
bytes, because a lone surrogate, which JSON may bring, is no string to Arrow.
"""

from __future__ import annotations

import os
import traceback
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Literal

from muqabala.readers.record import Pair, RecordUnit, Source
from text.errors import CannotCheck, MuqabalaError
from text.languages import parse_tag
from text.own_words import NO_FILES, OwnFiles

if TYPE_CHECKING:
    from polars import DataFrame

    from align.bead import Alignment
    from muqabala.options import Original
    from reports.report import Report

# checked; refused: could not be compared; skipped: the record is broken; failed: a fault of ours or a dead worker.
State = Literal["checked", "refused", "skipped", "failed"]
DIED = "its worker process died twice, perhaps for lack of memory: pair skipped"
_TEXTS = ("id", "left", "right", "left_path", "right_path")
_CODES = ("left_lang", "right_lang", "unit")


@dataclass(frozen=True, slots=True)
class How:
    """Says how pairs are checked and what is wanted of each; `tool` is the tool's hash where machines must agree."""

    original: Original | None = None
    select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    own: OwnFiles = NO_FILES
    with_report: bool = False
    with_page: bool = False
    tool: str = ""


@dataclass(frozen=True, slots=True)
class Outcome:
    """Is what became of the pair with this number; `reason` says why it was not checked.

    `digest`, `report` and `page` are JSON, JSON and HTML, empty where there is none or it was not wanted; `covered` is
    the share of the left and right sentences that have a counterpart, `alarms` counts the findings above info.
    """

    number: int
    state: State
    reason: str = ""
    relation: str = ""
    trust: float = 0.0
    covered: tuple[float, float] = (0.0, 0.0)
    digest: str = ""
    report: str = ""
    page: str = ""
    alarms: int = 0


def pairs_frame(rows: Iterable[tuple[int, Pair, RecordUnit]]) -> DataFrame:
    """Returns numbered pairs as a table."""
    import polars

    columns = {"number": polars.Int64} | dict.fromkeys(_TEXTS, polars.Binary) | dict.fromkeys(_CODES, polars.String)
    cells = [
        (
            number,
            *map(_packed, (pair.id, pair.left.raw, pair.right.raw, pair.left.path, pair.right.path)),
            pair.left.lang,
            pair.right.lang,
            unit,
        )
        for number, pair, unit in rows
    ]
    return polars.DataFrame(cells, schema=columns, orient="row")


def outcomes_frame(outcomes: Iterable[Outcome]) -> DataFrame:
    """Returns outcomes as a table."""
    import polars

    schema = {
        "number": polars.Int64,
        "state": polars.String,
        "reason": polars.String,
        "relation": polars.String,
        "trust": polars.Float64,
        "left_covered": polars.Float64,
        "right_covered": polars.Float64,
        "digest": polars.String,
        "report": polars.String,
        "page": polars.String,
        "alarms": polars.Int64,
    }
    cells = [
        (
            one.number,
            one.state,
            _writable(one.reason),
            one.relation,
            one.trust,
            *one.covered,
            one.digest,
            _writable(one.report),
            _writable(one.page),
            one.alarms,
        )
        for one in outcomes
    ]
    return polars.DataFrame(cells, schema=schema, orient="row")


def outcomes_of(frame: DataFrame) -> Iterator[Outcome]:
    """Yields the outcomes in a table."""
    for number, state, reason, relation, trust, left, right, *more in frame.iter_rows():
        yield Outcome(number, state, reason, relation, trust, (left, right), *more)


def check_batch(frame: DataFrame, how: How) -> DataFrame:
    """Returns the outcomes of the pairs in a table of `pairs_frame`; whatever goes wrong with one becomes its outcome.

    CannotCheck where this process runs another muqabala than the one that asked.
    """
    if how.tool:
        from muqabala.identity import tool_hash

        if tool_hash() != how.tool:
            raise CannotCheck("a worker runs another muqabala than this one: install the same on every machine")
    return outcomes_frame(_checked(number, pair, unit, how) for number, pair, unit in _pairs(frame))


def given_up(frame: DataFrame) -> DataFrame:
    """Returns the outcomes of pairs that killed their worker twice."""
    return outcomes_frame(Outcome(number, "failed", DIED) for number in frame["number"])


def _pairs(frame: DataFrame) -> Iterator[tuple[int, Pair, RecordUnit]]:
    for number, *packed, left_lang, right_lang, unit in frame.iter_rows():
        identifier, left, right, left_path, right_path = map(_unpacked, packed)
        name = identifier or ""
        sides = (
            Source(f"{name} left", left, left_path, parse_tag(left_lang) if left_lang else None),
            Source(f"{name} right", right, right_path, parse_tag(right_lang) if right_lang else None),
        )
        yield number, Pair(name, "", *sides), unit


def _checked(number: int, pair: Pair, unit: RecordUnit, how: How) -> Outcome:
    from muqabala.api import check_documents
    from text.own_words import load_own

    try:
        left, right = (source.document(sentences_given=unit == "sentence") for source in (pair.left, pair.right))
        report = check_documents(
            left,
            right,
            original=how.original,
            select=how.select,
            ignore=how.ignore,
            report_id=pair.id,
            unit=unit,
            own=load_own(how.own),
        )
        return _outcome(number, report, how)
    except CannotCheck as error:
        return Outcome(number, "refused", f"{error}: could not be compared")
    except MuqabalaError as error:
        return Outcome(number, "skipped", f"{error}: record skipped")
    except Exception as error:
        # One pair that trips a fault of ours must not cost the user the other ten thousand.
        debug = os.environ.get("MUQABALA_DEBUG") == "1"
        detail = traceback.format_exc() if debug else " ".join(str(error).split())[:200]
        return Outcome(number, "failed", f"something went wrong inside muqabala ({type(error).__name__}: {detail})")


def _outcome(number: int, report: Report, how: How) -> Outcome:
    from muqabala.api import refusal
    from reports import digest_json
    from reports.digest import digest
    from reports.jsonl import dumps

    refused = refusal(report)
    outcome = Outcome(
        number,
        "refused" if refused else "checked",
        refused or "",
        report.alignment.relation,
        report.alignment.trust,
        _covered(report.alignment),
        digest_json.dumps(digest(report)),
        alarms=report.summary.alarms,
    )
    if how.with_report:
        outcome = replace(outcome, report=dumps(report) + "\n")
    if how.with_page:
        from reports.site import pair_page

        outcome = replace(outcome, page=pair_page(report))
    return outcome


def _covered(alignment: Alignment) -> tuple[float, float]:
    facing = [bead for bead in alignment.beads if bead.left and bead.right]
    left, right = len(alignment.left.sentences), len(alignment.right.sentences)
    return (
        sum(len(bead.left) for bead in facing) / left if left else 0.0,
        sum(len(bead.right) for bead in facing) / right if right else 0.0,
    )


def _packed(text: str | None) -> bytes | None:
    return text.encode("utf-8", "surrogatepass") if text is not None else None


def _unpacked(data: bytes | None) -> str | None:
    return data.decode("utf-8", "surrogatepass") if data is not None else None


def _writable(text: str) -> str:
    return text.encode("utf-8", "replace").decode("utf-8")
