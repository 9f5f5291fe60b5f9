"""Takes the text out of a Word document (python-docx, imported only here and only when asked).

Paragraphs are lines, in the order of the file, those of tables and content controls too. Text that a tracked change
inserts counts, text that it deletes does not: this is what Word shows when the changes are accepted.
"""

from __future__ import annotations

import io
import zipfile
from dataclasses import dataclass
from typing import TYPE_CHECKING

from text.errors import FileProblem

if TYPE_CHECKING:
    from lxml.etree import _Element

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_TEXT = {f"{_W}t", f"{_W}tab", f"{_W}br", f"{_W}cr", f"{_W}noBreakHyphen"}
_SIGNS = {f"{_W}tab": "\t", f"{_W}br": "\n", f"{_W}cr": "\n", f"{_W}noBreakHyphen": "\u2011"}
# A text box is written twice, the second time for old programs.
_LEFT_OUT = {f"{_W}del", f"{_W}moveFrom", "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"}
# How many times its size on disk a document may unfold to: far above any report, far below a bomb.
_LARGEST_UNFOLDING = 20


@dataclass(frozen=True, slots=True)
class WordText:
    """Holds the text of a document and the title in its properties."""

    raw: str
    title: str


def read_word(data: bytes, name: str, limit_bytes: int) -> WordText:
    """Returns the text of the document; FileProblem where the file is no Word document or unfolds to too much."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            parts = [entry for entry in archive.infolist() if entry.filename.endswith((".xml", ".rels"))]
            unfolded = sum(entry.file_size for entry in parts)
        if unfolded > _LARGEST_UNFOLDING * limit_bytes:
            raise FileProblem(f"{name}: it unfolds to {unfolded:,} bytes, which is too large for a report: split it")
        import docx

        document = docx.Document(io.BytesIO(data))
        body = document.element.body
        title = document.core_properties.title
    except FileProblem:
        raise
    except Exception as error:
        # The reader has no exception of its own: a damaged file ends in any of a dozen.
        raise FileProblem(
            f"{name}: it is no readable Word document ({type(error).__name__}): save it again as .docx"
        ) from None
    return WordText("\n".join(_paragraph(node) for node in body.iter(f"{_W}p") if not _is_left_out(node)), title or "")


def _is_left_out(node: _Element) -> bool:
    return any(parent.tag in _LEFT_OUT for parent in node.iterancestors())


def _paragraph(paragraph: _Element) -> str:
    out = []
    for node in paragraph.iter(*_TEXT):
        if next(node.iterancestors(f"{_W}p")) is not paragraph or _is_left_out(node):
            continue
        if node.tag == f"{_W}tab" and node.getparent().tag != f"{_W}r":
            continue
        out.append(_SIGNS.get(node.tag) or node.text or "")
    return "".join(out)
