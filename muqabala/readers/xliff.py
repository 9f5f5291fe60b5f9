"""XLIFF 1.2 and 2: what translators work in. Units without a translation are left out, not broken."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from muqabala.readers.record import Languages, LeftOut, Record, inline_pair, lang_of, nothing_to_compare
from muqabala.readers.streams import Store
from muqabala.readers.xml_stream import attribute, elements, local_name, text_of
from text.errors import FileProblem, MuqabalaError, RecordProblem

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

_CODES = frozenset({"bpt", "ept", "it", "bx", "ex", "sc", "ec", "sm", "em", "cp"})
_BREAKS = frozenset({"ph", "x"})


def read(store: Store, languages: Languages) -> Iterator[Record]:
    """Yields a pair for each translated unit, in version 2 for each segment."""
    tags: tuple[str | None, str | None] = (None, None)
    is_xliff = False
    count = 0
    for event, name, element in elements(store, "xliff", "file", "trans-unit", "unit"):
        if name in ("xliff", "file"):
            is_xliff = is_xliff or name == "xliff"
            if event == "start":
                tags = _tags(element, tags)
        elif event == "end":
            count += 1
            yield from _unit(element, count, tags, languages, store.name)
    if not is_xliff:
        raise FileProblem(f"{store.name}: it is XML, but no XLIFF: the element <xliff> was expected")


def _tags(element: Element, above: tuple[str | None, str | None]) -> tuple[str | None, str | None]:
    source = attribute(element, "source-language") or attribute(element, "srclang")
    target = attribute(element, "target-language") or attribute(element, "trglang")
    return source or above[0], target or above[1]


def _unit(
    element: Element, count: int, tags: tuple[str | None, str | None], languages: Languages, file: str
) -> Iterator[Record]:
    identifier = attribute(element, "id") or f"unit-{count}"
    line = element.sourceline
    place = f"{file}, line {line}"
    if attribute(element, "translate") == "no":
        yield LeftOut(place, "it is marked as not to be translated")
        return
    segments = [element]
    if local_name(element) == "unit":
        segments = [child for child in element if local_name(child) == "segment"]
    for number, segment in enumerate(segments, start=1):
        name = identifier if len(segments) == 1 else f"{identifier}/{attribute(segment, 'id') or number}"
        try:
            source, target = _child(segment, "source"), _child(segment, "target")
            if source is None:
                raise RecordProblem("it has no <source>")
            if not target:
                yield LeftOut(place, "it is not translated")
            elif nothing_to_compare((source, target)):
                yield LeftOut(place, "neither version holds a letter or a figure")
            else:
                langs = lang_of(tags[0], languages.left), lang_of(tags[1], languages.right)
                yield inline_pair(name, file, segment.sourceline, (source, target), langs)
        except MuqabalaError as error:
            yield RecordProblem(f"{place}: {error}")


def _child(element: Element, name: str) -> str | None:
    for child in element:
        if local_name(child) == name:
            return text_of(child, _CODES, _BREAKS).strip()
    return None
