"""What the product does, as functions: two files, two texts or two documents become a Report."""

from __future__ import annotations

import os
import re
from collections.abc import Sequence
from pathlib import PurePath

from align.aligner import align_with_evidence
from align.anchors import Evidence
from align.bead import Alignment, Bead
from align.extra import SentenceEvidence, WordLinker
from checks.context import SideName
from checks.finding import Finding, Severity
from checks.registry import select as select_rules
from checks.registry import unknown
from checks.rules import not_the_same_event, too_little_text
from checks.runner import run
from muqabala import __version__
from reports.report import Report
from reports.signature import signature
from text.document import Document
from text.errors import CannotCheck, InputError
from text.ingest import LIMIT_BYTES, read_file
from text.languages import parse_tag
from text.mentions import mentions
from text.reader import read_text

# These come first and alone: where one of them speaks, no other rule can be believed.
_DOCUMENT_RULES = (too_little_text.RULE, not_the_same_event.RULE)
_SAME_TEXT = "the two files hold the same text"
# The log-odds given to a sentence that faces itself; anything finite would do.
_CERTAIN = 20.0
# The aligner looks at every pair of sentences; so many take half a minute and a gigabyte, and no report has them.
_MOST_PAIRS = 2_250_000


def check(
    left: str | os.PathLike[str],
    right: str | os.PathLike[str],
    *,
    left_lang: str | None = None,
    right_lang: str | None = None,
    original: SideName | None = None,
    select: Sequence[str] = (),
    ignore: Sequence[str] = (),
    limit_bytes: int = LIMIT_BYTES,
) -> Report:
    """Returns the report on two files, given by their paths; for texts in memory see `check_texts`.

    Languages are tags such as `fr` or `ar-EG`, recognised where not given. `original` names the side the other one was
    made from. `select` and `ignore` take codes, their beginnings or names. Raises MuqabalaError with a sentence for
    the user.
    """
    documents = [
        read_file(os.fspath(path), lang=parse_tag(lang) if lang else None, limit_bytes=limit_bytes)
        for path, lang in ((left, left_lang), (right, right_lang))
    ]
    return check_documents(*documents, original=original, select=select, ignore=ignore)


def check_texts(
    left: str,
    right: str,
    *,
    left_lang: str | None = None,
    right_lang: str | None = None,
    original: SideName | None = None,
    select: Sequence[str] = (),
    ignore: Sequence[str] = (),
) -> Report:
    """Returns the report on two texts; everything else is as in `check`."""
    documents = [
        read_text(raw, lang=parse_tag(lang) if lang else None, name=name)
        for raw, lang, name in ((left, left_lang, "left"), (right, right_lang, "right"))
    ]
    return check_documents(*documents, original=original, select=select, ignore=ignore)


def check_documents(
    left: Document,
    right: Document,
    *,
    original: SideName | None = None,
    select: Sequence[str] = (),
    ignore: Sequence[str] = (),
    report_id: str | None = None,
) -> Report:
    """Returns the report on two documents that have been read."""
    require_known_rules([*select, *ignore])
    rules = select_rules(select, ignore)
    settings = {"original": original or "", "select": ",".join(sorted(select)), "ignore": ",".join(sorted(ignore))}
    mark = signature(__version__, (left.lang, right.lang), (rule.code for rule in rules), settings)
    name = report_id if report_id is not None else pair_name(left, right)
    if left.raw == right.raw and left.lang == right.lang:
        return Report(name, mark, _identical(left, right), (), mentions(left), mentions(right), note=_SAME_TEXT)
    alignment, evidence = align_checked(left, right)
    findings = _document_findings(alignment, evidence, original) or run(alignment, evidence, rules, original)
    return Report(name, mark, alignment, findings, mentions(left), mentions(right))


def require_known_rules(prefixes: Sequence[str]) -> None:
    """Raises InputError for a code, beginning of a code or name that no rule has."""
    for prefix in unknown(prefixes):
        if not any(rule.code.startswith(prefix.upper()) or rule.name == prefix for rule in _DOCUMENT_RULES):
            raise InputError(f"there is no rule {prefix!r}: see muqabala rules for their codes and names")


def align_checked(
    left: Document, right: Document, extra: SentenceEvidence | None = None, linker: WordLinker | None = None
) -> tuple[Alignment, Evidence]:
    """Returns the alignment with its evidence; CannotCheck where the texts are far longer than any report."""
    pairs = len(left.sentences) * len(right.sentences)
    if pairs > _MOST_PAIRS:
        raise CannotCheck(
            f"{left.meta.path}, {right.meta.path}: {len(left.sentences):,} and {len(right.sentences):,} sentences are "
            f"too many to align at once: split them into reports"
        )
    return align_with_evidence(left, right, extra, linker)


def _document_findings(alignment: Alignment, evidence: Evidence, original: SideName | None) -> tuple[Finding, ...]:
    for rule in _DOCUMENT_RULES:
        found = run(alignment, evidence, (rule,), original)
        if found:
            return found
    return ()


def _identical(left: Document, right: Document) -> Alignment:
    beads = tuple(Bead((index,), (index,), _CERTAIN) for index in range(len(left.sentences)))
    return Alignment(left, right, beads, (), "translation", 1.0)


def refusal(report: Report) -> str | None:
    """Returns the sentence that says why the pair could not be checked, None where it was."""
    for finding in report.findings:
        if finding.code.startswith("DOC") and finding.severity.at_least(Severity.MAJOR):
            return finding.message
    return None


def pair_name(left: Document, right: Document) -> str:
    """Returns a name for the pair that is fit for a file: the two file names without folder and ending."""
    stems = [PurePath(document.meta.path).name for document in (left, right)]
    return "--".join(re.sub(r"[^\w.-]+", "-", re.sub(r"\.\w{1,8}$", "", stem)).strip("-") or "text" for stem in stems)
