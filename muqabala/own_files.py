"""The user's own lexicons and glossary, from the options of a command to the words themselves."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from text.own_words import OwnFiles


def own_files(lexicons: Sequence[Path] | None, glossary: Path | None) -> OwnFiles:
    """Returns the names of the files, read once so that a fault in one is told before any work begins.

    Processes load the files for themselves: names are quick to send, tables are not.
    """
    from muqabala.output import complain
    from text.own_words import OwnFiles, load_own

    files = OwnFiles(tuple(map(str, lexicons or ())), None if glossary is None else str(glossary))
    for table in load_own(files).tables:
        if table.stale:
            complain(
                f"{table.path}: it was learned with other word forms than today's: muqabala learn makes it fit again"
            )
    return files
