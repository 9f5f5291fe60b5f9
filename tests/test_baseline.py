"""The baseline: what it recognises, what it refuses, and that nothing gets into it by accident."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import pytest

from checks.baseline import EMPTY, SCHEMA, Baseline, Entry, content_fingerprint, loads
from checks.finding import Finding
from muqabala.api import check_texts
from text.errors import InputError

TODAY = date(2026, 6, 1)
FRENCH = "Le ministre a annoncé mardi que 13 soldats avaient été tués à Genève."
ARABIC = "أعلن الوزير يوم الثلاثاء أن 31 جنديا قتلوا في جنيف."


def entry(fingerprint: str = "f" * 20, *, code: str = "NUM001", corpus: str = "a.tmx", expires: str = "") -> Entry:
    return Entry(fingerprint, code, "a message", corpus, "1", "on purpose", "Amina", "2026-01-01", expires)


def key(french: str, arabic: str) -> str:
    report = check_texts(french, arabic, left_lang="fr", right_lang="ar", unit="sentence")
    (found,) = [finding for finding in report.findings if finding.code == "NUM001"]
    assert isinstance(found, Finding)
    return content_fingerprint(found, report.alignment)


def test_a_finding_is_known_by_its_content_and_by_its_sentences() -> None:
    known = key(FRENCH, ARABIC)
    assert key(f"{FRENCH} ", f"  {ARABIC}") == known
    assert key(FRENCH.upper().replace("LE MINISTRE", "Le ministre"), ARABIC) == known
    assert key(FRENCH.replace("mardi", "lundi"), ARABIC.replace("الثلاثاء", "الاثنين")) != known
    assert key(FRENCH.replace("13", "15"), ARABIC) != known


def test_the_file_is_sorted_and_comes_back_as_it_went() -> None:
    entries = [entry("b" * 20), entry("a" * 20, expires="2027-01-01"), entry("c" * 20, corpus="a.po")]
    text = EMPTY.with_entries(entries).dumps()
    assert text == EMPTY.with_entries(reversed(entries)).dumps()
    assert loads(text, "x").dumps() == text
    lines = [json.loads(line) for line in text.splitlines()]
    assert lines[0] == {"schema": SCHEMA}
    assert [line["fingerprint"][0] for line in lines[1:]] == ["c", "a", "b"]


@pytest.mark.parametrize(
    ("expires", "accepted"), [("", True), ("2026-06-01", True), ("2026-05-31", False), ("2099-01-01", True)]
)
def test_an_entry_holds_until_its_last_day(expires: str, accepted: bool) -> None:
    known = EMPTY.with_entries([entry(expires=expires)])
    assert known.accepts("f" * 20, TODAY) is accepted
    assert len(known.expired(TODAY)) == (not accepted)
    assert not known.accepts("0" * 20, TODAY)
    assert not known.accepts("", TODAY)


def test_stale_is_what_was_looked_for_and_not_seen() -> None:
    known = EMPTY.with_entries([entry("a"), entry("b"), entry("c", corpus="other.tmx"), entry("d", code="DAT001")])
    stale = known.stale({"a"}, {"a.tmx"}, {"NUM001"})
    assert [one.fingerprint for one in stale] == ["b"]
    assert sorted(known.without(stale).entries) == ["a", "c", "d"]


GOOD = json.loads(EMPTY.with_entries([entry()]).dumps().splitlines()[1])


@pytest.mark.parametrize(
    ("line", "says"),
    [
        ("no JSON", "line 1: it is not JSON"),
        ("[1]", "an object of texts was expected"),
        ('{"schema": "muqabala/baseline/9"}', "a baseline of the kind muqabala/baseline/1"),
        (json.dumps({**GOOD, "reasons": "x"}), "no field 'reasons', did you mean 'reason'?"),
        (json.dumps({**GOOD, "reason": " "}), "the entry has no reason"),
        (json.dumps({name: value for name, value in GOOD.items() if name != "author"}), "the entry has no author"),
        (json.dumps({**GOOD, "expires": "soon"}), "'soon' is no date"),
        (json.dumps({**GOOD, "date": "2026-13-01"}), "'2026-13-01' is no date"),
        (json.dumps(GOOD) + "\n" + json.dumps(GOOD), "line 2: the finding ffffffffffffffffffff stands in"),
    ],
)
def test_a_broken_baseline_is_refused_with_its_line(line: str, says: str) -> None:
    with pytest.raises(InputError, match=r"^base\.jsonl, line \d: ") as caught:
        loads(line, "base.jsonl")
    assert says in str(caught.value)


def test_a_missing_baseline_is_no_empty_one(tmp_path: Path) -> None:
    from muqabala.baseline_file import load

    assert load(None) == EMPTY
    assert load(tmp_path / "none", may_be_missing=True) == Baseline({})
    with pytest.raises(InputError, match="there is no such baseline"):
        load(tmp_path / "none")
