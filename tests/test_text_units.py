"""Lists are cut into items in the four languages; what only looks like a list is cut into clauses."""

from __future__ import annotations

import pytest

from text.document import Lang
from text.reader import read_text


def items(text: str, lang: Lang) -> list[str]:
    document = read_text(text, lang=lang, name="text")
    return [unit.span.of(document.raw) for unit in document.units if unit.kind == "item"]


@pytest.mark.parametrize(
    ("lang", "text", "expected"),
    [
        (
            "fr",
            "Les mesures comprennent la formation des agents, l'achat de matériel et la création d'un fonds.",
            ["la formation des agents", "l'achat de matériel", "la création d'un fonds"],
        ),
        (
            "fr",
            "Il a cité trois points, à savoir la paix durable, la sécurité commune et le développement partagé.",
            ["la paix durable", "la sécurité commune", "le développement partagé"],
        ),
        (
            "ar",
            "أكد أربعة مبادئ، وهي احترام السيادة، عدم التدخل، حسن الجوار، التسوية السلمية.",
            ["احترام السيادة", "عدم التدخل", "حسن الجوار", "التسوية السلمية"],
        ),
        (
            "ar",
            "تتضمن الخطة ثلاث نقاط: وقف إطلاق النار وتبادل الأسرى وفتح المعابر.",
            ["وقف إطلاق النار", "وتبادل الأسرى", "وفتح المعابر"],
        ),
        (
            "fa",
            "این اصول عبارتند از احترام به حاکمیت، عدم مداخله و حل مسالمت‌آمیز اختلافات.",
            ["احترام به حاکمیت", "عدم مداخله", "حل مسالمت‌آمیز اختلافات"],
        ),
        (
            "en",
            "They agreed on three points, namely a lasting truce, an exchange of prisoners and open crossings.",
            ["a lasting truce", "an exchange of prisoners", "open crossings"],
        ),
        (
            "en",
            "Three principles were named:\n- respect for sovereignty\n- non-interference\n- good faith\n",
            ["respect for sovereignty", "non-interference", "good faith"],
        ),
    ],
)
def test_the_items_of_a_list(lang: Lang, text: str, expected: list[str]) -> None:
    assert items(text, lang) == expected


@pytest.mark.parametrize(
    ("lang", "text"),
    [
        ("fr", "Il était fatigué, ils étaient en retard, et le train est parti."),
        ("ar", "زار الوزير بيروت، وهي مدينة ساحلية، وقال إن الوضع صعب."),
        ("ar", "قال الوزير: الوضع صعب ونحن نعمل على حله."),
        ("fa", "او خسته بود، آنها دیر رسیدند و قطار رفت."),
        ("en", "He was tired, they were late, and the train left."),
        ("en", "The law covers trade, including steel."),
    ],
)
def test_what_only_looks_like_a_list(lang: Lang, text: str) -> None:
    assert items(text, lang) == []
