"""The rules, by hand, and how codes select them."""

from __future__ import annotations

from collections.abc import Sequence

from checks.rule import Rule
from checks.rules import (
    actor_relabelled,
    attribution_lost,
    calendars_disagree,
    clause_added,
    clause_omitted,
    count_contradicts_list,
    date_changed,
    date_missing,
    glossary_not_followed,
    hedge_lost,
    item_added,
    item_omitted,
    meaning_reversed,
    modality_changed,
    name_changed,
    name_dropped,
    name_missing,
    negation_turned,
    number_changed,
    number_magnitude,
    number_missing,
    number_rounded,
    number_swapped,
    quotation_cut,
    quotation_unmarked,
    speaker_changed,
    statement_added,
    statement_omitted,
    unit_changed,
)

RULES: tuple[Rule, ...] = tuple(
    sorted(
        (
            module.RULE
            for module in (
                actor_relabelled,
                attribution_lost,
                calendars_disagree,
                clause_added,
                clause_omitted,
                count_contradicts_list,
                date_changed,
                date_missing,
                glossary_not_followed,
                hedge_lost,
                item_added,
                item_omitted,
                meaning_reversed,
                modality_changed,
                name_changed,
                name_dropped,
                name_missing,
                negation_turned,
                number_changed,
                number_magnitude,
                number_missing,
                number_rounded,
                number_swapped,
                quotation_cut,
                quotation_unmarked,
                speaker_changed,
                statement_added,
                statement_omitted,
                unit_changed,
            )
        ),
        key=lambda rule: rule.code,
    )
)
# Codes that are no longer given out, with what replaced them.
RETIRED: dict[str, str | None] = {}


def select(chosen: Sequence[str], ignored: Sequence[str]) -> tuple[Rule, ...]:
    """Returns the rules whose code or name a prefix in `chosen` names and none in `ignored`; the longer prefix wins.

    No `chosen` means all rules.
    """
    return tuple(rule for rule in RULES if _strength(rule, chosen, 0) > _strength(rule, ignored, -1))


def _strength(rule: Rule, prefixes: Sequence[str], default: int) -> int:
    if not prefixes:
        return default
    return max((len(p) for p in prefixes if rule.code.startswith(p.upper()) or rule.name == p), default=-1)


def unknown(prefixes: Sequence[str]) -> tuple[str, ...]:
    """Returns the prefixes that name no rule."""
    return tuple(p for p in prefixes if _named(p) == 0)


def _named(prefix: str) -> int:
    return sum(rule.code.startswith(prefix.upper()) or rule.name == prefix for rule in RULES)
