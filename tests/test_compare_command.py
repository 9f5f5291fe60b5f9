"""`muqabala compare`: exit codes, every form it writes, and what it refuses."""

from __future__ import annotations

import csv
import io
import json
import re
import subprocess
import sys
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator  # type: ignore[import-untyped]
from rich.console import Console

from muqabala.collation import collate
from reports.bidi import POP_ISOLATE, RIGHT_TO_LEFT_ISOLATE
from reports.matrix_json import schema, to_json
from reports.matrix_page import render
from reports.matrix_tables import COLUMNS, to_csv, to_markdown
from reports.matrix_terminal import print_matrix
from text.errors import CannotCheck, InputError
from text.ingest import read_file
from text.own_words import OwnTable, OwnWords

ROOT = Path(__file__).parent.parent
FOLDER = ROOT / "fixtures" / "reports"
TRIO = ("cyber.fr.txt", "cyber.ar.txt", "cyber.en.txt")
DOCUMENTS = [read_file(str(FOLDER / name), lang=None) for name in TRIO]
COLLATION = collate(DOCUMENTS)


def compare(*arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "muqabala", "compare", *arguments],
        cwd=FOLDER,
        capture_output=True,
        text=True,
        check=False,
        env={"PYTHONPATH": str(ROOT), "COLUMNS": "80", "PYTHONUTF8": "1"},
    )


def test_the_json_holds_to_its_schema_and_its_spans_to_the_texts() -> None:
    Draft202012Validator.check_schema(schema())
    data = json.loads(json.dumps(to_json(COLLATION)))
    Draft202012Validator(schema()).validate(data)
    assert [version["lang"] for version in data["versions"]] == ["fr", "ar", "en"]
    assert [pair["versions"] for pair in data["pairs"]] == [[0, 1], [0, 2], [1, 2]]
    for row in data["rows"]:
        for cell in row["cells"]:
            for span in cell["spans"]:
                assert DOCUMENTS[cell["version"]].raw[span["start"] : span["end"]] == span["text"]


def test_two_runs_give_the_same_bytes() -> None:
    again = collate([read_file(str(FOLDER / name), lang=None) for name in TRIO])
    assert to_json(again) == to_json(COLLATION)
    assert render(again) == render(COLLATION)


def test_the_terminal_keeps_its_columns_and_isolates_right_to_left() -> None:
    out = io.StringIO()
    print_matrix(COLLATION, Console(file=out, width=80, color_system=None))
    lines = out.getvalue().splitlines()
    shown = [line.replace(RIGHT_TO_LEFT_ISOLATE, "").replace(POP_ISOLATE, "") for line in lines]
    assert max(map(len, shown)) <= 80
    assert all(line.count(RIGHT_TO_LEFT_ISOLATE) == line.count(POP_ISOLATE) for line in lines)
    head = next(line for line in shown if "A fr" in line)
    assert head.rstrip().endswith("A fr B ar C en")
    assert "(no" not in head
    row = next(line for line in shown if line.lstrip().startswith("11 "))
    assert row.endswith("–!   ✓    ✓")
    assert row.index("–!") == head.index("A fr")


def test_the_page_allows_itself_nothing_but_its_own_style() -> None:
    page = render(COLLATION)
    (policy,) = re.findall(r'http-equiv="Content-Security-Policy" content="([^"]+)"', page)
    assert re.fullmatch(r"default-src 'none'; style-src 'sha256-[\w+/=]+'; base-uri 'none'; form-action 'none'", policy)
    assert "<script" not in page
    assert not re.search(r'(?:src|href)="(?!#)', page)
    assert '<mark class="critical" title="NUM001 number-changed: A against the others · read as 13">13</mark>' in page
    assert page.count('class="statement ') == len(COLLATION.matrix.rows)


