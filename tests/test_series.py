"""Series of a sentence, where they begin and end, and what only looks like one."""

import pytest

from text.document import Lang
from text.reader import read_text
from text.series import find_series
from text.tokens import tokens_of


def items(text: str, lang: Lang) -> list[list[str]]:
    document = read_text(text, lang=lang, name="a")
    tokens = [tokens_of(document, sentence.index) for sentence in document.sentences]
    return [
        [document.raw[words[first].span.start : words[last - 1].span.end] for first, last in series.items]
        for words in tokens
        for series in find_series(document, words)
    ]


@pytest.mark.parametrize(
    ("lang", "text", "expected"),
    [
        ("fr", "Paris, Rome, Le Caire et Tunis.", ["Paris", "Rome", "Le Caire", "Tunis"]),
        ("en", "Wheat, oil, and gas.", ["Wheat", "oil", "gas"]),
        ("ar", "مصر وتونس والأردن ولبنان.", ["مصر", "وتونس", "والأردن", "ولبنان"]),
        ("ar", "النفط، الغاز، أو الذهب.", ["النفط", "الغاز", "الذهب"]),
        ("fa", "تهران، شیراز و تبریز.", ["تهران", "شیراز", "تبریز"]),
    ],
)
def test_a_series_is_cut_at_commas_and_coordinators(lang: Lang, text: str, expected: list[str]) -> None:
    assert items(text, lang) == [expected]


@pytest.mark.parametrize(
    ("lang", "text"),
    [
        ("fr", "Paris et Rome."),
        ("fr", "Le ministre, en visite à Rome, a parlé."),
        ("ar", "وصل الوزير، أمس، إلى عمان."),
        ("en", "He came: wheat (oil) and gas."),
    ],
)
def test_two_pieces_or_commas_alone_are_no_series(lang: Lang, text: str) -> None:
    assert items(text, lang) == []


def test_where_a_series_begins_and_ends_is_given_at_most_six_words() -> None:
    text = "Le président de la commission des finances a reçu Marie, Paul et Jean dans la grande salle du palais hier."
    (found,) = items(text, "fr")
    assert found == ["commission des finances a reçu Marie", "Paul", "Jean dans la grande salle du"]
