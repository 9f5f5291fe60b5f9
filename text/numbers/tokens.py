"""Cuts a text into the tokens that the number reader works on: words, figures, and how each follows the one before."""

from __future__ import annotations

import re
from dataclasses import dataclass
from fractions import Fraction
from functools import lru_cache

from text.document import Lang
from text.fold import fold
from text.numbers.figures import PATTERN, VULGAR, read_figure
from text.numbers.tables import Tables, tables

# Web addresses, mail addresses, handles and tags hold digits that count nothing.
_MASKED = r"(?:https?://|www\.)\S+|[\w.+-]{1,64}@[\w-]+(?:\.[\w-]+)+|[@#]\w+|\w{1,63}(?:[.-]\w{1,63}){0,5}\.(?:com|org|net|info|ir|fr)\b\S*"
_MARKS = "\u0300-\u036f\u0640\u064b-\u065f\u0670\u200d\u00ad"
_WORD = rf"[^\W\d_](?:[^\W\d_]|[{_MARKS}])*(?:['’](?=[^\W\d_]))?"
_TOKEN = re.compile(rf"(?P<masked>{_MASKED})|(?P<figure>{PATTERN})|(?P<vulgar>[{''.join(VULGAR)}])|(?P<word>{_WORD})")
_INVISIBLE = re.compile("[\u200b\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff\u061c]+")
_PROCLITIC = re.compile("(?:[وف]?[بلك]?(?:ال)?|[وف]?لل)ـ*")


@dataclass(slots=True)
class Token:
    """Is a word or a figure.

    `text` is the compare-form, `core` the same without Arabic proclitics (or the Persian و written onto a word).
    `gap` is how it follows the token before: "" glued, " " space, "-" hyphen, "z" joiner, one sign, "|" anything else.
    """

    start: int
    end: int
    text: str
    core: str
    gap: str
    readings: tuple[Fraction, ...] = ()
    joined: bool = False
    preposition: bool = False
    article: bool = False


@lru_cache(maxsize=32768)
def _analysis(word: str, lang: Lang) -> tuple[str, bool, bool, bool]:
    """Returns (core, joined, preposition, article) of a folded word; the word as it stands wins over any stripping."""
    table = tables(lang)
    if lang not in ("ar", "fa") or table.knows(word):
        return word, False, False, False
    if lang == "fa":
        if word[0] == "و" and len(word) > 2 and table.knows(word[1:]):
            return word[1:], True, False, False
        return word, False, False, False
    for joined in (False, True):
        rest = word
        if joined:
            if rest[0] not in "وف" or len(rest) < 3:
                break
            rest = rest[1:]
        if table.knows(rest):
            return rest, joined, False, False
        if rest.startswith("ال") and table.knows(rest[2:]):
            return rest[2:], joined, False, True
        if rest[:1] in "بلك" and len(rest) > 2:
            inner = rest[1:]
            if inner.startswith("ال") and table.knows(inner[2:]):
                return inner[2:], joined, True, True
            if rest.startswith("لل") and table.knows(rest[2:]):
                return rest[2:], joined, True, True
            if table.knows(inner):
                return inner, joined, True, False
    return word, False, False, False


@lru_cache(maxsize=4096)
def _gap(between: str) -> str:
    """Classifies what stands between two tokens."""
    seen = _INVISIBLE.sub("", between)
    if seen == "" or len(seen) == 1 and not seen.isspace() and seen != "\u200c":
        return {"\u2010": "-", "\u2011": "-", "’": "'"}.get(seen, seen)
    if seen == "\u200c":
        return "z"
    if seen == " / ":
        return "/"
    if seen.replace("\u200c", "").isspace() and seen.count("\n") < 2:
        return " "
    return "|"


