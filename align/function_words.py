"""Which function words answer which: `python -m align.function_words --data ../shared/data` writes the tables.

The tables of learned pairs (`text.pairs`) leave words out that stand everywhere: they prove nothing about sentences. To
link the words of sentences known to belong together they are needed. A weight is the geometric mean of both translation
probabilities learned from parallel text that anyone may use, discounted where links are few.
"""

from __future__ import annotations

import argparse
from pathlib import Path

from align import dictionaries
from align.build_pairs import PAIRS, strength_of
from align.learn import learn_keys
from text.compile_tables import DATA
from text.document import Lang
from text.pairs import key_of, render
from text.tokens import tokenize

LEAST_WEIGHT = 5


def learn_function_words(data: Path, left: Lang, right: Lang) -> list[tuple[str, str, int]]:
    """Returns (left key, right key, weight in percent) for pairs of function words."""
    plain: tuple[set[str], set[str]] = (set(), set())
    lines: list[tuple[list[str], list[str]]] = []
    for pair in dictionaries.sentence_pairs(data, left, right, share_alike=False):
        keys: list[list[str]] = []
        for side, (text, lang) in enumerate(zip(pair, (left, right), strict=True)):
            tokens = [token for token in tokenize(text, lang) if not token.folded.isdigit()]
            keys.append([key_of(token, lang) for token in tokens])
            plain[side].update(key for key, token in zip(keys[-1], tokens, strict=True) if not token.content)
        lines.append((keys[0], keys[1]))
    strengths = strength_of(learn_keys(lines))
    rows = ((own, other, round(100 * weight)) for (own, other), weight in strengths.items() if own in plain[0])
    return [row for row in rows if row[1] in plain[1] and row[2] >= LEAST_WEIGHT]


def main() -> None:
    """Writes the tables of all language pairs."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, required=True)
    options = parser.parse_args()
    for left, right in PAIRS:
        rows = learn_function_words(options.data, left, right)
        (DATA / "pairs" / f"{left}-{right}.function.tsv").write_text(render(rows), encoding="utf-8")


if __name__ == "__main__":
    main()
