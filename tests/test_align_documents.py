"""Which reports tell the same event: mutual best, margin, confirmation, versions of one report, and the command."""

from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import date
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from align.documents import Judged, decide, told_twice, worth_aligning
from align.overlap import Candidate, candidates
from align.profile import Profile, profile
from muqabala import cli
from text.ingest import read_file

REPORTS = Path(__file__).resolve().parent.parent / "fixtures" / "reports"


def made(shared: Sequence[int], day: date | None = None) -> Profile:
    numbers = np.unique(np.array(shared, dtype=np.uint64))
    return Profile("fr", numbers, numbers, day)


def test_profiles_of_one_event_share_more_than_those_of_two() -> None:
    left = [profile(read_file(str(REPORTS / name))) for name in ("cyber.fr.txt", "storm.fr.txt")]
    right = [profile(read_file(str(REPORTS / name))) for name in ("storm.ar.txt", "unrelated.ar.txt", "cyber.ar.txt")]
    scores = {(one.left, one.right): one.score for one in candidates(left, right)}
    assert max((0, 1, 2), key=lambda j: scores.get((0, j), 0.0)) == 2
    assert max((0, 1, 2), key=lambda j: scores.get((1, j), 0.0)) == 0


def test_a_dateline_becomes_the_day_of_the_report() -> None:
    assert profile(read_file(str(REPORTS / "storm.fr.txt"))).day == date(2022, 10, 17)


def test_documents_outside_the_window_are_no_candidates() -> None:
    left = [made(range(9), date(2022, 1, 1))]
    right = [made(range(9), date(2022, 3, 1)), made(range(3), date(2022, 1, 2)), made(range(2))]
    assert {one.right for one in candidates(left, right, days=3)} == {1, 2}
    assert {one.right for one in candidates(left, right)} == {0, 1, 2}


@given(st.lists(st.lists(st.integers(0, 30), min_size=1), min_size=1, max_size=6), st.data())
def test_swapping_the_sides_swaps_the_candidates(rows: list[list[int]], data: st.DataObject) -> None:
    others = data.draw(st.lists(st.lists(st.integers(0, 30), min_size=1), min_size=1, max_size=6))
    left, right = [made(row) for row in rows], [made(row) for row in others]
    there = {(one.left, one.right): one.score for one in candidates(left, right)}
    back = {(one.right, one.left): one.score for one in candidates(right, left)}
    assert there == pytest.approx(back, abs=2e-6)


def judged(*rows: tuple[int, int, float, float]) -> list[Judged]:
    relation = {True: "adaptation", False: "unrelated"}
    return [Judged(i, j, score, trust, relation[trust >= 0.5]) for i, j, score, trust in rows]  # type: ignore[arg-type]


def decided(*rows: tuple[int, int, float, float], twice: Sequence[tuple[int, int]] = ()) -> tuple[set, set, set]:
    found = [Candidate(i, j, score) for i, j, score, _ in rows]
    pairing = decide(found, judged(*rows), (), twice)
    groups = (pairing.pairs, pairing.ambiguous, pairing.related)
    return tuple({(one.left, one.right) for one in group} for group in groups)  # type: ignore[return-value]


def test_mutual_best_with_margin_is_a_pair() -> None:
    assert decided((0, 0, 0.5, 0.9), (0, 1, 0.2, 0.1), (1, 1, 0.3, 0.8)) == ({(0, 0), (1, 1)}, set(), set())


def test_high_overlap_without_alignment_is_related_at_most() -> None:
    assert decided((0, 0, 0.6, 0.9), (0, 1, 0.58, 0.0)) == ({(0, 0)}, set(), {(0, 1)})
    assert decided((0, 0, 0.9, 0.1)) == (set(), set(), set())


def test_two_equal_candidates_are_ambiguous_unless_they_are_one_report_told_twice() -> None:
    rows = ((0, 0, 0.5, 0.9), (0, 1, 0.49, 0.9))
    assert decided(*rows) == (set(), {(0, 0)}, {(0, 1)})
    assert decided(*rows, twice=[(0, 1)]) == ({(0, 0)}, set(), {(0, 1)})


def test_only_candidates_near_the_best_of_both_sides_are_aligned() -> None:
    found = [Candidate(0, 0, 0.5), Candidate(0, 1, 0.2), Candidate(1, 1, 0.6), Candidate(1, 0, 0.35)]
    assert {(one.left, one.right) for one in worth_aligning(found)} == {(0, 0), (1, 1), (1, 0)}
    assert told_twice(judged((0, 1, 0.4, 0.9), (0, 2, 0.4, 0.2))) == ((0, 1),)


def paired(
    folder: Path, left: Sequence[str], right: Sequence[str], monkeypatch: pytest.MonkeyPatch
) -> tuple[int, Path]:
    for side, names in (("left", left), ("right", right)):
        (folder / side).mkdir()
        for name in names:
            (folder / side / name).write_bytes((REPORTS / name).read_bytes())
    out = folder / "deep" / "pairs.jsonl"
    monkeypatch.setattr(
        "sys.argv", ["muqabala", "pair", str(folder / "left"), str(folder / "right"), "--out", str(out)]
    )
    with pytest.raises(SystemExit) as ended:
        cli.main()
    return int(ended.value.code or 0), out


def test_the_command_writes_a_manifest_and_lists_the_rest(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    left = ("cyber.fr.txt", "cyber.revised.fr.txt", "storm.fr.txt")
    code, out = paired(tmp_path, left, ("cyber.ar.txt", "storm.ar.txt", "unrelated.ar.txt"), monkeypatch)
    rows = [json.loads(line) for line in out.read_text(encoding="utf-8").splitlines()]
    names = {(Path(row["left_path"]).name.split(".")[0], Path(row["right_path"]).name.split(".")[0]) for row in rows}
    assert code == 0 and names == {("cyber", "cyber"), ("storm", "storm")}
    assert all((out.parent / row[key]).is_file() for row in rows for key in ("left_path", "right_path"))
    assert {"left_lang", "right_lang", "score", "margin", "relation"} <= set(rows[0])
    said = capfd.readouterr().out
    assert "same event told twice" in said and "cyber.revised.fr.txt" in said
    assert next(line for line in said.splitlines() if line.startswith("alone: ")).endswith("unrelated.ar.txt")
    assert said.splitlines()[-1] == "3 and 3 reports: 2 pairs, 0 ambiguous, 1 related, 1 alone"


def test_without_any_pair_the_command_says_so(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    code, out = paired(tmp_path, ("storm.fr.txt",), ("unrelated.ar.txt",), monkeypatch)
    assert code == 3 and out.read_text() == ""


def test_an_unreadable_report_is_skipped_and_a_missing_folder_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "left").mkdir()
    (tmp_path / "left" / "empty.txt").write_text("")
    (tmp_path / "left" / "cyber.txt").write_bytes((REPORTS / "cyber.fr.txt").read_bytes())
    arguments = ["muqabala", "pair", str(tmp_path / "left"), str(REPORTS / "nowhere")]
    monkeypatch.setattr("sys.argv", arguments)
    with pytest.raises(SystemExit, match="2"):
        cli.main()
    assert "a folder of reports is wanted" in capfd.readouterr().err
