"""Fits the weights of `align/nulls.py` and prints them with what the probabilities are worth.

    python -m benchmarks.fit_nulls [--shared ../shared] [--jobs N]

Sentence pairs of the beds' translations are taken in which a clause of one side answers a clause of the other, or a
word a word; the one is cut out, and the words of the other then have no counterpart. All other words of the pair count
as rendered. The word golds (fr-ar, fr-fa), which the fit does not see, judge it: their words without counterpart are
few and mostly single.
"""

from __future__ import annotations

import argparse
import json
import random
import sys
from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from align.anchors import Evidence, collect
from align.bead import Bead, Link
from align.nulls import WEIGHTS
from align.words import link_words, null_evidence
from benchmarks.alignment import read_words
from muqabala.engine import work_through
from text.document import Document, Lang, Span
from text.reader import read_text

Matrix = NDArray[np.float64]
_RIDGE = 1.0
_PAIRS = ((("fr", "ar"), 800), (("fr", "fa"), 400), (("en", "ar"), 400), (("fr", "en"), 400))
_SHARE = 0.8  # of a clause's links that must stay inside the clause opposite
_CLAUSE_WEIGHT, _WORD_WEIGHT = 0.5, 2.0  # there are four times as many words in clauses


@dataclass(frozen=True, slots=True)
class Line:
    """Is a sentence pair of a translation."""

    langs: tuple[Lang, Lang]
    texts: tuple[str, str]


@dataclass(frozen=True, slots=True)
class Sample:
    """Is one content word: what was cut, its features, and whether it has no counterpart."""

    cut: str
    features: tuple[float, ...]
    absent: bool


def lines(shared: Path) -> Iterator[Line]:
    """Yields sentence pairs of the beds without omissions, so many of each language pair."""
    wanted = dict(_PAIRS)
    for row in (shared / "bench/sentence_alignment/dev.jsonl").open(encoding="utf-8"):
        bed = json.loads(row)
        langs = (bed["left_lang"], bed["right_lang"])
        if bed["mode"] != "none":
            continue
        left, right = bed["left"].split("\n"), bed["right"].split("\n")
        for own, other in bed["beads"]:
            if len(own) == len(other) == 1 and wanted[langs]:
                wanted[langs] -= 1
                yield Line(langs, (left[own[0]], right[other[0]]))


def _read(line: Line) -> tuple[Document, Document, Evidence]:
    left, right = (
        read_text(text, lang=lang, sentences_given=True) for text, lang in zip(line.texts, line.langs, strict=True)
    )
    return left, right, collect(left, right)


def samples(line: Line) -> list[Sample]:
    """Returns the words of the pair with a clause cut out, and with a word cut out; runs in a worker."""
    left, right, evidence = _read(line)
    links = link_words(evidence, [Bead((0,), (0,), 1.0)], left, right)
    chance = random.Random(line.texts[0])
    out: list[Sample] = []
    for cut, pairs in (("clause", _clauses(left, right, links)), ("word", _words(evidence, links))):
        if not pairs:
            continue
        pair, side = chance.choice(pairs), chance.randrange(2)
        text, span = line.texts[side], pair[side]
        rest = text[: span.start].rstrip(" ،,") + " " + text[span.end :].lstrip(" ،,")
        if sum(char.isalnum() for char in rest) < 10:
            continue
        texts = (rest, line.texts[1]) if side == 0 else (line.texts[0], rest)
        documents = _read(Line(line.langs, texts))
        for where, word, features in null_evidence(documents[2], [Bead((0,), (0,), 1.0)], *documents[:2]):
            start = word.token.span.start
            absent = where != side and pair[where].start <= start < pair[where].end
            out.append(Sample(cut, features, absent))
    return out


def _clauses(left: Document, right: Document, links: tuple[Link, ...]) -> list[tuple[Span, Span]]:
    """Returns the clauses that answer each other, where either sentence has more than one."""
    sure = [link for link in links if link.score >= 0.5]
    out = []
    for own in left.units if min(len(left.units), len(right.units)) > 1 else ():
        for other in right.units:
            ours = [link for link in sure if own.span.start <= link.left.start < own.span.end]
            theirs = [link for link in sure if other.span.start <= link.right.start < other.span.end]
            both = sum(link in theirs for link in ours)
            if both >= 2 and both >= _SHARE * max(len(ours), len(theirs)):
                out.append((own.span, other.span))
    return out


