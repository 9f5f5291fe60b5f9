"""JUnit XML, which every continuous integration shows: a testsuite a pair, a testcase a finding.

Each pair has one case more, for having been compared, so that no suite is empty. A finding at or above the gate is a
failure, one below it a passed case with its text as output. A pair that could not be compared is an error. Findings
that a baseline holds back are one skipped case, so that nobody forgets them.
"""

from __future__ import annotations

from collections.abc import Sequence
from xml.etree.ElementTree import Element, SubElement, indent, tostring

from checks.finding import Severity
from reports.bidi import visible
from reports.digest import Digest, Item, Spot
from reports.verdict import counted

_LONGEST_NAME = 160


def to_junit(digests: Sequence[Digest], gate: Severity | None = Severity.MAJOR) -> str:
    """Returns the XML text; `gate` is the severity from which on a finding fails, None for never."""
    root = Element("testsuites", name="muqabala")
    for digest in digests:
        _suite(root, digest, gate)
    for count in ("tests", "failures", "errors", "skipped"):
        root.set(count, str(sum(int(suite.get(count, "0")) for suite in root)))
    indent(root, " ")
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{tostring(root, encoding="unicode")}\n'


def _suite(root: Element, digest: Digest, gate: Severity | None) -> None:
    suite = SubElement(root, "testsuite", name=_line(digest.id))
    properties = SubElement(suite, "properties")
    for name, value in (
        ("left", digest.left.path),
        ("right", digest.right.path),
        ("languages", f"{digest.left.lang}-{digest.right.lang}"),
        ("signature", digest.signature),
    ):
        SubElement(properties, "property", name=name, value=_line(value))
    if not digest.compared:
        _refused(suite, digest)
    else:
        _case(suite, digest, "comparison", digest.verdict)
        for item in digest.items:
            _finding(suite, digest, item, gate)
    if digest.summary.suppressed:
        case = _case(suite, digest, "baseline", f"{counted(digest.summary.suppressed, 'known finding')} held back")
        SubElement(case, "skipped", message="held back by the baseline")
    cases = suite.findall("testcase")
    suite.set("tests", str(len(cases)))
    for count, tag in (("failures", "failure"), ("errors", "error"), ("skipped", "skipped")):
        suite.set(count, str(sum(case.find(tag) is not None for case in cases)))


def _refused(suite: Element, digest: Digest) -> None:
    case = _case(suite, digest, "comparison", digest.verdict)
    case.set("file", _line(digest.left.path))
    error = SubElement(case, "error", type="not-compared", message=_line(digest.verdict))
    error.text = visible("\n".join(digest.remarks))


def _finding(suite: Element, digest: Digest, item: Item, gate: Severity | None) -> None:
    finding, main = item.finding, item.main
    case = _case(suite, digest, finding.code, f"{finding.name}: {finding.message}")
    case.set("file", _line(main.path))
    if main.region is not None:
        case.set("line", str(main.region.start.line))
    if gate is not None and finding.severity.at_least(gate):
        failure = SubElement(case, "failure", type=finding.severity.value, message=_line(finding.message))
        failure.text = _account(item)
    else:
        SubElement(case, "system-out").text = _account(item)


def _case(suite: Element, digest: Digest, group: str, name: str) -> Element:
    text = _line(name)
    short = text if len(text) <= _LONGEST_NAME else f"{text[:_LONGEST_NAME]}…"
    return SubElement(suite, "testcase", classname=f"{_line(digest.id)}.{group}", name=short)


def _account(item: Item) -> str:
    """Returns the finding in a few lines: severity and code, message, reason, places."""
    finding = item.finding
    lines = [f"{finding.severity.value} {finding.code} {finding.name}", finding.message, finding.reason]
    places = [item.main, *(spot for spot, _ in item.related)]
    lines += [f"{spot.side} {_where(spot)}: {' '.join(spot.text.split())}" for spot in places if spot.text]
    return visible("\n".join(line for line in lines if line))


def _where(spot: Spot) -> str:
    if spot.region is None:
        return spot.path
    return f"{spot.path}:{spot.region.start.line}:{spot.region.start.column}"


def _line(text: str) -> str:
    return " ".join(visible(text).split())
