"""The rules as their docstrings tell them: for SARIF's help, `muqabala explain` and the pages under docs/rules."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from checks.registry import RULES
from checks.rule import Rule
from checks.rules import not_the_same_event, too_little_text

_LABEL = re.compile(r"([A-Z][a-z]+(?: [a-z]+){1,4}): ")


@dataclass(frozen=True, slots=True)
class Entry:
    """Is one rule in words; `sections` are pairs of a heading ('' for plain paragraphs) and a text on one line."""

    code: str
    name: str
    mqm: str
    since: str
    fault: str
    sections: tuple[tuple[str, str], ...]

    def text(self) -> str:
        """Returns the sections as plain text."""
        return "\n\n".join(f"{heading}: {text}" if heading else text for heading, text in self.sections)

    def markdown(self) -> str:
        """Returns the sections as Markdown."""
        return "\n\n".join(f"**{heading}.** {text}" if heading else text for heading, text in self.sections)


@lru_cache(maxsize=1)
def all_rules() -> tuple[Rule, ...]:
    """Returns every rule there is, those about the pair as a whole too, in the order of their codes."""
    by_code = {rule.code: rule for rule in (*RULES, not_the_same_event.RULE, too_little_text.RULE)}
    return tuple(by_code[code] for code in sorted(by_code))


@lru_cache(maxsize=1)
def entries() -> tuple[Entry, ...]:
    """Returns all rules in words."""
    return tuple(entry(rule) for rule in all_rules())


def entry(rule: Rule) -> Entry:
    """Returns one rule in words: the first paragraph of its docstring is the fault, the others are the sections."""
    paragraphs = [" ".join(block.split()) for block in re.split(r"\n\s*\n", rule.doc.strip())]
    return Entry(
        rule.code, rule.name, rule.mqm, rule.since, paragraphs[0], tuple(_section(block) for block in paragraphs[1:])
    )


def _section(block: str) -> tuple[str, str]:
    label = _LABEL.match(block)
    if label is None:
        return "", block
    text = block[label.end() :]
    return label[1], text[:1].upper() + text[1:]
