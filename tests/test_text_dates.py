"""The date reader against its tables, day by day through sixty years, and against anything at all."""

from __future__ import annotations

import datetime
from importlib import import_module
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from text.dates import conflicts, read_dates
from text.dates.lexicon import CALENDARS, TABLES, load
from text.document import Lang
from text.mention import Mention, MentionKind, When

LANGS: tuple[Lang, ...] = ("fr", "ar", "fa", "en")
ROOT = Path(__file__).parent.parent
FIXTURES = ROOT / "fixtures" / "dates"
DATA = ROOT / "text" / "data"
FLOOR = 70


def rows(lang: Lang) -> list[tuple[Lang, str, str, str]]:
    lines = (FIXTURES / f"{lang}.tsv").read_text(encoding="utf-8").splitlines()[1:]
    cells = [line.split("\t") for line in lines]
    return [(lang, text, expected, dateline) for text, expected, dateline in cells]


def value_of(mention: Mention) -> When:
    assert isinstance(mention.value, When)
    return mention.value


def shown(mentions: tuple[Mention, ...]) -> str:
    parts = [f"{mention.surface} = {'|'.join(value_of(mention).readings)}" for mention in mentions]
    return " ; ".join(parts) or "none"


@pytest.mark.parametrize(("lang", "text", "expected", "dateline"), [row for lang in LANGS for row in rows(lang)])
def test_phrase(lang: Lang, text: str, expected: str, dateline: str) -> None:
    day = datetime.date.fromisoformat(dateline) if dateline else None
    assert shown(read_dates(text, lang, dateline=day)) == expected


@pytest.mark.parametrize("lang", LANGS)
def test_tables_hold_enough_phrases_and_near_misses(lang: Lang) -> None:
    table = rows(lang)
    assert len(table) >= FLOOR
    assert sum(expected == "none" for _, _, expected, _ in table) >= 10


def _forms(day: datetime.date, lang: Lang) -> list[str]:
    """Writes a day in the ways of a language, with names taken from the tables by number."""
    names: dict[int, list[str]] = {number: [] for number in range(1, 13)}
    for line in (DATA / lang / "months.tsv").read_text(encoding="utf-8").splitlines():
        if line and not line.startswith("#"):
            name, calendar, value = line.split("\t")[:3]
            if calendar == "gregorian":
                names[int(value)].append(name)
    forms = [f"{day:%Y-%m-%d}"]
    forms += [f"{day.day} {name} {day.year}" for name in names[day.month]]
    if lang == "en":
        forms += [f"{name} {day.day}, {day.year}" for name in names[day.month]]
    else:
        forms.append(f"{day.day:02d}/{day.month:02d}/{day.year}")
    if lang == "ar":
        first, second = names[day.month][0], names[day.month][-1]
        forms.append(f"{day.day} {first}/{second} {day.year}".translate(str.maketrans("0123456789", "٠١٢٣٤٥٦٧٨٩")))
    if lang == "fa":
        jalali = import_module("jdatetime").date.fromgregorian(date=day)
        months = "فروردین اردیبهشت خرداد تیر مرداد شهریور مهر آبان آذر دی بهمن اسفند".split()
        forms.append(f"{jalali.day} {months[jalali.month - 1]} {jalali.year}")
        forms.append(f"{jalali.year}/{jalali.month:02d}/{jalali.day:02d}")
    return forms


@settings(max_examples=300, deadline=None)
@given(st.dates(datetime.date(1980, 1, 1), datetime.date(2040, 12, 31)), st.sampled_from(LANGS))
def test_every_day_reads_back(day: datetime.date, lang: Lang) -> None:
    for form in _forms(day, lang):
        found = read_dates(f"({form})", lang)
        assert len(found) == 1, form
        assert found[0].surface == form
        assert value_of(found[0]).readings == (day.isoformat(),), form


def _pieces(lang: Lang) -> st.SearchStrategy[str]:
    """Draws words of the tables, figures and signs: the stuff dates are made of, in any order."""
    words = [" ".join(entry.words) for entries in load(lang).index.values() for entry in entries]
    signs = [" ", "/", "-", ".", ",", "،", ":", "(", ")", "'", "\n\n", "\u200c", "ً", "ـ", "°", "%"]
    figures = st.integers(0, 2100).map(str)
    return st.lists(st.one_of(st.sampled_from(words), st.sampled_from(signs), figures), max_size=14).map(" ".join)


def _check(text: str, lang: Lang, start: int, end: int | None, dateline: datetime.date | None) -> None:
    found = read_dates(text, lang, start, end, dateline)
    limit = len(text) if end is None else min(end, len(text))
    for mention in found:
        assert mention.kind in (MentionKind.DATE, MentionKind.TIME)
        assert start <= mention.span.start < mention.span.end <= limit
        assert mention.surface == mention.span.of(text)
        assert value_of(mention).readings
    assert all(before.span.end <= after.span.start for before, after in pairwise(found))
    conflicts(text, lang, start, end, dateline)


@settings(max_examples=250, deadline=None)
@given(st.data(), st.sampled_from(LANGS), st.none() | st.dates(datetime.date(1950, 1, 1), datetime.date(2070, 1, 1)))
def test_any_mixture_of_date_words_keeps_the_invariants(
    data: st.DataObject, lang: Lang, dateline: datetime.date | None
) -> None:
    _check(data.draw(_pieces(lang)), lang, 0, None, dateline)


@settings(max_examples=150, deadline=None)
@given(st.text(max_size=80), st.sampled_from(LANGS), st.integers(0, 10), st.integers(10, 90))
def test_any_text_keeps_the_invariants(text: str, lang: Lang, start: int, end: int) -> None:
    _check(text, lang, min(start, len(text)), end, None)


def test_span_counts_in_the_whole_text() -> None:
    text = "Paris (AFP). Il est parti le 3 mai 2021."
    (found,) = read_dates(text, "fr", start=13)
    assert found.span.of(text) == found.surface == "3 mai 2021"


@pytest.mark.parametrize("lang", LANGS)
def test_tables_are_well_formed(lang: Lang) -> None:
    for table in TABLES:
        path = DATA / lang / f"{table}.tsv"
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), start=1):
            if line and not line.startswith("#"):
                assert 3 <= len(line.split("\t")) <= 4, f"{path}:{number}"
    for calendar in CALENDARS:
        numbers = {entry.value for entries in load(lang).index.values() for entry in entries if entry.role == calendar}
        assert numbers == {str(number) for number in range(1, 13)}, calendar
