"""Whether dates agree: across readings and calendars, and inside one text."""

from __future__ import annotations

import pytest

from text.dates import conflicts, contradicts, read_dates, same_when, weekday_of
from text.document import Lang
from text.mention import When


def when(*readings: str, hijri: bool = False) -> When:
    return When(readings, "hijri" if hijri else "gregorian")


def test_weekday_of() -> None:
    assert weekday_of("2021-12-14") == "W2"
    assert weekday_of("2021-12-19") == "W7"


@pytest.mark.parametrize(
    ("left", "right", "same", "against"),
    [
        (when("2021-12-14"), when("2021-12-14"), True, False),
        (when("2021-12-14"), when("--12-14"), True, False),
        (when("2021-12-14"), when("2021-12"), True, False),
        (when("2021-12-14"), when("2021"), True, False),
        (when("2021-12-14"), when("W2"), True, False),
        (when("2021-12-14"), when("W3"), False, True),
        (when("2021-12-14"), when("2021-12-15"), False, True),
        (when("2021-12-14"), when("2021-12-15", hijri=True), True, False),
        (when("2021-12-14"), when("2021-12-16", hijri=True), False, True),
        (when("--12-14"), when("2021"), False, False),
        (when("--12-14"), when("W2"), False, False),
        (when("P-1D"), when("2021-12-14"), False, False),
        (when("P-1D"), when("P-1D"), True, False),
        (when("P-1D"), when("P0D"), False, True),
        (when("W2", "P0D"), when("W2"), True, False),
        (when("W2", "P0D"), when("W3"), False, True),
        (when("2021-03-05", "2021-05-03"), when("2021-05-03"), True, False),
        (when("2021-03-05", "2021-05-03"), when("2021-04-03"), False, True),
        (when("T03:30", "T15:30"), when("T15:30"), True, False),
        (when("T03:30", "T15:30"), when("T15:45"), False, True),
        (when("196X"), when("1965"), True, False),
        (when("196X"), when("197X"), False, True),
        (when("C20"), when("196X"), True, False),
        (when("C21"), when("2000"), False, True),
        (when("2021-22"), when("2021-07-01"), True, False),
        (when("T15:30"), when("2021-12-14"), False, False),
        (when("H--09-10", hijri=True), when("H--09-10", hijri=True), True, False),
        (when("-0299"), when("C-3"), True, False),
    ],
)
def test_agreement(left: When, right: When, same: bool, against: bool) -> None:
    assert same_when(left, right) is same is same_when(right, left)
    assert contradicts(left, right) is against is contradicts(right, left)


@pytest.mark.parametrize(
    ("lang", "text", "expected"),
    [
        ("fa", "از ۲۴ اسفندماه (۱۵ مارس) تا ۱۳ خردادماه (۳ ژوئن)", []),
        ("fa", "۲۴ اسفندماه (۱۸ مارس)", ["calendars"]),
        ("fa", "۲۳ آذر ۱۴۰۰ برابر با ۱۴ دسامبر ۲۰۲۱", []),
        ("fa", "۲۳ آذر ۱۴۰۰ برابر با ۱۴ دسامبر ۲۰۲۲", ["calendars"]),
        ("fa", "۲۳ آذر ۱۴۰۰ و ۱۴ دسامبر ۲۰۲۲", []),
        ("fa", "چهارشنبه ۲۳ آذر ۱۴۰۰", ["weekday"]),
        ("ar", "10 جمادى الأولى 1443 (14 ديسمبر 2021)", []),
        ("ar", "10 جمادى الأولى 1443 هـ الموافق 15 ديسمبر 2021 م", []),
        ("ar", "10 جمادى الأولى 1443 هـ الموافق 19 ديسمبر 2021 م", ["calendars"]),
        ("ar", "الثلاثاء 14 ديسمبر 2021", []),
        ("ar", "يوم الأربعاء الموافق 14 ديسمبر 2021", ["weekday"]),
        ("fr", "mardi 14 décembre 2021", []),
        ("fr", "lundi 14 décembre 2021", ["weekday"]),
        ("fr", "lundi 14 décembre", []),
        ("en", "Monday, December 14, 2021", ["weekday"]),
        ("en", "Tuesday, December 14, 2021", []),
    ],
)
def test_conflicts(lang: Lang, text: str, expected: list[str]) -> None:
    assert [conflict.kind for conflict in conflicts(text, lang)] == expected


def test_conflict_says_what_it_found() -> None:
    (conflict,) = conflicts("lundi 14 décembre 2021", "fr")
    assert (conflict.stated, conflict.computed) == ("W1", "W2")
    assert conflict.first.surface == "lundi 14 décembre 2021"


def test_the_same_day_in_four_languages_agrees() -> None:
    texts: list[tuple[Lang, str]] = [
        ("fr", "mardi 14 décembre 2021"),
        ("ar", "الثلاثاء 14 كانون الأول/ديسمبر"),
        ("fa", "سه‌شنبه ۲۳ آذر ۱۴۰۰"),
        ("en", "Dec. 14, 2021"),
    ]
    values = [mention.value for lang, text in texts for mention in read_dates(text, lang)]
    whens = [value for value in values if isinstance(value, When)]
    assert len(whens) == len(texts)
    assert all(same_when(left, right) for left in whens for right in whens)
