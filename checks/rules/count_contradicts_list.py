"""So many principles are announced, and another number of them is listed.

What it checks: lists whose number is announced before a colon or a word such as namely, وهي, عبارتند از ("seven
principles: …"), where what follows cannot be that many items however "and" is read.

Why it matters: an item was lost or added and the sentence before it was not: the reader sees that something is missing
and cannot tell what.

Not flagged: lists that say they are not complete (including, notamment, من بينها, از جمله), approximate numbers, a
number that the other version announces and lists just as wrongly. Where the lost item is reported itself, the count is
for information.
"""

from __future__ import annotations

from collections.abc import Iterator

from checks.context import Context, Side
from checks.finding import Finding, Severity
from checks.omissions import missing_pieces
from checks.rule import Rule
from text.enumerations import Enumeration, enumerations


def _check(rule: Rule, context: Context) -> Iterator[Finding]:
    for side, other in context.sides:
        for found in enumerations(side.document):
            if not found.fits:
                opposite = _opposite(context, side, other, found)
                if opposite is None or opposite.fits or opposite.announced != found.announced:
                    yield _finding(rule, context, side, found, opposite)


def _opposite(context: Context, side: Side, other: Side, found: Enumeration) -> Enumeration | None:
    """Returns the announced list of the other version that belongs with this one."""
    partners = context.across(side, found.sentence)
    return next((one for one in enumerations(other.document) if one.sentence in partners), None)


def _finding(rule: Rule, context: Context, side: Side, found: Enumeration, opposite: Enumeration | None) -> Finding:
    more = found.announced > found.most
    listed = f"at most {found.most}" if more else f"at least {found.fewest}"
    words = found.span.of(side.document.raw)
    spans, across = (found.span,), (opposite.span,) if opposite is not None else ()
    near = None if across else context.expected_near(side, found.sentence)
    # Where the other version announces the same and an item of its list is reported lost, the reader knows already.
    told = opposite is not None and opposite.announced == found.announced and _is_reported(context, opposite)
    return rule.finding(
        Severity.INFO if told else Severity.MAJOR,
        f'"{words}" announces {found.announced} in the {side.name} text, {listed} are listed',
        reason=f"{len(found.items)} items follow, no reading of their conjunctions makes {found.announced}",
        confidence=0.8,
        left=spans if side.name == "left" else across,
        right=across if side.name == "left" else spans,
        expected_near=near,
    )


def _is_reported(context: Context, opposite: Enumeration) -> bool:
    return any(item.overlaps(missing.span) for missing in missing_pieces(context) for item in opposite.items)


RULE = Rule("NUM006", "count-contradicts-list", "accuracy/mistranslation/number", "0.1.0", __doc__ or "", _check)
