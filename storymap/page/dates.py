"""Times in words: "5 May 2020", "1910–1945", "late 1940s", in the interface's language."""

from calendar import isleap
from collections.abc import Iterable

from storymap.model import Day, When
from storymap.page.words import Words

_LAST_DAYS = (31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)


def when_label(when: When, words: Words) -> str:
    """Return a time as a reader says it, a day of no year as the text does; "" where nothing is known."""
    first, last = when.earliest, when.latest
    if first and last:
        return interval_label(first, last, words)
    if first:
        return words("date.from", first=_edge(first, words, start=True))
    if last:
        return words("date.until", last=_edge(last, words, start=False))
    return when.mention.text if when.mention and when.edtf else when.edtf or ""  # "31 May" of no year


def interval_label(first: Day, last: Day, words: Words) -> str:
    """Return an interval as shortly as it can be said: a day, a month, a year, a decade, a range."""
    short = _shortest(first, last, words)
    if short:
        return short
    if first[1:] == (1, 1) and last[1:] == (12, 31):
        return words("date.range", first=year_label(first.year, words), last=year_label(last.year, words))
    return words(
        "date.wide_range", first=_edge(first, words, start=True), last=_edge(last, words, start=False)
    )


def years_label(whens: Iterable[When], words: Words) -> str:
    """Return the years that some times cover together: "1910–2020"; "" where none is known."""
    days = [day for when in whens for day in (when.earliest, when.latest) if day]
    if not days:
        return ""
    first, last = min(days).year, max(days).year
    if first == last:
        return year_label(first, words)
    return words("date.range", first=year_label(first, words), last=year_label(last, words))


def year_label(year: int, words: Words) -> str:
    """Return a year; astronomical 0 is 1 BC."""
    return words("date.year", year=year) if year > 0 else words("date.bc", year=1 - year)


def day_label(day: Day, words: Words) -> str:
    """Return a day with its month's name and its year."""
    return words(
        "date.day", day=day.day, month=_month(day, words, "months.of"), year=year_label(day.year, words)
    )


def machine_date(when: When) -> str:
    """Return what HTML's <time datetime> takes: a day, a month or a year; "" for anything else."""
    first, last = when.earliest, when.latest
    if not first or not last or first.year < 1:
        return ""
    if first == last:
        return str(first)
    if _whole_month(first, last):
        return str(first)[:7]
    return str(first)[:4] if _whole_year(first, last) else ""


def _shortest(first: Day, last: Day, words: Words) -> str:
    if first == last:
        return day_label(first, words)
    if _whole_month(first, last):
        return words("date.month", month=_month(first, words, "months"), year=year_label(first.year, words))
    if _whole_year(first, last):
        return year_label(first.year, words)
    if _whole_decade(first, last):
        return words("date.decade", year=first.year)
    return ""


def _edge(day: Day, words: Words, *, start: bool) -> str:
    """Return one end of a range: as a year or a month where it is the first or last day of one."""
    if day[1:] == ((1, 1) if start else (12, 31)):
        return year_label(day.year, words)
    if day.day == (1 if start else _last_day(day)):
        return words("date.month", month=_month(day, words, "months"), year=year_label(day.year, words))
    return day_label(day, words)


def _month(day: Day, words: Words, key: str) -> str:
    names = words.entries[key if words.has(key) else "months"]
    return str(names[day.month - 1])


def _last_day(day: Day) -> int:
    return 29 if day.month == 2 and isleap(day.year) else _LAST_DAYS[day.month - 1]


def _whole_month(first: Day, last: Day) -> bool:
    return first[:2] == last[:2] and first.day == 1 and last.day == _last_day(last)


def _whole_year(first: Day, last: Day) -> bool:
    return first.year == last.year and first[1:] == (1, 1) and last[1:] == (12, 31)


def _whole_decade(first: Day, last: Day) -> bool:
    edges = first[1:] == (1, 1) and last[1:] == (12, 31)
    return edges and first.year > 0 and first.year % 10 == 0 and last.year == first.year + 9
