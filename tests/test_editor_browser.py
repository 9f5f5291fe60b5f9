"""The page in a real browser, with its script: paste, see, decide, undo, mend, drop a file, export, gate."""

from __future__ import annotations

import importlib.util
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.editor_factory import FIXTURES, text

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

ROOT = Path(__file__).resolve().parent.parent
CHROMIUM = next(
    (found for name in ("chromium", "chromium-browser", "google-chrome") if (found := shutil.which(name))), None
)
pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(CHROMIUM is None, reason="no chromium on this machine (Debian: apt install chromium)"),
    pytest.mark.skipif(importlib.util.find_spec("playwright") is None, reason="playwright is not installed"),
]
WAIT = 60_000
FRENCH, ARABIC = text("cyber.fr.txt"), text("cyber.ar.txt")


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    history = tmp_path_factory.mktemp("history") / "history.sqlite3"
    command = [sys.executable, "-m", "muqabala", "serve", "--port", "0", "--author", "Amina", "--history", str(history)]
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        yield process.stdout.readline().removeprefix("Open ").strip()
        assert process.poll() is None, "the server is still there"
        process.kill()


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        yield started
        started.close()


@pytest.fixture
def page(browser: Browser, address: str) -> Iterator[Page]:
    """Opens an empty check; whatever the browser complains about fails the test."""
    context = browser.new_context(accept_downloads=True)
    opened = context.new_page()
    opened.set_default_timeout(WAIT)
    complaints: list[str] = []
    opened.on("pageerror", lambda error: complaints.append(str(error)))
    # A 422 is our own answer to what cannot be read; the browser calls any such answer an error.
    opened.on(
        "console",
        lambda message: (
            complaints.append(message.text) if message.type == "error" and "422" not in message.text else None
        ),
    )
    opened.goto(address)
    opened.get_by_role("link", name="History").click()
    opened.get_by_role("heading", name="Decisions").wait_for()
    if opened.get_by_text("Forget everything").count():
        opened.get_by_text("Forget everything").click()
        opened.get_by_role("button", name="Delete all checks and decisions").click()
    opened.get_by_text("Nothing was decided yet.").wait_for()
    opened.get_by_role("link", name="New check").click()
    yield opened
    context.close()
    assert complaints == []


def paste(page: Page, left: str = FRENCH, right: str = ARABIC) -> None:
    """Fills both fields and waits for what the page finds by itself."""
    # What is typed before the script listens is checked by the button alone.
    page.wait_for_load_state("load")
    page.get_by_label("Left version", exact=True).fill(left)
    page.get_by_label("Right version", exact=True).fill(right)
    page.wait_for_url(re.compile(r"/checks/\d+$"))
    page.locator(".verdict").wait_for()


def codes(page: Page) -> list[str]:
    return page.locator(".card .code").all_text_contents()


def wait_for_findings(page: Page, count: int) -> None:
    page.wait_for_function("count => document.querySelectorAll('.card').length === count", arg=count)


def decide(page: Page, code: str, button: str, reason: str) -> None:
    card = page.locator(".card", has_text=code).first
    card.get_by_text("Accept or dismiss").click()
    card.get_by_label("Reason").fill(reason)
    card.get_by_role("button", name=button).click()


def test_paste_dismiss_undo_mend_and_gate_with_the_baseline(page: Page, tmp_path: Path) -> None:
    paste(page)
    found = codes(page)
    assert "NUM001" in found and page.get_by_role("heading", name=re.compile("^1[01] discrepancies")).is_visible()
    assert page.locator("#left-text").get_attribute("dir") == "ltr"
    assert (page.locator("#right-text").get_attribute("dir"), page.locator("#right-text").get_attribute("lang")) == (
        "rtl",
        "ar",
    )
    assert re.fullmatch(r"1\d discrepancies: 4 critical, \d+ major\.", page.locator("#status").text_content() or "")

    decide(page, "NUM001", "Dismiss as false alarm", "arrondi voulu")
    wait_for_findings(page, len(found) - 1)
    assert "NUM001" not in codes(page)
    assert page.locator(".decided").get_by_text("arrondi voulu").is_visible()
    page.locator(".notice").get_by_role("button", name="Undo").click()
    wait_for_findings(page, len(found))
    assert codes(page) == found

    page.get_by_role("button", name=re.compile("^Edit finding 1 in the right text")).click()
    field = page.locator("#right-text")
    assert field.evaluate("area => area.value.slice(area.selectionStart, area.selectionEnd)") == "٣١"
    page.keyboard.insert_text("١٣")
    wait_for_findings(page, len(found) - 1)
    assert codes(page) == [code for code in found if code != "NUM001"]
    assert field.input_value() == ARABIC.replace("٣١", "١٣")

    while codes(page):
        left = len(codes(page))
        decide(page, codes(page)[0], "Accept the difference", f"voulu {left}")
        wait_for_findings(page, left - 1)
    with page.expect_download() as download:
        page.get_by_role("link", name="baseline of this check").click()
    known = tmp_path / "known.jsonl"
    download.value.save_as(known)
    folder = tmp_path / "reports"
    folder.mkdir()
    (folder / "cyber.fr.txt").write_text(FRENCH, encoding="utf-8")
    (folder / "cyber.ar.txt").write_text(ARABIC.replace("٣١", "١٣"), encoding="utf-8")
    gate = [sys.executable, "-m", "muqabala", "gate", str(folder), "--jobs", "1"]
    assert subprocess.run(gate, cwd=ROOT, capture_output=True, check=False).returncode == 1
    passed = subprocess.run([*gate, "--baseline", str(known)], cwd=ROOT, capture_output=True, text=True, check=False)
    assert passed.returncode == 0, passed.stdout + passed.stderr


