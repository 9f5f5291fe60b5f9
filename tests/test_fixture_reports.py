"""The fixture reports: planted discrepancies are found, faithful adaptations stay silent."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from align.aligner import align_with_evidence
from checks.finding import Finding
from checks.runner import run
from tests.expectations import WIDEST, Expected, alarms, flagged, missed
from text.document import Lang, Span
from text.reader import read_text

FOLDER = Path(__file__).parents[1] / "fixtures" / "reports"
PAIRS = json.loads((FOLDER / "expected.json").read_text(encoding="utf-8"))["pairs"]


def _findings(left: str, right: str, left_lang: Lang, right_lang: Lang) -> list[Finding]:
    documents = [
        read_text((FOLDER / name).read_bytes().decode("utf-8"), lang=lang, name=name)
        for name, lang in ((left, left_lang), (right, right_lang))
    ]
    alignment, evidence = align_with_evidence(documents[0], documents[1])
    return alarms(run(alignment, evidence))


def _expected(side: str, row: dict[str, int | str]) -> Expected:
    span = Span(int(row["start"]), int(row["end"]))
    return Expected(side, span, str(row["text"]), WIDEST * len(span))


@pytest.mark.parametrize("pair", PAIRS, ids=lambda pair: f"{pair['left']}-{pair['right']}")
def test_planted_discrepancies_are_found_and_traps_stay_silent(pair: dict) -> None:  # type: ignore[type-arg]
    found = _findings(pair["left"], pair["right"], pair["left_lang"], pair["right_lang"])
    wanted = []
    for row in pair["must_find"]:
        choice = [_expected(row["side"], row)]
        if "other" in row:
            choice.append(_expected("right" if row["side"] == "left" else "left", row["other"]))
        wanted.append(tuple(choice))
    assert missed(found, wanted) == []
    assert flagged(found, [_expected(row["side"], row) for row in pair["must_not_flag"]]) == []
    if not pair["must_find"]:
        assert [finding.message for finding in found] == []
