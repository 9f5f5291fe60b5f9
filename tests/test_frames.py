"""`check_frame`: the findings of a frame of pairs are those of the single checks."""

from __future__ import annotations

import polars
import pytest

import muqabala
from reports.tabular import Row
from tests.audit_corpus import text
from text.errors import InputError

PAIRS = {
    "id": ["one", "دو", "far"],
    "left": [text("cyber.fr.txt"), text("cyber.fa.txt"), text("cyber.fr.txt")],
    "right": [text("cyber.ar.txt"), text("cyber.en.txt"), text("unrelated.ar.txt")],
    "left_lang": ["fr", None, "fr"],
    "right_lang": ["ar-EG", None, "ar"],
}


def test_findings_are_those_of_the_single_checks() -> None:
    frame = muqabala.check_frame(polars.DataFrame(PAIRS), ignore=["TRM"])
    rows = []
    for name, left, right in zip(PAIRS["id"], PAIRS["left"], PAIRS["right"], strict=True):
        report = muqabala.check_texts(str(left), str(right), ignore=["TRM"])
        for found in report.findings:
            spans = [span for side in (found.left, found.right) for span in (side[0] if side else None,)]
            offsets = [end for span in spans for end in ((span.start, span.end) if span else (None, None))]
            rows.append((name, found.code, found.severity.value, found.message, *offsets))
    columns = ["pair", "code", "severity", "message", "left_start", "left_end", "right_start", "right_end"]
    assert frame.select(columns).rows() == rows
    assert frame.columns == list(Row._fields)
    assert frame.filter(polars.col("pair") == "far")["code"].to_list() == ["DOC001"]


def test_a_frame_without_findings_has_the_columns_too() -> None:
    frame = polars.DataFrame({"id": [1], "left": ["Il pleut à Genève."], "right": ["Il pleut à Genève."]})
    found = muqabala.check_frame(frame, unit="sentence")
    assert (found.height, found.columns) == (0, list(Row._fields))
    assert found.schema == muqabala.check_frame(frame.clear()).schema
    assert found.schema["left_start"] == polars.Int64


@pytest.mark.parametrize(
    ("change", "says"),
    [
        ({"right": None}, "columns id, left and right are wanted, right is missing"),
        ({"left": ["a", None, "b"]}, "pair 'دو': the left text is missing"),
        ({"left": ["Un texte.", "", "b"]}, "pair 'دو': دو left: "),
        ({"id": ["one", "one", "x"]}, "pair 'one': the id comes twice"),
        ({"id": ["one", None, "x"]}, "row 1: the id is missing"),
        ({"left_lang": ["de", None, None]}, "pair 'one': language 'de' is not supported"),
    ],
)
def test_what_cannot_be_used_is_named(change: dict[str, object], says: str) -> None:
    data = {name: values for name, values in {**PAIRS, **change}.items() if values is not None}
    with pytest.raises(InputError) as caught:
        muqabala.check_frame(polars.DataFrame(data))
    assert says in str(caught.value)


def test_wrong_rules_and_files_are_told_before_the_work() -> None:
    with pytest.raises(InputError, match="there is no rule 'XYZ'"):
        muqabala.check_frame(polars.DataFrame(PAIRS), select=["XYZ"])
    with pytest.raises(InputError, match=r"none\.tsv"):
        muqabala.check_frame(polars.DataFrame(PAIRS), lexicons=["none.tsv"])


@pytest.mark.slow
def test_processes_change_nothing() -> None:
    count = 12
    many = polars.DataFrame(
        {"id": [str(number) for number in range(count)], "left": [text("cyber.fr.txt")] * count,
         "right": [text("cyber.ar.txt")] * count}
    )  # fmt: skip
    assert muqabala.check_frame(many, jobs=2).equals(muqabala.check_frame(many))
