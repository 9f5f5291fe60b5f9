"""Which function words of two languages answer which; the tables are written by `python -m align.function_words`."""

from __future__ import annotations

from functools import lru_cache

from text.document import Lang
from text.languages import SUPPORTED
from text.pairs import PairTable
from text.resources import data_file


@lru_cache(maxsize=16)
def load_function_words(left: Lang, right: Lang) -> PairTable:
    """Returns left key → right key → weight (0 to 1) of function words; empty where there is no table."""
    turned = SUPPORTED.index(left) > SUPPORTED.index(right)
    stem = f"{right}-{left}" if turned else f"{left}-{right}"
    try:
        content = data_file(f"pairs/{stem}.function.tsv")
    except FileNotFoundError:
        return {}
    table: dict[str, dict[str, float]] = {}
    for line in content.splitlines()[1:]:
        first, second, weight = line.split("\t")
        own, other = (second, first) if turned else (first, second)
        table.setdefault(own, {})[other] = int(weight) / 100
    return table
