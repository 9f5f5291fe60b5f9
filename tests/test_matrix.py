"""The matrix of versions on the fixtures: what is absent, what differs, with which values, and who stands alone."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import pytest

from checks.finding import Severity
from checks.matrix import Row
from checks.points import odd_one
from muqabala.collation import collate
from reports.matrix import Collation
from text.ingest import read_file

FOLDER = Path(__file__).parent.parent / "fixtures" / "reports"
FR, AR, EN, FA = range(4)


@cache
def collation(*names: str) -> Collation:
    return collate([read_file(str(FOLDER / name), lang=None) for name in names])


def cyber() -> Collation:
    return collation("cyber.fr.txt", "cyber.ar.txt", "cyber.en.txt", "cyber.fa.txt")


def row_with(found: Collation, version: int, text: str) -> Row:
    """Returns the row whose cell of the version begins with the text."""
    raw = found.matrix.documents[version].raw
    (row,) = (
        row for row in found.matrix.rows if any(span.of(raw).startswith(text) for span in row.cells[version].spans)
    )
    return row


def states(row: Row) -> list[str]:
    return [f"{cell.state}{'!' if cell.odd else ''}" for cell in row.cells]


def test_an_item_that_one_version_lacks_is_absent_there_and_only_there() -> None:
    assert states(row_with(cyber(), EN, "rapid exchange of alerts")) == ["absent!", "present", "present", "present"]
    row = row_with(cyber(), FR, "la protection des données personnelles")
    assert states(row) == ["present", "present", "absent!", "present"]
    assert row.kind == "item"
    assert row.principle is not None
    assert row.principle.id == "data-protection"


def test_a_statement_of_one_version_alone_is_its_own() -> None:
    assert states(row_with(cyber(), EN, "Pacific island states")) == ["absent", "absent", "present!", "absent"]


@pytest.mark.parametrize(
    ("start", "code", "values", "odd"),
    [
        ("Marwan al-Zubaidi", "NUM001", ["13", "٣١", "31", "۳۱"], FR),
        (
            "Kenya and Indonesia",
            "NUM001",
            ["80 millions de dollars", "٨٠ مليون دولار", "$80 million", "۱۸ میلیون دلاری"],
            FA,
        ),
        ("Kenya and Indonesia", "NAM002", ["Ghana", "كينيا", "Kenya", "کنیا"], FR),
        ("The draft declaration", "DAT001", ["jeudi", "يوم الجمعة", "Friday", "روز جمعه"], FR),
        ("The Jordanian official", "NEG001", ["imposerait", "لن", "would", "not", "نخواهد"], FR),
    ],
)
def test_a_difference_shows_the_value_of_every_version_and_the_odd_one(
    start: str, code: str, values: list[str], odd: int
) -> None:
    row = row_with(cyber(), EN, start)
    (point,) = (point for point in row.points if point.finding.code == code)
    documents = cyber().matrix.documents
    assert [
        " ".join(span.of(documents[value.version].raw).split()) for value in point.values for span in value.spans
    ] == values
    assert point.odd == odd
    assert row.cells[odd].state == "differs"
    assert row.severity is Severity.CRITICAL


def test_a_third_version_clears_up_what_two_fail_to_recognise() -> None:
    row = row_with(cyber(), EN, "From next April")
    assert [point.finding.code for point in row.points] == ["NUM004"]
    assert states(row) == ["absent!", "present", "differs!", "present"]


def test_a_statement_that_stands_inside_a_merged_sentence_is_told_elsewhere() -> None:
    found = collation("cyber.fr.txt", "report.en.md", "cyber.ar.txt")
    row = row_with(found, 0, "«\u00a0Aucun État n'a le droit")
    assert states(row) == ["present", "present", "present"]
    assert row.cells[2].elsewhere
    (span,) = row.cells[2].spans
    assert span.of(found.matrix.documents[2].raw).startswith('"لا يحق لأي دولة')


def test_faithful_versions_agree_in_every_cell() -> None:
    found = collation("storm.fr.txt", "storm.ar.txt", "storm.en.txt", "storm.fa.txt").matrix
    assert {cell.state for row in found.rows for cell in row.cells} == {"present"}
    assert [row.severity for row in found.rows if row.severity is not None] == []


def test_two_versions_have_no_odd_one() -> None:
    found = collation("cyber.fr.txt", "cyber.ar.txt").matrix
    assert found.counts()[Severity.CRITICAL] == 4
    assert not any(row.odd for row in found.rows)


@pytest.mark.parametrize(
    ("versions", "apart", "odd"),
    [
        ({0, 1, 2}, {(0, 1), (0, 2)}, 0),
        ({0, 1, 2}, {(0, 1), (0, 2), (1, 2)}, None),
        ({0, 1}, {(0, 1)}, None),
        ({0, 1, 2, 3}, {(0, 3), (1, 3)}, 3),
        ({0, 1, 2, 3}, {(0, 2), (1, 3)}, None),
    ],
)
def test_the_odd_one_differs_from_all_who_agree(
    versions: set[int], apart: set[tuple[int, int]], odd: int | None
) -> None:
    assert odd_one(versions, apart) == odd
