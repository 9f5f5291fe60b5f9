"""Initials of one text that the other spells out in Arabic letters, over one word or several."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence

from text.document import Document, Span
from text.names.initials import LONGEST, spelled_out
from text.stems import without_proclitics
from text.tokens import Token

_LONGEST_LETTER = 6


def spelled_initials(
    tokens: tuple[Sequence[Token], Sequence[Token]], documents: tuple[Document, Document]
) -> Iterator[tuple[str, tuple[list[int], list[int]]]]:
    """Yields a name for each set of initials with the positions of its words in either text."""
    for side in (0, 1):
        initials: dict[str, list[int]] = defaultdict(list)
        for position, token in enumerate(tokens[side]):
            if token.is_latin and len(token.folded) > 1 and token.span.of(documents[side].raw).isupper():
                initials[token.folded].append(position)
        if not initials or documents[1 - side].lang not in ("ar", "fa"):
            continue
        windows = _windows(tokens[1 - side], documents[1 - side].raw)
        for name, here in sorted(initials.items()):
            there = sorted({p for form in spelled_out(name) for window in windows.get(form, ()) for p in window})
            if there:
                yield name, (here, there) if side == 0 else (there, here)


def _windows(tokens: Sequence[Token], raw: str) -> dict[str, list[range]]:
    """Returns the runs of short words, written together → where they stand; particles of the first are peeled."""
    found: dict[str, list[range]] = defaultdict(list)
    for start, first in enumerate(tokens):
        if first.is_latin or len(first.folded) > _LONGEST_LETTER * LONGEST:
            continue
        for opening in (first.folded, *without_proclitics(first.folded, "ar", shortest=2)):
            joined = opening
            found[joined].append(range(start, start + 1))
            for end in range(start + 1, min(len(tokens), start + LONGEST)):
                gap = Span(tokens[end - 1].span.end, tokens[end].span.start).of(raw)
                if len(tokens[end].folded) > _LONGEST_LETTER or gap.strip(" \u200c.-\u00a0"):
                    break
                joined += tokens[end].folded
                found[joined].append(range(start, end + 1))
    return found
