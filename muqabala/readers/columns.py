"""Which columns of a table hold the two texts, their languages and the id."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from text.document import Lang
from text.languages import SUPPORTED

_SIDES = (("left", "source", "src"), ("right", "target", "tgt", "trg"))
_IDS = ("id", "key")
_PROVENANCE = ("outlet", "date", "reference", "system")


@dataclass(frozen=True, slots=True)
class Columns:
    """Holds the numbers of the columns; `langs` are the languages that their names tell, `provenance` in its order."""

    texts: tuple[int, int]
    lang_columns: tuple[int | None, int | None] = (None, None)
    langs: tuple[Lang | None, Lang | None] = (None, None)
    id: int | None = None
    provenance: tuple[int | None, ...] = ()


def columns_of(names: Sequence[str], wanted: tuple[Lang | None, Lang | None]) -> Columns | None:
    """Returns the columns that a header names, None where it names no two texts.

    Texts are called left and right, source and target, or by two language codes; languages left_lang and right_lang.
    """
    known = [name.strip().lower() for name in names]
    places = [next((known.index(name) for name in side if name in known), None) for side in _SIDES]
    langs: tuple[Lang | None, Lang | None] = (None, None)
    if places[0] is None or places[1] is None:
        coded = [(known.index(lang), lang) for lang in SUPPORTED if lang in known]
        coded.sort()
        if wanted[0] or wanted[1]:
            others = [one for one in coded if one[1] not in wanted]
            chosen = [next((one for one in coded if one[1] == lang), None) for lang in wanted]
            chosen = [one if one is not None else next(iter(others), None) for one in chosen]
            coded = [one for one in chosen if one is not None]
        if len(coded) != 2:
            return None
        places = [coded[0][0], coded[1][0]]
        langs = (coded[0][1], coded[1][1])
    assert places[0] is not None and places[1] is not None
    lang_columns = tuple(
        next((known.index(name) for name in (f"{side}_lang" for side in names_of_side) if name in known), None)
        for names_of_side in _SIDES
    )
    identifier = next((known.index(name) for name in _IDS if name in known), None)
    told = tuple(known.index(name) if name in known else None for name in _PROVENANCE)
    return Columns(
        (places[0], places[1]),
        (lang_columns[0], lang_columns[1]),
        langs,
        identifier,
        told if any(place is not None for place in told) else (),
    )
