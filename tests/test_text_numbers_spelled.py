"""Writes whole numbers out in the four languages and reads them back."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from text.document import Lang
from text.mention import Quantity
from text.numbers import read_numbers

FR_SMALL = [
    "zéro",
    "un",
    "deux",
    "trois",
    "quatre",
    "cinq",
    "six",
    "sept",
    "huit",
    "neuf",
    "dix",
    "onze",
    "douze",
    "treize",
    "quatorze",
    "quinze",
    "seize",
    "dix-sept",
    "dix-huit",
    "dix-neuf",
]
FR_TENS = {
    2: "vingt",
    3: "trente",
    4: "quarante",
    5: "cinquante",
    6: "soixante",
    7: "soixante",
    8: "quatre-vingt",
    9: "quatre-vingt",
}
EN_SMALL = [
    "zero",
    "one",
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "eleven",
    "twelve",
    "thirteen",
    "fourteen",
    "fifteen",
    "sixteen",
    "seventeen",
    "eighteen",
    "nineteen",
]
EN_TENS = ["-", "-", "twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"]
FA_SMALL = [
    "صفر",
    "یک",
    "دو",
    "سه",
    "چهار",
    "پنج",
    "شش",
    "هفت",
    "هشت",
    "نه",
    "ده",
    "یازده",
    "دوازده",
    "سیزده",
    "چهارده",
    "پانزده",
    "شانزده",
    "هفده",
    "هجده",
    "نوزده",
]
FA_TENS = ["-", "-", "بیست", "سی", "چهل", "پنجاه", "شصت", "هفتاد", "هشتاد", "نود"]
FA_HUNDREDS = ["-", "صد", "دویست", "سیصد", "چهارصد", "پانصد", "ششصد", "هفتصد", "هشتصد", "نهصد"]
AR_ONES = ["صفر", "واحد", "اثنان", "ثلاثة", "أربعة", "خمسة", "ستة", "سبعة", "ثمانية", "تسعة", "عشرة"]
AR_STEMS = ["-", "-", "-", "ثلاث", "أربع", "خمس", "ست", "سبع", "ثمان", "تسع"]
AR_TENS = ["-", "-", "عشر", "ثلاث", "أربع", "خمس", "ست", "سبع", "ثمان", "تسع"]


def french(value: int) -> str:
    if value < 20:
        return FR_SMALL[value]
    if value < 100:
        tens, ones = divmod(value, 10)
        if tens in (7, 9):
            ones += 10
        if ones == 0:
            return FR_TENS[tens] + ("s" if tens == 8 else "")
        return FR_TENS[tens] + (" et " if ones in (1, 11) and tens < 8 else "-") + FR_SMALL[ones]
    for size, one, many in (
        (10**9, "un milliard", "milliards"),
        (10**6, "un million", "millions"),
        (1000, "mille", "mille"),
        (100, "cent", "cent"),
    ):
        count, rest = divmod(value, size)
        if count:
            head = one if count == 1 else f"{french(count)} {many}"
            return head + (f" {french(rest)}" if rest else "")
    raise AssertionError


def english(value: int) -> str:
    if value < 20:
        return EN_SMALL[value]
    if value < 100:
        tens, ones = divmod(value, 10)
        return EN_TENS[tens] + (f"-{EN_SMALL[ones]}" if ones else "")
    for size, name in ((10**9, "billion"), (10**6, "million"), (1000, "thousand"), (100, "hundred")):
        count, rest = divmod(value, size)
        if count:
            joint = " and " if size == 100 or rest < 100 else " "
            return f"{english(count)} {name}" + (joint + english(rest) if rest else "")
    raise AssertionError


def persian(value: int) -> str:
    if value < 20:
        return FA_SMALL[value]
    if value < 100:
        tens, ones = divmod(value, 10)
        return FA_TENS[tens] + (f" و {FA_SMALL[ones]}" if ones else "")
    if value < 1000:
        hundreds, rest = divmod(value, 100)
        return FA_HUNDREDS[hundreds] + (f" و {persian(rest)}" if rest else "")
    for size, name in ((10**9, "میلیارد"), (10**6, "میلیون"), (1000, "هزار")):
        count, rest = divmod(value, size)
        if count:
            return f"{persian(count)} {name}" + (f" و {persian(rest)}" if rest else "")
    raise AssertionError


def arabic_below_thousand(value: int, ending: str, hundred: str) -> list[str]:
    parts = []
    hundreds, rest = divmod(value, 100)
    if hundreds == 1:
        parts.append(hundred)
    elif hundreds == 2:
        parts.append(hundred[:-1] + ("تان" if ending == "ون" else "تين"))
    elif hundreds:
        parts.append(AR_STEMS[hundreds] + hundred)
    if 0 < rest <= 10:
        parts.append(AR_ONES[rest])
    elif rest in (11, 12):
        parts.append(("أحد" if rest == 11 else "اثنا") + " عشر")
    elif rest and rest < 20:
        parts.append(AR_ONES[rest - 10] + " عشر")
    elif rest:
        tens, ones = divmod(rest, 10)
        parts += [AR_ONES[ones]] if ones else []
        parts.append(AR_TENS[tens] + ending)
    return parts


def arabic(value: int, ending: str, hundred: str) -> str:
    parts = []
    names = ((10**9, "مليار", "مليارات"), (10**6, "مليون", "ملايين"), (1000, "ألف", "آلاف"))
    for size, one, many in names:
        count, value = divmod(value, size)
        if count == 1:
            parts.append(one)
        elif count == 2:
            parts.append(one + ("ان" if ending == "ون" else "ين"))
        elif count:
            counted = arabic_below_thousand(count, ending, hundred)
            counted[-1] += f" {many if 3 <= count <= 10 else one}"
            parts += counted
    return " و".join(parts + arabic_below_thousand(value, ending, hundred)) or "صفر"


def only_value(text: str, lang: Lang) -> Fraction:
    (mention,) = read_numbers(text, lang)
    assert isinstance(mention.value, Quantity)
    assert mention.surface == text
    return mention.value.readings[0].low


WHOLE = st.one_of(st.integers(2, 2000), st.integers(2, 10**6), st.integers(2, 10**12 - 1))


@given(value=WHOLE)
@settings(max_examples=300, deadline=None)
def test_french_is_read_back(value: int) -> None:
    assert only_value(french(value), "fr") == value


@given(value=WHOLE)
@settings(max_examples=300, deadline=None)
def test_english_is_read_back(value: int) -> None:
    assert only_value(english(value), "en") == value


@given(value=WHOLE, joiner=st.sampled_from([" و ", "\u200cو\u200c", "‌و"]), arabic_letters=st.booleans())
@settings(max_examples=300, deadline=None)
def test_persian_is_read_back(value: int, joiner: str, arabic_letters: bool) -> None:
    text = persian(value).replace(" و ", joiner)
    if arabic_letters:
        text = text.replace("ی", "ي").replace("ک", "ك")
    assert only_value(text, "fa") == value


@given(value=WHOLE, ending=st.sampled_from(["ون", "ين"]), hundred=st.sampled_from(["مئة", "مائة"]))
@settings(max_examples=400, deadline=None)
def test_arabic_is_read_back(value: int, ending: str, hundred: str) -> None:
    assert only_value(arabic(value, ending, hundred), "ar") == value


@pytest.mark.parametrize(
    ("text", "lang", "value"),
    [
        ("مائة وواحد وعشرون", "ar", 121),
        ("ثماني عشرة", "ar", 18),
        ("اثنتين وثلاثين", "ar", 32),
        ("صدوپنجاه", "fa", 150),
        ("هزارو دویست", "fa", 1200),
        ("nonante-neuf", "fr", 99),
        ("deux-cent-trois", "fr", 203),
        ("forty two thousand", "en", 42000),
    ],
)
def test_spelling_habits(text: str, lang: Lang, value: int) -> None:
    assert only_value(text, lang) == value
