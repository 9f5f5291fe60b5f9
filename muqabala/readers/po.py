"""PO, the catalogues of gettext, read entry by entry; the header names the languages.

Fuzzy, obsolete and untranslated entries are left out. Of plural forms the last one is compared with `msgid_plural`:
every language uses it for many, and the others often leave the figure out on purpose.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from muqabala.readers.record import Languages, LeftOut, Record, inline_pair, lang_of, nothing_to_compare
from muqabala.readers.streams import Store, decoded, lines
from text.document import Lang
from text.errors import MuqabalaError, RecordProblem

_KEYWORD = re.compile(r"(msgctxt|msgid_plural|msgid|msgstr(?:\[\d+\])?)\s*(\".*)")
_STRING = re.compile(r'"((?:[^"\\]|\\.)*)"\s*')
_ESCAPE = re.compile(r"\\(x[0-9a-fA-F]{1,2}|[0-7]{1,3}|.)")
_ESCAPED = {"n": "\n", "t": "\t", "r": "\r", "a": "\a", "b": "\b", "f": "\f", "v": "\v"}


@dataclass(slots=True)
class _Entry:
    """Collects one entry; `problem` is the first thing wrong with it."""

    line: int
    strings: dict[str, list[str]] = field(default_factory=dict)
    current: str = ""
    fuzzy: bool = False
    problem: RecordProblem | None = None

    @property
    def is_complete(self) -> bool:
        return any(name.startswith("msgstr") for name in self.strings)

    def text(self, name: str) -> str:
        return "".join(self.strings.get(name, ()))


def read(store: Store, languages: Languages) -> Iterator[Record]:
    """Yields a pair for each translated entry."""
    langs = (languages.left, languages.right)
    for entry in _entries(store):
        place = f"{store.name}, line {entry.line}"
        try:
            if entry.problem is not None:
                raise entry.problem
            if not entry.text("msgid"):
                langs = _header_langs(entry.text("msgstr"), languages)
                continue
            yield _pair(entry, langs, store.name, place)
        except MuqabalaError as error:
            yield RecordProblem(f"{place}: {error}")


def _pair(entry: _Entry, langs: tuple[Lang | None, Lang | None], file: str, place: str) -> Record:
    if not entry.is_complete:
        raise RecordProblem("the entry has no msgstr")
    if entry.fuzzy:
        return LeftOut(place, "it is marked as fuzzy")
    plural = "msgid_plural" in entry.strings
    last = max((name for name in entry.strings if name.startswith("msgstr")), key=lambda name: (len(name), name))
    texts = (entry.text("msgid_plural" if plural else "msgid"), entry.text(last))
    if not texts[1].strip():
        return LeftOut(place, "it is not translated")
    if nothing_to_compare(texts):
        return LeftOut(place, "neither version holds a letter or a figure")
    return inline_pair(f"line-{entry.line}", file, entry.line, texts, langs)


def _header_langs(header: str, languages: Languages) -> tuple[Lang | None, Lang | None]:
    fields = {
        name.strip().lower(): value.strip()
        for name, _, value in (line.partition(":") for line in header.splitlines() if ":" in line)
    }
    return (
        lang_of(fields.get("x-source-language"), languages.left),
        lang_of(fields.get("language"), languages.right),
    )


def _entries(store: Store) -> Iterator[_Entry]:
    """Yields the entries; a line that cannot be read spoils its own entry only."""
    entry: _Entry | None = None
    fuzzy = False
    for number, data in lines(store):
        try:
            line = decoded(data).strip()
        except RecordProblem as problem:
            entry = entry or _Entry(number)
            entry.problem = entry.problem or problem
            continue
        if line.startswith("#"):
            if entry is not None and entry.is_complete:
                yield entry
                entry = None
            fuzzy = fuzzy or (line.startswith("#,") and "fuzzy" in line)
            continue
        found = _KEYWORD.fullmatch(line)
        name = found[1] if found else ""
        if entry is not None and name in ("msgctxt", "msgid") and (entry.is_complete or name in entry.strings):
            yield entry
            entry = None
        if entry is None:
            entry, fuzzy = _Entry(number, fuzzy=fuzzy), False
        try:
            _add(entry, name, found[2] if found else line)
        except RecordProblem as problem:
            entry.problem = entry.problem or problem
    if entry is not None:
        yield entry


def _add(entry: _Entry, name: str, literal: str) -> None:
    string = _STRING.fullmatch(literal)
    if string is None:
        raise RecordProblem('a keyword such as msgid and a text in "…" were expected')
    if name:
        if name in entry.strings:
            raise RecordProblem(f"{name} stands twice in one entry")
        entry.current = name
        entry.strings[name] = []
    elif not entry.current:
        raise RecordProblem("a text stands here without a keyword such as msgid before it")
    entry.strings[entry.current].append(_ESCAPE.sub(_unescaped, string[1]))


def _unescaped(match: re.Match[str]) -> str:
    code = match[1]
    if code[0] == "x" and len(code) > 1:
        return chr(int(code[1:], 16))
    if code[0] in "01234567":
        return chr(int(code, 8))
    return _ESCAPED.get(code, code)
