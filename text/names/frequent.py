"""Makes the lists of frequent name words (`data/names/tokens.ar.txt`, `tokens.latin.txt`) from the CC0 name pairs.

Run `python -m text.names.frequent --data ../shared/data/names` after the lexicon has changed. A word counts if it is
part of enough people's names in Wikidata (`coling2018_names`, Merhav & Ash 2018) and is no word of the written
lexicon.
"""

from __future__ import annotations

import argparse
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

from text.document import Lang
from text.fold import fold
from text.names.train import tsv
from text.resources import word_set
from text.term_index import load_index
from text.tokens import tokenize

TARGET = Path(__file__).parent.parent / "data" / "names"
# People's names a word must be part of; rarer ones only if no ending or clitic makes a lexicon word of it.
_RARE, _USUAL = 4, 10


def frequent(counts: Counter[str], langs: Sequence[Lang]) -> list[str]:
    """Returns the folded words, sorted."""
    return sorted(
        word
        for word, count in counts.items()
        if count >= _RARE and not any(_known(word, count, lang) for lang in langs)
    )


def _known(word: str, count: int, lang: Lang) -> bool:
    index = load_index("lexicon", lang)
    if word in index.words or word in word_set(f"{lang}/function_words.txt"):
        return True
    tokens = tokenize(word, lang)
    return len(tokens) != 1 or (count < _USUAL or word.startswith("ال")) and bool(index.ids_of(tokens[0], lang))


def main() -> None:
    """Writes the two lists."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, required=True, help="the folder that holds coling2018_names")
    table = parser.parse_args().data / "coling2018_names" / "en_ar_name_tokens.tsv"
    latin: Counter[str] = Counter()
    arabic: Counter[str] = Counter()
    for own, other, count in tsv(table):
        for counts, word in ((latin, own), (arabic, other)):
            if word.isalpha() and len(fold(word)) >= 3:
                counts[fold(word)] += int(count)
    langs: tuple[tuple[str, Counter[str], tuple[Lang, ...]], ...] = (
        ("latin", latin, ("fr", "en")),
        ("ar", arabic, ("ar", "fa")),
    )
    for name, counts, known_to in langs:
        words = frequent(counts, known_to)
        head = "# Words of people's names, compare-form, from coling2018_names (CC0); made by text.names.frequent\n"
        (TARGET / f"tokens.{name}.txt").write_text(head + "".join(f"{word}\n" for word in words), encoding="utf-8")
        print(f"tokens.{name}.txt: {len(words)} words")


if __name__ == "__main__":
    main()
