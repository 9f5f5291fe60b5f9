"""A short summary in Markdown, to paste into a chat, a ticket or a job's summary page."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from checks.finding import Severity
from reports.bidi import isolated
from reports.digest import Digest, Item, worst_first
from reports.verdict import counted

MOST = 10
_LONGEST = 300
_SIGNS = re.compile(r"([\\`*_{}\[\]|~$])")
# `@name`, `#12`, `GH-12` and addresses would call people, link tickets or become links.
_CALLS = re.compile(r"(@|#|GH-|://|www\.)(?=\w)", re.IGNORECASE)
_WORD_JOINER = "\u2060"
_BADGES = {
    Severity.CRITICAL: "**critical**",
    Severity.MAJOR: "**major**",
    Severity.MINOR: "minor",
    Severity.INFO: "note",
}


def to_markdown(digests: Sequence[Digest]) -> str:
    """Returns the summary: the verdict of each pair, counts alone where there are many, then the gravest findings."""
    return "\n".join(_lines(digests)) + "\n"


def _lines(digests: Sequence[Digest]) -> Iterator[str]:
    if not 0 < len(digests) <= MOST:
        yield f"**{_counts(digests)}**"
        yield ""
    for digest in digests if len(digests) <= MOST else ():
        head = f"**{plain(digest.verdict)}** · {plain(digest.left.path)} ↔ {plain(digest.right.path)}"
        # Two spaces at the end of a line break it in Markdown and are nothing in a chat.
        yield "  \n".join((head, *(plain(remark) for remark in digest.remarks)))
        yield ""
    items = [item for item in worst_first(digests) if not item.is_refusal]
    for item in items[:MOST]:
        yield _bullet(item, len(digests) > 1)
    if len(items) > MOST:
        yield f"- and {counted(len(items) - MOST, 'more finding')}"


def _counts(digests: Sequence[Digest]) -> str:
    refused = sum(not digest.compared for digest in digests)
    differing = sum(digest.compared and digest.summary.alarms > 0 for digest in digests)
    return f"{counted(len(digests), 'pair')}: {differing} with discrepancies, {refused} could not be compared"


def _bullet(item: Item, with_pair: bool) -> str:
    finding, main = item.finding, item.main
    place = f"{main.side}, line {main.region.start.line}" if main.region is not None else main.side
    where = f"{plain(item.pair)}, {place}" if with_pair else place
    return f"- {_BADGES[finding.severity]} {finding.code} {plain(finding.message)} ({where})"


def plain(text: str) -> str:
    """Returns foreign text on one line in which nothing is markup, a mention, a link or a direction control."""
    flat = " ".join(text.split())
    flat = flat if len(flat) <= _LONGEST else f"{flat[:_LONGEST]}…"
    shown = _SIGNS.sub(r"\\\1", isolated(flat))
    shown = shown.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    return _CALLS.sub(rf"\1{_WORD_JOINER}", shown)
