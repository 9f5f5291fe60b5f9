"""Runs the rules over one aligned pair: findings sorted, fingerprinted, each said once."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import replace

from align.anchors import Evidence
from align.bead import Alignment
from checks.context import Context, SideName
from checks.finding import Finding
from checks.principles import with_principle
from checks.registry import RULES
from checks.rule import Rule
from text.document import Span
from text.fold import fold

# Families from the most to the least specific: who said it says more about a name than that the name is another one.
_SPECIFIC = ("ATT", "OMI", "ADD", "UNI", "NUM", "DAT", "NAM", "NEG")
_WORDING = ("TRM",)
_LOST = ("OMI", "ADD")
# A quotation cut says more than that a clause is gone.
_CUT, _CLAUSES = "ATT005", ("OMI003", "ADD003")
# What these tell of a piece is told beside its loss unless they lie wholly inside it.
_OWN_MATTER = ("OMI", "ADD", "ATT", "TRM")


def run(
    alignment: Alignment,
    evidence: Evidence,
    rules: Sequence[Rule] = RULES,
    original: SideName | None = None,
) -> tuple[Finding, ...]:
    """Returns the findings of the rules, in text order, without those a graver one already tells."""
    context = Context(alignment, evidence, original)
    found = [finding for rule in rules for finding in rule.check(rule, context)]
    found = _without_repeats(_told_once(found))
    found = [with_principle(alignment, finding) for finding in found]
    found.sort(key=Finding.sort_key)
    return tuple(_fingerprinted(alignment, found))


def _told_once(found: list[Finding]) -> list[Finding]:
    """Keeps one of several findings on the very same words: the gravest, then the one that says most about them.

    Labels and the user's glossary speak of the wording, not of the fact: they stand beside it.
    """
    kept: dict[tuple[tuple[Span, ...], tuple[Span, ...]], Finding] = {}
    for finding in found:
        place = (finding.left, finding.right)
        known = kept.get(place)
        if finding.code.startswith(_WORDING):
            continue
        if known is None or _standing(finding) < _standing(known):
            kept[place] = finding
    return [
        finding
        for finding in found
        if finding.code.startswith(_WORDING)
        or not _spans(finding)
        or kept[finding.left, finding.right].code == finding.code
    ]


def _standing(finding: Finding) -> tuple[int, int, str]:
    family = finding.code[:3]
    return finding.severity.rank, _SPECIFIC.index(family) if family in _SPECIFIC else len(_SPECIFIC), finding.code


def _without_repeats(found: list[Finding]) -> list[Finding]:
    """Drops findings inside a sentence or piece that is reported as missing itself: its figures and names go along."""
    lost = [finding for finding in found if finding.code.startswith(_LOST)]
    cut = [finding for finding in found if finding.code == _CUT]
    return [
        finding
        for finding in found
        if not any(_goes_with(finding, other) for other in lost) and not any(_is_cut(finding, other) for other in cut)
    ]


def _is_cut(finding: Finding, cut: Finding) -> bool:
    """Tells whether a missing clause is the half of a quotation that is reported as cut."""
    spans = zip((finding.left, finding.right), (cut.left, cut.right), strict=True)
    return finding.code in _CLAUSES and any(
        one.overlaps(other) for own, theirs in spans for one in own for other in theirs
    )


def _goes_with(finding: Finding, lost: Finding) -> bool:
    """Tells whether a one-sided finding lies in a larger missing piece, or speaks mostly of what is missing there."""
    if finding is lost or len(_spans(finding)) != 1 or (lost.left and lost.right):
        return False
    own = finding.left or finding.right
    for missing in lost.left if finding.left else lost.right:
        if missing.holds(own[0]) and missing != own[0]:
            return True
        shared = min(missing.end, own[0].end) - max(missing.start, own[0].start)
        if not finding.code.startswith(_OWN_MATTER) and 2 * shared > len(own[0]):
            return True
    return False


def _spans(finding: Finding) -> tuple[Span, ...]:
    return finding.left + finding.right


def _fingerprinted(alignment: Alignment, found: list[Finding]) -> list[Finding]:
    """Fills in content fingerprints: code and folded texts, so that a finding survives edits elsewhere in the file."""
    seen: dict[str, int] = {}
    out = []
    for finding in found:
        parts = [finding.code]
        for document, spans in ((alignment.left, finding.left), (alignment.right, finding.right)):
            parts.append("|".join(fold(span.of(document.raw)) for span in spans))
        base = "\x1f".join(parts)
        number = seen[base] = seen.get(base, -1) + 1
        digest = hashlib.sha256(f"{base}\x1f{number}".encode("utf-8", "replace")).hexdigest()[:16]
        out.append(replace(finding, fingerprint=digest))
    return out
