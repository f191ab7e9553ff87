"""The day a text came out, by what it shows: a stamp, a dateline, or reasoning over its weekdays."""

import re
from datetime import date

from places.calendar_words import MONTH_NAMES, alternatives
from places.model import Document
from storymap.model import Day
from storymap.when.calendar import add_days, ordinal, weekday
from storymap.when.clock import Clock
from storymap.when.lexicon import MONTH, WEEKDAY, WEEKDAYS

_TOP_LINES = 12
_TOP_CHARACTERS = 2_500
_WINDOW = 20_000
_SHORT_LINE = 60
_REPORT_DELAY = 3  # days
_FOUR_FIGURES = re.compile(r"\d{4}")
_PLACE = re.compile(r"^\s*(?:[A-Z][\w.'’-]+[ ,]+(?:(?:of|the|de|la|am|on)\s)?){1,4}$")
_CLOCK = re.compile(
    r"\d{1,2}[:.]\d\d(?:[:.]\d\d)?\s*(?:[ap]\.?m\.?)?\s*(?:[A-Z]{2,4}|UTC[+-]\d+)?|\(?(?:GMT|UTC|EST|EDT"
    r"|BST)\)?"
    r"|\bat\b|\bon\b|[,|·–—-]"
)
_STAMP = re.compile(
    r"\b(?:(?:first\s+|last\s+)?(?:published|posted|updated|modified|issued|filed|released|created)|date"
    r"|dated|publication\s+date"
    r"|last\s+(?:update|change))\b[\s:]*(?:on|at|by\s[^\n,]{0,40},)?",
    re.IGNORECASE,
)
_DATELINE = re.compile(
    rf"^(?P<place>[A-Z][A-Z.'\- ]+(?:,\s*[A-Z][\w. ]+)?),\s+(?P<date>{MONTH}\s+\d{{1,2}}(?:,\s*\d{{4}})?"
    rf"|\d{{1,2}}\s+{MONTH}(?:\s+\d{{4}})?)"
    r"(?:\s*\([^)\n]{2,40}\))?\s*(?:--?|–|—|:)",
    re.MULTILINE,
)
_DAY = rf"(?P<day>{WEEKDAY})(?!,?\s+(?:the\s+)?(?:\d|(?:{alternatives(MONTH_NAMES)})\b))"
_REPORTED = re.compile(
    rf"\b(?:report(?:s|ed)|said|says|announced|told|confirmed|stated|added"
    rf"|according)\b[^.\n]{{0,60}}?(?<!the )\b{_DAY}"
)
_ANY_DAY = re.compile(rf"(?<!last )(?<!next )(?<!the )\b{_DAY}")


def published(document: Document) -> tuple[date, str] | None:
    """Return the day the text came out and how that is known, or None if nothing supports one.

    The second value is "given" (the caller said so, which wins always), "line" (a line near the top that
    holds only a date), "stamp" ("Published …", "Updated …"), "dateline" ("MOSCOW, May 6 (Agency) —") or
    "weekdays" (the latest date in the text, moved forward to the weekday on which it says it was reported).
    """
    if document.published is not None:
        return document.published, "given"
    text = document.text[:_WINDOW]
    for basis, rule in (
        ("line", _date_line),
        ("stamp", _stamp),
        ("dateline", _dateline),
        ("weekdays", _by_weekdays),
    ):
        day = rule(text)
        if day is not None and 1 <= day.year <= 9999:
            return date(day.year, day.month, day.day), basis
    return None


def full_dates(text: str) -> list[tuple[int, int, Day]]:
    """Return the full dates (day, month and year) of a text with their offsets."""
    from storymap.when.read import read

    return [
        (time.span.start, time.span.end, Day(reading.first.year, reading.first.month, reading.first.day))
        for time, reading in read(text, Clock())
        if reading.first and reading.first.grain == "day" and not reading.last and not reading.relative
    ]


def _date_line(text: str) -> Day | None:
    """Return the date of a short line near the top that holds nothing else but a place or a time of day.

    Several such lines with different dates are the entries of a diary or the heads of letters: None.
    """
    lines = [line for line in text.splitlines() if line.strip()]
    top = [day for line in lines[:_TOP_LINES] if (day := _only_date(line))]
    if not top or any(_only_date(line) not in (None, top[0]) for line in lines):
        return None
    return top[0]


def _only_date(line: str) -> Day | None:
    if len(line) > _SHORT_LINE or not _FOUR_FIGURES.search(line):
        return None
    for start, end, day in full_dates(line):
        rest = _CLOCK.sub("", f"{_PLACE.sub('', line[:start])} {line[end:]}")
        if not rest.strip(" .\t()[]"):
            return day
    return None


def _stamp(text: str) -> Day | None:
    """Return the latest date of the lines, at the top or the end, that say "Published" or "Updated"."""
    found: list[Day] = []
    lines = text.splitlines()
    for line in (*lines[:_TOP_LINES], *lines[-5:]):
        stamp = _STAMP.search(line)
        if stamp is None or len(line) > 160 or stamp.start() > 60:
            continue
        rest = line[stamp.end() :]
        found += [
            day
            for start, _, day in full_dates(rest)
            if start < 60 and not re.search(r"[a-z]{4,}\s+[a-z]{4,}", rest[:start])
        ]
    return max(found, default=None)


def _dateline(text: str) -> Day | None:
    """Return the date of "MOSCOW, May 6 (Agency) —"; a missing year is that of the latest date told."""
    found = _DATELINE.search(text[:_TOP_CHARACTERS])
    if found is None:
        return None
    full = full_dates(found["date"])
    if full:
        return full[0][2]
    others = [day for _, _, day in full_dates(text)]
    if not others:
        return None
    latest = max(others)
    with_year = full_dates(f"{found['date']}, {latest.year}")
    return with_year[0][2] if with_year and 0 <= _distance(latest, with_year[0][2]) <= 31 else None


def _distance(one: Day, other: Day) -> int:
    return ordinal(other) - ordinal(one)


def _by_weekdays(text: str) -> Day | None:
    """Return the latest full date moved forward to the weekday of the reporting verb, if the weekdays agree.

    They agree if the latest date falls on a weekday that the text names without a date (it tells of that
    day) and the report is at most three days later. Without a report the latest date itself is taken if the
    text names weekdays more than once, and only this one.
    """
    dates = [day for _, _, day in full_dates(text)]
    mentions = [WEEKDAYS[found["day"].lower()] for found in _ANY_DAY.finditer(text)]
    if not dates or weekday(max(dates)) not in mentions:
        return None
    latest, reported = max(dates), _REPORTED.search(text)
    if reported is None:
        return latest if len(mentions) > 1 and set(mentions) == {weekday(latest)} else None
    ahead = (WEEKDAYS[reported["day"].lower()] - weekday(latest)) % 7
    return add_days(latest, ahead) if ahead <= _REPORT_DELAY else None
