"""The small written forms: ladder, signature, exact figures, file names, lines of JSON."""

from __future__ import annotations

import json
from fractions import Fraction
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from align.bead import Bead
from align.ladder import read_ladder, write_ladder
from muqabala.audit_records import file_name
from muqabala.output import json_line, write_whole
from reports.reading import exact
from reports.signature import signature
from text.errors import InputError

INDICES = st.lists(st.integers(0, 500), max_size=4).map(tuple)


@given(st.lists(st.builds(Bead, INDICES, INDICES, st.integers(-9999, 9999).map(lambda value: value / 100))))
def test_a_ladder_is_read_back_as_written(beads: list[Bead]) -> None:
    assert read_ladder(write_ladder(beads)) == tuple(beads)


def test_a_ladder_of_another_tool_is_read() -> None:
    assert read_ladder("# id\n[0]:[0, 1]:0.31\n\n[1]:[]\n") == (Bead((0,), (0, 1), 0.31), Bead((1,), (), 0.0))
    with pytest.raises(ValueError, match="line 1"):
        read_ladder("0-1")


@given(st.fractions(max_denominator=10**6))
def test_an_exact_figure_has_the_value_it_says(value: Fraction) -> None:
    assert Fraction(exact(value)) == value


def test_exact_figures_are_decimals_where_they_end() -> None:
    written = {"3500000": Fraction(3500000), "0.05": Fraction(1, 20), "-2.5": Fraction(-5, 2), "2/3": Fraction(2, 3)}
    assert {exact(value): value for value in written.values()} == written


def test_a_signature_changes_with_what_it_names_and_with_nothing_else() -> None:
    first = signature("1.0", ("fr", "ar"), ["NUM001", "OMI001"], {"original": "", "select": ""})
    assert first == signature("1.0", ("ar", "fr"), ["OMI001", "NUM001"], {"select": "", "original": ""})
    assert [part.split(":")[0] for part in first.split("|")] == ["muqabala", "lex", "align", "rules", "cfg"]
    others = {
        signature("1.1", ("fr", "ar"), ["NUM001", "OMI001"], {"original": "", "select": ""}),
        signature("1.0", ("fr", "fa"), ["NUM001", "OMI001"], {"original": "", "select": ""}),
        signature("1.0", ("fr", "ar"), ["NUM001"], {"original": "", "select": ""}),
        signature("1.0", ("fr", "ar"), ["NUM001", "OMI001"], {"original": "left", "select": ""}),
    }
    assert len(others | {first}) == 5


@pytest.mark.parametrize("identifier", ["dev-frar-0001", "cas 7", "flores.17", "تقرير"])
def test_an_id_that_can_be_a_file_name_is_one(identifier: str) -> None:
    assert file_name(identifier) == identifier


def test_other_ids_become_harmless_and_stay_different() -> None:
    unsafe = ["../up", "a/b", "a:b", ".", "..", ".hidden", "x" * 300, "nul\0", "a\nb", " a", "é" * 150, "\ud800"]
    names = [file_name(identifier) for identifier in unsafe]
    assert len(set(names)) == len(unsafe)
    for name in names:
        assert len(name.encode()) <= 200
        assert not set(name) & set('/\\:\0\n"')
        assert not name.startswith(".")


def test_a_line_of_json_stays_one_line_and_can_be_written() -> None:
    line = json_line({"text": "a\u2028b\u202e\u0085\n\ud800é"})
    assert len(line.splitlines()) == 1
    assert line.encode("utf-8")
    assert json.loads(line) == {"text": "a\u2028b\u202e\u0085\n\ufffdé"}


def test_a_file_is_written_whole_or_not_at_all(tmp_path: Path) -> None:
    path = tmp_path / "new" / "report.json"
    write_whole(path, "one\n")
    write_whole(path, "two\n")
    assert path.read_text(encoding="utf-8") == "two\n"
    assert [entry.name for entry in path.parent.iterdir()] == ["report.json"]
    with pytest.raises(InputError, match="cannot be written"):
        write_whole(path / "below", "three")
    with pytest.raises(InputError, match="cannot be written"):
        write_whole(tmp_path, "a folder")
