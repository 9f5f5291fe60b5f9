"""Decades and centuries: `les années 1960`, `التسعينيات`, `دهه ۶۰`, `the 1990s`; `XXIe siècle`, `قرن ۲۱`."""

from __future__ import annotations

import re

from text.dates.moment import Found, Moment
from text.dates.tokens import Tokens
from text.mention import MentionKind

_ROMAN = re.compile(r"([ivx]+?)(?:e|er|eme)?")
_ROMAN_UNITS = ("", "i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix")
_ROMAN_VALUES = {"x" * (value // 10) + _ROMAN_UNITS[value % 10]: value for value in range(1, 23)}
_HIGHEST_CENTURY = 22
_JALALI_DECADES = range(1250, 1420, 10)


def eras(tokens: Tokens, at: int) -> list[Found]:
    """Reads decades and centuries; those written after their number may begin before `at`."""
    return (
        _century_alone(tokens, at)
        or _centuries_after(tokens, at)
        or _centuries_before(tokens, at)
        or _decades(tokens, at)
    )


def _fixed(first: int, last: int, skip: int, *readings: str) -> Found:
    return Found(MentionKind.DATE, first, last, skip, Moment(fixed=tuple(dict.fromkeys(readings))))


def _century_alone(tokens: Tokens, at: int) -> list[Found]:
    match = tokens.match(at, "century")
    if match is None or tokens.word(at - 1).isdecimal() or tokens.before(at, "count"):
        return []
    return [_fixed(at, match.end, match.skip, match.entry.value)]


def _centuries_before(tokens: Tokens, at: int) -> list[Found]:
    """Reads the word for century with its numbers behind it: `القرنين السابع عشر والثامن عشر`."""
    noun = tokens.match(at, "century-noun")
    if noun is None or noun.entry.strength != "before":
        return []
    found: list[Found] = []
    place, first, skip = noun.end, at, noun.skip
    while len(found) < 4:
        article = tokens.match(place, "article")
        start = article.end if article else place
        ordinal = tokens.match(start, "ordinal")
        value, end = (int(ordinal.entry.value), ordinal.end) if ordinal else (tokens.number(start, 2), start + 1)
        if value is None or not 1 <= value <= _HIGHEST_CENTURY:
            break
        suffix = None if ordinal else tokens.match(end, "ordinal-suffix")
        end = suffix.end if suffix and tokens.touches(end - 1) else end
        era = tokens.match(end, "era")
        end = era.end if era else end
        readings = _century_readings(value, era.entry.value if era else "")
        found.append(_fixed(first if not found else start, end, skip, *readings))
        place, skip = end, 0
        while (link := tokens.match(place, "and", "to")) is not None:
            place = link.end
        following = tokens.match(place, "ordinal")
        skip = following.skip if following else 0
        if place == end and not skip:
            break
    return found


def _century_readings(value: int, era: str) -> tuple[str, ...]:
    """Returns the Gregorian centuries; an Islamic one lasts 97 solar years and lies in two."""
    if era == "bc":
        return (f"C-{value}",)
    if era == "hijri":
        begin = 622 + (value - 1) * 97
        return (f"C{begin // 100 + 1}", f"C{(begin + 96) // 100 + 1}")
    return (f"C{value}",)


def _centuries_after(tokens: Tokens, at: int) -> list[Found]:
    """Reads the word for century with its numbers before it: `XVIIe et XVIIIe siècles`, `21st-century`."""
    noun = tokens.match(at, "century-noun")
    if noun is None or noun.entry.strength != "after":
        return []
    era = tokens.match(noun.end, "era")
    sign = "-" if era and era.entry.value == "bc" else ""
    end = era.end if era else noun.end
    found: list[Found] = []
    place = at
    while len(found) < 4:
        if tokens.word(place - 1) == "-" and not found:
            place -= 1
        number = _number_ending(tokens, place)
        if number is None:
            break
        first, value = number
        found.insert(0, _fixed(first, end if not found else place, 0, f"C{sign}{value}"))
        place = first
        article = tokens.before(place, "article")
        place = article.end - len(article.entry.words) if article else place
        links = 0
        while (link := tokens.before(place, "and", "to")) is not None:
            place, links = place - len(link.entry.words), links + 1
        if not links:
            break
    return found


def _number_ending(tokens: Tokens, end: int) -> tuple[int, int] | None:
    """Reads a century's number that ends right before token `end`: its first token and its value."""
    ordinal = tokens.before(end, "ordinal")
    if ordinal and int(ordinal.entry.value) <= _HIGHEST_CENTURY:
        return end - len(ordinal.entry.words), int(ordinal.entry.value)
    suffix = tokens.before(end, "ordinal-suffix")
    digits = end - len(suffix.entry.words) - 1 if suffix else end - 1
    value = tokens.number(digits, 2)
    if suffix and value and tokens.touches(digits) and value <= _HIGHEST_CENTURY:
        return digits, value
    roman = _ROMAN.fullmatch(tokens.word(end - 1))
    if roman and roman[1] in _ROMAN_VALUES and tokens.is_capital(end - 1):
        return end - 1, _ROMAN_VALUES[roman[1]]
    if suffix:
        roman = _ROMAN.fullmatch(tokens.word(digits))
        if roman and roman[1] in _ROMAN_VALUES and tokens.is_capital(digits):
            return digits, _ROMAN_VALUES[roman[1]]
    return None


def _decades(tokens: Tokens, at: int) -> list[Found]:
    noun = tokens.match(at, "decade-noun")
    if noun:
        place, found = noun.end, list[Found]()
        while len(found) < 4:
            value, end = _decade_value(tokens, place)
            if value is None or _is_age(tokens, end):
                break
            era = tokens.match(end, "era")
            readings = _decade_readings(tokens, value, era.entry.value if era else "")
            end = era.end if era else end
            first, skip = (at, noun.skip) if not found else (place, 0)
            found.append(_fixed(first, end, skip, *readings))
            link = tokens.match(end, "and", "to")
            if link is None:
                break
            place = link.end
        return found
    return _decade_word(tokens, at) or _decade_suffixed(tokens, at)


def _decade_value(tokens: Tokens, at: int) -> tuple[int | None, int]:
    word = tokens.match(at, "decade")
    if word:
        return int(word.entry.value), word.end
    value = tokens.number(at)
    if value is None or value % 10 or len(tokens.word(at)) not in (2, 4):
        return None, at
    return value, at + 1


def _decade_readings(tokens: Tokens, value: int, era: str) -> tuple[str, ...]:
    """Returns the Gregorian decades; a Jalali decade begins a year into one."""
    jalali = tokens.lexicon.lang == "fa" and era != "gregorian"
    if value >= 1000:
        shown = value + 620 if era == "jalali" or (jalali and value in _JALALI_DECADES) else value
        return (f"{shown // 10}X",)
    west = (f"{(1900 + value) // 10}X",) if value >= 30 else (f"{(1900 + value) // 10}X", f"{(2000 + value) // 10}X")
    east = (f"{(1300 + value + 620) // 10}X",)
    return east if era == "jalali" else east + west if jalali else west


def _decade_word(tokens: Tokens, at: int) -> list[Found]:
    """Reads `ستينيات القرن الماضي`, `the sixties`."""
    word = tokens.match(at, "decade-word")
    if word:
        value, end = int(word.entry.value), word.end
        century = tokens.match(end, "decade-of")
        if century is None and tokens.match(end, "of"):
            century = tokens.match(end + 1, "decade-of")
        if century:
            return [_fixed(at, century.end, word.skip, f"{int(century.entry.value) * 10 + value // 10}X")]
        if _is_age(tokens, end) or not word.entry.words[0].startswith("ال"):
            return []
        return [_fixed(at, end, word.skip, *_decade_readings(tokens, value, "gregorian"))]
    word = tokens.match(at, "decade")
    article = tokens.before(at, "article")
    if word is None or article is None or tokens.match(at, "decade-noun") or not tokens.lexicon.settings.get("decades"):
        return []
    return [_fixed(at, word.end, 0, *_decade_readings(tokens, int(word.entry.value), ""))]


def _decade_suffixed(tokens: Tokens, at: int) -> list[Found]:
    """Reads `1960s`, `the 60s`; not `in his 60s`."""
    value = tokens.number(at)
    suffix = tokens.match(at + 1, "decade-suffix")
    if value is None or value % 10 or suffix is None or not tokens.touches(at):
        return []
    length = len(tokens.word(at))
    first = at
    if length == 2:
        if tokens.apostrophe(at):
            first = at - 1
        elif tokens.before(at, "article") is None and tokens.before(at, "decade-cue") is None:
            return []
    if length not in (2, 4) or (length == 4 and not 1000 <= value < 2100):
        return []
    return [_fixed(first, suffix.end, 0, *_decade_readings(tokens, value, ""))]


def _is_age(tokens: Tokens, end: int) -> bool:
    age = tokens.match(end, "age")
    return age is not None and age.entry.strength == "after"
