"""What versions differ in, gathered over their pairs, with links and findings given by hand."""

from __future__ import annotations

from itertools import combinations

from align.anchors import collect
from align.bead import Alignment, Bead, Link
from align.pieces import pieces_of
from align.version_edges import compare
from align.versions import Statement
from checks.finding import Finding, Severity
from checks.points import PairFindings, Point, points
from tests.report_factory import finding
from text.document import Span
from text.reader import read_text

WORD = Span(0, 5)
TEXTS = ("Grace came home today.", "Gress came home today.", "Griss came home today.")
DOCUMENTS = [read_text(text, lang="en", name=f"{number}.txt") for number, text in enumerate(TEXTS)]
STATEMENT = Statement(
    tuple(piece for version, document in enumerate(DOCUMENTS) for piece in pieces_of(document, version))
)


def gathered(
    found: dict[tuple[int, int], Finding], linked: set[tuple[int, int]], absent: tuple[int, ...] = ()
) -> tuple[Point, ...]:
    """Returns the points of three one-sentence versions whose first words are linked in these pairs."""
    pairs = []
    for first, second in combinations(range(3), 2):
        left, right = DOCUMENTS[first], DOCUMENTS[second]
        links = (Link(WORD, WORD, 1.0),) if (first, second) in linked else ()
        alignment = Alignment(left, right, (Bead((0,), (0,), 5.0),), links, "translation", 1.0)
        told = (found[first, second],) if (first, second) in found else ()
        pairs.append(PairFindings(compare(first, second, alignment, collect(left, right)), told))
    return points(STATEMENT, pairs, absent)


def changed(code: str = "NAM002", severity: Severity = Severity.CRITICAL) -> Finding:
    return finding(code, severity, left=(WORD,), right=(WORD,))


def only_left(code: str = "NAM001") -> Finding:
    return finding(code, left=(WORD,))


def test_one_version_against_two_that_agree() -> None:
    (point,) = gathered({(0, 1): changed(), (0, 2): changed()}, {(1, 2)})
    assert (point.odd, point.apart) == (0, ((0, 1), (0, 2)))
    assert [value.spans for value in point.values] == [(WORD,)] * 3


def test_a_third_version_linked_to_both_settles_what_two_take_for_a_change() -> None:
    assert gathered({(1, 2): changed()}, {(0, 1), (0, 2)}) == ()


def test_a_third_version_linked_to_one_settles_nothing_and_names_the_odd_one() -> None:
    (point,) = gathered({(1, 2): changed()}, {(0, 1)})
    assert point.apart == ((1, 2),)


def test_a_turned_negation_is_not_settled_by_links() -> None:
    (point,) = gathered({(1, 2): changed("NEG001")}, {(0, 1), (0, 2)})
    assert point.apart == ((1, 2),)


def test_a_missing_name_that_a_third_version_knows_is_not_missing() -> None:
    assert gathered({(0, 1): only_left()}, {(0, 2), (1, 2)}) == ()
    (point,) = gathered({(0, 1): only_left(), (1, 2): finding("NAM001", right=(WORD,))}, {(0, 2)})
    assert point.odd == 1
    assert [value.spans for value in point.values] == [(WORD,), (), (WORD,)]


def test_findings_of_other_families_are_other_points_the_graver_first() -> None:
    found = gathered({(0, 1): changed("NAM002", Severity.MINOR), (0, 2): changed("NUM001")}, set())
    assert [point.finding.code for point in found] == ["NUM001", "NAM002"]


def test_what_an_absent_version_lacks_is_no_point() -> None:
    assert gathered({(0, 1): only_left()}, set(), absent=(1,)) == ()
