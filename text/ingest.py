"""Reads one file into a Document, whatever its format and encoding, or says in one sentence why not."""

from __future__ import annotations

import errno
import os
import stat
import sys
from dataclasses import replace
from pathlib import Path

from text.decoding import decode
from text.document import Document, Lang
from text.errors import FileProblem
from text.reader import read_text

LIMIT_BYTES = 5_000_000
STANDARD_INPUT = "-"
_PLAIN = frozenset({"", ".txt", ".text", ".md", ".markdown"})
_HTML = frozenset({".html", ".htm", ".xhtml"})
_WORD = frozenset({".docx"})
_INSTEAD = {
    ".pdf": "PDF is refused, because it keeps no reading order and gives Arabic and Persian figures reversed: "
    "take the text from its source as .docx, .html or .txt",
    ".doc": "this is the old Word format: save it as .docx",
    ".rtf": "rich text is not read: save it as .docx or .txt",
    ".odt": "OpenDocument is not read: save it as .docx or .txt",
    ".jsonl": "this is a corpus of many pairs: use muqabala audit",
}


def read_file(
    path: str, *, lang: Lang | None = None, limit_bytes: int = LIMIT_BYTES, sentences_given: bool = False
) -> Document:
    """Returns the Document of a .txt, .md, .html or .docx file, or of standard input where `path` is `-`.

    `sentences_given` takes each line of the text as one sentence. Raises FileProblem for what cannot be read,
    LanguageProblem for a text in no supported language.
    """
    name = "standard input" if path == STANDARD_INPUT else path
    suffix = "" if path == STANDARD_INPUT else Path(path).suffix.lower()
    if os.path.exists(path):
        _check_format(name, suffix)
    data = _bytes(path, name, limit_bytes)
    return _document(data, name, suffix, lang, limit_bytes, sentences_given)


def read_upload(data: bytes, name: str, *, lang: Lang | None = None, limit_bytes: int = LIMIT_BYTES) -> Document:
    """Returns the Document of a file whose bytes came another way than from a path; `name` tells its format.

    Nothing is opened: the name is only looked at. Raises what `read_file` raises.
    """
    suffix = Path(name).suffix.lower()
    _check_format(name, suffix)
    _check_bytes(data, name, limit_bytes)
    return _document(data, name, suffix, lang, limit_bytes, False)


def _document(
    data: bytes, name: str, suffix: str, lang: Lang | None, limit_bytes: int, sentences_given: bool
) -> Document:
    if suffix in _HTML:
        from text.web_page import read_page

        page = read_page(data, name)
        document = read_text(page.raw, lang=lang, name=name, title=page.title, sentences_given=sentences_given)
        return replace(document, meta=replace(document.meta, dateline=page.date or document.meta.dateline))
    if suffix in _WORD:
        from text.word_file import read_word

        word = read_word(data, name, limit_bytes)
        _check_length(len(word.raw), name, limit_bytes)
        return read_text(word.raw, lang=lang, name=name, title=word.title, sentences_given=sentences_given)
    return read_text(decode(data, name), lang=lang, name=name, sentences_given=sentences_given)


def _check_format(name: str, suffix: str) -> None:
    if suffix in _PLAIN | _HTML | _WORD:
        return
    reason = _INSTEAD.get(suffix, f"{suffix} files are not read: give .txt, .md, .html or .docx")
    raise FileProblem(f"{name}: {reason}")


def _check_length(length: int, name: str, limit_bytes: int) -> None:
    if length > limit_bytes:
        limit = _size(limit_bytes)
        raise FileProblem(f"{name}: it holds more than {limit}, the limit for one report: split it into reports")


def _size(count: int) -> str:
    return f"{count / 1_000_000:g} MB" if count >= 1_000_000 else f"{count:,} bytes"


def _bytes(path: str, name: str, limit_bytes: int) -> bytes:
    """Returns the bytes of the file, never more than one above the limit."""
    try:
        if path == STANDARD_INPUT:
            data = sys.stdin.buffer.read(limit_bytes + 1)
        else:
            # A pipe has no size and a device no end: what cannot be seeked is read up to the limit all the same.
            with open(path, "rb") as file:
                if stat.S_ISREG(os.fstat(file.fileno()).st_mode):
                    _check_length(os.fstat(file.fileno()).st_size, name, limit_bytes)
                data = file.read(limit_bytes + 1)
    except (OSError, ValueError) as error:
        raise FileProblem(f"{name}: {_reason(error)}") from None
    _check_bytes(data, name, limit_bytes)
    return data


def _check_bytes(data: bytes, name: str, limit_bytes: int) -> None:
    _check_length(len(data), name, limit_bytes)
    if not data.strip():
        raise FileProblem(f"{name}: the file is empty: give a report of at least one sentence")


def _reason(error: OSError | ValueError) -> str:
    if isinstance(error, FileNotFoundError):
        return "there is no such file: check the path"
    if isinstance(error, IsADirectoryError):
        return "this is a folder, not a file: give one report, or a corpus to muqabala audit"
    if isinstance(error, PermissionError):
        return "the file may not be read: check its permissions"
    if isinstance(error, OSError) and error.errno == errno.ENAMETOOLONG:
        return "the file name is too long: give a path, not the text itself"
    return f"the file could not be read ({error})"
