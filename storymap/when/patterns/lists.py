"""Lists: May 3 and 4, 1863; the 6th, 7th and 8th of June; May and June 1915; 1812 and 1813.

A list is one time, from its first member to its last: what happened "on the 3rd and 4th" happened on both.
"""

import re
from collections.abc import Sequence
from itertools import pairwise

from storymap.when.clock import Clock
from storymap.when.lexicon import DAY, FIGURES, MONTH, MONTH_WORDS, YEAR, YEAR_BEHIND, month_number
from storymap.when.model import Reading
from storymap.when.partial import Partial, month_of, year_of
from storymap.when.patterns.days import list_ends, short_year, year_value
from storymap.when.patterns.guess import day_in, month_told, year_for_month
from storymap.when.patterns.pattern import Pattern

_NTH = r"(?:st|nd|rd|th|d)"
_AND = r"(?:\s*,\s*(?:and\s+|or\s+)?|\s+(?:and|or)\s+|\s*&\s*)"
_DAY = rf"{DAY}{_NTH}?(?!\w)"
_ORDINAL = rf"{DAY}{_NTH}(?!\w)"
_FIGURE = re.compile(r"\d+")
_MONTH = re.compile(MONTH, re.IGNORECASE)
_JOINED = re.compile(r"\b(?:and|or)\b|&")


def _days(match: re.Match[str], clock: Clock) -> Reading | None:
    """Read days of one month: "May 3 and 4, 1863", "the 6th, 7th and 8th of June"."""
    if match["month"][0].islower() or not _JOINED.search(match["days"]):
        return None
    year, month = year_value(match), month_number(match["month"])
    relative = year is None
    if match["short"]:
        year = short_year(match, clock)
    bare = relative and match["month"] and match.end() == match.end("days") and match[0][-1:].isdigit()
    if bare and not list_ends(match.string, match.end()):
        return None  # "on May 4 and 12 men"
    spans = _spans(match, _FIGURE)
    if year is None:
        year = year_for_month(month, clock, match, int(match.string[slice(*spans[0])]))
    return None if year is None else _listed(match, spans, year, month, relative=relative)


def _days_told(match: re.Match[str], clock: Clock) -> Reading | None:
    """Read "the 17th, 18th, and 19th" in the month told."""
    month = month_told(clock)
    if month is None or not _JOINED.search(match["days"]):
        return None
    return _listed(match, _spans(match, _FIGURE), month.year, month.month, relative=True)


def _listed(
    match: re.Match[str], spans: Sequence[tuple[int, int]], year: int, month: int, *, relative: bool
) -> Reading | None:
    dates = [day_in(year, month, int(match.string[start:end])) for start, end in spans]
    return _list([date for date in dates if date is not None], spans, relative=relative)


def _months(match: re.Match[str], clock: Clock) -> Reading | None:
    """Read "May and June 1915"; without a year in the story's."""
    spans = _spans(match, _MONTH, "months")
    names = [match.string[start:end] for start, end in spans]
    if any(name[0].islower() for name in names):
        return None
    numbers = [month_number(name) for name in names]
    year = year_value(match)
    relative = year is None
    if match["short"]:
        year = short_year(match, clock)
    if year is None:
        year = year_for_month(numbers[0], clock, match)
    if year is None:
        return None
    return _list([month_of(year, number) for number in numbers], spans, relative=relative)


def _years(match: re.Match[str], _clock: Clock) -> Reading | None:
    if not _LEADS.search(match.string[max(0, match.start() - 10) : match.start()]):
        return None
    spans = _spans(match, _FIGURE, "years")
    years = [int(match.string[start:end]) for start, end in spans]
    if not all(_EARLIEST <= year <= _LATEST for year in years):
        return None
    return _list([year_of(year) for year in years], spans, relative=False)


_EARLIEST, _LATEST = 1000, 2100
_LEADS = re.compile(r"(?:^|\(|\b(?:in|of|years|since|during|for)\s+)$", re.IGNORECASE)


def _list(dates: Sequence[Partial], spans: Sequence[tuple[int, int]], *, relative: bool) -> Reading | None:
    """Return the list as a stretch, None if a member is no date or they do not follow each other."""
    keys = [(date.year, date.month, date.day) for date in dates]
    if len(dates) != len(spans) or len(dates) < 2 or any(a >= b for a, b in pairwise(keys)):
        return None
    return Reading(first=dates[0], last=dates[-1], relative=relative, ends=tuple(spans), members=tuple(dates))


def _spans(match: re.Match[str], member: re.Pattern[str], group: str = "days") -> list[tuple[int, int]]:
    start, end = match.span(group)
    return [found.span() for found in member.finditer(match.string, start, end)]


PATTERNS = (
    Pattern(
        name="month, days listed",
        first=MONTH_WORDS,
        regex=rf"(?P<month>{MONTH})(?:\s+|\.\s*)(?:the\s+)?(?P<days>{_DAY}(?:{_AND}(?:the\s+)?{_DAY}){{1,6}})"
        rf"(?![:/%]|\.\d|\s+{MONTH}|\s+(?:of\s+)?{MONTH})(?:{YEAR_BEHIND})?",
        build=_days,
        example="May 3d and 4th, 1863",
        value="1863-05-03/1863-05-04",
    ),
    Pattern(
        name="days listed, month",
        first=FIGURES,
        regex=rf"(?P<days>{_DAY}(?:{_AND}(?:the\s+)?{_DAY}){{1,6}})(?:\s+days?)?(?:\s+of)?\s+(?P<month>{MONTH})"
        rf"(?:{YEAR_BEHIND})?",
        build=_days,
        example="6th, 7th and 8th of June 1915",
        value="1915-06-06/1915-06-08",
        article=True,
    ),
    Pattern(
        name="days of the month told, listed",
        first=FIGURES,
        regex=rf"(?P<days>{_ORDINAL}(?:{_AND}(?:the\s+)?{_ORDINAL}){{1,6}})(?=\s*(?:[.,;:!?)—–-]|$)|\s+(?:the|we|he|she"
        r"|they|I|it|when|at|in|from|with|was|were)\b)",
        build=_days_told,
        example="17th, 18th, and 19th",
        value="2020-05-17/2020-05-19",
        article=True,
    ),
    Pattern(
        name="months listed",
        first=MONTH_WORDS,
        regex=rf"(?P<months>{MONTH}(?:\s*,\s*{MONTH}){{0,5}},?\s+(?:and|or)\s+{MONTH})(?!\s+\d{{1,2}}(?!\d))(?:{YEAR_BEHIND})?",
        build=_months,
        example="May and June 1915",
        value="1915-05/1915-06",
    ),
    Pattern(
        name="years listed",
        first=FIGURES,
        regex=rf"(?P<years>{YEAR}(?:\s*,\s*{YEAR}){{0,5}},?\s+(?:and|or)\s+{YEAR})(?!\s*(?:respectively|[-–/]\d))",
        build=_years,
        example="1812 and 1813",
        value="1812/1813",
    ),
)
