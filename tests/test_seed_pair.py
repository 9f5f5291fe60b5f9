"""The real French and Arabic reports that the project began with; the texts are not part of the repository."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from align.aligner import align, align_with_evidence
from checks.runner import run
from tests.expectations import WIDEST, Expected, alarms, flagged, missed
from text.document import Document, Span
from text.reader import read_text

SEEDS = Path(__file__).parents[2] / "shared" / "seeds"
pytestmark = pytest.mark.skipif(not SEEDS.is_dir(), reason="the seed texts are not here")


def _document(name: str) -> Document:
    return read_text((SEEDS / name).read_text(encoding="utf-8"), name=name)


def _paragraph_length(raw: str, start: int) -> int:
    begin = raw.rfind("\n\n", 0, start) + 1
    end = raw.find("\n\n", start)
    return (len(raw) if end < 0 else end) - begin


def test_the_pair_says_what_it_must_and_nothing_it_must_not() -> None:
    sheet = json.loads((SEEDS / "expected_000_001.json").read_text(encoding="utf-8"))
    left, right = _document(sheet["left"]), _document(sheet["right"])
    alignment, evidence = align_with_evidence(left, right)
    found = alarms(run(alignment, evidence))
    wanted = []
    for row in sheet["must_find"]:
        raw = (left if row["shown_on"] == "left" else right).raw
        limit = WIDEST * (row["end"] - row["start"])
        if "whole paragraph" in row["note"]:
            limit = max(limit, _paragraph_length(raw, row["start"]))
        wanted.append((Expected(row["shown_on"], Span(row["start"], row["end"]), row["text"], limit),))
    protected = [
        Expected(row["shown_on"], Span(row["start"], row["end"]), row["text"], WIDEST * (row["end"] - row["start"]))
        for row in sheet["must_not_flag"]
    ]
    assert missed(found, wanted) == []
    assert flagged(found, protected) == []
    assert len(found) <= 18


@pytest.mark.parametrize("other", ["003_eddeb88cb7a96027.txt", "004_047dedbbc785d588.txt"])
def test_texts_that_do_not_belong_together_are_refused(other: str) -> None:
    assert align(_document("000_3675a9956f4890a3.txt"), _document(other)).relation == "unrelated"
