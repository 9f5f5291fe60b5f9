"""Turns decoded text into a Document: language, furniture, sentences, units."""

from __future__ import annotations

import hashlib

from text.dateline import dateline
from text.document import Document, Lang, Meta, Sentence, Span
from text.errors import FileProblem, LanguageProblem
from text.furniture import furniture
from text.languages import NAMES, SUPPORTED, identify
from text.segment import segment, trim
from text.units import units


def digest(raw: str) -> str:
    """Returns the SHA-256 of the text as UTF-8."""
    return hashlib.sha256(raw.encode("utf-8", "surrogatepass")).hexdigest()


def language_of(raw: str, name: str) -> Lang:
    """Returns the language of the text; LanguageProblem where it is none of the supported ones."""
    guess = identify(raw)
    if guess is None:
        known = ", ".join(NAMES[lang] for lang in SUPPORTED)
        raise LanguageProblem(
            f"{name}: the language could not be recognised as one of {known}: name it with --left-lang or --right-lang"
        )
    return guess.lang


def read_text(
    raw: str, *, lang: Lang | None = None, name: str = "text", sentences_given: bool = False, title: str = ""
) -> Document:
    """Returns the Document of `raw`; `sentences_given` takes each line as one sentence and looks for no furniture.

    Raises FileProblem where the text holds no letter or digit, LanguageProblem where the language is not supported.
    """
    if not any(char.isalnum() for char in raw):
        raise FileProblem(f"{name}: there is no text in it: give a report of at least one sentence")
    known = lang or language_of(raw, name)
    skip = () if sentences_given else furniture(raw, known)
    sentences = _lines(raw) if sentences_given else segment(raw, known, skip)
    if not sentences:
        skip = ()
        sentences = segment(raw, known, ())
    meta = Meta(
        path=name,
        sha256=digest(raw),
        title=title,
        dateline=None if sentences_given else dateline(raw, known, skip, sentences),
    )
    return Document(name, known, raw, sentences, units(raw, known, sentences), skip, meta)


def _lines(raw: str) -> tuple[Sentence, ...]:
    out: list[Sentence] = []
    begin = 0
    for line in raw.split("\n"):
        span = trim(raw, begin, begin + len(line)) or Span(begin, begin)
        out.append(Sentence(len(out), span, len(out)))
        begin += len(line) + 1
    while out and len(out[-1].span) == 0:
        out.pop()
    return tuple(out)
