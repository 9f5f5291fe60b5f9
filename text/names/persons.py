"""What shows that a name is a person's: a given name at its head, or a title before it."""

from __future__ import annotations

from functools import lru_cache

from text.document import Lang
from text.fold import fold
from text.resources import rows


@lru_cache(maxsize=16)
def _column(table: str, lang: Lang) -> frozenset[str]:
    lines = iter(rows(f"names/{table}.tsv"))
    place = next(lines).index(lang)
    words = (variant for cells in lines if len(cells) > place for variant in cells[place].split("|"))
    return frozenset(fold(word.strip()) for word in words if word.strip())


def is_given_name(folded: str, lang: Lang) -> bool:
    """Tells whether a word in compare-form is a usual given name."""
    return folded in _column("given_names", lang)


def ends_with_title(folded: str, lang: Lang) -> bool:
    """Tells whether a stretch of text in compare-form ends with a title such as "le président" or وزير الخارجية."""
    words = folded.replace(",", " ").replace("،", " ").split()
    titles = _column("titles", lang)
    return any(
        " ".join(words[-length:]).removeprefix("ال") in titles or " ".join(words[-length:]) in titles
        for length in (1, 2, 3, 4)
    )
