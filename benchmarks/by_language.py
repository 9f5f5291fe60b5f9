"""Measures by pair of languages how well findings are found, and writes the table that docs/languages.md shows.

    python -m benchmarks.by_language [--shared ../shared] [--jobs 2] [--out docs/languages.tsv]

Runs `muqabala audit` over the perturbation set (benchmarks/quality.py says what it is) and the set's own scorer once
for each pair of languages in it.
"""

from __future__ import annotations

import argparse
import json
import sys
import tempfile
from collections import Counter
from pathlib import Path

from benchmarks.quality import muqabala, run

COLUMNS = (
    "pair",
    "texts",
    "precision",
    "recall",
    "recall, right kind",
    "false alarms per 1,000 clean words",
    "clean texts without alarm",
)


def measure(cases: Path, scorer: Path, reports: Path) -> list[tuple[str, ...]]:
    """Returns a row a pair of languages, the commonest first."""
    lines = cases.read_text(encoding="utf-8").splitlines()
    pairs = Counter("-".join(json.loads(line)["langs"]) for line in lines if line.strip())
    return [
        (
            pair,
            str(count),
            *figures(run(sys.executable, str(scorer), str(cases), str(reports), "--json", "--pair", pair)),
        )
        for pair, count in sorted(pairs.items(), key=lambda item: (-item[1], item[0]))
    ]


def figures(scored: str) -> tuple[str, ...]:
    """Returns what the scorer says, in the order of the columns."""
    result = json.loads(scored)
    found, clean = result["finding_level"], result["clean"]
    rates = (found["precision"], found["recall"], result["type_correct_recall"])
    return (
        *(f"{rate:.2f}".removeprefix("0") for rate in rates),
        f"{clean['per_1000_words']:.2f}",
        f"{clean['share_zero_alarms']:.0%}",
    )


def main() -> None:
    """Writes the table to the file that the command line names."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--shared", type=Path, default=Path("../shared"))
    parser.add_argument("--jobs", type=int, default=2)
    parser.add_argument("--out", type=Path, default=Path("docs/languages.tsv"))
    parser.add_argument("--reports", type=Path, help="the reports of an audit that was run already")
    given = parser.parse_args()
    folder = given.shared / "bench" / "newspert"
    with tempfile.TemporaryDirectory() as work:
        reports = given.reports or Path(work) / "reports"
        if given.reports is None:
            audit = ("audit", str(folder / "dev.jsonl"), "--out", work, "--reports", "json", "--jobs", str(given.jobs))
            muqabala(*audit)
        rows = measure(folder / "dev.jsonl", folder / "score.py", reports)
    lines = ["\t".join(row) for row in (COLUMNS, *rows)]
    given.out.write_text("\n".join(lines) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
