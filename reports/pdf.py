"""Prints the page as PDF with the Chromium of the machine: no library sets Arabic and Persian as a browser does.

The browser runs without network, profile or extensions, and is stopped when it takes too long.
"""

from __future__ import annotations

import contextlib
import os
import shutil
import signal
import subprocess
import tempfile
from pathlib import Path

from text.errors import InputError

# Names a browser where it is not on the PATH, or another one than would be found.
VARIABLE = "MUQABALA_CHROMIUM"
NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome", "msedge")
_SECONDS = 60.0
_OPTIONS = (
    "--headless=new",
    "--disable-gpu",
    "--disable-extensions",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
    "--no-default-browser-check",
    "--host-resolver-rules=MAP * ~NOTFOUND",
    "--no-pdf-header-footer",
)


def find_browser() -> Path:
    """Returns the browser's program; InputError where there is none."""
    named = os.environ.get(VARIABLE)
    for name in (named,) if named else NAMES:
        found = shutil.which(name)
        if found:
            return Path(found)
    if named:
        raise InputError(f"{VARIABLE}: {named!r} is no program that can be started: name the file of a Chromium")
    raise InputError(
        f"--pdf needs Chromium or Chrome, and none is on the PATH: install one, name one in {VARIABLE}, "
        f"or print the page of --html"
    )


def to_pdf(html: str, browser: Path, *, seconds: float = _SECONDS) -> bytes:
    """Returns the page as the bytes of a PDF; InputError where the browser fails or takes longer than `seconds`."""
    said = ""
    for place in _places():
        with tempfile.TemporaryDirectory(prefix="muqabala-", dir=place, ignore_cleanup_errors=True) as folder:
            page, out = Path(folder) / "page.html", Path(folder) / "page.pdf"
            page.write_text(html, encoding="utf-8", errors="replace")
            said = _run([str(browser), *_options(Path(folder)), f"--print-to-pdf={out}", page.as_uri()], seconds)
            data = out.read_bytes() if out.is_file() else b""
        if data.startswith(b"%PDF-"):
            return data
    raise InputError(f"{browser}: the browser wrote no PDF ({said}): print the page of --html instead")


def _places() -> tuple[Path | None, ...]:
    """Returns where to put the page: the system's folder for such files, then the working folder, since a Chromium that
    is packed as a snap does not see the first.
    """
    here = Path.cwd()
    return (None, here) if os.access(here, os.W_OK) else (None,)


def _options(folder: Path) -> list[str]:
    own = [f"--user-data-dir={folder / 'profile'}"]
    # As root, in a container, the sandbox cannot be set up; the page holds no foreign script.
    if hasattr(os, "geteuid") and os.geteuid() == 0:
        own.append("--no-sandbox")
    return [*_OPTIONS, *own]


def _run(command: list[str], seconds: float) -> str:
    """Runs the browser to its end and returns the last line it complained with."""
    try:
        process = subprocess.Popen(
            command,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.PIPE,
            start_new_session=True,
        )
    except OSError as error:
        raise InputError(
            f"{command[0]}: the browser cannot be started ({error.strerror or error}): name another one in {VARIABLE}"
        ) from None
    try:
        _, said = process.communicate(timeout=seconds)
    except subprocess.TimeoutExpired:
        _stop(process)
        raise InputError(
            f"{command[0]}: the browser took longer than {seconds:.0f} seconds for the PDF and was stopped: "
            f"print the page of --html instead"
        ) from None
    except BaseException:
        _stop(process)
        raise
    lines = said.decode("utf-8", "replace").split("\n")
    last = next((line.strip() for line in reversed(lines) if line.strip()), "")
    return f"exit code {process.returncode}" + (f", {last[:160]}" if last else "")


def _stop(process: subprocess.Popen[bytes]) -> None:
    """Ends the browser with all its processes."""
    with contextlib.suppress(ProcessLookupError):
        if hasattr(os, "killpg"):
            os.killpg(process.pid, signal.SIGKILL)
        else:
            process.kill()
    process.communicate()
