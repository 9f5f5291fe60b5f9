"""What an editor has typed: two versions, their languages, the original, a glossary."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from pathlib import PurePosixPath

from checks.context import SideName
from reports.bidi import visible
from text.document import Lang

SIDES: tuple[SideName, SideName] = ("left", "right")
_LONGEST_NAME = 120
_LINE_END = re.compile("\r\n?")


@dataclass(frozen=True, slots=True)
class Version:
    """Is one version as typed; `lang` is None where it is to be recognised, `name` that of the file it came from."""

    text: str = ""
    lang: Lang | None = None
    name: str = ""

    @property
    def is_blank(self) -> bool:
        """Tells whether there is nothing to read."""
        return not self.text.strip()


@dataclass(frozen=True, slots=True)
class Draft:
    """Is all that a check depends on."""

    left: Version = Version()
    right: Version = Version()
    original: SideName | None = None
    glossary: str = ""

    def side(self, side: SideName) -> Version:
        """Returns the version of a side."""
        return self.left if side == "left" else self.right

    def with_side(self, side: SideName, version: Version) -> Draft:
        """Returns the draft with another version on a side."""
        return replace(self, left=version) if side == "left" else replace(self, right=version)

    @property
    def is_whole(self) -> bool:
        """Tells whether both versions are there."""
        return not (self.left.is_blank or self.right.is_blank)


def typed(text: str) -> str:
    """Returns a text as a browser's text field holds it: line feeds alone, no NUL, nothing that is not UTF-8.

    Forms send CRLF whatever was typed, so this is what keeps offsets the same on both ends.
    """
    return _LINE_END.sub("\n", text).replace("\0", "\ufffd").encode("utf-8", "replace").decode("utf-8")


def file_name(name: str) -> str:
    """Returns the last part of a file's name, fit to be shown; nothing is ever opened by it."""
    return visible(" ".join(PurePosixPath(name.replace("\\", "/")).name.split()))[-_LONGEST_NAME:]
