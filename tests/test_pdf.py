"""`--pdf` prints the page with the machine's browser, and says in one sentence why it could not."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import pytest
from typer.testing import CliRunner

from muqabala.cli import app
from reports.pdf import VARIABLE, find_browser, to_pdf
from text.errors import InputError

FIXTURES = Path(__file__).resolve().parent.parent / "fixtures" / "reports"
PAIR = (str(FIXTURES / "cyber.fr.txt"), str(FIXTURES / "cyber.ar.txt"))
PRINTS = """\
import sys, urllib.request
given = dict(part.split("=", 1) for part in sys.argv[1:] if "=" in part)
page = urllib.request.urlopen(sys.argv[-1]).read()
open(given["--print-to-pdf"], "wb").write(b"%PDF-1.4\\n" + " ".join(sys.argv[1:-1]).encode() + b"\\n" + page)
"""


def _browser(folder: Path, code: str) -> Path:
    """Returns a program that stands for a browser."""
    script = folder / "browser.py"
    script.write_text(code, encoding="utf-8")
    program = folder / "browser"
    program.write_text(f'#!/bin/sh\nexec "{sys.executable}" "{script}" "$@"\n', encoding="utf-8")
    program.chmod(0o755)
    return program


def test_the_browser_gets_the_page_and_no_network(tmp_path: Path) -> None:
    data = to_pdf("<p>سلام</p>", _browser(tmp_path, PRINTS)).decode()
    options, page = data.split("\n")[1:]
    assert page == "<p>سلام</p>"
    assert "--headless=new" in options and "--host-resolver-rules=MAP * ~NOTFOUND" in options
    assert "--user-data-dir=" in options and "--no-pdf-header-footer" in options
    assert ("--no-sandbox" in options) is (os.geteuid() == 0)


def test_check_writes_the_pdf_beside_all_else(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(VARIABLE, str(_browser(tmp_path, PRINTS)))
    out = tmp_path / "new" / "report.pdf"
    ended = CliRunner().invoke(app, ["check", *PAIR, "--pdf", str(out), "--html", str(tmp_path / "page.html")])
    assert ended.exit_code == 1
    assert out.read_bytes().endswith((tmp_path / "page.html").read_bytes())


@pytest.mark.slow
def test_a_real_browser_prints_a_pdf(tmp_path: Path) -> None:
    try:
        find_browser()
    except InputError:
        pytest.skip(f"no Chromium on the PATH, and none named in {VARIABLE}")
    out = tmp_path / "report.pdf"
    ended = CliRunner().invoke(app, ["check", *PAIR, "--pdf", str(out), "--quiet"])
    assert ended.exit_code == 1, ended.output
    data = out.read_bytes()
    assert data.startswith(b"%PDF-1.") and data.rstrip().endswith(b"%%EOF") and len(data) > 20_000


def test_without_a_browser_nothing_is_done_and_the_way_out_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv(VARIABLE, raising=False)
    monkeypatch.setenv("PATH", str(tmp_path))
    ended = CliRunner().invoke(app, ["check", *PAIR, "--pdf", str(tmp_path / "a.pdf"), "--json", str(tmp_path / "j")])
    assert isinstance(ended.exception, InputError) and ended.exception.exit_code == 2
    assert str(ended.exception) == (
        "--pdf needs Chromium or Chrome, and none is on the PATH: install one, name one in MUQABALA_CHROMIUM, "
        "or print the page of --html"
    )
    assert list(tmp_path.iterdir()) == []


def test_a_named_browser_that_is_none_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(VARIABLE, "/no/browser")
    with pytest.raises(InputError, match=r"^MUQABALA_CHROMIUM: '/no/browser' is no program that can be started"):
        find_browser()


def test_a_browser_that_fails_is_told_and_the_other_files_are_there(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    program = _browser(tmp_path, "import sys; sys.exit('no display')")
    monkeypatch.setenv(VARIABLE, str(program))
    ended = CliRunner().invoke(app, ["check", *PAIR, "--pdf", str(tmp_path / "a.pdf"), "--json", str(tmp_path / "j")])
    assert str(ended.exception) == (
        f"{program}: the browser wrote no PDF (exit code 1, no display): print the page of --html instead"
    )
    assert (tmp_path / "j").is_file() and not (tmp_path / "a.pdf").exists()


def test_a_browser_that_hangs_is_stopped_with_its_children(tmp_path: Path) -> None:
    note = tmp_path / "child"
    code = (
        "import pathlib, subprocess, sys, time\n"
        "child = subprocess.Popen([sys.executable, '-c', 'import time; time.sleep(600)'])\n"
        f"pathlib.Path({str(note)!r}).write_text(str(child.pid))\n"
        "time.sleep(600)\n"
    )
    program = _browser(tmp_path, code)
    with pytest.raises(InputError, match="the browser took longer than 3 seconds for the PDF and was stopped"):
        to_pdf("<p>", program, seconds=3)
    child = Path("/proc") / note.read_text() / "stat"
    # What was killed and not yet collected by its new parent is a zombie.
    assert not child.exists() or child.read_text().rsplit(") ", 1)[1][0] in "ZX"
