"""The life of a baseline: accepted, stale, expired, pruned; and budgets."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from muqabala.budget import parse_budget
from tests.command_line import Muqabala
from tests.gate_corpus import CLEAN, CRITICAL, MAJOR, tsv
from text.errors import InputError


def test_the_life_of_a_baseline(muqabala: Muqabala, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1780000000")
    (tmp_path / "muqabala.toml").write_text('baseline = "known.jsonl"\nunit = "sentence"\n', encoding="utf-8")
    name, known = tsv(tmp_path / "a.tsv", CLEAN, CRITICAL), tmp_path / "known.jsonl"
    assert "make it with muqabala baseline update" in muqabala("gate", name).err

    listed = muqabala("baseline", "update", name)
    assert (listed.code, known.exists()) == (1, False)
    assert "new: a.tsv, line 3: critical NUM001" in listed.out
    assert muqabala("baseline", "update", name, "--reason", " ").code == 2
    accept = ("--reason", "as the agency has it", "--author", "Amina", "--expires", "2026-12-31")
    assert muqabala("baseline", "update", name, *accept).code == 0
    first = known.read_bytes()
    assert (json.loads(first.splitlines()[1])["reason"], first.count(b"2026-05-28")) == ("as the agency has it", 1)
    passed = muqabala("gate", name)
    assert (passed.code, "1 suppressed; 0 discrepancies" in passed.out) == (0, True)

    # A new finding is not absorbed by a second update, moved records stay known, and nothing is written twice.
    tsv(tmp_path / "a.tsv", CRITICAL, CLEAN, MAJOR)
    assert muqabala("gate", name).code == 1
    assert muqabala("baseline", "update", name).code == 1
    assert known.read_bytes() == first
    assert muqabala("baseline", "update", name, "--ignore", "NUM002", *accept).code == 0
    assert known.read_bytes() == first

    # Mended: the entry is stale, told, and taken out on demand.
    tsv(tmp_path / "a.tsv", CLEAN)
    stale = muqabala("gate", name)
    assert (stale.code, "matches no finding any more" in stale.out) == (0, True)
    assert "matches no finding" not in muqabala("gate", name, "--select", "DAT").out
    assert "1 taken out" in muqabala("baseline", "prune", name).out
    assert known.read_text(encoding="utf-8").count("\n") == 1


def test_an_expired_entry_no_longer_counts(muqabala: Muqabala, tmp_path: Path) -> None:
    name = tsv(tmp_path / "a.tsv", CRITICAL)
    unit = ("--unit", "sentence", "--baseline", "known.jsonl")
    accept = ("--reason", "for now", "--author", "A", "--date", "2020-01-01", "--expires", "2020-02-01")
    assert muqabala("baseline", "update", name, *unit, *accept).code == 0
    ended = muqabala("gate", name, *unit)
    assert (ended.code, "expired and no longer counts" in ended.out) == (1, True)
    audited = muqabala("baseline", "audit", "--baseline", "known.jsonl")
    assert (audited.code, "EXPIRED: NUM001" in audited.out) == (1, True)
    assert muqabala("baseline", "update", name, *unit, "--reason", "again", "--author", "B").code == 0
    assert muqabala("gate", name, *unit).code == 0
    assert "1 entries, 0 expired, 1 without an end" in muqabala("baseline", "audit", "--baseline", "known.jsonl").out


def test_prune_keeps_what_could_not_be_looked_for(muqabala: Muqabala, tmp_path: Path) -> None:
    unit = ("--unit", "sentence", "--baseline", "known.jsonl")
    name = tsv(tmp_path / "a.tsv", CRITICAL)
    other = tsv(tmp_path / "b.tsv", MAJOR)
    assert muqabala("baseline", "update", name, other, *unit, "--reason", "r", "--author", "A").code == 0
    tsv(tmp_path / "a.tsv", CLEAN, ("", "نص"))
    assert muqabala("baseline", "prune", name, *unit).code == 2
    assert (tmp_path / "known.jsonl").read_text(encoding="utf-8").count("\n") == 3
    tsv(tmp_path / "a.tsv", CLEAN)
    assert muqabala("baseline", "prune", name, *unit).code == 0
    assert '"corpus": "b.tsv"' in (tmp_path / "known.jsonl").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("budget", "shown"), [("2/1000w", "2 per 1,000 words"), ("0.5 per 100 pairs", "0.5 per 100 pairs")]
)
def test_budgets_are_read(budget: str, shown: str) -> None:
    assert str(parse_budget(budget)) == shown
    for wrong in ("2", "2/100w", "2/1000p", "-1/100p", "1/100px"):
        with pytest.raises(InputError):
            parse_budget(wrong)
