"""The site of an audit: whole, closed to everything but itself, safe with hostile names, and the same every time."""

from __future__ import annotations

import base64
import hashlib
import json
import re
from dataclasses import replace
from pathlib import Path
from urllib.parse import unquote, urlsplit

import pytest
from lxml import html

from checks.finding import Severity
from muqabala.batches import How, check_batch, outcomes_of, pairs_frame
from muqabala.readers.record import Pair, Source
from reports.charts import Bar, Part, bars, columns
from reports.report import Summary
from reports.site import ROWS_A_PAGE, Site, index_pages
from reports.site_case import Case
from reports.site_charts import charts_of
from tests.audit_corpus import corpus, record, text
from tests.command_line import Muqabala

HOSTILE = 'a/b</script><script>alert(1)</script>"\u202eevil\u2066 <b>'


def case(identifier: str, critical: int = 0, major: int = 0, **more: object) -> Case:
    codes = (("NUM001", Severity.CRITICAL, critical),) if critical else ()
    plain = Case(identifier, "checked", ("fr", "ar"), "translation", 0.9, (0.5, 1.0), Summary(critical, major, 0, 0))
    return replace(plain, **{"codes": codes, "page": f"pairs/{identifier}.html", **more})  # type: ignore[arg-type]


def site(*cases: Case, **more: object) -> Site:
    counts = {"checked": len(cases), "refused": 0, "skipped": 0, "failed": 0}
    return Site("corpus.jsonl", counts, cases, **more)  # type: ignore[arg-type]


def csp(page: str) -> str:
    found = re.search(r'http-equiv="Content-Security-Policy" content="([^"]+)"', page)
    assert found is not None
    return found[1]


def hashes(page: str, tag: str) -> set[str]:
    """Returns the hashes of the inline scripts or styles, as a browser takes them."""
    found = re.findall(rf"<{tag}>(.*?)</{tag}>", page, re.DOTALL)
    return {"sha256-" + base64.b64encode(hashlib.sha256(inner.encode()).digest()).decode() for inner in found}


def table(page: str) -> list[str]:
    return [row.text_content() for row in html.fromstring(page).xpath("//table[@id='pairs']/tbody/tr/th")]


@pytest.fixture(scope="module")
def pair_page() -> str:
    sides = (Source("l", text("cyber.fa.txt"), None, "fa"), Source("r", text("cyber.ar.txt"), None, "ar"))
    frame = pairs_frame([(0, Pair(HOSTILE, "", *sides), "document")])
    (outcome,) = outcomes_of(check_batch(frame, How(with_page=True)))
    return outcome.page


def test_the_page_of_a_pair_leads_back_and_allows_itself_its_own_style_only(pair_page: str) -> None:
    (link,) = html.fromstring(pair_page).xpath("//nav[@class='back']/a")
    assert link.get("href") == "../index.html"
    policy = csp(pair_page)
    assert hashes(pair_page, "style") == set(
        re.findall(r"'(sha256-[^']+)'", policy.split("style-src")[1].split(";")[0])
    )
    assert len(hashes(pair_page, "style")) == 2
    assert hashes(pair_page, "script") <= set(re.findall(r"'(sha256-[^']+)'", policy.split("script-src")[1]))


def test_the_index_allows_itself_its_own_style_and_script_only() -> None:
    page = index_pages(site(case("a", 1)))["index.html"]
    policy = csp(page)
    assert policy.startswith("default-src 'none'; ")
    for tag in ("style", "script"):
        (only,) = hashes(page, tag)
        assert f"{tag}-src '{only}';" in policy
    assert "http:" not in page and "https:" not in page
    assert not re.search(r"<[^>]+\s(style|on\w+)=", page)


def test_hostile_names_stay_names() -> None:
    hostile = case(HOSTILE, 1, outlet=HOSTILE, date="2026-05-01</td>")
    page = index_pages(site(hostile, problems=((HOSTILE, "skipped", HOSTILE),)))["index.html"]
    tree = html.fromstring(page)
    assert len(tree.xpath("//script")) == 2
    assert "\u202e" not in page and "\u2066" not in page
    assert table(page) == [HOSTILE.replace("\u202e", "⟦RLO⟧").replace("\u2066", "⟦LRI⟧")]
    (row,) = json.loads(tree.xpath("//script[@id='data']")[0].text)
    assert (row[0], row[4]) == (table(page)[0], table(page)[0])
    assert unquote(row[1]) == f"pairs/{HOSTILE}.html"


