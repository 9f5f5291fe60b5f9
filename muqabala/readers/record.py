"""What every reader yields: pairs, records left out on purpose, and problems."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from text.document import Document, Lang
from text.errors import RecordProblem
from text.ingest import LIMIT_BYTES, read_file
from text.languages import parse_tag
from text.reader import read_text

# What one record of a corpus holds: one sentence (a translation unit, a line) or a whole report.
RecordUnit = Literal["sentence", "document"]


@dataclass(frozen=True, slots=True)
class Source:
    """Is a text of a record: inline (`raw`) or in a file (`path`), with its language if the record names it.

    `file` and `line` say where an inline text stands, for tools that show findings in the file.
    """

    name: str
    raw: str | None
    path: str | None
    lang: Lang | None
    file: str = ""
    line: int | None = None

    def document(self, sentences_given: bool = False, limit_bytes: int = LIMIT_BYTES) -> Document:
        """Reads the text."""
        if self.path is not None:
            return read_file(self.path, lang=self.lang, limit_bytes=limit_bytes, sentences_given=sentences_given)
        return read_text(self.raw or "", lang=self.lang, name=self.name, sentences_given=sentences_given)


@dataclass(frozen=True, slots=True)
class Provenance:
    """Says what a record tells about itself, for an audit; empty where it does not.

    `outlet` published it on `date` (ISO). `reference` is a trusted translation in the language of the right text, which
    `system` made.
    """

    outlet: str = ""
    date: str = ""
    reference: str = ""
    system: str = ""


UNKNOWN = Provenance()


@dataclass(frozen=True, slots=True)
class Pair:
    """Is one record of two versions; `place` says where it stands, for messages."""

    id: str
    place: str
    left: Source
    right: Source
    provenance: Provenance = UNKNOWN


@dataclass(frozen=True, slots=True)
class LeftOut:
    """Is a record that holds nothing to compare and is not broken: not translated, marked as not to be translated."""

    place: str
    reason: str


Record = Pair | LeftOut | RecordProblem


@dataclass(frozen=True, slots=True)
class Languages:
    """Holds the languages the user named; they choose among several and fill in what a file does not say."""

    left: Lang | None = None
    right: Lang | None = None


def lang_of(tag: str | None, given: Lang | None) -> Lang | None:
    """Returns the language a file names, else the one the user gave; LanguageProblem for one that is not supported."""
    return parse_tag(tag) if tag and tag.strip() else given


def inline_pair(
    identifier: str,
    file: str,
    line: int | None,
    texts: tuple[str, str],
    langs: tuple[Lang | None, Lang | None],
    lines: tuple[int | None, int | None] | None = None,
    files: tuple[str, str] | None = None,
) -> Pair:
    """Returns a pair whose texts stand in the corpus itself; RecordProblem where one is empty or far too long."""
    for side, text in zip(("left", "right"), texts, strict=True):
        if len(text) > LIMIT_BYTES:
            raise RecordProblem(f"the {side} text holds more than {LIMIT_BYTES:,} characters: split it into reports")
        if not any(char.isalnum() for char in text):
            raise RecordProblem(
                f"the {side} text is empty or has no letter or figure, and the other one has: fill it in"
            )
    where = lines or (line, line)
    names = files or (file, file)
    left, right = (
        Source(f"{identifier} {side}", text, None, lang, name, number)
        for side, text, lang, name, number in zip(("left", "right"), texts, langs, names, where, strict=True)
    )
    place = f"{file}, line {line}" if line is not None else f"{file}, {identifier}"
    return Pair(identifier, place, left, right)


def nothing_to_compare(texts: tuple[str, str]) -> bool:
    """Tells whether neither text holds a letter or a figure, as a rule of dashes, so that there is nothing to check."""
    return not any(char.isalnum() for text in texts for char in text)
