"""The ladder form of an alignment: one bead a line, `[0, 1]:[2]:0.31`, as other sentence aligners read and write it."""

from __future__ import annotations

import re
from collections.abc import Iterable

from align.bead import Bead

_BEAD = re.compile(r"\[([\d,\s]*)\]:\[([\d,\s]*)\](?::(-?[\d.]+(?:e-?\d+)?))?")


def write_ladder(beads: Iterable[Bead]) -> str:
    """Returns the beads, one a line."""
    return "".join(f"{list(bead.left)}:{list(bead.right)}:{bead.score:.4f}\n" for bead in beads)


def read_ladder(text: str) -> tuple[Bead, ...]:
    """Returns the beads of a ladder; ValueError for a line that is none. Blank lines and `#` comments are skipped."""
    beads = []
    for number, line in enumerate(text.splitlines(), start=1):
        if not line.strip() or line.startswith("#"):
            continue
        match = _BEAD.fullmatch(line.strip())
        if match is None:
            raise ValueError(f"line {number} is no bead such as [0, 1]:[2]:0.31")
        left, right = (tuple(int(piece) for piece in group.split(",") if piece.strip()) for group in match.group(1, 2))
        beads.append(Bead(left, right, float(match[3] or 0.0)))
    return tuple(beads)
