"""Adds number words up to one value: place by place, each place once, from the great to the small.

The same machine reads four languages; what differs is where "and" must or may stand and that Arabic says the unit
before the ten. Every prefix that is a figure is returned as well, because "between one hundred and two hundred" can
only be cut with the sentence in view.
"""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

from text.document import Lang
from text.numbers.stream import Stream
from text.numbers.tables import Entry

_PLACES = ("digit", "teen", "ten", "sixty", "hundred", "hundreds", "scale", "scaled", "tenth-part", "lone")
_NO_LIMIT = Fraction(10) ** 30
HALF = Fraction(1, 2)


@dataclass(frozen=True, slots=True)
class Amount:
    """Is a figure that ends before token `end`.

    `scale` is the multiplier that closed it ("million"), 1 without one; `lone` tells a single number word.
    """

    end: int
    values: tuple[Fraction, ...]
    highs: tuple[Fraction, ...] = ()
    scale: Fraction = Fraction(1)
    ordinal: bool = False
    digits: bool = False
    lone: bool = False
    vague: bool = False
    about: bool = False

    @property
    def value(self) -> Fraction:
        """Returns the likeliest reading."""
        return self.values[0]


class _Sum:
    """Is the sum so far: closed groups, the open group below a thousand, and the room left in it."""

    __slots__ = ("before", "cap", "closed", "group", "lang", "last", "latest", "open", "ordinal", "room", "scale")

    def __init__(self, lang: Lang) -> None:
        self.lang = lang
        self.closed = [Fraction(0)]
        self.group = [Fraction(0)]
        self.open = False
        self.latest = [Fraction(0)]
        self.room = 1000
        self.before = 1000
        self.cap = _NO_LIMIT
        self.scale = Fraction(1)
        self.last = ""
        self.ordinal = False

    def values(self) -> tuple[Fraction, ...]:
        """Returns the sum under each reading of its figure."""
        return tuple(closed + group for closed, group in zip(self.closed, self.group, strict=True))

    def take(self, entry: Entry, joined: bool, values: tuple[Fraction, ...]) -> bool:
        """Adds one word, or refuses it because its place is taken or the wrong joint stands before it."""
        role = entry.role
        if role == "tenth-part":
            if self.last == "digit" and not joined and self.before >= 100:
                return self._add(Fraction(10), 1, "teen")
            role = "teen"
        if role == "lone":
            return self.last == "" and self._add(entry.value, 1, "lone")
        if role == "figure":
            return self._figure(values, joined)
        if role == "scale":
            return self._multiply(entry.value, joined)
        if role == "scaled":
            return self._scaled(values, joined)
        if role == "hundred" and self.open and not joined and self._multiplies_hundred():
            self.group = [group * 100 for group in self.group]
            self.room, self.last = 100, "hundred"
            return True
        if self.last and not self._joint(entry, joined):
            return False
        return self._place(role, entry.value, joined)

    def _place(self, role: str, value: Fraction, joined: bool) -> bool:
        """Adds a word by its place."""
        if role == "digit":
            if self.room < 10 or (value == 0 and self.last):
                return False
            self.before = self.room
            return self._add(value, 1, "digit")
        if role == "teen":
            return (self.room >= 100 or self.room == 20) and self._add(value, 1, "teen")
        if role in ("ten", "sixty"):
            if self.lang == "ar" and joined and self.last == "digit" and self.before >= 100:
                return self._add(value, 1, "ten-after")
            return self.room >= 100 and self._add(value, 20 if role == "sixty" else 10, role)
        return self.room >= 1000 and self._add(value, 100, "hundred")

    def _add(self, value: Fraction, room: int, last: str) -> bool:
        self.group = [group + value for group in self.group]
        self.open, self.room, self.last = True, room, last
        return True

    def _multiplies_hundred(self) -> bool:
        group = self.group[0]
        if self.last == "figure":
            return group < 100 and group.denominator == 1
        return (
            self.last == "digit"
            and 0 < group < 10
            or self.lang == "en"
            and self.last in ("teen", "ten")
            and group < 100
        )

    def _joint(self, entry: Entry, joined: bool) -> bool:
        """Tells whether a smaller place may follow with or without "and"."""
        if self.lang in ("ar", "fa"):
            return joined
        if not joined:
            return self.last != "figure"
        if self.lang == "fr":
            after_ten = self.last in ("ten", "sixty") and entry.value in (1, 11)
            return after_ten or self.last in ("hundred", "scale") and entry.value in (1, 11)
        return self.last in ("hundred", "scale")

    def _figure(self, values: tuple[Fraction, ...], joined: bool) -> bool:
        """Starts with a figure, or adds one below the scale just closed: "5 هزار و 200", "2 millions 500 000"."""
        if self.last == "":
            self.closed, self.latest = [Fraction(0)] * len(values), [Fraction(0)] * len(values)
            self.group, self.open, self.room, self.last = list(values), True, 1, "figure"
            return True
        value = values[0]
        fits = self.last == "scale" and value < self.cap and value.denominator == 1 and value > 0
        wanted = joined if self.lang in ("ar", "fa") else not joined and value >= 1000
        if not (fits and wanted):
            return False
        self.group, self.open, self.room, self.last = [value] * len(self.group), True, 1, "figure"
        return True

    def _multiply(self, scale: Fraction, joined: bool) -> bool:
        """Closes the open group with a scale word, or multiplies a scale by a greater one (mille milliards)."""
        if (
            joined
            and self.open
            or not joined
            and not self.open
            and self.lang in ("ar", "fa")
            and self.last not in ("", "scale")
        ):
            return False
        if self.last == "scale" and not joined and not self.open:
            rest = [closed - latest for closed, latest in zip(self.closed, self.latest, strict=True)]
            if scale < self.scale or any(rest):
                return self._close_bare(scale) if self.lang in ("fr", "en") else False
            self.closed = [closed * scale for closed in self.closed]
            self.latest = list(self.closed)
            self.scale *= scale
            self.cap = min(scale, self.scale)
            return True
        if not self.open:
            return self._close_bare(scale)
        if scale >= self.cap:
            return self._multiply_all(scale)
        self.latest = [group * scale for group in self.group]
        return self._close(scale)

    def _multiply_all(self, scale: Fraction) -> bool:
        """Reads "2 thousand and 500 billion", the Persian and Arabic way with great sums, as 2,500 billion."""
        if self.scale != 1000 or scale <= 1000 or self.closed[0] >= 10**6:
            return False
        self.latest = [total * scale for total in self.values()]
        self.closed = [Fraction(0)] * len(self.closed)
        return self._close(scale)

    def _close_bare(self, scale: Fraction) -> bool:
        if scale >= self.cap:
            return False
        self.latest = [scale] * len(self.closed)
        return self._close(scale)

    def _scaled(self, values: tuple[Fraction, ...], joined: bool) -> bool:
        """Adds a dual such as ألفان; ألفا is also 1,000 in the accusative, so the first word may have two readings."""
        scale = values[0] / 2
        if self.open or self.last and not joined or scale >= self.cap:
            return False
        if self.last == "":
            self.closed, self.group = [Fraction(0)] * len(values), [Fraction(0)] * len(values)
            self.latest = list(values)
        else:
            self.latest = [values[0]] * len(self.closed)
        return self._close(scale)

    def _close(self, scale: Fraction) -> bool:
        self.closed = [closed + latest for closed, latest in zip(self.closed, self.latest, strict=True)]
        self.group = [Fraction(0)] * len(self.closed)
        self.open, self.cap, self.scale, self.last = False, scale, scale, "scale"
        self.room = 1000
        return True

    def add_part(self, part: Fraction) -> None:
        """Adds a half (a third, a quarter) of the last scale, or of one where no scale closes the sum."""
        if self.open or not self.latest[0]:
            self.group = [group + part for group in self.group]
            self.room, self.last = 1, "half"
        else:
            self.closed = [closed + part * self.scale for closed in self.closed]
            self.last = "half-scale"


