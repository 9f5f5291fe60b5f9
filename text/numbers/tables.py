"""The word tables of one language, loaded once from `text/data/<lang>/numbers.tsv` and `units.tsv`.

The roles of `numbers.tsv`:

digit, teen, ten, hundred, scale        build a figure by place; a `hundred` and a `scale` multiply what stands before
sixty, hundreds, scaled, tenth-part     20 places left (quatre-vingt), 200-900 and 2,000 in one word, Arabic عشر
ordinal-…                               the same places as ordinals; `ordinal-lone` never ends a longer figure
article                                 stands for 1 only before a multiplier: "a hundred", "a dozen"
fraction, denominator, fifth-part       a whole fraction in one word, the lower part of one, خمس (5 or one fifth)
half, half-of, half-bound, half-after   1/2: alone, alone before certain words, never alone; those words
collective, collective-of, few, vague   dizaine, quarantaine (only with "de"), بضعة, hundreds
several, vague-before                   "several" before a scale word, the words that make a plural one vague
about, over, under, …-after             how exact the figure claims to be
and, or, to, between, from, link, point what joins figures, a figure and its unit, a figure and its decimals
alone-never, alone-noun, alone-classifier, classifier, function, label, not, not-raw
counter, alone-counter                  when a number word is no figure; `not-raw` compares the spelling as written
ordinal-noun, the                       nouns that make the number after them an ordinal; articles before a fraction
suffix, suffix-apart                    ordinal endings of figures in digits, glued or behind a space
minus                                   a word that makes a temperature negative
other                                   may stand between a figure and its scale: "six autres millions"
prefix                                  words before a hyphen that leave digits a figure: mid-1990
decade, decade-noun, decade-suffix      سبعينيات, "années" before 70, the s of "1970s"
dual, dual-before                       an Arabic noun whose dual form is the number 2; words that a dual follows
"""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from functools import lru_cache
from importlib.resources import files

from text.document import Lang
from text.fold import fold

# Roles that only join, link or qualify: a word with no other role begins no figure, and the reader passes it by.
_COMPANIONS = frozenset(
    {
        "about",
        "over",
        "under",
        "about-after",
        "over-after",
        "under-after",
        "and",
        "or",
        "to",
        "from",
        "link",
        "the",
        "point",
        "half-after",
        "vague-before",
        "ordinal-noun",
        "decade-noun",
        "suffix",
        "suffix-apart",
        "decade-suffix",
        "minus",
        "other",
    }
)
_WORD_SETS = frozenset(
    {
        "function",
        "classifier",
        "counter",
        "label",
        "prefix",
        "alone-never",
        "alone-noun",
        "alone-classifier",
        "alone-counter",
        "alone-accusative",
    }
)


@dataclass(frozen=True, slots=True)
class Entry:
    """Is one meaning of a word or phrase; `high` differs from `value` only for words such as بضعة (3 to 9)."""

    role: str
    value: Fraction
    high: Fraction
    ordinal: bool = False


@dataclass(frozen=True, slots=True)
class Tables:
    """Holds everything known about the number words of a language, keyed by the first word of each phrase."""

    phrases: dict[str, tuple[tuple[tuple[str, ...], Entry], ...]]
    units: dict[str, tuple[tuple[tuple[str, ...], str, bool], ...]]
    starters: frozenset[str]
    raw_blocks: frozenset[str]
    function: frozenset[str]
    classifiers: frozenset[str]
    never_alone: frozenset[str]
    noun_alone: frozenset[str]
    classifier_alone: frozenset[str]
    counter_alone: frozenset[str]
    counters: frozenset[str]
    accusative_alone: frozenset[str]
    prefixes: frozenset[str]
    labels: frozenset[str]

    def knows(self, word: str) -> bool:
        """Tells whether a phrase of either table begins with this folded word."""
        return word in self.phrases or word in self.units


def rows(*path: str) -> list[list[str]]:
    """Returns the rows of a data file under `text/data`, without comments and blank lines."""
    text = files("text").joinpath("data", *path).read_text(encoding="utf-8")
    return [line.split("\t") for line in text.splitlines() if line and not line.startswith("#")]


def words_of(phrase: str) -> tuple[str, ...]:
    """Returns the folded words of a phrase, cut as the tokenizer cuts: at spaces, hyphens, joiners, after d'."""
    spaced = phrase.replace("\u200c", " ").replace("-", " ").replace("’", "'").replace("'", "' ").replace("/", " ")
    return tuple(fold(spaced).replace(".", " ").split())


@lru_cache(maxsize=8)
def tables(lang: Lang) -> Tables:
    """Returns the tables of a language, longest phrases first."""
    phrases: dict[str, list[tuple[tuple[str, ...], Entry]]] = {}
    sets: dict[str, set[str]] = {}
    raw_blocks: set[str] = set()
    for row in rows(lang, "numbers.tsv"):
        word, role, value = (row + ["", ""])[:3]
        if role == "not-raw":
            raw_blocks.add(word)
            continue
        cut = words_of(word)
        if role in _WORD_SETS:
            sets.setdefault(role, set()).add(cut[0])
            continue
        low, _, high = (value or "0").partition("-")
        ordinal = role.startswith("ordinal-") and role != "ordinal-noun"
        entry = Entry(role.removeprefix("ordinal-") if ordinal else role, Fraction(low), Fraction(high or low), ordinal)
        phrases.setdefault(cut[0], []).append((cut, entry))
    units: dict[str, list[tuple[tuple[str, ...], str, bool]]] = {}
    for row in rows(lang, "units.tsv"):
        word, unit, form = (row + ["", ""])[:3]
        cut = words_of(word)
        units.setdefault(cut[0], []).append((cut, unit, form == "dual"))
    return Tables(
        {key: tuple(sorted(found, key=lambda item: -len(item[0]))) for key, found in phrases.items()},
        {key: tuple(sorted(found, key=lambda item: -len(item[0]))) for key, found in units.items()},
        frozenset(
            [first for first, found in phrases.items() if any(entry.role not in _COMPANIONS for _, entry in found)]
            + [first for first, found in units.items() if lang == "ar" or any(dual for _, _, dual in found)]
        ),
        frozenset(raw_blocks),
        frozenset(sets.get("function", ())),
        frozenset(sets.get("classifier", ())),
        frozenset(sets.get("alone-never", ())),
        frozenset(sets.get("alone-noun", ())),
        frozenset(sets.get("alone-classifier", ())),
        frozenset(sets.get("alone-counter", ())),
        frozenset(sets.get("counter", ())),
        frozenset(sets.get("alone-accusative", ())),
        frozenset(sets.get("prefix", ())),
        frozenset(sets.get("label", ())),
    )
