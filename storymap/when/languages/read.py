"""Reading the dates of a text in another language than English, from left to right."""

import re
from collections.abc import Iterator
from dataclasses import replace
from functools import cache

from places.languages import code_of
from places.marks import without_marks
from places.model import Document
from storymap.model import Day
from storymap.when.clock import Clock
from storymap.when.languages import signs
from storymap.when.languages.patterns import Form, forms
from storymap.when.languages.words import languages, words_of
from storymap.when.line import moved, years_ahead
from storymap.when.model import Mode, Relation, Time
from storymap.when.partial import day_of
from storymap.when.written import written_time

_RELATIONS: tuple[tuple[str, Relation], ...] = (
    ("until", "until"), ("before", "before"), ("since", "since"), ("after", "after"),
)  # fmt: skip
_REACH = 40
_YEAR = re.compile(r"(?<![\w.,-])1\d{3}(?![\w%])")
# So many years of another time than the day of publication make a text a story and no news.
_OTHER_YEARS = 2


def reads_dates(language: str) -> bool:
    """Return whether the dates of a language are read."""
    return language in languages() or signs.is_known(language)


def iter_times_in(document: Document, *, mode: Mode | None = None) -> Iterator[Time]:
    """Yield the temporal expressions of a text in its language, in text order."""
    language, text = code_of(document), without_marks(document.text)
    clock, years, position = _clock(document, mode), years_ahead(text), 0
    for start, match, form in _matches(text, language):
        if start < position:
            continue
        reading = form.build(match, clock, words_of(language))
        if reading is None:
            continue
        relation, about = _before(text, start, language) if reading.type == "date" else (None, False)
        if about and reading.first is not None:
            reading = replace(reading, first=replace(reading.first, approx=True), mod="APPROX")
        time = written_time(document.text, text, (start, match.end()), reading, relation)
        yield time
        clock, position = moved(text, clock, time, reading, years), match.end()


def _matches(text: str, language: str) -> list[tuple[int, re.Match[str], Form]]:
    """Return all that may be a time, the longest first of those that begin together."""
    known = signs.forms(language) if signs.is_known(language) else forms(language)
    found = [(match.start(), match, form) for form in known for match in form.regex.finditer(text)]
    return sorted(found, key=lambda one: (one[0], -one[1].end()))


def _clock(document: Document, mode: Mode | None) -> Clock:
    day = document.published
    if day is None:
        return Clock(mode=mode or "narrative")
    others = [year for year in map(int, _YEAR.findall(document.text)) if abs(year - day.year) > 1]
    narrative = len(others) > _OTHER_YEARS
    published = day_of(Day(day.year, day.month, day.day))
    return Clock(mode=mode or ("narrative" if narrative else "news"), published=published)


def _before(text: str, start: int, language: str) -> tuple[Relation | None, bool]:
    """Return what stands before a date: a word that makes it a limit, and whether one says "about"."""
    left = text[max(0, start - _REACH) : start]
    relation = next((r for name, r in _RELATIONS if _leads(language, name).search(left)), None)
    return relation, bool(_leads(language, "about").search(left))


@cache
def _leads(language: str, name: str) -> re.Pattern[str]:
    words = words_of(language)
    leads = rf"(?:{words.phrase('year_lead')}|{words.phrase('day_lead')})"
    return re.compile(rf"(?<!\w)(?:{words.phrase(name)})\s+(?:{leads}\s+)?$", re.IGNORECASE)
