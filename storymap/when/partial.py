"""A date as far as it is known: a day, a month, a season, a decade …, or an early or late part of one."""

from dataclasses import dataclass, replace
from typing import Literal

from storymap.model import Day
from storymap.when.calendar import add_days, add_months, month_length, weekday

Grain = Literal[
    "day", "week", "month", "season", "quarter", "half", "year", "decade", "century", "millennium"
]
Part = Literal["START", "MID", "END", "H1", "H2"]

SPRING, SUMMER, AUTUMN, WINTER = 21, 22, 23, 24  # ISO 8601-2, EDTF level 1

_FIRST_MONTH = {
    SPRING: 3,
    SUMMER: 6,
    AUTUMN: 9,
    WINTER: 12,
    **{32 + quarter: 3 * quarter - 2 for quarter in (1, 2, 3, 4)},
    40: 1,
    41: 7,
}
_YEARS = {"year": 1, "decade": 10, "century": 100, "millennium": 1000}


@dataclass(frozen=True, slots=True, kw_only=True)
class Partial:
    """A date as far as it is known.

    ``year`` is astronomical (0 is 1 BC); of a decade, century or millennium it is the first year. ``month``
    is 1–12, or ISO 8601-2's number of a season (21–24), quarter (33–36) or half-year (40, 41); ``day`` is
    set for a day and for the Monday of a week. A winter bears the year of its December. ``part`` narrows it
    to its beginning, middle or end; ``approx`` says "about", ``uncertain`` that it is a guess.
    """

    grain: Grain
    year: int
    month: int = 0
    day: int = 0
    part: Part | None = None
    approx: bool = False
    uncertain: bool = False

    @property
    def plain(self) -> "Partial":
        """The same date without part and doubt."""
        return replace(self, part=None, approx=False, uncertain=False)


def year_of(year: int) -> Partial:
    """Return a year as a date."""
    return Partial(grain="year", year=year)


def month_of(year: int, month: int) -> Partial:
    """Return a month as a date."""
    return Partial(grain="month", year=year, month=month)


def day_of(day: Day) -> Partial:
    """Return a day as a date."""
    return Partial(grain="day", year=day.year, month=day.month, day=day.day)


def real_day(year: int, month: int, day: int) -> Partial | None:
    """Return that day, or None if the calendar has no such day."""
    if not (1 <= month <= 12 and 1 <= day <= month_length(year, month)):
        return None
    return Partial(grain="day", year=year, month=month, day=day)


def week_of(day: Day) -> Partial:
    """Return the week (Monday to Sunday) that the day is in."""
    monday = add_days(day, -weekday(day))
    return Partial(grain="week", year=monday.year, month=monday.month, day=monday.day)


def bounds(date: Partial) -> tuple[Day, Day]:
    """Return the first and the last day that the date may mean."""
    first, last = _whole(date)
    return _narrowed(date, first, last) if is_narrower(date) else (first, last)


def is_narrower(date: Partial) -> bool:
    """Return whether "early", "late" or "first half" narrow the date.

    "Late April" is some day of April: a month, a season or a quarter is not cut into thirds, which no writer
    had in mind. Years and what is longer are.
    """
    return date.part is not None and (
        date.part in ("H1", "H2") or date.grain not in ("month", "season", "quarter")
    )


def first_month(date: Partial) -> int:
    """Return the month that a date of a month, a season, a quarter or a half-year begins in; else 1."""
    return _FIRST_MONTH.get(date.month, date.month or 1)


def _whole(date: Partial) -> tuple[Day, Day]:
    if date.grain == "day":
        day = Day(date.year, date.month, date.day)
        return day, day
    if date.grain == "week":
        monday = Day(date.year, date.month, date.day)
        return monday, add_days(monday, 6)
    if date.grain in _YEARS:
        return Day(date.year, 1, 1), Day(date.year + _YEARS[date.grain] - 1, 12, 31)
    months = {"month": 1, "season": 3, "quarter": 3, "half": 6}[date.grain]
    start = first_month(date)
    year, month = add_months(date.year, start, months - 1)
    return Day(date.year, start, 1), Day(year, month, month_length(year, month))


def _narrowed(date: Partial, first: Day, last: Day) -> tuple[Day, Day]:
    """Return a third of the date: early, middle or late.

    Early, mid and late in a year are four months each; of a decade the years 0–3, 4–6 and 6–9 (so "the late
    1940s" are 1946–1949).
    H1 and H2 are halves.
    """
    if date.part in ("H1", "H2"):
        return _half(first, last, 0 if date.part == "H1" else 1)
    third = ("START", "MID", "END").index(date.part or "START")
    if date.grain == "decade":
        begin, end = ((0, 3), (4, 6), (6, 9))[third]
        return Day(date.year + begin, 1, 1), Day(date.year + end, 12, 31)
    if date.grain in ("century", "millennium"):
        begin, end = ((0, 33), (34, 66), (67, 99))[third]
        scale = _YEARS[date.grain] // 100
        return Day(date.year + begin * scale, 1, 1), Day(date.year + end * scale + scale - 1, 12, 31)
    if date.grain in ("day", "week"):
        return first, last
    return _third_of_months(date, third)


def _half(first: Day, last: Day, which: int) -> tuple[Day, Day]:
    """Return one half of a stretch, in whole years or months where it has enough of them."""
    years, months = last.year - first.year + 1, (last.year - first.year) * 12 + last.month - first.month + 1
    if years > 1 and first.month == 1:
        middle = Day(first.year + years // 2, 1, 1)
    elif months > 1:
        year, month = add_months(first.year, first.month, months // 2)
        middle = Day(year, month, 1)
    else:
        middle = first._replace(day=min(16, last.day))
    return (first, add_days(middle, -1)) if which == 0 else (middle, last)


def _third_of_months(date: Partial, third: int) -> tuple[Day, Day]:
    each = {"half": 2, "year": 4}[date.grain]
    year, month = add_months(date.year, first_month(date), each * third)
    last_year, last_month = add_months(year, month, each - 1)
    return Day(year, month, 1), Day(last_year, last_month, month_length(last_year, last_month))
