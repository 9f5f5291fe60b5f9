"""The history: checks and decisions in one SQLite file of the user's, or in memory where none is to be kept."""

from __future__ import annotations

import os
import sqlite3
import threading
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Literal, get_args

from checks.baseline import Baseline, Entry
from checks.context import SideName
from muqabala.editor.draft import Draft, Version
from text.document import Lang
from text.errors import InputError

DecisionKind = Literal["accepted", "dismissed"]
# What baseline entries made here are said to come from: the page knows texts, not corpora.
CORPUS = "muqabala serve"
_FORMAT = 1
_TITLE = 160
_TABLES = """
CREATE TABLE checks (
    id INTEGER PRIMARY KEY AUTOINCREMENT, changed TEXT NOT NULL, verdict TEXT NOT NULL,
    left_text TEXT NOT NULL, left_lang TEXT, left_name TEXT NOT NULL,
    right_text TEXT NOT NULL, right_lang TEXT, right_name TEXT NOT NULL,
    original TEXT, glossary TEXT NOT NULL
);
CREATE TABLE decisions (
    fingerprint TEXT PRIMARY KEY, kind TEXT NOT NULL, code TEXT NOT NULL, message TEXT NOT NULL, pair TEXT NOT NULL,
    reason TEXT NOT NULL, author TEXT NOT NULL, day TEXT NOT NULL
);
"""
_DRAFT = "left_text, left_lang, left_name, right_text, right_lang, right_name, original, glossary"


@dataclass(frozen=True, slots=True)
class Recap:
    """Is one line of the history; `changed` is a moment in UTC, ISO."""

    id: int
    changed: str
    title: str
    verdict: str


@dataclass(frozen=True, slots=True)
class Decision:
    """Is what somebody made of a finding: accepted (it differs, and may) or dismissed (it is a false alarm)."""

    fingerprint: str
    kind: DecisionKind
    code: str
    message: str
    pair: str
    reason: str
    author: str
    day: str

    def entry(self) -> Entry:
        """Returns the line of a baseline; a dismissal says so in its reason, for a baseline knows no kinds."""
        reason = self.reason if self.kind == "accepted" else f"false alarm: {self.reason}"
        return Entry(self.fingerprint, self.code, self.message, CORPUS, self.pair, reason, self.author, self.day)


def as_baseline(decisions: Iterable[Decision]) -> Baseline:
    """Returns the baseline that holds these decisions."""
    return Baseline({decision.fingerprint: decision.entry() for decision in decisions})