@lru_cache(maxsize=16384)
def _pieces(word: str, lang: Lang) -> tuple[str, ...]:
    """Cuts a Persian word written without joiners: بیستوسه and هزارو at the و, چهارساله before its unit."""
    if lang != "fa" or tables(lang).knows(fold(word)):
        return (word,)
    for length in range(2, 7):
        head, tail = fold(word[:length]), fold(word[length:])
        if _is_tail(tail, lang) and _is_place(head, lang) or _is_place(tail, lang) and _is_several(head, lang):
            return word[:length], word[length:]
    if "و" not in word[2:]:
        return (word,)
    number = tables(lang).phrases
    pieces = re.split("و", word)
    if pieces[-1] == "":
        return (word[:-1], "و") if fold(word[:-1]) in number and len(pieces) == 2 and len(word) > 3 else (word,)
    if len(pieces) > 1 and all(len(piece) > 1 and _is_place(fold(piece), lang) for piece in pieces):
        return (pieces[0], *("و" + piece for piece in pieces[1:]))
    return (word,)


def _is_several(word: str, lang: Lang) -> bool:
    """Tells whether a folded word says "several": چند may be written onto the next word."""
    return any(len(cut) == 1 and entry.role == "several" for cut, entry in tables(lang).phrases.get(word, ()))


def _is_tail(word: str, lang: Lang) -> bool:
    """Tells whether a folded word is a unit or a scale long enough to be told at the end of another."""
    if len(word) < 4:
        return False
    table = tables(lang)
    return word in table.units or any(entry.role == "scale" for _, entry in table.phrases.get(word, ()))


@lru_cache(maxsize=4096)
def _is_place(word: str, lang: Lang) -> bool:
    """Tells whether a folded word alone takes a place in a spelled-out figure."""
    places = ("digit", "teen", "ten", "hundreds", "scale")
    return any(len(cut) == 1 and entry.role in places for cut, entry in tables(lang).phrases.get(word, ()))


def cut(raw: str, lang: Lang, start: int, end: int) -> list[Token]:
    """Returns the tokens of `raw[start:end]` in order; figures that are codes or parts of names are left out."""
    found: list[Token] = []
    last = start
    table = tables(lang)
    for match in _TOKEN.finditer(raw, start, end):
        kind = match.lastgroup
        at, to = match.span()
        gap = _gap(raw[last:at]) if found else "|"
        last = to
        if kind == "word":
            for piece in _pieces(match.group(), lang):
                text = fold(piece)
                found.append(Token(at, at + len(piece), text, *_analysed(piece, text, lang, gap)))
                at += len(piece)
                gap = ""
        elif kind == "figure":
            _add_figures(found, raw, match, gap, lang, table)
        elif kind == "vulgar":
            _add_vulgar(found, match, gap)
        else:
            found.append(Token(at, to, "", "", gap))
    return found


def _analysed(piece: str, text: str, lang: Lang, gap: str) -> tuple[str, str, tuple[Fraction, ...], bool, bool, bool]:
    """Returns the fields of a word token after its text."""
    if piece[:2] in ("وأ", "وإ") and tables(lang).knows(text[1:]):
        return text[1:], gap, (), True, False, False  # وأحد is "and one of", though it folds to واحد
    core, joined, preposition, article = _analysis(text, lang) if text else (text, False, False, False)
    return core, gap, (), joined, preposition, article


def _add_figures(found: list[Token], raw: str, match: re.Match[str], gap: str, lang: Lang, table: Tables) -> None:
    """Adds the figures of a digit string, or one empty token that nothing can join on to."""
    at = match.start()
    before = found[-1] if found else None
    code = match.group() in table.raw_blocks or _is_code(raw, match, before, gap, table)
    readings = () if code else read_figure(match.group(), lang)
    if not readings:
        found.append(Token(at, match.end(), "", "", gap))
        return
    if len(readings) == 1 and _POINT_AHEAD.search(raw, max(0, at - 2), at):
        part = readings[0].readings[0]
        if part.denominator == 1:  # ".5 percent"
            whole = Fraction(part, 10 ** (match.end() - at))
            found.append(Token(at - 1, match.end(), "", "", " ", (whole,)))
            return
    for figure in readings:
        found.append(Token(at + figure.start, at + figure.end, "", "", gap, figure.readings))
        gap = raw[at + figure.end : at + figure.end + 1]


_POINT_AHEAD = re.compile(r"(?:\A|(?<=\s))[.٫]\Z")