def compose(stream: Stream, at: int, forbidden_and: bool = False) -> list[Amount]:
    """Returns every figure that begins at token `at`, shortest first; empty if none does."""
    total = _Sum(stream.lang)
    found: list[Amount] = []
    position, words, digits = at, 0, False
    while position < len(stream.tokens):
        token = stream.tokens[position]
        step, joined = position, token.joined and words > 0
        if words and not stream.inside(token):
            break
        if words and token.preposition:
            break
        if words and stream.is_and(position):
            step, joined = position + 1, True
            if step >= len(stream.tokens) or not stream.inside(stream.tokens[step]):
                break
        if joined and forbidden_and:
            break
        if total.open and not joined and _is_other_before_scale(stream, step):
            step += 1
        if words and (after := _part(stream, step, joined, total)):
            position, words = after, words + 1
            found.append(_amount(total, position, digits, words))
            continue
        taken = _take(stream, step, joined, total, words)
        if taken is None:
            break
        position, entry = taken
        digits = digits or entry.role == "figure"
        words += 1
        total.ordinal = total.ordinal or entry.ordinal
        found.append(_amount(total, position, digits, words))
        if entry.ordinal and stream.lang != "ar":
            break
    return found


def _is_other_before_scale(stream: Stream, at: int) -> bool:
    """Tells whether "other" stands between a figure and its scale: "six autres millions"."""
    after = at + 1
    if stream.find(at, "other", exact=True) is None or after >= len(stream.tokens):
        return False
    return stream.inside(stream.tokens[after]) and stream.find(after, "scale", exact=True) is not None


