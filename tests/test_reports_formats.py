"""Each machine format holds to its schema or parser, counts as its readers count, stays inert with hostile texts."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from dataclasses import replace
from io import BytesIO, StringIO
from urllib.parse import unquote

import polars
import pytest
from hypothesis import given
from hypothesis import strategies as some
from jsonschema import Draft4Validator, Draft202012Validator  # type: ignore[import-untyped]
from junitparser import Error, Failure, JUnitXml, Skipped

from checks.finding import Severity
from reports.columns import Lines
from reports.digest import Digest, digest
from reports.github import to_github
from reports.gitlab import to_gitlab
from reports.junit import to_junit
from reports.markdown import plain, to_markdown
from reports.rdjson import to_rdjson
from reports.report import Report
from reports.sarif import to_sarif
from reports.tabular import COLUMNS, Row, rows_of, to_csv, to_parquet
from tests.format_schemas import GITLAB, RDJSON
from tests.report_factory import document, finding, report, span_of
from tests.sarif_schema import official_schema
from text.document import Span

NASTY = "👩‍🚀𝒳 50 % ::error::x ]]> [x](https://e.test) <b>@everyone</b> \x00\x1b[31m \u202elive\u202c \ud800 \u2028|"
FORMATS: dict[str, Callable[[Sequence[Digest]], str]] = {
    "sarif": to_sarif,
    "junit": to_junit,
    "github": to_github,
    "gitlab": to_gitlab,
    "rdjson": to_rdjson,
    "csv": to_csv,
    "markdown": to_markdown,
}


def _hostile() -> Report:
    """Returns a report whose texts, names, messages and reasons hold everything that could break a format."""
    left = document(f"Un 𝒳👩‍🚀 début.\r\n{NASTY}\nLe 13 mars, 👍 14 morts.", "fr", name="a,b: %50\n::x\u202e é.txt")
    right = document(f"بداية 👍.\n{NASTY}\nفي ٣١ مارس 𝒳 قتيلا.", "ar", name="./b/ب]]>.txt")
    found = (
        finding(
            "NUM001",
            Severity.CRITICAL,
            name="number-changed",
            message=f'"13" became "٣١"\n{NASTY}',
            reason=NASTY,
            left=(span_of(left, "13"), span_of(left, "14")),
            right=(span_of(right, "٣١"),),
        ),
        finding("OMI001", Severity.MINOR, message="=cmd|' /C calc'!A0", left=(span_of(left, NASTY),), near=Span(0, 5)),
        finding("NAM001", Severity.INFO, message="\r\n##[error]x", right=(span_of(right, "قتيلا"),)),
        finding("XXX999", Severity.MAJOR, left=(Span(0, len(left.raw)),)),
    )
    return replace(report(left, right, found, suppressed=2), id=f"pair {NASTY}")


def _refused() -> Report:
    left, right = document("Un.", name="c.docx"), document("واحد.", "ar", name="d.txt")
    return report(left, right, (finding("DOC001", Severity.CRITICAL, message="not the same event"),))


def _both() -> tuple[Digest, ...]:
    return digest(_hostile()), digest(_refused())


@given(some.text(some.sampled_from("a\n\ré٣👍𝒳\u0301\u200d")), some.integers(0, 30))
def test_columns_count_what_stands_before_in_the_line(raw: str, offset: int) -> None:
    offset = min(offset, len(raw))
    place = Lines(raw).place(offset)
    before = raw[:offset].split("\n")
    assert place.line == len(before)
    assert place.column == len(before[-1]) + 1
    assert place.utf16 == len(before[-1].encode("utf-16-le")) // 2 + 1
    assert place.byte == len(before[-1].encode()) + 1


def test_an_arabic_word_behind_an_astral_letter_has_three_columns() -> None:
    raw = "سطر\r\n𝒳 قتيلا."
    region = Lines(raw).region(Span(raw.index("قتيلا"), raw.index(".")))
    assert (region.start.line, region.start.column, region.start.utf16, region.start.byte) == (2, 3, 4, 6)
    assert (region.end.line, region.end.column, region.end.utf16, region.end.byte) == (2, 8, 9, 16)
    assert Lines("").place(99) == Lines("").place(0)


@pytest.mark.parametrize("name", FORMATS)
def test_the_same_reports_give_the_same_bytes_without_controls(name: str) -> None:
    text = FORMATS[name](_both())
    assert text == FORMATS[name](_both())
    text.encode("utf-8")
    assert not set(text.removeprefix("\ufeff")) & set("\x00\x1b\u202e\u202c\u2028\x85\ud800\ufeff")


@pytest.mark.parametrize("name", FORMATS)
def test_no_report_at_all_is_a_whole_file_too(name: str) -> None:
    assert FORMATS[name](()).strip("\ufeff").strip()


@pytest.mark.slow
@pytest.mark.parametrize("suppressions", [None, {}, {_hostile().findings[0].fingerprint: NASTY}])
def test_sarif_holds_to_the_official_schema(pytestconfig: pytest.Config, suppressions: dict[str, str] | None) -> None:
    assert pytestconfig.cache is not None
    schema = official_schema(pytestconfig.cache.mkdir("sarif"))
    Draft4Validator.check_schema(schema)
    log = json.loads(to_sarif(_both(), suppressions))
    Draft4Validator(schema).validate(log)
    Draft4Validator(schema).validate(json.loads(to_sarif(())))
    # The validator is awake: it refuses what is no SARIF.
    log["runs"][0]["results"][0]["level"] = "critical"
    assert not Draft4Validator(schema).is_valid(log)


def test_sarif_regions_hold_the_text_they_name() -> None:
    made = _hostile()
    run = json.loads(to_sarif([digest(made)]))["runs"][0]
    assert run["columnKind"] == "unicodeCodePoints"
    raws = {"a": made.alignment.left.raw, "b": made.alignment.right.raw}
    seen = []
    for result in run["results"]:
        assert run["tool"]["driver"]["rules"][result["ruleIndex"]]["id"] == result["ruleId"]
        for place in (*result["locations"], *result.get("relatedLocations", [])):
            physical = place["physicalLocation"]
            region = physical["region"]
            line = raws[unquote(physical["artifactLocation"]["uri"])[0]].split("\n")[region["startLine"] - 1]
            if region["startLine"] == region["endLine"]:
                cut = line[region["startColumn"] - 1 : region["endColumn"] - 1]
                assert len(cut) == region["endColumn"] - region["startColumn"]
                seen.append(cut)
    assert seen[:3] == ["13", "14", "٣١"]
    assert "قتيلا" in seen and NASTY in seen


def test_sarif_says_levels_links_fingerprints_and_suppressions() -> None:
    made = _hostile()
    first = made.findings[0].fingerprint
    run = json.loads(to_sarif(_both(), {first: "read by the desk"}))["runs"][0]
    assert [result["level"] for result in run["results"]] == ["error", "warning", "note", "error", "error"]
    assert [len(result["suppressions"]) for result in run["results"]] == [1, 0, 0, 0, 0]
    assert run["results"][0]["suppressions"][0]["justification"] == "read by the desk"
    assert run["results"][0]["partialFingerprints"]["muqabala/v1"] == first
    assert run["results"][0]["message"]["text"].count("](") == 2, "our links, none from the text"
    assert run["results"][0]["relatedLocations"][1]["physicalLocation"]["region"]["snippet"]["text"] == "٣١"
    assert run["results"][0]["locations"][0]["physicalLocation"]["region"].keys() >= {"startColumn", "endColumn"}
    assert "suppressions" not in json.loads(to_sarif(_both()))["runs"][0]["results"][0]
    assert run["invocations"][0]["executionSuccessful"] is False
    uris = [artifact["location"]["uri"] for artifact in run["artifacts"]]
    assert uris[1:] == ["b/%D8%A8%5D%5D%3E.txt", "c.docx", "d.txt"] and uris[0].isascii()
    rules = {rule["id"]: rule for rule in run["tool"]["driver"]["rules"]}
    assert rules["NUM001"]["help"]["markdown"].count("**") == 6
    assert rules["XXX999"] == {"id": "XXX999", "name": "made-up"}


def test_junit_is_read_by_junitparser() -> None:
    text = to_junit(_both(), Severity.MAJOR)
    suites = list(JUnitXml.fromstring(text.encode()))
    first, second = ([case.result for case in suite] for suite in suites)
    assert [[type(kind) for kind in kinds] for kinds in first] == [[], [Failure], [], [], [Failure], [Skipped]]
    assert [[type(kind) for kind in kinds] for kinds in second] == [[Error]]
    assert (suites[0].tests, suites[0].failures, suites[0].errors, suites[0].skipped) == (6, 2, 0, 1)
    assert "]]>" not in text and "]]&gt;" in text
    assert first[1][0].type == "critical" and "⟦RLO⟧live" in first[1][0].text
    assert second[0][0].text == "not the same event"
    assert all(suite.failures == 0 for suite in JUnitXml.fromstring(to_junit(_both(), None).encode()))


def test_github_prints_the_worst_ten_each_on_its_line() -> None:
    left, right = document("Un mot."), document("كلمة.", "ar")
    span = (span_of(left, "mot"),)
    levels = [Severity.INFO] * 5 + [Severity.MINOR] * 5 + [Severity.CRITICAL] * 3
    found = tuple(finding("NAM001", level, message=f"{NASTY}\n{level}", left=span) for level in levels)
    lines = to_github([digest(report(left, right, found))]).split("\n")
    assert [line.split(" ")[0] for line in lines[:10]] == ["::error"] * 3 + ["::warning"] * 5 + ["::notice"] * 2
    assert lines[10:] == [
        "muqabala: 1 pair looked at, 0 could not be compared, 8 discrepancies, 5 notes, 3 more not annotated",
        "",
    ]
    assert lines[0].startswith("::error file=a.txt,line=1,endLine=1,col=4,endColumn=7,title=NAM001 made-up::")
    assert "50 %25 ::error::x" in lines[0] and lines[0].endswith("%0Acritical")


def test_github_properties_cannot_be_broken_out_of() -> None:
    lines = to_github(_both()).rstrip("\n").split("\n")
    assert len(lines) == 6 and all(line.startswith("::") for line in lines[:-1])
    assert lines[0].startswith("::error file=c.docx,title=Could not be compared::not the same event")
    assert lines[1].startswith("::error file=a%2Cb%3A %2550%0A%3A%3Ax⟦RLO⟧ é.txt,line=3,endLine=3,col=4,")


def test_gitlab_holds_to_a_strict_schema_and_fingerprints_are_unique() -> None:
    issues = json.loads(to_gitlab((*_both(), digest(replace(_hostile(), id="another")))))
    Draft202012Validator(GITLAB).validate(issues)
    assert len({issue["fingerprint"] for issue in issues}) == len(issues) == 9
    assert issues[0]["location"] == {"path": "a,b: %50\n::x\u202e é.txt", "lines": {"begin": 3, "end": 3}}
    assert issues[4]["location"] == {"path": "c.docx", "lines": {"begin": 1}}
    assert [issue["severity"] for issue in issues[:4]] == ["critical", "minor", "info", "major"]


def test_a_fingerprint_stays_when_lines_are_added_above() -> None:
    def made(opening: str) -> str:
        left, right = document(f"{opening}Le 13 mars."), document("كلمة.", "ar")
        return to_gitlab([digest(report(left, right, (finding("NUM001", left=(span_of(left, "13"),)),)))])

    (one,), (other,) = json.loads(made("")), json.loads(made("Une ligne.\n\n"))
    assert one["fingerprint"] == other["fingerprint"] and one["location"] != other["location"]


def test_rdjson_holds_to_a_strict_schema_and_counts_bytes() -> None:
    made = _hostile()
    result = json.loads(to_rdjson(_both()))
    Draft202012Validator(RDJSON).validate(result)
    raws = [made.alignment.left.raw, made.alignment.right.raw]
    first, second, third = result["diagnostics"][:3]
    assert [one["severity"] for one in result["diagnostics"]] == ["ERROR", "WARNING", "INFO", "ERROR", "ERROR"]
    for place, raw, text in (
        (first["location"], raws[0], "13"),
        (first["related_locations"][0]["location"], raws[0], "14"),
        (first["related_locations"][1]["location"], raws[1], "٣١"),
        (third["location"], raws[1], "قتيلا"),
    ):
        start, end = place["range"]["start"], place["range"]["end"]
        line = raw.split("\n")[start["line"] - 1].encode("utf-8", "surrogatepass")
        assert line[start["column"] - 1 : end["column"] - 1].decode() == text
    assert second["related_locations"][0]["message"] == "expected beside this in the right version"
    assert "range" not in result["diagnostics"][4]["location"]


def test_parquet_gives_back_the_rows() -> None:
    rows = [row for each in _both() for row in rows_of(each)]
    table = polars.read_parquet(BytesIO(to_parquet(rows)))
    assert tuple(table.columns) == Row._fields == tuple(COLUMNS)
    assert table.height == len(rows) == 5
    again = [Row(*row) for row in table.iter_rows()]
    assert again[2] == rows[2]._replace(pair=again[2].pair)
    assert again[0].left_text == "13 … 14" and again[1].left_text == NASTY.replace("\ud800", "?")
    empty = polars.read_parquet(BytesIO(to_parquet([])))
    assert empty.schema == table.schema and empty.height == 0


def test_csv_gives_back_the_rows_and_runs_no_formula() -> None:
    text = to_csv(_both())
    table = polars.read_csv(StringIO(text))
    assert tuple(table.columns) == Row._fields and table.height == 5
    assert table["message"][1] == "'=cmd|' /C calc'!A0"
    assert "⟦RLO⟧live⟦PDF⟧" in table["left_text"][1] and "]]>" in table["left_text"][1]
    made = _hostile()
    assert table["left_start"][0] == made.findings[0].left[0].start and table["right_start"][1] is None
    number, formula = document("-5,5 % de moins."), document("كلمة.", "ar")
    found = (finding("NUM001", message="+1+1", left=(span_of(number, "-5,5 %"),)),)
    table = polars.read_csv(StringIO(to_csv([digest(report(number, formula, found))])))
    assert (table["left_text"][0], table["message"][0]) == ("-5,5 %", "'+1+1")


def test_markdown_is_short_and_nothing_in_it_calls_or_links() -> None:
    text = to_markdown(_both())
    assert "2 discrepancies: 1 critical" not in text and "3 discrepancies: 1 critical, 1 major, 1 minor" in text
    assert text.count("\n- ") == 4 and "**critical** NUM001" in text
    assert "not the same event" in text and text.count("DOC001") == 0
    assert "@everyone" not in text and "<b>" not in text and "[x](" not in text
    assert plain("a_b *c* `d` @me #12 <!channel> $x$ www.e.test") == (
        r"a\_b \*c\* \`d\` @⁠me #⁠12 &lt;!channel&gt; \$x\$ www.⁠e.test"
    )
    assert to_markdown([digest(_refused())] * 11).startswith("**11 pairs: 0 with discrepancies, 11 could not be")
    many = tuple(finding("NAM001", left=(Span(0, 2),)) for _ in range(14))
    text = to_markdown([digest(report(document("Un."), document("واحد.", "ar"), many))])
    assert text.endswith("- and 4 more findings\n") and len(text.splitlines()) == 13
