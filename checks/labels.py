"""Labels compared: one referent, two designations of different usage in aligned sentences."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from align.bead import Bead
from checks.context import Context, Side
from checks.links import LinkIndex
from text.document import Span
from text.labels import Label, labels

_LEAST_BEAD = 0.0


@dataclass(frozen=True, slots=True)
class Relabel:
    """Is a pair of labels of one referent with different usage."""

    left: Label
    right: Label


@lru_cache(maxsize=8)
def relabels(context: Context) -> tuple[Relabel, ...]:
    """Returns the referents that the two texts name with different usage, one finding a place, in text order."""
    out: list[Relabel] = []
    for bead in context.beads():
        if bead.score >= _LEAST_BEAD:
            out.extend(_in_bead(context, bead))
    return tuple(out)


def _in_bead(context: Context, bead: Bead) -> list[Relabel]:
    left, right = _by_referent(context.left, bead.left), _by_referent(context.right, bead.right)
    back, forth = LinkIndex(context, context.left), LinkIndex(context, context.right)
    out: list[Relabel] = []
    for referent in sorted(left.keys() & right.keys()):
        shared = {one.usage for one in left[referent]} & {other.usage for other in right[referent]}
        mine = [one for one in left[referent] if one.usage not in shared]
        theirs = [other for other in right[referent] if other.usage not in shared]
        for one, other in zip(mine, theirs, strict=False):
            if _linked_elsewhere(back, one.span, other.span) or _linked_elsewhere(forth, other.span, one.span):
                continue
            if not any(one.span.overlaps(r.left.span) or other.span.overlaps(r.right.span) for r in out):
                out.append(Relabel(one, other))
    return sorted(out, key=lambda relabel: relabel.left.span)


def _by_referent(side: Side, indices: Sequence[int]) -> dict[str, list[Label]]:
    wanted = set(indices)
    out: dict[str, list[Label]] = defaultdict(list)
    for label in labels(side.document):
        if label.sentence in wanted:
            out[label.referent].append(label)
    return out


def _linked_elsewhere(links: LinkIndex, own: Span, other: Span) -> bool:
    """Tells whether the label is linked, and to other words than the label that faces it."""
    partners = links.partners(own)
    return bool(partners) and not any(partner.overlaps(other) for partner in partners)
