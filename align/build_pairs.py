"""Builds the learned part of the lexicon: `python -m align.build_pairs --data ../shared/data`.

Steps: word families from the written lexicon; the compiled indexes (their keys depend on the families); then for each
of the six language pairs all sources, their calibration, and two tables: one from sources that anyone may use, and one
with the rows that share-alike sources add or raise. Two runs over the same data give the same files.
"""

from __future__ import annotations

import argparse
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from align import calibrate, dictionaries, families, pair_sources
from align.calibrate import Sentences
from align.dictionaries import KeyPair, Strengths
from align.learn import Learned, keys_of, learn_keys
from text import compile_tables
from text.compile_tables import DATA, lexicon_entries
from text.document import Lang
from text.languages import SUPPORTED
from text.pairs import SUFFIXES, render
from text.stems import canonical, family

# English first: its tables are the bridge of the others.
PAIRS: tuple[tuple[Lang, Lang], ...] = (
    ("fr", "en"), ("ar", "en"), ("fa", "en"), ("fr", "ar"), ("fr", "fa"), ("ar", "fa"),
)  # fmt: skip
LEAST_WEIGHT = 30
# A share-alike source must add this much to a row's weight for the row to be stated again.
_RAISE = 10
_WEAKEST_BRIDGE = 0.02
# How often a written pair is used where one of its words stands, for the bridge.
_WRITTEN_RATE = 0.4


@dataclass(frozen=True, slots=True)
class Built:
    """Holds the weights and rates of one language pair and the sources they come from."""

    weights: dict[KeyPair, float]
    rates: dict[KeyPair, float]
    sources: dict[str, Strengths]


def written(left: Lang, right: Lang) -> Strengths:
    """Returns the pairs of the written lexicon, by family."""
    found: list[KeyPair] = []
    for entry in lexicon_entries():
        words = [
            dict.fromkeys(key for variant in entry.variants[lang] if (key := dictionaries.word_key(variant, lang)))
            for lang in (left, right)
        ]
        found.extend((own, other) for own in words[0] for other in words[1])
    return dictionaries.strengths(found)


def strength_of(learned: Mapping[KeyPair, Learned]) -> Strengths:
    """Returns the strength of learned pairs: both probabilities' geometric mean, less where links are few."""
    return {pair: row.count / (row.count + 1) * (row.forward * row.backward) ** 0.5 for pair, row in learned.items()}


def bridge(first: Mapping[KeyPair, float], second: Mapping[KeyPair, float]) -> Strengths:
    """Returns left–right pairs through English, from left–English and right–English weights (sum over the middle)."""
    middle: dict[str, list[tuple[str, float]]] = defaultdict(list)
    totals: dict[tuple[int, str], float] = defaultdict(float)
    for side, table in enumerate((first, second)):
        for (own, english), weight in table.items():
            totals[side, own] += weight
            totals[side + 2, english] += weight
    for (own, english), weight in second.items():
        middle[english].append((own, weight))
    there: dict[KeyPair, float] = defaultdict(float)
    back: dict[KeyPair, float] = defaultdict(float)
    for (own, english), weight in first.items():
        for other, weight_other in middle.get(english, ()):
            there[own, other] += weight / totals[0, own] * weight_other / totals[3, english]
            back[own, other] += weight_other / totals[1, other] * weight / totals[2, english]
    means = {pair: (value * back[pair]) ** 0.5 for pair, value in there.items()}
    return {pair: mean for pair, mean in means.items() if mean >= _WEAKEST_BRIDGE}


