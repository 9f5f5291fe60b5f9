"""`muqabala serve` as a process: what it prints, how it ends, and what it says where it cannot begin."""

from __future__ import annotations

import os
import re
import signal
import socket
import sqlite3
import subprocess
import sys
import threading
import urllib.error
import urllib.parse
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from typer.testing import CliRunner

from muqabala.cli import app
from muqabala.commands.serve import _name, _usual_place
from muqabala.editor.server import listen
from text.errors import InputError

ROOT = Path(__file__).resolve().parent.parent
FIXTURES = ROOT / "fixtures" / "reports"
SIDES = (("left_text", "fr"), ("right_text", "ar"))


@contextmanager
def serving(*options: str) -> Iterator[tuple[subprocess.Popen[str], str, str]]:
    """Starts the command on a free port and hands out the process with the address and the line that it prints."""
    command = [sys.executable, "-m", "muqabala", "serve", "--port", "0", *options]
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as process:
        try:
            assert process.stdout is not None
            found = re.fullmatch(r"Open (http://\S+)\n", process.stdout.readline())
            assert found is not None
            yield process, found[1], process.stdout.readline()
        finally:
            process.kill()


@pytest.mark.skipif(os.name == "nt", reason="Windows has no SIGINT to send")
def test_it_prints_its_address_keeps_its_history_and_ends_quietly(tmp_path: Path) -> None:
    history = tmp_path / "history.sqlite3"
    with serving("--history", str(history)) as (process, address, line):
        assert re.fullmatch(r"http://127\.0\.0\.1:\d+/\?token=[\w-]{43}", address)
        opener = urllib.request.build_opener(urllib.request.HTTPCookieProcessor(), urllib.request.ProxyHandler({}))
        opener.open(address, timeout=30).close()
        with opener.open(address.split("?")[0], timeout=30) as answer:
            assert "Two versions of one report" in answer.read().decode()
            assert answer.headers["Server"] is None
        with pytest.raises(urllib.error.HTTPError) as refused:
            opener.open(address.replace("127.0.0.1", "localhost").split("?")[0], timeout=30)
        assert refused.value.code == 403, "the cookie belongs to the name it was given to"
        refused.value.close()
        process.send_signal(signal.SIGINT)
        out, complaints = process.communicate(timeout=30)
    assert (process.returncode, out, complaints) == (130, "", "")
    assert line == f"History: {history}. Ctrl-C ends.\n"
    base = sqlite3.connect(history)
    assert base.execute("SELECT count(*) FROM checks").fetchone() == (0,)
    base.close()


@pytest.mark.skipif(os.name == "nt", reason="Windows has no SIGINT to send")
def test_an_end_during_a_check_waits_for_no_check() -> None:
    """A check of so long a pair takes a minute."""
    long = {side: (FIXTURES / f"cyber.{lang}.txt").read_text(encoding="utf-8") * 60 for side, lang in SIDES}
    with serving("--no-history") as (process, address, _):
        opener = urllib.request.build_opener(urllib.request.HTTPCookieProcessor(), urllib.request.ProxyHandler({}))
        opener.open(address, timeout=30).close()
        with opener.open(address.split("?")[0], timeout=30) as answer:
            key = re.search(r'name="csrf" value="([\w-]+)"', answer.read().decode())
        assert key is not None
        form = urllib.parse.urlencode({"csrf": key[1], **long}).encode()
        asking = threading.Thread(target=_post, args=(opener, f"{address.split('?')[0]}check", form))
        asking.start()
        asking.join(2)
        assert asking.is_alive()
        process.send_signal(signal.SIGINT)
        out, complaints = process.communicate(timeout=30)
        asking.join()
    assert (process.returncode, out, complaints) == (130, "", "")


def _post(opener: urllib.request.OpenerDirector, address: str, form: bytes) -> None:
    try:
        opener.open(address, form).close()
    except urllib.error.HTTPError as error:
        error.close()
    except OSError:
        pass


def test_a_browser_that_goes_away_does_not_take_the_server_along() -> None:
    """Whoever writes to a closed connection gets a signal, which ends programs that print to a pipe."""
    with serving("--no-history") as (process, address, _):
        port = int(re.findall(r":(\d+)/", address)[0])
        for _ in range(20):
            with socket.create_connection(("127.0.0.1", port), timeout=30) as asking:
                asking.sendall(b"GET / HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n" * 2)
        opener = urllib.request.build_opener(urllib.request.ProxyHandler({}))
        opener.open(address, timeout=30).close()
        assert process.poll() is None


def test_other_machines_are_let_in_only_with_a_warning() -> None:
    with serving("--host", "0.0.0.0", "--no-history") as (process, address, line):
        assert address.startswith("http://127.0.0.1:")
        process.terminate()
        complaints = process.communicate(timeout=30)[1]
    assert line == "No history is kept. Ctrl-C ends.\n"
    assert complaints.startswith("muqabala: --host 0.0.0.0: whoever reaches this machine and knows the token can")
    assert complaints.count("\n") == 1


def test_a_port_in_use_is_one_sentence() -> None:
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        port = other.getsockname()[1]
        wanted = rf"--port {port}: 127\.0\.0\.1 cannot be listened to \(.+\): name another port, or 0 for any free one"
        with pytest.raises(InputError, match=wanted):
            listen("127.0.0.1", port)
        command = [sys.executable, "-m", "muqabala", "serve", "--no-history", "--port", str(port)]
        ended = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False, timeout=60)
    assert (ended.returncode, ended.stdout) == (2, "")
    assert re.fullmatch(f"muqabala: {wanted}\n", ended.stderr)


def test_a_host_that_does_not_exist_is_one_sentence() -> None:
    for host in ("no.such.host.invalid", "a" * 70, "192.0.2.1"):
        with pytest.raises(InputError, match=r"there is no such address|cannot be listened to"):
            listen(host, 0)


def test_history_and_no_history_contradict_each_other() -> None:
    ended = CliRunner().invoke(app, ["serve", "--history", "x", "--no-history"])
    assert isinstance(ended.exception, InputError) and "contradict each other" in str(ended.exception)


def test_without_the_extra_one_sentence_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "starlette", None)
    ended = CliRunner().invoke(app, ["serve", "--no-history"])
    assert isinstance(ended.exception, InputError)
    assert str(ended.exception) == (
        "the page needs starlette, and it is not installed: install the extra with: pip install 'muqabala[serve]'"
    )


@pytest.mark.skipif(sys.platform != "linux", reason="other systems keep data elsewhere")
def test_the_history_lies_in_the_users_data_folder(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path))
    assert _usual_place() == tmp_path / "muqabala" / "history.sqlite3"


def test_who_decides_is_named_or_the_login(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("getpass.getuser", lambda: "login")
    assert [_name("  Amina \n B. "), _name(None), _name(" ")] == ["Amina B.", "login", "login"]

    def nobody() -> str:
        raise OSError("no login")

    monkeypatch.setattr("getpass.getuser", nobody)
    assert _name(None) == "unknown"
