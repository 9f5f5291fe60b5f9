"""The history keeps checks and decisions for one user, forgets them when told to, and names a wrong file."""

from __future__ import annotations

import os
import sqlite3
import stat
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from checks.baseline import loads
from muqabala.editor.draft import Draft, Version, file_name, typed
from muqabala.editor.store import Decision, Store, as_baseline
from text.errors import InputError

DRAFT = Draft(
    Version("Un texte.\nSuite.", "fr", "un.fr.txt"),
    Version("نصّ واحد 🙂\u200c.", None, ""),
    "left",
    "fr = ar\nONU = الأمم",
)
DECISION = Decision(
    "0a1b", "accepted", "NUM001", '"13" became "٣١"', "check 1", "arrondi\u2028voulu", "أمينة", "2026-03-01"
)


@pytest.fixture
def store() -> Iterator[Store]:
    made = Store(None)
    yield made
    made.close()


def test_a_check_comes_back_as_it_was_after_the_file_was_closed(tmp_path: Path) -> None:
    path = tmp_path / "deep" / "history.sqlite3"
    store = Store(path)
    number = store.save(DRAFT, "French and Arabic: No discrepancy found")
    store.decide(DECISION)
    store.close()
    again = Store(path)
    assert again.draft(number) == DRAFT
    assert again.decisions() == {"0a1b": DECISION}
    again.close()


@pytest.mark.skipif(os.name == "nt", reason="Windows has no such permissions")
def test_the_file_is_for_its_user_alone(tmp_path: Path) -> None:
    path = tmp_path / "deep" / "history.sqlite3"
    Store(path).close()
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert stat.S_IMODE(path.parent.stat().st_mode) == 0o700


def test_a_check_that_goes_on_takes_its_own_place(store: Store) -> None:
    number = store.save(DRAFT, "before")
    assert store.save(replace(DRAFT, original=None), "after", number) == number
    assert [(recap.id, recap.title, recap.verdict) for recap in store.recaps()] == [(number, "Un texte.", "after")]
    assert store.draft(number) == replace(DRAFT, original=None)


def test_a_deleted_number_is_never_used_again(store: Store) -> None:
    number = store.save(DRAFT, "one")
    store.delete(number)
    assert store.draft(number) is None
    assert store.save(DRAFT, "two", number) == number + 1


def test_a_later_decision_takes_the_place_of_an_earlier_one_and_can_be_taken_back(store: Store) -> None:
    store.decide(DECISION)
    store.decide(replace(DECISION, kind="dismissed"))
    assert [decision.kind for decision in store.decisions().values()] == ["dismissed"]
    store.undo("unknown")
    store.undo("0a1b")
    assert store.decisions() == {}


def test_to_forget_leaves_no_word_in_the_file(tmp_path: Path) -> None:
    path = tmp_path / "history.sqlite3"
    store = Store(path)
    store.save(replace(DRAFT, left=Version("Zanzibarquelconque")), "one")
    store.decide(replace(DECISION, reason="Zanzibarquelconque"))
    store.forget()
    assert store.recaps() == () and store.decisions() == {}
    store.close()
    assert b"Zanzibarquelconque" not in path.read_bytes()


def test_the_baseline_says_which_findings_are_false_alarms() -> None:
    dismissed = replace(DECISION, fingerprint="2c", kind="dismissed")
    baseline = loads(as_baseline([dismissed, DECISION]).dumps(), "baseline")
    assert {name: entry.reason for name, entry in baseline.entries.items()} == {
        "0a1b": "arrondi\u2028voulu",
        "2c": "false alarm: arrondi\u2028voulu",
    }
    entry = baseline.entries["0a1b"]
    assert (entry.corpus, entry.pair, entry.author, entry.date) == ("muqabala serve", "check 1", "أمينة", "2026-03-01")


def test_text_that_looks_like_sql_is_text(store: Store) -> None:
    draft = Draft(Version("'); DROP TABLE checks; --"), Version('" OR 1=1'))
    assert store.draft(store.save(draft, "'; DELETE FROM checks; --")) == draft
    store.undo("' OR '1'='1")
    assert len(store.recaps()) == 1


def test_a_file_that_is_no_history_is_told_in_one_sentence(tmp_path: Path) -> None:
    path = tmp_path / "notes.txt"
    path.write_text("These are my notes, and they are long enough to be looked at.\n" * 40, encoding="utf-8")
    with pytest.raises(InputError, match=r"notes\.txt: the history cannot be used \(file is not a database\): name an"):
        Store(path)
    with pytest.raises(InputError, match=r"the history cannot be opened \(Is a directory\)"):
        Store(tmp_path)
    with pytest.raises(InputError, match="the history cannot be opened"):
        Store(path / "below" / "a" / "file")


def test_a_history_of_a_newer_muqabala_is_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "history.sqlite3"
    base = sqlite3.connect(path)
    base.execute("PRAGMA user_version = 7")
    base.close()
    with pytest.raises(InputError, match="was written by a newer muqabala"):
        Store(path)


def test_what_is_typed_is_kept_as_a_text_field_holds_it() -> None:
    assert typed("a\r\nb\rc\nd\0e\ud800") == "a\nb\nc\nd\ufffde?"


@pytest.mark.parametrize(
    ("given", "shown"),
    [
        ("../../etc/passwd", "passwd"),
        ("C:\\Users\\a\\storm.fr.txt", "storm.fr.txt"),
        ("a\r\nb.txt", "a b.txt"),
        ("\u202egpj.exe", "⟦RLO⟧gpj.exe"),
        ("..", ".."),
        ("", ""),
    ],
)
def test_a_file_name_is_only_a_name(given: str, shown: str) -> None:
    assert file_name(given) == shown
    assert len(file_name("x" * 500 + ".txt")) == 120
