"""Turns bytes into text: byte order marks, UTF-8, UTF-16 without a mark, and the old single-byte encodings.

Nothing is repaired: bytes that no rule explains are refused, because a guessed letter would be compared as if written.
"""

from __future__ import annotations

import codecs
import re

from text.errors import FileProblem

# UTF-32 goes before UTF-16, whose little-endian mark is the beginning of UTF-32's.
_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_WIDE = ("utf-16-le", "utf-16-be", "utf-32-le", "utf-32-be")
_SINGLE_BYTE = ["cp1256", "iso8859_6", "cp1252", "iso8859_15", "mac_roman"]
_EXPECTED = re.compile(r"[\s\x21-\x7e\xa0-\u024f\u0600-\u06ff\u200b-\u206f\u20ac\ufb50-\ufdff\ufe70-\ufeff]")
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0e-\x1a\x7f-\x84\x86-\x9f\ufffe\uffff]")
_LARGEST_CONTROL_SHARE = 0.02
# Below this share of well-formed multi-byte characters the file was never UTF-8.
_CLEARLY_UTF8 = 0.9


def decode(data: bytes, name: str, declared: str | None = None) -> str:
    """Returns the text of `data` without a byte order mark, line ends as they are.

    `declared` is the encoding a page claims for itself; it is believed only where the bytes are not UTF-8. Raises
    FileProblem for binary data and for bytes that fit no encoding.
    """
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return _checked(_strict(data[len(mark) :], encoding, name), name)
    if b"\0" in data:
        return _checked(_wide(data, name), name)
    try:
        return _checked(data.decode("utf-8"), name)
    except UnicodeDecodeError as error:
        if _is_damaged_utf8(data):
            raise FileProblem(
                f"{name}: it is UTF-8 with broken bytes, the first at byte {error.start}: save it again as UTF-8"
            ) from None
    return _checked(_single_byte(data, name, declared), name)


def _strict(data: bytes, encoding: str, name: str) -> str:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as error:
        raise FileProblem(
            f"{name}: it is marked as {encoding.upper()} but broken at byte {error.start}: save it again as UTF-8"
        ) from None


def _checked(text: str, name: str) -> str:
    controls = len(_CONTROL.findall(text))
    if "\0" in text or controls > _LARGEST_CONTROL_SHARE * len(text):
        raise _binary(name)
    return text


def _binary(name: str) -> FileProblem:
    return FileProblem(f"{name}: it is a binary file, not a text: give the report as .txt, .md, .html or .docx")


def _wide(data: bytes, name: str) -> str:
    """Reads UTF-16 or UTF-32 without a mark, by the one of them that gives letters of the supported scripts."""
    best, best_share = "", 0.0
    for encoding in _WIDE:
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        sample = text[:4000]
        share = len(_EXPECTED.findall(sample)) / max(1, len(sample))
        if share > best_share:
            best, best_share = text, share
    if best_share < 0.95:
        raise _binary(name)
    return best


def _is_damaged_utf8(data: bytes) -> bool:
    """Tells whether nearly all bytes above ASCII form UTF-8 sequences, which no old encoding does by chance."""
    decoded = data.decode("utf-8", "replace")
    good = sum(char > "\x7f" and char != "\ufffd" for char in decoded)
    return good > _CLEARLY_UTF8 * (good + decoded.count("\ufffd"))


def _single_byte(data: bytes, name: str, declared: str | None) -> str:
    if declared is not None:
        try:
            return data.decode(declared)
        except (LookupError, UnicodeDecodeError):
            pass
    from charset_normalizer import from_bytes

    found = from_bytes(data, cp_isolation=_SINGLE_BYTE, preemptive_behaviour=False).best()
    if found is None:
        raise FileProblem(f"{name}: its encoding could not be recognised: save it as UTF-8")
    return data.decode(found.encoding)
