"""An alignment in the forms other tools read: Pharaoh word links and TMX translation units.

Pharaoh (as GIZA++, fast_align and eflomal write it): one line a bead, `0-0 1-2`, numbers of words from 0 inside the
bead, left first. Words are what muqabala takes for words: punctuation does not count. Line N belongs to bead N of the
ladder; a bead without links, or with nothing on one side, has an empty line. A pair of single sentences is always one
line.

TMX 1.4: one unit a bead with both sides, as the LISA standard has it; characters that XML cannot hold are left out.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from xml.sax.saxutils import escape, quoteattr

from align.bead import Alignment, Bead
from text.document import Document, Lang, Span
from text.tokens import tokens_of

_LINK = re.compile(r"(\d+)-(\d+)")
_NOT_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def write_pharaoh(alignment: Alignment) -> str:
    """Returns the word links, one bead a line."""
    left, right = alignment.left, alignment.right
    links = [(link.left, link.right) for link in alignment.links]
    lines = []
    for bead in alignment.beads:
        places = [
            {span: number for number, span in enumerate(word_spans(document, indices))}
            for document, indices in ((left, bead.left), (right, bead.right))
        ]
        inside = sorted((places[0][a], places[1][b]) for a, b in links if a in places[0] and b in places[1])
        lines.append(" ".join(f"{i}-{j}" for i, j in inside) + "\n")
    if len(left.sentences) == len(right.sentences) == 1:
        lines = [max(lines, key=len)]
    return "".join(lines)


def word_spans(document: Document, sentences: Sequence[int]) -> list[Span]:
    """Returns the spans of the words of these sentences, in the order in which Pharaoh counts them."""
    return [token.span for index in sentences for token in tokens_of(document, index)]


def read_pharaoh(text: str) -> tuple[tuple[tuple[int, int], ...], ...]:
    """Returns the links of each line; ValueError for a line that holds anything else."""
    out = []
    for number, line in enumerate(text.splitlines(), start=1):
        found = [_LINK.fullmatch(piece) for piece in line.split()]
        if not all(found):
            raise ValueError(f"line {number} is no list of links such as 0-0 1-2")
        out.append(tuple((int(match[1]), int(match[2])) for match in found if match))
    return tuple(out)


def tmx_units(alignment: Alignment, identifier: str) -> str:
    """Returns the units of one pair, for `write_tmx` to join."""
    sides = ((alignment.left, "left"), (alignment.right, "right"))
    out = []
    for number, bead in enumerate(alignment.beads):
        if bead.is_null:
            continue
        variants = "".join(
            f"<tuv xml:lang={quoteattr(document.lang)}><seg>{_clean(_text(document, bead, side))}</seg></tuv>"
            for document, side in sides
        )
        moved = '<prop type="x-moved">yes</prop>' if bead.moved else ""
        name = quoteattr(_plain(f"{identifier}:{number}"))
        out.append(f'<tu tuid={name}><prop type="x-score">{bead.score:.4f}</prop>{moved}{variants}</tu>\n')
    return "".join(out)


def write_tmx(units: Iterable[str], source: Lang | None, version: str) -> str:
    """Returns a whole TMX file; `source` is the left language, None where the pairs differ."""
    head = (
        '<?xml version="1.0" encoding="UTF-8"?>\n<tmx version="1.4">\n'
        f'<header creationtool="muqabala" creationtoolversion={quoteattr(version)} segtype="sentence" o-tmf="muqabala" '
        f'adminlang="en" srclang={quoteattr(source or "*all*")} datatype="plaintext"/>\n<body>\n'
    )
    return head + "".join(units) + "</body>\n</tmx>\n"


def _text(document: Document, bead: Bead, side: str) -> str:
    indices = bead.left if side == "left" else bead.right
    return " ".join(document.text_of(index) for index in indices)


def _plain(text: str) -> str:
    return _NOT_XML.sub("", text)


def _clean(text: str) -> str:
    # A bare carriage return would come back as a line feed: written as what it is.
    return escape(_plain(text), {"\r": "&#13;"})
