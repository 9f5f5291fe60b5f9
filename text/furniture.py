"""Finds agency boilerplate and site chrome: shown in the report, never compared, never deleted.

The patterns stand in `data/<lang>/furniture.tsv` and `data/common/furniture.tsv`, one a line: where, kind, expression.
`line` must match a whole line; `start` the beginning of a line, and only the match is furniture; `anywhere` any match;
`tail` a whole line in the second half after which nothing of the report follows; `top` a whole line before the report
proper. Site chrome that no single pattern could name (counters, single letters, tag rows) is only taken inside a block
of lines that holds a sure sign.
"""

from __future__ import annotations

import re
from functools import lru_cache

from text.document import Lang, Span
from text.resources import rows

_LINE = re.compile(r"[^\n\r]+")
# Chrome has short lines; a longer one is prose, whatever stands around it.
_CHROME_LENGTH = 60


@lru_cache(maxsize=32)
def _patterns(lang: Lang, where: str) -> tuple[re.Pattern[str], ...]:
    table = [*rows("common/furniture.tsv"), *rows(f"{lang}/furniture.tsv")]
    return tuple(re.compile(cells[2]) for cells in table if cells[0] == where)


def furniture(raw: str, lang: Lang) -> tuple[Span, ...]:
    """Returns the spans of furniture in `raw`, in text order, merged where they touch."""
    lines = [span for match in _LINE.finditer(raw) if (span := _trimmed(raw, match.start(), match.end()))]
    spans: list[Span] = []
    for index, line in enumerate(lines):
        text = line.of(raw)
        if any(rule.fullmatch(text) for rule in _patterns(lang, "tail")) and _is_closing(lines, index):
            spans.extend(lines[index:])
            break
        if any(rule.fullmatch(text) for rule in _patterns(lang, "line")):
            spans.append(line)
            continue
        if index < 8 and any(rule.fullmatch(text) for rule in _patterns(lang, "top")):
            spans.append(line)
            continue
        begin = line.start
        for rule in _patterns(lang, "start"):
            found = rule.match(raw, begin, line.end)
            if found and found.end() > begin:
                spans.append(Span(begin, found.end()))
                begin = found.end()
    for rule in _patterns(lang, "anywhere"):
        spans.extend(Span(match.start(), match.end()) for match in rule.finditer(raw) if match.end() > match.start())
    return _merged(raw, spans)


def _trimmed(raw: str, start: int, end: int) -> Span | None:
    while start < end and raw[start].isspace():
        start += 1
    while end > start and raw[end - 1].isspace():
        end -= 1
    return Span(start, end) if start < end else None


def _is_closing(lines: list[Span], index: int) -> bool:
    """Tells whether only short lines follow, as in the chrome below an article."""
    rest = lines[index + 1 :]
    long_lines = sum(len(line) > 2 * _CHROME_LENGTH for line in rest)
    return long_lines == 0 and lines[index].start * 2 >= lines[-1].end * 0.5


def _merged(raw: str, spans: list[Span]) -> tuple[Span, ...]:
    out: list[Span] = []
    for span in sorted(spans):
        if out and (span.start <= out[-1].end or raw[out[-1].end : span.start].isspace()):
            out[-1] = Span(out[-1].start, max(out[-1].end, span.end))
        else:
            out.append(span)
    return tuple(out)
