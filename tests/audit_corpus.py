"""A corpus for the tests of the audit: fixtures in several languages, and what an audit leaves of it."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path

REPORTS = Path(__file__).resolve().parent.parent / "fixtures" / "reports"
LANGS = ("fr", "ar", "fa", "en")


def text(name: str) -> str:
    """Returns a fixture."""
    return (REPORTS / name).read_text(encoding="utf-8")


def record(identifier: str, left: str, right: str, **more: object) -> str:
    """Returns one line of a corpus, its texts given by the names of fixtures."""
    return json.dumps({"id": identifier, "left": text(left), "right": text(right), **more}, ensure_ascii=False) + "\n"


def corpus(path: Path, count: int) -> str:
    """Writes `count` short pairs of all languages and returns the file's name; no two have the same texts."""
    lines = []
    for number in range(count):
        left, right = LANGS[number % 4], LANGS[(number // 4 + number) % 4]
        head = {lang: "\n".join(text(f"storm.{lang}.txt").split("\n")[: 8 + number // 16]) for lang in (left, right)}
        fields = {"id": f"{number:03d} عاصفة", "left": head[left], "right": head[right], "left_lang": left}
        told = {"outlet": ("Noria", "وكالة نوريا")[number % 2], "date": f"2026-{1 + number % 12:02d}-01"}
        lines.append(json.dumps({**fields, **told}, ensure_ascii=False) + "\n")
    path.write_text("".join(lines), encoding="utf-8")
    return path.name


def files(folder: Path) -> dict[str, str]:
    """Returns the hash of every file below a folder by its path."""
    return {
        path.relative_to(folder).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }
