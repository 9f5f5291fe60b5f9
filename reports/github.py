"""GitHub annotations: lines on standard output that a workflow's runner turns into marks beside the text.

GitHub shows ten a step and drops the rest without a word, in the order of printing: so the gravest come first, and a
plain line at the end says how many there are.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from checks.finding import Severity
from reports.bidi import isolated, visible
from reports.digest import Digest, Item, worst_first
from reports.verdict import counted

MOST = 10
_COMMANDS: Mapping[Severity, str] = {
    Severity.CRITICAL: "error",
    Severity.MAJOR: "error",
    Severity.MINOR: "warning",
    Severity.INFO: "notice",
}


def to_github(digests: Sequence[Digest]) -> str:
    """Returns the annotations and the line that sums them up."""
    return "".join(f"{line}\n" for line in _lines(digests))


def _lines(digests: Sequence[Digest]) -> Iterator[str]:
    refused = [digest for digest in digests if not digest.compared]
    shown = [_refusal(digest) for digest in refused]
    items = [item for item in worst_first(digests) if not item.is_refusal]
    shown += [_annotation(item) for item in items]
    yield from shown[:MOST]
    alarms = sum(item.finding.severity is not Severity.INFO for item in items)
    parts = [
        f"{counted(len(digests), 'pair')} looked at",
        f"{len(refused)} could not be compared",
        counted(alarms, "discrepancy", "discrepancies"),
        counted(len(items) - alarms, "note"),
    ]
    if len(shown) > MOST:
        parts.append(f"{len(shown) - MOST} more not annotated")
    yield f"muqabala: {', '.join(parts)}"


def _refusal(digest: Digest) -> str:
    properties = {"file": digest.left.path, "title": digest.verdict}
    return _command("error", properties, " ".join(digest.remarks))


def _annotation(item: Item) -> str:
    finding, main = item.finding, item.main
    properties = {"file": main.path}
    if main.region is not None:
        start, end = main.region.start, main.region.end
        properties |= {"line": str(start.line), "endLine": str(end.line), "col": str(start.column)}
        # GitHub takes an end column only on the line of the beginning.
        if start.line == end.line:
            properties["endColumn"] = str(end.column)
    properties["title"] = f"{finding.code} {finding.name}"
    return _command(_COMMANDS[finding.severity], properties, finding.message)


def _command(command: str, properties: Mapping[str, str], message: str) -> str:
    written = ",".join(f"{name}={_property(value)}" for name, value in properties.items())
    return f"::{command} {written}::{_escaped(isolated(message))}"


def _escaped(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _escaped(visible(text)).replace(":", "%3A").replace(",", "%2C")
