"""Reads XML piece by piece, with nothing in it that could reach outside or grow: no entities, no network, no DTD.

A document type that only names its DTD, as many TMX files do, is let through and the DTD never loaded; one that
declares anything of its own is refused before the parser that builds elements sees it.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Literal
from xml.parsers import expat  # sees the bytes before the first element and never any entity

from muqabala.readers.streams import Store
from text.errors import FileProblem, RecordProblem

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

_LONGEST_PROLOG = 1_000_000


class _RootReached(Exception):
    pass


def refuse_declarations(store: Store) -> None:
    """Raises FileProblem where the file declares entities or is broken before its first element."""
    parser = expat.ParserCreate()

    def doctype(name: str, system: str | None, public: str | None, declares: bool) -> None:  # noqa: ARG001
        if declares:
            raise FileProblem(
                f"{store.name}: its document type declares entities or elements of its own, which can make a file "
                f"grow without end or reach for others: take the <!DOCTYPE … [ … ]> out"
            )

    def element(name: str, attributes: dict[str, str]) -> None:  # noqa: ARG001
        raise _RootReached

    parser.StartDoctypeDeclHandler = doctype
    parser.StartElementHandler = element
    try:
        with store.open() as stream:
            while data := stream.read():
                parser.Parse(data, False)
                if stream.read_in_all > _LONGEST_PROLOG:
                    raise FileProblem(f"{store.name}: there is no element within its first megabyte: is it XML?")
            parser.Parse(b"", True)
    except _RootReached:
        return
    except (expat.ExpatError, LookupError, ValueError) as error:
        raise FileProblem(f"{store.name}: it is no XML that can be read ({error})") from None


def elements(store: Store, *tags: str) -> Iterator[tuple[Literal["start", "end"], str, Element]]:
    """Yields the begin and the end of elements with these local names; each is emptied once its end was looked at."""
    from lxml import etree

    refuse_declarations(store)
    with store.open() as stream:
        parsed = etree.iterparse(
            stream,
            events=("start", "end"),
            tag=[f"{{*}}{tag}" for tag in tags],
            resolve_entities=False,
            no_network=True,
            load_dtd=False,
            attribute_defaults=False,
            dtd_validation=False,
            remove_comments=True,
            remove_pis=True,
            huge_tree=False,
        )
        try:
            for event, element in parsed:
                yield event, local_name(element), element
                if event == "end":
                    stream.forget()
                    _drop(element)
        except etree.XMLSyntaxError as error:
            where = f", line {error.lineno}" if error.lineno else ""
            raise FileProblem(
                f"{store.name}{where}: the XML is broken there ({error.msg}), what follows was not read"
            ) from None


def _drop(element: Element) -> None:
    element.clear(keep_tail=False)
    while (before := element.getprevious()) is not None:
        parent = before.getparent()
        if parent is None:
            break
        parent.remove(before)


def local_name(element: Element) -> str:
    """Returns the name without its namespace; empty for what is no element."""
    tag = element.tag
    return tag.rsplit("}", 1)[-1] if isinstance(tag, str) else ""


def text_of(element: Element, codes: frozenset[str], breaks: frozenset[str]) -> str:
    """Returns the text for readers: the content of elements in `codes` is left out, those in `breaks` part two words.

    RecordProblem where an entity stands in it, which nobody may resolve here.
    """
    parts: list[str] = [element.text or ""]
    for child in element:
        name = local_name(child)
        if not name:
            raise RecordProblem(f"the entity {child.text} is not known without a DTD: write the character itself")
        if name in breaks:
            parts.append(" ")
        elif name not in codes:
            parts.append(text_of(child, codes, breaks))
        parts.append(child.tail or "")
    return "".join(parts)


def attribute(element: Element, name: str) -> str | None:
    """Returns an attribute by its local name, `xml:lang` and `lang` alike."""
    for key, value in element.attrib.items():
        if str(key).rsplit("}", 1)[-1].lower() == name:
            return str(value)
    return None
