"""Dates moved: the next day, two months later, the previous year, the unit before."""

from dataclasses import replace

from storymap.model import Day
from storymap.when.calendar import add_days, add_months
from storymap.when.partial import Grain, Partial, bounds, day_of, first_month, month_of, week_of, year_of

_YEARS = {"year": 1, "decade": 10, "century": 100, "millennium": 1000}


def shifted(date: Partial, unit: Grain, count: int) -> Partial | None:
    """Return the date that many units later, no finer than the unit.

    Days and weeks can only be counted from a day (weeks from a week too): None otherwise. "A year later"
    than a day is a year: the text no longer says the day.
    """
    if unit == "day":
        return day_of(add_days(_day(date), count)) if date.grain == "day" else None
    if unit == "week":
        return week_of(add_days(_day(date), 7 * count)) if date.grain in ("day", "week") else None
    if unit == "month":
        if date.grain in _YEARS:
            return None
        return month_of(*add_months(date.year, first_month(date), count))
    if unit in _YEARS:
        size = _YEARS[unit]
        return replace(year_of(date.year // size * size + size * count), grain=unit)
    return None


def previous(date: Partial) -> Partial:
    """Return the unit before: the day before a day, the month before a month, the decade before a decade.

    Of a season, a quarter, or a part of something it is the day before it begins.
    """
    if date.part is None and date.grain in ("day", "month", *_YEARS):
        moved = shifted(date.plain, date.grain, -1)
        if moved is not None:
            return moved
    return day_of(add_days(bounds(date)[0], -1))


def _day(date: Partial) -> Day:
    return Day(date.year, date.month, date.day)
