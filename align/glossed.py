"""The evidence of the user's glossary: which words of two documents belong to terms that it joins."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from text.document import Lang
from text.glossary import Glossary
from text.tokens import Token

Placed = tuple[Token, int]
MARK = "g"


def glossed(
    glossary: Glossary, left: Sequence[Placed], right: Sequence[Placed], langs: tuple[Lang, Lang]
) -> tuple[dict[int, set[str]], dict[int, set[str]]]:
    """Returns for the places of words, given with their sentences, the features `g<row>` that both sides hold."""
    found = (_terms(glossary, left, langs[0], langs[1]), _terms(glossary, right, langs[1], langs[0]))
    shared = found[0].keys() & found[1].keys()
    out: tuple[dict[int, set[str]], dict[int, set[str]]] = (defaultdict(set), defaultdict(set))
    for side, rows in zip(out, found, strict=True):
        for row in sorted(shared):
            for place in rows[row]:
                side[place].add(f"{MARK}{row}")
    return out


def _terms(glossary: Glossary, words: Sequence[Placed], lang: Lang, other: Lang) -> dict[int, list[int]]:
    """Returns the places of the words of each row's terms."""
    sentences: dict[int, list[int]] = defaultdict(list)
    for place, (_, sentence) in enumerate(words):
        sentences[sentence].append(place)
    out: dict[int, list[int]] = defaultdict(list)
    for places in sentences.values():
        for term in glossary.occurrences([words[place][0] for place in places], lang, other):
            for row in term.rows:
                out[row].extend(places[position] for position in term.where)
    return out
