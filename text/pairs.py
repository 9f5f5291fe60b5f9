"""The learned word pairs of two languages: which keys translate which, with calibrated weights, loaded when asked for.

A table is `data/pairs/<left>-<right>.tsv` (left before right in the order fr ar fa en): a line `signature<TAB>hash`,
then `left_key<TAB>right_key<TAB>weight`, sorted, weight 0 to 100 telling how surely two such words that meet in a pair
of sentences translate each other. Rows that only share-alike sources know lie in `<left>-<right>.sharealike.tsv` beside
it. Built by `python -m align.build_pairs`.
"""

from __future__ import annotations

import gc
import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache

from text.document import Lang
from text.languages import SUPPORTED
from text.resources import data_file
from text.stems import family
from text.tokens import Token

PairTable = Mapping[str, Mapping[str, float]]
SUFFIXES = (".tsv", ".sharealike.tsv")
_WEIGHTS = {str(weight): weight / 100 for weight in range(101)}
# Entries below this weight are not used as links; chosen on FLORES by coverage against chance (benchmarks/lexicon.py).
LINK_WEIGHT = 0.35
# A content word and a function word need more: function words stand in most sentences.
FUNCTION_WEIGHT = 0.60


@dataclass(frozen=True, slots=True)
class Pairs:
    """Holds a table in the direction asked for: own key → other key → weight from 0 to 1."""

    signature: str
    table: dict[str, dict[str, float]]


def load_pairs(left: Lang, right: Lang, share_alike: bool = True) -> PairTable:
    """Returns left key → right key → weight (0 to 1); empty where there is no table for the two languages."""
    return load(left, right, share_alike).table


@lru_cache(maxsize=16)
def load(left: Lang, right: Lang, share_alike: bool = True) -> Pairs:
    """Returns the pairs of two languages with the signature of the files they come from."""
    turned = SUPPORTED.index(left) > SUPPORTED.index(right)
    stem = f"{right}-{left}" if turned else f"{left}-{right}"
    signatures: list[str] = []
    table: dict[str, dict[str, float]] = {}
    # A hundred thousand small dicts would set off the collector again and again, a quarter of the time.
    collecting = gc.isenabled()
    gc.disable()
    try:
        _read_files(stem, share_alike, turned, signatures, table)
    finally:
        if collecting:
            gc.enable()
    return Pairs("+".join(signatures), table)


def _read_files(
    stem: str, share_alike: bool, turned: bool, signatures: list[str], table: dict[str, dict[str, float]]
) -> None:
    """Adds the signatures and rows of the files of two languages, those that there are."""
    for suffix in SUFFIXES if share_alike else SUFFIXES[:1]:
        try:
            content = data_file(f"pairs/{stem}{suffix}")
        except FileNotFoundError:
            continue
        head, _, body = content.partition("\n")
        signatures.append(head.split("\t")[1])
        read_rows(body, turned, table)


def read_rows(body: str, turned: bool, table: dict[str, dict[str, float]] | None = None) -> dict[str, dict[str, float]]:
    """Adds the rows of a table file to `table`, own key → other key → weight, and returns it."""
    table = {} if table is None else table
    # One split for the whole file: a hundred thousand rows are read in well under a tenth of a second.
    cells = body.replace("\n", "\t").split("\t")
    own, other = (cells[1::3], cells[0::3]) if turned else (cells[0::3], cells[1::3])
    for first, second, weight in zip(own, other, cells[2::3], strict=False):
        row = table.get(first)
        if row is None:
            row = table[first] = {}
        row[second] = _WEIGHTS[weight]
    return table


def key_of(token: Token, lang: Lang) -> str:
    """Returns the key of a word in the pair tables: the head of its family; Latin words in Arabic stay as they are."""
    return token.key if token.is_latin and lang in ("ar", "fa") else family(token.surface, lang)


def render(rows: Iterable[tuple[str, str, int]]) -> str:
    """Returns the text of a table file: the signature of its sorted rows, then the rows."""
    body = "".join(f"{left}\t{right}\t{weight}\n" for left, right, weight in sorted(rows))
    return f"signature\t{hashlib.sha256(body.encode()).hexdigest()[:12]}\n{body}"


def shared_features(
    left: Iterable[tuple[str, bool]], right: Iterable[tuple[str, bool]], table: PairTable, least: float = LINK_WEIGHT
) -> tuple[dict[str, set[str]], dict[str, set[str]]]:
    """Returns for the keys of each side the features `p:<left>/<right>` of the pairs that both sides hold.

    A key comes with whether it carries content; two function words never make a pair. Only the rows of keys that occur
    are looked at, so the cost grows with the number of words, not with their product.
    """
    present: dict[str, bool] = {}
    for key, content in right:
        present[key] = present.get(key, False) or content
    left_out: dict[str, set[str]] = {}
    right_out: dict[str, set[str]] = {}
    for own, content in set(left):
        for other, weight in table.get(own, {}).items():
            wanted = least if content and present.get(other) else max(least, FUNCTION_WEIGHT)
            if weight >= wanted and other in present and (content or present[other]):
                feature = f"p:{own}/{other}"
                left_out.setdefault(own, set()).add(feature)
                right_out.setdefault(other, set()).add(feature)
    return left_out, right_out
