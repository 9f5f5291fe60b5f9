"""The pages under docs/ say what the source says: `make docs` was run, every format, column and rule is in them."""

from __future__ import annotations

from pathlib import Path

from checks.registry import RULES
from reports.handbook import entries
from reports.rule_pages import FAMILIES, pages, write
from reports.tabular import COLUMNS

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
