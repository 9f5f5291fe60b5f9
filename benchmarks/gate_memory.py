"""Memory and resumption of the gate: translation memories made by script, with planted errors, of growing size.

    python -m benchmarks.gate_memory 2000 10000 --jobs 2
    python -m benchmarks.gate_memory 1000000 --kills 2     # killed outright on the way, each time taken up again
    python -m benchmarks.gate_memory 1000000 --bare        # all but the checks: figures are compared and nothing else

For each size it prints the time, the peak memory of the main process and of the largest worker (Linux: VmHWM), and
whether the findings are exactly the planted ones; it ends with 1 where they are not.
"""

from __future__ import annotations

import argparse
import os
import re
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from checks.finding import Severity
from muqabala.gate_task import Found, Outcome, Task

ROOT = Path(__file__).resolve().parent.parent
# Each sentence says one figure in both languages; it grows with the unit, so that no two units are the same.
SENTENCES = (
    (
        "Le ministre a annoncé mardi que {} soldats avaient été tués à Genève.",
        "أعلن الوزير يوم الثلاثاء أن {} جنديا قتلوا في جنيف.",
    ),
    (
        "Le gouvernement a acheté {} tonnes de blé pour les villages du sud.",
        "اشترت الحكومة {} طن من القمح لقرى الجنوب.",
    ),
    ("La tempête a détruit {} maisons dans la région.", "دمرت العاصفة {} منزلا في المنطقة."),
    (
        "Le conseil municipal a ouvert {} écoles cette année.",
        "افتتح المجلس البلدي {} مدرسة هذا العام.",
    ),
    ("L'hôpital de la capitale a soigné {} blessés.", "عالج مستشفى العاصمة {} جريحا."),
)
# One unit in so many has another figure on its right side.
PLANTED_EVERY = 997
_UNIT = '<tu tuid="u{0}"><tuv xml:lang="fr"><seg>{1}</seg></tuv><tuv xml:lang="ar"><seg>{2}</seg></tuv></tu>\n'


@dataclass(frozen=True)
class Peak:
    """Holds peak memory in megabytes, of the main process and of the largest worker."""

    main: int = 0
    worker: int = 0


def figure(number: int) -> int:
    """Returns the figure of a unit: no year, no thousand that could be read as a scale."""
    return 10_000 + number * 7 % 900_000


def write_memory(path: Path, units: int) -> set[int]:
    """Writes a TMX and returns the lines of the planted errors, counted from 1."""
    planted = set()
    with path.open("w", encoding="utf-8") as file:
        file.write('<?xml version="1.0" encoding="UTF-8"?>\n<tmx version="1.4"><header srclang="fr"/><body>\n')
        for number in range(units):
            left, right = SENTENCES[number % len(SENTENCES)]
            wrong = number % PLANTED_EVERY == PLANTED_EVERY // 2
            if wrong:
                planted.add(number + 3)
            value = figure(number)
            file.write(_UNIT.format(number, left.format(value), right.format(value + 1_000 * wrong)))
        file.write("</body></tmx>\n")
    return planted


def compare_figures(task: Task) -> Outcome:
    """Stands for the check with `--bare`, which shows what reading, the workers, counting and the state take."""
    pair = task.pair
    if pair is None:
        return Outcome(task.corpus, task.state, task.layer, problem=task.problem)
    left, right = (re.findall(r"\d+", source.raw or "") for source in (pair.left, pair.right))
    found = Found("NUM001", "number-changed", Severity.CRITICAL, f"{left} {right}", f"{pair.id}")
    findings = (found,) if left != right else ()
    return Outcome(task.corpus, "checked", task.layer, pair.id, pair.place, findings=findings, words=18)


def run_bare(arguments: list[str]) -> None:
    """Runs the command line with `compare_figures` in the place of the check."""
    from benchmarks import gate_memory
    from muqabala import cli, gate_run

    gate_run.gate_task = gate_memory.compare_figures
    sys.argv = ["muqabala", *arguments]
    cli.main()


