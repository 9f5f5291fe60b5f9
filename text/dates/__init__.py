"""Dates and times of news texts in three calendars, every reading kept until something decides."""

from text.dates.agree import Conflict, conflicts, contradicts, same_when, weekday_of
from text.dates.anchor import anchored
from text.dates.reader import read_dates

__all__ = ["Conflict", "anchored", "conflicts", "contradicts", "read_dates", "same_when", "weekday_of"]
