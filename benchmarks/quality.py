"""Measures muqabala on the development sets with their own scorers and prints one table.

    python benchmarks/quality.py [--shared ../shared] [--only newspert,beds,words,phrases] [--jobs 2]

The sets are not part of the repository. Every figure is reached through the commands a user has: `audit` for the
perturbation set, `align` for sentences and words, `read` for numbers and dates.
"""

from __future__ import annotations

import argparse
import json
import re
import subprocess
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

from benchmarks.phrases import score_phrases

Row = tuple[str, str, str]


def run(*arguments: str) -> str:
    """Runs a command and returns its output; ends the benchmark with its message if it fails."""
    done = subprocess.run(arguments, capture_output=True, text=True, check=False)
    if done.returncode not in (0, 1):
        sys.exit(
            f"{' '.join(arguments[:4])} … ended with {done.returncode}: {done.stderr[-500:] or done.stdout[-500:]}"
        )
    return done.stdout


def muqabala(*arguments: str) -> str:
    """Runs the muqabala command of this environment."""
    return run(sys.executable, "-m", "muqabala", *arguments)


def newspert(shared: Path, work: Path, jobs: int) -> list[Row]:
    """Returns precision, recall, false alarms and per-type recall on the perturbation set."""
    folder = shared / "bench" / "newspert"
    cases, out = folder / "dev.jsonl", work / "newspert"
    muqabala("audit", str(cases), "--out", str(out), "--reports", "json", "--jobs", str(jobs))
    text = run(sys.executable, str(folder / "score.py"), str(cases), str(out / "reports"))
    head = text.splitlines()[0]
    rows: list[Row] = []
    for label, pattern in (
        ("precision", r"\bP ([\d.]+)"),
        ("recall", r"\bR ([\d.]+)"),
        ("F1", r"F1 ([\d.]+)"),
        ("type-correct recall", r"type-correct R ([\d.]+)"),
        ("clean false alarms per 1,000 words", r"clean FA ([\d.]+)"),
        ("clean documents without alarm, %", r"zero (\d+)%"),
    ):
        found = re.search(pattern, head)
        rows.append(("newspert dev", label, found.group(1) if found else "?"))
    for line in text.splitlines():
        match = re.match(r"^([A-Z]\d)\s+(\d+)\s+([\d.]+)\s+([\d.]+)", line)
        if match:
            rows.append(("newspert dev", f"{match[1]} type-correct recall (n={match[2]})", match[4]))
    return rows


def beds(shared: Path, work: Path, _jobs: int) -> list[Row]:
    """Returns strict, lax and null F on the sentence-alignment beds."""
    folder = shared / "bench" / "sentence_alignment"
    cases, out = folder / "dev.jsonl", work / "beds.jsonl"
    muqabala("align", str(cases), "--format", "jsonl", "--sentences-given", "--out", str(out))
    text = run(sys.executable, str(folder / "score.py"), str(cases), str(out))
    result: dict[str, dict[str, float]] = json.loads(text.splitlines()[-1])
    return [
        (
            "sentence beds",
            f"{key}: strict / lax / null F",
            f"{v['strict_f']:.3f} / {v['lax_f']:.3f} / {v['null_f']:.3f}",
        )
        for key, v in sorted(result.items())
    ]


def words(shared: Path, work: Path, _jobs: int) -> list[Row]:
    """Returns alignment error rate and null F on the word-alignment gold."""
    folder = shared / "bench" / "word_alignment"
    rows: list[Row] = []
    for name in ("dev_fr_ar", "dev_fr_fa"):
        gold, out, links = folder / f"{name}.jsonl", work / f"{name}.jsonl", work / f"{name}.links"
        muqabala("align", str(gold), "--format", "jsonl", "--sentences-given", "--out", str(out))
        links.write_text(run(sys.executable, str(folder / "spans_to_links.py"), str(gold), str(out)), encoding="utf-8")
        result = json.loads(run(sys.executable, str(folder / "score.py"), str(gold), str(links), "--json"))
        rows.append((f"word gold {name[4:]}", "AER", f"{result['aer']:.3f}"))
        rows.append(
            (f"word gold {name[4:]}", "precision / recall", f"{result['precision']:.3f} / {result['recall']:.3f}")
        )
        rows.append((f"word gold {name[4:]}", "null F, content words", f"{result['lexical_both']['f1'] or 0:.3f}"))
    return rows


def phrases(shared: Path, work: Path, _jobs: int) -> list[Row]:
    """Returns the share of phrases read right, by kind and language."""
    return score_phrases(shared / "bench" / "phrase_sets", work, muqabala)


PARTS: dict[str, Callable[[Path, Path, int], list[Row]]] = {
    "newspert": newspert,
    "beds": beds,
    "words": words,
    "phrases": phrases,
}


def main() -> None:
    """Runs the parts asked for and prints the table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--shared", type=Path, default=Path("../shared"))
    parser.add_argument("--only", default=",".join(PARTS))
    parser.add_argument("--jobs", type=int, default=2)
    options = parser.parse_args()
    if not (options.shared / "bench").is_dir():
        sys.exit(f"{options.shared}: no folder 'bench' there: give the folder of the development sets with --shared")
    print(f"{'set':22} {'measure':48} value")
    with tempfile.TemporaryDirectory() as folder:
        for part in options.only.split(","):
            for source, measure, value in PARTS[part](options.shared, Path(folder), options.jobs):
                print(f"{source:22} {measure:48} {value}", flush=True)


if __name__ == "__main__":
    main()
