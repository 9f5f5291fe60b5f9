"""`muqabala rules`, `explain CODE` and `languages`: documentation that comes from the source itself."""

from __future__ import annotations

from typing import Annotated

import typer

from text.errors import InputError


def rules() -> None:
    """List the rules: code, name, what the fault is."""
    from muqabala.output import emit
    from reports.handbook import all_rules

    for rule in all_rules():
        emit(f"{rule.code}  {rule.name:<24}  {rule.doc.strip().splitlines()[0]}\n", None)


def explain(
    code: Annotated[str, typer.Argument(metavar="CODE", help="A code such as NUM001, or a rule's name.")],
) -> None:
    """Explain one rule: what it checks, why it matters, what it does not flag."""
    from muqabala.output import emit
    from reports.handbook import all_rules

    for rule in all_rules():
        if code.upper() == rule.code or code.lower() == rule.name:
            emit(f"{rule.code} {rule.name}\n\n{rule.doc.strip()}\n", None)
            return
    raise InputError(f"there is no rule {code!r}: see muqabala rules for their codes and names")


def languages() -> None:
    """List the languages with the size of their word tables."""
    from muqabala.output import emit
    from text.languages import NAMES, SUPPORTED, is_right_to_left
    from text.resources import data_file

    for lang in SUPPORTED:
        words, names = (data_file(f"compiled/{table}.{lang}.tsv").count("\n") - 1 for table in ("lexicon", "names"))
        direction = "right to left" if is_right_to_left(lang) else "left to right"
        emit(f"{lang}  {NAMES[lang]:<8}  {direction}  {words:>6,} words and terms, {names:>6,} names\n", None)
