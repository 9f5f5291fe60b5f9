"""A text cut into folded tokens, with the questions the grammar asks of them."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass

from text.dates.lexicon import TOKEN, Entry, Lexicon
from text.document import Span
from text.fold import Folded, fold_with_map

_LONGEST_CUE = 4
_SEPARATORS = frozenset(".,:٫٬،")
_MARKS_BEFORE = frozenset("$€£¥#@_\\=+*%٪")
_MARKS_AFTER = frozenset("%٪°€$£")
_TRAILING = "\u0640\u200d"


@dataclass(frozen=True, slots=True)
class Match:
    """Says that `entry` stands here, up to the token with index `end`; `skip` letters of the first token precede it."""

    entry: Entry
    end: int
    skip: int


@dataclass(frozen=True, slots=True)
class Tokens:
    """Holds the folded tokens `words`; `begins` are their places in the folded text.

    `entries` are the phrases that may begin at each token, `skips` the letters written onto it from the word before.
    """

    raw: str
    offset: int
    folded: Folded
    lexicon: Lexicon
    words: list[str]
    begins: list[int]
    entries: list[tuple[Entry, ...]]
    skips: list[int]

    def match(self, at: int, *roles: str) -> Match | None:
        """Returns the longest phrase with one of these roles that begins at token `at`."""
        if not 0 <= at < len(self.entries):
            return None
        for entry in self.entries[at]:
            if entry.role in roles:
                length = len(entry.words)
                if length == 1 or tuple(self.words[at + 1 : at + length]) == entry.words[1:]:
                    return Match(entry, at + length, self.skips[at])
        return None

    def before(self, at: int, *roles: str, strength: str | None = None) -> Match | None:
        """Returns the longest phrase with one of these roles that ends right before token `at`."""
        for begin in range(max(0, at - _LONGEST_CUE), at):
            match = self.match(begin, *roles)
            if match and match.end == at and strength in (None, match.entry.strength):
                return match
        return None

    def word(self, at: int) -> str:
        """Returns the token at `at`, nothing outside the text."""
        return self.words[at] if 0 <= at < len(self.words) else ""

    def number(self, at: int, longest: int = 4) -> int | None:
        """Returns the value of a whole number of at most `longest` digits; None inside decimals, codes and groups."""
        word = self.word(at)
        if not word.isdecimal() or len(word) > longest or not self.is_whole(at):
            return None
        return int(word)

    def is_whole(self, at: int) -> bool:
        """Tells whether the digits at `at` are no part of a decimal, a grouped figure or a code such as `H5N1`."""
        if self.touches(at - 1):
            previous = self.word(at - 1)
            if previous in _MARKS_BEFORE or (previous.isascii() and previous.isalpha()):
                return False
            if previous in _SEPARATORS and self.touches(at - 2) and self.word(at - 2).isdecimal():
                return False
        if self.touches(at):
            following = self.word(at + 1)
            if following in _SEPARATORS and self.touches(at + 1) and self.word(at + 2).isdecimal():
                return False
            return following not in _MARKS_AFTER
        return True

    def apostrophe(self, at: int) -> bool:
        """Tells whether the token at `at` stands right behind an apostrophe (`l'an`) and so is a word of its own."""
        return self.word(at - 1) == "'" and self.touches(at - 1)

    def touches(self, at: int) -> bool:
        """Tells whether nothing stands between token `at` and the next one."""
        if not 0 <= at < len(self.words) - 1:
            return False
        return self.begins[at] + len(self.words[at]) == self.begins[at + 1]

    def is_capital(self, at: int, skip: int = 0) -> bool:
        """Tells whether the token begins with a capital in the original."""
        return self.raw[self.offset + self.folded.origin[self.begins[at] + skip]].isupper()

    def span(self, first: int, last: int, skip: int = 0) -> Span:
        """Returns the place in the text of the tokens from `first` up to, not including, `last`."""
        begin = self.begins[first] + skip
        span = self.folded.span(begin, self.begins[last - 1] + len(self.words[last - 1]), self.offset)
        end = span.end
        # Vowel signs, tatweel and the joiner of `ه‍` fold to nothing; behind the last letter they belong to the word.
        while end < len(self.raw) and (self.raw[end] in _TRAILING or unicodedata.category(self.raw[end]) == "Mn"):
            end += 1
        return Span(span.start, end)


def tokenize(raw: str, start: int, end: int, lexicon: Lexicon) -> Tokens:
    """Cuts `raw[start:end]` into tokens."""
    folded = fold_with_map(raw[start:end])
    words: list[str] = []
    begins: list[int] = []
    entries: list[tuple[Entry, ...]] = []
    skips: list[int] = []
    find, peeled = lexicon.index.get, lexicon.peeled
    for found in TOKEN.finditer(folded.text):
        word = found.group()
        if word[0] == "\n":
            word = "\n"
        words.append(word)
        begins.append(found.start())
        known, skip = find(word), 0
        if known is None:
            word, skip = peeled(word)
            known = find(word, ())
        entries.append(known)
        skips.append(skip)
    return Tokens(raw, start, folded, lexicon, words, begins, entries, skips)
