"""Reads the plain data files that lie beside the code."""

from __future__ import annotations

from functools import lru_cache
from importlib.resources import files


def data_file(name: str) -> str:
    """Returns the text of `text/data/<name>`; FileNotFoundError if there is none."""
    return files("text").joinpath("data", *name.split("/")).read_text(encoding="utf-8")


def rows(name: str) -> list[list[str]]:
    """Returns the tab-separated cells of every line that is neither blank nor a `#` comment."""
    return [line.split("\t") for line in data_file(name).splitlines() if line.strip() and not line.startswith("#")]


@lru_cache(maxsize=64)
def word_set(name: str) -> frozenset[str]:
    """Returns the words of a list, one a line, in compare-form."""
    from text.fold import fold

    return frozenset(fold(cells[0].strip()) for cells in rows(name))
