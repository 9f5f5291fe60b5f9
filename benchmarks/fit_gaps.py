"""Fits `checks/data/gap_bands.tsv`: from which measures on a stretch without links was left out, not rendered freely.

    python -m benchmarks.fit_gaps [--shared ../shared] [--write]

Clauses of other documents are planted into one side of true pairs (NEWSPERT's clean documents and FLORES in groups of
ten sentences): nothing can render those across. All other stretches are negatives, weighted to the rate at which news
drops clauses. Each measure is cut into bands at its quantiles; neighbouring bands are held together by a ridge on their
differences. Cross-validation is by document; the last lines are the deletions of NEWSPERT itself, which no fit saw.
"""

from __future__ import annotations

import argparse
import json
import random
import sys
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from align.aligner import align_with_evidence
from benchmarks.fit_coverage import clauses_of, fit, plant
from checks.context import Context
from checks.gaps import FEATURES, gaps
from text.document import Span
from text.reader import read_text

Matrix = NDArray[np.float64]
_FOLDS = 5
# About one sentence in a hundred loses a clause.
_RATE = 0.01
_BANDS = 8
_PLANTINGS = 3
_GROUP = 10
_FLORES = (("fr", "ar"), ("fr", "fa"), ("en", "ar"), ("fr", "en"), ("ar", "fa"))


@dataclass(frozen=True, slots=True)
class Sample:
    """Is one stretch: its document, its text and measures, whether it was left out.

    `unsure` marks a stretch that misses the clause planted beside it: no label fits.
    """

    case: str
    group: str
    side: str
    clean: bool
    span: Span
    text: str
    features: tuple[float, ...]
    absent: bool
    unsure: bool


def collect(case: dict) -> list[Sample]:  # type: ignore[type-arg]
    """Returns the stretches of one case."""
    left = read_text(case["left"], lang=case["langs"][0], name="left")
    right = read_text(case["right"], lang=case["langs"][1], name="right")
    context = Context(*align_with_evidence(left, right))
    out = []
    for side, _ in context.sides:
        planted = [Span(*span) for name, *span in case.get("planted", ()) if name == side.name]
        for gap, bead in gaps(context, side):
            own = context.own(side, bead)
            whole = Span(side.document.sentences[own[0]].span.start, side.document.sentences[own[-1]].span.end)
            hit = any(_overlap(gap.span, span) for span in planted)
            beside = any(_overlap(whole, span) for span in planted)
            text = gap.span.of(side.document.raw)
            clean = case["clean"] and "planted" not in case
            out.append(
                Sample(
                    case["id"], case["doc_id"], side.name, clean, gap.span, text, gap.features, hit, beside and not hit
                )
            )
    return out


def _overlap(first: Span, second: Span) -> bool:
    return first.start < second.end and second.start < first.end


def flores(shared: Path) -> list[dict]:  # type: ignore[type-arg]
    """Returns groups of FLORES sentences as clean cases."""
    folder = shared / "data" / "dev" / "flores200_devtest"
    lines = {
        lang: (folder / f"{lang}.txt").read_text(encoding="utf-8").splitlines() for lang in ("fr", "ar", "fa", "en")
    }
    out = []
    for left, right in _FLORES:
        for start in range(0, len(lines["fr"]) - _GROUP + 1, _GROUP):
            texts = ["\n".join(lines[lang][start : start + _GROUP]) for lang in (left, right)]
            out.append(
                {
                    "id": f"flores-{left}-{right}-{start}",
                    "doc_id": f"flores-{start // (3 * _GROUP)}",
                    "langs": [left, right],
                    "left": texts[0],
                    "right": texts[1],
                    "clean": True,
                    "rung": "parallel",
                    "edits": [],
                }
            )
    return out


def cuts_of(features: Matrix) -> list[Matrix]:
    """Returns for each feature the bounds between its bands: its quantiles, each once."""
    shares = np.linspace(0, 1, _BANDS + 1)[1:-1]
    return [np.unique(np.round(np.quantile(column, shares), 3)) for column in features.T]


def banded(features: Matrix, cuts: list[Matrix]) -> Matrix:
    """Returns a column of ones and for each bound a column that tells whether the feature lies above it."""
    columns = [np.ones(len(features))]
    for column, bounds in zip(features.T, cuts, strict=True):
        columns.extend((column > bound).astype(np.float64) for bound in bounds)
    return np.stack(columns, axis=1)


