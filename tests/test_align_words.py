"""Word alignment: links lie inside beads, names keep their order, what is not said has no counterpart."""

from __future__ import annotations

from random import Random

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from align.aligner import align_with_evidence
from align.anchors import collect
from align.bead import Bead
from align.nulls import null_probabilities
from align.posteriors import band, posterior
from align.words import WordAlignment, align_words, link_words
from text.document import Document, Lang
from text.function_pairs import load_function_words
from text.reader import read_text


def line(raw: str, lang: Lang) -> Document:
    return read_text(raw, lang=lang, sentences_given=True, name=lang)


def linked(left: Document, right: Document) -> set[tuple[str, str]]:
    links = link_words(collect(left, right), [Bead((0,), (0,), 1.0)], left, right)
    return {(link.left.of(left.raw), link.right.of(right.raw)) for link in links}


def both(left: Document, right: Document, beads: list[Bead]) -> tuple[WordAlignment, WordAlignment]:
    turned = [Bead(bead.right, bead.left, bead.score) for bead in beads]
    there = align_words(collect(left, right), beads, left, right)
    return there, align_words(collect(right, left), turned, right, left)


FRENCH = line("Le ministre a rencontré trois journalistes à Tunis.\nLes prix du blé ont augmenté de 12 %.", "fr")
ARABIC = line("التقى الوزير ثلاثة صحفيين في تونس.\nارتفعت أسعار القمح بنسبة 12 بالمئة.", "ar")


def test_words_link_across_order() -> None:
    left = line("Le ministre a rencontré trois journalistes à Tunis.", "fr")
    found = linked(left, line("التقى الوزير ثلاثة صحفيين في تونس.", "ar"))
    assert {("ministre", "الوزير"), ("trois", "ثلاثة"), ("Tunis", "تونس"), ("rencontré", "التقى")} <= found


def test_a_repeated_word_links_by_its_place() -> None:
    left = line("Paris aide Tunis, puis Tunis aide Paris.", "fr")
    right = line("Paris helps Tunis, then Tunis helps Paris.", "en")
    links = link_words(collect(left, right), [Bead((0,), (0,), 1.0)], left, right)
    names = [link for link in links if link.left.of(left.raw) in ("Paris", "Tunis")]
    assert [(link.left.start, link.right.start) for link in names] == [(0, 0), (11, 12), (23, 24), (34, 36)]


def test_the_sides_may_be_swapped() -> None:
    there, back = both(FRENCH, ARABIC, [Bead((0,), (0,), 1.0), Bead((1,), (1,), 1.0)])
    assert {(link.left, link.right) for link in there.links} == {(link.right, link.left) for link in back.links}
    assert np.allclose(there.null_left, back.null_right) and np.allclose(there.null_right, back.null_left)


def test_links_lie_inside_beads_and_null_sentences_have_none() -> None:
    evidence = collect(FRENCH, ARABIC)
    found = align_words(evidence, [Bead((0,), (1,), 1.0), Bead((1,), (), 0.0), Bead((), (0,), 0.0)], FRENCH, ARABIC)
    first, second = FRENCH.sentences[0].span, ARABIC.sentences[1].span
    assert all(first.start <= link.left.start < first.end for link in found.links)
    assert all(second.start <= link.right.start < second.end for link in found.links)
    assert all(null == 1.0 for word, null in zip(evidence.left, found.null_left, strict=True) if word.sentence == 1)


def test_what_is_not_said_has_the_larger_null_probability() -> None:
    left = line("Le ministre a rencontré trois journalistes à Tunis malgré une pluie torrentielle.", "fr")
    right = line("التقى الوزير ثلاثة صحفيين في تونس.", "ar")
    evidence = collect(left, right)
    found = align_words(evidence, [Bead((0,), (0,), 1.0)], left, right)
    nulls = {word.token.surface: null for word, null in zip(evidence.left, found.null_left, strict=True)}
    assert min(nulls["pluie"], nulls["torrentielle"]) > max(nulls["ministre"], nulls["trois"], nulls["tunis"])


def test_a_clause_left_out_has_high_nulls_and_what_stays_has_low_ones() -> None:
    whole = "Le ministre a rencontré trois journalistes à Berlin, puis il a visité une école et un hôpital à Paris."
    left, right = line(whole, "fr"), line("التقى الوزير ثلاثة صحفيين في برلين.", "ar")
    found, evidence = align_with_evidence(left, right)
    nulls = dict(zip((word.token.surface for word in evidence.left), found.null_left, strict=True))
    assert min(nulls[word] for word in ("visité", "école", "hôpital", "paris")) > 0.5
    assert max(nulls[word] for word in ("ministre", "rencontré", "trois", "journalistes", "berlin")) < 0.1
    assert len(found.null_right) == len(evidence.right) and max(found.null_right) < 0.5


def test_a_free_rendering_across_lowers_the_null_probability() -> None:
    own = [word for word in collect(FRENCH, ARABIC).left if word.token.content][:3]
    content = np.ones(3, dtype=bool)
    linked = np.array([[0.9, 0.0], [0.0, 0.0], [0.0, 0.0]])
    beside = np.array([[0.9, 0.0, 0.0], [0.0, 0.0, 0.0], [0.0, 0.0, 0.0]])
    alone = null_probabilities(linked[:, :1], np.full(3, 0.4), own, (content, content[:1]))
    across = null_probabilities(beside, np.full(3, 0.4), own, (content, content))
    assert alone[1] > across[1] and alone[0] < 0.1


def test_another_linker_gives_no_null_probabilities() -> None:
    class Unlinked:
        def link(self, *_: object) -> tuple[()]:
            return ()

    found = align_with_evidence(FRENCH, ARABIC, linker=Unlinked())[0]
    assert (found.links, found.null_left, found.null_right) == ((), (), ())


def test_scores_are_probabilities_and_links_are_sorted() -> None:
    found = align_words(collect(FRENCH, ARABIC), [Bead((0, 1), (0, 1), 1.0)], FRENCH, ARABIC)
    assert all(0.0 < link.score <= 1.0 for link in found.links)
    assert list(found.links) == sorted(found.links, key=lambda link: (link.left, link.right))
    assert len({(link.left, link.right) for link in found.links}) == len(found.links)


@settings(max_examples=50, deadline=None)
@given(st.integers(1, 9), st.integers(1, 9), st.randoms(use_true_random=False))
def test_posteriors_are_probabilities_both_ways(rows: int, columns: int, random: Random) -> None:
    cells = np.array([[random.random() for _ in range(columns)] for _ in range(rows)])
    content = (np.ones(rows, dtype=bool), np.ones(columns, dtype=bool))
    found = posterior(cells, content)
    turned = posterior(cells.T, (content[1], content[0]))
    assert ((found.link >= 0) & (found.link <= 1)).all()
    assert ((found.null_left > 0) & (found.null_left <= 1)).all()
    assert np.allclose(found.null_left, turned.null_right)


def test_a_band_is_zero_far_from_the_diagonal() -> None:
    found = band(4, (0.0, 1.0, 0.5)).tolist()
    assert found == [[0, 1, 0.5, 0], [1, 0, 1, 0.5], [0.5, 1, 0, 1], [0, 0.5, 1, 0]]


def test_function_words_are_known_both_ways() -> None:
    assert load_function_words("fr", "ar")["avec"]["مع"] == load_function_words("ar", "fr")["مع"]["avec"] > 0.5
