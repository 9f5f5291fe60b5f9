"""Negations and negative words of a document, with their spans and the words they turn round.

The word lists are `data/<lang>/polarity.tsv`. Plain negations are told from negative words (refuse, lack, without)
and limits (only, hardly), which a translator may put for a negation; what only looks like one (ne … que, لا يزال, not
only) is not a plain negation.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from text.document import Document, Lang, Span
from text.fold import fold
from text.mention import Mention, MentionKind, Polarity
from text.patterns import Hit, PatternBook
from text.resources import rows
from text.stems import candidate_tiers
from text.term_index import load_index
from text.tokens import Token, tiers, tokens_of

_PAST_ENDINGS = ("", "م", "ی", "یم", "ید", "ند", "ه", "ه‌ام", "ه‌ای", "ه‌ایم", "ه‌اند", "ه‌است", "ه‌بود")
_PRESENT_ENDINGS = ("م", "ی", "د", "یم", "ید", "ند")
_SCOPE = 3
_SHORTEST_REST = 3
_CLAUSE_MARKS = frozenset(",;:.!?()،؛؟…")


@dataclass(frozen=True, slots=True)
class Negation:
    """Is a negation or negative word: its mention, its own words, and the words whose meaning it turns (may be none).

    `is_light` marks grammatical words (without, غير, ni), which stand for a negation whatever they are linked to.
    """

    mention: Mention
    sentence: int
    marks: tuple[Span, ...]
    scope: tuple[Span, ...]
    is_light: bool

    @property
    def is_full(self) -> bool:
        """Tells whether it is a plain negation."""
        return isinstance(self.mention.value, Polarity) and self.mention.value.strength == "full"


@lru_cache(maxsize=64)
def negations(document: Document) -> tuple[Negation, ...]:
    """Returns the negations of all sentences, in text order, none overlapping another."""
    return tuple(negation for sentence in document.sentences for negation in _in_sentence(document, sentence.index))


@lru_cache(maxsize=8)
def negators(lang: Lang) -> frozenset[str]:
    """Returns the compare-forms of the words that plain negations are made of, alone or together (ne, pas, ليس)."""
    whole = " ".join(cells[1].replace("/", " ") for cells in rows(f"{lang}/polarity.tsv") if cells[0] == "full")
    return frozenset(fold(word) for word in whole.split() if word.isalpha())


def _in_sentence(document: Document, sentence: int) -> Iterator[Negation]:
    tokens = tokens_of(document, sentence)
    hits = _chosen(
        [hit for hit in _book(document.lang).find(document.raw, tokens) if not _is_bare_letter(document, tokens, hit)]
    )
    taken = {index for hit in hits for index in hit.where}
    hits += [
        Hit("weak", (index,))
        for index, token in enumerate(tokens)
        if index not in taken and _is_affixed(token, document.lang)
    ]
    hits.sort(key=lambda hit: hit.where)
    weak = {index for hit in hits if hit.label in ("weak", "light") for index in hit.where}
    for hit in hits:
        if hit.label == "none":
            continue
        scope = _scope(document, tokens, hit)
        # A negated negative word states something: "not unknown", لم يفشل.
        turned = next((index for index in scope if not _is_modal(tokens[index], document.lang)), -1)
        full = hit.label == "full" and turned not in weak
        span = Span(tokens[hit.where[0]].span.start, tokens[hit.where[-1]].span.end)
        mention = Mention(MentionKind.NEGATION, span, span.of(document.raw), Polarity("full" if full else "limiting"))
        marks, turns = (tuple(tokens[index].span for index in indices) for indices in (hit.where, scope))
        yield Negation(mention, sentence, marks, turns, hit.label == "light")


def _is_bare_letter(document: Document, tokens: Sequence[Token], hit: Hit) -> bool:
    """Tells whether the "n" of a French pattern has no apostrophe: 802.11n."""
    ends = [tokens[index].span.end for index in hit.where if tokens[index].folded == "n"]
    return any(document.raw[end : end + 1] not in ("'", "’", "ʼ") for end in ends)


@lru_cache(maxsize=8)
def _book(lang: Lang) -> PatternBook:
    table = rows(f"{lang}/polarity.tsv")
    patterns = [(cells[0], cells[1]) for cells in table if cells[0] in ("full", "weak", "light", "none")]
    for kind, endings in (("past", _PAST_ENDINGS), ("present", _PRESENT_ENDINGS)):
        patterns += [("full", f"ن{cells[1]}{ending}") for cells in table if cells[0] == kind for ending in endings]
    return PatternBook(lang, patterns)


@lru_cache(maxsize=8)
def _table(lang: Lang, kind: str) -> tuple[str, ...]:
    return tuple(fold(cells[1]) for cells in rows(f"{lang}/polarity.tsv") if cells[0] == kind)


@lru_cache(maxsize=65536)
def _is_affixed(token: Token, lang: Lang) -> bool:
    """Tells whether a negative beginning or ending stands on a word that the lexicon knows without it."""
    known = load_index("lexicon", lang).words
    word = token.folded
    pieces = [word[len(affix) :] for affix in _table(lang, "affix") if word.startswith(affix)]
    if any(piece.endswith(_table(lang, "able")) for piece in pieces):
        return True
    pieces += [word[: -len(affix)] for affix in _table(lang, "ending") if word.endswith(affix)]
    long = [piece for piece in pieces if len(piece) >= _SHORTEST_REST]
    return any(form in known for piece in long for tier in candidate_tiers(piece, lang)[:2] for form in tier)


@lru_cache(maxsize=65536)
def _is_modal(token: Token, lang: Lang) -> bool:
    """Tells whether the word only helps the verb that the negation turns."""
    known = _table(lang, "modal")
    return any(form in known for tier in tiers(token, lang) for form in tier)


def _chosen(hits: Sequence[Hit]) -> list[Hit]:
    """Returns the hits that stand: the one with most words, then the tightest, at each place; they do not overlap."""
    order = {"none": 0, "weak": 1, "light": 2, "full": 3}
    taken: set[int] = set()
    out = []
    for hit in sorted(
        hits, key=lambda hit: (-len(hit.where), hit.where[-1] - hit.where[0], order[hit.label], hit.where)
    ):
        extent = set(range(hit.where[0], hit.where[-1] + 1)) if len(hit.where) > 1 else set(hit.where)
        if not extent & taken:
            taken |= set(hit.where)
            out.append(hit)
    return out


def _scope(document: Document, tokens: Sequence[Token], hit: Hit) -> list[int]:
    """Returns the content words that the negation turns: those inside and after it; in Persian the verb and before."""
    first, last = hit.where[0], hit.where[-1]
    inside = [index for index in range(first, last + 1) if index not in hit.where and tokens[index].content]
    if document.lang == "fa" and tokens[first].folded.startswith("ن"):
        return [first, *_content(document, tokens, range(first - 1, -1, -1))]
    return inside + list(_content(document, tokens, range(last + 1, len(tokens))))


def _content(document: Document, tokens: Sequence[Token], order: range) -> Iterator[int]:
    """Yields the next content words in that order, up to the end of the clause."""
    found = 0
    for index in order:
        near = tokens[index - order.step]
        left, right = min(near.span, tokens[index].span), max(near.span, tokens[index].span)
        if found >= _SCOPE or _CLAUSE_MARKS & set(document.raw[left.end : right.start]):
            return
        if tokens[index].content:
            found += 1
            yield index
