"""EDTF (ISO 8601-2, level 1) → When: what a person types as a date, or a story file holds."""

import re
from calendar import isleap

from storymap.model import Day, Extent, When

_DATE = re.compile(r"(?P<year>-?[0-9X]{4})(?:-(?P<month>[0-9]{2})(?:-(?P<day>[0-9]{2}))?)?[?~%]?")
_SEASONS = {21: (3, 5), 22: (6, 8), 23: (9, 11), 24: (12, 2)}
_LAST_DAYS = (31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)

Ends = tuple[Day, Day]


def parse_edtf(text: str) -> When | None:
    """Return the time that an EDTF string means: a date, a season, a decade, an interval, an open one.

    None where it is no EDTF of level 1, or no day of the calendar.
    """
    written = text.strip()
    first, slash, last = written.partition("/")
    if not slash:
        ends = _ends(first)
        return ends and _when(written, ends[0], ends[1], "within")
    begin, end = _ends(first), _ends(last)
    if last in ("..", "") and begin:
        return _when(written, begin[0], None, "open")
    if first in ("..", "") and end:
        return _when(written, None, end[1], "open")
    if begin is None or end is None or end[1] < begin[0]:
        return None
    return _when(written, begin[0], end[1], "throughout")


def _when(text: str, first: Day | None, last: Day | None, extent: Extent) -> When:
    return When(edtf=text, earliest=first, latest=last, extent=extent, basis="stated")


def _ends(text: str) -> Ends | None:
    """Return the first and the last day of a date."""
    match = _DATE.fullmatch(text)
    if match is None:
        return None
    year, month, day = match.group("year", "month", "day")
    if "X" in year:
        return _unspecified(year) if month is None else None
    if month is None:
        return Day(int(year), 1, 1), Day(int(year), 12, 31)
    return _within(int(year), int(month), int(day) if day else None)


def _unspecified(year: str) -> Ends | None:
    """Return the ends of a decade (193X) or a century (19XX)."""
    if re.fullmatch(r"-?[0-9]{2}(?:[0-9]X|XX)", year) is None:
        return None
    low, high = int(year.replace("X", "0")), int(year.replace("X", "9"))
    return Day(min(low, high), 1, 1), Day(max(low, high), 12, 31)


def _within(year: int, month: int, day: int | None) -> Ends | None:
    if month in _SEASONS and day is None:
        begin, end = _SEASONS[month]
        return Day(year, begin, 1), _last(year + (end < begin), end)
    if not 1 <= month <= 12:
        return None
    last = _last(year, month)
    if day is None:
        return Day(year, month, 1), last
    return (Day(year, month, day), Day(year, month, day)) if 1 <= day <= last.day else None


def _last(year: int, month: int) -> Day:
    return Day(year, month, 29 if month == 2 and isleap(year) else _LAST_DAYS[month - 1])
