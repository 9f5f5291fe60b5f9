"""The folders are the architecture: these tests read the source itself."""

from __future__ import annotations

import ast
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
PACKAGES = ("text", "align", "checks", "reports", "muqabala")
LONGEST_FILE = 400
# Distribution → what it is imported as, where the two differ.
IMPORTED_AS = {
    "charset-normalizer": "charset_normalizer",
    "lxml-html-clean": "lxml_html_clean",
    "python-docx": "docx",
    "yasbd-lib": "yasbd",
}
# Needed without being imported by name: trafilatura fails without the first, the user asked for the second.
NOT_IMPORTED = {"lxml_html_clean", "sacrebleu"}


def sources(package: str) -> list[Path]:
    return sorted((ROOT / package).rglob("*.py"))


def imports(path: Path) -> Iterator[tuple[str, int]]:
    """Yields every imported module with the line, those inside functions and for type checking only too."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from ((alias.name, node.lineno) for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path}:{node.lineno}: relative import"
            module = node.module or ""
            yield module, node.lineno
            yield from ((f"{module}.{alias.name}", node.lineno) for alias in node.names)


@pytest.mark.parametrize("package", PACKAGES)
def test_a_package_imports_only_itself_and_those_to_its_left(package: str) -> None:
    forbidden = set(PACKAGES[PACKAGES.index(package) + 1 :]) | {"tests", "benchmarks"}
    wrong = [
        f"{path.relative_to(ROOT)}:{line} imports {module}"
        for path in sources(package)
        for module, line in imports(path)
        if module.split(".")[0] in forbidden
    ]
    assert not wrong


def test_rules_never_import_rules() -> None:
    wrong = [
        f"{path.name}:{line} imports {module}"
        for path in sources("checks/rules")
        for module, line in imports(path)
        if module == "checks.rules" or module.startswith("checks.rules.")
    ]
    assert not wrong


def test_every_rule_file_is_named_for_its_rule_and_documented() -> None:
    from importlib import import_module

    for path in sources("checks/rules"):
        if path.stem == "__init__":
            continue
        rule = import_module(f"checks.rules.{path.stem}").RULE
        assert rule.name == path.stem.replace("_", "-")
        for heading in ("What it checks", "Why it matters", "Not flagged"):
            assert heading in rule.doc, f"{path.name} lacks {heading!r}"


def test_no_file_is_longer_than_the_house_allows() -> None:
    lengths = {
        str(path.relative_to(ROOT)): path.read_text(encoding="utf-8").count("\n")
        for package in (*PACKAGES, "tests", "benchmarks")
        for path in sources(package)
    }
    assert not {name: length for name, length in lengths.items() if length > LONGEST_FILE}


def test_files_are_named_for_what_they_hold() -> None:
    vague = {"utils", "util", "helpers", "helper", "misc", "common", "manager"}
    named = [path for package in PACKAGES for path in (ROOT / package).rglob("*.py") if path.stem in vague]
    assert not named
    shadowing = [
        path
        for package in PACKAGES
        for path in (ROOT / package).glob("*.py")
        if path.stem in {"json", "html", "types", "logging"}
    ]
    assert not shadowing


@pytest.mark.parametrize("package", PACKAGES)
def test_every_package_says_whose_it_is(package: str) -> None:
    assert '__distribution__ = "muqabala"' in (ROOT / package / "__init__.py").read_text(encoding="utf-8")
    assert (ROOT / package / "py.typed").exists()


def test_declared_dependencies_are_those_imported() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    extras = [name for names in project["optional-dependencies"].values() for name in names]
    needed, optional = (
        {IMPORTED_AS.get(name, name) for name in (line.split(">")[0].split("[")[0].strip() for line in lines)}
        for lines in (project["dependencies"], extras)
    )
    imported = {
        module.split(".")[0]
        for package in PACKAGES
        for path in sources(package)
        for module, _ in imports(path)
        if module.split(".")[0] not in {*sys.stdlib_module_names, *PACKAGES}
    }
    assert imported <= needed | optional
    assert needed <= imported | NOT_IMPORTED


def test_importing_the_product_loads_nothing_heavy() -> None:
    heavy = ("numpy", "polars", "rich", "jinja2", "trafilatura", "docx", "yasbd", "simplemma", "rapidfuzz", "align")
    code = f"import sys, muqabala, muqabala.cli; print([name for name in {heavy!r} if name in sys.modules])"
    shown = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True)
    assert shown.stdout.strip() == "[]"


def test_the_public_names_are_exactly_these() -> None:
    import muqabala

    assert sorted(muqabala.__all__) == ["__version__", "check", "check_documents", "check_frame", "check_texts"]
    assert all(getattr(muqabala, name) is not None for name in muqabala.__all__)


def test_a_foreign_package_of_the_same_name_is_named_in_one_sentence(tmp_path: Path) -> None:
    (tmp_path / "checks.py").write_text("raise SystemExit('foreign code ran')\n", encoding="utf-8")
    code = f"import sys; sys.path.insert(0, {str(tmp_path)!r}); import muqabala.__main__ as m; m.main()"
    shown = subprocess.run(
        [sys.executable, "-c", code, "--help"], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert shown.returncode == 3
    assert shown.stderr.count("\n") == 1
    assert "another package named 'checks'" in shown.stderr
    assert "foreign code ran" not in shown.stderr
