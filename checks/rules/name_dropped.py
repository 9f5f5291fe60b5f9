"""A name given in full in one version is left out at its place in the other, though it is named elsewhere there.

What it checks: people of the name tables in aligned sentences; reported where neither the counterpart nor the sentences beside it hold any part of the name.

Why it matters: "the senator announced" is not "Senator Warren announced"; a reader may take another person for the speaker.

Not flagged: short second mentions, names that the next or the previous sentence gives, doubtful alignments, names that
stand nowhere in the other version (name-missing tells these).
"""

from __future__ import annotations

from collections.abc import Iterator

from checks.context import Context
from checks.finding import Finding, Severity
from checks.name_pairings import has_partner, is_spare, name_pairings
from checks.naming import NameRun
from checks.renames import swapped_names
from checks.rule import Rule


def _check(rule: Rule, context: Context) -> Iterator[Finding]:
    taken = {swap.left.span for swap in swapped_names(context)}, {swap.right.span for swap in swapped_names(context)}
    for pairing in name_pairings(context):
        for side, runs, gone in (
            (context.left, pairing.left, taken[0]),
            (context.right, pairing.right, taken[1]),
        ):
            for run in runs:
                if (
                    run.span in gone
                    or run.partial
                    or not _is_full(run)
                    or not has_partner(side, run)
                ):
                    continue
                if is_spare(context, side, pairing.bead, run, nearby=False):
                    continue
                sentence = side.document.sentence_at(run.span.start)
                spans = (run.span,)
                yield rule.finding(
                    Severity.MINOR,
                    f'"{run.span.of(side.document.raw)}" is not named at this place of the other text',
                    reason="neither the aligned sentence nor its neighbours hold any part of the name; it stands elsewhere",
                    confidence=0.6,
                    left=spans if side.name == "left" else (),
                    right=spans if side.name == "right" else (),
                    expected_near=None if sentence is None else context.expected_near(side, sentence),
                )


def _is_full(run: NameRun) -> bool:
    """Tells whether the run names a person in a form that identifies: two words, or a surname with its title."""
    return run.sort == "person" and not run.is_demonym and (len(run.words) > 1 or run.titled)


RULE = Rule("NAM003", "name-dropped", "accuracy/mistranslation/entity", "0.1.0", __doc__ or "", _check)