def table(weights: Matrix, cuts: list[Matrix]) -> str:
    """Returns the bands as lines: feature, upper bound (none for the last band), weight."""
    lines = [
        "# What each measure of a stretch without links adds to the log-odds that it was left out: measure, upper",
        "# bound of the band (none for the last), weight. Written by `python -m benchmarks.fit_gaps --write`.",
        f"one\t\t{weights[0]:.3f}",
    ]
    place = 1
    for name, bounds in zip(FEATURES, cuts, strict=True):
        steps = np.concatenate([[0.0], np.cumsum(weights[place : place + len(bounds)])])
        place += len(bounds)
        uppers = [*(f"{bound:g}" for bound in bounds), ""]
        lines.extend(f"{name}\t{upper}\t{step:.3f}" for upper, step in zip(uppers, steps, strict=True))
    return "\n".join(lines) + "\n"


def held_out(samples: list[Sample], train: list[Sample], cuts: list[Matrix]) -> Matrix:
    """Returns the probability of each sample by the fit that did not see its document."""
    groups = sorted({sample.group for sample in samples})
    fold = np.array([groups.index(sample.group) % _FOLDS for sample in samples])
    fold_train = np.array([groups.index(sample.group) % _FOLDS for sample in train])
    whole, learned = (banded(np.array([s.features for s in part]), cuts) for part in (samples, train))
    labels = np.array([float(sample.absent) for sample in train])
    importance = np.where(labels > 0, _RATE / labels.mean(), 1.0)
    out = np.zeros(len(samples))
    for number in range(_FOLDS):
        seen = fold_train != number
        weights = fit(learned[seen], labels[seen], importance[seen])
        out[fold == number] = 1.0 / (1.0 + np.exp(-whole[fold == number] @ weights))
    return out


def report(samples: list[Sample], chances: Matrix, cases: list[dict]) -> None:  # type: ignore[type-arg]
    """Prints at several thresholds: alarms on clean NEWSPERT documents, planted clauses found, deletions found."""
    words = sum(len(case["left"].split()) for case in cases if case["clean"])
    news = {case["id"] for case in cases}
    edits = [(case, edit) for case in cases for edit in case["edits"] if edit["counterpart_span"]]
    print("threshold  clean alarms  per 1,000 words  planted  O3  O2  A2")
    for threshold in (0.05, 0.08, 0.1, 0.15, 0.2, 0.25, 0.3, 0.4, 0.5):
        said = [sample for sample, chance in zip(samples, chances, strict=True) if chance >= threshold]
        false = [s for s in said if s.clean and s.case in news]
        distinct = len({(s.group, s.text) for s in false})
        planted = sum(s.absent for s in said) / max(1, sum(s.absent or s.unsure for s in samples))
        found = []
        for kind in ("O3", "O2", "A2"):
            wanted = [(case, edit) for case, edit in edits if edit["type"] == kind]
            hits = sum(
                any(
                    s.case == case["id"]
                    and s.side != edit["side"]
                    and _overlap(s.span, Span(*edit["counterpart_span"]))
                    for s in said
                )
                for case, edit in wanted
            )
            found.append(f"{hits}/{len(wanted)}")
        rate = 1000 * len(false) / words
        print(f"{threshold:9.2f}  {distinct:12}  {rate:15.2f}  {planted:7.2f}  {'  '.join(found)}")


def main() -> None:
    """Collects, fits, prints, and writes the bands where asked to."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--shared", type=Path, default=Path("../shared"))
    parser.add_argument("--write", action="store_true", help="write checks/data/gap_bands.tsv")
    options = parser.parse_args()
    path = options.shared / "bench" / "newspert" / "dev.jsonl"
    if not path.is_file():
        sys.exit(f"{path}: not found: give the folder of the development sets with --shared")
    cases = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
    clean = [case for case in cases if case["clean"] and case["rung"] == "parallel"]
    groups = flores(options.shared)
    chance = random.Random(5)
    every = list(cases)
    for part, times in ((clean, _PLANTINGS), (groups, 1)):
        clauses = clauses_of(part)
        every += [
            plant(case, clauses, chance) | {"id": f"{case['id']}-{number}"} for case in part for number in range(times)
        ]
    with ProcessPoolExecutor(2) as pool:
        samples = [sample for found in pool.map(collect, every + groups, chunksize=8) for sample in found]
    planted = {case["id"] for case in every if "planted" in case}
    train = [s for s in samples if (s.clean or s.case in planted) and not s.unsure]
    cuts = cuts_of(np.array([sample.features for sample in train]))
    report(samples, held_out(samples, train, cuts), cases)
    labels = np.array([float(sample.absent) for sample in train])
    importance = np.where(labels > 0, _RATE / labels.mean(), 1.0)
    weights = fit(banded(np.array([sample.features for sample in train]), cuts), labels, importance)
    print(f"{len(train)} stretches, {int(labels.sum())} of them planted")
    if options.write:
        Path("checks/data/gap_bands.tsv").write_text(table(weights, cuts), encoding="utf-8")


if __name__ == "__main__":
    main()
