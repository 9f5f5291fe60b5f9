"""Builds small Reports for the tests of the reports: sentences are lines, beads and spans are given by hand."""

from __future__ import annotations

import hashlib

from align.bead import Alignment, Bead, Relation
from checks.finding import Finding, Severity
from reports.report import Report
from text.document import Document, Lang, Meta, Sentence, Span
from text.mention import Mention

MQM = {"OMI": "accuracy/omission", "NUM": "accuracy/mistranslation/number", "NAM": "accuracy/mistranslation/entity"}


def document(raw: str, lang: Lang = "fr", *, name: str = "a.txt", furniture: tuple[str, ...] = ()) -> Document:
    """Returns a Document whose sentences are the lines of `raw` that are not in `furniture`; an empty line ends a
    paragraph.
    """
    sentences: list[Sentence] = []
    skip: list[Span] = []
    paragraph = start = 0
    for line in raw.split("\n"):
        span = Span(start, start + len(line))
        start = span.end + 1
        if not line.strip():
            paragraph += 1
        elif line in furniture:
            skip.append(span)
        else:
            sentences.append(Sentence(len(sentences), span, paragraph))
    digest = hashlib.sha256(raw.encode("utf-8", "surrogatepass")).hexdigest()
    return Document(name, lang, raw, tuple(sentences), (), tuple(skip), Meta(path=name, sha256=digest))


def span_of(place: Document, text: str, occurrence: int = 0) -> Span:
    """Returns the span of the n-th occurrence of `text`."""
    start = -1
    for _ in range(occurrence + 1):
        start = place.raw.index(text, start + 1)
    return Span(start, start + len(text))


def finding(
    code: str,
    severity: Severity = Severity.MAJOR,
    *,
    name: str = "made-up",
    message: str = "something differs",
    reason: str = "the rule saw it",
    left: tuple[Span, ...] = (),
    right: tuple[Span, ...] = (),
    near: Span | None = None,
) -> Finding:
    """Returns a Finding with usual values for what a test does not care about."""
    mqm = MQM.get(code[:3], "accuracy/mistranslation")
    print_of = hashlib.sha256(f"{code}{message}".encode("utf-8", "replace")).hexdigest()[:16]
    return Finding(code, name, severity, mqm, 0.9, message, reason, left, right, near, print_of)


def report(
    left: Document,
    right: Document,
    findings: tuple[Finding, ...] = (),
    *,
    beads: tuple[Bead, ...] | None = None,
    relation: Relation = "translation",
    left_mentions: tuple[Mention, ...] = (),
    right_mentions: tuple[Mention, ...] = (),
    suppressed: int = 0,
    note: str = "",
) -> Report:
    """Returns a Report; without `beads` sentences are paired in order and the rest stands alone."""
    if beads is None:
        both = min(len(left.sentences), len(right.sentences))
        beads = (
            *(Bead((index,), (index,), 5.0) for index in range(both)),
            *(Bead((index,), (), 0.0) for index in range(both, len(left.sentences))),
            *(Bead((), (index,), 0.0) for index in range(both, len(right.sentences))),
        )
    alignment = Alignment(left, right, beads, (), relation, 0.93)
    return Report(
        "pair-1", "muqabala:test", alignment, findings, left_mentions, right_mentions, suppressed=suppressed, note=note
    )
