"""A name given in full in one version is left out at its place in the other, though it is named elsewhere there.

What it checks: people of the name tables in aligned sentences; reported where neither the counterpart nor the sentences beside it hold any part of the name.

Why it matters: "the senator announced" is not "Senator Warren announced"; a reader may take another person for the speaker.

Not flagged: short second mentions, names that the next or the previous sentence gives, doubtful alignments, names that
stand nowhere in the other version (name-missing tells these).
"""

from __future__ import annotations

from collections.abc import Iterator

from align.bead import Bead
from checks.context import Context, Side
from checks.finding import Finding, Severity
from checks.naming import NameRun, is_person, name_pairings, stands_anywhere
from checks.renames import swapped_names
from checks.rule import Rule

_LEAST_BEAD = 3.0


def _check(rule: Rule, context: Context) -> Iterator[Finding]:
    taken = {swap.left.span for swap in swapped_names(context)}, {swap.right.span for swap in swapped_names(context)}
    for pairing in name_pairings(context):
        if pairing.bead.score < _LEAST_BEAD:
            continue
        for side, runs, gone in (
            (context.left, pairing.left, taken[0]),
            (context.right, pairing.right, taken[1]),
        ):
            for run in runs:
                if (
                    run.span in gone
                    or run.partial
                    or not _is_full(side, run)
                    or not stands_anywhere(context, side, run)
                ):
                    continue
                if _is_near(context, side, pairing.bead, run):
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


def _is_full(side: Side, run: NameRun) -> bool:
    """Tells whether the run names a person in a form that identifies: two words, or a known Latin surname."""
    return is_person(side, run) and (len(run.words) > 1 or (run.is_known and run.words[0].token.is_latin))


def _is_near(context: Context, side: Side, bead: Bead, run: NameRun) -> bool:
    """Tells whether the counterpart or a sentence beside it holds part of the name."""
    partners = bead.right if side.name == "left" else bead.left
    near = set(range(min(partners) - 1, max(partners) + 2))
    return any(side.search.sentences_with(word) & near for word in run.words)


RULE = Rule("NAM003", "name-dropped", "accuracy/mistranslation/entity", "0.1.0", __doc__ or "", _check)
