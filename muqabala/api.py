"""What the product does, as functions: two files, two texts or two documents become a Report."""

from __future__ import annotations

import os
import re
from collections.abc import Sequence
from pathlib import PurePath
from typing import Literal

from align.aligner import align_with_evidence
from align.anchors import Evidence, collect
from align.bead import Alignment, Bead
from align.extra import SentenceEvidence, WordLinker
from align.sentences import align_sentences
from align.trust import judge
from align.words import align_words
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
from text.own_words import NONE, OwnFiles, OwnWords, load_own
from text.reader import read_text

# These come first and alone: where one of them speaks, no other rule can be believed.
_DOCUMENT_RULES = (too_little_text.RULE, not_the_same_event.RULE)
_SAME_TEXT = "the two files hold the same text"
# The log-odds given to a sentence that faces itself; anything finite would do.
_CERTAIN = 20.0
# What the two texts are: a whole report each, or one sentence each that a corpus says belong together.
RecordUnit = Literal["sentence", "document"]
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
    lexicons: Sequence[str | os.PathLike[str]] = (),
    glossary: str | os.PathLike[str] | None = None,
    limit_bytes: int = LIMIT_BYTES,
) -> Report:
    """Returns the report on two files, given by their paths; for texts in memory see `check_texts`.

    Languages are tags such as `fr` or `ar-EG`, recognised where not given. `original` names the side the other one was
    made from. `select` and `ignore` take codes, their beginnings or names. `lexicons` are tables that `muqabala learn`
    wrote, `glossary` is a table of terms. Raises MuqabalaError with a sentence for the user.
    """
    documents = [
        read_file(os.fspath(path), lang=parse_tag(lang) if lang else None, limit_bytes=limit_bytes)
        for path, lang in ((left, left_lang), (right, right_lang))
    ]
    own = _own_words(lexicons, glossary)
    own.require(*(document.lang for document in documents))
    return check_documents(*documents, original=original, select=select, ignore=ignore, own=own)


def check_texts(
    left: str,
    right: str,
    *,
    left_lang: str | None = None,
    right_lang: str | None = None,
    original: SideName | None = None,
    select: Sequence[str] = (),
    ignore: Sequence[str] = (),
    lexicons: Sequence[str | os.PathLike[str]] = (),
    glossary: str | os.PathLike[str] | None = None,
    unit: RecordUnit = "document",
) -> Report:
    """Returns the report on two texts; everything else is as in `check`.

    With `unit="sentence"` the texts are two sentences that belong together: the whole left one is compared with the
    whole right one, and low trust alone is no reason to refuse them.
    """
    documents = [
        read_text(raw, lang=parse_tag(lang) if lang else None, name=name, sentences_given=unit == "sentence")
        for raw, lang, name in ((left, left_lang, "left"), (right, right_lang, "right"))
    ]
    own = _own_words(lexicons, glossary)
    own.require(*(document.lang for document in documents))
    return check_documents(*documents, original=original, select=select, ignore=ignore, unit=unit, own=own)


def _own_words(lexicons: Sequence[str | os.PathLike[str]], glossary: str | os.PathLike[str] | None) -> OwnWords:
    return load_own(
        OwnFiles(tuple(os.fspath(path) for path in lexicons), None if glossary is None else os.fspath(glossary))
    )


def check_documents(
    left: Document,
    right: Document,
    *,
    original: SideName | None = None,
    select: Sequence[str] = (),
    ignore: Sequence[str] = (),
    report_id: str | None = None,
    unit: RecordUnit = "document",
    own: OwnWords = NONE,
) -> Report:
    """Returns the report on two documents that have been read; `unit` is as in `check_texts`.

    `own` is what the user adds to the lexicon; what it has for other languages is not used.
    """
    require_known_rules([*select, *ignore])
    rules = select_rules(select, ignore)
    settings = {"original": original or "", "select": ",".join(sorted(select)), "ignore": ",".join(sorted(ignore))}
    if unit != "document":
        settings["unit"] = unit
    langs = (left.lang, right.lang)
    mark = signature(__version__, langs, (rule.code for rule in rules), settings, own.signatures(*langs))
    name = report_id if report_id is not None else pair_name(left, right)
    if left.raw == right.raw and left.lang == right.lang:
        return Report(name, mark, _identical(left, right), (), mentions(left), mentions(right), note=_SAME_TEXT)
    if unit == "sentence":
        alignment, evidence = _align_whole(left, right, own)
        findings = run(alignment, evidence, rules, original)
        return Report(name, mark, alignment, findings, mentions(left), mentions(right))
    alignment, evidence = align_checked(left, right, own=own)
    findings = _document_findings(alignment, evidence, original) or run(alignment, evidence, rules, original)
    return Report(name, mark, alignment, findings, mentions(left), mentions(right))


def require_known_rules(prefixes: Sequence[str]) -> None:
    """Raises InputError for a code, beginning of a code or name that no rule has."""
    for prefix in unknown(prefixes):
        if not any(rule.code.startswith(prefix.upper()) or rule.name == prefix for rule in _DOCUMENT_RULES):
            raise InputError(f"there is no rule {prefix!r}: see muqabala rules for their codes and names")


def align_checked(
    left: Document,
    right: Document,
    extra: SentenceEvidence | None = None,
    linker: WordLinker | None = None,
    own: OwnWords = NONE,
) -> tuple[Alignment, Evidence]:
    """Returns the alignment with its evidence; CannotCheck where the texts are far longer than any report."""
    pairs = len(left.sentences) * len(right.sentences)
    if pairs > _MOST_PAIRS:
        raise CannotCheck(
            f"{left.meta.path}, {right.meta.path}: {len(left.sentences):,} and {len(right.sentences):,} sentences are "
            f"too many to align at once: split them into reports"
        )
    return align_with_evidence(left, right, extra, linker, own)


def _align_whole(left: Document, right: Document, own: OwnWords) -> tuple[Alignment, Evidence]:
    """Returns the alignment that a corpus of sentences states: all of the left with all of the right.

    The trust is what the aligner thinks of it; the bead is scored as certain, because the corpus says so.
    """
    evidence = collect(left, right, own)
    relation, trust = judge(left, right, align_sentences(left, right, evidence))
    given = Bead(tuple(range(len(left.sentences))), tuple(range(len(right.sentences))), _CERTAIN)
    words = align_words(evidence, (given,), left, right)
    found = Alignment(left, right, (given,), words.links, relation, trust, words.null_left, words.null_right)
    return found, evidence


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
