"""The folder an audit leaves: reports/<id>.json, findings.parquet and index.json."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING

from muqabala import __version__
from muqabala.commands.audit import file_name
from muqabala.output import write_whole
from reports.tabular import Row, rows_of, to_parquet
from reports.verdict import counted

if TYPE_CHECKING:
    from muqabala.commands.audit import Outcome, State
    from reports.jsonl import Json

SCHEMA = "muqabala/audit/1"
_LEVELS = ("critical", "major", "minor", "info", "suppressed")


class AuditFolder:
    """Takes the outcomes one by one and writes the tables at the end; texts and reports are not kept in memory."""

    def __init__(self, folder: Path, corpus: str) -> None:
        self.folder = folder
        self.corpus = corpus
        self.counts: dict[State, int] = {"checked": 0, "refused": 0, "skipped": 0, "failed": 0}
        self.findings = dict.fromkeys(_LEVELS, 0)
        self._cases: list[Json] = []
        self._problems: list[Json] = []
        self._rows: list[Row] = []
        self._signatures: set[str] = set()

    def add(self, outcome: Outcome) -> None:
        """Counts one outcome and writes its report."""
        self.counts[outcome.state] += 1
        if outcome.problem:
            self._problems.append({"id": outcome.id, "state": outcome.state, "reason": outcome.problem})
        if outcome.summary is None:
            return
        summary: dict[str, Json] = {level: getattr(outcome.summary, level) for level in _LEVELS}
        for level in _LEVELS:
            self.findings[level] += getattr(outcome.summary, level)
        case: dict[str, Json] = {
            "id": outcome.id,
            "state": outcome.state,
            "left_lang": outcome.langs[0],
            "right_lang": outcome.langs[1],
            "relation": outcome.relation,
            "trust": outcome.trust,
            "summary": summary,
        }
        if outcome.report:
            name = f"reports/{file_name(outcome.id)}.json"
            write_whole(self.folder / name, outcome.report + "\n")
            case["report"] = name
        self._cases.append(case)
        if outcome.digest is not None:
            self._rows.extend(rows_of(outcome.digest))
        self._signatures.add(outcome.signature)

    def finish(self) -> None:
        """Writes findings.parquet and index.json."""
        self.folder.mkdir(parents=True, exist_ok=True)
        write_whole(self.folder / "findings.parquet", to_parquet(self._rows))
        index: dict[str, Json] = {
            "schema": SCHEMA,
            "version": __version__,
            "corpus": Path(self.corpus).name,
            "signatures": [*sorted(self._signatures)],
            "counts": {str(state): count for state, count in self.counts.items()},
            "findings": {**self.findings},
            "cases": self._cases,
            "problems": self._problems,
        }
        write_whole(self.folder / "index.json", json.dumps(index, ensure_ascii=False, indent=1) + "\n")

    def line(self) -> str:
        """Returns the sum of it all in one line."""
        parts = [
            f"{self.counts['checked']} checked",
            f"{self.counts['refused'] + self.counts['failed']} could not be checked",
            f"{self.counts['skipped']} skipped",
            f"{self.findings['suppressed']} suppressed",
        ]
        levels = ", ".join(f"{self.findings[level]} {level}" for level in _LEVELS[:3])
        alarms = sum(self.findings[level] for level in _LEVELS[:3])
        return f"{', '.join(parts)}; {counted(alarms, 'discrepancy', 'discrepancies')}: {levels}"
