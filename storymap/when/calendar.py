"""Days of the proleptic Gregorian calendar in any year, before Christ too: counting, adding, weekdays.

Years are astronomical: 0 is 1 BC. Days are numbered as ``datetime.date.toordinal`` numbers them.
"""

from datetime import date

from storymap.model import Day

_CYCLE_YEARS = 400
_CYCLE_DAYS = 146_097  # the calendar repeats after 400 years, to the weekday


def ordinal(day: Day) -> int:
    """Return the number of a day; 0001-01-01 is 1, the day before it 0."""
    cycles, year = divmod(day.year - 1, _CYCLE_YEARS)
    return date(year + 1, day.month, day.day).toordinal() + cycles * _CYCLE_DAYS


def from_ordinal(number: int) -> Day:
    """Return the day of that number."""
    cycles, rest = divmod(number - 1, _CYCLE_DAYS)
    found = date.fromordinal(rest + 1)
    return Day(found.year + cycles * _CYCLE_YEARS, found.month, found.day)


def add_days(day: Day, count: int) -> Day:
    """Return the day that many days later; earlier if ``count`` is negative."""
    return from_ordinal(ordinal(day) + count)


def weekday(day: Day) -> int:
    """Return the weekday: Monday is 0, Sunday 6."""
    return (ordinal(day) - 1) % 7


def month_length(year: int, month: int) -> int:
    """Return how many days the month has."""
    leap = year % 4 == 0 and (year % 100 != 0 or year % 400 == 0)
    return (31, 29 if leap else 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)[month - 1]


def add_months(year: int, month: int, count: int) -> tuple[int, int]:
    """Return (year, month) that many months later."""
    years, index = divmod(month - 1 + count, 12)
    return year + years, index + 1


def easter(year: int) -> Day:
    """Return Easter Sunday of the Gregorian calendar (the anonymous algorithm of Nature, 1876)."""
    a, b, c = year % 19, year // 100, year % 100
    h = (19 * a + b - b // 4 - (b - (b + 8) // 25 + 1) // 3 + 15) % 30
    ell = (32 + 2 * (b % 4) + 2 * (c // 4) - h - c % 4) % 7
    m = (a + 11 * h + 22 * ell) // 451
    month, day = divmod(h + ell - 7 * m + 114, 31)
    return Day(year, month, day + 1)


def nth_weekday(year: int, month: int, day_of_week: int, nth: int) -> Day:
    """Return the nth such weekday of a month; ``nth`` -1 is the last one."""
    if nth < 0:
        last = Day(year, month, month_length(year, month))
        return add_days(last, -((weekday(last) - day_of_week) % 7))
    first = Day(year, month, 1)
    return add_days(first, (day_of_week - weekday(first)) % 7 + 7 * (nth - 1))
