"""Measures `muqabala learn` on a large corpus: wall time, processor time, peak memory.

    python benchmarks/learn.py [--pairs 1000000] [--shared DIR] [--langs en-ar] [--jobs 2]

The corpus is made of the parallel text under DIR/data/parallel: each record joins one to three random sentence pairs
(seeded), so that a million records are all different and as long as sentences of news. It is written to a temporary
folder; the command runs as a user would start it.
"""

from __future__ import annotations

import argparse
import os
import random
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import cast

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from align import dictionaries
from text.document import Lang

_LONGEST = 60
_JOINED = (1, 2, 2, 3)


def write_corpus(stem: Path, shared: Path, langs: tuple[Lang, Lang], pairs: int) -> float:
    """Writes `stem.<left>` and `stem.<right>` and returns the mean number of words of a side."""
    texts = dictionaries.sentence_pairs(shared / "data", *langs, share_alike=True)
    texts = [pair for pair in texts if all(pair) and len(pair[0].split()) < _LONGEST]
    chance = random.Random(1)
    words = 0
    paths = [Path(f"{stem}.{lang}") for lang in langs]
    with paths[0].open("w", encoding="utf-8") as left, paths[1].open("w", encoding="utf-8") as right:
        for _ in range(pairs):
            picked = [texts[chance.randrange(len(texts))] for _ in range(chance.choice(_JOINED))]
            for file, side in ((left, 0), (right, 1)):
                line = " ".join(pair[side] for pair in picked)
                words += line.count(" ") + 1
                file.write(line + "\n")
    return words / pairs / 2


def main() -> None:
    """Prints the figures."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--pairs", type=int, default=1_000_000)
    parser.add_argument("--shared", type=Path, default=Path("../shared"), help="folder with data/")
    parser.add_argument("--langs", default="en-ar", help="such as fr-ar")
    parser.add_argument("--jobs", type=int, default=2)
    options = parser.parse_args()
    left, right = cast(tuple[Lang, Lang], tuple(options.langs.split("-")))
    with tempfile.TemporaryDirectory() as folder:
        stem = Path(folder) / "corpus"
        length = write_corpus(stem, options.shared, (left, right), options.pairs)
        command = [sys.executable, "-m", "muqabala", "learn", f"{stem}.{left}", f"{stem}.{right}"]
        command += ["--out", f"{stem}.tsv", "--jobs", str(options.jobs)]
        start = time.perf_counter()
        subprocess.run(command, check=True)
        wall = time.perf_counter() - start
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    busy = os.getloadavg()[0]
    print(f"{options.pairs:,} {options.langs} pairs of {length:.0f} words a side, {options.jobs} processes")
    print(f"wall {wall / 60:.1f} min, processor {(used.ru_utime + used.ru_stime) / 60:.1f} min, load {busy:.1f}")
    print(f"largest process {used.ru_maxrss / 2**20:.2f} GiB")


if __name__ == "__main__":
    main()
