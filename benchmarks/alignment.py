"""Measures the alignment of sentences and words, its speed beside simalign, and its cost over document length.

    python benchmarks/alignment.py [--shared ../shared] [beds] [words] [speed] [curve] [--limit N] [--jobs N]

beds: strict, lax and null scores on NTREX documents with merged, dropped and moved sentences, and what a bead's score
is worth. words: alignment error rate on hand-made links (fr-ar, fr-fa) and on the English-French golds (Hansards,
Europarl), whose links are all sure and whose text is lower-cased; these link punctuation marks too, which muqabala does
not, so they are scored as they are, with equal marks linked in order, and on words only. speed, curve: see
`benchmarks.alignment_speed`; simalign is timed where the extra is installed.
"""

from __future__ import annotations

import argparse
import json
import re
import sys
import unicodedata
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from align.aligner import align
from align.bead import Link
from align.evaluate import BeadCounts, BeadKey, LinkCounts, count_beads, count_links
from benchmarks.alignment_speed import cost_curve, speed_table
from benchmarks.signs import sign_links
from muqabala.engine import work_through
from text.document import Lang, Span
from text.reader import read_text

_TOKEN = re.compile(r"[^\W_]+|[^\w\s]")
_PARTS = ("beds", "words", "speed", "curve")
# The table of bead scores: each row counts the beads from one score up to the next.
_SCORES = (-100.0, -2.0, 0.0, 0.5, 1.0, 2.0, 4.0, 8.0, 16.0)


@dataclass(frozen=True, slots=True)
class Bed:
    """Is one document pair with its gold beads."""

    mode: str
    langs: tuple[Lang, Lang]
    left: str
    right: str
    gold: tuple[BeadKey, ...]


@dataclass(frozen=True, slots=True)
class Words:
    """Is one sentence pair with its gold links, and where its tokens stand."""

    langs: tuple[Lang, Lang]
    texts: tuple[str, str]
    tokens: tuple[tuple[Span, ...], tuple[Span, ...]]
    sure: frozenset[tuple[int, int]]
    possible: frozenset[tuple[int, int]]
    signs: bool = False


@dataclass(frozen=True, slots=True)
class Scored:
    """Is a bead that was found: its score, whether it shares sentences with a true one, whether it is just that one."""

    score: float
    lax: bool
    strict: bool


def read_beds(shared: Path) -> Iterator[Bed]:
    """Yields the sentence-alignment beds."""
    for line in (shared / "bench/sentence_alignment/dev.jsonl").open(encoding="utf-8"):
        row = json.loads(line)
        gold = tuple((tuple(left), tuple(right)) for left, right in row["beads"])
        yield Bed(row["mode"], (row["left_lang"], row["right_lang"]), row["left"], row["right"], gold)


def bed_counts(bed: Bed) -> tuple[str, str, BeadCounts, tuple[Scored, ...]]:
    """Aligns one bed; runs in a worker."""
    left, right = (read_text(raw, lang=lang, sentences_given=True) for raw, lang in zip(
        (bed.left, bed.right), bed.langs, strict=True))  # fmt: skip
    beads = align(left, right).beads
    true = {(i, j) for own, other in bed.gold for i in own for j in other}
    scored = tuple(
        Scored(
            bead.score,
            any((i, j) in true for i in bead.left for j in bead.right),
            (bead.left, bead.right) in bed.gold,
        )
        for bead in beads
        if not bead.is_null
    )
    return "-".join(bed.langs), bed.mode, count_beads(bed.gold, [(bead.left, bead.right) for bead in beads]), scored


def print_beds(shared: Path, limit: int, jobs: int) -> None:
    """Prints the scores by language pair and kind of bed."""
    totals: dict[tuple[str, str], BeadCounts] = defaultdict(BeadCounts)
    beads: list[Scored] = []
    for pair, mode, counts, scored in work_through(bed_counts, _every(list(read_beds(shared)), limit), jobs):
        totals[pair, mode] += counts
        totals[pair, "ALL"] += counts
        beads.extend(scored)
    print("pair  mode     strict P   R    F1  |  lax P   R    F1  | null P   R    F1")
    for (pair, mode), counts in sorted(totals.items()):
        cells = [
            " ".join(f"{value:.3f}" for value in scores) for scores in (counts.strict(), counts.lax(), counts.null())
        ]
        print(f"{pair:5s} {mode:8s} {' | '.join(cells)}")
    print("bead score from .. to     beads  share sentences with a true one  are just that one")
    for low, high in pairwise((*_SCORES, float("inf"))):
        row = [one for one in beads if low <= one.score < high]
        if row:
            lax, strict = (sum(getattr(one, name) for one in row) / len(row) for name in ("lax", "strict"))
            print(f"{low:15.1f} {high:8.1f} {len(row):8d} {lax:32.3f} {strict:18.3f}")


