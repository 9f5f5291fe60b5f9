"""Days of the Jalali and the Islamic calendar as Gregorian days.

The converters are imported when the first such date occurs: most texts hold none, and loading must stay quick.
"""

from __future__ import annotations

import datetime
from functools import lru_cache

from text.dates.moment import Calendar

# Years over which a Jalali day without a year is laid out: enough to meet every leap-year shift of our time.
_JALALI_SAMPLE = range(1392, 1409)
_LAST_DAY = {
    "gregorian": (31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31),
    "jalali": (31,) * 6 + (30,) * 6,
    "hijri": (30,) * 12,
}


@lru_cache(maxsize=4096)
def to_gregorian(calendar: Calendar, year: int, month: int, day: int) -> datetime.date | None:
    """Returns the Gregorian day; None if there is no such day or the tables do not reach it."""
    try:
        if calendar == "gregorian":
            return datetime.date(year, month, day)
        if calendar == "jalali":
            import jdatetime

            converted: datetime.date = jdatetime.date(year, month, day).togregorian()
            return converted
        from hijridate import Hijri

        found = Hijri(year, month, day).to_gregorian()
        return datetime.date(found.year, found.month, found.day)
    except (ValueError, OverflowError):
        return None


@lru_cache(maxsize=256)
def jalali_of(date: datetime.date) -> tuple[int, int, int]:
    """Returns the Jalali year, month and day of a Gregorian day."""
    import jdatetime

    found = jdatetime.date.fromgregorian(date=date)
    return found.year, found.month, found.day


def day_exists(calendar: Calendar, year: int | None, month: int, day: int) -> bool:
    """Tells whether the month has this day in this year, or in some year if none is given."""
    if not (1 <= month <= 12 and day >= 1):
        return False
    if (calendar, month, day) == ("gregorian", 2, 29) and year is not None:
        return year % 4 == 0 and (year % 100 != 0 or year % 400 == 0)
    return day <= _LAST_DAY[calendar][month - 1]


@lru_cache(maxsize=512)
def yearless(month: int, day: int) -> tuple[str, ...]:
    """Returns the Gregorian days a Jalali day without a year may be, the most frequent first."""
    days = (to_gregorian("jalali", year, month, day) for year in _JALALI_SAMPLE)
    return _by_count([f"--{date:%m-%d}" for date in days if date])


@lru_cache(maxsize=512)
def months_of(calendar: Calendar, year: int, month: int) -> tuple[str, ...]:
    """Returns the Gregorian months that a month of another calendar touches, the one with most days first."""
    days = (to_gregorian(calendar, year, month, day) for day in range(1, 32))
    return _by_count([f"{date:%Y-%m}" for date in days if date])


def _by_count(readings: list[str]) -> tuple[str, ...]:
    return tuple(sorted(dict.fromkeys(readings), key=readings.count, reverse=True))


def years_of(calendar: Calendar, year: int) -> tuple[str, ...]:
    """Returns the Gregorian years that a year of another calendar touches, the one with most days first."""
    if calendar == "jalali":
        return (f"{year + 621:04d}", f"{year + 622:04d}")
    first = to_gregorian("hijri", year, 1, 1)
    last = to_gregorian("hijri", year, 12, 29)
    if first and last:
        years = (first.year, last.year) if (first.month, first.day) <= (7, 2) else (last.year, first.year)
    else:
        # Outside the tables: 33 Islamic years are about 32 solar ones.
        begin = 622 + (year - 1) * 32 // 33
        years = (begin, begin + 1)
    return tuple(dict.fromkeys(f"{value:04d}" for value in years))
