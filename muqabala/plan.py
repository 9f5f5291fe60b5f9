"""Turns the options of `gate` and `baseline` into a plan, checked before any work begins."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from muqabala.api import require_known_rules
from muqabala.gate_run import Plan
from muqabala.options import FailOn, Original, split_codes
from muqabala.readers.record import RecordUnit
from muqabala.settings import Layer, find_settings
from text.errors import InputError
from text.languages import parse_tag
from text.own_words import OwnFiles


def plan_of(
    corpora: Sequence[str],
    config: Path | None,
    fail_on: FailOn | None,
    select: list[str] | None,
    ignore: list[str] | None,
    unit: RecordUnit | None,
    left_lang: str | None,
    right_lang: str | None,
    original: Original | None,
    jobs: int,
    limit: int | None,
    with_digests: bool,
    own: OwnFiles,
) -> Plan:
    """Returns the plan; InputError for a rule or language that is not known."""
    settings = find_settings(config)
    command_line = Layer(
        unit=unit,
        left_lang=parse_tag(left_lang) if left_lang else None,
        right_lang=parse_tag(right_lang) if right_lang else None,
        original=original,
        fail_on=fail_on,
        select=split_codes(select) or None,
        ignore=split_codes(ignore) or None,
    )
    for layer in (command_line, settings.base, *(layer for _, layer in settings.paths)):
        require_known_rules([*(layer.select or ()), *(layer.ignore or ())])
    if "-" in corpora:
        raise InputError("a corpus cannot be read from standard input: give it as a file")
    return Plan(tuple(corpora), settings, command_line, jobs, limit, with_digests, own)
