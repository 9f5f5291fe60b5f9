"""What the tests of the commands share."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from muqabala import cli
from tests.command_line import Ended, Muqabala


@pytest.fixture
def muqabala(monkeypatch: pytest.MonkeyPatch, capfdbinary: pytest.CaptureFixture[bytes], tmp_path: Path) -> Muqabala:
    """Runs a command in an empty folder; no traceback may reach the user."""
    monkeypatch.chdir(tmp_path)

    def run(*arguments: str) -> Ended:
        monkeypatch.setattr(sys, "argv", ["muqabala", *arguments])
        with pytest.raises(SystemExit) as ended:
            cli.main()
        out, err = capfdbinary.readouterr()
        assert b"Traceback" not in err
        return Ended(int(ended.value.code or 0), out.decode(), err.decode())

    return run
