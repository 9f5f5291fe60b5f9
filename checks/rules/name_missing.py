"""A person, place or organisation is named in one version and nowhere in the other.

What it checks: each name of an aligned sentence is sought in the whole other version: by its entry in the name tables
(every alias, acronym, demonym), by its spelling, and by its sound in the other script.

Why it matters: who and where are facts; a dropped minister is news.

Not flagged: another spelling, a surname for the full name, an acronym for the name, a demonym for the country, a name in
furniture or in the agency's own credit line.
"""

from __future__ import annotations

from collections.abc import Iterator

from checks.context import Context, Side
from checks.finding import Finding, Severity
from checks.name_pairings import name_pairings
from checks.naming import NameRun, stands_anywhere
from checks.renames import swapped_names
from checks.rule import Rule
from text.document import Span
from text.fold import fold

_CLOCK = frozenset("توقيت بتوقيت بالتوقيت التوقيت وقت heure".split())


def _check(rule: Rule, context: Context) -> Iterator[Finding]:
    swapped = {swap.left.span for swap in swapped_names(context)}
    swapped_right = {swap.right.span for swap in swapped_names(context)}
    for side, taken in ((context.left, swapped), (context.right, swapped_right)):
        said: set[frozenset[str]] = set()
        for pairing in name_pairings(context):
            for run in pairing.left if side.name == "left" else pairing.right:
                key = run.features or frozenset({run.span.of(side.document.raw)})
                if run.partial or run.span in taken or key in said or _is_clock(side, run) or stands_anywhere(context, side, run):
                    continue
                said.add(key)
                spans: tuple[Span, ...] = (run.span,)
                sentence = side.document.sentence_at(run.span.start)
                yield rule.finding(
                    _severity(run),
                    f'"{run.span.of(side.document.raw)}" is named only in the {side.name} text',
                    reason="sought in the whole other text by alias, spelling and sound",
                    confidence=0.7 if run.is_known else 0.5,
                    left=spans if side.name == "left" else (),
                    right=spans if side.name == "right" else (),
                    expected_near=None if sentence is None else context.expected_near(side, sentence),
                )


def _is_clock(side: Side, run: NameRun) -> bool:
    """Tells whether the name says by whose clock ("British time", بتوقيت غرينتش, به وقت تهران): the hour counts, not the place."""
    before = fold(side.document.raw[max(0, run.span.start - 24) : run.span.start]).split()
    after = fold(side.document.raw[run.span.end : run.span.end + 8]).split()
    return bool(_CLOCK.intersection(before[-3:])) or bool(after) and after[0] == "time"


def _severity(run: NameRun) -> Severity:
    """Returns major for a name of the tables and for a person's full name, info for the rest."""
    # Demonyms come and go with wording: "les autorités iraniennes", "Téhéran".
    if run.is_demonym:
        return Severity.INFO
    if run.is_known:
        # A lone Arabic word may be a common word that some person is called by; Latin names have capitals to show for it.
        lone = len(run.words) == 1 and run.kinds <= {"person", "body"} and not run.words[0].token.is_latin
        return Severity.INFO if lone and not run.titled else Severity.MAJOR
    if run.sort == "person":
        # A lone unknown word has only its place to show for it: "militant LGBT", "Champions League".
        return Severity.MAJOR if len(run.words) > 1 else Severity.INFO
    return Severity.INFO


RULE = Rule("NAM001", "name-missing", "accuracy/mistranslation/entity", "0.1.0", __doc__ or "", _check)
