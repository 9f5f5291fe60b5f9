"""Small corpora for the tests of the gate."""

from __future__ import annotations

import json
from pathlib import Path

CRITICAL = (
    "Le ministre a annoncé mardi que 13 soldats avaient été tués à Genève.",
    "أعلن الوزير يوم الثلاثاء أن 31 جنديا قتلوا في جنيف.",
)
MAJOR = ("Le prix du pétrole a augmenté de 80 dollars.", "ارتفع سعر النفط.")
CLEAN = ("Le gouvernement a adopté le budget.", "أقرت الحكومة الميزانية.")
WORD = ("Oui", "نعم")


def tsv(path: Path, *pairs: tuple[str, str]) -> str:
    """Writes a table of pairs and returns its name."""
    path.write_text("fr\tar\n" + "".join(f"{left}\t{right}\n" for left, right in pairs), encoding="utf-8")
    return path.name


def jsonl(path: Path, *pairs: tuple[str, str]) -> str:
    """Writes a corpus of pairs and returns its name."""
    lines = [json.dumps({"id": f"p{number}", "left": a, "right": b}) for number, (a, b) in enumerate(pairs)]
    path.write_text("".join(f"{line}\n" for line in lines), encoding="utf-8")
    return path.name