def _amount(total: _Sum, end: int, digits: bool, words: int) -> Amount:
    scale = total.scale if not total.open else Fraction(1)
    return Amount(end, total.values(), (), scale, total.ordinal, digits, words == 1)


def _take(stream: Stream, at: int, joined: bool, total: _Sum, words: int) -> tuple[int, Entry] | None:
    """Lets the sum take the word or figure at token `at`; returns the token after it, or none if it was refused."""
    token = stream.tokens[at]
    if token.readings:
        entry = Entry("figure", token.readings[0], token.readings[0])
        return (at + 1, entry) if total.take(entry, joined, token.readings) else None
    for role in ("scaled", None):
        found = stream.find(at, role) if role else stream.find(at, *_PLACES)
        if found is None:
            continue
        entry, after = found
        values: tuple[Fraction, ...] = (entry.value,)
        if role == "scaled" and words == 0:
            values += tuple(other.value for other in stream.entries(at, "scale"))
        if total.take(entry, joined, values):
            return after, entry
    if words == 0 and (found := stream.find(at, "article")):
        entry, after = found
        if stream.find(after, "hundred", "scale") and total.take(Entry("digit", entry.value, entry.value), False, ()):
            return after, entry
    return None


def _part(stream: Stream, at: int, joined: bool, total: _Sum) -> int | None:
    """Reads "and a half" behind a whole figure: et demi, ونصف المليون, و نیم; returns the token after it."""
    if not joined or total.last in ("half", "half-scale"):
        return None
    article = stream.find(at, "article")
    found = stream.find(article[1] if article else at, "half", "half-of", "half-bound", "fraction")
    if found is None or found[0].value >= 1:
        return None
    entry, after = found
    if total.open and total.last == "figure" and total.group[0].denominator != 1:
        return None
    total.add_part(entry.value)
    if stream.lang == "ar" and total.last == "half-scale":
        again = stream.find(after, "scale")
        if again and again[0].value == total.scale:
            return again[1]
    return after
