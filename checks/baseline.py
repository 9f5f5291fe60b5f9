"""The baseline: findings that were looked at and accepted, each with a reason, an author and a date.

A finding is recognised by its content: its code, its texts, and the sentences they stand in. It stays known when other
sentences of the report change or the record moves; when its own sentence changes, somebody has to look again. Findings
that refuse a pair (DOC) have no content and are never known.

The file is JSON Lines, sorted, one entry a line, so that a change shows well in a review:

    {"schema": "muqabala/baseline/1"}
    {"fingerprint": "…", "code": "NUM001", "message": "…", "corpus": "memory.tmx", "pair": "12",
     "reason": "rounded on purpose", "author": "Amina", "date": "2026-03-01", "expires": "2027-03-01"}
"""

from __future__ import annotations

import datetime
import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, fields
from difflib import get_close_matches

from align.bead import Alignment
from checks.finding import Finding
from text.document import Document, Span
from text.errors import InputError
from text.fold import fold

SCHEMA = "muqabala/baseline/1"


@dataclass(frozen=True, slots=True)
class Entry:
    """Is one accepted finding; `corpus` and `pair` say where it was seen, dates are ISO, `expires` may be empty."""

    fingerprint: str
    code: str
    message: str
    corpus: str
    pair: str
    reason: str
    author: str
    date: str
    expires: str = ""

    def is_expired(self, today: datetime.date) -> bool:
        """Tells whether the entry no longer holds on this day."""
        return bool(self.expires) and datetime.date.fromisoformat(self.expires) < today

    def sort_key(self) -> tuple[str, str, str]:
        """Orders entries by corpus, code and content, so that a moved record moves no line."""
        return (self.corpus, self.code, self.fingerprint)


@dataclass(frozen=True, slots=True)
class Baseline:
    """Holds the entries by fingerprint."""

    entries: Mapping[str, Entry]

    def accepts(self, fingerprint: str, today: datetime.date) -> bool:
        """Tells whether the finding is known and its entry still holds."""
        entry = self.entries.get(fingerprint)
        return entry is not None and not entry.is_expired(today)

    def expired(self, today: datetime.date) -> tuple[Entry, ...]:
        """Returns the entries that no longer hold."""
        return tuple(entry for entry in self.entries.values() if entry.is_expired(today))

    def stale(self, seen: Iterable[str], corpora: Iterable[str], codes: Iterable[str]) -> tuple[Entry, ...]:
        """Returns the entries of these corpora and codes whose finding was not seen."""
        known, looked, checked = set(seen), set(corpora), set(codes)
        return tuple(
            entry
            for entry in self.entries.values()
            if entry.corpus in looked and entry.code in checked and entry.fingerprint not in known
        )

    def with_entries(self, entries: Iterable[Entry]) -> Baseline:
        """Returns the baseline with more entries; one with a known fingerprint takes the place of the old one."""
        return Baseline({**self.entries, **{entry.fingerprint: entry for entry in entries}})

    def without(self, entries: Iterable[Entry]) -> Baseline:
        """Returns the baseline without these entries."""
        gone = {entry.fingerprint for entry in entries}
        return Baseline({name: entry for name, entry in self.entries.items() if name not in gone})

    def dumps(self) -> str:
        """Returns the file's text; the same entries give the same bytes."""
        lines = [json.dumps({"schema": SCHEMA})]
        for entry in sorted(self.entries.values(), key=Entry.sort_key):
            record = {name: value for name, value in asdict(entry).items() if value or name != "expires"}
            lines.append(json.dumps(record, ensure_ascii=False))
        text = "".join(f"{line}\n" for line in lines)
        return text.encode("utf-8", "replace").decode("utf-8").replace("\u2028", "\\u2028").replace("\u2029", "\\u2029")


EMPTY = Baseline({})


def content_fingerprint(finding: Finding, alignment: Alignment) -> str:
    """Returns what a finding is recognised by: code, folded texts, and the folded sentences around them."""
    parts = [finding.fingerprint]
    near = finding.expected_near
    for document, spans, anchor in (
        (alignment.left, finding.left, None if finding.left else near),
        (alignment.right, finding.right, None if finding.right else near),
    ):
        parts.append("|".join(_sentences(document, spans or ((anchor,) if anchor is not None else ()))))
    return hashlib.sha256("\x1f".join(parts).encode("utf-8", "replace")).hexdigest()[:20]


def _sentences(document: Document, spans: Iterable[Span]) -> list[str]:
    found = {
        sentence.index: fold(sentence.span.of(document.raw))
        for span in spans
        for sentence in document.sentences
        if sentence.span.overlaps(span)
    }
    return [found[index] for index in sorted(found)]


def loads(text: str, name: str) -> Baseline:
    """Returns the baseline in a file's text; InputError, with the line, for what is none."""
    entries: dict[str, Entry] = {}
    for number, line in enumerate(text.split("\n"), start=1):
        if not line.strip():
            continue
        place = f"{name}, line {number}"
        try:
            record = json.loads(line)
        except (ValueError, RecursionError) as error:
            raise InputError(f"{place}: it is not JSON ({error}): mend the baseline or take the line out") from None
        if not isinstance(record, dict) or not all(isinstance(value, str) for value in record.values()):
            raise InputError(f"{place}: an object of texts was expected in a baseline")
        if "schema" in record:
            if record["schema"] != SCHEMA:
                raise InputError(f"{place}: a baseline of the kind {SCHEMA} was expected, not {record['schema']!r}")
            continue
        entry = _entry(record, place)
        if entry.fingerprint in entries:
            raise InputError(f"{place}: the finding {entry.fingerprint} stands in the baseline twice: keep one")
        entries[entry.fingerprint] = entry
    return Baseline(entries)


def _entry(record: dict[str, str], place: str) -> Entry:
    names = [field.name for field in fields(Entry)]
    for name in record:
        if name not in names:
            near = get_close_matches(name, names, n=1)
            raise InputError(f"{place}: there is no field {name!r}{f', did you mean {near[0]!r}?' if near else ''}")
    for name in names:
        if name != "expires" and not record.get(name, "").strip():
            raise InputError(f"{place}: the entry has no {name}: every accepted finding needs one")
    for name in ("date", "expires"):
        if record.get(name):
            parse_date(record[name], f"{place}: {name}")
    return Entry(**record)


def parse_date(text: str, what: str) -> datetime.date:
    """Returns the day of an ISO date; InputError otherwise."""
    try:
        return datetime.date.fromisoformat(text)
    except ValueError:
        raise InputError(f"{what}: {text!r} is no date: write it as 2027-12-31") from None
