"""Takes the article, its title and its date out of an HTML page (trafilatura, imported only when asked)."""

from __future__ import annotations

import codecs
import logging
import re
from dataclasses import dataclass

from text.decoding import decode
from text.errors import FileProblem

_DECLARED = re.compile(rb"""<(?:meta|\?xml)[^>]{0,200}?(?:charset|encoding)\s*=\s*["']?\s*([\w.:-]+)""", re.IGNORECASE)
# Browsers read these names as the wider encodings that their writers use in truth.
_AS_BROWSERS_DO = {"iso8859-1": "cp1252", "ascii": "cp1252", "iso8859-9": "cp1254"}
_ISO_DATE = re.compile(r"\d{4}-\d{2}-\d{2}")


@dataclass(frozen=True, slots=True)
class Page:
    """Holds what a page says: the article's text as extracted, its title, its date (ISO) if it states one."""

    raw: str
    title: str
    date: str | None


def read_page(data: bytes, name: str) -> Page:
    """Returns the article of the page; FileProblem where there is none."""
    html = decode(data, name, _declared(data))
    import trafilatura

    # Its remarks on odd pages are not for the user of a checker.
    logging.getLogger("trafilatura").setLevel(logging.CRITICAL)
    logging.getLogger("htmldate").setLevel(logging.CRITICAL)
    found = trafilatura.bare_extraction(html, with_metadata=True, include_comments=False)
    if found is None or isinstance(found, dict) or not found.text:
        raise FileProblem(f"{name}: no article was found in this page: save the report alone, as .txt, .docx or .html")
    date = found.date if found.date and _ISO_DATE.fullmatch(found.date) else None
    return Page(found.text, found.title or "", date)


def _declared(data: bytes) -> str | None:
    """Returns the encoding that the page declares in its head, by the name browsers mean, or None."""
    match = _DECLARED.search(data[:4096])
    if match is None:
        return None
    try:
        name = codecs.lookup(match[1].decode("ascii")).name
    except (LookupError, UnicodeDecodeError):
        return None
    return _AS_BROWSERS_DO.get(name, name)
