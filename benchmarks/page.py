"""Measures the page of a long pair: how fast it is made, how heavy it is, how it loads, scrolls and answers.

    python benchmarks/page.py [--sentences 400] [--keep FILE] [--no-browser]

The pair is made from the sentences of the fixtures: both fixtures in turn, each time with other figures, every tenth
sentence dropped on one side and every ninth figure changed. The browser is the machine's Chromium, steered by
playwright. On a busy machine the time of the processor and of the browser's main thread says more than the clock.
"""

from __future__ import annotations

import argparse
import statistics
import sys
import tempfile
import time
from collections.abc import Iterator
from itertools import cycle
from pathlib import Path

import muqabala
from reports.page import render
from reports.pdf import find_browser
from reports.report import Report

FIXTURES = Path(__file__).resolve().parent.parent / "fixtures" / "reports"
EVENTS = ("cyber", "storm")
# What is done in the page, and how often; each step waits for the frame after.
STEPS: tuple[tuple[str, int, str], ...] = (
    ("scroll by 120 px", 300, "n => window.scrollTo({top: 120 * n, behavior: 'instant'})"),
    ("next finding", 20, "() => document.body.dispatchEvent(new KeyboardEvent('keydown', {key: 'j', bubbles: true}))"),
    ("word links", 1, "() => document.getElementById('show-links').click()"),
    ("values read", 1, "() => document.getElementById('show-values').click()"),
    ("a filter", 1, "() => document.getElementById('show-major').click()"),
    ("first search", 1, "() => seek('19')"),
    ("next search", 1, "() => seek('الأمم')"),
)
# A task beyond 50 ms is what browsers call long.
REPEAT = """async ([times, source]) => {
    const step = eval(source);
    const frame = () => new Promise(requestAnimationFrame);
    await frame();
    const frames = [];
    for (let n = 0; n < times; n += 1) {
        const begun = performance.now();
        step(n);
        await frame();
        await frame();
        frames.push((performance.now() - begun) / 2);
    }
    return frames;
}"""


def long_pair(sentences: int) -> tuple[str, str]:
    """Returns a French and an Arabic text of about so many sentences each, the same from run to run."""
    left: list[str] = []
    right: list[str] = []
    for number, (one, other) in enumerate(_facts(), start=1):
        if len(left) >= sentences:
            break
        fact = f"{1000 + 7 * number}"
        told = f"{1000 + 7 * number + (3 if number % 9 == 0 else 0)}"
        if number % 10 != 5:
            left.append(f"{one} ({fact} dossiers)")
        if number % 10 != 0:
            right.append(f"{other} ({told} ملفا)")
    return tuple(".\n\n".join(side) + ".\n" for side in (left, right))  # type: ignore[return-value]


def _facts() -> Iterator[tuple[str, str]]:
    """Yields pairs of sentences of the fixtures that belong together, again and again."""
    pairs: list[tuple[str, str]] = []
    for event in EVENTS:
        made = muqabala.check(FIXTURES / f"{event}.fr.txt", FIXTURES / f"{event}.ar.txt")
        for bead in made.alignment.beads:
            if len(bead.left) == len(bead.right) == 1:
                texts = [
                    " ".join(document.text_of(index).split()).rstrip(".")
                    for document, (index,) in zip(
                        (made.alignment.left, made.alignment.right), (bead.left, bead.right), strict=True
                    )
                ]
                pairs.append((texts[0], texts[1]))
    return cycle(pairs)


def made_page(report: Report, runs: int = 5) -> tuple[str, float, float]:
    """Returns the page and the medians of the seconds it took, by the clock and of the processor; the first run, which
    loads the templates, is not counted.
    """
    page = render(report)
    clock, processor = [], []
    for _ in range(runs):
        begun, used = time.perf_counter(), time.process_time()
        page = render(report)
        clock.append(time.perf_counter() - begun)
        processor.append(time.process_time() - used)
    return page, statistics.median(clock), statistics.median(processor)


def in_browser(path: Path) -> Iterator[tuple[str, str]]:
    """Yields what was measured in the browser: the main thread's own time, and the frames by the clock."""
    from playwright.sync_api import sync_playwright

    with sync_playwright() as started:
        browser = started.chromium.launch(executable_path=str(find_browser()))
        # The page forbids foreign scripts, the measuring one too.
        opened = browser.new_context(viewport={"width": 1400, "height": 1000}, bypass_csp=True).new_page()
        session = opened.context.new_cdp_session(opened)
        session.send("Performance.enable", {"timeDomain": "threadTicks"})

        def busy() -> float:
            found = session.send("Performance.getMetrics")["metrics"]
            return next(1000 * one["value"] for one in found if one["name"] == "TaskDuration")

        opened.goto(path.as_uri())
        yield "elements", f"{opened.evaluate('document.getElementsByTagName(`*`).length'):,}"
        yield "loading", f"{busy():.0f} ms of the main thread"
        for label, times, source in STEPS:
            before = busy()
            frames = sorted(opened.evaluate(REPEAT, [times, source]))
            yield (
                f"{label} ({times}×)" if times > 1 else label,
                f"{(busy() - before) / times:.1f} ms of the main thread; frames: "
                f"median {statistics.median(frames):.1f} ms, longest {frames[-1]:.0f} ms",
            )
        browser.close()


def main() -> None:
    """Prints the measurements."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--sentences", type=int, default=400, help="about how many on each side")
    parser.add_argument("--keep", type=Path, help="write the page to this file")
    parser.add_argument("--no-browser", action="store_true", help="measure the Python side only")
    given = parser.parse_args()
    texts = long_pair(given.sentences)
    begun, used = time.perf_counter(), time.process_time()
    report = muqabala.check_texts(*texts, left_lang="fr", right_lang="ar")
    checked = f"{time.perf_counter() - begun:.2f} s, {time.process_time() - used:.2f} s of the processor"
    page, clock, processor = made_page(report)
    sizes = f"{len(report.alignment.left.sentences)} and {len(report.alignment.right.sentences)}"
    rows = [
        ("sentences", f"{sizes}, {len(report.findings)} findings, {len(report.alignment.links):,} word links"),
        ("checked", checked),
        ("page made", f"{clock:.2f} s, {processor:.2f} s of the processor; {len(page.encode()) / 1000:,.0f} kB"),
    ]
    with tempfile.TemporaryDirectory() as folder:
        path = given.keep or Path(folder) / "page.html"
        path.write_text(page, encoding="utf-8")
        if not given.no_browser:
            rows += in_browser(path)
    width = max(len(label) for label, _ in rows)
    sys.stdout.writelines(f"{label:<{width}}  {value}\n" for label, value in rows)


if __name__ == "__main__":
    main()
