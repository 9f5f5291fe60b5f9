"""What languages are supported, how each is written, and which one a text is in."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import get_args

from text.document import Lang
from text.errors import LanguageProblem
from text.resources import word_set

SUPPORTED: tuple[Lang, ...] = get_args(Lang)
NAMES: dict[Lang, str] = {"fr": "French", "ar": "Arabic", "fa": "Persian", "en": "English"}
_PERSIAN_ONLY = frozenset("پچژگ\u06cc\u06a9\u200c")
_ARABIC_ONLY = frozenset("ةىيكأإؤ")


@dataclass(frozen=True, slots=True)
class Guess:
    """Is a language with how sure the identification is, 0 to 1."""

    lang: Lang
    confidence: float


def is_right_to_left(lang: Lang) -> bool:
    """Tells whether the language runs from right to left."""
    return lang in ("ar", "fa")


def parse_tag(tag: str) -> Lang:
    """Returns the supported language of a tag such as `ar`, `ar-EG` or `fa_IR`; LanguageProblem otherwise."""
    primary = tag.strip().replace("_", "-").split("-")[0].lower()
    for lang in SUPPORTED:
        if lang == primary:
            return lang
    known = ", ".join(f"{lang} ({NAMES[lang]})" for lang in SUPPORTED)
    raise LanguageProblem(f"language {tag!r} is not supported: choose one of {known}")


def identify(text: str) -> Guess | None:
    """Returns the language of `text`, or None where it is in none of the supported ones or has too few letters.

    The script decides between {fr, en} and {ar, fa}; inside a script, the share of each language's function words and
    of the letters only it uses. Four languages need no model, and short headlines are read as well as long texts.
    """
    sample = text[:20000]
    arabic = sum("\u0600" <= char <= "\u06ff" for char in sample if char.isalpha())
    letters = sum(char.isalpha() for char in sample)
    latin = sum(char.isalpha() and (char.isascii() or "\u00c0" <= char <= "\u024f") for char in sample)
    if letters < 2:
        return None
    if arabic >= latin * 0.6 and arabic * 2 > letters * 0.5:
        return _arabic_script(sample)
    if latin > letters * 0.5:
        return _latin_script(sample)
    return None


def _share(sample: str, lang: Lang) -> float:
    from text.fold import fold

    words = [
        fold(word.strip(".,;:!?()«»\"'،؛؟")) for piece in sample.split() for word in piece.replace("’", "'").split("'")
    ]
    known = _common(lang)
    return sum(word in known for word in words if word) / max(1, len(words))


@lru_cache(maxsize=8)
def _common(lang: Lang) -> frozenset[str]:
    return word_set(f"{lang}/function_words.txt")


def _arabic_script(sample: str) -> Guess | None:
    persian_letters = sum(char in _PERSIAN_ONLY for char in sample)
    arabic_letters = sum(char in _ARABIC_ONLY for char in sample)
    total = max(1, persian_letters + arabic_letters)
    # Persian typed on an Arabic keyboard shows ي and ك, so function words weigh as much as letters.
    persian = persian_letters / total + 2 * _share(sample, "fa")
    arabic = arabic_letters / total + 2 * _share(sample, "ar")
    if persian == arabic:
        return Guess("ar", 0.5)
    lang: Lang = "fa" if persian > arabic else "ar"
    return Guess(lang, max(persian, arabic) / (persian + arabic))


def _latin_script(sample: str) -> Guess | None:
    accents = sum(char in "éèêëàâçùûîïôœÉÈÀÇ" for char in sample) / max(1, len(sample))
    french = _share(sample, "fr") + min(0.3, accents * 8)
    english = _share(sample, "en")
    words = len(sample.split())
    if max(french, english) < (0.12 if words >= 12 else 0.02 if words >= 4 else 0.0):
        return None
    if french == english:
        return Guess("en", 0.5)
    lang: Lang = "fr" if french > english else "en"
    return Guess(lang, max(french, english) / (french + english))
