"""Properties that hold for any text whatever: folding maps back, words and sentences lie where they say."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from text.document import Lang, Span
from text.errors import FileProblem
from text.fold import fold, fold_char, fold_with_map
from text.furniture import furniture
from text.languages import SUPPORTED, identify
from text.mentions import mentions
from text.reader import read_text
from text.segment import segment
from text.tokens import tokenize

# Letters of the four languages, their marks and joiners, digits, punctuation, controls, and now and then anything.
LIKELY = (
    "abcdeéèàçôœÉÀ'’-–—«»“”\"()[]{}<>.,;:!?…%‰€$#@/\\|*_=+~°"
    "ابتثجحخدذرزسشصضطظعغفقكلمنهويىةأإآؤئءپچژگکیۀ،؛؟٪٫٬ـ"
    "\u064b\u064e\u0651\u0670\u200c\u200d\u200e\u200f\u202b\u202e\u2066\u2069\u00ad\ufeff"
    "0123456789٠١٢٣٤٥٦٧٨٩۰۱۲۳۴۵۶۷۸۹ \t\n\r\u00a0\u202f\u2028\u0085\x0b\x0c"
)
PIECES = [
    "Le 14 décembre 2021, ", "La réunion s'est tenue à New York. ", "قال الوزير إن ", "٣٫٥ مليار دولار",
    "در تاریخ ۱۴ آذر ", "می‌شود", "The U.S. said so. ", "https://example.org/a?b=c ", "/انتهى/", "M. Dupont ",
    "2,5 %", "(AFP) – ", "\r\n\r\n", "« ", " »", "notamment : a ; b ; c.", "date 2021-12 ", "٪ ",
    "ألفين ومئتي ", "mille neuf cent ", "10h30", "1er ", "بیست و سه ",
]  # fmt: skip
TEXTS = st.lists(st.text(LIKELY, max_size=12) | st.sampled_from(PIECES) | st.text(max_size=6), max_size=14).map("".join)
LANGS = st.sampled_from(SUPPORTED)
TRIALS = settings(max_examples=150, deadline=None)


@given(TEXTS)
@TRIALS
def test_folding_with_and_without_a_map_agree_and_the_map_is_in_order(raw: str) -> None:
    folded = fold_with_map(raw)
    assert folded.text == fold(raw)
    assert len(folded.origin) == len(folded.text)
    assert list(folded.origin) == sorted(folded.origin)
    for index, origin in enumerate(folded.origin):
        assert folded.text[index] in fold_char(raw[origin])


@given(TEXTS, st.data())
@TRIALS
def test_a_folded_piece_maps_back_to_text_that_folds_to_it(raw: str, data: st.DataObject) -> None:
    folded = fold_with_map(raw)
    if not folded.text:
        return
    start = data.draw(st.integers(0, len(folded.text) - 1))
    end = data.draw(st.integers(start + 1, len(folded.text)))
    span = folded.span(start, end)
    assert folded.text[start:end] in fold(span.of(raw))
    assert folded.span(start, end, 7) == Span(span.start + 7, span.end + 7)


@given(TEXTS)
@TRIALS
def test_folding_twice_changes_nothing_more(raw: str) -> None:
    once = fold(raw)
    assert fold(once) == once


@pytest.mark.parametrize(
    ("left", "right"),
    [
        ("الأمم المتّحدة", "الامم المتحده"),
        ("كتــــاب", "كتاب"),
        ("ايران", "ایران"),
        ("کشور", "كشور"),
        ("می‌شود", "میشود"),
        ("٢٠٢١", "2021"),
        ("۱۴۰۰", "2021".replace("2021", "1400")),
        ("Œuvre d'Été", "oeuvre d’ete"),
        (unicodedata.normalize("NFD", "Genève"), "GENEVE"),
        ("\u202b\u200fنص\u202c", "نص"),
    ],
)
def test_spellings_of_one_word_fold_alike(left: str, right: str) -> None:
    assert fold(left) == fold(right)


@given(TEXTS, LANGS)
@TRIALS
def test_words_lie_in_the_text_in_order_and_never_overlap(raw: str, lang: Lang) -> None:
    end = 0
    for token in tokenize(raw, lang):
        assert end <= token.span.start < token.span.end <= len(raw)
        assert token.surface == token.span.of(raw).lower()
        assert token.folded
        end = token.span.end


@given(TEXTS, LANGS, st.data())
@TRIALS
def test_words_of_a_piece_lie_in_the_piece(raw: str, lang: Lang, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(raw)))
    end = data.draw(st.integers(start, len(raw)))
    for token in tokenize(raw, lang, start, end):
        assert start <= token.span.start < token.span.end <= end


@given(TEXTS, LANGS)
@TRIALS
def test_sentences_are_in_order_and_leave_out_only_white_space_and_furniture(raw: str, lang: Lang) -> None:
    skip = furniture(raw, lang)
    sentences = segment(raw, lang, skip)
    left_out = set(range(len(raw)))
    end = 0
    for number, sentence in enumerate(sentences):
        assert sentence.index == number
        assert end <= sentence.span.start < sentence.span.end <= len(raw)
        assert not any(sentence.span.overlaps(span) for span in skip)
        assert not raw[sentence.span.start].isspace()
        assert not raw[sentence.span.end - 1].isspace()
        end = sentence.span.end
        left_out -= set(range(sentence.span.start, sentence.span.end))
    for span in skip:
        left_out -= set(range(span.start, span.end))
    assert not [raw[offset] for offset in sorted(left_out) if raw[offset].isalnum()]


@given(TEXTS, LANGS)
@TRIALS
def test_furniture_is_in_order_and_inside_the_text(raw: str, lang: Lang) -> None:
    end = 0
    for span in furniture(raw, lang):
        assert end <= span.start < span.end <= len(raw)
        end = span.end


@given(TEXTS, LANGS, st.booleans())
@TRIALS
def test_any_text_is_read_or_refused_in_one_sentence(raw: str, lang: Lang, sentences_given: bool) -> None:
    if not any(char.isalnum() for char in raw):
        with pytest.raises(FileProblem, match="x: "):
            read_text(raw, lang=lang, name="x", sentences_given=sentences_given)
        return
    document = read_text(raw, lang=lang, name="x", sentences_given=sentences_given)
    for unit in document.units:
        assert document.sentences[unit.sentence].span.holds(unit.span)
    end = 0
    for mention in mentions(document):
        assert end <= mention.span.start < mention.span.end <= len(raw)
        assert mention.surface == mention.span.of(raw)
        assert document.sentence_at(mention.span.start) is not None
        end = mention.span.end


@given(TEXTS)
@TRIALS
def test_identifying_a_language_never_fails(raw: str) -> None:
    guess = identify(raw)
    assert guess is None or (guess.lang in SUPPORTED and 0.0 <= guess.confidence <= 1.0)
