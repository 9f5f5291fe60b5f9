"""`muqabala pair`: which reports of two folders tell the same event."""

from __future__ import annotations

import os
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from muqabala.options import Jobs, LeftLang, Out, RightLang
from text.errors import InputError, MuqabalaError

if TYPE_CHECKING:
    from align.documents import Judged, Pairing
    from align.overlap import Candidate
    from align.profile import Profile
    from text.document import Lang

_SUFFIXES = frozenset({".txt", ".text", ".md", ".markdown", ".html", ".htm", ".xhtml", ".docx"})
_WINDOW = "Leave out pairs whose datelines lie further apart than this, where both are known."


@dataclass(frozen=True, slots=True)
class ReadTask:
    """Is one file to read."""

    path: str
    lang: Lang | None


@dataclass(frozen=True, slots=True)
class Profiled:
    """Is what a file can be recognised by, or why it cannot be read."""

    path: str
    profile: Profile | None
    problem: str = ""


@dataclass(frozen=True, slots=True)
class AlignTask:
    """Is a candidate with the two files to align."""

    candidate: Candidate
    left: ReadTask
    right: ReadTask


def pair(
    left: Annotated[Path, typer.Argument(metavar="LEFT_DIR", help="The folder with one side's reports.")],
    right: Annotated[Path, typer.Argument(metavar="RIGHT_DIR", help="The folder with the other side's.")],
    left_lang: LeftLang = None,
    right_lang: RightLang = None,
    days: Annotated[int | None, typer.Option("--days", min=0, help=_WINDOW)] = None,
    out: Out = None,
    jobs: Jobs = 0,
) -> None:
    """Find which reports of two folders tell the same event, and write them as a corpus for check, gate and audit."""
    from align.documents import candidates, decide, told_twice, worth_aligning, worth_comparing
    from muqabala.engine import work_through
    from muqabala.output import complain, emit, emit_lines
    from text.languages import parse_tag

    langs = [parse_tag(tag) if tag else None for tag in (left_lang, right_lang)]
    sides: list[list[Profiled]] = []
    skipped = 0
    for folder, lang in zip((left, right), langs, strict=True):
        read = list(work_through(profile_task, (ReadTask(path, lang) for path in _reports(folder)), jobs))
        for one in read:
            if one.profile is None:
                complain(f"{one.problem}: report skipped")
        sides.append([one for one in read if one.profile is not None])
        skipped += len(read) - len(sides[-1])
    profiles = [[one.profile for one in side if one.profile is not None] for side in sides]

    def judge(found: Iterable[Candidate], first: int, second: int) -> list[Judged]:
        tasks = (AlignTask(one, _task(sides[first][one.left]), _task(sides[second][one.right])) for one in found)
        return list(work_through(align_task, tasks, jobs))

    found = candidates(profiles[0], profiles[1], days)
    twice = [told_twice(judge(worth_comparing(profiles[side]), side, side)) for side in (0, 1)]
    pairing = decide(found, judge(worth_aligning(found), 0, 1), *twice)
    emit_lines(_manifest(pairing, sides, out), out)
    listing = _listing(pairing, sides)
    if out is None or str(out) == "-":
        for line in listing:
            complain(line)
    else:
        emit("".join(f"{line}\n" for line in listing), None)
    if skipped:
        raise typer.Exit(2)
    if not pairing.pairs:
        raise typer.Exit(3)


def _task(one: Profiled) -> ReadTask:
    assert one.profile is not None
    return ReadTask(one.path, one.profile.lang)


def _reports(folder: Path) -> list[str]:
    """Returns the files of a folder and its folders that may be reports, sorted."""
    if not folder.is_dir():
        raise InputError(f"{folder}: a folder of reports is wanted: there is none")
    inside = (path for path in folder.rglob("*") if path.suffix.lower() in _SUFFIXES and path.is_file())
    found = sorted(
        str(path) for path in inside if not any(part.startswith(".") for part in path.relative_to(folder).parts)
    )
    if not found:
        raise InputError(f"{folder}: there is no .txt, .md, .html or .docx file in it: give a folder of reports")
    return found


def profile_task(task: ReadTask) -> Profiled:
    """Reads one report; runs in a worker."""
    from align.profile import profile
    from text.ingest import read_file

    try:
        return Profiled(task.path, profile(read_file(task.path, lang=task.lang)))
    except MuqabalaError as error:
        return Profiled(task.path, None, str(error))


def align_task(task: AlignTask) -> Judged:
    """Aligns one candidate; runs in a worker."""
    from align.documents import Judged
    from muqabala.api import align_checked
    from text.ingest import read_file

    one = task.candidate
    try:
        left, right = (read_file(side.path, lang=side.lang) for side in (task.left, task.right))
        alignment, _ = align_checked(left, right)
    except MuqabalaError:
        return Judged(one.left, one.right, one.score, 0.0, "unrelated")
    return Judged(one.left, one.right, one.score, alignment.trust, alignment.relation)


def _manifest(pairing: Pairing, sides: Sequence[Sequence[Profiled]], out: Path | None) -> list[str]:
    """Returns the manifest's lines; paths count from its own folder, as the corpus readers take them."""
    from muqabala.output import json_line

    folder = out.parent if out is not None and str(out) != "-" else Path()
    lines = []
    for one in pairing.pairs:
        left, right = sides[0][one.left], sides[1][one.right]
        assert left.profile is not None and right.profile is not None
        paths = [Path(os.path.relpath(side.path, folder)).as_posix() for side in (left, right)]
        lines.append(
            json_line(
                {
                    "id": paths[0],
                    "left_path": paths[0],
                    "right_path": paths[1],
                    "left_lang": left.profile.lang,
                    "right_lang": right.profile.lang,
                    "score": round(one.score, 4),
                    "margin": one.margin,
                    "trust": one.trust,
                    "relation": one.relation,
                }
            )
        )
    return lines


def _listing(pairing: Pairing, sides: Sequence[Sequence[Profiled]]) -> list[str]:
    """Returns what the manifest does not hold: ambiguous, related, told twice, alone; then the counts."""

    def path(side: int, place: int) -> str:
        return sides[side][place].path

    lines = [
        f"ambiguous: {path(0, one.left)} and {path(1, one.right)} (score {one.score:.2f}, margin {one.margin:.2f})"
        for one in pairing.ambiguous
    ]
    lines += [
        f"related: {path(0, one.left)} and {path(1, one.right)} (score {one.score:.2f}, trust {one.trust:.2f})"
        for one in pairing.related
    ]
    for side, twice in enumerate((pairing.twice_left, pairing.twice_right)):
        lines += [f"same event told twice: {path(side, first)} and {path(side, second)}" for first, second in twice]
    listed = (*pairing.pairs, *pairing.ambiguous, *pairing.related)
    named = ({one.left for one in listed}, {one.right for one in listed})
    alone = 0
    for side, known in enumerate(named):
        for place in range(len(sides[side])):
            if place not in known:
                alone += 1
                lines.append(f"alone: {path(side, place)}")
    counts = (
        f"{len(pairing.pairs)} pairs, {len(pairing.ambiguous)} ambiguous, {len(pairing.related)} related, {alone} alone"
    )
    return [*lines, f"{len(sides[0])} and {len(sides[1])} reports: {counts}"]