def test_the_table_has_a_line_for_each_cell() -> None:
    rows = list(csv.DictReader(io.StringIO(to_csv(COLLATION).removeprefix("\ufeff"))))
    assert list(rows[0]) == list(COLUMNS)
    assert len(rows) == 3 * len(COLLATION.matrix.rows)
    changed = [(row["version"], row["values"]) for row in rows if row["codes"] == "NUM001"]
    assert changed == [("A", "13"), ("B", "٣١"), ("C", "31")]


def test_the_documentation_names_every_column_and_option() -> None:
    text = (ROOT / "docs" / "compare.md").read_text(encoding="utf-8")
    assert all(f"| `{name}` | {about} |" in text for name, about in COLUMNS.items())
    assert all(option in text for option in ("--html", "--json", "--csv", "--markdown", "--lang", "--fail-on"))


def test_the_markdown_marks_the_odd_one() -> None:
    text = to_markdown(COLLATION)
    assert "| **–!** | ✓ | ✓ |" in text
    assert "NUM001 number-changed: A against the others" in text


def test_the_gate_and_the_files(tmp_path: Path) -> None:
    made = [tmp_path / name for name in ("m.html", "m.json", "m.csv", "m.md")]
    options = [
        text
        for option, path in zip(("--html", "--json", "--csv", "--markdown"), made, strict=True)
        for text in (option, str(path))
    ]
    done = compare(*TRIO, *options)
    assert done.returncode == 1
    assert done.stdout.startswith("2")
    assert all(path.stat().st_size > 1000 for path in made)
    assert compare(*TRIO, "-q", "--fail-on", "never").returncode == 0
    assert compare("storm.fr.txt", "storm.ar.txt", "storm.en.txt", "-q", "--fail-on", "minor").returncode == 0


def test_a_version_of_another_event_is_refused_by_name() -> None:
    done = compare("cyber.fr.txt", "unrelated.ar.txt", "cyber.en.txt")
    assert done.returncode == 3
    assert done.stderr.count("\n") == 1
    assert done.stderr.startswith(
        "muqabala: unrelated.ar.txt does not tell the same event as cyber.fr.txt, cyber.en.txt"
    )


def test_a_version_of_one_word_is_refused_for_its_length() -> None:
    with pytest.raises(CannotCheck, match=r"oneword\.fr\.txt holds too little text to be compared: leave it out"):
        collate(
            [read_file(str(FOLDER / name), lang=None) for name in ("cyber.fr.txt", "oneword.fr.txt", "cyber.en.txt")]
        )


def test_the_same_version_twice_agrees_with_itself() -> None:
    found = collate([read_file(str(FOLDER / name), lang=None) for name in ("storm.fr.txt", "storm.fr.txt")]).matrix
    assert {cell.state for row in found.rows for cell in row.cells} == {"present"}
    assert {row.severity for row in found.rows} == {None}


def test_versions_of_which_no_two_belong_together_are_refused() -> None:
    with pytest.raises(CannotCheck, match=r"storm\.fr\.txt.*unrelated\.ar\.txt"):
        collate([read_file(str(FOLDER / name), lang=None) for name in ("storm.fr.txt", "unrelated.ar.txt")])


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("cyber.fr.txt",), "1 versions were given: 2 to 12"),
        (("cyber.fr.txt", "cyber.ar.txt", "--lang", "fr"), "--lang names 1 languages for 2 versions"),
        (("cyber.fr.txt", "nowhere.txt"), "nowhere.txt"),
    ],
)
def test_wrong_input_is_told_in_a_sentence(arguments: tuple[str, ...], said: str) -> None:
    done = compare(*arguments)
    assert done.returncode == 2
    assert said in done.stderr


def test_a_learned_table_must_fit_two_of_the_versions() -> None:
    from muqabala.collation import require_used

    table = OwnTable("own.tsv", ("fr", "fa"), "own:1", stale=False, there={}, back={})
    require_used(OwnWords(tables=(table,)), ["fr", "ar", "fa"])
    with pytest.raises(InputError, match=r"own\.tsv"):
        require_used(OwnWords(tables=(table,)), ["fr", "ar", "en"])
