"""TMX 1.1 to 1.4b: translation memories. Formatting codes inside a segment are left out of its text."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from muqabala.readers.record import Languages, LeftOut, Record, inline_pair, nothing_to_compare
from muqabala.readers.streams import Store
from muqabala.readers.xml_stream import attribute, elements, local_name, text_of
from text.document import Lang
from text.errors import MuqabalaError, RecordProblem
from text.languages import parse_tag

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

_CODES = frozenset({"bpt", "ept", "it", "ut"})
_BREAKS = frozenset({"ph"})


def read(store: Store, languages: Languages) -> Iterator[Record]:
    """Yields a pair for each unit, of more than two languages one for each that is not the source's."""
    source_lang: str | None = None
    count = 0
    for event, name, element in elements(store, "header", "tu"):
        if name == "header":
            source_lang = attribute(element, "srclang") or source_lang
        elif event == "end":
            count += 1
            try:
                yield from _unit(element, count, source_lang, languages, store.name)
            except MuqabalaError as error:
                yield RecordProblem(f"{store.name}, line {element.sourceline}: {error}")


def _unit(element: Element, count: int, source: str | None, languages: Languages, file: str) -> Iterator[Record]:
    identifier = attribute(element, "tuid") or f"unit-{count}"
    line = element.sourceline
    versions = [_version(child) for child in element if local_name(child) == "tuv"]
    if len(versions) < 2:
        raise RecordProblem(f"a unit with two versions was expected, {len(versions) or 'none'} came")
    left = _left(versions, attribute(element, "srclang") or source, languages)
    rights = [version for version in versions if version is not left and _is_wanted(version, languages.right)]
    if not rights:
        yield LeftOut(f"{file}, line {line}", "it has no version in the language asked for")
    for right in rights:
        texts = left[1], right[1]
        place = f"{file}, line {line}"
        if nothing_to_compare(texts):
            yield LeftOut(place, "neither version holds a letter or a figure")
            continue
        if not right[1].strip():
            yield LeftOut(place, "it is not translated")
            continue
        name = identifier if len(rights) == 1 else f"{identifier}:{right[0]}"
        try:
            langs: tuple[Lang, Lang] = (parse_tag(left[0]), parse_tag(right[0]))
            yield inline_pair(name, file, line, texts, langs)
        except MuqabalaError as error:
            yield RecordProblem(f"{place}: {error}")


def _version(element: Element) -> tuple[str, str]:
    lang = attribute(element, "lang")
    if not lang:
        raise RecordProblem("a version does not say its language: give each <tuv> an xml:lang")
    for child in element:
        if local_name(child) == "seg":
            return lang, text_of(child, _CODES, _BREAKS).strip()
    raise RecordProblem(f"the version in {lang} has no <seg>")


def _left(versions: list[tuple[str, str]], source: str | None, languages: Languages) -> tuple[str, str]:
    """Returns the version on the left: in the language asked for, else the source's, else the first."""
    if languages.left is not None:
        for version in versions:
            if _is_wanted(version, languages.left):
                return version
        raise RecordProblem(f"it has no version in {languages.left}")
    for version in versions:
        if source and version[0].lower() == source.lower():
            return version
    for version in versions:
        if source and version[0].lower().split("-")[0] == source.lower().split("-")[0]:
            return version
    return versions[0]


def _is_wanted(version: tuple[str, str], lang: Lang | None) -> bool:
    return lang is None or version[0].strip().replace("_", "-").split("-")[0].lower() == lang
