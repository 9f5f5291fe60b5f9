"""The gate's state: a killed run goes on, says what a fresh one says, and believes nothing that has changed."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from muqabala import gate_run
from muqabala.gate_task import Outcome, Task, gate_task
from tests.command_line import Muqabala

ROOT = Path(__file__).resolve().parent.parent
CRITICAL = (
    "Le ministre a annoncé mardi que {} soldats avaient été tués à Genève.",
    "أعلن الوزير يوم الثلاثاء أن {} جنديا قتلوا في جنيف.",
)
COUNT = 150


@pytest.fixture
def seen(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Returns the ids of the records that were checked in this process."""
    ids: list[str] = []

    def watched(task: Task) -> Outcome:
        if task.pair is not None:
            ids.append(task.pair.id)
        return gate_task(task)

    monkeypatch.setattr(gate_run, "gate_task", watched)
    return ids


def memory(path: Path, count: int = COUNT, *, wrong: tuple[int, ...] = (3, 70, 140)) -> str:
    """Writes a table with a changed figure in some lines, a broken line and one with nothing in it."""
    lines = [
        f"{CRITICAL[0].format(100 + number)}\t{CRITICAL[1].format(100 + number + 5 * (number in wrong))}\n"
        for number in range(count)
    ]
    lines[20:20] = ["\tنص\n", "--\t--\n"]
    path.write_text("fr\tar\n" + "".join(lines), encoding="utf-8")
    return path.name


def gate(muqabala: Muqabala, *more: str) -> tuple[int, str, str]:
    ended = muqabala("gate", "a.tsv", "--unit", "sentence", "--jobs", "1", *more)
    return ended.code, ended.out, ended.err


def test_a_second_run_says_the_same_and_checks_nothing(muqabala: Muqabala, tmp_path: Path, seen: list[str]) -> None:
    memory(tmp_path / "a.tsv")
    fresh = gate(muqabala, "--sarif", "fresh.sarif")
    assert len(seen) == COUNT
    for _ in range(2):
        assert gate(muqabala, "--state", "s", "--sarif", "s.sarif") == fresh
        assert (tmp_path / "s.sarif").read_bytes() == (tmp_path / "fresh.sarif").read_bytes()
    assert len(seen) == 2 * COUNT


def test_what_follows_the_first_change_is_checked(muqabala: Muqabala, tmp_path: Path, seen: list[str]) -> None:
    memory(tmp_path / "a.tsv")
    gate(muqabala, "--state", "s")
    memory(tmp_path / "a.tsv", COUNT + 10, wrong=(3, 100))
    seen.clear()
    resumed = gate(muqabala, "--state", "s")
    # Blocks have 64 records, two of the first are no pairs; line 70 lies in the second.
    assert len(seen) == COUNT + 10 - 62
    seen.clear()
    assert gate(muqabala) == resumed
    assert gate(muqabala, "--state", "s") == resumed
    assert len(seen) == COUNT + 10


@pytest.mark.parametrize(
    "options", [("--select", "NUM"), ("--original", "left"), ("--left-lang", "fr"), ("--limit", "9")]
)
def test_settings_that_change_results_are_part_of_it(
    muqabala: Muqabala, tmp_path: Path, seen: list[str], options: tuple[str, ...]
) -> None:
    memory(tmp_path / "a.tsv")
    gate(muqabala, "--state", "s")
    seen.clear()
    fresh = gate(muqabala, *options)
    count = len(seen)
    assert gate(muqabala, "--state", "s", *options) == fresh
    assert len(seen) == 2 * count


def test_a_baseline_and_a_budget_are_not(muqabala: Muqabala, tmp_path: Path, seen: list[str]) -> None:
    memory(tmp_path / "a.tsv")
    gate(muqabala, "--state", "s")
    accept = ("--unit", "sentence", "--baseline", "b.jsonl", "--reason", "r", "--author", "A", "--jobs", "1")
    muqabala("baseline", "update", "a.tsv", *accept)
    seen.clear()
    code, out, _ = gate(muqabala, "--state", "s", "--baseline", "b.jsonl", "--skip-broken")
    assert (code, "3 suppressed, 1 left out; 0 discrepancies" in out, seen) == (0, True, [])


@pytest.mark.parametrize("tail", [b'{"tasks":64,"sum":"', b'{"tasks":1}\n', b"\xff\n"])
def test_a_half_written_block_is_dropped(muqabala: Muqabala, tmp_path: Path, seen: list[str], tail: bytes) -> None:
    memory(tmp_path / "a.tsv")
    fresh = gate(muqabala, "--state", "s")
    whole = (tmp_path / "s").read_bytes()
    lines = whole.splitlines(keepends=True)
    (tmp_path / "s").write_bytes(b"".join(lines[:2]) + tail)
    seen.clear()
    assert gate(muqabala, "--state", "s") == fresh
    assert (len(seen), (tmp_path / "s").read_bytes()) == (COUNT - 62, whole)


def test_another_file_is_not_overwritten(muqabala: Muqabala, tmp_path: Path) -> None:
    memory(tmp_path / "a.tsv")
    before = (tmp_path / "a.tsv").read_bytes()
    code, _, err = gate(muqabala, "--state", "a.tsv")
    assert (code, err) == (2, "muqabala: a.tsv: it is no state of the gate: name another file\n")
    assert (tmp_path / "a.tsv").read_bytes() == before


def test_texts_in_files_are_looked_at(muqabala: Muqabala, tmp_path: Path, seen: list[str]) -> None:
    (tmp_path / "a.tsv").mkdir()
    for number in range(2):
        for lang, line in zip(("fr", "ar"), CRITICAL, strict=True):
            (tmp_path / "a.tsv" / f"{number}.{lang}.txt").write_text(line.format(number + 5), encoding="utf-8")
    gate(muqabala, "--state", "s")
    (tmp_path / "a.tsv" / "1.ar.txt").write_text(CRITICAL[1].format(66), encoding="utf-8")
    code, out, _ = gate(muqabala, "--state", "s")
    assert (code, "NUM001" in out, len(seen)) == (1, True, 4)


@pytest.mark.slow
def test_a_gate_killed_outright_goes_on(muqabala: Muqabala, tmp_path: Path, seen: list[str]) -> None:
    memory(tmp_path / "a.tsv", 400, wrong=(3, 200, 399))
    command = [sys.executable, "-m", "muqabala", "gate", "a.tsv", "--unit", "sentence", "--jobs", "2", "--state", "s"]
    running = subprocess.Popen(
        command,
        cwd=tmp_path,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    state = tmp_path / "s"
    while running.poll() is None and (not state.exists() or state.read_bytes().count(b"\n") < 3):
        time.sleep(0.01)
    running.send_signal(signal.SIGKILL)
    assert running.wait() == -signal.SIGKILL
    lines = state.read_bytes().splitlines()[1:]
    done = sum(json.loads(line)["tasks"] for line in lines)
    assert 2 * 64 <= done < 402
    resumed = gate(muqabala, "--state", "s")
    assert len(seen) == 400 - (done - 2)
    assert [line.split(":")[0] for line in resumed[1].splitlines()[:3]] == [
        "a.tsv, line 5", "a.tsv, line 204", "a.tsv, line 403",
    ]  # fmt: skip
    assert "400 checked, 1 skipped, 0 suppressed, 1 left out; 3 discrepancies" in resumed[1]
