"""How well names find each other across scripts: ranking, precision and recall of the sound match.

Run `python -m benchmarks.names --data ../shared/data/names --phrases ../shared/bench/phrase_sets`.

- `tokens`: rows of `coling2018_names` whose SHA-256 of the Latin word is odd (training takes the even ones), five
  random thousands: the right word of the other script first among 1,000 candidates, both ways; equal spellings count
  as right. The match itself (`sounds_like`) is judged on the same million pairs: precision and recall.
- `cities`: names of cities in Latin and Arabic or Persian script from GeoNames, the right one first among the file's;
  with the name tables (as the product works) and by sound alone.
- `checked cities`: 500 places written for this measure (`benchmarks/data/cities.tsv`); four in five are not in the
  tables, so that the sound is what is measured.
- `names`: hand-made pairs, every word or the whole must sound alike.
"""

from __future__ import annotations

import argparse
import random
import time
from collections.abc import Sequence
from pathlib import Path

from text.document import Lang
from text.fold import fold
from text.names.skeleton import similarity, skeleton
from text.names.sound import rank, sounds_like
from text.names.train import is_training_row, tsv
from text.term_index import load_index
from text.tokens import tokenize

Pair = tuple[str, str]
CITIES = Path(__file__).parent / "data" / "cities.tsv"
# Skeletons less alike than this are left out of the ranking, which would otherwise take a million Viterbi searches.
_WORTH_RANKING = 0.3


def token_samples(data: Path) -> list[list[Pair]]:
    """Returns five random thousands of the rows that training does not see."""
    pairs = sorted((row[0], row[1]) for row in tsv(data / "coling2018_names" / "en_ar_name_tokens.tsv"))
    pairs = [pair for pair in pairs if not is_training_row(pair[0])]
    return [random.Random(seed).sample(pairs, 1000) for seed in range(5)]


def first_places(pairs: Sequence[Pair]) -> tuple[float, float, float, float]:
    """Returns the shares of right first places, to Arabic script and back, then precision and recall of the match."""
    there: dict[str, tuple[float, str]] = {}
    back: dict[str, tuple[float, str]] = {}
    matched = right = 0
    spelled: dict[str, set[str]] = {}
    for latin, arabic in pairs:
        spelled.setdefault(latin, set()).add(fold(arabic))
    latins, arabics = sorted(spelled), sorted({fold(arabic) for _, arabic in pairs})
    bones = {word: skeleton(word) for word in (*latins, *arabics)}
    for latin in latins:
        for arabic in arabics:
            if similarity(bones[latin], bones[arabic]) < _WORTH_RANKING and bones[latin] and bones[arabic]:
                continue
            score = rank(latin, arabic)
            if score > there.get(latin, (-1e9, ""))[0]:
                there[latin] = (score, arabic)
            if score > back.get(arabic, (-1e9, ""))[0]:
                back[arabic] = (score, latin)
            if sounds_like(latin, arabic):
                matched += 1
                right += arabic in spelled[latin]
    ahead = sum(there.get(latin, (0.0, ""))[1] in spelled[latin] for latin, _ in pairs) / len(pairs)
    behind = sum(fold(other) in spelled.get(back.get(fold(other), (0.0, ""))[1], set()) for _, other in pairs)
    whole = sum(map(len, spelled.values()))
    return ahead, behind / len(pairs), right / max(1, matched), right / whole


def entries(phrase: str, lang: Lang) -> frozenset[str]:
    """Returns the entries of the name tables that the whole phrase is a spelling of."""
    index = load_index("names", lang)
    tokens = tokenize(phrase, lang)
    found = (
        {identifier for token in tokens for identifier in index.ids_of(token, lang, as_name=True)}
        if len(tokens) == 1
        else set()
    )
    content = sum(token.content for token in tokens)
    found |= {identifier for where, identifier in index.terms_in(tokens) if len(where) >= content}
    return frozenset(index.labels[identifier].split(" ")[-1] for identifier in found)


def city_places(pairs: Sequence[Pair], lang: Lang, *, tables: bool) -> tuple[float, float]:
    """Returns the shares of cities whose right name comes first, both ways."""
    latin_ids = {latin: entries(latin, "en") | entries(latin, "fr") for latin, _ in pairs} if tables else {}
    other_ids = {other: entries(other, lang) for _, other in pairs} if tables else {}
    spelled: dict[str, set[str]] = {}
    for latin, other in pairs:
        spelled.setdefault(latin, set()).add(other)
    named = {other: {latin for latin, found in spelled.items() if other in found} for _, other in pairs}
    score = {
        (latin, other): rank(latin, other) + 100 * bool(tables and latin_ids[latin] & other_ids[other])
        for latin in spelled
        for other in named
    }
    ahead = sum(max(named, key=lambda other: score[latin, other]) in spelled[latin] for latin, _ in pairs)
    behind = sum(max(spelled, key=lambda latin: score[latin, other]) in named[other] for _, other in pairs)
    return ahead / len(pairs), behind / len(pairs)


def main() -> None:
    """Prints the figures."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--phrases", type=Path)
    parser.add_argument("--samples", type=int, default=5)
    options = parser.parse_args()
    start = time.perf_counter()
    results = [first_places(sample) for sample in token_samples(options.data)[: options.samples]]
    means = [sum(column) / len(results) for column in zip(*results, strict=True)]
    print("tokens: to Arabic {:.3f}, to Latin {:.3f}; match: precision {:.3f}, recall {:.3f}".format(*means), end=" ")
    print(f"({time.perf_counter() - start:.1f} s)")
    if options.phrases is None:
        return
    langs: tuple[tuple[str, Lang], ...] = (("cities_ar", "ar"), ("cities_fa", "fa"))
    for name, lang in langs:
        pairs = [(row[0], row[2]) for row in tsv(options.phrases / f"{name}.tsv")]
        for tables in (True, False):
            there, back = city_places(pairs, lang, tables=tables)
            print(f"{name} ({'tables and sound' if tables else 'sound alone'}): {there:.3f}, back {back:.3f}")
    for lang, column in (("ar", 1), ("fa", 2)):
        for latin_column, latin_lang in ((0, "French"), (3, "English")):
            pairs = [(row[latin_column], row[column]) for row in tsv(CITIES)]
            for tables in (True, False):
                there, back = city_places(pairs, lang, tables=tables)
                source = "tables and sound" if tables else "sound alone"
                print(f"checked cities, {latin_lang} and {lang} ({source}): {there:.3f}, back {back:.3f}")
    rows = list(tsv(options.phrases / "names.tsv"))
    hits = [sounds_like(row[0], row[column]) for row in rows for column in (1, 2)]
    print(f"names: {sum(hits)} of {len(hits)}")


if __name__ == "__main__":
    main()
