"""A real browser for the tests of the page: the machine's Chromium, steered by playwright; without either they are
skipped.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

import pytest

from reports.pdf import VARIABLE, find_browser
from text.errors import InputError

if TYPE_CHECKING:
    from playwright.sync_api import Browser


@contextmanager
def chromium() -> Iterator[Browser]:
    """Starts the browser for a while; skips the test where there is none."""
    playwright = pytest.importorskip("playwright.sync_api")
    try:
        program = find_browser()
    except InputError:
        pytest.skip(f"no Chromium on the PATH, and none named in {VARIABLE}")
    with playwright.sync_playwright() as started:
        browser: Browser = started.chromium.launch(executable_path=str(program))
        yield browser
        browser.close()
