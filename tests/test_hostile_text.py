"""Whatever a text holds stays text: each hostile string in each format, read back by a parser that is not ours."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from dataclasses import replace
from io import BytesIO, StringIO

import html5lib
import polars
import pytest
from jsonschema import Draft4Validator, Draft202012Validator  # type: ignore[import-untyped]
from junitparser import JUnitXml
from lxml import etree
from markdown_it import MarkdownIt
from rich.cells import cell_len
from rich.console import Console

from checks.finding import Severity
from reports.digest import digest
from reports.github import to_github
from reports.gitlab import to_gitlab
from reports.jsonl import dumps, schema
from reports.junit import to_junit
from reports.markdown import to_markdown
from reports.page import render
from reports.rdjson import to_rdjson
from reports.report import Report
from reports.sarif import to_sarif
from reports.tabular import rows_of, to_csv, to_parquet
from reports.terminal import print_report
from tests.format_schemas import GITLAB, RDJSON
from tests.report_factory import document, finding, report, span_of
from tests.sarif_schema import official_schema
from text.document import Span

WITNESS = "témoin"
HOSTILE = {
    "script": "</script></style></title><script>alert(1)</script><img src=x onerror=alert(2)><svg onload=alert(3)>",
    "attribute": "\"'><a href=javascript:alert(1) onclick=alert(2) style=x>`-->",
    "bidi": "\u202eevil\u202c \u202dx\u202c \u2066y\u2069 \u2067z\u2069 \u2068w\u2069 \u200f\u061c",
    "controls": "".join(map(chr, range(0x20))) + "\x7f\x80\x85\x9b[2J \x1b]0;title\x07 \x1b[31m",
    "long line": "mot " * 250_000,
    "long word": "w" * 1_000_000,
    "cdata": "]]> <![CDATA[ x ]]> <!-- -- --> <?php ?> &amp; &#0; &#x202e; <!ENTITY x>",
    "astral": "👩‍🚀 𝒳 😀 \U0010ffff \U000e0041 \ufdd0 \uffff \ud800 \udfff é e\u0301",
    "carriage": "one\rtwo\r\nthree\r\r\n",
    "separators": "a\u2028b\u2029c\x85d\x0be\x0cf\ufeffg\u200bh",
    "template": "{{7*7}} {% raw %} {# x #} ${7*7} %s %(x)s {0}",
    "workflow": "\n::error file=a::x\n##[error]x\n::set-env name=a::b %0A%25 ::stop-commands::x",
    "formula": "=cmd|' /C calc'!A0\n+1+1\n@SUM(A1)\n-2+3\t=1",
    "markdown": "[x](javascript:alert(1)) ![i](http://e.test/i.png) <b>x</b> @everyone <@U1> #1 `c` | **b** http://e.test",
    "markup": "[/bold] [red]x[/] [link=file:///etc]x[/link]",
}
# Direction controls, C0 and C1 controls, line separators, byte order marks, surrogates, tags: never as they are.
FORBIDDEN = {
    *map(
        chr, (*range(0x20), *range(0x7F, 0xA0), 0x2028, 0x2029, 0xFEFF, *range(0x202A, 0x202F), *range(0x2066, 0x206A))
    ),
    *map(chr, (*range(0xD800, 0xE000), *range(0xE0000, 0xE0080))),
} - set("\n\r\t")
Reader = Callable[[Report, pytest.Config], tuple[str, str]]


def _report(hostile: str) -> Report:
    """Returns a report that has the string everywhere: in the texts, their names, messages, reasons and ids."""
    short = hostile[:300]
    left = document(f"{WITNESS} {hostile} fin.\nLe 13 mars.", name=f"{short}.txt")
    right = document(f"{hostile}\n{WITNESS} {hostile}\nفي ٣١ مارس.", "ar", name=f"./{short}/b.txt")
    found = (
        finding(
            "NUM001",
            Severity.CRITICAL,
            name=short,
            message=f"{WITNESS} {short}",
            reason=short,
            left=(span_of(left, "13"), Span(0, len(left.raw))),
            right=(span_of(right, "٣١"),),
        ),
        finding("OMI001", Severity.MINOR, message=short, left=(left.sentences[0].span,), near=Span(0, 1)),
        finding("NAM001", Severity.INFO, message=short, right=(span_of(right, WITNESS),)),
    )
    return replace(report(left, right, found, note=short), id=short)


def _strings(data: object) -> Iterator[str]:
    if isinstance(data, str):
        yield data
    elif isinstance(data, dict):
        for value in data.values():
            yield from _strings(value)
    elif isinstance(data, list):
        for value in data:
            yield from _strings(value)


def _without_isolates(written: str) -> str:
    """Returns the text without the isolates that we put around right-to-left words, each ending on its line."""
    for line in written.split("\n"):
        assert line.count("\u2067") == line.count("\u2069")
    return written.replace("\u2067", "").replace("\u2069", "")


def _html(made: Report, config: pytest.Config) -> tuple[str, str]:
    written = render(made)
    # Strict: what browsers would mend is an error here.
    tree = html5lib.HTMLParser(strict=True, namespaceHTMLElements=False).parse(written)
    names = [element.tag for element in tree.iter()]
    assert [names.count(name) for name in ("script", "style", "title")] == [1, 1, 1]
    assert not {"img", "iframe", "object", "embed", "form", "base", "link", "template"} & set(names)
    attributes = {name for element in tree.iter() for name in element.attrib}
    assert not {name for name in attributes if name.startswith("on") or name in ("style", "src", "srcdoc")}
    assert all(link.attrib["href"].startswith("#") for link in tree.iter("a"))
    return written, "".join(tree.itertext())


def _json(made: Report, config: pytest.Config) -> tuple[str, str]:
    written = dumps(made)
    assert len(written.splitlines()) == 1
    data = json.loads(written)
    Draft202012Validator(schema()).validate(data)
    return written, "".join(_strings(data))


def _sarif(made: Report, config: pytest.Config) -> tuple[str, str]:
    assert config.cache is not None
    written = to_sarif([digest(made)])
    data = json.loads(written)
    Draft4Validator(official_schema(config.cache.mkdir("sarif"))).validate(data)
    return written, "".join(_strings(data))


def _junit(made: Report, config: pytest.Config) -> tuple[str, str]:
    written = to_junit([digest(made)], Severity.MAJOR)
    (suite,) = JUnitXml.fromstring(written.encode())
    assert (suite.tests, suite.failures) == (4, 1)
    tree = etree.fromstring(written.encode(), etree.XMLParser(resolve_entities=False, huge_tree=True))
    return written, "".join(tree.itertext())


def _github(made: Report, config: pytest.Config) -> tuple[str, str]:
    written = to_github([digest(made)])
    lines = written.removesuffix("\n").split("\n")
    assert [line.split(" ")[0] for line in lines] == ["::error", "::warning", "::notice", "muqabala:"]
    assert len(written.splitlines()) == 4
    return _without_isolates(written), written


def _gitlab(made: Report, config: pytest.Config) -> tuple[str, str]:
    written = to_gitlab([digest(made)])
    data = json.loads(written)
    Draft202012Validator(GITLAB).validate(data)
    return written, "".join(_strings(data))


def _rdjson(made: Report, config: pytest.Config) -> tuple[str, str]:
    written = to_rdjson([digest(made)])
    data = json.loads(written)
    Draft202012Validator(RDJSON).validate(data)
    return written, "".join(_strings(data))


def _csv(made: Report, config: pytest.Config) -> tuple[str, str]:
    written = to_csv([digest(made)])
    table = polars.read_csv(StringIO(written), infer_schema=False)
    assert table.height == 3
    cells = [cell for row in table.iter_rows() for cell in row if cell]
    assert not [cell for cell in cells if cell.lstrip()[:1] in tuple("=@+＝＠＋")]
    return written.removeprefix("\ufeff"), "".join(cells)


def _parquet(made: Report, config: pytest.Config) -> tuple[str, str]:
    """The exact text is what Parquet is for: nothing is taken away from it but lone surrogates."""
    table = polars.read_parquet(BytesIO(to_parquet(list(rows_of(digest(made))))))
    raw = made.alignment.left.raw.encode("utf-8", "replace").decode()
    assert table["left_text"][0] == f"13 … {raw}" and table.height == 3
    return "", "".join(_strings(table.to_dicts()))


def _markdown(made: Report, config: pytest.Config) -> tuple[str, str]:
    written = to_markdown([digest(made)])
    shown = MarkdownIt("gfm-like", {"linkify": False}).render(written)
    tree = html5lib.HTMLParser(namespaceHTMLElements=False).parseFragment(shown)
    assert {element.tag for element in tree.iter()} <= {"DOCUMENT_FRAGMENT", "p", "ul", "li", "strong", "code", "br"}
    assert "@everyone" not in written and "<@U1>" not in written
    return _without_isolates(written), "".join(tree.itertext())


def _terminal(made: Report, config: pytest.Config) -> tuple[str, str]:
    stream = StringIO()
    print_report(made, Console(file=stream, width=80, force_terminal=False), explain=True)
    written = stream.getvalue()
    assert all(cell_len(line) <= 80 for line in written.split("\n"))
    return _without_isolates(written), written


READERS: dict[str, Reader] = {
    "html": _html,
    "json": _json,
    "sarif": _sarif,
    "junit": _junit,
    "github": _github,
    "gitlab": _gitlab,
    "rdjson": _rdjson,
    "csv": _csv,
    "parquet": _parquet,
    "markdown": _markdown,
    "terminal": _terminal,
}
# The schema of SARIF is fetched once.
FORMATS = [pytest.param(name, marks=pytest.mark.slow) if name == "sarif" else name for name in READERS]


@pytest.mark.parametrize("hostile", HOSTILE)
@pytest.mark.parametrize("name", FORMATS)
def test_hostile_text_is_inert(name: str, hostile: str, pytestconfig: pytest.Config) -> None:
    written, read = READERS[name](_report(HOSTILE[hostile]), pytestconfig)
    assert sorted(FORBIDDEN & set(written)) == []
    written.encode("utf-8")
    assert WITNESS in read


def test_the_hostile_strings_are_hostile() -> None:
    """Without our care the parsers would find what is looked for: the checks above are awake."""
    assert FORBIDDEN & set("".join(HOSTILE.values()))
    with pytest.raises(html5lib.html5parser.ParseError):
        html5lib.HTMLParser(strict=True).parse(f"<!DOCTYPE html><title>x</title><p>{HOSTILE['script']}")
    assert "<a href" in MarkdownIt("gfm-like", {"linkify": False}).render("[x](http://e.test)")
    with pytest.raises(etree.XMLSyntaxError):
        etree.fromstring(f"<a>{HOSTILE['cdata']}</a>")
