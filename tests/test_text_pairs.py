"""The pair tables: how they are written, read from either side, and how words of two texts find shared features."""

from __future__ import annotations

import time
from itertools import combinations

import pytest

from text import pairs
from text.languages import SUPPORTED
from text.pairs import load_pairs, render, shared_features
from text.resources import data_file
from text.tokens import tokenize

LANGUAGE_PAIRS = list(combinations(SUPPORTED, 2))
MOST_BYTES = 3_000_000


def test_a_table_is_sorted_and_signed_by_its_rows() -> None:
    rows = [("b", "y", 50), ("a", "x", 90)]
    content = render(rows)
    assert content == render(reversed(rows))
    assert content.splitlines()[1:] == ["a\tx\t90", "b\ty\t50"]
    assert content.splitlines()[0] != render(rows[:1]).splitlines()[0]


@pytest.mark.parametrize(("left", "right"), LANGUAGE_PAIRS)
@pytest.mark.parametrize("suffix", pairs.SUFFIXES)
def test_shipped_tables_are_what_render_writes(left: str, right: str, suffix: str) -> None:
    content = data_file(f"pairs/{left}-{right}{suffix}")
    rows = [line.split("\t") for line in content.splitlines()[1:]]
    assert render((own, other, int(weight)) for own, other, weight in rows) == content
    assert all(0 < int(weight) <= 100 for _, _, weight in rows)
    assert len(content.encode()) <= MOST_BYTES


def test_a_table_reads_the_same_from_the_other_side() -> None:
    there, back = load_pairs("fr", "ar"), load_pairs("ar", "fr")
    assert all(back[right][left] == weight for left, row in there.items() for right, weight in row.items())


def test_a_table_loads_fast() -> None:
    pairs.load.cache_clear()
    load_pairs("fr", "ar")
    times = []
    for _ in range(5):
        pairs.load.cache_clear()
        start = time.process_time()
        load_pairs("fr", "ar")
        times.append(time.process_time() - start)
    # Under 0.1 s of processor time on an idle machine; the test leaves room for a busy one.
    assert min(times) < 0.25


def test_a_language_with_itself_has_no_table() -> None:
    assert load_pairs("fr", "fr") == {}


def test_words_share_a_feature_only_if_both_sides_hold_the_pair() -> None:
    table = {"a": {"x": 0.9, "y": 0.1}, "b": {"y": 0.9}, "le": {"al": 0.9, "x": 0.9}}
    left, right = shared_features([("a", True), ("le", False)], [("x", True), ("y", True), ("al", False)], table, 0.5)
    assert left == {"a": {"p:a/x"}, "le": {"p:le/x"}}
    assert right == {"x": {"p:a/x", "p:le/x"}}


def test_inflected_words_have_the_key_of_their_family() -> None:
    keys = {pairs.key_of(token, "ar") for token in tokenize("الوزراء وزير للوزراء والوزير", "ar")}
    assert len(keys) == 1
