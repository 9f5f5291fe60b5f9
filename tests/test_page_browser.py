"""The page in a real browser: keys, filters, search, links, values, phone and print, and all of it without script."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Literal

import pytest

import muqabala
from reports.bidi import visible
from reports.page import render
from reports.report import Report
from tests.chromium import chromium

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

FIXTURES = Path(__file__).resolve().parent.parent / "fixtures" / "reports"
AXE = "MUQABALA_AXE"
SIZES = {"desk": (1400, 1000), "tablet": (1024, 900), "phone": (390, 844)}
pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with chromium() as started:
        yield started


@pytest.fixture(scope="module")
def report() -> Report:
    return muqabala.check(FIXTURES / "cyber.fr.txt", FIXTURES / "cyber.ar.txt")


@pytest.fixture(scope="module")
def address(report: Report, tmp_path_factory: pytest.TempPathFactory) -> str:
    path = tmp_path_factory.mktemp("page") / "report.html"
    path.write_text(render(report), encoding="utf-8")
    return path.as_uri()


@pytest.fixture
def page(browser: Browser, address: str) -> Iterator[Page]:
    """Opens the page on a desk, and holds that it logs nothing and asks the network for nothing."""
    context = browser.new_context(viewport={"width": 1400, "height": 1000})
    opened = context.new_page()
    said: list[str] = []
    opened.on("console", lambda message: said.append(message.text))
    opened.on("pageerror", lambda error: said.append(str(error)))
    opened.on("request", lambda request: said.append(request.url) if request.url != address else None)
    opened.goto(address)
    yield opened
    context.close()
    assert said == []


def _lit(page: Page) -> list[str]:
    return page.eval_on_selector_all(".row.chosen", "rows => rows.map(row => row.dataset.row)")  # type: ignore[no-any-return]


def _painted(page: Page) -> dict[str, list[str]]:
    """Returns the words under each highlight."""
    return page.evaluate(  # type: ignore[no-any-return]
        "() => Object.fromEntries([...CSS.highlights].map(([name, them]) => [name, [...them].map(String)]))"
    )


def test_j_and_k_step_through_the_findings_and_light_their_rows(page: Page, report: Report) -> None:
    page.keyboard.press("j")
    assert page.evaluate("document.activeElement.id") == "finding-1"
    assert page.locator("mark.active").count() >= 1 and page.locator(".card.active").count() == 1
    first = _lit(page)
    assert first and page.locator(f'.ribbon.chosen[data-row="{first[0]}"]').count() == 1
    page.keyboard.press("j")
    assert page.evaluate("document.activeElement.id") == "finding-2" and _lit(page) != first
    page.keyboard.press("k")
    assert page.evaluate("document.activeElement.id") == "finding-1" and _lit(page) == first
    for _ in range(len(report.findings) + 3):
        page.keyboard.press("j")
    assert page.evaluate("document.activeElement.id") == f"finding-{len(report.findings)}"
    assert page.locator(f"#left-{len(report.findings)}").bounding_box() is not None
    page.keyboard.press("Escape")
    assert page.locator(".active").count() == 0 and _lit(page) == []


def test_enter_opens_the_evidence_and_shuts_it(page: Page) -> None:
    page.keyboard.press("Enter")
    assert page.locator("details[open]").count() == 0
    page.keyboard.press("j")
    page.keyboard.press("Enter")
    assert page.locator("#finding-1 blockquote").first.is_visible()
    assert page.locator("#finding-1 .why").all_inner_texts() == ["Why it fired", "Why it may be wrong"]
    page.keyboard.press("Enter")
    assert page.locator("details[open]").count() == 0


def test_help_opens_with_a_question_mark_and_closes_with_escape(page: Page) -> None:
    page.keyboard.press("?")
    assert page.locator("#help").is_visible()
    page.keyboard.press("j")
    assert page.locator(".active").count() == 0, "keys belong to the dialog"
    page.keyboard.press("Escape")
    assert not page.locator("#help").is_visible()
    page.locator("#ask-help").click()
    page.locator("#help .shut").click()
    assert not page.locator("#help").is_visible()


def test_a_filter_hides_cards_and_marks_and_the_keys_pass_over_them(page: Page, report: Report) -> None:
    others = sum(finding.severity.value != "major" for finding in report.findings)
    page.locator("#show-major").uncheck()
    assert page.locator(".card:visible").count() == others
    assert page.locator(".some-hidden").is_visible()
    for _ in report.findings:
        page.keyboard.press("j")
    shown = page.locator(".card.active .badge").inner_text()
    assert shown != "major"
    page.locator("#show-NUM").evaluate("box => box.click()")
    assert page.locator("#finding-1").is_hidden()


def test_search_finds_without_vowel_signs_and_with_any_digits(page: Page) -> None:
    page.keyboard.press("/")
    assert page.evaluate("document.activeElement.id") == "search"
    page.keyboard.type("31")
    assert _painted(page)["found"] == ["٣١"]
    assert page.locator(".card:visible").count() == 1
    page.locator("#search").fill("المصنعه")
    assert _painted(page)["found"] == ["المصنّعة"]
    page.locator("#search").fill("GENEVE")
    places = page.locator("#places")
    assert places.inner_text() == "3 places"
    page.keyboard.press("Enter")
    assert places.inner_text().startswith("1 of ") and len(_painted(page)["found-here"]) == 1
    page.keyboard.press("Shift+Enter")
    assert not places.inner_text().startswith("1 of ")
    page.locator("#search").fill("qwertz")
    assert places.inner_text() == "0 places" and page.locator(".none-found").is_visible()
    page.keyboard.press("Escape")
    assert _painted(page) == {} and page.locator(".none-found").is_hidden()
    assert page.locator(".card:visible").count() == page.locator(".card").count()


def test_word_links_paint_the_words_the_aligner_linked(page: Page, report: Report) -> None:
    page.locator("#show-links").check()
    row = next(
        number
        for number, bead in enumerate(report.alignment.beads, start=1)
        if len(bead.left) == 1 and len(bead.right) == 1
    )
    page.locator(f"#row-{row}").hover()
    shown = {word for name, words in _painted(page).items() if name != "link-here" for word in words}
    bead = report.alignment.beads[row - 1]
    left, right = report.alignment.left, report.alignment.right
    inside = left.sentences[bead.left[0]].span
    links = [link for link in report.alignment.links if inside.holds(link.left)]
    expected = {link.left.of(left.raw) for link in links} | {link.right.of(right.raw) for link in links}
    assert links and shown == expected
    page.keyboard.press("l")
    assert _painted(page) == {}


def test_values_stand_beside_the_figures_of_findings_and_beside_all_when_asked(page: Page) -> None:
    told = page.locator(".value:visible")
    before = told.count()
    assert page.locator('.value.told[data-read="31"]').is_visible()
    page.keyboard.press("v")
    assert told.count() > before
    assert page.locator('.value[data-read="10:00"]').first.is_visible()


def test_what_the_page_shows_of_a_sentence_is_the_sentence(page: Page, report: Report) -> None:
    for side, document in (("left", report.alignment.left), ("right", report.alignment.right)):
        shown = page.evaluate(
            "side => [...document.querySelectorAll(`[data-side=${side}] .sentence`)]"
            ".map(one => [one.dataset.s, textNodes(one).map(node => node.data).join('')])",
            side,
        )
        assert dict(shown) == {
            str(sentence.index): visible(sentence.span.of(document.raw)) for sentence in document.sentences
        }


def test_letters_stay_joined_inside_a_mark(page: Page) -> None:
    """A marked word is as wide as the same word without a mark: letters that come apart are wider."""
    widths = page.evaluate(
        """() => [...document.querySelectorAll('[data-side=right] mark')].map(mark => {
            const range = new Range();
            range.selectNodeContents(mark);
            const plain = document.createElement('span');
            plain.textContent = mark.textContent;
            plain.style.whiteSpace = 'nowrap';
            mark.closest('p').append(plain);
            const both = [[...range.getClientRects()].reduce((sum, box) => sum + box.width, 0),
                          plain.getBoundingClientRect().width];
            plain.remove();
            return [mark.textContent, ...both];
        })"""
    )
    words = [(text, marked, plain) for text, marked, plain in widths if " " not in text]
    assert words
    assert all(abs(marked - plain) < 1 for _, marked, plain in words), words


def test_a_click_on_a_mark_chooses_its_finding_and_one_on_the_list_of_first_ones_too(page: Page) -> None:
    page.locator("#right-1").click()
    assert page.locator(".card.active").get_attribute("id") == "finding-1"
    page.locator(".first a").last.click()
    assert page.evaluate("document.activeElement.className").startswith("card critical")


@pytest.mark.parametrize("size", SIZES)
def test_nothing_is_wider_than_the_window(browser: Browser, address: str, size: str) -> None:
    width, height = SIZES[size]
    context = browser.new_context(viewport={"width": width, "height": height})
    opened = context.new_page()
    opened.goto(address)
    assert opened.evaluate("document.documentElement.scrollWidth") <= width
    sides = [opened.locator(f'#row-4 [data-side="{side}"]').bounding_box() for side in ("left", "right")]
    assert sides[0] and sides[1]
    assert (sides[0]["y"] == sides[1]["y"]) is (size != "phone"), "side by side, on a phone one above the other"
    context.close()


def test_without_script_everything_is_read_and_the_filters_work(browser: Browser, address: str, report: Report) -> None:
    context = browser.new_context(java_script_enabled=False)
    opened = context.new_page()
    opened.goto(address)
    assert opened.locator(".card:visible").count() == len(report.findings)
    assert opened.locator(".sentence:visible").count() == len(report.alignment.left.sentences) + len(
        report.alignment.right.sentences
    )
    assert opened.locator(".seek:visible, .needs-script:visible, #help:visible").count() == 0
    opened.locator("#finding-1 summary").click()
    assert opened.locator("#finding-1 blockquote").first.is_visible()
    opened.locator("#show-critical").uncheck()
    assert opened.locator(".card.critical:visible").count() == 0
    opened.locator("#show-values").check()
    assert opened.locator('.value[data-read="10:00"]').first.is_visible()
    context.close()


def test_on_paper_all_evidence_is_open_and_no_filter_hides_anything(page: Page, report: Report) -> None:
    page.locator("#show-critical").uncheck()
    page.emulate_media(media="print")
    assert page.locator(".card:visible").count() == len(report.findings)
    assert page.locator(".tools:visible, .filters:visible, .skip:visible").count() == 0
    assert page.locator("#finding-1 blockquote").first.evaluate("one => one.getBoundingClientRect().height") > 0


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("size", ["desk", "phone"])
def test_axe_finds_nothing_serious(browser: Browser, address: str, size: str, scheme: Literal["light", "dark"]) -> None:
    script = os.environ.get(AXE)
    if not script:
        pytest.skip(f"{AXE} names no axe.min.js (npm install axe-core)")
    width, height = SIZES[size]
    # The page forbids every script but its own, axe too.
    context = browser.new_context(viewport={"width": width, "height": height}, color_scheme=scheme, bypass_csp=True)
    opened = context.new_page()
    opened.goto(address)
    opened.add_script_tag(path=script)
    opened.eval_on_selector_all("details", "all => all.forEach(one => { one.open = true; })")
    opened.keyboard.press("j")
    found = opened.evaluate("axe.run(document, {resultTypes: ['violations']})")
    assert found["passes"], "axe looked at something"
    assert [(one["id"], one["nodes"][0]["html"]) for one in found["violations"]] == []
    context.close()
