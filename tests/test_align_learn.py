"""Word pairs learned from small made-up corpora: the planted dictionary comes out, alike each time and either way."""

from __future__ import annotations

import random

import pytest

from align.build_pairs import bridge
from align.calibrate import Sentences, weight_of
from align.cells import Limits
from align.learn import Learned, learn, learn_keys

SIZE = 40
Corpus = list[tuple[list[str], list[str]]]


def planted(seed: int, lines: int = 400) -> Corpus:
    """Returns sentence pairs in which l<n> is always r<n>, shuffled a little, with a function word on either side."""
    chance = random.Random(seed)
    out = []
    for _ in range(lines):
        numbers = [min(int(chance.paretovariate(0.6)) - 1, SIZE - 1) for _ in range(chance.randint(3, 9))]
        right = [f"r{number}" for number in numbers]
        place = chance.randrange(len(right))
        right[place : place + 2] = reversed(right[place : place + 2])
        out.append((["the", *(f"l{number}" for number in numbers)], [*right, "do"]))
    return out


def best(table: dict[tuple[str, str], Learned]) -> dict[str, str]:
    """Returns for each left word the right word it most probably becomes."""
    out: dict[str, tuple[float, str]] = {}
    for (left, right), row in sorted(table.items()):
        out[left] = max(out.get(left, (0.0, "")), (row.forward, right))
    return {left: right for left, (_, right) in out.items()}


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_the_planted_dictionary_is_learned(seed: int) -> None:
    corpus = planted(seed)
    found = best(learn_keys(corpus))
    words = {word for left, _ in corpus for word in left if word != "the"}
    right = sum(found.get(word) == word.replace("l", "r") for word in words)
    assert right >= 0.9 * len(words)


def test_two_runs_are_alike() -> None:
    assert learn_keys(planted(1)) == learn_keys(planted(1))


def test_swapping_the_sides_swaps_the_pairs() -> None:
    corpus = planted(1)
    there = learn_keys(corpus)
    back = learn_keys([(right, left) for left, right in corpus])
    assert {(right, left) for left, right in there} == set(back)
    for (left, right), row in there.items():
        assert back[right, left].backward == pytest.approx(row.forward)


def test_a_word_without_counterpart_goes_to_null() -> None:
    corpus = [([*left[1:], "extra"], right[:-1]) for left, right in planted(2)]
    table = learn_keys(corpus)
    linked = sum(row.count for (left, _), row in table.items() if left == "extra")
    assert linked < 0.3 * len(corpus)


def test_a_prior_decides_what_the_text_leaves_open() -> None:
    corpus: Corpus = [(["a", "b"], ["x", "y"])] * 5 + [(["b", "a"], ["y", "x"])] * 5 + [(["a", "b"], ["y", "x"])] * 10
    assert best(learn_keys(corpus, {("a", "y"): 1.0, ("b", "x"): 1.0})) == {"a": "y", "b": "x"}
    assert best(learn_keys(corpus, {("a", "x"): 1.0, ("b", "y"): 1.0})) == {"a": "x", "b": "y"}


def test_chunks_on_disk_give_the_same() -> None:
    corpus = planted(3)
    expected = learn_keys(corpus)
    found = learn_keys(corpus, limits=Limits(chunk=500, memory=2000))
    assert set(found) == set(expected)
    assert all(found[pair].count == pytest.approx(expected[pair].count) for pair in expected)


def test_the_rarest_pairs_and_words_are_dropped_beyond_the_limits() -> None:
    corpus = planted(1, lines=2000)
    whole = learn_keys(corpus)
    found = learn_keys(corpus, limits=Limits(pairs=500, words=30, chunk=2000))
    assert len(found) < len(whole)
    assert len({left for left, _ in found}) <= 30
    common = [f"l{number}" for number in range(10)]
    assert all(best(found)[word] == best(whole)[word] for word in common)


def test_nothing_is_learned_from_nothing() -> None:
    assert learn([], "fr", "ar") == {}
    assert learn([("", "كلمة")], "fr", "ar") == {}


def test_real_words_are_learned_by_family() -> None:
    pairs = [
        ("Le ministre annonce un accord.", "الوزير يعلن اتفاقا."),
        ("Des ministres de la région.", "وزراء المنطقة."),
        ("Un accord historique.", "اتفاق تاريخي."),
        ("Le ministre et les accords.", "الوزير والاتفاقات."),
    ]
    found = best(learn(pairs * 3, "fr", "ar"))
    assert found["ministre"] == "وزير"
    assert found["accord"] == "اتفاق"


def test_the_bridge_prefers_the_translation_with_most_ways() -> None:
    french = {("banque", "bank"): 0.9, ("rive", "bank"): 0.3, ("rive", "shore"): 0.9}
    arabic = {("بنك", "bank"): 0.9, ("شاطي", "shore"): 0.9}
    table = bridge(french, arabic)
    assert table["banque", "بنك"] > table["rive", "بنك"]
    assert table["rive", "شاطي"] > table["rive", "بنك"]


def test_common_words_need_better_evidence() -> None:
    sentences = Sentences([(["a"], ["x"])] * 50 + [(["b"], ["y"])])
    assert weight_of(0.3, sentences.frequency(("a", "x"))) < weight_of(0.3, sentences.frequency(("b", "y")))
