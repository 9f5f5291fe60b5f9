"""Every way a run can end: the exit code of the contract, one clear sentence, never a traceback."""

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

from muqabala import cli
from tests.command_line import Muqabala

ROOT = Path(__file__).resolve().parent.parent
FIXTURES = ROOT / "fixtures" / "reports"
FRENCH, ARABIC = str(FIXTURES / "cyber.fr.txt"), str(FIXTURES / "cyber.ar.txt")

FILES: dict[str, bytes] = {
    "empty.txt": b"",
    "binary.txt": bytes(range(256)) * 20,
    "german.txt": b"Der Minister sagte am Dienstag, dass das Abkommen bald unterzeichnet wird und gilt.",
    "oneword.txt": "Genève".encode(),
    "large.txt": b"Une phrase de plus pour faire du volume. " * 250_000,
    "page.pdf": b"%PDF-1.7",
    "bad.jsonl": b'{"id": "a", "left": 3}\n',
    "text.jsonl": b"this is no JSON\n",
    "void.jsonl": b"\n\n",
}


@pytest.mark.parametrize(
    ("arguments", "code", "says"),
    [
        (("check", "none.txt", ARABIC), 2, "none.txt: there is no such file"),
        (("check", "empty.txt", ARABIC), 2, "empty.txt: the file is empty"),
        (("check", "binary.txt", ARABIC), 2, "binary.txt: it is a binary file"),
        (("check", "large.txt", ARABIC), 2, "large.txt: it holds more than 5 MB"),
        (("check", FRENCH, ARABIC, "--limit-mb", "0.001"), 2, "more than 1,000 bytes"),
        (("check", "page.pdf", ARABIC), 2, "page.pdf: PDF is refused"),
        (("check", ".", ARABIC), 2, ".: this is a folder"),
        (("check", "german.txt", ARABIC), 2, "the language could not be recognised"),
        (("check", FRENCH, ARABIC, "--left-lang", "de"), 2, "language 'de' is not supported"),
        (("check", "-", "-"), 2, "standard input can be read only once"),
        (("check", FRENCH, ARABIC, "--no-such-option"), 2, "No such option: --no-such-option"),
        (("check", FRENCH, ARABIC, "--fail-on", "often"), 2, "Invalid value for '--fail-on'"),
        (("check", FRENCH, ARABIC, "--select", "XYZ"), 2, "there is no rule 'XYZ'"),
        (("check", FRENCH, ARABIC, "--json", "empty.txt/r.json"), 2, "the file cannot be written"),
        (("check", FRENCH), 2, "Missing argument 'RIGHT'"),
        (("compose", FRENCH), 2, "No such command 'compose'"),
        (("align", FRENCH), 2, "a second text is wanted"),
        (("align", FRENCH, ARABIC, "--format", "csv"), 2, "Invalid value for '--format'"),
        (("read", "none.txt"), 2, "none.txt: there is no such file"),
        (("read", FRENCH, "--dateline", "yesterday"), 2, "'yesterday' is no date"),
        (("audit", FRENCH, "--out", "out"), 2, "its ending names no corpus"),
        (("audit", "none.jsonl", "--out", "out"), 2, "none.jsonl: there is no such file"),
        (("audit", "void.jsonl", "--out", "out"), 2, "void.jsonl: the corpus is empty"),
        (("audit", "bad.jsonl", "--out", "out"), 2, "bad.jsonl, line 1: 'left' must be a text, not int"),
        (("audit", "text.jsonl", "--out", "out"), 2, "text.jsonl, line 1: it is not JSON"),
        (("explain", "XYZ001"), 2, "there is no rule 'XYZ001'"),
    ],
)
def test_the_users_mistakes_end_in_2_with_one_sentence(
    muqabala: Muqabala, tmp_path: Path, arguments: tuple[str, ...], code: int, says: str
) -> None:
    for name in FILES.keys() & set(arguments) | {argument.split("/")[0] for argument in arguments} & FILES.keys():
        (tmp_path / name).write_bytes(FILES[name])
    ended = muqabala(*arguments)
    assert ended.code == code
    assert says in ended.err
    if not ended.err.startswith("Usage:"):
        assert ended.err.startswith("muqabala: ")
        assert ended.err.count("\n") == 1


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        ((FRENCH, ARABIC), 1),
        ((FRENCH, ARABIC, "--fail-on", "critical"), 1),
        ((FRENCH, ARABIC, "--fail-on", "never"), 0),
        ((FRENCH, ARABIC, "--select", "UNI", "--ignore", "UNI001"), 0),
        ((FRENCH, str(FIXTURES / "cyber.revised.fr.txt")), 1),
        ((FRENCH, ARABIC, "--select", "DOC"), 0),
        ((FRENCH, FRENCH), 0),
        ((FRENCH, str(FIXTURES / "unrelated.ar.txt")), 3),
        ((FRENCH, str(FIXTURES / "unrelated.ar.txt"), "--fail-on", "never"), 3),
        ((str(FIXTURES / "oneword.fr.txt"), ARABIC), 3),
        ((ARABIC, str(FIXTURES / "oneword.fr.txt"), "--fail-on", "never"), 3),
    ],
)
def test_check_ends_by_what_it_found(muqabala: Muqabala, arguments: tuple[str, ...], code: int) -> None:
    assert muqabala("check", *arguments).code == code


