"""Corpora of every format, in little, and what is read of them."""

from __future__ import annotations

from pathlib import Path

from muqabala.corpus import LeftOut, Pair, corpora
from muqabala.readers.record import Languages
from text.document import Lang
from text.errors import FileProblem, RecordProblem

ROOT = Path(__file__).resolve().parent.parent
FRENCH = ("Le ministre a parlé de 13 soldats.", "Il pleut à Genève.")
ARABIC = ("تحدث الوزير عن 13 جنديا.", "تمطر في جنيف.")
BOTH = tuple(zip(FRENCH, ARABIC, strict=True))
Read = tuple[list[Pair], list[str], list[str]]


def read(*paths: Path | str, left: Lang | None = None, right: Lang | None = None) -> Read:
    """Returns the pairs, the problems and the reasons for what was left out."""
    pairs: list[Pair] = []
    problems: list[str] = []
    left_out: list[str] = []
    languages = Languages(left, right)
    for corpus in corpora([str(path) for path in paths], languages):
        if isinstance(corpus, FileProblem):
            problems.append(str(corpus))
            continue
        try:
            for record in corpus.records(languages):
                if isinstance(record, Pair):
                    pairs.append(record)
                elif isinstance(record, LeftOut):
                    left_out.append(record.reason)
                else:
                    problems.append(str(record))
        except (FileProblem, RecordProblem) as problem:
            problems.append(str(problem))
    return pairs, problems, left_out


def texts(pairs: list[Pair]) -> list[tuple[str | None, str | None]]:
    return [(pair.left.raw, pair.right.raw) for pair in pairs]


def langs(pairs: list[Pair]) -> set[tuple[str | None, str | None]]:
    return {(pair.left.lang, pair.right.lang) for pair in pairs}


def tmx(*units: str, head: str = "", lang: str = "fr") -> str:
    body = "".join(units)
    return f'<?xml version="1.0"?>\n{head}<tmx version="1.4"><header srclang="{lang}"/><body>\n{body}</body></tmx>\n'


def tu(left: str, right: str, *, name: str = "1") -> str:
    sides = f'<tuv xml:lang="fr-FR"><seg>{left}</seg></tuv><tuv xml:lang="ar"><seg>{right}</seg></tuv>'
    return f'<tu tuid="{name}">{sides}</tu>\n'


GOOD_TMX = tmx(*(tu(*pair, name=str(number)) for number, pair in enumerate(BOTH)))
XLIFF_1 = (
    '<xliff version="1.2" xmlns="urn:oasis:names:tc:xliff:document:1.2">'
    '<file source-language="fr" target-language="ar-EG"><body><group>{}</group></body></file></xliff>'
)
XLIFF_2 = (
    '<xliff version="2.0" srcLang="fr" trgLang="ar" xmlns="urn:oasis:names:tc:xliff:document:2.0">'
    "<file>{}</file></xliff>"
)
PO_HEAD = 'msgid ""\nmsgstr ""\n"Language: ar\\n"\n"X-Source-Language: fr\\n"\n\n'