def _words(evidence: Evidence, links: tuple[Link, ...]) -> list[tuple[Span, Span]]:
    """Returns content words that surely answer each other and nothing else."""
    content = [{word.token.span for word in words if word.token.content} for words in (evidence.left, evidence.right)]
    often = (Counter(link.left for link in links), Counter(link.right for link in links))
    return [
        (link.left, link.right)
        for link in links
        if link.score >= 0.7 and often[0][link.left] == often[1][link.right] == 1
        if link.left in content[0] and link.right in content[1]
    ]


def fit(features: Matrix, absent: Matrix, weights: Matrix) -> Matrix:
    """Returns the weights of the logistic regression (Newton steps, ridge)."""
    out = np.zeros(features.shape[1])
    for _ in range(40):
        chance = 1 / (1 + np.exp(-features @ out))
        gradient = features.T @ (weights * (absent - chance)) - _RIDGE * out
        curvature = (features * (weights * chance * (1 - chance))[:, None]).T @ features
        out += np.linalg.solve(curvature + _RIDGE * np.eye(len(out)), gradient)
    return out


def print_worth(name: str, probabilities: Matrix, absent: Matrix) -> None:
    """Prints for each tenth of probability how many words there are and how many of them have no counterpart."""
    tenths = np.minimum(9, (10 * probabilities).astype(int))
    cells = [f"{t / 10:.1f}: {int((tenths == t).sum())} {absent[tenths == t].mean():.2f}" for t in sorted(set(tenths))]
    print(f"{name}: probability: words, share absent | {' | '.join(cells)}")
    order = np.argsort(-probabilities, kind="stable")
    hits = np.cumsum(absent[order])
    scores = 2 * hits / (np.arange(1, len(order) + 1) + absent.sum())
    best = int(scores.argmax())
    print(f"    best F {scores[best]:.3f} from {probabilities[order][best]:.2f} on", flush=True)


def print_golds(shared: Path) -> None:
    """Prints what the probabilities in force are worth on the word golds."""
    for name in ("dev_fr_ar", "dev_fr_fa"):
        probabilities, absent = [], []
        for pair in read_words(shared / f"bench/word_alignment/{name}.jsonl"):
            documents = _read(Line(pair.langs, pair.texts))
            linked = [{link[side] for link in pair.possible} for side in (0, 1)]
            for side, word, features in null_evidence(documents[2], [Bead((0,), (0,), 1.0)], *documents[:2]):
                places = [k for k, span in enumerate(pair.tokens[side]) if span.overlaps(word.token.span)]
                if len(word.token.span) > 2:
                    probabilities.append(1 / (1 + np.exp(-np.array(features) @ np.array(WEIGHTS))))
                    absent.append(float(linked[side].isdisjoint(places)))
        print_worth(name, np.array(probabilities), np.array(absent))


def main() -> None:
    """Prints the weights and their worth."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--shared", type=Path, default=Path("../shared"))
    parser.add_argument("--jobs", type=int, default=0)
    options = parser.parse_args()
    found: dict[str, list[Sample]] = defaultdict(list)
    for part in work_through(samples, list(lines(options.shared)), options.jobs):
        for sample in part:
            found[sample.cut].append(sample)
    features, absent = (
        {cut: np.array([getattr(one, name) for one in part], dtype=float) for cut, part in sorted(found.items())}
        for name in ("features", "absent")
    )
    weight = {"clause": _CLAUSE_WEIGHT, "word": _WORD_WEIGHT}
    weights = np.concatenate([np.where(absent[cut] > 0, weight[cut], 1.0) for cut in features])
    fitted = fit(np.concatenate(list(features.values())), np.concatenate(list(absent.values())), weights)
    print("WEIGHTS =", tuple(np.round(fitted, 2).tolist()))
    for cut in features:
        print_worth(f"{cut} cut", 1 / (1 + np.exp(-features[cut] @ fitted)), absent[cut])
    print_golds(options.shared)


if __name__ == "__main__":
    main()
