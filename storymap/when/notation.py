"""Dates written down: EDTF (ISO 8601-2, level 1) for programs, TIMEX3 for comparison with corpora."""

import re
from datetime import date as calendar_date

from storymap.model import Day, When, WhenBasis
from storymap.when.calendar import add_days
from storymap.when.model import Reading, Relation
from storymap.when.partial import Partial, bounds, day_of, is_narrower, year_of
from storymap.when.shift import previous

_LETTERS = {
    21: "SP",
    22: "SU",
    23: "FA",
    24: "WI",
    33: "Q1",
    34: "Q2",
    35: "Q3",
    36: "Q4",
    40: "H1",
    41: "H2",
}
_LAST_YEAR = 9999
_YEARLESS = re.compile(r"XXXX-\d\d(?:-\d\d)?")
_DIGITS = {"decade": 1, "century": 2, "millennium": 3}
_SPANS = {"decade": 10, "century": 100, "millennium": 1000}
_INTERVAL_GRAINS = {"week", "quarter", "half"}


def edtf(date: Partial) -> str:
    """Return the date in EDTF level 1; what level 1 has no sign for becomes an interval."""
    mark = "?" if date.uncertain else "~" if date.approx else ""
    if is_narrower(date) or date.grain in _INTERVAL_GRAINS or (mark and date.grain == "season"):
        return _interval(date, mark)
    if date.grain in ("decade", "century", "millennium"):
        return _unspecified(date, mark)
    year = _year(date.year)
    if date.grain == "year":
        return year + mark
    if date.grain == "day":
        return f"{year}-{date.month:02d}-{date.day:02d}{mark}"
    return f"{year}-{date.month:02d}{mark}"


def timex(date: Partial) -> str:
    """Return the TIMEX3 value: 1941-12, 1940-SP, 194, BC0493, 2020-W16; modifiers are not in it."""
    if date.grain in _DIGITS:
        return _numbered(date.year + _SPANS[date.grain] - 1)[: -_DIGITS[date.grain]]
    year = _numbered(date.year)
    if date.grain == "year":
        return f"{year}-{date.part}" if date.part in ("H1", "H2") else year
    if date.grain == "week":
        return _iso_week(date)
    if date.grain in ("season", "quarter", "half"):
        return f"{year}-{_LETTERS[date.month]}"
    return f"{year}-{date.month:02d}" + (f"-{date.day:02d}" if date.grain == "day" else "")


def _numbered(year: int) -> str:
    return f"{year:04d}" if year > 0 else f"BC{1 - year:04d}"


def _iso_week(monday: Partial) -> str:
    """Return the ISO 8601 week; before Christ, where the notation has none, its Monday."""
    if monday.year < 1:
        return f"{_numbered(monday.year)}-{monday.month:02d}-{monday.day:02d}"
    iso = calendar_date(monday.year, monday.month, monday.day).isocalendar()
    return f"{iso.year:04d}-W{iso.week:02d}"


def date_when(reading: Reading) -> When:
    """Return the date that a reading names, by itself; an unknown When if it names none."""
    first, last = reading.first, reading.last
    basis: WhenBasis = "assumed" if reading.assumed else "stated"
    if first is None:
        return When(edtf=reading.value, basis="stated") if _YEARLESS.fullmatch(reading.value) else When()
    if not all(-_LAST_YEAR <= date.year <= _LAST_YEAR - 999 for date in (first, last or first)):
        return When()  # EDTF's plain years have four figures
    begin, end = bounds(first)
    if reading.open_end:
        return When(edtf=f"{_edge(first, 0)}/..", earliest=begin, extent="open", basis=basis)
    if last is None:
        return When(edtf=edtf(first), earliest=begin, latest=end, extent="within", basis=basis)
    until = bounds(last)[1]
    if until < begin:
        return When()
    text = f"{_edge(first, 0)}/{_edge(last, 1)}"
    return When(
        edtf=text,
        earliest=begin,
        latest=until,
        extent="throughout" if reading.throughout else "within",
        basis=basis,
    )


def bounded(reading: Reading, date: When, relation: Relation | None) -> When:
    """Return the date as the preposition before it bounds it.

    "By" and "until" end with the date, "before" with the last unit before it; "since" and "after" begin
    with it and have no end.
    """
    if relation is None or reading.first is None or not date.known:
        return date
    if reading.last is not None and relation in ("until", "by"):  # "until 1841–42"
        return When(
            edtf=f"../{_edge(reading.last, 1)}",
            latest=bounds(reading.last)[1],
            extent="open",
            basis=date.basis,
        )
    if date.extent != "within":
        return date
    first = reading.first
    if relation in ("since", "after"):
        return When(edtf=f"{_edge(first, 0)}/..", earliest=date.earliest, extent="open", basis=date.basis)
    end = previous(first) if relation == "before" else first
    return When(edtf=f"../{_edge(end, 1)}", latest=bounds(end)[1], extent="open", basis=date.basis)


def _edge(date: Partial, side: int) -> str:
    """Return one end of an interval: a plain calendar date as it is, of any other date the outer day."""
    mark = "?" if date.uncertain else "~" if date.approx else ""
    if date.grain in ("day", "month", "year") and not is_narrower(date):
        return edtf(date)
    day = bounds(date)[side]
    if date.grain in ("decade", "century", "millennium"):
        return edtf(year_of(day.year)) + mark
    return edtf(day_of(day)) + mark


def _interval(date: Partial, mark: str) -> str:
    first, last = bounds(date)
    begin, end = _shortest(first, last, first), _shortest(first, last, last)
    return begin + mark if begin == end else f"{begin}{mark}/{end}{mark}"


def _shortest(first: Day, last: Day, day: Day) -> str:
    """Write one end of an interval with no more digits than its grain needs."""
    if (first.month, first.day, last.month, last.day) == (1, 1, 12, 31):
        return _year(day.year)
    if first.day == 1 and day_of(last) != day_of(first) and _is_month_end(last):
        return f"{_year(day.year)}-{day.month:02d}"
    return f"{_year(day.year)}-{day.month:02d}-{day.day:02d}"


def _is_month_end(day: Day) -> bool:
    return add_days(day, 1).day == 1


def _unspecified(date: Partial, mark: str) -> str:
    digits = {"decade": 1, "century": 2, "millennium": 3}[date.grain]
    first, last = bounds(date)
    head, tail = _year(first.year)[:-digits], _year(last.year)[:-digits]
    # The astronomical years of "the 490s BC" begin with different digits: only an interval can say it.
    if head == tail:
        return f"{head}{'X' * digits}{mark}"
    return f"{_year(first.year)}{mark}/{_year(last.year)}{mark}"


def _year(year: int) -> str:
    return f"{'-' if year < 0 else ''}{abs(year):04d}"
