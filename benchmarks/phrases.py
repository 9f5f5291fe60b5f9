"""Scores `muqabala read` on the phrase sets: numbers, sentences with numbers, digit strings, dates, sentence cuts."""

from __future__ import annotations

import csv
import json
from collections.abc import Callable
from datetime import date
from fractions import Fraction
from pathlib import Path
from typing import TypedDict

Row = tuple[str, str, str]
FIGURES = frozenset({"number", "percent", "money", "unit", "ordinal"})


class ReadMention(TypedDict):
    """Is a mention as `read --format jsonl` prints it."""

    kind: str
    readings: list[dict[str, str] | str]


class ReadLine(TypedDict):
    """Is a line of `read --format jsonl`."""

    id: str
    sentences: list[dict[str, int]]
    mentions: list[ReadMention]


def _table(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE))


def _read(
    rows: list[tuple[str, str]], lang: str, work: Path, muqabala: Callable[..., str], *more: str
) -> dict[str, ReadLine]:
    corpus = work / "phrases.jsonl"
    lines = [json.dumps({"id": key, "text": text, "lang": lang}, ensure_ascii=False) for key, text in rows]
    corpus.write_text("\n".join(lines) + "\n", encoding="utf-8")
    out: list[ReadLine] = [
        json.loads(line) for line in muqabala("read", str(corpus), "--format", "jsonl", *more).splitlines()
    ]
    return {line["id"]: line for line in out}


def _values(line: ReadLine) -> list[set[Fraction]]:
    """Returns for each figure the values it may have: every low and high bound of its readings."""
    out = []
    for mention in line["mentions"]:
        if mention["kind"] in FIGURES:
            readings = [reading for reading in mention["readings"] if isinstance(reading, dict)]
            out.append({Fraction(reading[end]) for reading in readings for end in ("low", "high")})
    return out


def _numbers(folder: Path, lang: str, work: Path, muqabala: Callable[..., str]) -> list[Row]:
    table = [row for row in _table(folder / f"numbers_{lang}.tsv") if row["value"] != "vague"]
    lines = _read([(str(i), row["phrase"]) for i, row in enumerate(table)], lang, work, muqabala)
    rows: list[Row] = []
    for part in ("basic", "hard"):
        of_part = [(i, row) for i, row in enumerate(table) if row["part"] == part]
        right = sum(any(Fraction(row["value"]) in found for found in _values(lines[str(i)])) for i, row in of_part)
        rows.append((f"phrases {lang}", f"numbers, {part}", f"{right}/{len(of_part)}"))
    table = _table(folder / f"number_sentences_{lang}.tsv")
    lines = _read([(str(i), row["text"]) for i, row in enumerate(table)], lang, work, muqabala)
    right = 0
    for i, row in enumerate(table):
        wanted = [] if row["values"] == "none" else [Fraction(value) for value in row["values"].split()]
        found = set().union(*_values(lines[str(i)])) if lines[str(i)]["mentions"] else set()
        right += (not wanted and not found) or (bool(wanted) and all(value in found for value in wanted))
    rows.append((f"phrases {lang}", "sentences with numbers", f"{right}/{len(table)}"))
    return rows


def _near(reading: str, wanted: str, hijri: bool) -> bool:
    if reading == wanted:
        return True
    try:
        return hijri and abs((date.fromisoformat(reading) - date.fromisoformat(wanted)).days) <= 1
    except ValueError:
        return False


def _dates(folder: Path, lang: str, work: Path, muqabala: Callable[..., str]) -> Row:
    table = _table(folder / f"dates_{lang}.tsv")
    right = 0
    for reference in sorted({row["reference"] or "" for row in table}):
        rows = [(str(i), row["text"]) for i, row in enumerate(table) if (row["reference"] or "") == reference]
        more = ("--dateline", reference) if reference else ()
        lines = _read(rows, lang, work, muqabala, *more)
        for key, _ in rows:
            row = table[int(key)]
            readings = [r for m in lines[key]["mentions"] for r in m["readings"] if isinstance(r, str)]
            wanted = row["date"].split("|")
            right += any(_near(reading, one, row["calendar"] == "hijri") for reading in readings for one in wanted)
    return (f"phrases {lang}", "dates", f"{right}/{len(table)}")


def _sentences(folder: Path, lang: str, work: Path, muqabala: Callable[..., str]) -> Row:
    table = _table(folder / f"sentences_{lang}.tsv")
    texts = [row["text"].replace(" ⏹ ", " ") for row in table]
    lines = _read([(str(i), text) for i, text in enumerate(texts)], lang, work, muqabala)
    right = 0
    for i, row in enumerate(table):
        got = [texts[i][span["start"] : span["end"]] for span in lines[str(i)]["sentences"]]
        right += got == [piece.strip() for piece in row["text"].split(" ⏹ ")]
    return (f"phrases {lang}", "sentence cuts", f"{right}/{len(table)}")


def _digits(folder: Path, work: Path, muqabala: Callable[..., str]) -> Row:
    table = _table(folder / "digits.tsv")
    right = 0
    for row in table:
        line = _read([("x", row["string"])], row["language"], work, muqabala)["x"]
        accepted = {Fraction(value) for value in row["accepted"].replace("|", " ").split()}
        found = set().union(*_values(line)) if line["mentions"] else set()
        right += bool(accepted & found)
    return ("phrases", "digit strings", f"{right}/{len(table)}")


def score_phrases(folder: Path, work: Path, muqabala: Callable[..., str]) -> list[Row]:
    """Returns the rows of the table for all phrase sets."""
    rows: list[Row] = []
    for lang in ("fr", "ar", "fa", "en"):
        rows.extend(_numbers(folder, lang, work, muqabala))
        rows.append(_dates(folder, lang, work, muqabala))
        rows.append(_sentences(folder, lang, work, muqabala))
    rows.append(_digits(folder, work, muqabala))
    return rows
