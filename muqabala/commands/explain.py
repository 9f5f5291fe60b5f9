"""`muqabala rules`, `explain CODE` and `languages`: documentation that comes from the source itself."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from text.errors import InputError

if TYPE_CHECKING:
    from text.document import Lang


def rules() -> None:
    """List the rules: code, name, what the fault is."""
    from muqabala.output import emit
    from reports.handbook import all_rules

    for rule in all_rules():
        emit(f"{rule.code}  {rule.name:<24}  {rule.doc.strip().splitlines()[0]}\n", None)


def explain(
    code: Annotated[str, typer.Argument(metavar="CODE", help="A code such as NUM001, or a rule's name.")],
) -> None:
    """Explain one rule: what it checks, why it matters, what it does not flag, where it may be wrong."""
    from muqabala.output import emit
    from reports.doubts import known_doubts
    from reports.handbook import all_rules

    for rule in all_rules():
        if code.upper() == rule.code or code.lower() == rule.name:
            doubt = known_doubts().get(rule.code)
            ending = f"\n\nMay be wrong: {doubt}" if doubt else ""
            emit(f"{rule.code} {rule.name}\n\n{rule.doc.strip()}{ending}\n", None)
            return
    raise InputError(f"there is no rule {code!r}: see muqabala rules for their codes and names")


def languages(
    lang: Annotated[
        str | None, typer.Argument(metavar="[LANGUAGE]", help="A language such as ar: show by example what is read.")
    ] = None,
) -> None:
    """List the languages, or show what is read in one of them."""
    from text.languages import parse_tag

    _languages() if lang is None else _examples(parse_tag(lang))


def _languages() -> None:
    from muqabala.output import emit
    from text.languages import NAMES, SUPPORTED, is_right_to_left
    from text.resources import data_file

    for lang in SUPPORTED:
        words, names = (data_file(f"compiled/{table}.{lang}.tsv").count("\n") - 1 for table in ("lexicon", "names"))
        direction = "right to left" if is_right_to_left(lang) else "left to right"
        emit(f"{lang}  {NAMES[lang]:<8}  {direction}  {words:>6,} words and terms, {names:>6,} names\n", None)
    emit(
        "Any two of them compare, and two versions in one language. In each, figures,\n"
        "dates and times, names, negations and speakers are read: muqabala languages ar\n"
        "shows how. Measured by pair: docs/languages.md\n",
        None,
    )


def _examples(lang: Lang) -> None:
    from muqabala.output import emit
    from reports.bidi import isolate, isolated
    from reports.language_page import KINDS, examples
    from text.languages import is_right_to_left

    for kind, title in KINDS.items():
        emit(f"{title}\n", None)
        for one in examples():
            if one.lang == lang and one.kind == kind:
                phrase = isolate(one.phrase) if is_right_to_left(lang) else one.phrase
                emit(f"  {phrase}  =  {isolated(one.reading)}\n", None)