def test_a_pair_that_cannot_be_checked_has_one_finding_that_says_why(muqabala: Muqabala, tmp_path: Path) -> None:
    for other, code in (("unrelated.ar.txt", "DOC001"), ("oneword.fr.txt", "DOC002")):
        muqabala("check", FRENCH, str(FIXTURES / other), "--json", "r.json", "--html", "r.html", "-q")
        report = json.loads((tmp_path / "r.json").read_text(encoding="utf-8"))
        assert [finding["code"] for finding in report["findings"]] == [code]
        assert (tmp_path / "r.html").exists()


def test_the_same_text_twice_is_said_to_be_the_same(muqabala: Muqabala) -> None:
    ended = muqabala("check", FRENCH, FRENCH)
    assert "the two files hold the same text" in ended.out
    assert "No discrepancy" in ended.out


def test_quiet_prints_nothing_and_json_goes_to_standard_output(muqabala: Muqabala) -> None:
    assert muqabala("check", FRENCH, ARABIC, "--quiet").out == ""
    report = json.loads(muqabala("check", FRENCH, ARABIC, "--json", "-").out)
    assert report["schema"] == "muqabala/report/1"
    assert report["id"] == "cyber.fr--cyber.ar"


def test_two_runs_give_the_same_bytes(muqabala: Muqabala) -> None:
    first, second = (muqabala("check", FRENCH, ARABIC, "--json", "-").out for _ in range(2))
    assert first == second


def record(identifier: str, left: str, right: str, **more: object) -> str:
    texts = {"left": Path(left).read_text(encoding="utf-8"), "right": Path(right).read_text(encoding="utf-8")}
    return json.dumps({"id": identifier, **texts, **more}, ensure_ascii=False) + "\n"


def test_an_audit_goes_on_after_a_broken_record_and_counts_it(muqabala: Muqabala, tmp_path: Path) -> None:
    lines = [
        record("a/b c:1", FRENCH, ARABIC, langs=["fr", "ar-EG"], unknown={"x": 1}),
        '{"id": "half", "left": "Un texte."}\n',
        record("same", FRENCH, FRENCH, left_lang="fr", right_lang="fr"),
        record("same", FRENCH, FRENCH),
        record("far", FRENCH, str(FIXTURES / "unrelated.ar.txt")),
        json.dumps({"id": "paths", "left_path": FRENCH, "right_path": ARABIC}) + "\n",
    ]
    (tmp_path / "cases.jsonl").write_text("".join(lines), encoding="utf-8")
    ended = muqabala("audit", "cases.jsonl", "--out", "out", "--reports", "json", "--jobs", "1")
    assert ended.code == 2
    assert "cases.jsonl, line 2: a text is wanted in 'right' or a file in 'right_path'" in ended.err
    assert "cases.jsonl, line 4: the id 'same' is that of line 3 too" in ended.err
    assert ended.out.startswith("3 checked, 1 could not be checked, 2 skipped")
    index = json.loads((tmp_path / "out" / "index.json").read_text(encoding="utf-8"))
    assert index["counts"] == {"checked": 3, "refused": 1, "skipped": 2, "failed": 0}
    for case in index["cases"]:
        report = json.loads((tmp_path / "out" / case["report"]).read_text(encoding="utf-8"))
        assert (report["id"], report["summary"]) == (case["id"], case["summary"])
    assert (tmp_path / "out" / "reports" / "paths.json").exists()
    table = polars.read_parquet(tmp_path / "out" / "findings.parquet")
    assert set(table["pair"]) == {"a/b c:1", "far", "paths"}


@pytest.mark.parametrize(
    ("right", "options", "code"),
    [
        (ARABIC, (), 0),
        (ARABIC, ("--fail-on", "major"), 1),
        (str(FIXTURES / "unrelated.ar.txt"), (), 3),
        (FRENCH, ("--fail-on", "minor"), 0),
    ],
)
def test_an_audit_ends_by_what_it_found(
    muqabala: Muqabala, tmp_path: Path, right: str, options: tuple[str, ...], code: int
) -> None:
    (tmp_path / "cases.jsonl").write_text(record("one", FRENCH, right), encoding="utf-8")
    assert muqabala("audit", "cases.jsonl", "--out", "out", *options).code == code


