"""Runs every `fixtures/rules/<CODE>.md` through reading, aligning and that rule alone.

A case is a heading `## …` with a block `left <lang>`, a block `right <lang>` and a block `findings`: one line each,
`CODE severity "left surface" | "right surface"`, nothing or `""` where nothing stands; no line means a near miss.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

import pytest

from align.aligner import align_with_evidence
from checks.registry import RULES
from checks.runner import run
from text.document import Document, Span
from text.languages import parse_tag
from text.reader import read_text

FOLDER = Path(__file__).parent.parent / "fixtures" / "rules"
FILES = sorted(FOLDER.glob("*.md"))
Line = tuple[str, tuple[str, ...], tuple[str, ...]]
_BLOCK = re.compile(r"^```(left|right|findings) ?(\w*)\n(.*?)^```$", re.MULTILINE | re.DOTALL)


@dataclass(frozen=True, slots=True)
class Case:
    """Is one case of a fixture file: two texts with their languages, and the findings expected."""

    code: str
    title: str
    left: tuple[str, str]
    right: tuple[str, str]
    findings: tuple[Line, ...]


def cases(path: Path) -> list[Case]:
    """Returns the cases of a fixture file."""
    out = []
    for piece in path.read_text(encoding="utf-8").split("\n## ")[1:]:
        blocks = {kind: (tag, body) for kind, tag, body in _BLOCK.findall(piece)}
        left, right = ((blocks[side][0], blocks[side][1].strip("\n")) for side in ("left", "right"))
        expected = blocks.get("findings", ("", ""))[1].splitlines()
        findings = tuple(_line(line) for line in expected if line.strip())
        out.append(Case(path.stem, piece.splitlines()[0], left, right, findings))
    return out


def _line(line: str) -> Line:
    """Returns code and severity, then the surfaces on the two sides."""
    head, left, right = re.fullmatch(r"(\S+ \S+)(.*?)(?<!\S)\|(.*)", line.strip()).groups()  # type: ignore[union-attr]
    first, second = (
        tuple(text for text in re.findall(r'"(.*?)"(?= |$)', side.strip()) if text) for side in (left, right)
    )
    return head, first, second


ALL = [case for path in FILES for case in cases(path)]


@pytest.mark.parametrize("case", ALL, ids=lambda case: f"{case.code}: {case.title}")
def test_the_rule_says_what_the_fixture_says(case: Case) -> None:
    left, right = (read_text(text, lang=parse_tag(tag), name=tag) for tag, text in (case.left, case.right))
    rule = next(rule for rule in RULES if rule.code == case.code)
    found = run(*align_with_evidence(left, right), (rule,))
    lines = [
        (f"{finding.code} {finding.severity}", _shown(left, finding.left), _shown(right, finding.right))
        for finding in found
    ]
    assert lines == list(case.findings)


def _shown(document: Document, spans: tuple[Span, ...]) -> tuple[str, ...]:
    return tuple(span.of(document.raw) for span in spans)


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_a_fixture_has_a_hit_and_a_near_miss(path: Path) -> None:
    assert {bool(case.findings) for case in cases(path)} == {True, False}


@pytest.mark.parametrize(
    "path", [path for path in FILES if path.stem[:3] in ("NAM", "NEG", "ATT", "TRM")], ids=lambda p: p.stem
)
def test_names_negation_and_attribution_have_both_in_every_language(path: Path) -> None:
    for hit in (True, False):
        assert {tag for case in cases(path) if bool(case.findings) == hit for tag, _ in (case.left, case.right)} == {
            "fr",
            "ar",
            "fa",
            "en",
        }


def test_every_fixture_belongs_to_a_rule() -> None:
    assert {path.stem for path in FILES} <= {rule.code for rule in RULES}
