"""The wheel, not the checkout: built, looked into, installed into a clean environment, run there."""

from __future__ import annotations

import os
import subprocess
import sys
import venv
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
PACKAGES = ("align", "checks", "muqabala", "reports", "text")


def run(*command: str | Path, cwd: Path) -> subprocess.CompletedProcess[str]:
    clean = {name: value for name, value in os.environ.items() if not name.startswith(("PYTHON", "VIRTUAL_ENV"))}
    return subprocess.run(
        [str(part) for part in command],
        cwd=cwd,
        env=clean,
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )


@pytest.fixture(scope="session")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("wheel")
    built = run(sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", folder, cwd=ROOT)
    assert built.returncode == 0, built.stderr
    (found,) = folder.glob("*.whl")
    return found


@pytest.mark.slow
def test_the_wheel_has_exactly_our_five_names(wheel: Path) -> None:
    with zipfile.ZipFile(wheel) as archive:
        names = {name.split("/")[0] for name in archive.namelist()}
    assert names - {name for name in names if name.endswith(".dist-info")} == set(PACKAGES)
    assert sum(name.endswith(".dist-info") for name in names) == 1


@pytest.mark.slow
def test_the_wheel_holds_every_file_of_the_packages(wheel: Path) -> None:
    with zipfile.ZipFile(wheel) as archive:
        packed = set(archive.namelist())
    wanted = {
        str(path.relative_to(ROOT).as_posix())
        for package in PACKAGES
        for path in (ROOT / package).rglob("*")
        if path.is_file() and "__pycache__" not in path.parts
    }
    assert wanted <= packed
    assert {f"{package}/py.typed" for package in PACKAGES} <= packed
    assert {"reports/schema.json", "reports/templates/page.html.j2", "text/data/compiled/lexicon.ar.tsv"} <= packed


@pytest.mark.slow
def test_the_wheel_runs_in_a_clean_environment(wheel: Path, tmp_path: Path) -> None:
    place = tmp_path / "clean"
    venv.create(place, with_pip=True)
    scripts = place / ("Scripts" if os.name == "nt" else "bin")
    installed = run(
        *(scripts / "python", "-m", "pip", "install", "--quiet", "--disable-pip-version-check"),
        *("-c", ROOT / "constraints.txt", wheel),
        cwd=tmp_path,
    )
    assert installed.returncode == 0, installed.stderr

    version = run(scripts / "muqabala", "--version", cwd=tmp_path)
    assert (version.returncode, version.stdout) == (0, "muqabala 0.1.0\n")

    fixtures = ROOT / "fixtures" / "reports"
    checked = run(
        *(scripts / "muqabala", "check", fixtures / "cyber.fr.txt", fixtures / "cyber.ar.txt"),
        *("--html", "page.html", "--json", "report.json"),
        cwd=tmp_path,
    )
    assert checked.returncode == 1, checked.stderr
    assert "number-changed" in checked.stdout
    assert (tmp_path / "page.html").stat().st_size > 10_000
    assert (tmp_path / "report.json").stat().st_size > 1_000

    # A text in another format, and a module of the user's own with one of our names beside it.
    (tmp_path / "checks.py").write_text("raise SystemExit(1)\n", encoding="utf-8")
    page = run(scripts / "muqabala", "read", fixtures / "page.fr.html", cwd=tmp_path)
    assert page.returncode == 0, page.stderr
    hidden = run(scripts / "python", "-m", "muqabala", "--version", cwd=tmp_path)
    assert hidden.returncode == 3
    assert "another package named 'checks'" in hidden.stderr
