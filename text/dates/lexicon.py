"""The words of dates and times of one language, read from the tables in `text/data/<lang>/`.

A line of a table is `phrase, role, value, strength`; what the roles mean stands in the comments of the tables and
beside the grammar that asks for them. Phrases are compared in folded form.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from text.document import Lang
from text.fold import fold

TABLES = ("months", "weekdays", "relative", "clock", "calendar")
CALENDARS = ("gregorian", "jalali", "hijri")
_SETTINGS = frozenset({"numeric", "month-first", "case", "halves", "decades", "joined-and", "reversed"})

# A run of digits, a run of letters, a gap between paragraphs, or any other visible character.
TOKEN = re.compile(r"\d+|[^\W\d_]+|\n\s*\n|[^\w\s]|_")


@dataclass(frozen=True, slots=True)
class Entry:
    """Is one phrase of a table: its folded tokens, what it does, and its value."""

    words: tuple[str, ...]
    role: str
    value: str
    strength: str


@dataclass(frozen=True, slots=True)
class Lexicon:
    """Holds the phrases by first token, longest first; `clitics` maps what is cut from a word to what replaces it."""

    lang: Lang
    index: dict[str, tuple[Entry, ...]]
    clitics: tuple[tuple[str, str], ...]
    settings: dict[str, str]

    def peeled(self, word: str) -> tuple[str, int]:
        """Returns the known word inside an unknown one and how many letters precede it; 0 if none is inside."""
        if len(word) > 2:
            for prefix, instead in self.clitics:
                if word.startswith(prefix) and len(word) > len(prefix) + 1:
                    rest = instead + word[len(prefix) :]
                    if rest in self.index:
                        return rest, len(prefix) - len(instead)
        return word, 0


@lru_cache(maxsize=8)
def load(lang: Lang) -> Lexicon:
    """Reads the tables of a language, once."""
    # Costs as much to import as all the rest of this package.
    from importlib import resources

    index: dict[str, list[Entry]] = {}
    clitics: dict[str, str] = {}
    settings: dict[str, str] = {}
    folder = resources.files("text") / "data" / lang
    for table in TABLES:
        for line in (folder / f"{table}.tsv").read_text(encoding="utf-8").splitlines():
            if not line.strip() or line.startswith("#"):
                continue
            phrase, role, value, strength = (line.split("\t") + [""])[:4]
            if role in _SETTINGS:
                settings[role] = phrase
            elif role == "clitic":
                clitics[fold(phrase)] = "" if value == "-" else fold(value)
            else:
                words = tuple(TOKEN.findall(fold(phrase)))
                index.setdefault(words[0], []).append(Entry(words, role, value, strength))
    ordered = {word: tuple(sorted(entries, key=lambda entry: -len(entry.words))) for word, entries in index.items()}
    return Lexicon(lang, ordered, tuple(sorted(clitics.items(), key=lambda pair: len(pair[0]))), settings)
