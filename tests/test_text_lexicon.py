"""The written lexicon and what is compiled from it: rows are well formed, tables fresh, phrases and families found."""

from __future__ import annotations

from pathlib import Path

import pytest

from align.build_pairs import rows_of, strength_of, written
from align.learn import keys_of, learn_keys
from align.pair_sources import origin
from text.compile_tables import DATA, Entry, compile_index, compiled_files
from text.document import Lang
from text.languages import SUPPORTED
from text.pairs import render
from text.resources import data_file
from text.term_index import TermIndex, load_index
from text.tokens import tokenize

LEXICON = sorted((DATA / "lexicon").glob("*.tsv"))
PARTS_OF_SPEECH = {"n", "v", "adj", "adv", "prep", "conj", "pron", "det", "num", "intj", "term"}


def concepts(text: str, lang: Lang) -> list[frozenset[int]]:
    """Returns for each word of a text the lexicon rows it belongs to, alone or in a term."""
    index: TermIndex = load_index("lexicon", lang)
    tokens = tokenize(text, lang)
    found = [set(index.ids_of(token, lang)) for token in tokens]
    for where, identifier in index.terms_in(tokens):
        for place in where:
            found[place].add(identifier)
    return [frozenset(one) for one in found]


def share(left: str, left_lang: Lang, right: str, right_lang: Lang) -> bool:
    """Tells whether the two texts hold words of one row."""
    sides = (concepts(left, left_lang), concepts(right, right_lang))
    return not frozenset().union(*sides[0]).isdisjoint(frozenset().union(*sides[1]))


@pytest.mark.parametrize("path", LEXICON, ids=lambda path: path.stem)
def test_rows_have_five_cells_and_no_stray_spaces(path: Path) -> None:
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), start=1):
        if not line or line.startswith("#"):
            continue
        pos, *cells = line.split("\t")
        assert pos in PARTS_OF_SPEECH and len(cells) == len(SUPPORTED), f"{path.name}:{number}"
        for cell in cells:
            assert cell == cell.strip() and all(variant.strip() for variant in cell.split("|") if cell), line


def test_compiled_tables_are_fresh() -> None:
    stale = [name for name, content in compiled_files().items() if data_file(f"compiled/{name}") != content]
    assert stale == [], "run `make tables`"


def test_pair_tables_fit_the_word_families() -> None:
    """Keys of the tables are heads of families: whoever rebuilds the one must rebuild the other."""
    stated, now = (
        dict(line.split("\t") for line in text.splitlines() if not line.startswith("#"))
        for text in (data_file("pairs/BUILT_FROM.tsv"), origin(DATA))
    )
    assert set(stated) == {"lexicon", *(f"families.{lang}" for lang in SUPPORTED)}
    for lang in SUPPORTED:
        assert stated[f"families.{lang}"] == now[f"families.{lang}"], "run `python -m align.build_pairs`"


def test_a_table_is_built_alike_twice() -> None:
    corpus = [("le conseil adopte la loi", "تبنى المجلس القانون"), ("la loi est ancienne", "القانون قديم")] * 3
    corpus += [("le conseil se réunit", "يجتمع المجلس"), ("une ville ancienne", "مدينة قديمة")]

    def built() -> str:
        known = written("fr", "ar")
        keyed = [(keys_of(left, "fr"), keys_of(right, "ar")) for left, right in corpus]
        weights = strength_of(learn_keys(keyed, dict.fromkeys(known, 1.0)))
        return render((own, other, weight) for (own, other), weight in rows_of(weights, {}).items())

    assert built() == built()
    assert "conseil\tمجلس\t" in built()


@pytest.mark.parametrize(
    ("left", "right"),
    [
        ("grâce à cette aide", "بفضل هذه المساعدة"),
        ("il est peut-être parti", "ربما غادر"),
        ("l'immeuble s'est effondré", "انهار المبنى"),
        ("les animaux", "الحيوان"),
        ("il a déclaré", "أعلن"),
    ],
)
def test_phrases_and_inflected_words_find_their_row(left: str, right: str) -> None:
    assert share(left, "fr", right, "ar")


def test_the_noun_of_a_persian_compound_verb_stands_for_it() -> None:
    assert share("منتشر شد", "fa", "was published", "en")


def test_a_phrase_needs_its_little_words() -> None:
    entries = [Entry("c", {"fr": ("grâce à",), "ar": ("بفضل",), "fa": (), "en": ("thanks to",)})]
    content = compile_index("lexicon", entries, phrases=True)["lexicon.fr.tsv"]
    assert content.splitlines()[1:] == ["t\tgrace a\t0"]


def test_a_name_keeps_its_article_melted_or_not() -> None:
    entries = [Entry("n", {"fr": ("Le Caire",), "ar": (), "fa": (), "en": ()})]
    content = compile_index("names", entries)["names.fr.tsv"]
    assert content.splitlines()[1:] == ["t\tau caire\t0", "t\tdu caire\t0", "t\tle caire\t0"]


def test_only_the_content_words_of_a_phrase_carry_its_row() -> None:
    tokens = tokenize("grâce à lui", "fr")
    places = {place for where, _ in load_index("lexicon", "fr").terms_in(tokens) for place in where}
    assert places == {0}
