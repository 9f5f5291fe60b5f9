"""Compares several versions of one event pair by pair and puts the results together.

A version that cannot be compared with any other is refused by name, unless a passage of it firmly belongs with theirs:
then it is kept as related, shown but never counted.
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from itertools import combinations

from align.anchors import collect
from align.bead import Alignment
from align.version_edges import Compared, compare
from checks.matrix import matrix
from checks.points import PairFindings
from muqabala.api import check_documents, refusal
from reports.matrix import Collation
from reports.report import Report
from text.document import Document, Lang
from text.errors import CannotCheck, InputError
from text.own_words import NONE, OwnWords

MOST_VERSIONS = 12
# What the rule on short texts says; a short text is refused by every other one.
_TOO_LITTLE = "too little text"
# A bead of this score (see `align.bead.Bead`) ties a version to another that is otherwise a different text.
_FIRM = 4.0


def collate(
    documents: Sequence[Document],
    *,
    select: Sequence[str] = (),
    ignore: Sequence[str] = (),
    own: OwnWords = NONE,
) -> Collation:
    """Returns the comparison of two or more versions.

    Raises InputError for too few or too many, CannotCheck naming a version that belongs with none of the others.
    """
    if not 2 <= len(documents) <= MOST_VERSIONS:
        raise InputError(f"{len(documents)} versions were given: 2 to {MOST_VERSIONS} can be compared at once")
    reports: list[Report] = []
    found: list[PairFindings] = []
    refused: dict[tuple[int, int], str] = {}
    for first, second in combinations(range(len(documents)), 2):
        report = check_documents(documents[first], documents[second], select=select, ignore=ignore, own=own)
        why = refusal(report)
        if why is not None:
            refused[first, second] = why
        reports.append(report)
        found.append(PairFindings(_compared(first, second, report.alignment, own), () if why else report.findings))
    related = _related(documents, found, refused)
    return Collation(_signature(reports), matrix(documents, found, related), tuple(reports))


def _signature(reports: Sequence[Report]) -> str:
    """Returns the signature of all pairs together: where their parts differ (the lexicons do), a hash of them."""
    parts = zip(*(report.signature.split("|") for report in reports), strict=True)
    return "|".join(_united(sorted(set(part))) for part in parts)


def _united(values: Sequence[str]) -> str:
    if len(values) == 1:
        return values[0]
    return f"{values[0].split(':')[0]}:{hashlib.sha256('+'.join(values).encode()).hexdigest()[:12]}"


def require_used(own: OwnWords, langs: Sequence[Lang]) -> None:
    """Raises InputError for a file of the user's that has nothing to say on any two of the languages."""
    pairs = sorted({(first, second) for first, second in combinations(langs, 2)})
    files = [OwnWords(tables=(table,)) for table in own.tables]
    if own.glossary is not None:
        files.append(OwnWords(glossary=own.glossary))
    for file in files:
        faults = [fault for pair in pairs if (fault := _fault(file, pair)) is not None]
        if faults and len(faults) == len(pairs):
            raise faults[0]


def _fault(file: OwnWords, pair: tuple[Lang, Lang]) -> InputError | None:
    try:
        file.require(*pair)
    except InputError as fault:
        return fault
    return None


def _compared(first: int, second: int, alignment: Alignment, own: OwnWords) -> Compared:
    return compare(first, second, alignment, collect(alignment.left, alignment.right, own))


def _related(
    documents: Sequence[Document], found: Sequence[PairFindings], refused: dict[tuple[int, int], str]
) -> frozenset[int]:
    """Returns the versions that belong with the others only in part; CannotCheck where one does not belong at all."""
    numbers = range(len(documents))
    compared = {
        number: {n for n in numbers if n != number and tuple(sorted((n, number))) not in refused} for number in numbers
    }
    body = max((_reach(number, compared) for number in numbers), key=lambda group: (len(group), -min(group)))
    if len(body) < 2:
        why = next(iter(refused.values()))
        names = ", ".join(_name(document) for document in documents)
        raise CannotCheck(f"{names}: {why}")
    related = frozenset(number for number in numbers if number not in body)
    for number in sorted(related):
        if not any(_is_tied(one.pair, number, body) for one in found):
            others = ", ".join(_name(documents[other]) for other in sorted(body))
            if all(_TOO_LITTLE in why for pair, why in refused.items() if number in pair):
                raise CannotCheck(f"{_name(documents[number])} holds too little text to be compared: leave it out")
            raise CannotCheck(
                f"{_name(documents[number])} does not tell the same event as {others}: leave it out, or check that it "
                f"is the version you meant"
            )
    return related


def _reach(number: int, compared: dict[int, set[int]]) -> frozenset[int]:
    """Returns the versions that comparable pairs join to this one."""
    reached, waiting = {number}, [number]
    while waiting:
        new = compared[waiting.pop()] - reached
        reached |= new
        waiting.extend(sorted(new))
    return frozenset(reached)


def _is_tied(pair: Compared, number: int, body: frozenset[int]) -> bool:
    if number not in (pair.first, pair.second) or not {pair.first, pair.second} & body:
        return False
    return any(not bead.is_null and bead.score >= _FIRM for bead in pair.alignment.beads)


def _name(document: Document) -> str:
    return document.meta.path or document.id
