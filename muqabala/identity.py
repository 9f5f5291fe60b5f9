"""Names everything that a result depends on beside the texts: the tool's own files, the settings, the user's words."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from functools import lru_cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from itertools import combinations_with_replacement
from pathlib import Path

from muqabala._guard import PACKAGES
from muqabala.readers.record import Pair, Source
from text.languages import SUPPORTED
from text.own_words import OwnFiles, load_own


@lru_cache(maxsize=1)
def tool_hash() -> str:
    """Returns the hash of all files of the packages: code, tables and templates, so that no change goes unseen."""
    total = hashlib.sha256()
    for package in (*PACKAGES, "muqabala"):
        for name, content in _contents(files(package), package):
            total.update(f"{name}\0{len(content)}\0".encode())
            total.update(content)
    return total.hexdigest()[:16]


def _contents(folder: Traversable, name: str) -> Iterable[tuple[str, bytes]]:
    for child in sorted(folder.iterdir(), key=lambda child: child.name):
        inner = f"{name}/{child.name}"
        if child.is_dir():
            if child.name != "__pycache__":
                yield from _contents(child, inner)
        elif not child.name.endswith((".pyc", ".pyo")):
            yield inner, child.read_bytes()


def settings_hash(own: OwnFiles, *settings: str) -> str:
    """Returns the hash of the tool, the settings and what the user adds to the lexicon."""
    words = load_own(own)
    parts = [tool_hash(), *settings]
    for left, right in combinations_with_replacement(SUPPORTED, 2):
        parts += (f"{left}-{right}", *words.signatures(left, right))
    return hashlib.sha256("\0".join(parts).encode("utf-8", "surrogatepass")).hexdigest()[:16]


def pair_hash(pair: Pair, settings: str) -> str:
    """Returns the hash of the two texts and of what they are called, under these settings."""
    parts = [settings.encode("utf-8", "surrogatepass"), pair.id.encode("utf-8", "surrogatepass")]
    for source in (pair.left, pair.right):
        parts += (f"{source.path}\0{source.lang}".encode("utf-8", "surrogatepass"), _content(source))
    total = hashlib.sha256()
    for part in parts:
        total.update(f"{len(part)}\0".encode())
        total.update(part)
    return total.hexdigest()[:32]


def _content(source: Source) -> bytes:
    if source.path is None:
        return (source.raw or "").encode("utf-8", "surrogatepass")
    try:
        with Path(source.path).open("rb") as file:
            return hashlib.file_digest(file, "sha256").digest()
    except OSError as error:
        # The check says what is wrong; another fault tomorrow is another result.
        return f"unreadable: {type(error).__name__}".encode()
