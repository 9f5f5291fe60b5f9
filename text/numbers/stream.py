"""The tokens of a text with look-ups: which phrase of the tables begins at a token, and where it ends."""

from __future__ import annotations

from text.document import Lang
from text.numbers.tables import Entry, tables
from text.numbers.tokens import Token, cut

# What may stand between the words of one phrase or figure: nothing, a space, a hyphen, a joiner.
INSIDE = frozenset(("", " ", "-", "z"))


class Stream:
    """Holds a cut text and answers what begins at a token."""

    __slots__ = ("end", "lang", "raw", "start", "table", "tokens")

    def __init__(self, raw: str, lang: Lang, start: int, end: int) -> None:
        self.raw = raw
        self.start, self.end = start, end
        self.lang = lang
        self.table = tables(lang)
        self.tokens: list[Token] = cut(raw, lang, start, end)

    def find(self, at: int, *roles: str, exact: bool = False) -> tuple[Entry, int] | None:
        """Returns the first entry with one of the roles that begins at token `at`, and the token after it.

        `exact` refuses words behind a proclitic, for what must stand as written.
        """
        if at >= len(self.tokens):
            return None
        token = self.tokens[at]
        found = self.table.phrases.get(token.text) if exact else self.table.phrases.get(token.core)
        for words, entry in found or ():
            if entry.role in roles and self.matches(at, words):
                return entry, at + len(words)
        if not exact and token.core != token.text:
            return self.find(at, *roles, exact=True)
        return None

    def entries(self, at: int, *roles: str) -> list[Entry]:
        """Returns every one-word entry with one of the roles at token `at`, for words with several values."""
        found = self.table.phrases.get(self.tokens[at].core, ())
        return [entry for words, entry in found if entry.role in roles and len(words) == 1]

    def matches(self, at: int, words: tuple[str, ...]) -> bool:
        """Tells whether the words after the first of a phrase follow token `at`."""
        if at + len(words) > len(self.tokens):
            return False
        for step in range(1, len(words)):
            token = self.tokens[at + step]
            if (token.text != words[step] and (token.core != words[step] or token.joined)) or not self.inside(token):
                return False
        return True

    def inside(self, token: Token) -> bool:
        """Tells whether a token follows the one before closely enough to be part of the same phrase."""
        return token.gap in INSIDE

    def is_and(self, at: int) -> bool:
        """Tells whether token `at` is the word "and"."""
        return self.find(at, "and", exact=True) is not None

    def gap(self, at: int) -> str:
        """Returns the gap before token `at`; after the last token it is a break."""
        return self.tokens[at].gap if at < len(self.tokens) else "|"

    def noun_follows(self, at: int) -> bool:
        """Tells whether token `at` is a word that can be counted: near enough, and no function word."""
        if at >= len(self.tokens):
            return False
        token = self.tokens[at]
        return (
            token.gap in (" ", "-")
            and bool(token.text)
            and token.text not in self.table.function
            and not (token.joined and self.lang == "ar" and token.core in self.table.function)
        )

    def start_of(self, at: int) -> int:
        """Returns where the figure at token `at` begins in the text, behind the proclitics و ب ل ك."""
        token = self.tokens[at]
        skip = int(token.joined) + int(token.preposition and not token.text[int(token.joined) :].startswith("لل"))
        position = token.start
        while skip and position < token.end - 1:
            position += 1
            if self.raw[position].isalpha() and self.raw[position] != "ـ":
                skip -= 1
        return position
