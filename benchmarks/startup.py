"""Measures whole processes: `muqabala --help`, `--version` and `check` on a pair of fixtures.

    python benchmarks/startup.py [--runs 7] [--left FILE --right FILE] [--imports]

`--imports` also lists what the time of `check` goes into importing, by package.
"""

from __future__ import annotations

import argparse
import os
import re
import statistics
import subprocess
import sys
import time
from collections import defaultdict
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
FIXTURES = ROOT / "fixtures" / "reports"
# An installed package has its byte code; a checkout gets it in the first run, if it is allowed to.
SURROUNDINGS = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}


def seconds(command: list[str], runs: int) -> list[float]:
    """Returns the wall-clock time of each run; the first, which fills caches, is not counted."""
    times = []
    for _ in range(runs + 1):
        start = time.perf_counter()
        subprocess.run(
            command, cwd=ROOT, env=SURROUNDINGS, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, check=False
        )
        times.append(time.perf_counter() - start)
    return times[1:]


def import_times(command: list[str]) -> dict[str, float]:
    """Returns the seconds spent in importing each top-level package itself, without what it imports from others."""
    shown = subprocess.run(
        [command[0], "-X", "importtime", *command[1:]],
        cwd=ROOT, env=SURROUNDINGS, capture_output=True, text=True, check=False,
    )  # fmt: skip
    spent: dict[str, float] = defaultdict(float)
    for own, module in re.findall(r"import time:\s+(\d+) \|\s+\d+ \|\s+([\w.]+)", shown.stderr):
        spent[module.split(".")[0]] += int(own) / 1e6
    return dict(sorted(spent.items(), key=lambda item: -item[1]))


def main() -> None:
    """Prints the table."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("--runs", type=int, default=7)
    parser.add_argument("--left", default=str(FIXTURES / "cyber.fr.txt"))
    parser.add_argument("--right", default=str(FIXTURES / "cyber.ar.txt"))
    parser.add_argument("--imports", action="store_true")
    given = parser.parse_args()
    start = [sys.executable, "-m", "muqabala"]
    pair = ["check", given.left, given.right]
    cases = {
        "python, nothing": [sys.executable, "-c", "pass"],
        "muqabala --version": [*start, "--version"],
        "muqabala --help": [*start, "--help"],
        "muqabala check": [*start, *pair],
        "muqabala check --quiet": [*start, *pair, "--quiet"],
        "muqabala check --html": [*start, *pair, "--quiet", "--html", "/dev/null"],
    }
    print(f"{'command':<24} {'best':>7} {'middle':>7}   seconds, {given.runs} runs")
    for name, command in cases.items():
        times = seconds(command, given.runs)
        print(f"{name:<24} {min(times):7.3f} {statistics.median(times):7.3f}")
    if given.imports:
        print("\nimports of check, seconds:")
        for package, spent in list(import_times([*start, *pair, "--quiet"]).items())[:15]:
            print(f"  {package:<22} {spent:.3f}")


if __name__ == "__main__":
    main()
