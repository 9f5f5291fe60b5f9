"""An audit that is killed goes on, one that is repeated does nothing twice, and both leave what a fresh one leaves."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import polars
import pytest

from muqabala import audit_run
from muqabala.batches import How, check_batch
from tests.audit_corpus import corpus, files
from tests.command_line import Muqabala

ROOT = Path(__file__).resolve().parent.parent


@pytest.fixture
def seen(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Returns the ids of the pairs that were checked in this process."""
    ids: list[str] = []

    def watched(frame: polars.DataFrame, how: How) -> polars.DataFrame:
        ids.extend(identifier.decode() for identifier in frame["id"])
        return check_batch(frame, how)

    monkeypatch.setattr(audit_run, "check_batch", watched)
    return ids


def process(folder: Path, *arguments: str) -> subprocess.Popen[bytes]:
    """Starts muqabala in a process of its own."""
    command, path = [sys.executable, "-m", "muqabala", *arguments], {**os.environ, "PYTHONPATH": str(ROOT)}
    return subprocess.Popen(command, cwd=folder, env=path, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)


def audit(muqabala: Muqabala, out: str, *more: str, name: str = "c.jsonl") -> int:
    return muqabala("audit", name, "--out", out, "--jobs", "1", *more).code


def test_only_what_changed_is_checked_again(muqabala: Muqabala, tmp_path: Path, seen: list[str]) -> None:
    corpus(tmp_path / "c.jsonl", 6)
    assert audit(muqabala, "out", "--reports", "json") == 0
    assert len(seen) == 6
    first = files(tmp_path / "out")
    seen.clear()
    assert audit(muqabala, "out", "--reports", "json") == 0
    assert (seen, files(tmp_path / "out")) == ([], first)

    lines = (tmp_path / "c.jsonl").read_text(encoding="utf-8").splitlines(keepends=True)
    changed = json.loads(lines[2])
    changed["left"] += " 4."
    kept = [lines[5], lines[0], json.dumps(changed, ensure_ascii=False) + "\n", lines[4], lines[1]]
    (tmp_path / "c.jsonl").write_text("".join(kept), encoding="utf-8")
    assert audit(muqabala, "out", "--reports", "json") == 0
    assert seen == [changed["id"]]
    assert audit(muqabala, "fresh", "--reports", "json") == 0
    assert files(tmp_path / "out") == files(tmp_path / "fresh")


@pytest.mark.parametrize(
    "options", [("--select", "NUM"), ("--original", "left"), ("--unit", "sentence"), ("--glossary", "terms.tsv")]
)
def test_a_changed_setting_checks_everything_again(
    muqabala: Muqabala, tmp_path: Path, seen: list[str], options: tuple[str, ...]
) -> None:
    (tmp_path / "terms.tsv").write_text("fr\tar\ntempête\tعاصفة\n", encoding="utf-8")
    corpus(tmp_path / "c.jsonl", 2)
    for _ in range(2):
        assert audit(muqabala, "out", "--no-pages", *options) in (0, 3)
    assert len(seen) == 2
    assert audit(muqabala, "out", "--no-pages") == 0
    assert len(seen) == 4


def test_another_version_of_the_tool_checks_everything_again(
    muqabala: Muqabala, tmp_path: Path, seen: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    corpus(tmp_path / "c.jsonl", 2)
    assert audit(muqabala, "out", "--no-pages") == 0
    monkeypatch.setattr("muqabala.identity.tool_hash", lambda: "another")
    assert audit(muqabala, "out", "--no-pages") == 0
    assert len(seen) == 4


def test_what_an_option_wants_besides_is_made(muqabala: Muqabala, tmp_path: Path, seen: list[str]) -> None:
    corpus(tmp_path / "c.jsonl", 2)
    assert audit(muqabala, "out", "--no-pages") == 0
    assert not (tmp_path / "out" / "index.html").exists()
    assert audit(muqabala, "out", "--reports", "json") == 0
    assert len(seen) == 4
    assert len(list((tmp_path / "out" / "pairs").iterdir())) == 2
    assert audit(muqabala, "out", "--no-pages") == 0
    assert (len(seen), list((tmp_path / "out" / "pairs").iterdir())) == (4, [])


def test_formats_are_the_same_from_what_is_known(muqabala: Muqabala, tmp_path: Path, seen: list[str]) -> None:
    corpus(tmp_path / "c.jsonl", 3)
    for name in ("one", "two"):
        assert audit(muqabala, "out", "--no-pages", "--sarif", f"{name}.sarif", "--csv", f"{name}.csv") == 0
    assert len(seen) == 3
    assert (tmp_path / "one.sarif").read_bytes() == (tmp_path / "two.sarif").read_bytes()
    assert (tmp_path / "one.csv").read_bytes() == (tmp_path / "two.csv").read_bytes()


@pytest.mark.parametrize("tail", [b'{"key":"0123', b'{"key":"0123"}', b"\xff\xfe{}\n"])
def test_a_half_written_line_is_dropped(muqabala: Muqabala, tmp_path: Path, seen: list[str], tail: bytes) -> None:
    corpus(tmp_path / "c.jsonl", 3)
    assert audit(muqabala, "out") == 0
    whole = files(tmp_path / "out")
    state = tmp_path / "out" / "state.jsonl"
    lines = state.read_bytes().splitlines(keepends=True)
    state.write_bytes(b"".join(lines[:2]) + tail)
    (tmp_path / "out" / "pairs" / ".000 x.html.123.part").write_bytes(b"<!DOC")
    seen.clear()
    assert audit(muqabala, "out") == 0
    assert len(seen) == 1
    assert files(tmp_path / "out") == whole


def test_a_damaged_state_is_named(muqabala: Muqabala, tmp_path: Path) -> None:
    corpus(tmp_path / "c.jsonl", 1)
    assert audit(muqabala, "out") == 0
    state = tmp_path / "out" / "state.jsonl"
    state.write_bytes(state.read_bytes().replace(b'"covered":[', b'"covered":{'))
    ended = muqabala("audit", "c.jsonl", "--out", "out")
    assert (ended.code, ended.err.count("\n")) == (2, 1)
    assert "state.jsonl: it is damaged: delete it" in ended.err


@pytest.mark.slow
def test_an_audit_killed_outright_goes_on(muqabala: Muqabala, tmp_path: Path, seen: list[str]) -> None:
    name = corpus(tmp_path / "c.jsonl", 48)
    state = tmp_path / "out" / "state.jsonl"
    running = process(tmp_path, "audit", name, "--out", "out", "--reports", "json", "--jobs", "2")
    while running.poll() is None and (not state.exists() or state.read_bytes().count(b"\n") < 5):
        time.sleep(0.01)
    running.send_signal(signal.SIGKILL)
    assert running.wait() == -signal.SIGKILL
    done = state.read_bytes().count(b"\n")
    assert 5 <= done < 48
    assert not (tmp_path / "out" / "index.json").exists()

    assert audit(muqabala, "out", "--reports", "json") == 0
    assert len(seen) == 48 - done
    assert process(tmp_path, "audit", name, "--out", "fresh", "--reports", "json", "--jobs", "2").wait() == 0
    assert files(tmp_path / "out") == files(tmp_path / "fresh")
    assert len(files(tmp_path / "out")) == 48 * 2 + 4
