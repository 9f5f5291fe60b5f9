"""Trains the sound model: chunk pairs by expectation maximisation, their weights as log-odds.

Run `python -m text.names.train --data ../shared/data/names`. It reads `coling2018_names/en_ar_name_tokens.tsv` (CC0,
Merhav & Ash 2018, "Design Challenges in Named Entity Transliteration"; only rows whose SHA-256 of the Latin word is
even, the rest is for testing), `google_translit/ar_en_names.tsv` (Apache-2.0) and our own tables, and writes
`text/data/names/sounds.tsv` and `sound_letters.tsv`. Nothing of the sources but these weights is kept.
"""

from __future__ import annotations

import argparse
import hashlib
from collections import defaultdict
from collections.abc import Iterator
from math import log
from pathlib import Path

from text.languages import SUPPORTED
from text.names.sound_model import LONGEST_ARABIC, LONGEST_LATIN, letters
from text.resources import rows

Pairs = list[tuple[str, str, float]]
Counts = dict[tuple[str, str], float]
TARGET = Path(__file__).parent.parent / "data" / "names" / "sounds.tsv"
LETTERS = TARGET.parent / "sound_letters.tsv"
ROUNDS = 6
# A chunk pair must be expected this often to be kept.
LEAST = 1.5
_TABLES = ("people", "cities", "given_names")
# How often a row of our own tables counts: they are clean, and the only ones that know Persian.
_OWN = 3.0


def is_training_row(latin: str) -> bool:
    """Tells whether the SHA-256 of the Latin word is even; odd rows are for testing."""
    return int(hashlib.sha256(latin.encode()).hexdigest(), 16) % 2 == 0


def tsv(path: Path) -> Iterator[list[str]]:
    """Yields the rows of a tab-separated file with a header line."""
    yield from (line.split("\t") for line in path.read_text(encoding="utf-8").splitlines()[1:])


def gather(data: Path) -> Pairs:
    """Returns the training pairs, marked (see `letters`), with their weights."""
    pairs: Counts = defaultdict(float)
    for latin, arabic, count in tsv(data / "coling2018_names" / "en_ar_name_tokens.tsv"):
        if is_training_row(latin):
            pairs[letters(latin), letters(arabic)] += min(3.0, 1 + log(float(count)))
    for arabic, latin in tsv(data / "google_translit" / "ar_en_names.tsv"):
        if is_training_row(latin):
            pairs[letters(latin), letters(arabic)] += 0.5
    for latin, arabic in _own_pairs():
        if is_training_row(latin.lower()):
            pairs[letters(latin), letters(arabic)] += _OWN
    return [(*pair, weight) for pair, weight in sorted(pairs.items()) if min(map(len, pair)) > 3]


def _own_pairs() -> Iterator[tuple[str, str]]:
    """Yields first spellings of our tables, word by word where the numbers of words agree."""
    for table in _TABLES:
        lines = iter(rows(f"names/{table}.tsv"))
        header = next(lines)
        for cells in lines:
            row = dict(zip(header, cells, strict=False))
            first = {lang: row.get(lang, "").split("|")[0].replace("-", " ").split() for lang in SUPPORTED}
            for latin in ("fr", "en"):
                for arabic in ("ar", "fa"):
                    if len(first[latin]) == len(first[arabic]):
                        yield from zip(first[latin], first[arabic], strict=True)


def _edges(latin: str, arabic: str, odds: Counts | None) -> list[tuple[int, int, int, int, tuple[str, str], float]]:
    out = []
    for i in range(len(latin) + 1):
        for j in range(len(arabic) + 1):
            for own in range(min(LONGEST_LATIN, len(latin) - i) + 1):
                for other in range(min(LONGEST_ARABIC, len(arabic) - j) + 1):
                    if not _allowed(own, other):
                        continue
                    key = (latin[i : i + own], arabic[j : j + other])
                    value = _first_guess(own, other) if odds is None else odds.get(key, 0.0)
                    if value > 0.0:
                        out.append((i, j, i + own, j + other, key, value))
    return out


