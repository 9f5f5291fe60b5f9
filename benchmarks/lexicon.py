"""Measures the lexicon alone: sentence retrieval and coverage of content words, without figures and names.

    python benchmarks/lexicon.py [--shared DIR] [--sources | --written-only | --learned-only] [--pairs fr-ar,fr-en]

Retrieval: for each left sentence, is its translation the best scored of all right sentences (P@1)? Score: the log-odds
of `align.scores` (a match weighs the more, the rarer the word matches by chance), summed over both directions.
Coverage: the share of a side's content words that share a feature with some word of the right sentence; chance: with
some word of a wrong one from elsewhere in the corpus; plain: coverage without names and numbers, which the lexicon
leaves to tables of their own. Features that meet hardly more often than chance in parallel text (`weak_features`) are
no evidence. `--sources` measures each source of the lexicon alone and left out.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from align import dictionaries
from text import resources
from text.document import Lang
from text.fold import fold
from text.pairs import LINK_WEIGHT, PairTable, key_of, load_pairs, shared_features
from text.term_index import load_index
from text.tokens import Token, tokenize

PAIRS: tuple[tuple[Lang, Lang], ...] = (
    ("fr", "ar"), ("fr", "fa"), ("fr", "en"), ("ar", "fa"), ("ar", "en"), ("fa", "en"),
)  # fmt: skip
_KEPT = 0.55
# So far away that the wrong line is of another document.
_SHIFTS = (53, 101, 211, 307, 401)
# A feature must meet its like this many times as often as chance, where chance alone would make a meeting likely.
_LEAST_LIFT = 2.0
_LEAST_EXPECTED = 1.0
_LONGEST_TRAINING = 400
_TRAINING_LINES = 9000
Matrix = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Mode:
    """Says which evidence counts: the written lexicon, the learned pairs, and from which weight on."""

    written: bool = True
    learned: bool = True
    least: float = LINK_WEIGHT


@dataclass(frozen=True, slots=True)
class Evidence:
    """Holds the learned table to count with, and the features that prove nothing."""

    table: PairTable
    weak: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Side:
    """Is one side of a corpus: each line's content words, the features of each, and those of all words of the line."""

    words: tuple[tuple[Token, ...], ...]
    features: tuple[tuple[frozenset[str], ...], ...]
    offered: tuple[frozenset[str], ...]


def counted(token: Token, lang: Lang) -> bool:
    """Tells whether a word is measured: content, no figure, and in the script of its language."""
    return token.content and not token.folded.isdigit() and not (token.is_latin and lang in ("ar", "fa"))


def evidence_of(shared: Path, langs: tuple[Lang, Lang], mode: Mode) -> Evidence:
    """Returns the evidence of a mode: the shipped table, and what is weak."""
    known = Evidence(load_pairs(*langs))
    return Evidence(known.table, weak_features(shared, langs, mode, known))


def weak_features(shared: Path, langs: tuple[Lang, Lang], mode: Mode, known: Evidence) -> frozenset[str]:
    """Returns the features that stand on both sides of training sentences hardly more often than chance has it."""
    texts = dictionaries.sentence_pairs(shared / "data", *langs, share_alike=True)
    texts = [pair for pair in texts if max(map(len, pair)) <= _LONGEST_TRAINING][:_TRAINING_LINES]
    left, right = sides([text for text, _ in texts], [text for _, text in texts], langs, mode, known)
    counts: tuple[Counter[str], Counter[str], Counter[str]] = (Counter(), Counter(), Counter())
    for own, other in zip(left.offered, right.offered, strict=True):
        for counter, features in zip(counts, (own, other, own & other), strict=True):
            counter.update(features)
    weak = set()
    for feature, count in counts[0].items():
        expected = count * counts[1][feature] / len(texts)
        if expected >= _LEAST_EXPECTED and counts[2][feature] < _LEAST_LIFT * expected:
            weak.add(feature)
    return frozenset(weak)