def _add_vulgar(found: list[Token], match: re.Match[str], gap: str) -> None:
    """Adds ½ as a figure of its own, or to the figure it is written onto (2½)."""
    value = VULGAR[match.group()]
    if found and gap in ("", " ") and found[-1].readings and found[-1].readings[0].denominator == 1:
        token = found[-1]
        token.readings, token.end = tuple(reading + value for reading in token.readings), match.end()
    else:
        found.append(Token(match.start(), match.end(), "", "", gap, (value,)))


def _is_code(raw: str, match: re.Match[str], before: Token | None, gap: str, table: Tables) -> bool:
    """Tells digits that belong to a name or a code: G20, F-16, Covid-19, 5G, 3D, phone numbers, chains of hyphens."""
    at, to = match.span()
    if _QUOTED.fullmatch(match.group()):
        return True
    if before is not None:
        if gap == "" and before.end == at and not before.readings and not _PROCLITIC.fullmatch(raw, before.start, at):
            return True
        if gap in ("-", "+", "_", "\u2011") and not before.readings and before.text not in table.prefixes:
            return True
        if gap in ("-", " ") and before.text in table.labels:
            return True
    if _GLUED.match(raw, to) or _CLOCK.match(raw, to) or _CLOCK_TAIL.search(raw[max(0, at - 8) : at]):
        return True
    if raw[at - 1 : at] == ":" == raw[to : to + 1] and raw[to + 1 : to + 2].isdigit():
        return True
    return _is_phone(raw, at, to)


# A letter behind the digits that makes them a name (5G, 3D, 802.11n, 4x4) and is no sign, ordinal or multiplier.
_GLUED = re.compile(r"(?![ckm]?m[23²³])[A-Za-z]{1,2}\d|(?![kKmMbBhgtlLWsec€])[A-Za-z](?![^\W_])|[Gx](?![^\W_])")
# Clock times with "h", and times of day with seconds, are dates even where nobody took them away before.
_CLOCK = re.compile(r"\s?h\s?\d\d(?!\d)|:\d\d:\d\d")
_CLOCK_TAIL = re.compile(r"\d\s?h\s?$|\d:\d\d:$")


_PHONE = re.compile(r"(?:\+|\(?\b00)?\(?\d+\)?(?:[ .\u00a0\u202f-]\(?\d+\)?)+")
_DIALLED = re.compile(r"\+|00|\(\d{2,4}\)")
_CHAIN = 40  # code points to look ahead in; no telephone number is longer
# A chain that opens with 0 and more digits, or holds a group of four that does: 0800 555 111, 111 555 0800.
_TRUNK = re.compile(r"^\W*[0٠۰]\d{2,}(?=\W)|(?<!\d)[0٠۰]\d{3,}(?!\d)")
_GROUPED = re.compile(r"\d{1,3}(?:[.\s]\d{3})+")
# A figure has no leading nought; so many digits behind one are a number to dial or to quote.
_QUOTED = re.compile(r"[0٠۰]\d{6,}")


def _is_phone(raw: str, at: int, to: int) -> bool:
    """Tells a digit string inside a chain that is dialled, not counted: by its length, its noughts, its hyphens."""
    if not (raw[at - 1 : at] in tuple("+-.) \u00a0\u202f") or raw[to : to + 1] in tuple("-. )\u00a0\u202f")):
        return False
    left = at
    while left > max(0, at - _CHAIN) and (raw[left - 1].isdigit() or raw[left - 1] in "+-. ()\u00a0\u202f"):
        left -= 1
    chain = _PHONE.search(raw, left, to + _CHAIN)
    if not chain or chain.start() >= to or chain.end() < to:
        return raw[max(at - 1, 0)] == "+" and to - at >= 9
    text = chain.group()
    digits = sum(char.isdigit() for char in text)
    if digits < 6:
        return False
    hyphens = text.count("-")
    if _TRUNK.search(text) and digits >= 7:
        return True
    if _GROUPED.fullmatch(text.strip("() ")):
        return False
    return bool(_DIALLED.match(text)) and digits >= 8 or hyphens >= 2 and digits >= 6 or _pairs(text)


def _pairs(text: str) -> bool:
    """Tells the French way with telephone numbers: five pairs of digits."""
    return re.fullmatch(r"0\d(?:[ .\u00a0-]\d\d){4}", text) is not None
