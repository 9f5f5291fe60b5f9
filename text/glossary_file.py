"""Reads a glossary: tab-separated, a header of language tags, one row a term, variants with | between.

    fr<TAB>ar
    Conseil de sécurité|CSNU<TAB>مجلس الأمن|مجلس الأمن الدولي

Two columns or more; a cell may be empty while two others of its row are not. Blank lines and `#` comments are passed
over.
"""

from __future__ import annotations

import hashlib

from text.document import Lang
from text.errors import FileProblem, InputError, LanguageProblem
from text.glossary import Glossary, Row, term_words
from text.languages import parse_tag

_HEADER_WANTED = "a header of language tags with tabs between is wanted, such as fr<TAB>ar"


def read_glossary(path: str) -> Glossary:
    """Returns the glossary of a file; InputError with the line where it is not one."""
    return parse_glossary(path, _content(path))


def _content(path: str) -> bytes:
    try:
        with open(path, "rb") as file:
            return file.read()
    except FileNotFoundError:
        raise FileProblem(f"{path}: there is no such file: give a glossary") from None
    except OSError as error:
        raise FileProblem(f"{path}: the glossary could not be read ({error.strerror})") from None


def parse_glossary(path: str, content: bytes) -> Glossary:
    """Returns the glossary in the bytes of a file, by whatever way they came; `path` is what messages call it."""
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = content[: error.start].count(b"\n") + 1
        raise FileProblem(f"{path}, line {line}: it is not UTF-8: save the glossary as UTF-8") from None
    lines = [
        (number, line.rstrip("\r"))
        for number, line in enumerate(text.split("\n"), start=1)
        if line.strip() and not line.startswith("#")
    ]
    if not lines:
        raise FileProblem(f"{path}: the glossary is empty: {_HEADER_WANTED}, then one row a term")
    langs = _header(path, *lines[0])
    rows = tuple(_row(path, number, line, langs) for number, line in lines[1:])
    if not rows:
        raise FileProblem(f"{path}: the glossary has a header but no terms: write one row a term")
    stated = "\n".join("\t".join(("|".join(row.of(lang))) for lang in langs) for row in rows)
    digest = hashlib.sha256(f"{' '.join(langs)}\n{stated}".encode()).hexdigest()[:12]
    return Glossary(path, langs, rows, digest)


def _header(path: str, number: int, line: str) -> tuple[Lang, ...]:
    place = f"{path}, line {number}"
    cells = line.split("\t")
    if len(cells) < 2:
        raise InputError(f"{place}: {_HEADER_WANTED}, not {line.strip()!r}")
    try:
        langs = tuple(parse_tag(cell) for cell in cells)
    except LanguageProblem as error:
        raise LanguageProblem(f"{place}: {_HEADER_WANTED}: {error}") from None
    if len(set(langs)) < len(langs):
        raise InputError(f"{place}: the same language heads two columns: give each language one, variants with |")
    return langs


def _row(path: str, number: int, line: str, langs: tuple[Lang, ...]) -> Row:
    place = f"{path}, line {number}"
    cells = line.split("\t")
    if len(cells) != len(langs):
        raise InputError(f"{place}: {len(langs)} columns with tabs between are wanted, {len(cells)} came")
    variants = []
    for lang, cell in zip(langs, cells, strict=True):
        stated = tuple(dict.fromkeys(" ".join(part.split()) for part in cell.split("|") if part.strip()))
        for variant in stated:
            if not term_words(variant, lang):
                raise InputError(f"{place}: {variant!r} holds no word: write the term in letters")
        if stated:
            variants.append((lang, stated))
    if len(variants) < 2:
        empty = ", ".join(lang for lang in langs if lang not in dict(variants))
        raise InputError(f"{place}: a term needs a rendering: fill the empty cell ({empty}) or delete the row")
    return Row(number, tuple(variants))
