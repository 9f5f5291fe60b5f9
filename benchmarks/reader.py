"""Measures how many sentences a minute the figure and date readers take on one core, beside two shipped number checks.

    python -m benchmarks.reader [--shared ../shared] [--peers /tmp/venv-peers/bin/python] [--rounds 3]

The lines are those of FLORES-200 devtest, a thousand in each language. The peers see the same lines in the same run, as
pairs of two languages: OpusFilter's NonZeroNumeralsFilter and the `numbers` check of translate-toolkit's pofilter. They
are no dependency; put them into an environment to throw away:

    uv venv /tmp/venv-peers && uv pip install --python /tmp/venv-peers/bin/python opusfilter translate-toolkit

Times are processor time of one process, after one warm-up pass, the best of the rounds. A check of a pair reads two
sentences; its rate counts both, so that all rows are sentences a minute.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import cast

from text.dates import read_dates
from text.document import Lang
from text.languages import SUPPORTED
from text.numbers import read_numbers

TARGET = 50_000
# Runs in the environment of the peers; reads the pairs from standard input, writes seconds per tool.
PEERS = """
import json, sys, time
pairs, rounds = json.load(sys.stdin)
def best(work):
    work()
    spent = []
    for _ in range(rounds):
        start = time.process_time()
        work()
        spent.append(time.process_time() - start)
    return min(spent)
out = {}
try:
    from opusfilter.filters import NonZeroNumeralsFilter
    numerals = NonZeroNumeralsFilter()
    out["OpusFilter NonZeroNumeralsFilter"] = best(lambda: list(numerals.score(pairs)))
except ImportError as error:
    print(error, file=sys.stderr)
try:
    from translate.filters.checks import FilterFailure, StandardChecker
    checker = StandardChecker()
    def one(left, right):
        try:
            checker.numbers(left, right)
        except FilterFailure:
            pass
    out["translate-toolkit pofilter numbers"] = best(lambda: [one(left, right) for left, right in pairs])
except ImportError as error:
    print(error, file=sys.stderr)
json.dump(out, sys.stdout)
"""


def best(work: Callable[[], object], rounds: int) -> float:
    """Returns the least processor time of a few runs; the first, which fills caches, is not counted."""
    work()
    spent = []
    for _ in range(rounds):
        start = time.process_time()
        work()
        spent.append(time.process_time() - start)
    return min(spent)


def read_all(lines: list[str], lang: Lang) -> int:
    """Reads dates and figures of every line; returns how many there were."""
    return sum(len(read_dates(line, lang)) + len(read_numbers(line, lang)) for line in lines)


def peers(python: str, pairs: list[tuple[str, str]], rounds: int) -> dict[str, float]:
    """Returns the seconds that each peer takes for the pairs; none where it is not installed."""
    done = subprocess.run(
        [python, "-c", PEERS], input=json.dumps([pairs, rounds]), capture_output=True, text=True, check=False
    )
    if done.returncode != 0:
        sys.exit(f"{python} ended with {done.returncode}: {done.stderr[-500:]}")
    return cast("dict[str, float]", json.loads(done.stdout))


def row(name: str, sentences: int, seconds: float) -> None:
    """Prints one line of the table."""
    print(f"{name:<38} {sentences:>9,} {seconds:>8.2f} {round(sentences / seconds * 60):>14,}")


def main() -> None:
    """Prints the table; exit code 1 where a language misses the target."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("--shared", type=Path, default=Path("../shared"))
    parser.add_argument("--peers", help="the python of an environment with opusfilter and translate-toolkit")
    parser.add_argument("--rounds", type=int, default=3)
    given = parser.parse_args()
    folder = given.shared / "data" / "dev" / "flores200_devtest"
    lines = {lang: (folder / f"{lang}.txt").read_text(encoding="utf-8").splitlines() for lang in SUPPORTED}
    print(f"{'reader':<38} {'sentences':>9} {'seconds':>8} {'a minute':>14}")
    slow = False
    spent = 0.0
    for lang in SUPPORTED:
        seconds = best(lambda lang=lang: read_all(lines[lang], lang), given.rounds)  # type: ignore[misc]
        row(f"muqabala dates and figures, {lang}", len(lines[lang]), seconds)
        slow = slow or len(lines[lang]) / seconds * 60 < TARGET
        spent += seconds
    row("muqabala dates and figures, all four", sum(map(len, lines.values())), spent)
    if given.peers:
        pairs = list(zip(lines["fr"], lines["ar"], strict=True)) + list(zip(lines["en"], lines["fa"], strict=True))
        for name, seconds in peers(given.peers, pairs, given.rounds).items():
            row(name, 2 * len(pairs), seconds)
    sys.exit(1 if slow else 0)


if __name__ == "__main__":
    main()
