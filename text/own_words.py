"""What the user adds to the lexicon: learned pair tables (`--lexicon`) and a glossary (`--glossary`).

`OwnFiles` names them, so that other processes can load them for themselves; `OwnWords` holds them. A pair table is
written by `muqabala learn`: a head `signature<TAB>hash<TAB>left<TAB>right<TAB>forms`, then the rows of `text.pairs`.
"""

from __future__ import annotations

import hashlib
import os
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

from text.document import Lang
from text.errors import FileProblem, InputError, MuqabalaError
from text.glossary import Glossary
from text.glossary_file import read_glossary
from text.languages import parse_tag
from text.pairs import PairTable, load_pairs, read_rows, render
from text.resources import data_file


@dataclass(frozen=True, slots=True)
class OwnFiles:
    """Names the files that the user adds."""

    lexicons: tuple[str, ...] = ()
    glossary: str | None = None


@dataclass(frozen=True, slots=True)
class OwnTable:
    """Is one learned table; `stale` tells that its keys were made with other word forms than today's."""

    path: str
    langs: tuple[Lang, Lang]
    signature: str
    stale: bool
    there: PairTable
    back: PairTable

    def facing(self, left: Lang, right: Lang) -> PairTable:
        """Returns the table in the wanted direction; empty where it is of other languages."""
        if self.langs == (left, right):
            return self.there
        return self.back if self.langs == (right, left) else {}


@dataclass(frozen=True, slots=True, eq=False)
class OwnWords:
    """Holds what the user adds to the words that muqabala knows."""

    tables: tuple[OwnTable, ...] = ()
    glossary: Glossary | None = None

    def pairs(self, left: Lang, right: Lang) -> PairTable:
        """Returns the shipped pairs of two languages with the user's among them; of two weights the higher counts."""
        return _merged(self, left, right) if self.tables else load_pairs(left, right)

    def glossary_for(self, left: Lang, right: Lang) -> Glossary | None:
        """Returns the glossary where it has both languages."""
        return self.glossary if self.glossary is not None and self.glossary.covers(left, right) else None

    def signatures(self, left: Lang, right: Lang) -> tuple[str, ...]:
        """Returns the hashes of what is used for two languages."""
        tables = [table.signature for table in self.tables if set(table.langs) == {left, right}]
        glossary = self.glossary_for(left, right)
        return (*sorted(tables), *((glossary.signature,) if glossary else ()))

    def require(self, left: Lang, right: Lang) -> None:
        """Raises InputError for a file that has nothing to say on two languages."""
        for table in self.tables:
            if set(table.langs) != {left, right}:
                has = " and ".join(table.langs)
                raise InputError(f"{table.path}: it joins {has}, but the texts are {left} and {right}: leave it out")
        if self.glossary is not None and not self.glossary.covers(left, right):
            has = " and ".join(self.glossary.langs)
            raise InputError(f"{self.glossary.path}: it has {has}, but the texts are {left} and {right}: leave it out")


NONE = OwnWords()
NO_FILES = OwnFiles()


def load_own(files: OwnFiles) -> OwnWords:
    """Returns what the files hold; InputError with the line where one cannot be used."""
    paths = (*files.lexicons, *((files.glossary,) if files.glossary is not None else ()))
    return _loaded(files, tuple(map(_stamp, paths))) if paths else NONE


def _stamp(path: str) -> tuple[int, int]:
    try:
        state = os.stat(path)
    except OSError:
        return (0, 0)
    return state.st_mtime_ns, state.st_size


@lru_cache(maxsize=4)
def _loaded(files: OwnFiles, _stamps: tuple[tuple[int, int], ...]) -> OwnWords:
    # The stamps are there for the cache alone: a file that was changed is read again.
    tables = tuple(read_table(path) for path in files.lexicons)
    return OwnWords(tables, read_glossary(files.glossary) if files.glossary is not None else None)


@lru_cache(maxsize=16)
def _merged(own: OwnWords, left: Lang, right: Lang) -> PairTable:
    out: dict[str, Mapping[str, float]] = dict(load_pairs(left, right))
    for table in own.tables:
        for key, row in table.facing(left, right).items():
            known = out.get(key, {})
            out[key] = {**known, **{other: max(weight, known.get(other, 0.0)) for other, weight in row.items()}}
    return out


def read_table(path: str) -> OwnTable:
    """Returns a table that `muqabala learn` wrote; InputError where the file is none, or was changed."""
    wanted = "a table written by muqabala learn is wanted"
    try:
        with open(path, encoding="utf-8") as file:
            content = file.read()
    except FileNotFoundError:
        raise FileProblem(f"{path}: there is no such file: {wanted}") from None
    except UnicodeDecodeError:
        raise FileProblem(f"{path}: it is not UTF-8: {wanted}") from None
    except OSError as error:
        raise FileProblem(f"{path}: the lexicon could not be read ({error.strerror})") from None
    head, _, body = content.partition("\n")
    cells = head.split("\t")
    if len(cells) != 5 or cells[0] != "signature":
        raise InputError(
            f"{path}, line 1: {wanted}, not {head[:60]!r}: make one with muqabala learn, or use --glossary"
        )
    try:
        langs = (parse_tag(cells[2]), parse_tag(cells[3]))
    except MuqabalaError as error:
        raise InputError(f"{path}, line 1: {error}") from None
    if hashlib.sha256(body.encode()).hexdigest()[:12] != cells[1]:
        raise InputError(
            f"{path}: its rows are not those that its first line signs: learn it again, or restore the file"
        )
    stale = cells[4] != forms_hash(*langs)
    return OwnTable(path, langs, cells[1], stale, read_rows(body, turned=False), read_rows(body, turned=True))


def rendered_table(rows: Mapping[tuple[str, str], int], left: Lang, right: Lang) -> str:
    """Returns the text of a table file with the languages and the word forms its keys rest on in the head."""
    head, _, body = render((own, other, weight) for (own, other), weight in rows.items()).partition("\n")
    return f"{head}\t{left}\t{right}\t{forms_hash(left, right)}\n{body}"


def forms_hash(*langs: Lang) -> str:
    """Returns the hash of the word families and affixes that make the keys of these languages."""
    parts = [data_file(f"{lang}/{name}.tsv") for lang in sorted(langs) for name in ("families", "affixes")]
    return hashlib.sha256("\n".join(parts).encode()).hexdigest()[:12]