def test_the_worst_come_first_and_those_not_compared_before_them() -> None:
    cases = [case("clean"), case("b", 0, 9), case("a", 1), case("c", 1, 2), case("lost", 1, state="refused")]
    page = index_pages(site(*cases))["index.html"]
    assert table(page) == ["lost", "c", "a", "b", "clean"]
    worst = html.fromstring(page).xpath("//figure[@class='worst']//li/a")
    assert [link.text_content() for link in worst] == ["c", "a", "b"]


@pytest.mark.parametrize(
    ("count", "pages"), [(0, 1), (1, 1), (ROWS_A_PAGE, 1), (ROWS_A_PAGE + 1, 2), (3 * ROWS_A_PAGE, 3)]
)
def test_a_long_table_goes_on_in_pages(count: int, pages: int) -> None:
    written = index_pages(site(*(case(f"{number:04d}") for number in range(count))))
    assert list(written) == ["index.html", *(f"lists/{number}.html" for number in range(2, pages + 1))]
    assert [name for page in written.values() for name in table(page)] == [f"{number:04d}" for number in range(count)]
    for path, page in written.items():
        links = {link.get("href") for link in html.fromstring(page).xpath("//nav[@class='pager']//a")}
        folder = path.rpartition("/")[0]
        around = {name for name in links if name}
        resolved = {str(Path("/", folder, name).resolve())[1:] for name in around}
        place = list(written).index(path)
        near = [list(written)[other] for other in (place - 1, place + 1) if 0 <= other < pages]
        assert resolved == (set(near) if pages > 1 else set())


def test_every_link_of_a_site_leads_to_a_file(muqabala: Muqabala, tmp_path: Path) -> None:
    name = corpus(tmp_path / "c#1 %.jsonl", 5)
    with (tmp_path / name).open("a", encoding="utf-8") as file:
        file.write(record("far", "cyber.fr.txt", "unrelated.ar.txt") + record(HOSTILE, "storm.fr.txt", "storm.ar.txt"))
    assert muqabala("audit", name, "--out", "out", "--jobs", "1").code == 3
    out = tmp_path / "out"
    seen = 0
    for path in out.rglob("*.html"):
        tree = html.fromstring(path.read_text(encoding="utf-8"))
        ids = set(tree.xpath("//@id"))
        for link in tree.xpath("//a/@href"):
            parts = urlsplit(link)
            assert not parts.scheme and not parts.netloc
            if parts.path:
                assert (path.parent / unquote(parts.path)).resolve().is_file(), link
                seen += 1
            else:
                assert parts.fragment in ids
    assert seen >= 2 * 7 + 2
    index = json.loads((out / "index.json").read_text(encoding="utf-8"))
    assert all((out / one["page"]).is_file() for one in index["cases"])


def test_charts_have_every_figure_in_words_and_in_a_table() -> None:
    cases = [
        case("a", 2, 1, outlet="نوريا", date="2026-11-03"),
        case("b", 0, 4, outlet="Noria", date="2025-02-01T10:00:00"),
        case("c", 0, 0, outlet="Noria", date="yesterday"),
    ]
    charts = {chart.name: chart for chart in charts_of(cases)}
    assert list(charts) == ["severity", "rule", "outlet", "month", "covered"]
    assert charts["severity"].rows == (("critical", "2"), ("major", "5"))
    assert charts["rule"].rows == (("NUM001 number-changed", "2", "0", "0", "0", "2"),)
    assert charts["outlet"].rows == (("Noria", "0", "4", "0", "4"), ("نوريا", "2", "1", "0", "3"))
    assert [row[0] for row in charts["month"].rows] == ["not said", "2025-02", "2026-11"]
    assert charts["covered"].rows[7] == ("70–80", "3")
    assert "نوريا: 3 (2 critical, 1 major)" in charts["outlet"].svg
    assert [chart.name for chart in charts_of([case("a")])] == ["covered"]


@pytest.mark.parametrize("draw", [bars, columns])
def test_a_chart_escapes_its_labels_and_stays_in_its_frame(draw: object) -> None:
    drawn = draw([Bar(HOSTILE, (Part("critical", "critical", 3), Part("major", "major", 9))), Bar("", ())], "T")  # type: ignore[operator]
    tree = html.fromstring(str(drawn))
    assert not tree.xpath("//script")
    width = float(tree.get("viewbox").split()[2])
    ends = [float(rect.get("x")) + float(rect.get("width")) for rect in tree.xpath("//rect")]
    assert len(ends) == 2 and max(ends) <= width


def test_many_outlets_are_summed_up() -> None:
    cases = [case(f"{number}", 1, outlet=f"outlet {number:02d}") for number in range(40)]
    (chart,) = [chart for chart in charts_of(cases) if chart.name == "outlet"]
    assert len(chart.rows) == 16
    assert chart.rows[-1] == ("others", "25", "0", "0", "25")
    assert chart.note == "The last bar sums up 25 more."