def test_an_audit_gives_the_same_with_processes_as_without(muqabala: Muqabala, tmp_path: Path) -> None:
    lines = [record(f"case-{number}", FRENCH, ARABIC) for number in range(10)]
    (tmp_path / "cases.jsonl").write_text("".join(lines), encoding="utf-8")
    for jobs in ("1", "2"):
        assert muqabala("audit", "cases.jsonl", "--out", jobs, "--reports", "json", "--jobs", jobs).code == 0
    for path in (tmp_path / "1").rglob("*.json"):
        assert path.read_bytes() == (tmp_path / "2" / path.relative_to(tmp_path / "1")).read_bytes()


def test_align_writes_the_contract_for_a_corpus(muqabala: Muqabala, tmp_path: Path) -> None:
    lines = json.dumps({"id": "x", "langs": ["fr", "en"], "left": "Un chat dort.\nIl pleut.", "right": "A cat sleeps."})
    (tmp_path / "beds.jsonl").write_text(lines, encoding="utf-8")
    ended = muqabala("align", "beds.jsonl", "--format", "jsonl", "--sentences-given", "--out", "out.jsonl")
    assert ended.code == 0
    data = json.loads((tmp_path / "out.jsonl").read_text(encoding="utf-8"))
    assert data["left"]["sentences"] == [{"start": 0, "end": 13}, {"start": 14, "end": 23}]
    assert sorted(index for bead in data["beads"] for index in bead["left"]) == [0, 1]
    assert set(data["beads"][0]) == {"left", "right", "score", "moved"}


def test_align_of_a_pair_can_be_read_back(muqabala: Muqabala) -> None:
    from align.ladder import read_ladder

    beads = read_ladder(muqabala("align", FRENCH, ARABIC).out)
    assert sorted(index for bead in beads for index in bead.left) == list(range(sum(len(bead.left) for bead in beads)))


def test_read_writes_exact_values(muqabala: Muqabala, tmp_path: Path) -> None:
    line = json.dumps(
        {"id": "x", "lang": "fr", "text": "Hier, 3,5 millions de personnes ont voté.", "dateline": "2021-12-15"}
    )
    (tmp_path / "texts.jsonl").write_text(line, encoding="utf-8")
    data = json.loads(muqabala("read", "texts.jsonl", "--format", "jsonl").out)
    readings = {mention["surface"]: mention["readings"] for mention in data["mentions"]}
    assert readings["Hier"] == ["2021-12-14"]
    assert any(
        value == [{"low": "3500000", "high": "3500000", "unit": None, "approximate": None}]
        for value in readings.values()
    )


def process(*arguments: str, **more: str) -> subprocess.Popen[bytes]:
    return subprocess.Popen(
        [sys.executable, "-m", "muqabala", *arguments],
        cwd=ROOT, env={**os.environ, **more}, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE,
    )  # fmt: skip


@pytest.mark.slow
def test_an_interrupt_ends_in_130_without_a_traceback() -> None:
    running = process("check", "-", ARABIC)
    time.sleep(1.5)
    running.send_signal(signal.SIGINT)
    _, err = running.communicate(timeout=30)
    assert running.returncode == 130
    assert b"Traceback" not in err


@pytest.mark.slow
@pytest.mark.skipif(not hasattr(signal, "SIGPIPE"), reason="no such signal on this system")
def test_a_closed_pipe_is_no_fault() -> None:
    reading, writing = os.pipe()
    os.close(reading)
    command = [sys.executable, "-m", "muqabala", "read", FRENCH, ARABIC]
    ended = subprocess.run(command, cwd=ROOT, stdout=writing, stderr=subprocess.PIPE, check=False, timeout=60)
    os.close(writing)
    assert ended.stderr == b""
    assert ended.returncode == -signal.SIGPIPE


@pytest.mark.slow
def test_a_terminal_without_the_letters_gets_signs_instead() -> None:
    running = process("check", FRENCH, ARABIC, PYTHONIOENCODING="ascii", PYTHONUTF8="0")
    out, err = running.communicate(timeout=60)
    assert running.returncode == 1, err
    assert b"number-changed" in out


def test_a_fault_of_ours_ends_in_3_and_shows_its_trace_only_on_demand(
    muqabala: Muqabala, monkeypatch: pytest.MonkeyPatch
) -> None:
    from muqabala import api

    def fail(*arguments: object, **options: object) -> None:
        raise RuntimeError("first line\nsecond line")

    monkeypatch.setattr(api, "check", fail)
    monkeypatch.delenv("MUQABALA_DEBUG", raising=False)
    ended = muqabala("check", FRENCH, ARABIC)
    assert ended.code == 3
    assert ended.err.startswith("muqabala: something went wrong inside muqabala (RuntimeError: first line second line)")
    assert ended.err.count("\n") == 1
    monkeypatch.setenv("MUQABALA_DEBUG", "1")
    with pytest.raises(RuntimeError):
        cli.main()
