"""`check` and `audit` write every format to the file that was named, and at most one to standard output."""

from __future__ import annotations

import json
from pathlib import Path

import polars
import pytest
from junitparser import JUnitXml
from typer.testing import CliRunner

from muqabala.cli import app
from text.errors import InputError

FIXTURES = Path(__file__).resolve().parent.parent / "fixtures" / "reports"
FRENCH, ARABIC = str(FIXTURES / "cyber.fr.txt"), str(FIXTURES / "cyber.ar.txt")
OPTIONS = ("sarif", "junit", "github", "gitlab", "rdjson", "csv", "markdown")


def _files(folder: Path) -> list[str]:
    return [part for option in OPTIONS for part in (f"--{option}", str(folder / option))]


def test_check_writes_all_formats_and_the_counts_agree(tmp_path: Path) -> None:
    ended = CliRunner().invoke(app, ["check", FRENCH, ARABIC, "--json", str(tmp_path / "json"), *_files(tmp_path)])
    assert ended.exit_code == 1 and ended.stdout
    count = len(json.loads((tmp_path / "json").read_text(encoding="utf-8"))["findings"])
    assert count > 3
    assert len(json.loads((tmp_path / "sarif").read_text(encoding="utf-8"))["runs"][0]["results"]) == count
    assert len(json.loads((tmp_path / "gitlab").read_text(encoding="utf-8"))) == count
    assert len(json.loads((tmp_path / "rdjson").read_text(encoding="utf-8"))["diagnostics"]) == count
    assert JUnitXml.fromfile(str(tmp_path / "junit")).tests == count + 1
    assert polars.read_csv(tmp_path / "csv").height == count
    assert (tmp_path / "github").read_text(encoding="utf-8").count("\n::") == min(count, 10) - 1
    assert (tmp_path / "markdown").read_text(encoding="utf-8").count(", line ") == min(count, 10)


def test_the_gate_decides_what_fails_in_junit(tmp_path: Path) -> None:
    out = tmp_path / "junit.xml"
    for gate, fails in (("never", False), ("critical", True)):
        CliRunner().invoke(app, ["check", FRENCH, ARABIC, "--junit", str(out), "--fail-on", gate])
        assert (JUnitXml.fromfile(str(out)).failures > 0) is fails


def test_a_format_on_standard_output_stands_there_alone() -> None:
    ended = CliRunner().invoke(app, ["check", FRENCH, ARABIC, "--sarif", "-"])
    assert json.loads(ended.stdout)["version"] == "2.1.0"


def test_a_refused_pair_is_written_too(tmp_path: Path) -> None:
    out = tmp_path / "junit.xml"
    ended = CliRunner().invoke(app, ["check", FRENCH, str(FIXTURES / "unrelated.ar.txt"), "--junit", str(out)])
    assert ended.exit_code == 3 and JUnitXml.fromfile(str(out)).errors == 1


@pytest.mark.parametrize("command", [("check", FRENCH, ARABIC), ("audit", "pairs.jsonl", "--out", "out")])
def test_only_one_format_goes_to_standard_output(command: tuple[str, ...]) -> None:
    ended = CliRunner().invoke(app, [*command, "--sarif", "-", "--csv", "-"])
    assert isinstance(ended.exception, InputError)
    assert str(ended.exception) == "standard output can take one format only: write the others to files"


def test_audit_writes_all_pairs_into_one_file(tmp_path: Path) -> None:
    corpus = tmp_path / "pairs.jsonl"
    pairs = [("one", FRENCH, ARABIC), ("two", FRENCH, FRENCH), ("three", FRENCH, str(FIXTURES / "unrelated.ar.txt"))]
    lines = [json.dumps({"id": name, "left_path": left, "right_path": right}) for name, left, right in pairs]
    corpus.write_text("\n".join(lines) + "\n", encoding="utf-8")
    ended = CliRunner().invoke(app, ["audit", str(corpus), "--out", str(tmp_path / "out"), *_files(tmp_path)])
    assert ended.exit_code == 3, ended.output
    suites = {suite.name: suite for suite in JUnitXml.fromfile(str(tmp_path / "junit"))}
    assert sorted(suites) == ["one", "three", "two"]
    assert (suites["two"].tests, suites["three"].errors) == (1, 1)
    table = polars.read_parquet(tmp_path / "out" / "findings.parquet")
    assert polars.read_csv(tmp_path / "csv").height == table.height > 3
    assert (tmp_path / "markdown").read_text(encoding="utf-8").count("↔") == 3
