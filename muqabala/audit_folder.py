"""The folder an audit leaves: the pages, reports/<id>.json, findings.parquet, index.json and what it goes on from."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from muqabala import __version__
from muqabala.output import write_whole

if TYPE_CHECKING:
    from muqabala.audit_results import Results
    from muqabala.batches import How, Outcome
    from reports.jsonl import Json
    from reports.site_case import Case
    from reports.tabular import Table
    from reports.translation import Quality

SCHEMA = "muqabala/audit/1"
LEVELS = ("critical", "major", "minor", "info", "suppressed")
JOURNAL = "state.jsonl"


class AuditFolder:
    """Writes and takes away the files of an audit; each is written in one step."""

    def __init__(self, folder: Path, how: How) -> None:
        self.folder = folder
        self._how = how

    def sweep(self) -> None:
        """Takes away the drafts that a killed run was writing."""
        for folder in (self.folder, *(self.folder / name for name in ("lists", "pairs", "reports"))):
            for draft in folder.glob(".*.part"):
                draft.unlink(missing_ok=True)

    def has(self, name: str) -> bool:
        """Tells whether the files wanted of a checked pair are there."""
        return all(path.is_file() for path in self._wanted(name))

    def write(self, name: str, outcome: Outcome) -> None:
        """Writes the report and the page of one pair, where they were wanted."""
        for path, text in ((self._report(name), outcome.report), (self._page(name), outcome.page)):
            if text:
                write_whole(path, text)

    def drop(self, name: str) -> None:
        """Takes away the files of a pair that is not in the corpora any more."""
        self._report(name).unlink(missing_ok=True)
        self._page(name).unlink(missing_ok=True)

    def drop_unwanted(self, names: Iterable[str]) -> None:
        """Takes away the reports or pages of an earlier run where this one does not want any."""
        for name in names:
            if not self._how.with_report:
                self._report(name).unlink(missing_ok=True)
            if not self._how.with_page:
                self._page(name).unlink(missing_ok=True)

    def finish(self, results: Results, table: Table, quality: Sequence[Quality]) -> None:
        """Writes findings.parquet, index.json and the pages of the index."""
        from reports.site import Site, index_pages

        self.folder.mkdir(parents=True, exist_ok=True)
        write_whole(self.folder / "findings.parquet", table.to_parquet())
        write_whole(
            self.folder / "index.json", json.dumps(_index(results, quality), ensure_ascii=False, indent=1) + "\n"
        )
        if not self._how.with_page:
            return
        site = Site(
            results.corpus,
            results.counts,
            tuple(results.cases),
            tuple((problem.id, problem.state, problem.reason) for problem in results.problems),
            tuple(quality),
            tuple(sorted(results.signatures)),
            results.left_out,
        )
        pages = index_pages(site)
        for name, text in pages.items():
            write_whole(self.folder / name, text)
        for old in (self.folder / "lists").glob("*.html"):
            if f"lists/{old.name}" not in pages:
                old.unlink()

    def _wanted(self, name: str) -> Iterable[Path]:
        if self._how.with_report:
            yield self._report(name)
        if self._how.with_page:
            yield self._page(name)

    def _report(self, name: str) -> Path:
        return self.folder / "reports" / f"{name}.json"

    def _page(self, name: str) -> Path:
        return self.folder / "pairs" / f"{name}.html"


def _index(results: Results, quality: Sequence[Quality]) -> Json:
    out: dict[str, Json] = {
        "schema": SCHEMA,
        "version": __version__,
        "corpus": results.corpus,
        "signatures": [*sorted(results.signatures)],
        "counts": {str(state): count for state, count in results.counts.items()},
        "left_out": results.left_out,
        "findings": {**results.findings},
        "cases": [_case(case) for case in results.cases],
        "problems": [{"id": one.id, "state": one.state, "reason": one.reason} for one in results.problems],
    }
    if quality:
        out["translation"] = [one.data() for one in quality]
    return out


def _case(case: Case) -> Json:
    out: dict[str, Json] = {
        "id": case.id,
        "state": case.state,
        "left_lang": case.langs[0],
        "right_lang": case.langs[1],
        "relation": case.relation,
        "trust": case.trust,
        "covered": [*case.covered],
        "summary": {level: getattr(case.summary, level) for level in LEVELS},
    }
    optional = {"outlet": case.outlet, "date": case.date, "report": case.report, "page": case.page}
    return out | {name: value for name, value in optional.items() if value}
