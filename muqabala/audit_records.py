"""The records of an audit: those of all its corpora, each with an id of its own."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from muqabala.corpus import Corpus, LeftOut, Pair, RecordUnit, corpora
from muqabala.readers.record import Languages, Record
from text.errors import FileProblem, LanguageProblem, RecordProblem


@dataclass(frozen=True, slots=True)
class Task:
    """Is a pair to check, with `problem` a record or file that cannot be used, with neither one left out on purpose."""

    unit: RecordUnit
    pair: Pair | None = None
    problem: str = ""


def records(paths: Sequence[str], languages: Languages, unit: RecordUnit | None) -> Iterator[Task]:
    """Yields the records; where there are several corpora, the name of its own stands before each id.

    An id that comes twice is a problem in JSON Lines, where somebody gave it, and gets a number elsewhere.
    """
    found = list(corpora(paths, languages))
    for corpus in found:
        if isinstance(corpus, FileProblem):
            yield Task("document", problem=f"{corpus}")
            continue
        prefix = f"{Path(corpus.name).name}:" if len(found) > 1 else ""
        kind = unit or corpus.unit
        try:
            for pair in _pairs(corpus, languages):
                if isinstance(pair, RecordProblem):
                    yield Task(kind, problem=f"{pair}: record skipped")
                elif isinstance(pair, LeftOut):
                    yield Task(kind)
                else:
                    yield Task(kind, replace(pair, id=prefix + pair.id))
        except (FileProblem, LanguageProblem, RecordProblem) as problem:
            yield Task(kind, problem=f"{problem}")


def _pairs(corpus: Corpus, languages: Languages) -> Iterator[Record]:
    seen: dict[str, str] = {}
    for record in corpus.records(languages):
        if not isinstance(record, Pair):
            yield record
        elif record.id not in seen:
            seen[record.id] = record.place
            yield record
        elif corpus.format == "jsonl":
            first = seen[record.id].removeprefix(f"{corpus.name}, ")
            what = f"the id {record.id!r} is that of {first} too: give each record its own"
            yield RecordProblem(f"{record.place}: {what}")
        else:
            count = 2
            while f"{record.id}#{count}" in seen:
                count += 1
            seen[f"{record.id}#{count}"] = record.place
            yield replace(record, id=f"{record.id}#{count}")


def file_name(identifier: str) -> str:
    """Returns a file name for a case: its id where that can be one, else its id made harmless, with a hash."""
    safe = re.sub(r"[^\w .,+=@~()\[\]-]", "_", identifier).strip(" ")
    if safe == identifier and not identifier.startswith(".") and len(identifier.encode()) <= 200:
        return identifier
    digest = hashlib.sha256(identifier.encode("utf-8", "surrogatepass")).hexdigest()[:10]
    return f"{safe[:60].lstrip('.')}-{digest}"
