"""A person, place or organisation is named in one version and nowhere in the other.

What it checks: each name of an aligned sentence is sought in the whole other version: by its entry in the name tables
(every alias, acronym, demonym), by its spelling, and by its sound in the other script.

Why it matters: who and where are facts; a dropped minister is news.

Not flagged: another spelling, a surname for the full name, an acronym for the name, a demonym for the country, a name
in furniture or in the agency's own credit line, the place whose clock tells the time; told for information only:
demonyms, the city for its country, a single word that only its place shows to be a name.
"""

from __future__ import annotations

from collections.abc import Iterator

from align.anchors import Kind
from checks.context import Context, Side
from checks.finding import Finding, Severity
from checks.name_pairings import name_pairings
from checks.name_search import stands_anywhere
from checks.name_words import is_led_by_given_name
from checks.naming import NameRun
from checks.renames import swapped_names
from checks.rule import Rule
from text.fold import fold
from text.names.persons import is_name_word
from text.names.places import is_part_of

_CLOCK = frozenset("توقيت بتوقيت بالتوقيت التوقيت وقت heure".split())


def _check(rule: Rule, context: Context) -> Iterator[Finding]:
    swaps = swapped_names(context)
    for side, taken in (
        (context.left, {swap.left.span for swap in swaps}),
        (context.right, {swap.right.span for swap in swaps}),
    ):
        said: set[frozenset[str]] = set()
        for pairing in name_pairings(context):
            own, across = (pairing.left, pairing.right) if side.name == "left" else (pairing.right, pairing.left)
            for run in own:
                key = run.features or frozenset({run.span.of(side.document.raw)})
                if run.partial or run.span in taken or key in said or _is_clock(side, run):
                    continue
                if not stands_anywhere(context, side, run):
                    said.add(key)
                    wider = any(is_part_of(run.entries, other.entries) for other in across)
                    yield _finding(rule, context, side, run, Severity.INFO if wider else _severity(side, run))


def _finding(rule: Rule, context: Context, side: Side, run: NameRun, severity: Severity) -> Finding:
    sentence = side.document.sentence_at(run.span.start)
    return rule.finding(
        severity,
        f'"{run.span.of(side.document.raw)}" is named only in the {side.name} text',
        reason="sought in the whole other text by alias, spelling and sound",
        confidence=0.7 if run.is_known else 0.5,
        left=(run.span,) if side.name == "left" else (),
        right=(run.span,) if side.name == "right" else (),
        expected_near=None if sentence is None else context.expected_near(side, sentence),
    )


def _is_clock(side: Side, run: NameRun) -> bool:
    """Tells whether the name says by whose clock ("British time", بتوقيت غرينتش): the hour counts, not the place."""
    before = fold(side.document.raw[max(0, run.span.start - 24) : run.span.start]).split()
    after = fold(side.document.raw[run.span.end : run.span.end + 8]).split()
    return bool(_CLOCK.intersection(before[-3:])) or bool(after) and after[0] == "time"


def _explains(side: Side, run: NameRun) -> bool:
    """Tells whether the name is initials in brackets, which only repeat the words before: "… nationale (NSA)"."""
    raw = side.document.raw
    bracketed = raw[: run.span.start].rstrip().endswith("(") and raw[run.span.end :].lstrip().startswith(")")
    return bracketed and len(run.words) == 1 and run.span.of(raw).isupper()


def _severity(side: Side, run: NameRun) -> Severity:
    """Returns major for a name of the tables or a person's full name, minor for a titled surname, else info."""
    # Demonyms come and go with wording: "les autorités iraniennes", "Téhéran".
    if run.is_demonym:
        return Severity.INFO
    if _explains(side, run):
        return Severity.INFO
    if run.is_known:
        # A lone Arabic word may be a common word that some person is called by; Latin names have capitals.
        lone = len(run.words) == 1 and run.kinds <= {"person", "body"} and not run.words[0].token.is_latin
        return Severity.INFO if lone and not run.titled else Severity.MAJOR
    if run.sort != "person":
        return Severity.INFO
    if len(run.words) > 1:
        # Words of Arabic script that only their neighbourhood shows to be a name may be rare words: غزال منقط.
        sure = run.words[0].token.is_latin or run.titled or is_led_by_given_name(side, run.words)
        return Severity.MAJOR if sure else Severity.INFO
    # A lone unknown word has little to show for it: "militant LGBT", "Champions League".
    token = run.words[0].token
    usual = is_name_word(token.folded, side.document.lang) and (token.is_latin or run.words[0].kind == Kind.UNKNOWN)
    return Severity.MINOR if run.titled and usual else Severity.INFO


RULE = Rule("NAM001", "name-missing", "accuracy/mistranslation/entity", "0.1.0", __doc__ or "", _check)
