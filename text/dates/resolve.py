"""A Moment becomes readings: ISO strings, resolved against the dateline where there is one."""

from __future__ import annotations

import datetime
import re
from dataclasses import replace

from text.dates.calendars import jalali_of, months_of, to_gregorian, yearless, years_of
from text.dates.moment import Moment

_DURATION = re.compile(r"P(-?\d+)([DWMY])")


def readings(moment: Moment, dateline: datetime.date | None) -> tuple[str, ...]:
    """Returns every reading, the likeliest first, without repetition."""
    found = list(_readings(moment, dateline))
    if moment.other is not None:
        found.extend(_readings(moment.other, dateline))
    return tuple(dict.fromkeys(found))


def _readings(moment: Moment, dateline: datetime.date | None) -> tuple[str, ...]:
    if moment.fixed:
        return moment.fixed
    if moment.season is not None:
        return tuple(f"{year}-{moment.season}" for year in _years(moment)[:1])
    if moment.month is not None and moment.calendar == "gregorian":
        return _gregorian(moment, dateline)
    if moment.month is not None:
        return _converted(moment, dateline)
    if moment.year is not None:
        return _years(moment)
    return _floating(moment, dateline)


def _years(moment: Moment) -> tuple[str, ...]:
    year = moment.year
    if year is None:
        return ()
    if moment.calendar == "gregorian":
        return (f"{year:04d}" if year >= 0 else f"-{-year:04d}",)
    return years_of(moment.calendar, year)


def _gregorian(moment: Moment, dateline: datetime.date | None) -> tuple[str, ...]:
    month, day = moment.month or 1, moment.day
    tail = f"{month:02d}" if day is None else f"{month:02d}-{day:02d}"
    year = moment.year
    if year is None and dateline:
        year = dateline.year + (moment.offset or 0)
        here = (month, day or dateline.day)
        today = (dateline.month, dateline.day)
        if moment.shift == -1 and here >= today:
            year -= 1
        elif moment.shift == 1 and here <= today:
            year += 1
    if year is None:
        return (f"--{tail}",)
    if day is not None and not to_gregorian("gregorian", year, month, day):
        return (f"--{tail}",)
    return (f"{year:04d}-{tail}",)


def _converted(moment: Moment, dateline: datetime.date | None) -> tuple[str, ...]:
    """Reads a Jalali or Islamic day or month; without a year every Gregorian day it may be."""
    calendar, month, day = moment.calendar, moment.month or 1, moment.day
    if moment.year is not None:
        if day is None:
            return months_of(calendar, moment.year, month) or years_of(calendar, moment.year)
        date = to_gregorian(calendar, moment.year, month, day)
        if date:
            return (date.isoformat(),)
        # The last day of a month the tables hold shorter: sighting may add it.
        date = to_gregorian(calendar, moment.year, month, day - 1)
        if date:
            return ((date + datetime.timedelta(1)).isoformat(),)
        return years_of(calendar, moment.year)
    if calendar == "hijri":
        if dateline:
            return _nearest_hijri(moment, dateline)
        return (f"H--{month:02d}" if day is None else f"H--{month:02d}-{day:02d}",)
    if dateline:
        here, *today = jalali_of(dateline)
        if moment.offset is not None:
            return _readings(replace(moment, year=here + moment.offset), None)
        if moment.shift in (-1, 1):
            place = [month, day or today[1]]
            step = -1 if moment.shift == -1 and place >= today else 1 if moment.shift == 1 and place <= today else 0
            return _readings(replace(moment, year=here + step), None)
        found = [_readings(replace(moment, year=here), None)]
        # News of early spring speaks of the end of the year before, and readers of other calendars count otherwise:
        # the day that falls into the dateline's Gregorian year is kept beside the one of its Jalali year.
        for year in (here - 1, here + 1):
            other = _readings(replace(moment, year=year), None)
            if other and other[0].startswith(f"{dateline.year:04d}"):
                found.append(other)
        return tuple(reading for group in found for reading in group)
    if day is None:
        return tuple(dict.fromkeys(f"--{reading[5:7]}" for reading in months_of("jalali", 1400, month)))
    return yearless(month, day)


def _nearest_hijri(moment: Moment, dateline: datetime.date) -> tuple[str, ...]:
    guess = (dateline.year - 622) * 33 // 32
    best: tuple[int, int] | None = None
    for year in range(guess - 1, guess + 3):
        date = to_gregorian("hijri", year, moment.month or 1, moment.day or 15)
        if date:
            distance = abs((date - dateline).days)
            best = min(best or (distance, year), (distance, year))
    return _readings(replace(moment, year=best[1]), None) if best else ()


def _floating(moment: Moment, dateline: datetime.date | None) -> tuple[str, ...]:
    """Reads relative days and bare weekdays."""
    relative, weekday = moment.relative, moment.weekday
    if relative:
        if dateline is None:
            return (relative,) if weekday is None else (f"W{weekday}", relative)
        date = _moved(relative, dateline)
        if isinstance(date, str):
            return (date,)
        if weekday is not None:
            # "Today Tuesday" under a Wednesday's dateline was written the day before: the weekday is the firmer word.
            step = (weekday - date.isoweekday() + 3) % 7 - 3
            date += datetime.timedelta(step)
        return (date.isoformat(),)
    if weekday is None:
        return ()
    if dateline is None:
        return (f"W{weekday}",)
    back = (dateline.isoweekday() - weekday) % 7
    if moment.shift == 1:
        return ((dateline + datetime.timedelta(7 - back)).isoformat(),)
    before = (dateline - datetime.timedelta(back or 7)).isoformat()
    if back or moment.shift == -1:
        return (before,)
    # On a Tuesday "Tuesday" is mostly today; the Tuesday before stays possible.
    return (dateline.isoformat(), before)


def _moved(relative: str, dateline: datetime.date) -> datetime.date | str:
    parsed = _DURATION.fullmatch(relative)
    if parsed is None:
        return relative
    count, unit = int(parsed[1]), parsed[2]
    if unit == "D":
        return dateline + datetime.timedelta(count)
    if unit == "Y":
        return f"{dateline.year + count:04d}"
    if unit == "M":
        month = dateline.year * 12 + dateline.month - 1 + count
        return f"{month // 12:04d}-{month % 12 + 1:02d}"
    return relative
