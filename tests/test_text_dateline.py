"""The day a report gives as its own, and what relative days mean by it."""

from __future__ import annotations

from datetime import date

import pytest

from text.dates import anchored, conflicts
from text.document import Lang
from text.mention import When
from text.reader import read_text


@pytest.mark.parametrize(
    ("lang", "text", "expected"),
    [
        ("fr", "GENÈVE, 5 décembre 2023 (AFP) - Le Conseil a adopté mardi une résolution.", "2023-12-05"),
        ("fr", "Paris, le 5 décembre 2023\nLe Conseil a adopté une résolution sur la paix.", "2023-12-05"),
        ("fr", " date 2021-12 La réunion du groupe de travail sur la sécurité a commencé à New York.", "2021-12"),
        ("ar", "جنيف - ٥ كانون الأول / ديسمبر ٢٠٢٣ - نوريا\nاعتمد المجلس قرارا بشأن السلام.", "2023-12-05"),
        ("fa", "تهران - ۱۴۰۱/۰۳/۱۷ - وزیر ارتباطات به ژنو سفر کرد.", "2022-06-07"),
        ("en", "NEW YORK, Dec. 14, 2021 (Reuters) - The council adopted a resolution.", "2021-12-14"),
        ("fr", "Le 5 décembre 2023, le Conseil a adopté une résolution sur la paix.", None),
        ("fr", "Le 5 décembre 2023 – jour de fête – le Conseil a adopté une résolution.", None),
        ("en", "On December 14, 2021 the council adopted a resolution.", None),
        ("en", "Updated 14 December 2021\nPublished 12 December 2021\nThe council met.", None),
        ("en", "GENEVA, Dec 5 (Noria) - The council adopted a resolution.", None),
    ],
)
def test_dateline(lang: Lang, text: str, expected: str | None) -> None:
    assert read_text(text, lang=lang).meta.dateline == expected


def test_lines_given_as_sentences_have_no_dateline() -> None:
    text = "GENÈVE, 5 décembre 2023 - Le Conseil a adopté une résolution."
    assert read_text(text, lang="fr", sentences_given=True).meta.dateline is None


@pytest.mark.parametrize(
    ("written", "dateline", "added"),
    [
        (("P-1D",), "2023-12-05", ("2023-12-04", "2023-12-03")),
        (("P-1D",), "2023-12", ()),
        (("P-1D",), None, ()),
        (("P-1Y",), "2023-12", ("2022",)),
        (("P-1M",), "2024-01-05", ("2023-12",)),
        (("W2",), "2023-12-05", ()),
        (("W2", "P0D"), "2023-12-05", ("2023-12-05",)),
        (("--12-28",), "2024-01-05", ("2023-12-28",)),
        (("--06-20",), "2023-12-15", ("2023-06-20", "2024-06-20")),
        (("--02-29",), "2023-03-05", ("2024-02-29",)),
        (("2021-12-14",), "2023-12-05", ()),
        (("P999999999D",), "2023-12-05", ()),
    ],
)
def test_anchored_keeps_what_is_written(written: tuple[str, ...], dateline: str | None, added: tuple[str, ...]) -> None:
    assert anchored(When(written), dateline).readings == (*written, *added)


def test_a_weekday_beside_a_day_without_a_year_is_checked_by_the_dateline() -> None:
    text = "lundi 3 décembre"
    assert not conflicts(text, "fr")
    assert [found.kind for found in conflicts(text, "fr", dateline=date(2023, 12, 5))] == ["weekday"]
    assert not conflicts("dimanche 3 décembre", "fr", dateline=date(2023, 12, 5))
