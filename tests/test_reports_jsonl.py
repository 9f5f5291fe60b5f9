"""The machine form holds to its schema, counts code points, and survives whatever a text holds."""

from __future__ import annotations

import json

import pytest
from jsonschema import Draft202012Validator  # type: ignore[import-untyped]

from align.bead import Bead
from checks.finding import Severity
from reports.jsonl import dumps, schema, to_json
from reports.report import Report
from tests.report_factory import document, finding, report, span_of
from text.document import Span


def _pair() -> Report:
    left = document("\U0001f1eb\U0001f1f7 Le 13 mars.\nLe ministre a parlé.", "fr", name="a.txt")
    right = document("في ٣١ مارس.\nقال الوزير.\nزيادة.", "ar", name="b.txt")
    found = (
        finding("NUM001", Severity.CRITICAL, left=(span_of(left, "13"),), right=(span_of(right, "٣١"),)),
        finding("OMI001", right=(span_of(right, "زيادة."),), near=span_of(left, "a parlé")),
    )
    return report(left, right, found, beads=(Bead((0,), (0,), 4.1), Bead((1,), (1,), 3.0, True), Bead((), (2,), 0.0)))


def test_the_schema_is_a_schema() -> None:
    Draft202012Validator.check_schema(schema())


def test_a_report_holds_to_the_schema() -> None:
    Draft202012Validator(schema()).validate(json.loads(dumps(_pair())))


def test_spans_come_back_with_their_text() -> None:
    made = _pair()
    loaded = json.loads(dumps(made))
    raws = {"left": made.alignment.left.raw, "right": made.alignment.right.raw}
    seen = 0
    for entry in loaded["findings"]:
        for side, raw in raws.items():
            for span in entry[side]:
                assert raw[span["start"] : span["end"]] == span["text"]
                seen += 1
    assert seen == 3
    near = loaded["findings"][1]["expected_near"]
    assert raws["left"][near["start"] : near["end"]] == near["text"] == "a parlé"


def test_keys_stand_in_the_order_of_the_contract() -> None:
    loaded = to_json(_pair())
    assert list(loaded) == ["schema", "id", "signature", "left", "right", "alignment", "findings", "summary"]
    assert list(loaded["left"]) == ["path", "lang", "sha256", "sentences", "furniture"]
    assert list(loaded["findings"][0])[:7] == ["code", "name", "severity", "mqm", "confidence", "message", "reason"]
    assert loaded["alignment"]["beads"][0] == {"left": [0], "right": [0], "score": 4.1}
    assert loaded["alignment"]["beads"][1] == {"left": [1], "right": [1], "score": 3.0, "moved": True}
    assert loaded["summary"] == {"critical": 1, "major": 1, "minor": 0, "info": 0, "suppressed": 0}


def test_optional_keys_are_left_out_when_empty() -> None:
    left, right = document("Un."), document("واحد.", "ar")
    made = report(left, right, (finding("NUM001", reason="", left=(Span(0, 2),)),), note="The same file twice.")
    loaded = to_json(made)
    assert "reason" not in loaded["findings"][0]
    assert loaded["note"] == "The same file twice."
    Draft202012Validator(schema()).validate(json.loads(dumps(made)))


@pytest.mark.parametrize(
    "odd", ["\ud800", "\udfff\ud83d\ude00", "\u2028\u2029\u0085", "\u202eevil\u202c", "\x00\x1b[31m"]
)
def test_odd_characters_keep_the_line_and_the_offsets(odd: str) -> None:
    left = document(f"Avant {odd} après.", "fr", name=f"{odd}.txt")
    text = dumps(report(left, document("بعد.", "ar"), (finding("NAM001", message=odd, left=(span_of(left, odd),)),)))
    text.encode("utf-8")
    assert len(text.splitlines()) == 1
    assert not set(text) & set("\u202e\u202c\u2028\u2029\x85\x00\x1b")
    span = json.loads(text)["findings"][0]["left"][0]
    assert len(span["text"]) == len(odd) == span["end"] - span["start"]


def test_the_same_report_gives_the_same_bytes() -> None:
    assert dumps(_pair()) == dumps(_pair())
