"""The gate: its verdict, its exit codes, its settings, its baseline commands, and workers that die."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest

from muqabala import cli
from muqabala.api import check_texts
from muqabala.budget import parse_budget
from muqabala.engine import work_through
from muqabala.gate import reaches
from tests.crashing import double, gate_task_that_kills, given_up
from text.errors import CannotCheck, InputError

ROOT = Path(__file__).resolve().parent.parent
REPORTS = ROOT / "fixtures" / "reports"
CRITICAL = (
    "Le ministre a annoncé mardi que 13 soldats avaient été tués à Genève.",
    "أعلن الوزير يوم الثلاثاء أن 31 جنديا قتلوا في جنيف.",
)
MAJOR = ("Le prix du pétrole a augmenté de 80 dollars.", "ارتفع سعر النفط.")
CLEAN = ("Le gouvernement a adopté le budget.", "أقرت الحكومة الميزانية.")
WORD = ("Oui", "نعم")


@dataclass(frozen=True)
class Ended:
    code: int
    out: str
    err: str

    @property
    def last(self) -> str:
        return self.out.splitlines()[-1]


Muqabala = Callable[..., Ended]


@pytest.fixture
def muqabala(monkeypatch: pytest.MonkeyPatch, capfdbinary: pytest.CaptureFixture[bytes], tmp_path: Path) -> Muqabala:
    monkeypatch.chdir(tmp_path)

    def run(*arguments: str) -> Ended:
        monkeypatch.setattr(sys, "argv", ["muqabala", *arguments])
        with pytest.raises(SystemExit) as ended:
            cli.main()
        out, err = capfdbinary.readouterr()
        assert b"Traceback" not in err
        return Ended(int(ended.value.code or 0), out.decode(), err.decode())

    return run


def tsv(path: Path, *pairs: tuple[str, str]) -> str:
    path.write_text("fr\tar\n" + "".join(f"{left}\t{right}\n" for left, right in pairs), encoding="utf-8")
    return path.name


def text(name: str) -> str:
    return (REPORTS / name).read_text(encoding="utf-8")


def jsonl(path: Path, *pairs: tuple[str, str]) -> str:
    lines = [json.dumps({"id": f"p{number}", "left": a, "right": b}) for number, (a, b) in enumerate(pairs)]
    path.write_text("".join(f"{line}\n" for line in lines), encoding="utf-8")
    return path.name


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


@pytest.mark.parametrize(
    ("settings", "code"),
    [
        ('fail-on = "never"', 0),
        ('fail-on = "never"\n[[paths]]\npath = "deep/*.tsv"\nfail-on = "critical"', 1),
        ('[[paths]]\npath = "*.tsv"\nselect = ["DAT"]', 0),
        ('[[paths]]\npath = "other/*"\nselect = ["DAT"]', 1),
        ('ignore = ["NUM"]\n[[paths]]\npath = "deep/*"\nignore = []', 1),
        ('budget = "100/100p"', 0),
    ],
)
@pytest.mark.parametrize("file", ["muqabala.toml", "pyproject.toml"])
def test_settings_hold_for_their_paths(muqabala: Muqabala, tmp_path: Path, settings: str, code: int, file: str) -> None:
    if file == "pyproject.toml":
        settings = "[tool.muqabala]\n" + settings.replace("[[paths]]", "[[tool.muqabala.paths]]")
    (tmp_path / file).write_text(f"{settings}\n", encoding="utf-8")
    (tmp_path / "deep").mkdir()
    tsv(tmp_path / "deep" / "a.tsv", CRITICAL)
    assert muqabala("gate", "deep/a.tsv", "--unit", "sentence").code == code
    assert muqabala("gate", "deep/a.tsv", "--unit", "sentence", "--fail-on", "never").code == 0


@pytest.mark.parametrize(
    ("settings", "says"),
    [
        ('fail_on = "major"', "there is no setting 'fail_on': did you mean 'fail-on'?"),
        ('ignroe = ["NUM"]', "there is no setting 'ignroe': did you mean 'ignore'?"),
        ("colour = 1", "there is no setting 'colour': known are"),
        ('fail-on = "often"', "'fail-on' must be one of critical, major, minor, never, not 'often'"),
        ('select = "NUM"', "'select' must be a list of codes"),
        ('select = ["XYZ"]', "there is no rule 'XYZ'"),
        ('left-lang = "de"', "language 'de' is not supported"),
        ("baseline = 1", "'baseline' must be a text, not int"),
        ('[[paths]]\nfail-on = "major"', "a pattern is wanted in 'path'"),
        ('[[paths]]\npath = "x"\nbudget = "1/100p"', "paths number 1: there is no setting 'budget'"),
        ("paths = 1", "'paths' must be tables"),
        ("x = = 1", "the settings are no TOML"),
    ],
)
def test_wrong_settings_are_errors(muqabala: Muqabala, tmp_path: Path, settings: str, says: str) -> None:
    (tmp_path / "muqabala.toml").write_text(f"{settings}\n", encoding="utf-8")
    ended = muqabala("gate", tsv(tmp_path / "a.tsv", CLEAN), "--unit", "sentence")
    assert ended.code == 2
    assert says in ended.err
    assert ended.err.count("\n") == 1


def test_the_life_of_a_baseline(muqabala: Muqabala, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1780000000")
    (tmp_path / "muqabala.toml").write_text('baseline = "known.jsonl"\nunit = "sentence"\n', encoding="utf-8")
    name, known = tsv(tmp_path / "a.tsv", CLEAN, CRITICAL), tmp_path / "known.jsonl"
    assert "make it with muqabala baseline update" in muqabala("gate", name).err

    listed = muqabala("baseline", "update", name)
    assert (listed.code, known.exists()) == (1, False)
    assert "new: a.tsv, line 3: critical NUM001" in listed.out
    assert muqabala("baseline", "update", name, "--reason", " ").code == 2
    accept = ("--reason", "as the agency has it", "--author", "Amina", "--expires", "2026-12-31")
    assert muqabala("baseline", "update", name, *accept).code == 0
    first = known.read_bytes()
    assert (json.loads(first.splitlines()[1])["reason"], first.count(b"2026-05-28")) == ("as the agency has it", 1)
    passed = muqabala("gate", name)
    assert (passed.code, "1 suppressed; 0 discrepancies" in passed.out) == (0, True)

    # A new finding is not absorbed by a second update, moved records stay known, and nothing is written twice.
    tsv(tmp_path / "a.tsv", CRITICAL, CLEAN, MAJOR)
    assert muqabala("gate", name).code == 1
    assert muqabala("baseline", "update", name).code == 1
    assert known.read_bytes() == first
    assert muqabala("baseline", "update", name, "--ignore", "NUM002", *accept).code == 0
    assert known.read_bytes() == first

    # Mended: the entry is stale, told, and taken out on demand.
    tsv(tmp_path / "a.tsv", CLEAN)
    stale = muqabala("gate", name)
    assert (stale.code, "matches no finding any more" in stale.out) == (0, True)
    assert "matches no finding" not in muqabala("gate", name, "--select", "DAT").out
    assert "1 taken out" in muqabala("baseline", "prune", name).out
    assert known.read_text(encoding="utf-8").count("\n") == 1


def test_an_expired_entry_no_longer_counts(muqabala: Muqabala, tmp_path: Path) -> None:
    name = tsv(tmp_path / "a.tsv", CRITICAL)
    unit = ("--unit", "sentence", "--baseline", "known.jsonl")
    accept = ("--reason", "for now", "--author", "A", "--date", "2020-01-01", "--expires", "2020-02-01")
    assert muqabala("baseline", "update", name, *unit, *accept).code == 0
    ended = muqabala("gate", name, *unit)
    assert (ended.code, "expired and no longer counts" in ended.out) == (1, True)
    audited = muqabala("baseline", "audit", "--baseline", "known.jsonl")
    assert (audited.code, "EXPIRED: NUM001" in audited.out) == (1, True)
    assert muqabala("baseline", "update", name, *unit, "--reason", "again", "--author", "B").code == 0
    assert muqabala("gate", name, *unit).code == 0
    assert "1 entries, 0 expired, 1 without an end" in muqabala("baseline", "audit", "--baseline", "known.jsonl").out


def test_prune_keeps_what_could_not_be_looked_for(muqabala: Muqabala, tmp_path: Path) -> None:
    unit = ("--unit", "sentence", "--baseline", "known.jsonl")
    name = tsv(tmp_path / "a.tsv", CRITICAL)
    other = tsv(tmp_path / "b.tsv", MAJOR)
    assert muqabala("baseline", "update", name, other, *unit, "--reason", "r", "--author", "A").code == 0
    tsv(tmp_path / "a.tsv", CLEAN, ("", "نص"))
    assert muqabala("baseline", "prune", name, *unit).code == 2
    assert (tmp_path / "known.jsonl").read_text(encoding="utf-8").count("\n") == 3
    tsv(tmp_path / "a.tsv", CLEAN)
    assert muqabala("baseline", "prune", name, *unit).code == 0
    assert '"corpus": "b.tsv"' in (tmp_path / "known.jsonl").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("budget", "shown"), [("2/1000w", "2 per 1,000 words"), ("0.5 per 100 pairs", "0.5 per 100 pairs")]
)
def test_budgets_are_read(budget: str, shown: str) -> None:
    assert str(parse_budget(budget)) == shown
    for wrong in ("2", "2/100w", "2/1000p", "-1/100p", "1/100px"):
        with pytest.raises(InputError):
            parse_budget(wrong)


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
