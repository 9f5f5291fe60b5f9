"""The baseline as a file: found, read, written; and what day it is."""

from __future__ import annotations

import os
from datetime import UTC, date, datetime
from pathlib import Path

from checks.baseline import EMPTY, Baseline, loads
from text.errors import InputError

DEFAULT = "muqabala.baseline.jsonl"


def load(path: Path | None, *, may_be_missing: bool = False) -> Baseline:
    """Returns the baseline of a file; none at all is empty, one that is named and missing is the user's mistake."""
    if path is None:
        return EMPTY
    try:
        text = path.read_text(encoding="utf-8-sig")
    except FileNotFoundError:
        if may_be_missing:
            return EMPTY
        raise InputError(f"{path}: there is no such baseline: make it with muqabala baseline update") from None
    except (OSError, UnicodeDecodeError) as error:
        raise InputError(f"{path}: the baseline could not be read ({error})") from None
    return loads(text, str(path))


def today() -> date:
    """Returns the day in UTC, or that of SOURCE_DATE_EPOCH, for runs that must come out the same on any day."""
    fixed = os.environ.get("SOURCE_DATE_EPOCH", "")
    if fixed:
        if not fixed.isdigit():
            raise InputError(f"SOURCE_DATE_EPOCH must be a number of seconds, not {fixed!r}")
        return datetime.fromtimestamp(int(fixed), UTC).date()
    return datetime.now(UTC).date()


def shown_from(corpus: str, baseline: Path | None) -> str:
    """Returns the name of a corpus as a baseline holds it: counted from the baseline's folder, on any machine alike."""
    folder = baseline.resolve().parent if baseline is not None else Path.cwd()
    return " and ".join(Path(os.path.relpath(part, folder)).as_posix() for part in corpus.split(" and "))