def _every(items: list[Bed], limit: int) -> list[Bed]:
    """Returns about `limit` items spread evenly, all for 0."""
    return items[:: max(1, len(items) // limit)] if limit else items


def read_words(path: Path) -> Iterator[Words]:
    """Yields the sentence pairs of a word-alignment gold in either of its two forms."""
    for line in path.open(encoding="utf-8"):
        row = json.loads(line)
        if "src_words" in row:
            sides = [_joined(row[name]) for name in ("src_words", "tgt_words")]
            sure = frozenset((i, j) for i, j in row["alignment"])
            yield Words(("en", "fr"), (sides[0][0], sides[1][0]), (sides[0][1], sides[1][1]), sure, sure)
            continue
        left, right = (unicodedata.normalize("NFC", row[side]) for side in ("left", "right"))
        tokens = tuple(tuple(Span(*match.span()) for match in _TOKEN.finditer(text)) for text in (left, right))
        sure, possible = (frozenset((i, j) for i, j in row[name]) for name in ("sure", "possible"))
        yield Words((row["langs"][0], row["langs"][1]), (left, right), (tokens[0], tokens[1]), sure, possible)


def _joined(words: Sequence[str]) -> tuple[str, tuple[Span, ...]]:
    spans: list[Span] = []
    text = ""
    for word in words:
        begin = len(text) + bool(text)
        text = f"{text} {word.lower()}" if text else word.lower()
        spans.append(Span(begin, len(text)))
    return text, tuple(spans)


def word_counts(one: Words) -> LinkCounts:
    """Aligns one sentence pair; runs in a worker."""
    if not all(any(char.isalnum() for char in text) for text in one.texts):
        signs = frozenset(sign_links(one.texts, one.tokens)) if one.signs else frozenset()
        return count_links(one.sure, one.possible, signs, ((), ()))
    left, right = (
        read_text(raw, lang=lang, sentences_given=True) for raw, lang in zip(one.texts, one.langs, strict=True)
    )
    found = frozenset(pair for link in align(left, right).links for pair in _token_pairs(one, link))
    if one.signs:
        found |= sign_links(one.texts, one.tokens)
    content = [
        [place for place, span in enumerate(spans) if len(span) > 2 and text[span.start].isalnum()]
        for text, spans in zip(one.texts, one.tokens, strict=True)
    ]
    return count_links(one.sure, one.possible, found, (content[0], content[1]))


def _token_pairs(one: Words, link: Link) -> list[tuple[int, int]]:
    left, right = (
        [place for place, span in enumerate(spans) if span.overlaps(wanted)]
        for spans, wanted in zip(one.tokens, (link.left, link.right), strict=True)
    )
    return [(i, j) for i in left for j in right]


def print_words(shared: Path, jobs: int) -> None:
    """Prints the error rates of the word golds."""
    folders = {"bench/word_alignment": ("dev_fr_ar", "dev_fr_fa"), "data/dev/gold_wa_en_fr": ("hansards", "fr_golden")}
    print("gold                  pairs   AER | links P   R    F1  | null words P   R    F1")
    for folder, names in folders.items():
        for name in names:
            pairs = list(read_words(shared / folder / f"{name}.jsonl"))
            _print_words(name, pairs, jobs)
            if folder.startswith("data"):
                _print_words(f"{name}, with signs", [replace(one, signs=True) for one in pairs], jobs)
                _print_words(f"{name}, words only", [_without_signs(one) for one in pairs], jobs)


def _print_words(name: str, pairs: list[Words], jobs: int) -> None:
    total = sum(work_through(word_counts, pairs, jobs), LinkCounts())
    cells = [" ".join(f"{value:.3f}" for value in scores) for scores in (total.links(), total.null())]
    print(f"{name:21s} {len(pairs):5d} {total.error_rate():.3f} | {' | '.join(cells)}", flush=True)


def _without_signs(one: Words) -> Words:
    """Returns the pair without the gold links of punctuation, which our own guidelines leave out."""
    kept = frozenset(
        link
        for link in one.sure
        if all(
            any(char.isalnum() for char in one.tokens[side][place].of(one.texts[side]))
            for side, place in enumerate(link)
        )
    )
    return Words(one.langs, one.texts, one.tokens, kept, kept)


def main() -> None:
    """Prints the measures asked for, all of them by default."""
    parser = argparse.ArgumentParser()
    parser.add_argument("parts", nargs="*", help=f"of {', '.join(_PARTS)}; all if none is given")
    parser.add_argument("--shared", type=Path, default=Path("../shared"))
    parser.add_argument("--limit", type=int, default=0, help="so many beds, spread evenly")
    parser.add_argument("--jobs", type=int, default=0)
    options = parser.parse_args()
    parts = options.parts or _PARTS
    if unknown := set(parts) - set(_PARTS):
        parser.error(f"there is no part {', '.join(sorted(unknown))}: choose of {', '.join(_PARTS)}")
    texts = [
        (bed.left, bed.right) for bed in read_beds(options.shared) if bed.mode == "none" and bed.langs == ("fr", "ar")
    ]
    if "beds" in parts:
        print_beds(options.shared, options.limit, options.jobs)
    if "words" in parts:
        print_words(options.shared, options.jobs)
    if "speed" in parts:
        speed_table(texts)
    if "curve" in parts:
        cost_curve(texts)


if __name__ == "__main__":
    main()
