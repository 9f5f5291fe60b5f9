"""Figures that the other text states without a number: "a mile away" for "1,5 km", "the couple" for two."""

from __future__ import annotations

from align.bead import Bead
from checks.context import Context, Side
from checks.facts import quantity
from text.mention import Mention, Quantity
from text.numbers import read_numbers, same_amount


def is_implied(context: Context, side: Side, bead: Bead, mention: Mention) -> bool:
    """Tells whether a bare unit word of the aligned sentences, taken as one of it, is the amount of the mention."""
    value = quantity(mention)
    if value.unit is None:
        return False
    other = context.swap(side)
    for index in context.own(other, bead):
        for word in other.search.words_in(other.document.sentences[index].span):
            one = _one_of(word.token.span.of(other.document.raw), other)
            if one is not None and one.unit != value.unit and same_amount(value, one):
                return True
    return False


def _one_of(word: str, side: Side) -> Quantity | None:
    """Returns the quantity that "1 <word>" reads as, with its unit, if the word is a unit."""
    for mention in read_numbers(f"1 {word}", side.document.lang):
        if isinstance(mention.value, Quantity) and mention.value.unit is not None:
            return mention.value
    return None
