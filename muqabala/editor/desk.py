"""The work behind the page: a draft becomes a report, what was decided is held back, the rest is open."""

from __future__ import annotations

import threading
from collections import OrderedDict
from dataclasses import dataclass, replace
from functools import lru_cache
from importlib.resources import files

from checks.baseline import content_fingerprint
from checks.context import SideName
from muqabala.api import check_documents
from muqabala.baseline_file import today
from muqabala.editor.draft import SIDES, Draft, Version
from muqabala.editor.store import Decision, DecisionKind, Store
from reports.report import Report
from reports.verdict import verdict
from text.document import Document
from text.errors import InputError, LanguageProblem, MuqabalaError
from text.glossary import Glossary
from text.glossary_file import parse_glossary
from text.languages import NAMES, SUPPORTED, identify
from text.own_words import NONE, OwnWords
from text.reader import read_text

_KEPT_REPORTS = 8
_LONGEST_REASON = 1_000


@dataclass(frozen=True, slots=True)
class Outcome:
    """Is what a check came to: the report on what is open, and what was decided.

    `contents` are the fingerprints of the open findings, in their order, '' for one that nobody can decide on (DOC).
    """

    report: Report
    contents: tuple[str, ...]
    decided: tuple[Decision, ...]


class Desk:
    """Checks drafts, one at a time, and keeps what came of them."""

    def __init__(self, store: Store, author: str) -> None:
        self.store = store
        self.author = author
        self._lock = threading.Lock()
        self._reports: OrderedDict[Draft, Report] = OrderedDict()

    def check(self, draft: Draft, number: int | None = None) -> tuple[int, Outcome]:
        """Checks a draft and keeps it under the number, else a new one; MuqabalaError where it cannot be read."""
        outcome = self.outcome(draft)
        return self._keep(draft, outcome, number), outcome

    def outcome(self, draft: Draft) -> Outcome:
        """Returns what a draft comes to with the decisions of today."""
        report = self._report(draft)
        known = self.store.decisions()
        contents = [_content(report, index) for index in range(len(report.findings))]
        still = [index for index, content in enumerate(contents) if content not in known]
        left = replace(
            report,
            findings=tuple(report.findings[index] for index in still),
            suppressed=len(contents) - len(still),
        )
        decided = tuple(known[content] for content in contents if content in known)
        return Outcome(left, tuple(contents[index] for index in still), decided)

    def decide(self, number: int, fingerprint: str, kind: DecisionKind, reason: str) -> Outcome:
        """Keeps a decision on an open finding of a check; InputError where there is no reason or no such finding."""
        draft = self.draft(number)
        reason = " ".join(reason.split())
        if not reason:
            raise InputError("a decision needs a reason: say why, for whoever reads the baseline later")
        if len(reason) > _LONGEST_REASON:
            raise InputError(f"the reason is too long: say it in {_LONGEST_REASON:,} characters")
        outcome = self.outcome(draft)
        if not fingerprint or fingerprint not in outcome.contents:
            raise InputError("this finding is no longer there: the texts were changed, or it was decided already")
        finding = outcome.report.findings[outcome.contents.index(fingerprint)]
        pair = f"check {number}{f', {outcome.report.id}' if draft.left.name or draft.right.name else ''}"
        day = today().isoformat()
        self.store.decide(Decision(fingerprint, kind, finding.code, finding.message, pair, reason, self.author, day))
        return self._checked_again(number, draft)

    def undo(self, number: int, fingerprint: str) -> Outcome:
        """Takes a decision back and returns what the check comes to without it."""
        draft = self.draft(number)
        self.store.undo(fingerprint)
        return self._checked_again(number, draft)

    def draft(self, number: int) -> Draft:
        """Returns what was checked under a number; InputError where there is nothing."""
        found = self.store.draft(number)
        if found is None:
            raise InputError(f"there is no check {number}: it was deleted, or never made")
        return found

    def forget(self) -> None:
        """Forgets all checks and decisions, here and in the history."""
        with self._lock:
            self._reports.clear()
        self.store.forget()

    def warm_up(self) -> None:
        """Checks two sentences in every two languages, so that the first check need not wait for the lexica."""
        lines = files("muqabala.editor").joinpath("samples.tsv").read_text(encoding="utf-8").splitlines()
        texts = dict(line.split("\t") for line in lines)
        for left in SUPPORTED:
            for right in SUPPORTED:
                if left != right:
                    draft = Draft(Version(texts[left], left), Version(texts[right], right))
                    with self._lock:
                        _made(draft)

    def _checked_again(self, number: int, draft: Draft) -> Outcome:
        outcome = self.outcome(draft)
        self._keep(draft, outcome, number)
        return outcome

    def _keep(self, draft: Draft, outcome: Outcome, number: int | None) -> int:
        alignment = outcome.report.alignment
        langs = f"{NAMES[alignment.left.lang]} and {NAMES[alignment.right.lang]}"
        return self.store.save(draft, f"{langs}: {verdict(outcome.report)}", number)

    def _report(self, draft: Draft) -> Report:
        # One at a time: two would only halve each other's speed, and the second may be the first once more.
        with self._lock:
            report = self._reports.pop(draft, None) or _made(draft)
            self._reports[draft] = report
            while len(self._reports) > _KEPT_REPORTS:
                self._reports.popitem(last=False)
            return report


def _made(draft: Draft) -> Report:
    left, right = (_read(draft.side(side), side) for side in SIDES)
    own = OwnWords((), _glossary(draft.glossary)) if draft.glossary.strip() else NONE
    own.require(left.lang, right.lang)
    return check_documents(left, right, original=draft.original, own=own)


def _read(version: Version, side: SideName) -> Document:
    name = version.name or side
    if version.lang is None and any(char.isalnum() for char in version.text) and identify(version.text) is None:
        known = ", ".join(NAMES[lang] for lang in SUPPORTED)
        raise LanguageProblem(
            f"{name}: its language could not be recognised as one of {known}: choose it above the text"
        )
    return read_text(version.text, lang=version.lang, name=name)


@lru_cache(maxsize=4)
def _glossary(typed: str) -> Glossary:
    """Returns the glossary in the field, where `=` may stand for the tab that no browser lets one type."""
    lines = [line if "\t" in line or line.startswith("#") else _tabbed(line) for line in typed.split("\n")]
    try:
        return parse_glossary("glossary", "\n".join(lines).encode())
    except MuqabalaError as error:
        raise InputError(f"{error} (= may stand for the tab)") from None


def _tabbed(line: str) -> str:
    return "\t".join(cell.strip() for cell in line.split("="))


def _content(report: Report, index: int) -> str:
    finding = report.findings[index]
    return "" if finding.code.startswith("DOC") else content_fingerprint(finding, report.alignment)