class Store:
    """Keeps checks and decisions. It may be used from several threads."""

    def __init__(self, path: Path | None) -> None:
        """Opens the file, making it and its folder for this user alone; None keeps everything in memory."""
        self._lock = threading.Lock()
        self._name = str(path) if path is not None else "the history"
        if path is not None:
            _prepare(path)
        with self._told():
            self._base = sqlite3.connect(path or ":memory:", timeout=5.0, check_same_thread=False)
        try:
            with self._told():
                self._prepare_tables()
        except InputError:
            self._base.close()
            raise

    def save(self, draft: Draft, verdict: str, number: int | None = None) -> int:
        """Keeps a check and returns its number; one with a known number takes the place of what was there."""
        values = (*_values(draft), verdict, datetime.now(UTC).isoformat(timespec="seconds"))
        columns = f"{_DRAFT}, verdict, changed"
        with self._using() as base:
            known = number is not None and base.execute("SELECT 1 FROM checks WHERE id = ?", (number,)).fetchone()
            marks = ", ".join("?" * len(values))
            if known and number is not None:
                base.execute(f"UPDATE checks SET ({columns}) = ({marks}) WHERE id = ?", (*values, number))  # noqa: S608
                return number
            made = base.execute(f"INSERT INTO checks ({columns}) VALUES ({marks})", values)  # noqa: S608
            return int(made.lastrowid or 0)

    def draft(self, number: int) -> Draft | None:
        """Returns what was checked under a number, None where there is nothing."""
        with self._using() as base:
            row = base.execute(f"SELECT {_DRAFT} FROM checks WHERE id = ?", (number,)).fetchone()  # noqa: S608
        return _draft(row) if row is not None else None

    def recaps(self, limit: int = 1_000) -> tuple[Recap, ...]:
        """Returns the checks, the latest first."""
        with self._using() as base:
            rows = base.execute(
                "SELECT id, changed, substr(ltrim(left_text, ' ' || char(9, 10)), 1, ?), verdict FROM checks "
                "ORDER BY changed DESC, id DESC LIMIT ?",
                (_TITLE, limit),
            ).fetchall()
        return tuple(Recap(number, changed, text.split("\n")[0], verdict) for number, changed, text, verdict in rows)

    def delete(self, number: int) -> None:
        """Forgets a check; decisions stay, for they hold wherever the finding comes up again."""
        with self._using() as base:
            base.execute("DELETE FROM checks WHERE id = ?", (number,))

    def forget(self) -> None:
        """Forgets all checks and all decisions."""
        with self._using() as base:
            base.execute("DELETE FROM checks")
            base.execute("DELETE FROM decisions")

    def decide(self, decision: Decision) -> None:
        """Keeps a decision; an earlier one on the same finding gives way."""
        row = (decision.fingerprint, decision.kind, decision.code, decision.message, decision.pair)
        with self._using() as base:
            base.execute(
                "INSERT OR REPLACE INTO decisions VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
                (*row, decision.reason, decision.author, decision.day),
            )

    def undo(self, fingerprint: str) -> None:
        """Takes a decision back."""
        with self._using() as base:
            base.execute("DELETE FROM decisions WHERE fingerprint = ?", (fingerprint,))

    def decisions(self) -> dict[str, Decision]:
        """Returns all decisions by the fingerprint of their finding."""
        with self._using() as base:
            rows = base.execute(
                "SELECT fingerprint, kind, code, message, pair, reason, author, day FROM decisions ORDER BY fingerprint"
            ).fetchall()
        return {row[0]: Decision(*row) for row in rows}

    def close(self) -> None:
        """Closes the file."""
        with self._lock:
            self._base.close()

    def _prepare_tables(self) -> None:
        # A text that was deleted is to be gone from the file too.
        self._base.execute("PRAGMA secure_delete = ON")
        (found,) = self._base.execute("PRAGMA user_version").fetchone()
        if found == 0:
            self._base.executescript(f"BEGIN; {_TABLES} PRAGMA user_version = {_FORMAT}; COMMIT;")
        elif found != _FORMAT:
            raise InputError(f"{self._name}: this history was written by a newer muqabala: name another --history")

    @contextmanager
    def _using(self) -> Iterator[sqlite3.Connection]:
        """Hands out the connection for one change, which is kept whole or not at all."""
        with self._lock, self._told(), self._base:
            yield self._base

    @contextmanager
    def _told(self) -> Iterator[None]:
        """Says what SQLite complains about in one sentence."""
        try:
            yield
        except sqlite3.Error as error:
            raise InputError(
                f"{self._name}: the history cannot be used ({error}): name another file with --history, or --no-history"
            ) from None


def _prepare(path: Path) -> None:
    try:
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        # SQLite would make the file readable for everybody.
        os.close(os.open(path, os.O_RDWR | os.O_CREAT, 0o600))
    except OSError as error:
        raise InputError(
            f"{path}: the history cannot be opened ({error.strerror}): name another file with --history, "
            f"or --no-history"
        ) from None


def _values(draft: Draft) -> tuple[str | None, ...]:
    left, right = draft.left, draft.right
    sides = (left.text, left.lang, left.name, right.text, right.lang, right.name)
    return (*sides, draft.original, draft.glossary)


def _draft(row: Sequence[str | None]) -> Draft:
    left, right = (
        Version(text or "", next((known for known in get_args(Lang) if known == lang), None), name or "")
        for text, lang, name in (row[:3], row[3:6])
    )
    original: SideName | None = next((side for side in get_args(SideName) if side == row[6]), None)
    return Draft(left, right, original, row[7] or "")
