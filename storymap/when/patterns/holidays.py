"""Days with a name: Christmas Day 1914, Easter 1916, Thanksgiving, New Year's Eve."""

import re
from collections.abc import Callable

from storymap.model import Day
from storymap.when.calendar import add_days, easter, nth_weekday
from storymap.when.clock import Clock
from storymap.when.lexicon import ENDS_YEAR, YEAR
from storymap.when.model import Reading
from storymap.when.partial import day_of
from storymap.when.patterns.guess import year_for_month
from storymap.when.patterns.pattern import Pattern


def _fixed(month: int, day: int) -> Callable[[int], Day]:
    return lambda year: Day(year, month, day)


def _from_easter(days: int) -> Callable[[int], Day]:
    return lambda year: add_days(easter(year), days)


def _thanksgiving(year: int) -> Day:
    return nth_weekday(year, 11, 3, 4 if year >= 1942 else -1)


HOLIDAYS: dict[str, Callable[[int], Day]] = {
    "christmas eve": _fixed(12, 24),
    "christmas day": _fixed(12, 25),
    "christmas": _fixed(12, 25),
    "boxing day": _fixed(12, 26),
    "new year's eve": _fixed(12, 31),
    "new year's day": _fixed(1, 1),
    "epiphany": _fixed(1, 6),
    "candlemas": _fixed(2, 2),
    "valentine's day": _fixed(2, 14),
    "st. patrick's day": _fixed(3, 17),
    "lady day": _fixed(3, 25),
    "anzac day": _fixed(4, 25),
    "may day": _fixed(5, 1),
    "ve day": _fixed(5, 8),
    "midsummer day": _fixed(6, 24),
    "bastille day": _fixed(7, 14),
    "independence day": _fixed(7, 4),
    "michaelmas": _fixed(9, 29),
    "halloween": _fixed(10, 31),
    "all saints' day": _fixed(11, 1),
    "armistice day": _fixed(11, 11),
    "ash wednesday": _from_easter(-46),
    "palm sunday": _from_easter(-7),
    "maundy thursday": _from_easter(-3),
    "good friday": _from_easter(-2),
    "easter sunday": _from_easter(0),
    "easter monday": _from_easter(1),
    "easter day": _from_easter(0),
    "easter": _from_easter(0),
    "ascension day": _from_easter(39),
    "whit sunday": _from_easter(49),
    "pentecost": _from_easter(49),
    "thanksgiving day": _thanksgiving,
    "thanksgiving": _thanksgiving,
    "labor day": lambda year: nth_weekday(year, 9, 0, 1),
    "memorial day": lambda year: nth_weekday(year, 5, 0, -1),
}
_ONLY_WITH_YEAR = {"independence day", "epiphany", "pentecost", "candlemas", "lady day"}
_NAMES = "|".join(
    re.escape(name).replace(r"\ ", r"\s+").replace("'", "['’]")
    for name in sorted(HOLIDAYS, key=len, reverse=True)
)


def _holiday(match: re.Match[str], clock: Clock) -> Reading | None:
    name = " ".join(match["name"].lower().replace("’", "'").split())
    if match["name"][0].islower() or (name in _ONLY_WITH_YEAR and not match["year"]):
        return None
    time = "TNI" if match["night"] else ""
    if match["year"]:
        return Reading(first=day_of(HOLIDAYS[name](int(match["year"]))), time=time)
    near = HOLIDAYS[name](2001)
    year = year_for_month(near.month, clock, match, near.day)
    if year is None:
        return Reading(value="", relative=True)
    return Reading(first=day_of(HOLIDAYS[name](year)), time=time, relative=True)


PATTERNS = (
    Pattern(
        name="holiday",
        first=frozenset(name.split()[0].split("'")[0].rstrip(".") for name in HOLIDAYS),
        regex=rf"(?P<name>{_NAMES})(?:\s+(?P<night>night))?(?!\s+(?:Island|Offensive|Rising|egg|tree"
        rf"|card|party|carol))(?:,?\s+(?:of\s+|in\s+)?(?P<year>{YEAR}|\d{{3}}{ENDS_YEAR}))?\b",
        build=_holiday,
        example="Christmas Day 1914",
        value="1914-12-25",
    ),
)
