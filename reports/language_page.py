"""Writes docs/languages.md: what is supported, what is read in each language, and how well each pair was measured.

python -m reports.language_page --out docs/languages.md

The examples are read when the page is written, and a test holds that the page says what the source says today.
"""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from itertools import combinations
from pathlib import Path

from reports.values import describe
from text.attribution import attributions
from text.document import Document, Lang
from text.languages import NAMES, SUPPORTED, is_right_to_left, parse_tag
from text.mentions import mentions
from text.polarity import negations
from text.reader import read_text

KINDS = {
    "figure": "Figures: digits of three scripts, words, units, money, per cent, ranges, about and over",
    "date": "Dates and times: Gregorian, Jalali and Hijri, weekdays, clock times, relative days",
    "negation": "Negation: plain, and by a negative word",
    "speaker": "Who said it: verbs of saying and phrases that name a source",
}
_MEASURED = Path("docs/languages.tsv")
_HEAD = """\
# Languages

Written by `make docs` from the source and from `docs/languages.tsv`; see also `muqabala languages`.

Four languages are read, and any two of them compare, in either order, two versions in one language too. The language
of a text is recognised; `--left-lang` and `--right-lang` overrule that, with a region (`ar-EG`) or without.
"""
_NAMES = """\
Names are compared by tables of persons, places and bodies in all four languages, with their exonyms and demonyms
(Genève, جنيف, ژنو, Geneva; Swiss for Switzerland), and by their sound where no table has them (Takht-Ravanchi, تخت
روانجي). What is not flagged on purpose stands with each rule, under *Not flagged*: [rules](rules/README.md).
"""
_ALIGNED = """\
How well sentences are aligned by pair, and how often phrases are read right, stands in [quality.md](quality.md); the
command for both is `python -m benchmarks.quality --shared DIR`.
"""


@dataclass(frozen=True, slots=True)
class Example:
    """Is one phrase with what was read in it, as one short text."""

    lang: Lang
    kind: str
    phrase: str
    reading: str


@lru_cache(maxsize=1)
def examples() -> tuple[Example, ...]:
    """Returns the examples of all languages, read now."""
    lines = files("reports").joinpath("language_examples.tsv").read_text(encoding="utf-8").splitlines()
    out = []
    for line in lines:
        if line and not line.startswith("#"):
            tag, kind, phrase = line.split("\t")
            lang = parse_tag(tag)
            read = " · ".join(_read(read_text(phrase, lang=lang, name="example"), kind))
            out.append(Example(lang, kind, phrase, read))
    return tuple(out)


def pairs() -> tuple[tuple[Lang, Lang], ...]:
    """Returns the pairs of different languages, each once."""
    return tuple(combinations(SUPPORTED, 2))


def page(measured: str) -> str:
    """Returns the page; `measured` is the table that benchmarks/by_language.py wrote, '' where there is none."""
    parts = [_HEAD.strip()]
    for lang in SUPPORTED:
        direction = "right to left" if is_right_to_left(lang) else "left to right"
        parts.append(f"## {NAMES[lang]} (`{lang}`, {direction})")
        for kind, title in KINDS.items():
            rows = [one for one in examples() if one.lang == lang and one.kind == kind]
            lines = [f"| {_cell(one.phrase, one.lang)} | <bdi>{one.reading}</bdi> |" for one in rows]
            parts.append("\n".join((f"| {title} | read as |", "|---|---|", *lines)))
    parts += ["## Names", _NAMES.strip(), "## Measured by pair", *_measured(measured), _ALIGNED.strip()]
    return "\n\n".join(parts) + "\n"


def _read(document: Document, kind: str) -> Iterator[str]:
    raw = document.raw
    if kind == "negation":
        for negation in negations(document):
            yield " … ".join(mark.of(raw) for mark in negation.marks)
    elif kind == "speaker":
        for cue in attributions(document):
            speaker = " ".join(span.of(raw) for span in sorted(cue.speaker))
            yield f"{cue.span.of(raw)}: {speaker}" if speaker else cue.span.of(raw)
    else:
        yield from (value for value in map(describe, mentions(document)) if value)


def _cell(phrase: str, lang: Lang) -> str:
    return f'<bdi lang="{lang}">{phrase}</bdi>'


def _measured(table: str) -> Iterator[str]:
    rows = [line.split("\t") for line in table.splitlines() if line]
    if not rows:
        yield "Nothing was measured by pair yet: `python -m benchmarks.by_language --shared DIR`."
        return
    yield (
        "Findings on translated news with planted faults, half of the texts clean (`python -m benchmarks.by_language "
        "--shared DIR`, a development set that was looked at while the rules were written):"
    )
    head, *body = rows
    lines = [f"| {' | '.join(head)} |", f"|{'---|' * len(head)}"]
    for pair, *figures in body:
        names = "–".join(NAMES[parse_tag(tag)] for tag in pair.split("-"))
        lines.append(f"| {names} | {' | '.join(figures)} |")
    yield "\n".join(lines)
    known = {frozenset(pair.split("-")) for pair, *_ in body}
    rest = [f"{NAMES[one]}–{NAMES[other]}" for one, other in pairs() if frozenset((one, other)) not in known]
    if rest:
        yield f"Supported, and not in that set: {', '.join(rest)}, and two versions in one language."


def main() -> None:
    """Writes the page to the file that the command line names."""
    parser = argparse.ArgumentParser(description="Write the page of the languages.")
    parser.add_argument("--out", type=Path, default=Path("docs/languages.md"), help="the file to write")
    parser.add_argument("--measured", type=Path, default=_MEASURED, help="what benchmarks/by_language.py wrote")
    given = parser.parse_args()
    measured = given.measured.read_text(encoding="utf-8") if given.measured.is_file() else ""
    given.out.write_text(page(measured), encoding="utf-8", newline="\n")


if __name__ == "__main__":
    main()
