"""Names the international principle that a missing piece carries, for its message."""

from __future__ import annotations

from dataclasses import replace

from align.bead import Alignment
from checks.finding import Finding
from text.document import Document, Span
from text.principles import Principle, principles, principles_in

_FAMILIES = ("OMI", "ADD")
_MOST = 2  # principles that a message names


def lost_principles(own: Document, span: Span, other: Document) -> tuple[Principle, ...]:
    """Returns the principles that the piece names and the other version names nowhere, in the order of the text."""
    told = {named.principle for named in principles(other)}
    return tuple(principle for principle in principles_in(own, span) if principle not in told)


def with_principle(alignment: Alignment, finding: Finding) -> Finding:
    """Returns the finding with its message naming the principle that goes with the missing piece, if there is one."""
    if finding.code[:3] not in _FAMILIES or len(finding.left) + len(finding.right) != 1:
        return finding
    own, other = (alignment.left, alignment.right) if finding.left else (alignment.right, alignment.left)
    lost = lost_principles(own, (finding.left or finding.right)[0], other)
    if not lost:
        return finding
    named = " and ".join(principle.title for principle in lost[:_MOST])
    return replace(finding, message=f"{finding.message}, with it {named}")
