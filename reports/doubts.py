"""Says why a finding might be wrong: what its rule is known to misjudge, and what is weak about this very case."""

from __future__ import annotations

from functools import lru_cache
from importlib.resources import files

from align.bead import Alignment
from checks.finding import Finding
from text.document import Document, Span

# Below this the aligner itself is in doubt; see `Bead.score` for what was measured.
_WEAK_SCORE = 2.0
_LOW_TRUST = 0.6
_LOW_CONFIDENCE = 0.7


def doubts(finding: Finding, alignment: Alignment) -> tuple[str, ...]:
    """Returns sentences, the general one of the rule first; empty for a code that nobody has written about."""
    out = [text for text in (known_doubts().get(finding.code, ""),) if text]
    left, right = _sentences(alignment.left, finding.left), _sentences(alignment.right, finding.right)
    touched = [bead for bead in alignment.beads if left & {*bead.left} or right & {*bead.right}]
    if any(not bead.is_null and bead.score < _WEAK_SCORE for bead in touched):
        out.append("It is not sure that the sentences compared here belong together.")
    if any(bead.moved for bead in touched):
        out.append("The passage stands elsewhere in the other version, so its surroundings differ.")
    if alignment.trust < _LOW_TRUST:
        out.append(f"The two texts go together loosely (trust {alignment.trust:.2f} of 1.00).")
    if finding.confidence < _LOW_CONFIDENCE:
        out.append(f"The rule is not sure of this case ({finding.confidence:.0%}).")
    return tuple(out)


@lru_cache(maxsize=1)
def known_doubts() -> dict[str, str]:
    """Returns what each rule is known to misjudge, by code."""
    lines = files("reports").joinpath("doubts.tsv").read_text(encoding="utf-8").splitlines()
    rows = [line.partition("\t") for line in lines if line and not line.startswith("#")]
    return {code: sentence for code, _, sentence in rows}


def _sentences(document: Document, spans: tuple[Span, ...]) -> set[int]:
    """Returns the sentences that the spans touch."""
    return {sentence.index for sentence in document.sentences for span in spans if sentence.span.overlaps(span)}
