"""What the pair tables are made of: the sources in `text/data/SOURCES.md`, and the notice beside the tables."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from pathlib import Path

from text.languages import SUPPORTED

BEGIN, END = "<!-- pairs: begin (written by align.build_pairs) -->", "<!-- pairs: end -->"
# Source in the tables → what it is, licence, whether its rows are in the share-alike files.
DESCRIPTIONS: tuple[tuple[str, str, str, bool], ...] = (
    (
        "labels",
        "names of map features, units, currencies, languages: OpenStreetMap id-tagging-schema, Unicode CLDR; "
        "TICO-19 terms",
        "ISC; Unicode License v3; CC0 1.0",
        False,
    ),
    (
        "parallel",
        "learned from TICO-19 (PubMed, Wikinews, CMU parts), Open SDG translations (UN), Check by Meedan, the "
        "Universal Declaration of Human Rights, Tatoeba (Arabic–English); in the share-alike files also from the "
        "Wikimedia parts of TICO-19 and from XQuAD",
        "CC0 1.0 with CC BY 2.5; MIT; MIT; public domain; CC BY 2.0 FR; share-alike files: CC BY-SA 3.0 and 4.0",
        False,
    ),
    ("bridge", "joined through English from the tables above, below and the written lexicon", "as its parts", False),
    ("wiktionary", "English Wiktionary translations (open-dsl-dict 2015, wechsel 2021)", "CC BY-SA 3.0", True),
    (
        "wordnet",
        "Open Multilingual Wordnet, Arabic and Persian (Arabic WordNet, Persian Wordnet, Wiktionary); French left out",
        "CC BY-SA 3.0",
        True,
    ),
)
NOTICE = """The files *.sharealike.tsv in this folder are adapted from works under Creative Commons
Attribution-ShareAlike licences and are themselves available under CC BY-SA 4.0:
https://creativecommons.org/licenses/by-sa/4.0/legalcode

Works and authors:
- English Wiktionary, its contributors, CC BY-SA 3.0 (https://en.wiktionary.org), in the extracts of
  https://github.com/open-dsl-dict/wiktionary-dict and https://github.com/CPJKU/wechsel
- Open Multilingual Wordnet (https://github.com/omwn/omw-data), Arabic WordNet (Black, Elkateb et al.), CC BY-SA 3.0;
  Persian Wordnet (Montazery and Faili)
- XQuAD (Artetxe, Ruder, Yogatama 2020; https://github.com/google-deepmind/xquad), CC BY-SA 4.0
- Wikipedia, Wikivoyage and Wikisource sentences in TICO-19 (https://tico-19.github.io), CC BY-SA 3.0

Changes: words were reduced to keys, paired, and weighted by statistics over parallel sentences.
The other tables in this folder hold nothing from these works.
"""


def origin(data: Path) -> str:
    """Returns the content of `pairs/BUILT_FROM.tsv`: the hashes of the written lexicon and of the word families.

    The tables' keys are heads of families: with other families than these they no longer fit.
    """
    sources = {"lexicon": sorted((data / "lexicon").glob("*.tsv"))}
    sources |= {f"families.{lang}": [data / lang / "families.tsv"] for lang in SUPPORTED}
    out = "# what the pair tables were built from; written by align.build_pairs\n"
    for name, paths in sources.items():
        digest = hashlib.sha256()
        for path in paths:
            digest.update(path.read_bytes())
        out += f"{name}\t{digest.hexdigest()[:12]}\n"
    return out


def section(counts: Mapping[str, Mapping[str, int]], totals: Mapping[str, tuple[int, int]]) -> str:
    """Returns the Markdown section; `counts` is language pair → source → rows it supports."""
    pairs = list(counts)
    out = [
        BEGIN,
        "## Learned pairs (`pairs/*.tsv`)",
        "",
        "How many rows each source supports (a row may have several); share-alike rows lie in files of their own.",
        "",
        "| source | what | licence | " + " | ".join(pairs) + " |",
        "|---|---|---|" + "---:|" * len(pairs),
    ]
    for name, what, licence, share_alike in DESCRIPTIONS:
        where = " (share-alike files only)" if share_alike else ""
        numbers = " | ".join(str(counts[pair].get(name, 0)) for pair in pairs)
        out.append(f"| {name} | {what}{where} | {licence} | {numbers} |")
    out.append("| rows, free files | | | " + " | ".join(str(totals[pair][0]) for pair in pairs) + " |")
    out.append(
        "| rows, share-alike files | | CC BY-SA 4.0 | " + " | ".join(str(totals[pair][1]) for pair in pairs) + " |"
    )
    return "\n".join([*out, "", END])


def write(data: Path, counts: Mapping[str, Mapping[str, int]], totals: Mapping[str, tuple[int, int]]) -> None:
    """Writes the notice, the origin, and the section into SOURCES.md in place of the old one; its rest stays."""
    (data / "pairs" / "BUILT_FROM.tsv").write_text(origin(data), encoding="utf-8")
    (data / "pairs" / "LICENSE-CC-BY-SA.txt").write_text(NOTICE, encoding="utf-8")
    path = data / "SOURCES.md"
    text = path.read_text(encoding="utf-8") if path.exists() else "# Where the data come from\n\n"
    before, begin, rest = text.partition(BEGIN)
    after = rest.partition(END)[2] if begin else ""
    separator = "" if before.endswith("\n\n") else "\n"
    path.write_text(before + separator + section(counts, totals) + (after or "\n"), encoding="utf-8")
