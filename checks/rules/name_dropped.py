"""A name given in full in one version is left out at its place in the other, though it is named elsewhere there.

What it checks: people of aligned sentences, named in full or with a title; reported where the counterpart holds no
part of the name and no other sentence of the other text has the name to spare.

Why it matters: "the senator announced" is not "Senator Warren announced"; a reader may take another person for the
speaker.

Not flagged: short second mentions, names that have only moved to another sentence, doubtful alignments, names that
stand nowhere in the other version (name-missing tells these).
"""

from __future__ import annotations

from collections.abc import Iterator

from checks.context import Context, Side
from checks.finding import Finding, Severity
from checks.name_pairings import has_partner, is_spare, name_pairings
from checks.naming import NameRun
from checks.renames import swapped_names
from checks.rule import Rule


def _check(rule: Rule, context: Context) -> Iterator[Finding]:
    swaps = swapped_names(context)
    for pairing in name_pairings(context):
        for side, runs, taken in (
            (context.left, pairing.left, {swap.left.span for swap in swaps}),
            (context.right, pairing.right, {swap.right.span for swap in swaps}),
        ):
            for run in runs:
                if run.span in taken or run.partial or not _is_full(run) or not has_partner(side, run):
                    continue
                if not is_spare(context, side, pairing.bead, run, nearby=False):
                    yield _finding(rule, context, side, run)


def _finding(rule: Rule, context: Context, side: Side, run: NameRun) -> Finding:
    sentence = side.document.sentence_at(run.span.start)
    return rule.finding(
        Severity.MINOR,
        f'"{run.span.of(side.document.raw)}" is not named at this place of the other text',
        reason="the aligned sentence holds no part of the name; it stands elsewhere",
        confidence=0.6,
        left=(run.span,) if side.name == "left" else (),
        right=(run.span,) if side.name == "right" else (),
        expected_near=None if sentence is None else context.expected_near(side, sentence),
    )


def _is_full(run: NameRun) -> bool:
    """Tells whether the run names a person in a form that identifies: two words, or a surname with its title."""
    return run.sort == "person" and not run.is_demonym and (len(run.words) > 1 or run.titled)


RULE = Rule("NAM003", "name-dropped", "accuracy/mistranslation/entity", "0.1.0", __doc__ or "", _check)