def _processes(root: int) -> Iterator[tuple[int, int]]:
    """Yields the process and those below it, each with its peak memory in megabytes."""
    parents: dict[int, int] = {}
    peaks: dict[int, int] = {}
    for folder in Path("/proc").iterdir():
        if folder.name.isdigit():
            try:
                status = (folder / "status").read_text()
            except OSError:
                continue
            found = re.search(r"PPid:\s+(\d+)", status), re.search(r"VmHWM:\s+(\d+)", status)
            if found[0] and found[1]:
                parents[int(folder.name)], peaks[int(folder.name)] = int(found[0][1]), int(found[1][1]) // 1024
    for process in peaks:
        above = process
        while above in parents and above != root:
            above = parents[above]
        if above == root:
            yield process, peaks[process]


def _watched(command: list[str], out: Path, kill_after: float | None) -> tuple[int, Peak]:
    """Runs a command and returns how it ended and what it took; with `kill_after` it is killed outright then."""
    peak = Peak()
    started = time.monotonic()
    with out.open("wb") as file:
        running = subprocess.Popen(command, cwd=ROOT, stdout=file, env={**os.environ, "PYTHONPATH": str(ROOT)})
        while running.poll() is None:
            for process, size in _processes(running.pid):
                is_main = process == running.pid
                peak = Peak(max(peak.main, size * is_main), max(peak.worker, size * (not is_main)))
            if kill_after is not None and time.monotonic() - started > kill_after:
                running.kill()
            time.sleep(0.2)
    return running.returncode, peak


def measure(units: int, jobs: int, kills: int, bare: bool, folder: Path) -> bool:
    """Measures one size, prints a line and tells whether exactly the planted errors were reported."""
    memory, out, state = folder / f"{units}.tmx", folder / "out.txt", folder / f"{units}.state"
    planted = write_memory(memory, units)
    program = ["benchmarks.gate_memory", "--run"] if bare else ["muqabala"]
    command = [sys.executable, "-m", *program, "gate", str(memory), "--jobs", str(jobs), "--show", str(units)]
    if kills:
        command += ["--state", str(state)]
    started, peak, killed = time.monotonic(), Peak(), 0
    while True:
        # Far enough in to have done something new, the later the more.
        after = 10.0 * 1.5**killed if killed < kills else None
        code, now = _watched(command, out, after)
        peak = Peak(max(peak.main, now.main), max(peak.worker, now.worker))
        if code >= 0:
            break
        killed += 1
        size = state.stat().st_size if state.exists() else 0
        print(f"    killed after {after:.0f} s, state {size:,} bytes", flush=True)
    took = time.monotonic() - started
    text = out.read_text(encoding="utf-8")
    found = [int(line) for line in re.findall(r"\.tmx, line (\d+): critical NUM001", text)]
    is_exact = sorted(found) == sorted(planted) and f"; {len(planted)} discrepanc" in text.replace(",", "")
    verdict = "exactly the planted errors" if is_exact else "NOT the planted errors"
    print(
        f"{units:>9,} units ({memory.stat().st_size / 1e6:,.0f} MB): {took:,.1f} s, {units / took:,.0f} a second; "
        f"peak {peak.main} MB main, {peak.worker} MB largest worker; killed {killed} times, exit {code}; "
        f"{len(found)} of {len(planted)} found, {verdict}",
        flush=True,
    )
    print("    " + "\n    ".join(text.splitlines()[-2:]), flush=True)
    memory.unlink()
    return is_exact


def main() -> None:
    """Measures the sizes given."""
    parser = argparse.ArgumentParser(description="Memory and resumption of the gate.")
    parser.add_argument("units", type=int, nargs="*", default=[2_000, 10_000])
    parser.add_argument("--jobs", type=int, default=1)
    parser.add_argument("--kills", type=int, default=0)
    parser.add_argument("--bare", action="store_true")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        fine = [measure(units, options.jobs, options.kills, options.bare, Path(folder)) for units in options.units]
    sys.exit(0 if all(fine) else 1)


if __name__ == "__main__":
    if sys.argv[1:2] == ["--run"]:
        run_bare(sys.argv[2:])
    else:
        main()