def build(
    data: Path, left: Lang, right: Lang, share_alike: bool, english: Mapping[Lang, Mapping[KeyPair, float]]
) -> Built:
    """Returns the weights of one language pair from all sources of the wanted licence."""
    sources: dict[str, Strengths] = {"labels": dictionaries.label_pairs(data, left, right)}
    if share_alike:
        sources["wiktionary"] = dictionaries.wiktionary(data, left, right)
        sources["wordnet"] = dictionaries.wordnet(data, left, right)
    if "en" not in (left, right):
        sources["bridge"] = bridge(english[left], english[right])
    known = written(left, right)
    prior: dict[KeyPair, float] = dict.fromkeys(known, 1.0)
    for source in sources.values():
        for pair, strength in source.items():
            prior[pair] = max(prior.get(pair, 0.0), strength)
    short = [(keys_of(a, left), keys_of(b, right)) for a, b in dictionaries.labels(data, left, right)]
    texts = dictionaries.sentence_pairs(data, left, right, share_alike)
    keyed = [(keys_of(a, left), keys_of(b, right)) for a, b in texts]
    # The rate is learned with half of the sentences unseen, and applied with all of them.
    seen = sources | {"parallel": strength_of(learn_keys(keyed[::2] + short, prior))}
    pairs = sorted(set().union(*seen.values()))
    rows = calibrate.features(pairs, seen, Sentences(keyed[::2]))
    coefficients = calibrate.fit(rows, pairs, Sentences(keyed[1::2]))
    sources["parallel"] = strength_of(learn_keys(keyed + short, prior))
    pairs = sorted(set().union(*sources.values()))
    sentences = Sentences(keyed)
    found = calibrate.rates(calibrate.features(pairs, sources, sentences), coefficients)
    weights = {
        pair: calibrate.weight_of(float(rate), sentences.frequency(pair))
        for pair, rate in zip(pairs, found, strict=True)
    }
    rates = dict(zip(pairs, map(float, found), strict=True))
    return Built(weights, rates, sources)


def with_written(rates: Mapping[KeyPair, float], known: Strengths) -> dict[KeyPair, float]:
    """Returns the rates with the written pairs among them, as the bridge wants them."""
    out = dict(rates)
    for pair in known:
        out[pair] = max(out.get(pair, 0.0), _WRITTEN_RATE)
    return out


def rows_of(weights: Mapping[KeyPair, float], known: Mapping[KeyPair, float]) -> dict[KeyPair, int]:
    """Returns the rows worth stating: heavy enough, and not what the written lexicon says already."""
    return {
        pair: round(100 * weight)
        for pair, weight in weights.items()
        if 100 * weight >= LEAST_WEIGHT and pair not in known
    }


def _write_families() -> None:
    for name, content in families.rendered().items():
        (DATA / name).write_text(content, encoding="utf-8")
    canonical.cache_clear()
    family.cache_clear()
    compile_tables.main()


def main() -> None:
    """Writes all tables."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, default=Path("../shared/data"))
    parser.add_argument("--keep-families", action="store_true", help="do not rebuild the word families")
    options = parser.parse_args()
    if not options.keep_families:
        _write_families()
    target = DATA / "pairs"
    target.mkdir(exist_ok=True)
    english: tuple[dict[Lang, dict[KeyPair, float]], dict[Lang, dict[KeyPair, float]]] = ({}, {})
    counts: dict[str, dict[str, int]] = {}
    totals: dict[str, tuple[int, int]] = {}
    for left, right in PAIRS:
        known = written(left, right)
        built = [build(options.data, left, right, share_alike, english[share_alike]) for share_alike in (False, True)]
        if right == "en":
            for bridges, part in zip(english, built, strict=True):
                bridges[left] = with_written(part.rates, known)
        free, whole = (rows_of(part.weights, known) for part in built)
        added = {pair: weight for pair, weight in whole.items() if weight >= free.get(pair, 0) + _RAISE}
        name = f"{left}-{right}"
        for suffix, table in zip(SUFFIXES, (free, added), strict=True):
            content = render((own, other, weight) for (own, other), weight in table.items())
            (target / f"{name}{suffix}").write_text(content, encoding="utf-8")
            print(f"{name}{suffix}: {len(table)} rows, {len(content.encode()) // 1024} KiB", flush=True)
        stated = free.keys() | added.keys()
        counts[name] = {source: len(stated & pairs.keys()) for source, pairs in built[1].sources.items()}
        totals[name] = (len(free), len(added))
        print("  " + ", ".join(f"{source} {count}" for source, count in sorted(counts[name].items())), flush=True)
    pair_sources.write(DATA, counts, totals)


assert set(SUPPORTED) == {"fr", "ar", "fa", "en"}

if __name__ == "__main__":
    main()
