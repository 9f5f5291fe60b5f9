"""Lists the most frequent words of a corpus that the lexicon does not know, or knows but does not match.

    python benchmarks/uncovered.py CORPUS --lang fr [--other fa]

CORPUS is a text file (words without any lexicon entry), or a folder with one file a language, line by line parallel
(`fr.txt`, `ar.txt`): then also the words that have an entry but no counterpart in the line of the `--other` language.
Writing lexicon rows from the top of this list pays most.
"""

from __future__ import annotations

import argparse
import sys
from collections import Counter
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from benchmarks.lexicon import Mode, Side, counted, sides
from text.document import Lang
from text.languages import SUPPORTED
from text.term_index import load_index
from text.tokens import Token, tokenize


def unknown_words(lines: list[str], lang: Lang) -> Counter[str]:
    """Returns how often each content word without lexicon entry occurs, by its surface."""
    index = load_index("lexicon", lang)
    words = (token for line in lines for token in tokenize(line, lang) if counted(token, lang))
    return Counter(token.surface for token in words if not index.ids_of(token, lang) and not _name(token))


def _name(token: Token) -> bool:
    # A capital marks names in French and English; sentence openers are lost with them, which a list can afford.
    return token.capital


def unmatched_words(own: Side, other: Side) -> tuple[Counter[str], Counter[str]]:
    """Returns the words without any entry, and those with one that finds no counterpart in their line."""
    unknown: Counter[str] = Counter()
    unmatched: Counter[str] = Counter()
    for words, features, there in zip(own.words, own.features, other.offered, strict=True):
        for token, mine in zip(words, features, strict=True):
            if _name(token):
                continue
            if not mine:
                unknown[token.surface] += 1
            elif mine.isdisjoint(there):
                unmatched[token.surface] += 1
    return unknown, unmatched


def _show(title: str, counts: Counter[str], number: int) -> None:
    print(f"{title}: {sum(counts.values())} words, {len(counts)} different")
    ranked = sorted(counts.items(), key=lambda item: (-item[1], item[0]))[:number]
    print("  " + " · ".join(f"{word} {count}" for word, count in ranked))


def main() -> None:
    """Prints the lists."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("corpus", type=Path)
    parser.add_argument("--lang", choices=SUPPORTED, required=True)
    parser.add_argument("--other", choices=SUPPORTED, help="the language to find counterparts in (folders only)")
    parser.add_argument("--number", type=int, default=200)
    parser.add_argument("--written-only", action="store_true", help="without the learned pairs")
    options = parser.parse_args()
    path = options.corpus / f"{options.lang}.txt" if options.corpus.is_dir() else options.corpus
    lines = path.read_text(encoding="utf-8").splitlines()
    if not options.other:
        _show("no entry", unknown_words(lines, options.lang), options.number)
        return
    other_lines = (options.corpus / f"{options.other}.txt").read_text(encoding="utf-8").splitlines()
    pair = sides(lines, other_lines, (options.lang, options.other), Mode(learned=not options.written_only))
    unknown, unmatched = unmatched_words(*pair)
    _show("no entry", unknown, options.number)
    _show(f"entry but no counterpart in {options.other}", unmatched, options.number)


if __name__ == "__main__":
    main()
