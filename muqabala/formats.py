"""The formats for other programs that `check` and `audit` can write, in one table."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from muqabala.output import emit

if TYPE_CHECKING:
    from muqabala.options import FailOn
    from reports.digest import Digest

Format = Literal["sarif", "junit", "github", "gitlab", "rdjson", "csv", "markdown"]
Writer = Callable[[Sequence["Digest"]], str]


def write_formats(wanted: Mapping[Format, Path | None], digests: Sequence[Digest], fail_on: FailOn) -> None:
    """Writes each format that has a file; `-` is standard output."""
    writers = _writers(fail_on)
    for name, path in wanted.items():
        if path is not None:
            emit(writers[name](digests), path)


def _writers(fail_on: FailOn) -> Mapping[Format, Writer]:
    from functools import partial

    from checks.finding import Severity
    from reports.github import to_github
    from reports.gitlab import to_gitlab
    from reports.junit import to_junit
    from reports.markdown import to_markdown
    from reports.rdjson import to_rdjson
    from reports.sarif import to_sarif
    from reports.tabular import to_csv

    return {
        "sarif": to_sarif,
        "junit": partial(to_junit, gate=None if fail_on == "never" else Severity(fail_on)),
        "github": to_github,
        "gitlab": to_gitlab,
        "rdjson": to_rdjson,
        "csv": to_csv,
        "markdown": to_markdown,
    }
