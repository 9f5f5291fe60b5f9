"""The gate: its verdict and its exit codes."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from muqabala.api import check_texts
from muqabala.gate import reaches
from tests.audit_corpus import text
from tests.command_line import Muqabala
from tests.gate_corpus import CLEAN, CRITICAL, MAJOR, WORD, jsonl, tsv


@pytest.mark.parametrize(
    ("pairs", "options", "code", "says"),
    [
        ((CLEAN,), (), 0, "gate: passed"),
        ((CLEAN, WORD), (), 0, "gate: passed"),
        ((CLEAN, CRITICAL), (), 1, "1 finding at the gate"),
        ((CLEAN, MAJOR), ("--fail-on", "critical"), 0, "gate: passed"),
        ((CRITICAL,), ("--fail-on", "never"), 0, "gate: passed"),
        ((CRITICAL,), ("--select", "DAT"), 0, "gate: passed"),
        ((CRITICAL,), ("--ignore", "NUM001"), 0, "gate: passed"),
        ((CRITICAL, CLEAN), ("--budget", "50/100p"), 0, "gate: passed"),
        ((CRITICAL, CLEAN), ("--budget", "49.9 per 100 pairs"), 1, "the budget is 49.9 per 100 pairs"),
        ((CRITICAL, CLEAN), ("--budget", "1/1000w"), 1, "the budget is 1 per 1,000 words"),
        ((CRITICAL, CLEAN), ("--budget", "100/1,000w"), 0, "gate: passed"),
        ((CLEAN, ("", "نص")), (), 2, "1 broken record (--skip-broken lets them pass)"),
        ((CLEAN, ("", "نص")), ("--skip-broken",), 0, "gate: passed"),
        ((("", "نص"),), ("--skip-broken",), 2, "nothing was checked in a.tsv"),
        ((("", "نص"), CRITICAL), (), 2, "1 finding at the gate"),
        ((("--", "--"),), (), 3, "nothing was checked in a.tsv"),
        ((CRITICAL, CLEAN), ("--limit", "1"), 1, "1 finding at the gate"),
        ((CLEAN, CRITICAL), ("--limit", "1"), 0, "gate: passed"),
    ],
)
def test_the_gate_ends_by_what_it_found(
    muqabala: Muqabala,
    tmp_path: Path,
    pairs: tuple[tuple[str, str], ...],
    options: tuple[str, ...],
    code: int,
    says: str,
) -> None:
    name = tsv(tmp_path / "a.tsv", *pairs)
    ended = muqabala("gate", name, "--unit", "sentence", *options)
    assert ended.code == code
    assert says in ended.last
    assert all(word in ended.out.splitlines()[-2] for word in (" checked, ", " skipped, ", " suppressed"))


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (("none.tmx",), "none.tmx: there is no such file"),
        (("none.fr",), "none.fr: there is no such file"),
        (("a.tsv", "none.tmx"), "none.tmx: there is no such file"),
        (("a.tsv", "none.tmx", "--skip-broken"), "none.tmx: there is no such file"),
        (("-",), "a corpus cannot be read from standard input"),
        (("a.tsv", "--budget", "much"), "'much' is no budget"),
        (("a.tsv", "--select", "XYZ"), "there is no rule 'XYZ'"),
        (("a.tsv", "--left-lang", "de"), "language 'de' is not supported"),
        (("a.tsv", "--unit", "word"), "Invalid value for '--unit'"),
        (("a.tsv", "--baseline", "none.jsonl"), "there is no such baseline"),
        (("a.tsv", "--config", "none.toml"), "none.toml: there is no such file"),
        (("a.tsv", "--sarif", "-", "--csv", "-"), "standard output can take one format only"),
        ((), "Missing argument"),
    ],
)
def test_the_users_mistakes_end_in_2(muqabala: Muqabala, tmp_path: Path, arguments: tuple[str, ...], says: str) -> None:
    tsv(tmp_path / "a.tsv", CLEAN)
    ended = muqabala("gate", *arguments)
    assert ended.code == 2
    assert says in ended.err


def test_documents_are_refused_where_they_do_not_belong_together(muqabala: Muqabala, tmp_path: Path) -> None:
    french = text("cyber.fr.txt")
    name = jsonl(tmp_path / "a.jsonl", (french, french), (french, text("unrelated.ar.txt")))
    ended = muqabala("gate", name, "--fail-on", "never")
    assert (ended.code, ended.last) == (3, "gate: failed: 1 pair could not be checked")
    assert "a.jsonl, line 2: the two texts do not seem to tell the same event" in ended.err
    assert muqabala("gate", jsonl(tmp_path / "b.jsonl", (french, text("unrelated.ar.txt")))).code == 3


@pytest.mark.parametrize("unit", ["sentence", "document"])
@pytest.mark.parametrize("fail_on", ["critical", "major", "minor", "never"])
def test_the_verdict_is_the_sum_of_the_single_checks(
    muqabala: Muqabala, tmp_path: Path, unit: str, fail_on: str
) -> None:
    sentences = [CLEAN, CRITICAL, MAJOR, WORD]
    documents = [(text("cyber.fr.txt"), text(f"cyber.{lang}.txt")) for lang in ("ar", "en", "fr")]
    pairs = sentences if unit == "sentence" else documents
    kind = "sentence" if unit == "sentence" else "document"
    summaries = [check_texts(*pair, unit=kind).summary for pair in pairs]  # type: ignore[arg-type]
    name = jsonl(tmp_path / "a.jsonl", *pairs)
    ended = muqabala("gate", name, "--unit", unit, "--fail-on", fail_on, "--show", "9999")
    assert ended.code == any(reaches(summary, fail_on) for summary in summaries)  # type: ignore[arg-type]
    levels = [sum(getattr(summary, level) for summary in summaries) for level in ("critical", "major", "minor")]
    counts = "{} critical, {} major, {} minor".format(*levels)
    assert ended.out.splitlines()[-2].endswith(counts)
    gating = {"critical": levels[0], "major": sum(levels[:2]), "minor": sum(levels), "never": 0}[fail_on]
    assert sum(line.startswith("a.jsonl, line ") for line in ended.out.splitlines()) == gating


@pytest.mark.parametrize("option", ["sarif", "junit", "github", "gitlab", "rdjson", "csv", "markdown"])
@pytest.mark.parametrize("pairs", [(CLEAN,), (CRITICAL, CLEAN)])
def test_every_format_names_the_corpus_and_its_line(
    muqabala: Muqabala, tmp_path: Path, option: str, pairs: tuple[tuple[str, str], ...]
) -> None:
    name = tsv(tmp_path / "a.tsv", *pairs)
    ended = muqabala("gate", name, "--unit", "sentence", f"--{option}", "out")
    written = (tmp_path / "out").read_text(encoding="utf-8")
    assert ended.code == (len(pairs) > 1)
    assert ("NUM001" in written or "number-changed" in written or not ended.code) is True
    if ended.code and option in ("sarif", "gitlab", "rdjson", "github"):
        assert "a.tsv" in written
        line = {"sarif": '"startLine": 2', "gitlab": '"begin": 2', "rdjson": '"line": 2', "github": "line=2"}[option]
        assert line in written


def test_a_format_on_standard_output_stands_alone(muqabala: Muqabala, tmp_path: Path) -> None:
    ended = muqabala("gate", tsv(tmp_path / "a.tsv", CRITICAL), "--unit", "sentence", "--sarif", "-")
    assert json.loads(ended.out)["version"] == "2.1.0"
    assert "gate: failed" in ended.err
