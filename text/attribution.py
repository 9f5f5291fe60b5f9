"""Who says what: verbs of saying, source phrases and hedges of a document, with the words that name the speaker.

The word lists are `data/<lang>/attribution.tsv`. The speaker is what stands beside the cue outside quotation marks, in
the same clause and before the word that opens what is said (que, that, أن, که).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from text.document import Document, Lang, Span
from text.patterns import Hit, PatternBook
from text.quotes import is_quoted
from text.resources import rows
from text.tokens import Token, tokens_of

CueKind = Literal["verb", "source", "hedge", "thought"]
_KINDS: tuple[CueKind, ...] = ("source", "hedge", "thought", "verb")
# At one place a phrase that is no cue comes first, a noun before the verb whose form it shares.
_RANK = {"none": 0, "source": 1, "noun": 2, "hedge": 3, "verb": 4, "thought": 5}
_REACH = 7  # words beside the cue
_OPENS = 8  # words between the verb and what is said
_TAIL = 4  # words between what is said and the verb after it
_OPENING = frozenset(':«“"')
_COMMAS = frozenset(",،")
_CLOSING = frozenset('»”"') | _COMMAS
_CLAUSE_MARKS = frozenset(',;:.!?()،؛؟…«»“”"–—')


@dataclass(frozen=True, slots=True)
class Attribution:
    """Is a cue that says where a statement comes from: its kind, its place, and the words that name the speaker.

    `opens` tells that what is said is seen beside it: a word such as that or أن, a colon, a quotation, a comma before
    the end of the sentence; source phrases always open. `speaker` is empty where a pronoun or nothing names it.
    """

    kind: CueKind
    sentence: int
    span: Span
    speaker: tuple[Span, ...]
    quoted: bool
    opens: bool

    @property
    def named(self) -> bool:
        """Tells whether a noun or a name says who speaks."""
        return bool(self.speaker)


@lru_cache(maxsize=64)
def attributions(document: Document) -> tuple[Attribution, ...]:
    """Returns the cues of all sentences, in text order, none overlapping another."""
    return tuple(found for sentence in document.sentences for found in _in_sentence(document, sentence.index))


def _in_sentence(document: Document, sentence: int) -> Iterator[Attribution]:
    tokens = tokens_of(document, sentence)
    hits = _book(document.lang).find(document.raw, tokens)
    stops = {hit.where[0] for hit in hits if hit.label == "that"}
    cues = _standing([hit for hit in hits if hit.label != "that"])
    taken = {index for hit in cues if hit.label in ("verb", "source", "hedge") for index in hit.where}
    for hit in cues:
        if hit.label == "none":
            continue
        span = Span(tokens[hit.where[0]].span.start, tokens[hit.where[-1]].span.end)
        kind = _kind(hit.label)
        speaker = tuple(tokens[index].span for index in _speaker(document, tokens, hit, stops, taken))
        opens = kind == "source" or _opens(document, tokens, hit, stops)
        yield Attribution(kind, sentence, span, speaker, is_quoted(document, span.start), opens)


@lru_cache(maxsize=8)
def _book(lang: Lang) -> PatternBook:
    return PatternBook(lang, ((cells[0], cells[1]) for cells in rows(f"{lang}/attribution.tsv")))


def _standing(hits: Sequence[Hit]) -> list[Hit]:
    """Returns the hits that do not overlap: the longest first, then by rank."""
    taken: set[int] = set()
    out = []
    for hit in sorted(hits, key=lambda hit: (-len(hit.where), _RANK[hit.label], hit.where)):
        if not taken & set(hit.where):
            taken |= set(hit.where)
            out.append(hit)
    return sorted(out, key=lambda hit: hit.where)


def _kind(label: str) -> CueKind:
    """Returns the kind of a pattern's label; nouns of saying count as thoughts."""
    for kind in _KINDS:
        if kind == label:
            return kind
    return "thought"


def _opens(document: Document, tokens: Sequence[Token], hit: Hit, stops: set[int]) -> bool:
    """Tells whether what is said stands beside the verb: after it, or before it at the end of the sentence."""
    first, last = hit.where[0], hit.where[-1]
    for index in range(last + 1, min(len(tokens), last + 1 + _OPENS)):
        gap = set(document.raw[tokens[index - 1].span.end : tokens[index].span.start])
        if index in stops or gap & _OPENING:
            return True
        if gap & _CLAUSE_MARKS - _COMMAS:
            break
    before = document.raw[tokens[max(0, first - _TAIL)].span.start : tokens[first].span.start]
    return last >= len(tokens) - _OPENS and bool(set(before) & _CLOSING)


def _speaker(document: Document, tokens: Sequence[Token], hit: Hit, stops: set[int], taken: set[int]) -> list[int]:
    """Returns the content words that name the source: after a source phrase, on the subject's side of a verb."""
    last, first = hit.where[-1], hit.where[0]
    after = list(_run(document, tokens, range(last + 1, min(len(tokens), last + 1 + _REACH)), stops | taken))
    if hit.label == "source":
        return after
    before = sorted(_run(document, tokens, range(first - 1, max(-1, first - 1 - _REACH), -1), stops | taken))
    return (after or before) if document.lang == "ar" else (before or after)


def _run(document: Document, tokens: Sequence[Token], order: range, stops: set[int]) -> Iterator[int]:
    """Yields the nearest unbroken run of content words in that order, within the clause."""
    begun = False
    for index in order:
        near = tokens[index - order.step]
        left, right = min(near.span, tokens[index].span), max(near.span, tokens[index].span)
        if index in stops or _CLAUSE_MARKS & set(document.raw[left.end : right.start]):
            return
        if tokens[index].content:
            begun = True
            yield index
        elif begun:
            return
