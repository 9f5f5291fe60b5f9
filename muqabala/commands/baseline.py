"""`muqabala baseline`: the findings that were looked at and accepted."""

from __future__ import annotations

import getpass
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from muqabala.options import (
    BaselineFile,
    Corpora,
    GateLevel,
    GlossaryFile,
    Ignore,
    Jobs,
    LeftLang,
    Lexicons,
    OriginalSide,
    RecordUnitName,
    RightLang,
    Select,
    SettingsFile,
)

if TYPE_CHECKING:
    from datetime import date

    from checks.baseline import Baseline, Entry
    from muqabala.gate_run import Plan, Tally

Reason = Annotated[str | None, typer.Option("--reason", help="Why new findings are accepted; without it none is.")]
Author = Annotated[str | None, typer.Option("--author", help="Who accepts them; the login name if not given.")]
Expires = Annotated[str | None, typer.Option("--expires", help="The last day they are accepted on, as 2027-12-31.")]
Day = Annotated[str | None, typer.Option("--date", help="The day they were accepted on; today if not given.")]
_SHOWN = 50

baseline = typer.Typer(
    name="baseline", no_args_is_help=True, rich_markup_mode=None, help="Keep the findings that were accepted."
)


@baseline.command()
def update(
    corpus: Corpora,
    file: BaselineFile = None,
    reason: Reason = None,
    author: Author = None,
    expires: Expires = None,
    day: Day = None,
    fail_on: GateLevel = None,
    select: Select = None,
    ignore: Ignore = None,
    unit: RecordUnitName = None,
    left_lang: LeftLang = None,
    right_lang: RightLang = None,
    original: OriginalSide = None,
    lexicon: Lexicons = None,
    glossary: GlossaryFile = None,
    config: SettingsFile = None,
    jobs: Jobs = 0,
) -> None:
    """Accept the findings at the gate that are new, with a reason; without --reason only list them and exit with 1."""
    from checks.baseline import Entry, parse_date
    from muqabala.baseline_file import load, shown_from, today
    from muqabala.gate_run import Tally, run
    from muqabala.output import complain, write_whole
    from muqabala.own_files import own_files
    from muqabala.plan import plan_of
    from reports.bidi import isolated, visible
    from text.errors import InputError

    if reason is not None and not reason.strip():
        raise InputError("the reason is empty: say why these findings are accepted")
    for text, name in ((expires, "--expires"), (day, "--date")):
        if text is not None:
            parse_date(text, name)
    plan = plan_of(
        corpus,
        config,
        fail_on,
        select,
        ignore,
        unit,
        left_lang,
        right_lang,
        original,
        jobs,
        None,
        False,
        own_files(lexicon, glossary),
    )
    path = _path(plan, file)
    known = load(path, may_be_missing=True)
    now = today()
    tally = Tally()
    new: dict[str, Entry] = {}
    for outcome in run(plan, known, now, tally):
        if outcome.problem:
            complain(visible(outcome.problem))
        for found in outcome.findings:
            if outcome.state == "checked" and outcome.gates(found) and found.content not in new:
                where = shown_from(tally.names[outcome.corpus], path)
                who = author or getpass.getuser()
                accepted = (reason or "").strip(), who, day or now.isoformat(), expires or ""
                new[found.content] = Entry(found.content, found.code, found.message, where, outcome.id, *accepted)
                if reason is None and len(new) <= _SHOWN:
                    head = f"{visible(outcome.place)}: {found.severity.value} {found.code} {found.name}"
                    print(f"new: {head}: {isolated(found.message)}".replace("\n", " "))
    if reason is not None and new:
        write_whole(path, known.with_entries(new.values()).dumps())
    total = len(known.entries.keys() | (new.keys() if reason is not None else set()))
    print(f"{path}: {total:,} entries, {len(new):,} {'added' if reason is not None else 'new and not added'}")
    if reason is None and new:
        complain("give --reason to accept new findings: nothing was written")
    raise typer.Exit(_code(tally, bool(new) and reason is None))


@baseline.command()
def prune(
    corpus: Corpora,
    file: BaselineFile = None,
    select: Select = None,
    ignore: Ignore = None,
    unit: RecordUnitName = None,
    left_lang: LeftLang = None,
    right_lang: RightLang = None,
    original: OriginalSide = None,
    lexicon: Lexicons = None,
    glossary: GlossaryFile = None,
    config: SettingsFile = None,
    jobs: Jobs = 0,
) -> None:
    """Take out the entries of these corpora that match no finding any more; those of other corpora stay."""
    from muqabala.baseline_file import load, today
    from muqabala.gate_lines import stale_entries
    from muqabala.gate_run import Tally, run
    from muqabala.output import complain, write_whole
    from muqabala.own_files import own_files
    from muqabala.plan import plan_of
    from reports.bidi import visible

    plan = plan_of(
        corpus,
        config,
        None,
        select,
        ignore,
        unit,
        left_lang,
        right_lang,
        original,
        jobs,
        None,
        False,
        own_files(lexicon, glossary),
    )
    path = _path(plan, file)
    known = load(path)
    tally = Tally()
    for outcome in run(plan, known, today(), tally):
        if outcome.problem:
            complain(visible(outcome.problem))
    stale = stale_entries(plan, tally, known, path)
    if stale:
        write_whole(path, known.without(stale).dumps())
    for entry in stale:
        print(f"taken out: {_line(entry)}")
    print(f"{path}: {len(known.entries) - len(stale):,} entries, {len(stale):,} taken out")
    if tally.skipped or tally.unchecked:
        complain("entries of corpora that were not checked to the last record stayed")
    raise typer.Exit(_code(tally, False))


@baseline.command()
def audit(file: BaselineFile = None, config: SettingsFile = None) -> None:
    """Show what was accepted, by whom and until when; exit with 1 where entries have expired."""
    from muqabala.baseline_file import DEFAULT, load, today
    from muqabala.settings import find_settings

    path = file or find_settings(config).baseline or Path(DEFAULT)
    known: Baseline = load(path)
    now: date = today()
    expired = known.expired(now)
    for entry in sorted(known.entries.values(), key=lambda entry: entry.sort_key()):
        mark = "EXPIRED" if entry in expired else f"until {entry.expires}" if entry.expires else "for good"
        print(f"{mark}: {_line(entry)}")
    by_code = Counter(entry.code for entry in known.entries.values())
    codes = ", ".join(f"{count} {code}" for code, count in sorted(by_code.items()))
    endless = sum(not entry.expires for entry in known.entries.values())
    print(
        f"{path}: {len(known.entries):,} entries, {len(expired):,} expired, {endless:,} without an end"
        f"{f'; {codes}' if codes else ''}"
    )
    raise typer.Exit(1 if expired else 0)


def _line(entry: Entry) -> str:
    from reports.bidi import isolated, visible

    place = f"{visible(entry.corpus)} ({visible(entry.pair)})"
    accepted = f"{isolated(entry.reason)}, {visible(entry.author)}, {entry.date}"
    return f"{entry.code} {entry.fingerprint} {place}: {isolated(entry.message)}: {accepted}".replace("\n", " ")


def _path(plan: Plan, given: Path | None) -> Path:
    from muqabala.baseline_file import DEFAULT

    return given or plan.settings.baseline or Path(DEFAULT)


def _code(tally: Tally, has_new: bool) -> int:
    from muqabala.gate import FINDINGS, INPUT, NOT_CHECKED, PASS

    if tally.skipped:
        return INPUT
    if has_new:
        return FINDINGS
    return NOT_CHECKED if tally.unchecked or not tally.count("checked") else PASS
