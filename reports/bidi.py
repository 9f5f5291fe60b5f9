"""Makes the texts' own control characters visible and inert, and keeps right-to-left words from disturbing their line.

A raw U+202E in a text shows "evil" as "live" in browsers, terminals and PDF. A report on somebody's text must show what
stands there, so controls become signs: C0 controls the pictures from U+2400, direction controls tokens such as ⟦RLO⟧.
What ordinary Persian and Arabic need (ZWNJ, ZWJ, the marks LRM, RLM, ALM) is kept.
"""

from __future__ import annotations

import re

from text.document import Lang
from text.languages import is_right_to_left

RIGHT_TO_LEFT_ISOLATE = "\u2067"
POP_ISOLATE = "\u2069"

_NAMED = {
    0x202A: "LRE",
    0x202B: "RLE",
    0x202C: "PDF",
    0x202D: "LRO",
    0x202E: "RLO",
    0x2066: "LRI",
    0x2067: "RLI",
    0x2068: "FSI",
    0x2069: "PDI",
    0x2028: "LS",
    0x2029: "PS",
    0x200B: "ZWSP",
    0x2060: "WJ",
    0xFEFF: "BOM",
    0x00AD: "SHY",
}


def _table() -> dict[int, str]:
    """Returns the replacement of each character that must not reach a page, a terminal or an XML file as it is."""
    table = {code: chr(0x2400 + code) for code in range(0x20) if chr(code) not in "\t\n\r"}
    table |= {0x0D: " ", 0x7F: "\u2421"}
    table |= {code: f"⟦U+{code:04X}⟧" for code in (*range(0x80, 0xA0), *range(0x206A, 0x2070), *range(0xFFF9, 0xFFFC))}
    table |= {code: f"⟦{name}⟧" for code, name in _NAMED.items()}
    return table


_VISIBLE = _table()
# Lone surrogates cannot be written as UTF-8, non-characters are no XML; tag characters are an invisible alphabet.
_NO_CHARACTERS = "".join(chr(plane << 16 | last) for plane in range(17) for last in (0xFFFE, 0xFFFF))
_UNWRITABLE = re.compile(f"[\ud800-\udfff\ufdd0-\ufdef{_NO_CHARACTERS}\U000e0000-\U000e007f]")
_RIGHT_TO_LEFT = "\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc"
_QUOTED = rf'"[^"\n]*[{_RIGHT_TO_LEFT}][^"\n]*"|“[^”\n]*[{_RIGHT_TO_LEFT}][^”\n]*”|«[^»\n]*[{_RIGHT_TO_LEFT}][^»\n]*»'
_RUN = rf"[{_RIGHT_TO_LEFT}](?:[^A-Za-z\u00c0-\u024f\n\"“”«»]*[{_RIGHT_TO_LEFT}])?"
_FOREIGN = re.compile(f"({_QUOTED}|{_RUN})")


def visible(text: str) -> str:
    """Returns `text` with every control character shown as a sign; safe for HTML (after escaping), XML and terminals.

    Tabs and line feeds stay, a carriage return becomes a space. The length may change: cut a text first, clean it then.
    """
    return _UNWRITABLE.sub("\ufffd", text.translate(_VISIBLE))


def direction(lang: Lang) -> str:
    """Returns the value of HTML's `dir` for a text in this language."""
    return "rtl" if is_right_to_left(lang) else "ltr"


def isolate(text: str) -> str:
    """Returns `text` between U+2067 and U+2069, so that a terminal orders it apart from its line."""
    return f"{RIGHT_TO_LEFT_ISOLATE}{text}{POP_ISOLATE}"


def runs(message: str) -> tuple[tuple[str, bool], ...]:
    """Cuts an English message into (text, is right-to-left) so that foreign words can be isolated from it.

    Whole quotations are taken together where they hold a right-to-left letter, their quotation marks left outside: the
    digits and signs in them belong to them.
    """
    out: list[tuple[str, bool]] = []
    for piece in _FOREIGN.split(message):
        if not piece:
            continue
        if _FOREIGN.fullmatch(piece) is None:
            out.append((piece, False))
        elif piece[0] in '"“«':
            out += [(piece[0], False), (piece[1:-1], True), (piece[-1], False)]
        else:
            out.append((piece, True))
    return tuple(out)


def isolated(message: str) -> str:
    """Returns an English message with its right-to-left words isolated, all controls made visible."""
    return "".join(isolate(visible(text)) if foreign else visible(text) for text, foreign in runs(message))
