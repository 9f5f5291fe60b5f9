"""The gate's workers: they may die, and their number changes nothing."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from muqabala.engine import work_through
from tests.command_line import Muqabala
from tests.crashing import double, gate_task_that_kills, given_up
from tests.gate_corpus import CLEAN, CRITICAL, MAJOR, tsv
from text.errors import CannotCheck


@pytest.mark.slow
def test_a_dead_worker_costs_only_the_item_that_killed_it(tmp_path: Path) -> None:
    items = [str(number) for number in range(30)]
    items[7], items[20] = "kill", f"once:{tmp_path / 'mark'}"
    expected = [double(item) if item.isdigit() else item for item in items]
    expected[7], expected[20] = "gave up kill", "survived"
    for batch in (1, 3):
        (tmp_path / "mark").unlink(missing_ok=True)
        assert list(work_through(double, items, 2, batch=batch, crashed=given_up)) == expected
    with pytest.raises(CannotCheck, match="a worker process died twice"):
        list(work_through(double, ["a"] * 9 + ["kill"], 2))


@pytest.mark.slow
def test_the_gate_goes_on_after_a_dead_worker_and_does_not_pass(
    muqabala: Muqabala, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("muqabala.gate_run.gate_task", gate_task_that_kills)
    lines = [{"id": str(number), "left": CLEAN[0], "right": CLEAN[0]} for number in range(20)]
    lines[5]["id"] = "kill"
    (tmp_path / "a.jsonl").write_text("".join(f"{json.dumps(line)}\n" for line in lines), encoding="utf-8")
    ended = muqabala("gate", "a.jsonl", "--jobs", "2")
    assert (ended.code, ended.last) == (3, "gate: failed: 1 pair could not be checked")
    assert "19 checked, 0 skipped, 0 suppressed, 1 could not be checked" in ended.out
    assert "a.jsonl, line 6: its worker process died twice" in ended.err


@pytest.mark.slow
def test_the_gate_says_the_same_with_processes_as_without(muqabala: Muqabala, tmp_path: Path) -> None:
    name = tsv(tmp_path / "a.tsv", *[CRITICAL, CLEAN, MAJOR, ("", "نص")] * 40)
    ended = [muqabala("gate", name, "--unit", "sentence", "--jobs", jobs, "--csv", jobs) for jobs in ("1", "2")]
    assert ended[0] == ended[1]
    assert (tmp_path / "1").read_bytes() == (tmp_path / "2").read_bytes()
