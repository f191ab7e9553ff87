"""Times as other formats write them: plain dates, from a first to a last day."""

import re
from calendar import isleap

from storymap.model import EXTENTS, Day, Extent, When

_LAST_DAYS = (31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)
_ISO = re.compile(r"([+-]?\d{4,6})(?:-(\d\d?)(?:-(\d\d?))?)?(?:[T ]\d.*)?", re.ASCII)


def iso(day: Day | None) -> str:
    """Return a day as ISO 8601 has it, years astronomical: -0217-01-01; "" for None."""
    return "" if day is None else str(day)


def iso_date(first: Day, last: Day) -> str:
    """Return the shortest ISO 8601 date for a day, a whole month or a whole year; else "first/last"."""
    if first == last:
        return str(first)
    if first[1:] == (1, 1) and last == Day(first.year, 12, 31):
        return str(first)[:-6]
    if first[:2] == last[:2] and first.day == 1 and last.day == month_end(last.year, last.month):
        return str(first)[:-3]
    return f"{first}/{last}"


def month_end(year: int, month: int) -> int:
    """Return how many days a month has."""
    return 29 if month == 2 and isleap(year) else _LAST_DAYS[month - 1]


def bounds(text: str) -> tuple[Day, Day] | None:
    """Return the first and the last day of an ISO 8601 date (1945, 1945-08, 1945-08-15T12:00Z), or None."""
    match = _ISO.fullmatch(text.strip())
    if match is None:
        return None
    year, month, day = (None if part is None else int(part) for part in match.groups())
    if year is None or not 1 <= (month or 1) <= 12:
        return None
    if month is None:
        return Day(year, 1, 1), Day(year, 12, 31)
    end = month_end(year, month)
    if day is None:
        return Day(year, month, 1), Day(year, month, end)
    return (Day(year, month, day), Day(year, month, day)) if 1 <= day <= end else None


def when_between(first: str, last: str, *, edtf: str = "", extent: Extent | None = None) -> When:
    """Return the time from one ISO date to another; either may be empty.

    Args:
        first: the day, month or year in which it begins.
        last: that in which it ends; empty for an open end.
        edtf: the date in EDTF, where the format has it; else it is written anew.
        extent: how the time is to be taken; else "throughout" if two different dates are given.
    """
    begin, end = bounds(first), bounds(last)
    if begin is None and end is None:
        return When()
    earliest, latest = begin[0] if begin else None, end[1] if end else None
    if earliest and latest and latest < earliest:
        earliest, latest = latest, earliest
    is_open = earliest is None or latest is None
    told: Extent = "open" if is_open else "within" if first.strip() == last.strip() else "throughout"
    return When(
        edtf=edtf or _edtf(earliest, latest),
        earliest=earliest,
        latest=latest,
        extent=extent or told,
        basis="stated",
    )


def extent_named(value: object) -> Extent | None:
    """Return the extent of that name, None if there is none."""
    return next((extent for extent in EXTENTS if extent == value), None)


def when_said(text: str) -> When:
    """Return the time that a cell or a field says: an ISO date, an interval of two, or a date in words."""
    text = text.strip()
    if not text:
        return When()
    if (at := bounds(text)) is not None:
        return When(edtf=iso_date(*at), earliest=at[0], latest=at[1], basis="stated")
    first, _, last = text.partition("/")
    if last and (bounds(first) or bounds(last)):
        return when_between(first, last)
    return _in_words(text)


def _in_words(text: str) -> When:
    from dataclasses import replace

    from places.model import Document
    from storymap.when import times

    found = next(
        (time.when for time in times(Document(text=text), mode="narrative") if time.when.known), None
    )
    return When() if found is None else replace(found, basis="stated", mention=None)


def _edtf(earliest: Day | None, latest: Day | None) -> str:
    if earliest and latest:
        return iso_date(earliest, latest)
    return f"{earliest}/.." if earliest else f"../{latest}"
