"""How far an alignment may be believed, and what relation the two texts have."""

from __future__ import annotations

from collections.abc import Sequence
from math import exp

from align.bead import Bead, Relation
from text.document import Document

# Bead scores are log-odds; below this a bead says little more than that the texts share a topic.
_SOUND = 1.0


def judge(left: Document, right: Document, beads: Sequence[Bead]) -> tuple[Relation, float]:
    """Returns the relation of the two texts and the trust in the alignment, 0 to 1.

    Trust is the share of the shorter text's characters that lie in sound beads, weighed by how sound these are. No
    absolute score separates "same event" from "same topic" for certain; low trust means: look before believing.
    """
    sound = [0.0, 0.0]
    total = [sum(len(sentence.span) for sentence in document.sentences) or 1 for document in (left, right)]
    moved = 0
    for bead in beads:
        if bead.is_null or bead.score <= 0.0:
            continue
        belief = 1.0 / (1.0 + exp(-(bead.score - _SOUND)))
        moved += bead.moved
        for side, (document, indices) in enumerate(((left, bead.left), (right, bead.right))):
            sound[side] += belief * sum(len(document.sentences[index].span) for index in indices)
    shares = (sound[0] / total[0], sound[1] / total[1])
    trust = max(shares)
    other = min(shares)
    relation: Relation
    if trust < 0.25:
        relation = "unrelated"
    elif trust < 0.5:
        relation = "related"
    elif other < 0.8 or moved:
        relation = "adaptation"
    else:
        relation = "translation"
    return relation, round(trust, 3)