def test_what_was_checked_is_there_after_a_reload_and_in_the_history(page: Page) -> None:
    paste(page)
    page.reload()
    assert len(codes(page)) >= 10
    assert page.get_by_label("Left version", exact=True).input_value() == FRENCH
    page.get_by_role("link", name="History").click()
    page.get_by_role("link", name="Cyberattaques").first.click()
    assert page.get_by_label("Right version", exact=True).input_value() == ARABIC


def test_a_file_that_is_dropped_is_read_and_checked(page: Page) -> None:
    page.get_by_label("Left version", exact=True).fill(FRENCH)
    drop = """([name, text]) => {
        const carried = new DataTransfer();
        carried.items.add(new File([text], name));
        document.querySelector('.field[data-side="right"] textarea').dispatchEvent(
            new DragEvent("drop", { dataTransfer: carried, bubbles: true, cancelable: true }));
    }"""
    page.evaluate(drop, ["report.pdf", "%PDF-1.7"])
    page.get_by_text("report.pdf: PDF is refused").wait_for()
    page.evaluate(drop, ["cyber.ar.txt", ARABIC])
    page.locator(".verdict").wait_for()
    assert page.get_by_label("Right version", exact=True).input_value() == ARABIC
    assert page.locator('.field[data-side="right"] .from').inner_text() == "from cyber.ar.txt"


def test_a_reason_being_typed_survives_a_check_and_the_keyboard_steps_through(page: Page) -> None:
    paste(page)
    page.locator("h1").click()
    page.keyboard.press("j")
    page.keyboard.press("j")
    assert page.evaluate("document.activeElement.id") == "finding-2"
    page.keyboard.press("k")
    assert page.evaluate("document.activeElement.id") == "finding-1"
    card = page.locator(".card").last
    card.get_by_text("Accept or dismiss").click()
    card.get_by_label("Reason").fill("half a rea")
    before = page.locator(".card").count()
    page.get_by_label("Right version", exact=True).evaluate(
        "(area, text) => { area.value = text; area.dispatchEvent(new Event('input', { bubbles: true })); }",
        ARABIC.replace("واقترحت كينيا", "واقترحت غانا"),
    )
    page.wait_for_function("before => document.querySelectorAll('.card').length < before", arg=before)
    assert page.locator(".card").last.get_by_label("Reason").input_value() == "half a rea"


def test_hostile_text_runs_nothing(page: Page) -> None:
    hostile = '<script>window.ran = 1</script><img src=x onerror="window.ran = 2">\u202e "><svg onload=window.ran=3>'
    paste(page, f"{hostile}\n{FRENCH}", f"{hostile}\n{ARABIC}")
    assert "<script>" in page.locator(".aligned").inner_text()
    assert page.evaluate("window.ran") is None
    assert page.locator("#result script, #result img, #result svg").count() == 0


def test_a_link_on_another_site_opens_the_page_and_a_form_there_does_nothing(browser: Browser, address: str) -> None:
    context = browser.new_context()
    page = context.new_page()
    page.set_default_timeout(WAIT)
    page.route("http://other.example/*", lambda route: route.fulfill(content_type="text/html", body=_foreign(address)))
    page.goto("http://other.example/")
    page.get_by_role("link").click()
    page.get_by_role("heading", name="Two versions of one report").wait_for()
    assert "token" not in page.url
    page.goto("http://other.example/")
    page.get_by_role("button").click()
    page.get_by_text("This page belongs to somebody").wait_for()
    context.close()


def _foreign(address: str) -> str:
    target = address.split("?")[0]
    return (
        f'<!DOCTYPE html><title>x</title><a href="{address}">open</a>'
        f'<form method="post" action="{target}forget"><button>send</button></form>'
    )


def test_without_the_script_the_form_does_the_same(browser: Browser, address: str) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.set_default_timeout(WAIT)
    page.goto(address)
    page.get_by_label("Left version", exact=True).fill(FRENCH)
    page.locator('input[name="right_file"]').set_input_files(FIXTURES / "cyber.ar.txt")
    page.get_by_role("button", name="Check").click()
    page.locator(".verdict").wait_for()
    before = page.locator(".card").count()
    code = page.locator(".card .code").first.text_content() or ""
    assert before
    decide(page, code, "Accept the difference", "voulu")
    page.locator(".decided").wait_for()
    assert page.locator(".card").count() == before - 1
    page.locator(".decided").get_by_role("button", name=re.compile("^Undo")).click()
    page.wait_for_url(re.compile("#result$"))
    context.close()
