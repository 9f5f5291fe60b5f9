"""What one version calls likely or hearsay, the other states as a fact.

What it checks: words that hold a statement back (reportedly, probably, aurait, selon toute vraisemblance, ربما,
من المرجح, گویا, احتمالاً) in sentences that both versions tell, where the other version has no hedge, no modal word, no
verb of opinion and no source that could stand for it.

Why it matters: a claim becomes a fact.

Not flagged: may, might, could, seem, a conditional or a source for a hedge; hedges inside quotations and questions;
what the rules on modality and attribution report. "Is said to", "it seems", يقال إن are for information: translators
state them often.
"""

from __future__ import annotations

from collections.abc import Iterator

from checks.attribution import lost_attributions
from checks.context import Context
from checks.finding import Finding, Severity
from checks.hedges import LostHedge, lost_hedges
from checks.rule import Rule


def _check(rule: Rule, context: Context) -> Iterator[Finding]:
    told = [(lost.side.name, lost.attribution.sentence) for lost in lost_attributions(context)]
    for lost in lost_hedges(context):
        if (lost.side.name, lost.hedge.sentence) not in told:
            yield _finding(rule, lost)


def _finding(rule: Rule, lost: LostHedge) -> Finding:
    spans = (lost.hedge.span,)
    words = lost.hedge.span.of(lost.side.document.raw)
    return rule.finding(
        Severity.MAJOR if lost.hedge.kind == "hedge" else Severity.INFO,
        f'"{words}" holds the statement back in the {lost.side.name} text only',
        reason="the words beside it have counterparts, and nothing in the aligned sentences could stand for it",
        confidence=0.6,
        left=spans if lost.side.name == "left" else (),
        right=spans if lost.side.name == "right" else (),
        expected_near=lost.near,
    )


RULE = Rule("ATT003", "hedge-lost", "accuracy/mistranslation", "0.1.0", __doc__ or "", _check)