def sides(
    left: Sequence[str], right: Sequence[str], langs: tuple[Lang, Lang], mode: Mode, known: Evidence | None = None
) -> tuple[Side, Side]:
    """Returns both sides of a corpus with comparable features."""
    known = known or Evidence(load_pairs(*langs))
    tokens = [[tokenize(line, lang) for line in lines] for lines, lang in zip((left, right), langs, strict=True)]
    keys = [
        {(key_of(token, lang), token.content) for line in side for token in line}
        for side, lang in zip(tokens, langs, strict=True)
    ]
    shared: tuple[dict[str, set[str]], dict[str, set[str]]] = ({}, {})
    if mode.learned:
        shared = shared_features(keys[0], keys[1], known.table, mode.least)
    out = [_side(tokens[which], langs[which], shared[which], mode, known.weak) for which in range(2)]
    return out[0], out[1]


def _side(
    lines: list[tuple[Token, ...]], lang: Lang, learned: dict[str, set[str]], mode: Mode, weak: frozenset[str]
) -> Side:
    index = load_index("lexicon", lang)
    words, features, offered = [], [], []
    for tokens in lines:
        found: list[set[str]] = [set(learned.get(key_of(token, lang), ())) for token in tokens]
        if mode.written:
            for position, token in enumerate(tokens):
                found[position].update(f"c{identifier}" for identifier in index.ids_of(token, lang))
            for where, identifier in index.terms_in(tokens):
                for position in where:
                    found[position].add(f"c{identifier}")
        for features_found in found if weak else ():
            features_found -= weak
        kept = [position for position, token in enumerate(tokens) if counted(token, lang)]
        words.append(tuple(tokens[position] for position in kept))
        features.append(tuple(frozenset(found[position]) for position in kept))
        offered.append(frozenset().union(*found))
    return Side(tuple(words), tuple(features), tuple(offered))


def coverage(own: Side, other: Side, shift: int) -> float:
    """Returns the share of own words with a counterpart in line i + shift of the other side (0: the right one)."""
    count = len(own.features)
    hits = total = 0
    for line, words in enumerate(own.features):
        there = other.offered[(line + shift) % count]
        hits += sum(1 for features in words if not features.isdisjoint(there))
        total += len(words)
    return hits / max(1, total)


def plain_coverage(own: Side, other: Side, lang: Lang) -> float:
    """Returns the coverage of the words that are neither names nor numbers nor parts of dates."""
    hits = total = 0
    for words, found, there in zip(own.words, own.features, other.offered, strict=True):
        for token, features in zip(words, found, strict=True):
            if not elsewhere(token, lang):
                total += 1
                hits += not features.isdisjoint(there)
    return hits / max(1, total)


def elsewhere(token: Token, lang: Lang) -> bool:
    """Tells whether a word belongs to other tables: names (in French and English by their capital), numbers, dates."""
    if token.folded in _number_words(lang):
        return True
    if load_index("lexicon", lang).ids_of(token, lang):
        return False
    return (lang in ("fr", "en") and token.capital) or bool(load_index("names", lang).ids_of(token, lang, as_name=True))


@lru_cache(maxsize=4)
def _number_words(lang: Lang) -> frozenset[str]:
    tables = ("numbers", "months", "weekdays")
    return frozenset(fold(row[0]) for table in tables for row in resources.rows(f"{lang}/{table}.tsv"))


def chance(own: Side, other: Side) -> float:
    """Returns the mean coverage over wrong lines."""
    return float(np.mean([coverage(own, other, shift) for shift in _SHIFTS if shift % len(own.features)]))


def _directed(own: Side, other: Side) -> Matrix:
    """Returns the log-odds of own line × other line from the words of the own side."""
    where: dict[str, set[int]] = {}
    for line, offered in enumerate(other.offered):
        for feature in offered:
            where.setdefault(feature, set()).add(line)
    count = len(other.features)
    types: dict[frozenset[str], int] = {}
    lines: list[list[int]] = [
        sorted({types.setdefault(features, len(types)) for features in words if features}) for words in own.features
    ]
    odds = np.zeros((len(types), count))
    for features, row in types.items():
        hit_lines = sorted(set().union(*(where.get(feature, set()) for feature in features)))
        rate = (max(0.0, len(hit_lines) - 0.5) + 0.08) / (count + 1)
        odds[row] = np.log1p(-_KEPT)
        odds[row, hit_lines] = np.log1p(_KEPT * (1 - rate) / rate)
    incidence = np.zeros((len(own.features), len(types)))
    for line, rows in enumerate(lines):
        incidence[line, rows] = 1.0
    return incidence @ odds


