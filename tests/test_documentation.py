"""The pages under docs/ say what the source says: `make docs` was run, every format, column and rule is in them."""

from __future__ import annotations

from pathlib import Path

from typer.testing import CliRunner

from checks.registry import RULES
from muqabala.cli import app
from reports.handbook import entries
from reports.language_page import KINDS, examples, page, pairs
from reports.rule_pages import FAMILIES, pages, write
from reports.tabular import COLUMNS
from text.languages import SUPPORTED

ROOT = Path(__file__).resolve().parent.parent


def test_the_rule_pages_are_up_to_date() -> None:
    written = {path.name: path.read_text(encoding="utf-8") for path in (ROOT / "docs" / "rules").glob("*.md")}
    assert written == pages(ROOT / "fixtures" / "rules"), "run make docs"


def test_every_rule_has_a_page_and_a_line_in_the_index() -> None:
    made = pages(ROOT / "fixtures" / "rules")
    assert {f"{rule.code}.md" for rule in RULES} <= set(made)
    assert all(f"| [{entry.code}]({entry.code}.md) | {entry.name} |" in made["README.md"] for entry in entries())
    assert all(entry.code[:3] in FAMILIES for entry in entries())
    for entry in entries():
        assert [heading for heading, _ in entry.sections] == ["What it checks", "Why it matters", "Not flagged"]


def test_an_example_becomes_part_of_its_page_and_stale_pages_go(tmp_path: Path) -> None:
    (tmp_path / "rules").mkdir()
    text = "# NUM001\n\nIt says:\n\n## Near miss\n```text\n# no heading\n```\n"
    (tmp_path / "rules" / "NUM001.md").write_text(text, encoding="utf-8")
    (tmp_path / "out").mkdir()
    (tmp_path / "out" / "ZZZ999.md").write_text("gone", encoding="utf-8")
    write(tmp_path / "out", tmp_path / "rules")
    page = (tmp_path / "out" / "NUM001.md").read_text(encoding="utf-8")
    assert "## Example\n\nIt says:\n\n### Near miss\n```text\n# no heading\n```\n" in page
    assert not (tmp_path / "out" / "ZZZ999.md").exists()


def test_the_page_of_formats_names_every_column_and_option() -> None:
    text = (ROOT / "docs" / "formats.md").read_text(encoding="utf-8")
    audit = (ROOT / "docs" / "audit.md").read_text(encoding="utf-8")
    assert all(f"| `{name}` | {about} |" in page for page in (text, audit) for name, about in COLUMNS.items())
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    for option in "--json --sarif --junit --github --gitlab --rdjson --csv --markdown".split():
        assert f"`{option}`" in text and f"`{option}" in readme


def test_the_page_of_languages_is_up_to_date() -> None:
    measured = (ROOT / "docs" / "languages.tsv").read_text(encoding="utf-8")
    assert (ROOT / "docs" / "languages.md").read_text(encoding="utf-8") == page(measured), "run make docs"


def test_every_language_shows_every_kind_and_every_example_is_read() -> None:
    shown = {(one.lang, one.kind) for one in examples()}
    assert shown == {(lang, kind) for lang in SUPPORTED for kind in KINDS}
    assert [one.phrase for one in examples() if not one.reading] == []


def test_pairs_that_were_not_measured_are_named() -> None:
    text = page("pair\ttexts\nfr-ar\t12\n")
    assert "| French–Arabic | 12 |" in text
    assert "Supported, and not in that set: French–Persian, French–English, " in text
    assert len(pairs()) == 6 and "Nothing was measured" in page("")


def test_a_language_is_shown_by_example_and_isolated() -> None:
    ended = CliRunner().invoke(app, ["languages", "ar-EG"])
    assert ended.exit_code == 0
    assert "  \u206715 رمضان 1442هـ\u2069  =  2021-04-27 (hijri in the text)\n" in ended.stdout
    listed = CliRunner().invoke(app, ["languages"])
    assert [line[:2] for line in listed.stdout.splitlines()[:4]] == list(SUPPORTED)
    assert all(len(line) <= 80 for line in listed.stdout.splitlines())


def test_a_rule_is_explained_with_its_doubt() -> None:
    ended = CliRunner().invoke(app, ["explain", "number-changed"])
    assert ended.stdout.endswith(
        "\nMay be wrong: The two figures may count different things, each of them left out by the other version.\n"
    )
