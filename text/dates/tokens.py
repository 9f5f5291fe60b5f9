"""A text cut into folded tokens, with the questions the grammar asks of them."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass

from text.dates.lexicon import TOKEN, Entry, Lexicon
from text.document import Span
from text.fold import Folded, fold_with_map

_LONGEST_CUE = 4


@dataclass(frozen=True, slots=True)
class Match:
    """Says that `entry` stands here, up to the token with index `end`; `skip` letters of the first token precede it."""

    entry: Entry
    end: int
    skip: int


@dataclass(frozen=True, slots=True)
class Tokens:
    """Holds the folded tokens `words`; `begins` are their places in the folded text."""

    raw: str
    offset: int
    folded: Folded
    lexicon: Lexicon
    words: list[str]
    begins: list[int]

    def match(self, at: int, *roles: str) -> Match | None:
        """Returns the longest phrase with one of these roles that begins at token `at`."""
        words = self.words
        if not 0 <= at < len(words):
            return None
        word, skip = self.lexicon.peeled(words[at])
        for entry in self.lexicon.index.get(word, ()):
            if entry.role not in roles:
                continue
            length = len(entry.words)
            if length == 1 or tuple(words[at + 1 : at + length]) == entry.words[1:]:
                return Match(entry, at + length, skip)
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
        if not word.isdigit() or len(word) > longest or not self.is_whole(at):
            return None
        return int(word)

    def is_whole(self, at: int) -> bool:
        """Tells whether the digits at `at` are no part of a decimal, a grouped figure or a code such as `H5N1`."""
        if self.touches(at - 1):
            previous = self.word(at - 1)
            if previous in ".,:٫٬+#@_\\$€£¥=*%" or (previous == "," and self.word(at - 2).isdigit()):
                if self.touches(at - 2) and self.word(at - 2).isdigit() or previous in "$€£¥#@_\\=+*":
                    return False
            if previous.isascii() and previous.isalpha() and not self.apostrophe(at - 1):
                return False
        if self.touches(at):
            following = self.word(at + 1)
            if following in ".,٫٬:" and self.touches(at + 1) and self.word(at + 2).isdigit():
                return False
            if following in "%٪°€$£":
                return False
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
        # Vowel signs fold to nothing; those of the last letter belong to the word.
        while end < len(self.raw) and unicodedata.category(self.raw[end]) == "Mn":
            end += 1
        return Span(span.start, end)


def tokenize(raw: str, start: int, end: int, lexicon: Lexicon) -> Tokens:
    """Cuts `raw[start:end]` into tokens."""
    folded = fold_with_map(raw[start:end])
    words: list[str] = []
    begins: list[int] = []
    for found in TOKEN.finditer(folded.text):
        word = found.group()
        words.append("\n" if word[0] == "\n" else word)
        begins.append(found.start())
    return Tokens(raw, start, folded, lexicon, words, begins)
