"""Aligns two documents at the levels of sentences and words."""

from __future__ import annotations

from align.anchors import Evidence, collect
from align.bead import Alignment
from align.extra import SentenceEvidence, WordLinker
from align.sentences import align_sentences
from align.trust import judge
from align.words import align_words
from text.document import Document
from text.own_words import NONE, OwnWords


def align(left: Document, right: Document) -> Alignment:
    """Returns the alignment of the two documents."""
    return align_with_evidence(left, right)[0]


def align_with_evidence(
    left: Document,
    right: Document,
    extra: SentenceEvidence | None = None,
    linker: WordLinker | None = None,
    own: OwnWords = NONE,
) -> tuple[Alignment, Evidence]:
    """Returns the alignment and the evidence it rests on, which the checks search again.

    `extra` judges sentences beside the embedded evidence, `linker` links words in place of the embedded one;
    `own` is what the user adds to the lexicon.
    """
    evidence = collect(left, right, own)
    beads = align_sentences(left, right, evidence, extra)
    relation, trust = judge(left, right, beads)
    if linker is not None:
        return Alignment(left, right, beads, linker.link(evidence, beads, left, right), relation, trust), evidence
    words = align_words(evidence, beads, left, right)
    found = Alignment(left, right, beads, words.links, relation, trust, words.null_left, words.null_right)
    return found, evidence
