"""Sentence alignment: the search finds the best path, every sentence has one bead, sides may be swapped."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from itertools import chain

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from align.aligner import align
from align.anchors import collect
from align.bead import Bead
from align.cuts import WHOLE, find_cuts
from align.moves import with_moves
from align.scores import WIDEST, BeadScorer, Scores, unbroken
from align.search import Priors, best_path, shape_prior
from align.sentences import align_sentences
from text.document import Document, Lang
from text.reader import read_text

LINES = {
    "fr": (
        "Le ministre a visité Paris lundi.",
        "La Banque mondiale prête 40 millions de dollars.", "Il pleut.",
        "Le président a rencontré les journalistes à Tunis.", "Les prix du blé ont augmenté de 12 %.",
        "Trois soldats ont été tués.", "L'accord sera signé en mars 2021.", "Qui a gagné l'élection ?",
    ),
    "ar": (
        "زار الوزير باريس يوم الاثنين.", "يقرض البنك الدولي 40 مليون دولار.", "إنها تمطر.",
        "التقى الرئيس الصحفيين في تونس.",
        "ارتفعت أسعار القمح بنسبة 12 بالمئة.", "قتل ثلاثة جنود.", "سيوقع الاتفاق في مارس 2021.",
        "من فاز في الانتخابات؟",
    ),
}  # fmt: skip
ORDER = st.lists(st.integers(0, 7), max_size=9)
ODDS = st.integers(-60, 60).map(lambda tenths: tenths / 10)


@lru_cache(maxsize=512)
def text_of(lang: Lang, order: tuple[int, ...]) -> Document:
    raw = "\n".join(LINES[lang][index] for index in order)
    if not raw:
        return Document(lang, lang, "", (), (), (), read_text("x.", lang=lang).meta)
    return read_text(raw, lang=lang, sentences_given=True, name=lang)


def beads_of(left: Document, right: Document) -> tuple[Bead, ...]:
    return align_sentences(left, right, collect(left, right))


@st.composite
def scores(draw: st.DrawFn) -> Scores:
    rows, columns = draw(st.integers(0, 5)), draw(st.integers(0, 5))
    bead = []
    for own in range(1, min(WIDEST, rows) + 1):
        line = []
        for other in range(1, min(WIDEST, columns) + 1):
            size = (rows - own + 1) * (columns - other + 1)
            cells = draw(st.lists(ODDS, min_size=size, max_size=size))
            line.append(np.array(cells, dtype=float).reshape(rows - own + 1, columns - other + 1))
        bead.append(tuple(line))
    return Scores(rows, columns, tuple(bead))


def every_path(found: Scores, priors: Priors, i: int = 0, j: int = 0) -> Iterator[float]:
    """Yields the worth of every monotone sequence of beads from the place on."""
    if (i, j) == (found.left_count, found.right_count):
        yield 0.0
    if i < found.left_count:
        yield from (priors.null_left + rest for rest in every_path(found, priors, i + 1, j))
    if j < found.right_count:
        yield from (priors.null_right + rest for rest in every_path(found, priors, i, j + 1))
    for own, line in enumerate(found.bead, start=1):
        for other, matrix in enumerate(line, start=1):
            if i + own <= found.left_count and j + other <= found.right_count:
                worth = float(matrix[i, j]) + shape_prior(own, other)
                yield from (worth + rest for rest in every_path(found, priors, i + own, j + other))


def worth(beads: list[Bead], priors: Priors) -> float:
    return sum(
        (priors.null_left if bead.left else priors.null_right)
        if bead.is_null
        else bead.score + shape_prior(len(bead.left), len(bead.right))
        for bead in beads
    )


@settings(max_examples=60, deadline=None)
@given(scores(), st.floats(-5, -0.5), st.floats(-5, -0.5))
def test_the_search_finds_the_best_of_all_paths(found: Scores, null_left: float, null_right: float) -> None:
    if found.left_count + found.right_count > 8:
        return
    priors = Priors(null_left, null_right)
    beads = best_path(found, priors)
    assert worth(beads, priors) == pytest.approx(max(every_path(found, priors)))
    assert [i for bead in beads for i in bead.left] == list(range(found.left_count))
    assert [j for bead in beads for j in bead.right] == list(range(found.right_count))


@settings(max_examples=60, deadline=None)
@given(ORDER, ORDER)
def test_every_sentence_is_in_one_bead_and_beads_are_in_order(left_order: list[int], right_order: list[int]) -> None:
    left, right = text_of("fr", tuple(left_order)), text_of("ar", tuple(right_order))
    beads = beads_of(left, right)
    assert [i for bead in beads for i in bead.left] == list(range(len(left_order)))
    assert sorted(j for bead in beads for j in bead.right) == list(range(len(right_order)))
    assert [j for bead in beads if not bead.moved and bead.left for j in bead.right] == sorted(
        j for bead in beads if not bead.moved and bead.left for j in bead.right
    )
    assert all(bead.score == 0.0 for bead in beads if bead.is_null)
    sides = [side for bead in beads for side in (bead.left, bead.right) if side]
    assert all(side == tuple(range(side[0], side[-1] + 1)) for side in sides)


@settings(max_examples=60, deadline=None)
@given(st.lists(st.integers(0, 7), max_size=7, unique=True), st.lists(st.integers(0, 7), max_size=7, unique=True))
def test_swapping_the_sides_swaps_the_beads(left_order: list[int], right_order: list[int]) -> None:
    left, right = text_of("fr", tuple(left_order)), text_of("ar", tuple(right_order))
    there = {(bead.left, bead.right) for bead in beads_of(left, right)}
    assert there == {(bead.right, bead.left) for bead in beads_of(right, left)}


def test_two_runs_give_the_same() -> None:
    left, right = text_of("fr", (0, 1, 2, 3, 4, 5, 6, 7)), text_of("ar", (0, 1, 3, 5, 6, 4, 7))
    assert align(left, right) == align(left, right)


def test_a_translation_aligns_line_by_line() -> None:
    order = tuple(range(8))
    beads = beads_of(text_of("fr", order), text_of("ar", order))
    assert [(bead.left, bead.right) for bead in beads] == [((i,), (i,)) for i in order]


def test_a_dropped_sentence_is_a_null_bead() -> None:
    beads = beads_of(text_of("fr", (0, 1, 3, 4, 5, 6)), text_of("ar", (0, 1, 3, 5, 6)))
    assert [(bead.left, bead.right) for bead in beads if bead.is_null] == [((3,), ())]


def test_joined_sentences_are_one_bead() -> None:
    left = text_of("fr", (0, 1, 3, 4, 6))
    first, second, *rest = (LINES["ar"][index] for index in (0, 1, 3, 4, 6))
    right = read_text("\n".join([f"{first.rstrip('.')} و{second}", *rest]), lang="ar", sentences_given=True, name="ar")
    assert (beads_of(left, right)[0].left, beads_of(left, right)[0].right) == ((0, 1), (0,))


def test_a_moved_passage_is_found_and_marked() -> None:
    beads = beads_of(text_of("fr", (0, 1, 3, 4, 5, 6, 7)), text_of("ar", (4, 5, 6, 7, 0, 1, 3)))
    assert {(bead.left, bead.right) for bead in beads} == {((i,), ((i + 4) % 7,)) for i in range(7)}
    assert sum(bead.moved for bead in beads) in (3, 4)


@pytest.mark.parametrize(("left", "right"), [((), ()), ((0,), ()), ((), (0, 1)), ((0,), (0,))])
def test_the_smallest_documents(left: tuple[int, ...], right: tuple[int, ...]) -> None:
    beads = beads_of(text_of("fr", left), text_of("ar", right))
    assert sum(len(bead.left) for bead in beads) == len(left) and sum(len(bead.right) for bead in beads) == len(right)


def test_moves_leave_every_sentence_in_one_bead() -> None:
    left, right = text_of("fr", (0, 1, 3, 4)), text_of("ar", (4, 0, 1))
    scorer = BeadScorer(left, right, collect(left, right))
    path = [Bead((0,), (0,), 0.1), Bead((1,), (), 0.0), Bead((), (1,), 0.0), *(Bead((i,), (), 0.0) for i in (2, 3))]
    beads = with_moves(scorer, [*path, Bead((), (2,), 0.0)])
    assert sorted(chain.from_iterable(bead.left for bead in beads)) == [0, 1, 2, 3]
    assert sorted(chain.from_iterable(bead.right for bead in beads)) == [0, 1, 2]


def numbered(lang: Lang, numbers: list[int]) -> Document:
    said = {"fr": "Le ministre a compté {} maisons dans la ville.", "ar": "أحصى الوزير {} منزلا في المدينة."}[lang]
    return read_text("\n".join(said.format(n) for n in numbers), lang=lang, sentences_given=True, name=lang)


def test_long_documents_are_cut_between_sure_neighbours() -> None:
    left, right = list(range(1000, 1300)), [n for n in range(1000, 1300) if n % 10 != 7]
    documents = numbered("fr", left), numbered("ar", right)
    scorer = BeadScorer(*documents, collect(*documents))
    cuts = find_cuts(scorer.forward, scorer.backward, scorer.counts)
    assert len(left) > WHOLE and len(cuts) >= 2
    assert all(left[i] == right[j] for i, j in cuts)
    beads = beads_of(*documents)
    assert all(left[bead.left[0]] == right[bead.right[0]] for bead in beads if not bead.is_null)
    assert sum(bead.is_null for bead in beads) == len(left) - len(right)


def test_without_the_moved_passage_the_rest_is_searched_again() -> None:
    left = text_of("fr", (0, 1, 3, 4, 5, 6, 7))
    beads = beads_of(left, text_of("ar", (6, 7, 0, 1, 3, 4, 5)))
    assert [(bead.left, bead.right) for bead in beads if bead.moved] == [((5,), (0,)), ((6,), (1,))]
    assert [(bead.left, bead.right) for bead in beads if not bead.moved] == [((i,), (i + 2,)) for i in range(5)]


def test_a_choice_of_sentences_makes_no_bead_over_a_gap() -> None:
    cells = [[np.zeros((4 - own, 4 - other)) for other in range(1, 4)] for own in range(1, 4)]
    found = unbroken(Scores(3, 3, tuple(map(tuple, cells))), np.array([0, 1, 5]), np.array([2, 3, 4]))
    assert np.isfinite(found.bead[1][0]).tolist() == [[True] * 3, [False] * 3]
    assert np.isfinite(found.bead[0][2]).all()
    assert not np.isfinite(found.bead[2][0]).any()
