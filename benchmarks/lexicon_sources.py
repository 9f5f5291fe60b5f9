"""What each source adds to the lexicon: `python benchmarks/lexicon.py --sources`.

A source of the learned tables is left out by leaving out the rows that no other source supports, and measured alone by
the rows that it supports, with the weights of the shipped tables. Which source supports a row is worked out anew from
the dictionaries; the bridge supports what the tables with English join; parallel text supports the rows that nothing
else explains, so its share is a lower bound.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

from align import dictionaries
from align.dictionaries import KeyPair
from benchmarks.lexicon import Evidence, Mode, chance, corpora, coverage, evidence_of, retrieval, sides
from text.document import Lang
from text.pairs import PairTable, load_pairs

SOURCES = ("labels", "wiktionary", "wordnet", "bridge", "parallel")
Support = Mapping[KeyPair, frozenset[str]]


def support(data: Path, left: Lang, right: Lang) -> Support:
    """Returns for each row of the shipped tables the sources that support it."""
    known = {
        "labels": dictionaries.label_pairs(data, left, right),
        "wiktionary": dictionaries.wiktionary(data, left, right),
        "wordnet": dictionaries.wordnet(data, left, right),
    }
    bridges = (load_pairs(left, "en"), load_pairs(right, "en")) if "en" not in (left, right) else None
    out: dict[KeyPair, frozenset[str]] = {}
    for own, row in load_pairs(left, right).items():
        for other in row:
            found = {name for name, pairs in known.items() if (own, other) in pairs}
            if bridges and not bridges[0].get(own, {}).keys().isdisjoint(bridges[1].get(other, {})):
                found.add("bridge")
            out[own, other] = frozenset(found or {"parallel"})
    return out


def kept(table: PairTable, supported: Support, names: frozenset[str]) -> PairTable:
    """Returns the rows of a table that one of the named sources supports."""
    return {
        own: {other: weight for other, weight in row.items() if supported[own, other] & names}
        for own, row in table.items()
    }


def compare(shared: Path, pairs: Sequence[tuple[Lang, Lang]], least: float, names: Sequence[str]) -> None:
    """Prints, for each pair of languages, what all sources, each alone and all but each give on the named corpora."""
    print("pair   sources                 corpus  P@1 →      ←  cov. → chance  cov. ← chance")
    for langs in pairs:
        whole = load_pairs(*langs)
        weak = evidence_of(shared, langs, Mode(least=least)).weak
        supported = support(shared / "data", *langs)
        free = load_pairs(*langs, share_alike=False)
        every = frozenset(SOURCES)
        runs: list[tuple[str, bool, PairTable]] = [
            ("all", True, whole),
            ("written alone", True, {}),
            ("learned alone", False, whole),
            ("without share-alike", True, free),
        ]
        for name in SOURCES:
            if any(name in found for found in supported.values()):
                runs.append((f"{name} alone", False, kept(whole, supported, frozenset({name}))))
                runs.append((f"without {name}", True, kept(whole, supported, every - {name})))
        for title, written, table in runs:
            for corpus, *texts in corpora(shared, langs):
                if corpus in names:
                    figures = _figures(texts, langs, Mode(written, True, least), Evidence(table, weak))
                    cells = "".join(f" {figure:6.3f}" for figure in figures)
                    print(f"{'-'.join(langs):6} {title:23} {corpus:6}{cells}", flush=True)


def _figures(texts: Sequence[list[str]], langs: tuple[Lang, Lang], mode: Mode, known: Evidence) -> list[float]:
    """Returns P@1 both ways, then coverage and chance of either side."""
    left, right = sides(texts[0], texts[1], langs, mode, known)
    out = list(retrieval(left, right))
    for own, other in ((left, right), (right, left)):
        out += [coverage(own, other, 0), chance(own, other)]
    return out
