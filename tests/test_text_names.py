"""Names across scripts: the sound model, given names, titles, places inside places."""

from __future__ import annotations

import pytest

from text.fold import fold
from text.names.persons import ends_with_title, is_name_word
from text.names.places import is_part_of
from text.names.sound import sound_pairs, sounds_like
from text.names.sound_model import letters
from text.names.train import is_training_row
from text.stems import without_proclitics


@pytest.mark.parametrize(
    ("latin", "other"),
    [
        ("netanyahou", "نتنياهو"),
        ("netanyahu", "نتانیاهو"),
        ("ravanchi", "روانجي"),
        ("guardiola", "جوارديولا"),
        ("branstad", "برانستاد"),
        ("beauvillier", "بوفيليه"),
        ("marelic", "ماريليتش"),
        ("blinken", "بلینکن"),
    ],
)
def test_spellings_of_one_name_sound_alike(latin: str, other: str) -> None:
    assert sounds_like(latin, other)


@pytest.mark.parametrize(
    ("latin", "other"), [("sturridge", "هازارد"), ("branstad", "ترامب"), ("hartlepool", "بارنسلي"), ("zaev", "إيفانوف")]
)
def test_two_names_do_not(latin: str, other: str) -> None:
    assert not sounds_like(latin, other)


def test_pairs_are_found_behind_clitics_and_by_the_table_of_given_names() -> None:
    found = sound_pairs(["ferrando", "john"], ["وفيراندو", "جان", "المدينه"], ("fr", "fa"))
    assert ("john", "جان") in found
    assert ("ferrando", "وفيراندو") in sound_pairs(["ferrando"], ["وفيراندو"], ("fr", "ar"))
    assert not sound_pairs([], ["جان"], ("fr", "fa"))


def test_letters_mark_both_ends_and_drop_the_rest() -> None:
    assert letters("O’Hágan") == "^ohagan$"


def test_the_article_hidden_behind_lam_comes_back() -> None:
    assert "الصين" in without_proclitics("للصين", "ar")


def test_titles_may_have_clitics_and_stops() -> None:
    assert ends_with_title(fold("الزيارة المثيرة للجدل للرئيس "), "ar")
    assert ends_with_title("selon m. ", "fr")
    assert not ends_with_title("selon les ", "fr")


def test_persian_spellings_of_listed_name_words_count() -> None:
    assert is_name_word("ایوانا".replace("ی", "ي"), "fa")


def test_places_inside_places() -> None:
    assert is_part_of(["country:gb"], ["country:gb-eng"])
    assert is_part_of(["city:tehran"], ["country:ir"])
    assert not is_part_of(["country:gh"], ["country:ke"])


def test_training_and_test_rows_are_kept_apart() -> None:
    assert {is_training_row(word) for word in ("smith", "jones", "dupont", "martin", "lopez")} == {True, False}
