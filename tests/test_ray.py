"""An audit on a local Ray cluster leaves what the local pool leaves, also when its workers are killed."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from importlib.util import find_spec
from pathlib import Path

import pytest

from tests.audit_corpus import corpus, files, record
from tests.command_line import Muqabala

ROOT = Path(__file__).resolve().parent.parent
without_ray = pytest.mark.skipif(
    find_spec("ray") is None or find_spec("pyarrow") is None, reason="the extra ray is not installed"
)


def process(folder: Path, module: str, *arguments: str) -> subprocess.Popen[bytes]:
    command, path = [sys.executable, "-m", module, *arguments], {**os.environ, "PYTHONPATH": str(ROOT)}
    return subprocess.Popen(command, cwd=folder, env=path, stdout=subprocess.PIPE, stderr=subprocess.PIPE)


def workers_of(process: int) -> list[int]:
    """Returns the Ray workers below a process that are at work on a task."""
    parents, titles = {}, {}
    for folder in Path("/proc").iterdir():
        if folder.name.isdigit():
            try:
                parents[int(folder.name)] = int((folder / "stat").read_text().rpartition(") ")[2].split()[1])
                titles[int(folder.name)] = (folder / "cmdline").read_text()
            except OSError:
                continue
    found = []
    for worker, title in titles.items():
        above = worker
        while above in parents and above != process:
            above = parents[above]
        if above == process and title.startswith("ray::MapBatches"):
            found.append(worker)
    return found


@pytest.mark.slow
@without_ray
def test_ray_leaves_the_same_though_a_worker_is_killed(muqabala: Muqabala, tmp_path: Path) -> None:
    name = corpus(tmp_path / "c.jsonl", 36)
    with (tmp_path / name).open("a", encoding="utf-8") as file:
        file.write('{"id": "half", "left": "Un texte."}\n' + record("far", "cyber.fr.txt", "unrelated.ar.txt"))
    local = process(tmp_path, "muqabala", "audit", name, "--out", "local", "--reports", "json", "--jobs", "2")
    said = local.communicate()
    assert local.returncode == 2
    running = process(
        tmp_path, "muqabala", "audit", name, "--out", "ray", "--reports", "json", "--jobs", "2", "--engine", "ray"
    )
    killed = 0
    while running.poll() is None and not killed:
        for worker in workers_of(running.pid)[:1]:
            time.sleep(0.5)  # well into its table
            os.kill(worker, signal.SIGKILL)
            killed += 1
        time.sleep(0.02)
    out, err = running.communicate()
    assert killed == 1
    assert (running.returncode, (out, err)) == (2, said)
    assert files(tmp_path / "ray") == files(tmp_path / "local")


@pytest.mark.slow
@without_ray
def test_a_pair_that_ends_every_worker_is_reported_and_stops_nothing(tmp_path: Path) -> None:
    names = [f"{number}" for number in range(20)]
    names[4], names[11] = "end", f"once:{tmp_path / 'mark'}"
    lines = [record(name, "storm.fr.txt", "storm.fr.txt") for name in names]
    (tmp_path / "c.jsonl").write_text("".join(lines), encoding="utf-8")
    running = process(
        tmp_path, "tests.ending", "audit", "c.jsonl", "--out", "out", "--jobs", "2", "--engine", "ray", "--no-pages"
    )
    out, err = running.communicate()
    assert running.returncode == 3, err.decode()
    assert out.decode().startswith("19 checked, 1 could not be checked, 0 skipped")
    assert err.decode() == (
        "muqabala: c.jsonl, line 5: its worker process died twice, perhaps for lack of memory: pair skipped\n"
    )


def test_ray_is_asked_for_in_one_sentence_where_it_is_absent(
    muqabala: Muqabala, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "ray", None)
    name = corpus(tmp_path / "c.jsonl", 1)
    ended = muqabala("audit", name, "--out", "out", "--engine", "ray")
    assert (ended.code, ended.err.count("\n")) == (2, 1)
    assert "pip install 'muqabala[ray]'" in ended.err
    ended = muqabala("audit", name, "--out", "out", "--address", "10.0.0.1:6379")
    assert (ended.code, ended.err) == (2, "muqabala: --address names a Ray cluster: add --engine ray\n")
