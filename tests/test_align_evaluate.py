"""The scores of an alignment, on cases worked out by hand."""

from __future__ import annotations

import pytest

from align.evaluate import BeadCounts, LinkCounts, count_beads, count_links

GOLD = [((0,), (0,)), ((1, 2), (1,)), ((3,), ()), ((), (2,)), ((4,), (3,))]


def test_the_gold_itself_scores_one() -> None:
    counts = count_beads(GOLD, GOLD)
    assert counts.strict() == counts.lax() == counts.null() == (1.0, 1.0, 1.0)


def test_a_bead_that_only_overlaps_is_a_lax_hit() -> None:
    found = [((0,), (0,)), ((1,), (1,)), ((2, 3), ()), ((), (2,)), ((4,), (3,))]
    counts = count_beads(GOLD, found)
    assert counts.strict() == pytest.approx((4 / 6, 2 / 3, 2 / 3))
    assert counts.lax() == pytest.approx((5 / 6, 1.0, 10 / 11))
    assert counts.null() == pytest.approx((2 / 3, 1.0, 0.8))


def test_counts_add_up_and_nothing_found_is_zero() -> None:
    both = count_beads(GOLD, GOLD) + count_beads(GOLD, [])
    assert both.strict()[1] == 0.5
    assert BeadCounts().strict() == (0.0, 0.0, 0.0)


def test_possible_links_are_no_mistake_and_sure_ones_are_wanted() -> None:
    sure, possible = frozenset({(0, 0), (1, 1)}), frozenset({(1, 2)})
    counts = count_links(sure, possible, frozenset({(0, 0), (1, 2), (2, 0)}), (range(4), range(3)))
    assert counts.error_rate() == pytest.approx(1 - (1 + 2) / (3 + 2))
    assert counts.links() == pytest.approx((2 / 3, 1 / 2, 4 / 7))
    # Gold leaves left 2, 3 alone; found leaves left 3 and right 1.
    assert counts.null() == pytest.approx((0.5, 0.5, 0.5))
    assert LinkCounts().error_rate() == 1.0
