"""Which words of a text the name tables know: inside terms, after particles, in another language's spelling."""

from __future__ import annotations

import pytest

from align.anchors import Word, collect
from text.document import Lang
from text.names.initials import spelled_out
from text.names.spelling import may_be_spelled_alike
from text.reader import read_text


def _words(left: str, left_lang: Lang, right: str = "Rien.", right_lang: Lang = "fr") -> list[Word]:
    return list(collect(read_text(left, lang=left_lang), read_text(right, lang=right_lang)).left)


def _names(words: list[Word], surface: str) -> set[str]:
    return {
        feature[1:]
        for word in words
        if word.token.surface == surface.lower()
        for feature in word.features
        if feature[0] == "n"
    }


@pytest.mark.parametrize(
    ("text", "lang", "surface", "entry"),
    [
        ("وقعت اليابان وكوريا الجنوبية الاتفاق.", "ar", "وكوريا", "country:kr"),
        ("The army crossed into the U.S. yesterday.", "en", "s", "country:us"),
        ("The leaders met in the US on Monday.", "en", "us", "country:us"),
        ("Les négociations se tiennent au Caire depuis mardi.", "fr", "caire", "city:cairo"),
        ("Il joue pour la BBC Scotland depuis un an.", "fr", "scotland", "country:gb-sct"),
        ("شرکت‌های آمریکای شمالی قرارداد را امضا کردند.", "fa", "آمریکای", "region:northamerica"),
        ("Les pays européens ont voté.", "fr", "européens", "region:europe"),
        ("The German army said nothing.", "en", "german", "country:de"),
    ],
)
def test_the_tables_know_the_word(text: str, lang: Lang, surface: str, entry: str) -> None:
    assert entry in _names(_words(text, lang), surface)


@pytest.mark.parametrize(
    ("text", "lang", "surface"),
    [
        ("Ils ont avancé de force, juifs et chrétiens ensemble.", "fr", "force"),
        ("Tell us what the minister said.", "en", "us"),
        ("Wong Kan Seng met the delegation.", "en", "kan"),
        ("They sailed along the Erie Canal for a week.", "en", "canal"),
        ("عليك أن تدخل باكرا إلى الموقع.", "ar", "باكرا"),
    ],
)
def test_an_ordinary_word_is_no_name(text: str, lang: Lang, surface: str) -> None:
    assert _names(_words(text, lang), surface) == set()


def test_a_doubtful_word_is_a_name_where_the_other_text_names_it() -> None:
    arabic = "وصل الوفد إلى الخليل مساء."
    assert _names(_words(arabic, "ar"), "الخليل") == set()
    assert _names(_words(arabic, "ar", "La délégation est arrivée à Hébron.", "fr"), "الخليل") == {"city:hebron"}


def test_initials_are_spelled_out_letter_by_letter() -> None:
    assert "سيبياس" in spelled_out("cbs")
    assert spelled_out("organisation") == frozenset()


@pytest.mark.parametrize(
    ("one", "other", "alike"),
    [
        ("alexandre", "aleksandr", True),
        ("samis", "sami", True),
        ("colomb", "columbus", True),
        ("hagan", "harris", False),
        ("dupont", "martin", False),
    ],
)
def test_two_spellings_of_one_script_may_be_one_name(one: str, other: str, alike: bool) -> None:
    assert may_be_spelled_alike(one, other) is alike
