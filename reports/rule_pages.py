"""Writes docs/rules: a page a rule from its docstring and its fixture, and an index (`make docs`).

python -m reports.rule_pages --out docs/rules
"""

from __future__ import annotations

import argparse
from collections.abc import Iterator, Mapping
from pathlib import Path

from checks.registry import RETIRED
from reports.handbook import Entry, entries

FAMILIES = {
    "OMI": "Missing: what one version does not tell",
    "ADD": "Added: what the version made from the original tells beyond it",
    "NUM": "Figures",
    "UNI": "Units and currencies",
    "DAT": "Dates and times",
    "NAM": "Names",
    "NEG": "Negation and modality",
    "ATT": "Who said it",
    "TRM": "Terms and labels",
    "DOC": "The pair as a whole",
}
_FIXTURES = Path("fixtures/rules")
_INDEX = "README.md"


def pages(fixtures: Path = _FIXTURES) -> Mapping[str, str]:
    """Returns file name → text of all pages; a rule's example is the file with its code in `fixtures`, if there."""
    out = {_INDEX: _index()}
    for entry in entries():
        example = fixtures / f"{entry.code}.md"
        out[f"{entry.code}.md"] = _page(entry, example.read_text(encoding="utf-8") if example.is_file() else "")
    return out


def write(folder: Path, fixtures: Path = _FIXTURES) -> None:
    """Writes the pages and removes those of rules that are gone."""
    folder.mkdir(parents=True, exist_ok=True)
    texts = pages(fixtures)
    for name, text in texts.items():
        (folder / name).write_text(text, encoding="utf-8", newline="\n")
    for stale in folder.glob("[A-Z][A-Z][A-Z][0-9][0-9][0-9].md"):
        if stale.name not in texts:
            stale.unlink()


def _page(entry: Entry, example: str) -> str:
    facts = [f"since {entry.since}"] + ([f"MQM: {entry.mqm}"] if entry.mqm else [])
    parts = [f"# {entry.code} {entry.name}", entry.fault, " · ".join(facts), entry.markdown()]
    if example:
        parts += ["## Example", _without_title(example)]
    parts.append(f"Select or ignore it with `--select {entry.code}` and `--ignore {entry.code}`.")
    parts.append(f"[All rules]({_INDEX})")
    return "\n\n".join(parts) + "\n"


def _without_title(example: str) -> str:
    """Returns the example one heading level down and without its own first heading, which the page has already."""
    lines = example.strip().splitlines()
    if lines[0].startswith("# "):
        lines = lines[1:]
    return "\n".join(_lowered(lines)).strip()


def _lowered(lines: list[str]) -> Iterator[str]:
    fenced = False
    for line in lines:
        fenced ^= line.lstrip().startswith("```")
        yield f"#{line}" if line.startswith("#") and not fenced else line


def _index() -> str:
    parts = [
        "# Rules",
        "Written by `make docs` from the docstrings in `checks/rules`; see also `muqabala explain CODE`.",
    ]
    for family, title in FAMILIES.items():
        rows = [
            f"| [{entry.code}]({entry.code}.md) | {entry.name} | {entry.fault} |"
            for entry in entries()
            if entry.code.startswith(family)
        ]
        if rows:
            parts += [f"## {title}", "\n".join(("| code | name | the fault |", "|---|---|---|", *rows))]
    if RETIRED:
        gone = [f"- {code}{f', now {new}' if new else ''}" for code, new in sorted(RETIRED.items())]
        parts += ["## No longer given out", "\n".join(gone)]
    return "\n\n".join(parts) + "\n"


def main() -> None:
    """Writes the pages into the folder that the command line names."""
    parser = argparse.ArgumentParser(description="Write a page for each rule.")
    parser.add_argument("--out", type=Path, default=Path("docs/rules"), help="the folder to write to")
    parser.add_argument("--fixtures", type=Path, default=_FIXTURES, help="the folder with <CODE>.md examples")
    given = parser.parse_args()
    write(given.out, given.fixtures)


if __name__ == "__main__":
    main()
