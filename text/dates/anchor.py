"""Adds to a date as written the days it means by the dateline of its text; what is written stays among the readings."""

from __future__ import annotations

import datetime
import re
from functools import lru_cache

from text.mention import When

_RELATIVE = re.compile(r"P(-?\d+)([DMY])")
_YEARLESS = re.compile(r"--(\d\d)-(\d\d)")
# A day without a year is the nearest such day; one more than so many days away may be that of the year beyond.
_NEAR = datetime.timedelta(130)
_HALF_YEAR = datetime.timedelta(183)
# A report may be written on the day before its dateline.
_WRITTEN = (0, -1)


@lru_cache(maxsize=4096)
def anchored(value: When, dateline: str | None) -> When:
    """Returns the value with further readings by the dateline, an ISO day or month; all doubtful ones are kept.

    A bare weekday gets none: it may be the last one or the next.
    """
    if dateline is None:
        return value
    exact = len(dateline) == 10
    try:
        day = datetime.date.fromisoformat(dateline if exact else f"{dateline}-15")
    except ValueError:
        return value
    weekdays = {reading for reading in value.readings if reading.startswith("W")}
    added = [
        reading
        for written in value.readings
        for reading in _readings(written, day, exact)
        if not weekdays or len(reading) < 10 or f"W{datetime.date.fromisoformat(reading).isoweekday()}" in weekdays
    ]
    return When(tuple(dict.fromkeys((*value.readings, *added))), value.calendar)


def _readings(written: str, day: datetime.date, exact: bool) -> list[str]:
    relative = _RELATIVE.fullmatch(written)
    if relative:
        return _moved(int(relative[1]), relative[2], day, exact)
    yearless = _YEARLESS.fullmatch(written)
    return _nearest(int(yearless[1]), int(yearless[2]), day) if yearless else []


def _moved(count: int, unit: str, day: datetime.date, exact: bool) -> list[str]:
    try:
        if unit == "Y":
            return [f"{day.year + count:04d}"]
        if unit == "M":
            month = day.year * 12 + day.month - 1 + count
            return [f"{month // 12:04d}-{month % 12 + 1:02d}"]
        return [(day + datetime.timedelta(count + step)).isoformat() for step in _WRITTEN] if exact else []
    except OverflowError:
        return []


def _nearest(month: int, day_of_month: int, day: datetime.date) -> list[str]:
    found = []
    for year in (day.year, day.year - 1, day.year + 1):
        try:
            candidate = datetime.date(year, month, day_of_month)
        except ValueError:
            continue
        found.append((abs(candidate - day), candidate.isoformat()))
    found.sort()
    far = bool(found) and found[0][0] > _NEAR
    return [iso for distance, iso in found if distance == found[0][0] or far and distance <= 2 * _HALF_YEAR - _NEAR]
