"""Counts what was compared on both sides: a verdict without findings is worth what was looked at."""

from __future__ import annotations

from align.bead import Alignment
from reports.report import Report
from text.mention import Mention, MentionKind

_KINDS: tuple[tuple[str, frozenset[MentionKind]], ...] = (
    (
        "figures read",
        frozenset(
            {MentionKind.NUMBER, MentionKind.ORDINAL, MentionKind.PERCENT, MentionKind.MONEY, MentionKind.UNIT},
        ),
    ),
    ("dates and times read", frozenset({MentionKind.DATE, MentionKind.TIME})),
    ("names read", frozenset({MentionKind.NAME})),
    ("negations read", frozenset({MentionKind.NEGATION})),
)


def compared(report: Report) -> tuple[tuple[str, str, str], ...]:
    """Returns rows of what, how much on the left, how much on the right; what neither side has is left out."""
    rows = [("sentences with a counterpart", *_matched(report.alignment))]
    for name, kinds in _KINDS:
        counts = [_count(mentions, kinds) for mentions in (report.left_mentions, report.right_mentions)]
        if any(counts):
            rows.append((name, str(counts[0]), str(counts[1])))
    return tuple(rows)


def _matched(alignment: Alignment) -> tuple[str, str]:
    paired = [bead for bead in alignment.beads if not bead.is_null]
    left, right = sum(len(bead.left) for bead in paired), sum(len(bead.right) for bead in paired)
    return f"{left} of {len(alignment.left.sentences)}", f"{right} of {len(alignment.right.sentences)}"


def _count(mentions: tuple[Mention, ...], kinds: frozenset[MentionKind]) -> int:
    return sum(mention.kind in kinds for mention in mentions)
