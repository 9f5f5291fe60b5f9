"""Folders of reports, paired by name: `storm.fr.txt` with `storm.ar.txt`, `fr/storm.txt` with `ar/storm.txt`."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

from muqabala.readers.record import Languages, LeftOut, Pair, Record, Source
from text.document import Lang
from text.errors import FileProblem, RecordProblem
from text.languages import SUPPORTED

_SUFFIXES = frozenset({".txt", ".text", ".md", ".markdown", ".html", ".htm", ".xhtml", ".docx"})
_CODES: dict[str, Lang] = {lang: lang for lang in SUPPORTED}


def read(folder: str, languages: Languages) -> Iterator[Record]:
    """Yields a pair for each two versions of a report; of more than two, each with the first: French, Arabic, …."""
    root = Path(folder)
    groups: dict[str, dict[Lang, list[Path]]] = defaultdict(lambda: defaultdict(list))
    found = False
    for path in sorted(root.rglob("*")):
        inner = path.relative_to(root)
        if path.suffix.lower() not in _SUFFIXES or any(part.startswith(".") for part in inner.parts):
            continue
        if not path.is_file():
            continue
        found = True
        key, lang = _split(inner)
        if lang is None:
            yield LeftOut(str(path), "its name does not tell its language, as storm.fr.txt or fr/storm.txt do")
        else:
            groups[key][lang].append(path)
    if not found:
        raise FileProblem(f"{folder}: there is no .txt, .md, .html or .docx file in it: give a folder of reports")
    for key, versions in sorted(groups.items()):
        yield from _pairs(key, versions, languages)


def _split(inner: Path) -> tuple[str, Lang | None]:
    """Returns what the versions of a report have in common in their names, and the language of this one."""
    parts = [*inner.parent.parts, *inner.stem.split(".")]
    for place in range(len(parts) - 1, -1, -1):
        lang = _CODES.get(parts[place].replace("_", "-").split("-")[0].lower())
        if lang is not None and (len(parts[place]) == 2 or parts[place][2] in "-_"):
            return "/".join(part for number, part in enumerate(parts) if number != place), lang
    return "/".join(parts), None


def _pairs(key: str, versions: dict[Lang, list[Path]], languages: Languages) -> Iterator[Record]:
    for lang, paths in versions.items():
        if len(paths) > 1:
            yield RecordProblem(f"{paths[0]}: {paths[1].name} is the same report in {lang} too: keep one")
            return
    order = [lang for lang in SUPPORTED if lang in versions]
    left = languages.left or (next((lang for lang in order if lang != languages.right), None))
    rights = [lang for lang in order if lang != left and languages.right in (None, lang)]
    if left not in versions or not rights:
        only = versions[order[0]][0]
        yield LeftOut(str(only), "there is no other version of it in the languages asked for")
        return
    for right in rights:
        both = versions[left][0], versions[right][0]
        name = key if len(rights) == 1 else f"{key}:{left}-{right}"
        first, second = (
            Source(f"{name} {side}", None, str(path), lang, str(path))
            for side, path, lang in zip(("left", "right"), both, (left, right), strict=True)
        )
        yield Pair(name, f"{both[0]} and {both[1]}", first, second)
