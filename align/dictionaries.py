"""Reads the public dictionaries and parallel texts into word pairs and sentence pairs; see `text/data/SOURCES.md`.

A dictionary source becomes (left key, right key) → strength from 0 to 1: the geometric mean of how large a share the
pair has among the entries of its left and of its right word. Only entries of one content word a side count; Persian
light verbs (`اعلام کردن`) stand for their noun. Proper names are left out, they have tables of their own.
"""

from __future__ import annotations

import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Iterator
from functools import lru_cache
from pathlib import Path

from text.document import Lang
from text.fold import fold
from text.pairs import key_of
from text.resources import word_set
from text.tokens import tokenize

KeyPair = tuple[str, str]
Strengths = dict[KeyPair, float]
Row = tuple[str, ...]

_COLUMNS: dict[Lang, int] = {"en": 1, "fr": 2, "ar": 3, "fa": 4}
_LONGEST_LABEL = 8


def lines(path: Path) -> list[str]:
    """Returns the lines of a file in NFC: some corpora write accents as characters of their own."""
    return unicodedata.normalize("NFC", path.read_text(encoding="utf-8")).splitlines()


@lru_cache(maxsize=400_000)
def word_key(entry: str, lang: Lang) -> str | None:
    """Returns the key of a dictionary entry that is one content word, else None."""
    entry = entry.replace("\\", " ").strip()
    if lang == "en" and entry.startswith("to "):
        entry = entry[3:]
    if lang == "fa":
        first, _, last = entry.rpartition(" ")
        if first and fold(last) in word_set("fa/light_verbs.txt"):
            entry = first
    content = [token for token in tokenize(entry, lang) if token.content]
    if len(content) != 1 or content[0].folded.isdigit() or (content[0].is_latin and lang in ("ar", "fa")):
        return None
    return key_of(content[0], lang)


def strengths(found: Iterable[KeyPair]) -> Strengths:
    """Returns each pair's strength from how often it and its words occur among the entries."""
    counts: dict[KeyPair, int] = defaultdict(int)
    left_total: dict[str, int] = defaultdict(int)
    right_total: dict[str, int] = defaultdict(int)
    for left, right in found:
        counts[left, right] += 1
        left_total[left] += 1
        right_total[right] += 1
    return {
        (left, right): count / float(left_total[left] * right_total[right]) ** 0.5
        for (left, right), count in counts.items()
    }


def wiktionary(data: Path, left: Lang, right: Lang) -> Strengths:
    """Returns the pairs of the Wiktionary extracts: direct with English, else joined where word and sense agree."""
    if left == "en":
        return {(other, own): weight for (own, other), weight in wiktionary(data, right, left).items()}
    if right == "en":
        return strengths(_english_rows(data, left))
    senses: dict[Row, list[str]] = defaultdict(list)
    for english, pos, gloss, word in _rows(data / f"lexicons/wiktionary_dsl/en-{left}.tsv"):
        if pos != "prop" and gloss and (key := word_key(word, left)):
            senses[english, pos, gloss].append(key)
    found: list[KeyPair] = []
    for english, pos, gloss, word in _rows(data / f"lexicons/wiktionary_dsl/en-{right}.tsv"):
        if key := word_key(word, right):
            found.extend((own, key) for own in senses.get((english, pos, gloss), ()))
    return strengths(found)


def _english_rows(data: Path, lang: Lang) -> Iterator[KeyPair]:
    for english, pos, _, word in _rows(data / f"lexicons/wiktionary_dsl/en-{lang}.tsv"):
        key, other = word_key(word, lang), word_key(english, "en")
        if pos != "prop" and key and other:
            yield key, other
    for english, word in _rows(data / f"lexicons/wiktionary_wechsel/en-{lang}.tsv"):
        key, other = word_key(word, lang), word_key(english, "en")
        if not english[:1].isupper() and key and other:
            yield key, other


def wordnet(data: Path, left: Lang, right: Lang) -> Strengths:
    """Returns the pairs of words that share a synset; nothing with French, whose column may not ship."""
    if "fr" in (left, right):
        return {}
    found: list[KeyPair] = []
    for row in _rows(data / "lexicons/omw/synsets_en_fr_ar_fa.tsv"):
        words = [
            {key for word in row[_COLUMNS[lang]].split("|") if not word[:1].isupper() and (key := word_key(word, lang))}
            for lang in (left, right)
        ]
        found.extend((own, other) for own in sorted(words[0]) for other in sorted(words[1]))
    return strengths(found)


def labels(data: Path, left: Lang, right: Lang) -> list[tuple[str, str]]:
    """Returns the short texts that id_tagging, CLDR and the TICO-19 terms hold in both languages."""
    paths = [data / "lexicons/id_tagging/id_labels_en_fr_ar_fa.tsv"]
    paths += [data / f"lexicons/cldr/{name}.tsv" for name in ("currencies", "units", "languages", "date_fields")]
    found: dict[tuple[str, str], None] = {}
    for path in paths:
        for row in _rows(path):
            own, other = row[_COLUMNS[left]], row[_COLUMNS[right]]
            if own and other and "{" not in own and len(own.split()) <= _LONGEST_LABEL:
                found[own, other] = None
    for row in _rows(data / "parallel/tico19/terms_en_fr_ar_fa.tsv"):
        own, other = row[_COLUMNS[left] - 1], row[_COLUMNS[right] - 1]
        if own and other:
            found[own, other] = None
    return list(found)


def label_pairs(data: Path, left: Lang, right: Lang) -> Strengths:
    """Returns the labels of one word a side."""
    keyed = ((word_key(own, left), word_key(other, right)) for own, other in labels(data, left, right))
    return strengths((own, other) for own, other in keyed if own and other)


def sentence_pairs(data: Path, left: Lang, right: Lang, share_alike: bool) -> list[tuple[str, str]]:
    """Returns the training sentences of two languages; those of share-alike texts only where asked for."""
    tico = "tico19" if "fr" in (left, right) else "tico19/en_ar_fa_full"
    out: list[tuple[str, str]] = []
    folder = data / "parallel" / tico
    for group, own, other in zip(
        lines(folder / "ids.txt"), lines(folder / f"{left}.txt"), lines(folder / f"{right}.txt"), strict=True
    ):
        # Of the Wikimedia texts only Wikinews (CC BY) is not share-alike.
        if share_alike or not group.lower().startswith("wiki") or group.startswith("Wikinews"):
            out.append((own, other))
    names = ["sdg", "check_web", "udhr", "tatoeba/ar-en_opus"]
    for name in names + (["xquad/questions", "xquad/paragraphs"] if share_alike else []):
        paths = [data / "parallel" / name / f"{lang}.txt" for lang in (left, right)]
        if all(path.exists() for path in paths):
            out.extend(zip(lines(paths[0]), lines(paths[1]), strict=True))
    return out


def _rows(path: Path) -> Iterator[Row]:
    """Yields the cells of every line but the heading."""
    for line in lines(path)[1:]:
        yield tuple(line.split("\t"))