def _allowed(own: int, other: int) -> bool:
    """Tells which sizes of chunk may go together: nothing with one or two letters, and not more than one end long."""
    if not own or not other:
        return own + other == 1
    return own + other <= 5 and (own <= 2 or other <= 2)


def _first_guess(own: int, other: int) -> float:
    return 0.001 if not own or not other else 0.02 ** (own + other - 2) * 0.1


def expect(pairs: Pairs, odds: Counts | None) -> tuple[Counts, float]:
    """Returns the expected chunk counts (forward-backward) and the log-likelihood."""
    counts: Counts = defaultdict(float)
    total = 0.0
    for latin, arabic, weight in pairs:
        edges = _edges(latin, arabic, odds)
        ahead: dict[tuple[int, int], float] = defaultdict(float)
        ahead[0, 0] = 1.0
        for i, j, ni, nj, _, value in edges:
            ahead[ni, nj] += ahead[i, j] * value
        whole = ahead[len(latin), len(arabic)]
        if whole <= 0.0:
            continue
        total += weight * log(whole)
        behind: dict[tuple[int, int], float] = defaultdict(float)
        behind[len(latin), len(arabic)] = 1.0
        for i, j, ni, nj, key, value in reversed(edges):
            share = value * behind[ni, nj]
            behind[i, j] += share
            counts[key] += weight * ahead[i, j] * share / whole
    return counts, total


def train(pairs: Pairs, letter_odds: tuple[dict[str, float], dict[str, float]]) -> dict[tuple[str, str], float]:
    """Returns the log-odds weight of every chunk pair that is kept."""
    odds: Counts | None = None
    counts: Counts = {}
    for number in range(ROUNDS):
        counts, likelihood = expect(pairs, odds)
        counts = {key: value for key, value in counts.items() if value >= LEAST * (number + 1) / ROUNDS}
        # A little is taken off each count, so that rare long chunks do not live on what common short ones explain.
        whole = sum(counts.values())
        odds = {key: max(value - 0.5, 1e-6) / whole for key, value in counts.items()}
        print(f"round {number + 1}: log-likelihood {likelihood:.0f}, {len(counts)} chunk pairs", flush=True)
    assert odds is not None
    return {
        (latin, arabic): log(value)
        - sum(letter_odds[0][char] for char in latin)
        - sum(letter_odds[1][char] for char in arabic)
        for (latin, arabic), value in odds.items()
    }


def _letter_odds(pairs: Pairs, side: int) -> dict[str, float]:
    """Returns the log probability of each letter of one side, by which unrelated words are explained."""
    counts: dict[str, float] = defaultdict(float)
    for *words, weight in pairs:
        for char in str(words[side]):
            counts[char] += float(weight)
    whole = sum(counts.values())
    return {char: log(value / whole) for char, value in counts.items()}


def main() -> None:
    """Trains on the data folder given and writes the weights."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, required=True, help="the folder that holds coling2018_names")
    pairs = gather(parser.parse_args().data)
    print(f"{len(pairs)} pairs")
    letter_odds = _letter_odds(pairs, 0), _letter_odds(pairs, 1)
    known = letter_odds[0] | letter_odds[1]
    LETTERS.write_text(
        "# Letter, log of how often names have it; made by text.names.train\n"
        + "".join(f"{letter}\t{value:.2f}\n" for letter, value in sorted(known.items())),
        encoding="utf-8",
    )
    weights = train(pairs, letter_odds)
    lines = [f"{latin or '_'}\t{arabic or '_'}\t{value:.2f}\n" for (latin, arabic), value in sorted(weights.items())]
    head = (
        "# Latin chunk, chunk of Arabic script (^ $ ends of the word, _ nothing), log-odds; made by text.names.train\n"
    )
    TARGET.write_text(head + "".join(lines), encoding="utf-8")
    print(f"{TARGET.name}: {len(lines)} chunk pairs")


if __name__ == "__main__":
    main()
