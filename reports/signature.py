"""The signature of a report: everything that produced it, so that only like results are compared.

muqabala:0.1.0|lex:3f2a91c0b7d4|align:logodds-1|rules:9c1e02aa51f0|cfg:77b3d1e2a0c4
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache
from importlib.resources import files

from text.document import Lang
from text.languages import SUPPORTED
from text.pairs import SUFFIXES

# Raised by hand whenever the aligner's search or scores change in a way that moves beads.
ALIGNER = "logodds-1"


def signature(
    version: str,
    langs: tuple[Lang, Lang],
    codes: Iterable[str],
    settings: Mapping[str, str],
    own: Sequence[str] = (),
) -> str:
    """Returns the signature; the order of the languages, codes and settings does not matter to it.

    `own` are the hashes of what the user adds to the lexicon.
    """
    config = [f"{name}={value}" for name, value in sorted(settings.items())]
    return "|".join(
        (
            f"muqabala:{version}",
            "+".join((f"lex:{_lexicon(*sorted(set(langs), key=SUPPORTED.index))}", *own)),
            f"align:{ALIGNER}",
            f"rules:{_hash(sorted(codes))}",
            f"cfg:{_hash(config)}",
        )
    )


def _hash(parts: Iterable[str]) -> str:
    return hashlib.sha256("\n".join(parts).encode("utf-8", "replace")).hexdigest()[:12]


@lru_cache(maxsize=32)
def _lexicon(*langs: Lang) -> str:
    """Returns the hash of the signatures at the heads of the tables that these languages use."""
    names = [f"compiled/{table}.{lang}.tsv" for table in ("lexicon", "names") for lang in langs]
    names += [f"pairs/{'-'.join(langs)}{suffix}" for suffix in SUFFIXES]
    return _hash(_head(name) for name in names)


def _head(name: str) -> str:
    try:
        with files("text").joinpath("data", *name.split("/")).open(encoding="utf-8") as file:
            return file.readline().rstrip("\n")
    except FileNotFoundError:
        return ""
