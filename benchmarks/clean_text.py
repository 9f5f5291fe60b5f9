"""Alarms on faithful translations: FLORES in groups of ten sentences, five pairs of languages.

    python -m benchmarks.clean_text [--shared ../shared] [--every 3] [--list FILE]

Prints alarms per 1,000 words of the left side, by rule and by pair of languages; `--list` writes each with its place,
for reading: an alarm is false, or the translator's.
"""

from __future__ import annotations

import argparse
import json
from collections import Counter
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path

from align.aligner import align_with_evidence
from benchmarks.fit_gaps import flores
from checks.finding import Severity
from checks.runner import run
from text.document import Document, Span
from text.reader import read_text

Alarm = dict[str, str | list[str]]


def alarms(case: dict) -> list[Alarm]:  # type: ignore[type-arg]
    """Returns the alarms of one case, with their surroundings."""
    left = read_text(case["left"], lang=case["langs"][0], name="left")
    right = read_text(case["right"], lang=case["langs"][1], name="right")
    found = run(*align_with_evidence(left, right))
    return [
        {
            "case": case["id"],
            "pair": "-".join(case["langs"]),
            "code": finding.code,
            "message": finding.message,
            "left": [_around(left, span) for span in finding.left],
            "right": [_around(right, span) for span in finding.right],
        }
        for finding in found
        if finding.severity is not Severity.INFO
    ]


def _around(document: Document, span: Span) -> str:
    raw = document.raw
    return f"{raw[max(0, span.start - 80) : span.start]}⟦{span.of(raw)}⟧{raw[span.end : span.end + 60]}"


def main() -> None:
    """Checks the groups and prints the rates."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--shared", type=Path, default=Path("../shared"))
    parser.add_argument("--every", type=int, default=3, help="take one group in so many")
    parser.add_argument("--list", type=Path, help="write the alarms as JSON lines")
    options = parser.parse_args()
    cases = flores(options.shared)[:: options.every]
    with ProcessPoolExecutor(2) as pool:
        found = list(pool.map(alarms, cases, chunksize=8))
    words = sum(len(case["left"].split()) for case in cases)
    every = [alarm for part in found for alarm in part]
    silent = sum(not part for part in found)
    print(f"{len(cases)} groups, {words} words: {len(every)} alarms, {1000 * len(every) / words:.2f} per 1,000 words")
    print(f"{silent / len(cases):.0%} of the groups without any")
    for key in ("code", "pair"):
        print(", ".join(f"{name} {count}" for name, count in Counter(str(alarm[key]) for alarm in every).most_common()))
    if options.list:
        lines = (json.dumps(alarm, ensure_ascii=False) + "\n" for alarm in every)
        options.list.write_text("".join(lines), encoding="utf-8")


if __name__ == "__main__":
    main()
