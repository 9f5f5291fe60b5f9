"""Links between the punctuation marks of two sentences, for golds that link them; muqabala's own links leave them out.

Equal marks link in order, as many as go together, those at like places first.
"""

from __future__ import annotations

from collections.abc import Sequence

from text.document import Span

_LIKE = {"«": '"', "»": '"', "“": '"', "”": '"', "’": "'", "،": ",", "؛": ";", "؟": "?"}
# How much a pair at opposite ends of the sentences loses against one at the same place.
_DISTANCE = 0.5


def sign_links(texts: Sequence[str], tokens: Sequence[Sequence[Span]]) -> set[tuple[int, int]]:
    """Returns (left token, right token) of the marks that link."""
    left, right = (
        [(place, _LIKE.get(mark := span.of(text), mark)) for place, span in enumerate(spans) if _is_sign(span.of(text))]
        for text, spans in zip(texts, tokens, strict=True)
    )
    worth = [[0.0] * (len(right) + 1) for _ in range(len(left) + 1)]
    pairs = {
        (i, j): 1.0 - _DISTANCE * abs(left[i][0] / len(tokens[0]) - right[j][0] / len(tokens[1]))
        for i in range(len(left))
        for j in range(len(right))
        if left[i][1] == right[j][1]
    }
    for i in reversed(range(len(left))):
        for j in reversed(range(len(right))):
            both = pairs[i, j] + worth[i + 1][j + 1] if (i, j) in pairs else 0.0
            worth[i][j] = max(both, worth[i + 1][j], worth[i][j + 1])
    out: set[tuple[int, int]] = set()
    i = j = 0
    while i < len(left) and j < len(right):
        if (i, j) in pairs and worth[i][j] == pairs[i, j] + worth[i + 1][j + 1]:
            out.add((left[i][0], right[j][0]))
            i, j = i + 1, j + 1
        elif worth[i][j] == worth[i + 1][j]:
            i += 1
        else:
            j += 1
    return out


def _is_sign(text: str) -> bool:
    return not any(char.isalnum() for char in text)
