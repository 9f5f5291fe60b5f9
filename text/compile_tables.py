"""Compiles the plain tables (`data/lexicon/*.tsv`, `data/names/*.tsv`) into the indexes that are loaded at run time.

Run `python -m text.compile_tables` (or `make tables`) after editing a table; a test fails while an index is stale.
"""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from text.document import Lang
from text.fold import fold
from text.languages import SUPPORTED
from text.resources import word_set
from text.tokens import tokenize

DATA = Path(__file__).parent / "data"
NAME_TABLES = ("adjectives", "bodies", "cities", "countries", "people")
_MELTED = {"le": ("au", "du"), "les": ("aux", "des")}
FUNCTION_POS = frozenset({"prep", "conj", "pron", "det"})


@dataclass(frozen=True, slots=True)
class Entry:
    """Is one row: its label, and the variants of each language."""

    label: str
    variants: dict[Lang, tuple[str, ...]]


def _cells(path: Path) -> Iterator[list[str]]:
    for line in path.read_text(encoding="utf-8").splitlines():
        if line.strip() and not line.startswith("#"):
            yield line.split("\t")


def _variants(cell: str) -> tuple[str, ...]:
    return tuple(variant.strip() for variant in cell.split("|") if variant.strip())


def lexicon_entries() -> list[Entry]:
    """Returns the rows of the written lexicon; function words come last, labelled `f`, content words `c`."""
    content: list[Entry] = []
    function: list[Entry] = []
    named = _country_words()
    for path in sorted((DATA / "lexicon").glob("*.tsv")):
        for pos, *cells in _cells(path):
            variants = {lang: _variants(cell) for lang, cell in zip(SUPPORTED, cells, strict=True)}
            if variants["fr"] and fold(variants["fr"][0]) in named:
                continue
            entry = Entry("f" if pos in FUNCTION_POS else "c", variants)
            (function if entry.label == "f" else content).append(entry)
    return content + function


def _country_words() -> frozenset[str]:
    """Returns the French names and adjectives of countries, which the lexicon leaves to the name tables."""
    lines = _cells(DATA / "names" / "countries.tsv")
    header = next(lines)
    columns = (header.index("fr"), header.index("fr_adj"))
    return frozenset(
        fold(variant)
        for cells in lines
        for column in columns
        if column < len(cells)
        for variant in _variants(cells[column])
    )


def name_entries() -> list[Entry]:
    """Returns the rows of the name tables labelled `kind id`; adjectives of countries count as names of the country."""
    out = []
    for table in NAME_TABLES:
        lines = _cells(DATA / "names" / f"{table}.tsv")
        header = next(lines)
        for cells in lines:
            row = dict(zip(header, cells, strict=False))
            names = {lang: _variants(row.get(lang, "")) for lang in SUPPORTED}
            if any(names.values()):
                out.append(Entry(f"{row['kind']} {row['id']}", names))
            adjectives = {lang: _variants(row.get(f"{lang}_adj", "")) for lang in SUPPORTED}
            if any(adjectives.values()):
                out.append(Entry(f"adjective {row['id']}", adjectives))
    return out


def compile_index(name: str, entries: list[Entry], phrases: bool = False) -> dict[str, str]:
    """Returns the index files of one table: file name → content.

    With `phrases` a variant of little words and at most one content word (`grâce à`, `carry out`) is a term too.
    """
    files = {f"{name}.ids.txt": "".join(entry.label + "\n" for entry in entries)}
    for lang in SUPPORTED:
        found: dict[tuple[str, str], set[int]] = defaultdict(set)
        for number, entry in enumerate(entries):
            variants = entry.variants[lang]
            if not phrases:
                variants = tuple(written for variant in variants for written in _writings(variant, lang))
            for kind, form in _forms(variants, lang, phrases):
                found[kind, form].add(number)
        if phrases and lang == "fa":
            _add_verbal_nouns(found, entries)
        body = "".join(
            f"{kind}\t{form}\t{','.join(map(str, sorted(numbers)))}\n"
            for (kind, form), numbers in sorted(found.items())
        )
        files[f"{name}.{lang}.tsv"] = f"signature\t{hashlib.sha256(body.encode()).hexdigest()[:12]}\n{body}"
    return files


def _add_verbal_nouns(found: dict[tuple[str, str], set[int]], entries: list[Entry]) -> None:
    """Adds the noun of Persian compound verbs (`منتشر کردن`) where no row has it: other light verbs go with it too."""
    known = {form for kind, form in found if kind == "w"}
    light = word_set("fa/light_verbs.txt")
    for number, entry in enumerate(entries):
        for variant in entry.variants["fa"]:
            tokens = tokenize(variant, "fa")
            if len(tokens) == 2 and tokens[1].folded in light and tokens[0].content and tokens[0].folded not in known:
                found["w", tokens[0].folded].add(number)


def _forms(variants: Iterable[str], lang: Lang, phrases: bool) -> Iterator[tuple[str, str]]:
    for variant in variants:
        tokens = tokenize(variant, lang)
        if len(tokens) == 1:
            yield "w", tokens[0].folded
            continue
        keys = [token.key for token in tokens if token.content]
        if len(keys) >= 2:
            yield "t", " ".join(keys)
        elif phrases and tokens:
            yield "t", " ".join(token.key for token in tokens)
        elif keys and len(tokens) > 1:
            # "Le Caire", "Des Moines": the article is part of the name, and French melts it into prepositions.
            rest = " ".join(token.key for token in tokens[1:])
            for opening in (tokens[0].key, *(_MELTED.get(tokens[0].folded, ()) if lang == "fr" else ())):
                yield "t", f"{opening} {rest}"
            continue
        # Persian writers join what others set apart: به‌سرعت. Names have always been taken joined.
        if len(tokens) > 1 and (lang == "fa" if phrases else len(keys) < 2):
            yield "w", fold(variant).replace(" ", "")


def _writings(variant: str, lang: Lang) -> tuple[str, ...]:
    """Returns the variant, in Persian also with spaces and with joiners between its words: سان‌فرانسیسکو."""
    if lang != "fa" or not {" ", "\u200c"} & set(variant):
        return (variant,)
    return tuple(dict.fromkeys((variant, variant.replace("\u200c", " "), variant.replace(" ", "\u200c"))))


def compiled_files() -> dict[str, str]:
    """Returns every compiled file: name → content."""
    return compile_index("lexicon", lexicon_entries(), phrases=True) | compile_index("names", name_entries())


def main() -> None:
    """Writes the compiled files."""
    target = DATA / "compiled"
    target.mkdir(exist_ok=True)
    for name, content in compiled_files().items():
        (target / name).write_text(content, encoding="utf-8")
        print(f"{name}: {len(content.encode()) // 1024} KiB, {content.count(chr(10)) - 1} entries")


if __name__ == "__main__":
    main()
