"""Writes what the commands produce: whole files or none, and text that any terminal takes."""

from __future__ import annotations

import os
import signal
import sys
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

from text.errors import InputError

if TYPE_CHECKING:
    from reports.jsonl import Json


def json_line(data: Json) -> str:
    """Returns the data as one line of JSON, text readable, without anything that would break the line."""
    from reports.jsonl import json_text

    return json_text(data)


def write_whole(path: Path, content: str | bytes) -> None:
    """Writes the file in one step, so that nobody reads half of it, and the folders above; InputError if it fails."""
    data = content.encode("utf-8", "replace") if isinstance(content, str) else content
    try:
        target = path.resolve()
        target.parent.mkdir(parents=True, exist_ok=True)
        if target.exists() and not target.is_file():
            # A pipe or device cannot be replaced, only written to.
            target.write_bytes(data)
            return
        draft = target.with_name(f".{target.name[:100]}.{os.getpid()}.part")
        try:
            draft.write_bytes(data)
            os.replace(draft, target)
        finally:
            draft.unlink(missing_ok=True)
    except OSError as error:
        raise InputError(
            f"{path}: the file cannot be written ({error.strerror or error}): name another place"
        ) from None


def emit(text: str, out: Path | None) -> None:
    """Writes the text to the file, or as UTF-8 to standard output where there is none or it is `-`."""
    if out is not None and str(out) != "-":
        write_whole(out, text)
        return
    sys.stdout.flush()
    sys.stdout.buffer.write(text.encode("utf-8", "replace"))
    sys.stdout.buffer.flush()


def emit_lines(lines: Iterable[str], out: Path | None) -> None:
    """Writes lines: to standard output each as it comes, to a file all at the end."""
    if out is not None and str(out) != "-":
        write_whole(out, "".join(f"{line}\n" for line in lines))
        return
    for line in lines:
        emit(f"{line}\n", None)


def complain(sentence: str) -> None:
    """Prints one sentence to the user on standard error."""
    print(f"muqabala: {sentence}", file=sys.stderr)


def end_quietly() -> None:
    """Ends the process as one ends whose reader went away, where the signal for that was held back."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    if hasattr(signal, "SIGPIPE"):
        signal.signal(signal.SIGPIPE, signal.SIG_DFL)
        os.kill(os.getpid(), signal.SIGPIPE)
    sys.exit(3)


def settle_streams() -> None:
    """Makes the standard streams behave: a sign for a character they lack, a quiet end where nobody reads on."""
    if hasattr(signal, "SIGPIPE"):
        signal.signal(signal.SIGPIPE, signal.SIG_DFL)
    for stream in (sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure is not None:
            reconfigure(errors="backslashreplace")
