"""Measures `muqabala pair`: are the right reports found, and how long do large collections take?

    python benchmarks/pairing.py [--shared ../shared] [--scale 20000]

Beds: the fr-ar alignment beds of seed 0 without omissions as two folders, every third right document left out; and the
five seed texts, the first against the others. Scale: synthetic
collections whose documents are drawn from the features of the beds' real sentence pairs, left and right from the two
languages, a fifth of each side's sentences left out and a third of the documents without counterpart. Some hundred
sentences cannot fill thousands of documents with events of their own, so each event adds names and figures drawn from
200,000 by Zipf's law, of which each side tells three in five. Reading the texts is timed apart, on the real documents.
"""

from __future__ import annotations

import argparse
import json
import random
import sys
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from align.aligner import align
from align.documents import Judged, Pairing, candidates, decide, told_twice, worth_aligning, worth_comparing
from align.overlap import Candidate
from align.profile import Profile, profile
from text.document import Document
from text.ingest import read_file
from text.reader import read_text

_SENTENCES = 20
_NAMES = 15


@dataclass(frozen=True, slots=True)
class Bed:
    """Is one aligned pair of documents and its sentence pairs' texts."""

    id: str
    left: Document
    right: Document


def beds(shared: Path) -> list[Bed]:
    """Returns the fr-ar beds of seed 0 without omissions."""
    rows = map(json.loads, (shared / "bench/sentence_alignment/dev.jsonl").open(encoding="utf-8"))
    return [
        Bed(
            row["id"],
            read_text(row["left"], lang="fr", name=row["id"]),
            read_text(row["right"], lang="ar", name=row["id"]),
        )
        for row in rows
        if row["id"].startswith("frar-none-0-")
    ]


def pairing_of(left: Sequence[Document], right: Sequence[Document]) -> Pairing:
    """Returns the pairing, one process, without files."""
    sides = (left, right)
    profiles = [[profile(document) for document in side] for side in sides]

    def judge(found: Sequence[Candidate], first: int, second: int) -> list[Judged]:
        out = []
        for one in found:
            alignment = align(sides[first][one.left], sides[second][one.right])
            out.append(Judged(one.left, one.right, one.score, alignment.trust, alignment.relation))
        return out

    found = candidates(profiles[0], profiles[1])
    twice = [told_twice(judge(worth_comparing(profiles[side]), side, side)) for side in (0, 1)]
    return decide(found, judge(worth_aligning(found), 0, 1), *twice)


def accuracy(found: list[Bed]) -> str:
    """Returns how many of the pairs are right, with every third right document left out."""
    right = [bed for number, bed in enumerate(found) if number % 3 != 2]
    pairing = pairing_of([bed.left for bed in found], [bed.right for bed in right])
    good = sum(found[one.left].id == right[one.right].id for one in pairing.pairs)
    margin = min((one.margin for one in pairing.pairs), default=0.0)
    return (
        f"beds: {good} of {len(right)} pairs right, {len(pairing.pairs) - good} wrong, {len(pairing.ambiguous)} "
        f"ambiguous, {len(pairing.related)} related; least margin {margin:.2f}"
    )


def seeds(shared: Path) -> str:
    """Returns what becomes of the five seed texts."""
    files = sorted((shared / "seeds").glob("*.txt"))
    documents = [read_file(str(path)) for path in files]
    pairing = pairing_of(documents[:1], documents[1:])
    pairs = [files[1 + one.right].name[:3] for one in pairing.pairs]
    related = [files[1 + one.right].name[:3] for one in pairing.related]
    return f"seeds: 000 pairs with {', '.join(pairs)}; related {', '.join(related)}"


def sentence_profiles(shared: Path) -> list[tuple[Profile, Profile]]:
    """Returns the profiles of the beds' sentence pairs: gold beads of one sentence each."""
    out = []
    for line in (shared / "bench/sentence_alignment/dev.jsonl").open(encoding="utf-8"):
        row = json.loads(line)
        if not row["id"].startswith("frar-none-0-"):
            continue
        lines = (row["left"].split("\n"), row["right"].split("\n"))
        for bead in row["beads"]:
            texts = [" ".join(lines[side][i] for i in bead[side]) for side in (0, 1)]
            if not all(texts):
                continue
            sides = [read_text(text, lang=lang) for text, lang in zip(texts, ("fr", "ar"), strict=True)]
            out.append((profile(sides[0]), profile(sides[1])))
    return out


def synthetic(sentences: list[tuple[Profile, Profile]], count: int) -> tuple[list[Profile], list[Profile]]:
    """Returns `count` documents a side; document i of both sides tells the same where i % 3 is not 2."""
    rng = random.Random(0)
    zipf = np.random.default_rng(0)
    left, right = [], []
    for number in range(count):
        drawn = [rng.sample(range(len(sentences)), _SENTENCES) for _ in range(2)]
        own = np.minimum(zipf.zipf(1.2, (2, _NAMES)), 200_000).astype(np.uint64)
        other = 0 if number % 3 != 2 else 1
        for side, (out, event) in enumerate(((left, 0), (right, other))):
            kept = [index for index in drawn[event] if rng.random() > 0.2]
            parts = [sentences[index][side].shared for index in kept or drawn[event]]
            features = np.unique(np.concatenate([*parts, own[event][zipf.random(_NAMES) < 0.6]]))
            out.append(Profile("fr" if side == 0 else "ar", features, features, None))
    return left, right


def scale(sentences: list[tuple[Profile, Profile]], count: int) -> str:
    """Returns how long the search among synthetic collections takes, and whether it finds the counterparts."""
    left, right = synthetic(sentences, count)
    begin = time.perf_counter()
    found = candidates(left, right)
    searched = time.perf_counter() - begin
    chosen = worth_aligning(found)
    best: dict[int, Candidate] = {}
    for one in found:
        if one.left not in best or one.score > best[one.left].score:
            best[one.left] = one
    true = [number for number in range(count) if number % 3 != 2]
    good = sum(number in best and best[number].right == number for number in true)
    return (
        f"scale: {count:,} x {count:,} documents, search {searched:.1f} s; counterpart best for {good:,} of "
        f"{len(true):,}; {len(chosen):,} candidates left to align"
    )


def main() -> None:
    """Prints the measures."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0] if __doc__ else "")
    parser.add_argument("--shared", type=Path, default=Path("../shared"))
    parser.add_argument("--scale", type=int, default=20_000)
    options = parser.parse_args()
    found = beds(options.shared)
    print(accuracy(found))
    print(seeds(options.shared))
    begin = time.perf_counter()
    for bed in found:
        profile(bed.left)
        profile(bed.right)
    print(f"reading: {(time.perf_counter() - begin) / (2 * len(found)) * 1000:.0f} ms a document (warm, one process)")
    if options.scale:
        sentences = sentence_profiles(options.shared)
        for count in sorted({options.scale // 10, options.scale}):
            print(scale(sentences, count), flush=True)


if __name__ == "__main__":
    main()
