"""The first or last units of a month or year: the first week of May, the last ten months of 1915."""

import re

from storymap.model import Day
from storymap.when.calendar import add_days, add_months
from storymap.when.clock import Clock
from storymap.when.lexicon import ANY_YEAR, MONTH, NUMBER, ORDINALS, count_of, month_number
from storymap.when.model import Reading
from storymap.when.partial import Partial, bounds, day_of, month_of, year_of
from storymap.when.patterns.days import astronomical, year_of_neighbour
from storymap.when.patterns.durations import duration_value
from storymap.when.patterns.guess import year_for_month
from storymap.when.patterns.pattern import Pattern

_FEW = 5  # so many units are "the last days" taken to be
_PLACES = r"(?P<place>first|second|third|fourth|last|final|opening|closing|early)"
_DAYS = {"day": 1, "week": 7, "fortnight": 14}


def _stretch(match: re.Match[str], clock: Clock) -> Reading | None:
    whole = _whole(match, clock)
    unit, number = match["unit"].lower().removesuffix("s"), match["number"]
    count = count_of(number) if number else (None if match["unit"].endswith("s") else 1)
    value = duration_value(number or ("one" if count else None), unit)
    if whole is None:
        return Reading(type="duration", value=value)
    found = _cut(whole, match["place"].lower(), unit, int(count or _FEW))
    if found is None:
        return None
    first, last = found
    exact, months = unit == "day" and count == 1, unit == "month"
    return Reading(
        first=month_of(first.year, first.month) if months else day_of(first),
        last=None if first == last else month_of(last.year, last.month) if months else day_of(last),
        value="" if exact else value,
        throughout=unit not in _DAYS,
        relative=not (match["year"] or match["only_year"]),
    )


def _whole(match: re.Match[str], clock: Clock) -> Partial | None:
    """Return the month or the year of which the stretch is a part."""
    figures, era = match["year"] or match["only_year"], match["era"] or match["only_era"]
    year = astronomical(int(figures), era) if figures else None
    if not match["month"]:
        return None if year is None else year_of(year)
    month = month_number(match["month"])
    for guess in (year_of_neighbour(match), year_for_month(month, clock, match)):
        year = guess if year is None else year
    return None if year is None else month_of(year, month)


def _cut(whole: Partial, place: str, unit: str, count: int) -> tuple[Day, Day] | None:
    """Return the first and last day of so many units at the beginning, at the end or in between."""
    begin, end = bounds(whole)
    skipped = ORDINALS.get(place, 1) - 1
    if unit == "month":
        found = _months(begin, end, count, skipped, at_end=place in ("last", "final", "closing"))
    else:
        size = _DAYS[unit] * count
        if place in ("last", "final", "closing"):
            found = add_days(end, 1 - size), end
        else:
            found = add_days(begin, skipped * size), add_days(begin, (skipped + 1) * size - 1)
    return found if begin <= found[0] <= found[1] <= end else None


def _months(begin: Day, end: Day, count: int, skipped: int, *, at_end: bool) -> tuple[Day, Day]:
    if at_end:
        return Day(*add_months(end.year, end.month, 1 - count), 1), end
    first = Day(*add_months(begin.year, begin.month, skipped * count), 1)
    return first, add_days(Day(*add_months(first.year, first.month, count), 1), -1)


PATTERNS = (
    Pattern(
        name="first or last units of a month or year",
        first=frozenset(
            {"first", "second", "third", "fourth", "last", "final", "opening", "closing", "early"}
        ),
        regex=rf"{_PLACES}\s+(?:(?P<number>{NUMBER})\s+)?(?P<unit>days?|weeks?|fortnight|months?)\s+"
        rf"(?:of|in)\s+"
        rf"(?:the\s+year\s+)?(?:(?P<month>{MONTH})(?:(?:,\s*|\s+(?:of\s+)?){ANY_YEAR})?"
        rf"|{ANY_YEAR.replace('<year>', '<only_year>').replace('<era>', '<only_era>')})",
        build=_stretch,
        example="first week of May 1916",
        value="P1W",
        article=True,
    ),
)