def retrieval(left: Side, right: Side) -> tuple[float, float]:
    """Returns P@1 from left to right and from right to left; a tie counts as a miss unless the right line is first."""
    scores = _directed(left, right) + _directed(right, left).T
    truth = np.arange(scores.shape[0])
    return float(np.mean(scores.argmax(axis=1) == truth)), float(np.mean(scores.argmax(axis=0) == truth))


def _lines(path: Path) -> list[str]:
    return path.read_text(encoding="utf-8").splitlines()


def bed_pairs(shared: Path, langs: tuple[Lang, Lang]) -> tuple[list[str], list[str]]:
    """Returns the gold beads of the undamaged NTREX beds of two languages as joined lines, each document once."""
    left: list[str] = []
    right: list[str] = []
    seen = set()
    for line in _lines(shared / "bench/sentence_alignment/dev.jsonl"):
        bed = json.loads(line)
        document = bed["id"].split("-")[-1]
        languages = (bed["left_lang"], bed["right_lang"])
        if bed["mode"] != "none" or languages not in (langs, langs[::-1]) or document in seen:
            continue
        seen.add(document)
        texts = [bed["left"].split("\n"), bed["right"].split("\n")]
        for bead in bed["beads"]:
            joined = [" ".join(text[index] for index in group) for text, group in zip(texts, bead, strict=True)]
            for out, piece in zip((left, right), joined if languages == langs else joined[::-1], strict=True):
                out.append(piece)
    return left, right


def corpora(shared: Path, langs: tuple[Lang, Lang]) -> Iterator[tuple[str, list[str], list[str]]]:
    """Yields (name, left lines, right lines) of each corpus that has both languages."""
    for name, folder in (("FLORES", "data/dev/flores200_devtest"), ("PUD", "data/dev/pud_wiki")):
        paths = [shared / folder / f"{lang}.txt" for lang in langs]
        if all(path.exists() for path in paths):
            yield name, _lines(paths[0]), _lines(paths[1])
    left, right = bed_pairs(shared, langs)
    if left:
        yield "NTREX", left, right


def main() -> None:
    """Prints the table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--shared", type=Path, default=Path("../shared"), help="folder with data/ and bench/")
    parser.add_argument("--pairs", default=",".join("-".join(pair) for pair in PAIRS), help="such as fr-ar,fr-en")
    parser.add_argument("--corpora", default="FLORES,PUD,NTREX", help="such as FLORES (with --sources)")
    parser.add_argument("--least", type=float, default=LINK_WEIGHT, help="weight from which a learned pair counts")
    only = parser.add_mutually_exclusive_group()
    only.add_argument("--sources", action="store_true", help="each source alone, and all but each")
    only.add_argument("--written-only", action="store_true", help="without the learned pairs")
    only.add_argument("--learned-only", action="store_true", help="without the written lexicon")
    options = parser.parse_args()
    mode = Mode(not options.learned_only, not options.written_only, options.least)
    wanted = [tuple(pair.split("-")) for pair in options.pairs.split(",")]
    chosen = [pair for pair in PAIRS if pair in wanted]
    if options.sources:
        from benchmarks.lexicon_sources import compare

        compare(options.shared, chosen, options.least, options.corpora.split(","))
        return
    print("pair   corpus  lines   P@1 →      ←  cov. → chance  plain  cov. ← chance  plain")
    for langs in chosen:
        known = evidence_of(options.shared, langs, mode)
        for name, left_lines, right_lines in corpora(options.shared, langs):
            left, right = sides(left_lines, right_lines, langs, mode, known)
            cells = "".join(f" {figure:6.3f}" for figure in retrieval(left, right))
            for own, other, lang in ((left, right, langs[0]), (right, left, langs[1])):
                figures = (coverage(own, other, 0), chance(own, other), plain_coverage(own, other, lang))
                cells += " " + "".join(f" {figure:6.3f}" for figure in figures)
            print(f"{'-'.join(langs):6} {name:7} {len(left_lines):5} {cells}", flush=True)


if __name__ == "__main__":
    main()
