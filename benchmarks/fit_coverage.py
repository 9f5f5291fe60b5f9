"""Fits the probabilities of `checks/coverage.py` on the perturbation set and prints the weights to put there.

    python -m benchmarks.fit_coverage [--shared ../shared]

Statements: positives are the counterparts of deleted sentences and the inserted sentences of the set, negatives the
other unaligned sentences. Pieces: the set has too few exact ones, so clauses of other documents are planted into
sentences of its clean cases (nothing can render those across), and weighted down to the rate at which news drops
clauses. Cross-validation is by document, so that no text judges itself.
"""

from __future__ import annotations

import argparse
import json
import random
import sys
from collections import defaultdict
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from align.aligner import align_with_evidence
from checks.context import Context
from checks.coverage import piece_features, statement_features
from checks.links import LinkIndex
from text.document import Span
from text.reader import read_text

Matrix = NDArray[np.float64]
_RIDGE = 1.0
_FOLDS = 5
# About one clause in a hundred is dropped in the set's edited documents; newsrooms drop more.
_PIECE_RATE = 0.01


@dataclass(frozen=True, slots=True)
class Sample:
    """Is one piece: its document, its features, and whether the other side lacks it."""

    group: str
    kind: str
    features: tuple[float, ...]
    absent: bool


def _targets(case: dict, side: str) -> list[Span]:  # type: ignore[type-arg]
    out = []
    for edit in case["edits"]:
        # A whole-sentence counterpart says only that something in it is gone: useless as a label for a clause.
        exact = edit["type"] == "O1" or edit["counterpart_exact"]
        dropped = edit["type"] in ("O1", "O2", "O3") and edit["side"] != side
        if dropped and exact and edit["counterpart_span"]:
            out.append(Span(*edit["counterpart_span"]))
        if edit["type"] == "X1" and edit["side"] == side:
            out.append(Span(*edit["edited_span"]))
    return out


def collect(case: dict) -> list[Sample]:  # type: ignore[type-arg]
    """Returns the samples of one case."""
    left = read_text(case["left"], lang=case["langs"][0], name="left")
    right = read_text(case["right"], lang=case["langs"][1], name="right")
    alignment, evidence = align_with_evidence(left, right)
    context = Context(alignment, evidence)
    out: list[Sample] = []
    for side, other in context.sides:
        targets = _targets(case, side.name)
        own, across = LinkIndex(context, side), LinkIndex(context, other)
        for sentence in side.document.sentences:
            if context.bead_of(side, sentence.index).is_null:
                support = side.search.support(sentence.span)
                features = statement_features(support, bool(context.gap_partners(side, sentence.index)))
                if features:
                    absent = any(_mostly(sentence.span, span) for span in targets)
                    out.append(Sample(case["doc_id"], "statement", features, absent))
        if not case.get("planted"):
            continue
        planted = [Span(*span) for name, *span in case["planted"] if name == side.name]
        for unit in side.document.units:
            if context.across(side, unit.sentence):
                found = piece_features(context, side, unit, own, across)
                if found:
                    out.append(
                        Sample(case["doc_id"], "piece", found, any(_mostly(unit.span, span) for span in planted))
                    )
    return out


