"""Pairs checked a second, all rules on: sentence pairs as a translation memory holds them, and whole documents.

    python -m benchmarks.throughput [--shared ../shared] [--jobs 2] [--pairs 1000] [--documents 60]

Sentence pairs are FLORES lines, French and Arabic; documents are twenty of them a side. The gate runs as users run it,
so starting and loading the tables count; the last column leaves them out by a run on one record.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import tempfile
import time
from pathlib import Path

_SIDE = 20


def run(records: list[dict[str, str]], unit: str, jobs: int) -> float:
    """Returns the seconds one gate run over the records takes; RuntimeError where it could not check."""
    with tempfile.TemporaryDirectory() as folder:
        corpus = Path(folder) / "pairs.jsonl"
        corpus.write_text("".join(json.dumps(record) + "\n" for record in records), encoding="utf-8")
        command = [
            sys.executable,
            "-m",
            "muqabala",
            "gate",
            str(corpus),
            "--unit",
            unit,
            "--jobs",
            str(jobs),
            "--quiet",
        ]
        start = time.perf_counter()
        done = subprocess.run(command, capture_output=True, text=True, check=False)
        seconds = time.perf_counter() - start
    if done.returncode not in (0, 1):
        raise RuntimeError(f"the gate ended with {done.returncode}: {done.stderr.strip()[-300:]}")
    return seconds


def record(number: int, left: str, right: str) -> dict[str, str]:
    """Returns one record of the corpus."""
    return {"id": f"r{number}", "left": left, "right": right, "left_lang": "fr", "right_lang": "ar"}


def main() -> None:
    """Runs both kinds and prints their rates."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--shared", type=Path, default=Path("../shared"))
    parser.add_argument("--jobs", type=int, default=2)
    parser.add_argument("--pairs", type=int, default=1000)
    parser.add_argument("--documents", type=int, default=60)
    options = parser.parse_args()
    folder = options.shared / "data" / "dev" / "flores200_devtest"
    if not folder.is_dir():
        sys.exit(f"{folder}: not found: give the folder of the development sets with --shared")
    left, right = ((folder / f"{lang}.txt").read_text(encoding="utf-8").splitlines() for lang in ("fr", "ar"))
    count = len(left)
    sentences = [record(n, left[n % count], right[n % count]) for n in range(options.pairs)]
    documents = []
    for number in range(options.documents):
        first = number * _SIDE % (count - _SIDE)
        documents.append(
            record(number, "\n".join(left[first : first + _SIDE]), "\n".join(right[first : first + _SIDE]))
        )
    idle = run(sentences[:1], "sentence", options.jobs)
    print(f"{options.jobs} processes; one record alone takes {idle:.1f} s")
    for name, unit, records in (("sentence pairs", "sentence", sentences), ("documents", "document", documents)):
        seconds = run(records, unit, options.jobs)
        rate, net = len(records) / seconds, len(records) / max(0.001, seconds - idle)
        print(f"{len(records)} {name}: {seconds:.1f} s, {rate:.1f} a second, {net:.1f} without the start")


if __name__ == "__main__":
    main()
