"""Whoever does the work of an audit, the folder is the same; a worker that dies costs the pair that killed it."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from muqabala import audit_run
from muqabala.batches import How, check_batch, pairs_frame
from muqabala.engine import done_alone, work_through
from muqabala.identity import tool_hash
from tests.audit_corpus import corpus, files, record
from tests.command_line import Muqabala
from tests.crashing import check_batch_that_ends, hog
from text.errors import CannotCheck


@pytest.mark.slow
def test_one_process_and_two_leave_the_same(muqabala: Muqabala, tmp_path: Path) -> None:
    name = corpus(tmp_path / "c.jsonl", 20)
    with (tmp_path / name).open("a", encoding="utf-8") as file:
        file.write('{"id": "half", "left": "Un texte."}\n' + record("far", "cyber.fr.txt", "unrelated.ar.txt"))
    ended = [muqabala("audit", name, "--out", jobs, "--reports", "json", "--jobs", jobs) for jobs in ("1", "2")]
    assert ended[0] == ended[1]
    assert ended[0].code == 2
    assert files(tmp_path / "1") == files(tmp_path / "2")


@pytest.mark.slow
def test_a_pair_that_ends_its_worker_is_tried_again_and_then_reported(
    muqabala: Muqabala, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    lines = [record(str(number), "storm.fr.txt", "storm.fr.txt") for number in range(14)]
    lines[3], lines[9] = (record(name, "storm.fr.txt", "storm.fr.txt") for name in ("end", f"once:{tmp_path / 'mark'}"))
    (tmp_path / "c.jsonl").write_text("".join(lines), encoding="utf-8")
    arguments = ("audit", "c.jsonl", "--out", "out", "--jobs", "2")
    with monkeypatch.context() as patched:
        patched.setattr(audit_run, "check_batch", check_batch_that_ends)
        ended = muqabala(*arguments)
    assert ended.code == 3
    assert ended.err == (
        "muqabala: c.jsonl, line 4: its worker process died twice, perhaps for lack of memory: pair skipped\n"
    )
    assert ended.out.startswith("13 checked, 1 could not be checked, 0 skipped")
    index = json.loads((tmp_path / "out" / "index.json").read_text(encoding="utf-8"))
    assert [problem["id"] for problem in index["problems"]] == ["end"]
    # The next run tries it again, and with a muqabala that does not die all is well.
    assert muqabala(*arguments).code == 0
    assert muqabala(*arguments[:3], "fresh", *arguments[4:]).code == 0
    assert files(tmp_path / "out") == files(tmp_path / "fresh")


@pytest.mark.slow
def test_workers_keep_to_their_memory(monkeypatch: pytest.MonkeyPatch) -> None:
    assert list(done_alone(hog, (50, 2_000), None, 1_000)) == [50, -1]
    assert list(work_through(hog, [50] * 8 + [2_000], 2, memory_mb=1_000)) == [50] * 8 + [-1]


def test_another_muqabala_does_not_do_the_work() -> None:
    empty = pairs_frame([])
    assert check_batch(empty, How(tool=tool_hash())).height == 0
    with pytest.raises(CannotCheck, match="a worker runs another muqabala"):
        check_batch(empty, How(tool="another"))