def plant(case: dict, clauses: dict[str, list[tuple[str, str]]], chance: random.Random) -> dict:  # type: ignore[type-arg]
    """Returns the case with clauses of other documents planted before the last stop of some sentences of one side."""
    side = chance.choice(("left", "right"))
    lang = case["langs"][0 if side == "left" else 1]
    pool = [text for group, text in clauses[lang] if group != case["doc_id"]]
    lines = case[side].split("\n")
    planted = []
    offset = 0
    for number, line in enumerate(lines):
        if len(line) > 60 and chance.random() < 0.3:
            clause = chance.choice(pool)
            cut = max(
                line.rfind(mark) for mark in (", ", "، ", " ") if mark in line[: len(line) * 2 // 3] or mark == " "
            )
            comma = "، " if lang in ("ar", "fa") else ", "
            lines[number] = line[:cut] + comma + clause + comma + line[cut:].lstrip(" ,،")
            begin = offset + cut + len(comma)
            planted.append((side, begin, begin + len(clause)))
        offset += len(lines[number]) + 1
    return case | {side: "\n".join(lines), "planted": planted, "edits": []}


def clauses_of(cases: list[dict]) -> dict[str, list[tuple[str, str]]]:  # type: ignore[type-arg]
    """Returns (document, clause) by language, of the clean cases."""
    out: dict[str, list[tuple[str, str]]] = defaultdict(list)
    for case in cases:
        for side, lang in zip(("left", "right"), case["langs"], strict=True):
            document = read_text(case[side], lang=lang, name=side)
            for unit in document.units:
                text = unit.span.of(document.raw)
                if 4 <= len(text.split()) <= 14:
                    out[lang].append((case["doc_id"], text))
    return out


def _mostly(piece: Span, target: Span) -> bool:
    """Tells whether more than half of the piece is the target."""
    return 2 * max(0, min(piece.end, target.end) - max(piece.start, target.start)) > len(piece)


def fit(features: Matrix, labels: Matrix, importance: Matrix) -> Matrix:
    """Returns the weights of a ridge logistic regression (Newton's method; the first column is the intercept)."""
    weights = np.zeros(features.shape[1])
    ridge = _RIDGE * np.eye(features.shape[1])
    ridge[0, 0] = 0.0
    for _ in range(50):
        chance = 1.0 / (1.0 + np.exp(-np.clip(features @ weights, -30, 30)))
        gradient = features.T @ (importance * (labels - chance)) - ridge @ weights
        hessian = (features * (importance * chance * (1 - chance))[:, None]).T @ features + ridge
        step = np.linalg.solve(hessian, gradient)
        weights = weights + step
        if np.abs(step).max() < 1e-8:
            break
    return weights


def report(kind: str, samples: list[Sample]) -> None:
    """Prints the weights and the cross-validated precision and recall at several thresholds."""
    features = np.array([sample.features for sample in samples])
    labels = np.array([float(sample.absent) for sample in samples])
    groups = sorted({sample.group for sample in samples})
    fold = np.array([groups.index(sample.group) % _FOLDS for sample in samples])
    importance = np.where(labels > 0, _PIECE_RATE / labels.mean(), 1.0) if kind == "piece" else np.ones(len(labels))
    held = np.zeros(len(samples))
    for number in range(_FOLDS):
        weights = fit(features[fold != number], labels[fold != number], importance[fold != number])
        held[fold == number] = 1.0 / (1.0 + np.exp(-features[fold == number] @ weights))
    print(f"{kind}: {len(samples)} samples, {int(labels.sum())} absent")
    print("  weights", ", ".join(f"{weight:.2f}" for weight in fit(features, labels, importance)))
    for threshold in (0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8):
        said = held >= threshold
        hits = float((said & (labels > 0)).sum())
        false = float((said & (labels == 0)).sum())
        print(f"  at {threshold:.1f}: recall {hits / max(1, labels.sum()):.2f}, {int(hits)} right, {int(false)} false")


def main() -> None:
    """Collects, fits and prints."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--shared", type=Path, default=Path("../shared"))
    options = parser.parse_args()
    path = options.shared / "bench" / "newspert" / "dev.jsonl"
    if not path.is_file():
        sys.exit(f"{path}: not found: give the folder of the development sets with --shared")
    cases = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
    clean = [case for case in cases if case["clean"] and case["rung"] == "parallel"]
    clauses, chance = clauses_of(clean), random.Random(5)
    cases += [plant(case, clauses, chance) for case in clean for _ in range(2)]
    with ProcessPoolExecutor(2) as pool:
        samples = [sample for found in pool.map(collect, cases, chunksize=8) for sample in found]
    for kind in ("statement", "piece"):
        report(kind, [sample for sample in samples if sample.kind == kind])


if __name__ == "__main__":
    main()
