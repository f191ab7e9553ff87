"""The heads of entries: "23 July 1834.", "15th.—", "1853:", "Leeds, 3 June 1852", "Week 1 (3 July 2023):".

Diaries, logs, letters and chronologies date what they tell by words before it. Later heads say less than the
first: "14 August." is of the year before it, "15th.—" of the month.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from places.marks import without_marks
from places.model import Document
from places.syntax import paragraphs
from storymap.model import Day
from storymap.when.calendar import add_days, ordinal, weekday
from storymap.when.clock import Clock
from storymap.when.lexicon import (
    DAY,
    MONTH,
    MONTHS,
    TO,
    WEEKDAY_SHORT,
    WEEKDAYS,
    YEAR,
)
from storymap.when.model import Reading
from storymap.when.partial import Partial, bounds, day_of
from storymap.when.patterns.guess import day_in, year_of_weekday
from storymap.when.read import clock_of, read

_LONGEST = 70  # characters of a head on a line of its own
_MOST_WORDS = 5  # of a place in it
_BACK = 45  # days: an entry that far before the last one is of the next year
_BEFORE = 1500  # characters before the first head in which a title may give its year
_CHRONICLE = 3  # lines that begin with a year and no mark behind it make a chronology
_NEXT_DAYS = 20  # a bare "12" is a day of the month if the last entry is at most so many days before

_WEEKDAY = rf"(?:{WEEKDAY_SHORT},?\s+)?"
_NTH = r"(?:st|nd|rd|th|d)"
_DAYS = rf"{DAY}{_NTH}?(?:(?:\s*,\s*|,?\s+(?:and|to)\s+|\s*[-–]\s*)(?:the\s+)?{DAY}{_NTH}?){{0,4}}(?!\d)"
_BEGINS = r"(?:[-•·*◦▪‣>–—]\s+|#{1,4}\s+|\[)?\s*"
_CAPITALS = r"(?:(?-i:[A-ZÀ-Þ][A-ZÀ-Þ.'’ -]{1,30})[,.]\s+)?"
_AGE = r"(?:[.,]?\s+Age\s+\d{1,3})?"
_PLACE = r"(?:[.,]\s+(?-i:[A-ZÀ-Þ][^\W\d]+(?:[ -][A-ZÀ-Þ][^\W\d]+){0,3})(?=\s*[.,]?\s*(?:-{2,}|—|–)))?"
_MARK = (
    r"(?:\s*[.,;]?\s*(?:-{2,}|—|–)\s*|\s+-\s+|\]?\)?\s*:(?!\d)\s*|\s*\.\]?\)?\s+(?!\d)|\s*[\])]\s*|[.:]?\s*\t\s*"
    r"|[.,]?[ \t]*\n\s*)(?=\S)|\s*[.,:]?\]?\s*\Z"
)
_OF_YEAR = rf"(?:(?:\s*,\s*|\s+)(?:(?:in|of)\s+)?(?:the\s+year\s+)?[\[(]?(?:{YEAR}|['’‘]\d\d(?!\w))[\])]?)?"
_DAYS_OF_MONTH = rf"(?:the\s+|ye\s+)?{_DAYS}\.?(?:\s+day)?(?:\s+of)?\s+{MONTH}{_OF_YEAR}"
_MONTH_AND_DAYS = rf"{MONTH}(?:(?:\s+|\.\s*)(?:the\s+|ye\s+)?{_DAYS})?{_OF_YEAR}"
_DATED = (
    rf"(?P<full>{_WEEKDAY}{_DAYS_OF_MONTH}|\d{{4}}-\d\d-\d\d|\d{{1,2}}[/.]\d{{1,2}}[/.](?:[12]\d)?\d\d)(?!\d)"
    rf"|(?P<months>{_WEEKDAY}{_MONTH_AND_DAYS}(?:{TO}(?:{_MONTH_AND_DAYS}|{_DAYS_OF_MONTH}))?)"
    rf"|(?P<years>(?:A\.?\s?D\.?\s+|c\.\s*|circa\s+)?{YEAR}(?:[-–/]\d{{1,4}}(?!\d))?"
    rf"(?:(?:[,.]\s*|\s+){MONTH}(?:\s+{DAY}{_NTH}?(?!\d))?)?)"
    rf"|(?P<bare>(?:the\s+)?(?:(?P<w1>{WEEKDAY_SHORT}),?\s+(?:the\s+)?)?(?P<d>{DAY})(?P<nth>{_NTH})?(?!\d)"
    rf"(?:,?\s+(?P<w2>{WEEKDAY_SHORT}))?|(?P<w3>{WEEKDAY_SHORT}))"
)
_HEAD = re.compile(rf"{_BEGINS}{_CAPITALS}(?:{_DATED}){_AGE}{_PLACE}(?P<mark>{_MARK})", re.IGNORECASE)
_YEAR_LINE = re.compile(rf"{_BEGINS}(?P<years>{YEAR})\s+(?=(?-i:[A-ZÀ-Þ\"“\[]))", re.IGNORECASE)
_NUMBERED = re.compile(
    rf"{_BEGINS}(?P<unit>week|day)\s+(?P<n>\d{{1,3}})(?:\s*[(,–—-]\s*(?P<date>[^\n:()]{{4,40}}?)\)?)?"
    r"\s*(?::|–|—|\.|\n|\Z)\s*",
    re.IGNORECASE,
)
_WORD = re.compile(r"[^\W\d_]+")
_ANY_YEAR = re.compile(r"(?<![\w.,$£€-])(?:1[0-9]\d\d|20\d\d)(?![\w%]|[.,]\d)")
_FOUR_FIGURES = re.compile(r"\d{4}")
_DAY_SHOWN = re.compile(rf"(?i)\b(?:{'|'.join(sorted({*MONTHS, *WEEKDAYS}, key=len, reverse=True))})")


@dataclass(frozen=True, slots=True, kw_only=True)
class Head:
    """The head of an entry.

    ``start`` is where its line begins, ``body`` where the text behind it does; ``words`` are the offsets of
    its date. ``reading`` is that date; of "14 August" without any year there is only its ``value``.
    """

    start: int
    body: int
    words: tuple[int, int]
    reading: Reading | None
    value: str = ""

    @property
    def date(self) -> Partial | None:
        """What the entry is counted from."""
        return self.reading.first if self.reading else None


@dataclass(frozen=True, slots=True, kw_only=True)
class _Found:
    """A head as it stands there, not yet dated."""

    start: int
    body: int
    words: tuple[int, int]
    kind: str
    match: re.Match[str] | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class _Last:
    """Where the entries have got to.

    ``date`` or, of no year, ``value`` is that of the last head; ``inline``: its text followed in its line.
    ``numbered`` is the unit, the number and the first day that "Week 2" is counted from.
    """

    date: Partial | None = None
    value: str = ""
    inline: bool = False
    numbered: tuple[str, int, Day] | None = None


def find_heads(document: Document) -> tuple[Head, ...]:
    """Return the heads of a text's entries in order, dated; a text without entries has none."""
    text = without_marks(document.text)
    spans = list(paragraphs(text))
    chronicle = sum(bool(_YEAR_LINE.match(text, *span)) for span in spans) >= _CHRONICLE
    clock, last = clock_of(replace(document, text=text)), _Last()
    heads: list[Head] = []
    for start, end in spans:
        for found in _found(text, start, end, chronicle=chronicle):
            head = _dated(text, found, last, clock if heads else _first_clock(clock, text, start))
            if head is not None:
                heads.append(head)
                last = _after(last, found, head)
                break
    return () if len(heads) == 1 and _is_imprint(heads[0], text) else tuple(heads)


def _is_imprint(head: Head, text: str) -> bool:
    """Return whether the only head is the year in which a book came out, on a line of its own."""
    return _is_alone(text, head.words[1], head.body) and head.date is not None and head.date.grain != "day"


def _first_clock(clock: Clock, text: str, start: int) -> Clock:
    """Return the clock of the first head: a year that the title before it names is its year."""
    if clock.mode == "news" and clock.published is not None:
        return clock
    years = _ANY_YEAR.findall(text, max(0, start - _BEFORE), start)
    told = Partial(grain="year", year=int(years[-1])) if years else None
    return replace(clock, told=told, published=None)


def _is_alone(text: str, end: int, body: int) -> bool:
    """Return whether nothing stands behind a head in its line."""
    return "\n" in text[end:body] or text[body : body + 1] in ("", "\n", "\r")


def _found(text: str, start: int, end: int, *, chronicle: bool) -> Iterator[_Found]:
    """Yield what the beginning of a paragraph may be as a head, the likeliest first."""
    numbered = _NUMBERED.match(text, start, end)
    if numbered:
        at = numbered.span("date") if numbered["date"] else (numbered.start("unit"), numbered.end("n"))
        yield _Found(start=start, body=numbered.end(), words=at, kind="numbered", match=numbered)
        return
    found = _HEAD.match(text, start, end)
    if found:
        kind = next(name for name in ("full", "months", "years", "bare") if found[name])
        yield _Found(start=start, body=found.end(), words=found.span(kind), kind=kind, match=found)
    elif chronicle and (year := _YEAR_LINE.match(text, start, end)):
        yield _Found(start=start, body=year.end(), words=year.span("years"), kind="years", match=year)
    line_end = text.find("\n", start, end)
    line_end = end if line_end < 0 else line_end
    for stop, longest in ((line_end, _LONGEST), (end, 2 * _LONGEST)):  # an address may take two lines
        if 3 <= stop - start <= longest and _DAY_SHOWN.search(text, start, stop):
            body = end - len(text[stop:end].lstrip())
            yield _Found(start=start, body=body, words=(start, stop), kind="line")


def _dated(text: str, found: _Found, last: _Last, clock: Clock) -> Head | None:
    """Return the head with its date, None where it is none after all."""
    if found.kind == "numbered":
        return _numbered(text, found, last, clock)
    if found.kind == "bare":
        return _bare(found, last)
    if found.kind == "line":
        return _line(text, found, last, clock)
    return _in_words(text, found, last, clock)


def _head(found: _Found, words: tuple[int, int], reading: Reading | None, value: str = "") -> Head:
    return Head(start=found.start, body=found.body, words=words, reading=reading, value=value)


def _in_words(text: str, found: _Found, last: _Last, clock: Clock) -> Head | None:
    """Read a head that names a month or a year."""
    begin, end = found.words
    words = text[begin:end]
    if found.kind == "months" and words.islower():
        return None
    reading, value, span = _read(words, last, clock)
    if reading is None and not value:
        return None
    alone = _is_alone(text, end, found.body)
    if found.kind == "months" and last.date is None and not alone and not re.search(r"\d", words):
        return None  # "May. A name" of no diary
    return _head(found, (begin + span[0], begin + span[1]), reading, value)


def _read(words: str, last: _Last, clock: Clock) -> tuple[Reading | None, str, tuple[int, int]]:
    """Return the date of a head's words, or its value without a year, and where in the words it stands."""
    started = clock if last.date is None else replace(clock, mode="narrative", told=last.date, published=None)
    times = list(read(words, started))
    if not times:
        return None, "", (0, 0)
    time, reading = times[0]
    span = time.span.start, time.span.end
    if reading.type != "date":
        return None, "", span
    if reading.first is None:
        value = reading.value if re.fullmatch(r"XXXX-\d\d(?:-\d\d)?", reading.value) else ""
        return None, value, span
    if reading.relative and last.date is not None:
        moved = _following(reading.first, last.date, _weekday_in(words))
        if reading.last is None:
            reading = replace(reading, first=moved)
    return reading, "", span


def _weekday_in(words: str) -> str | None:
    found = re.match(rf"\W*({WEEKDAY_SHORT})", words, re.IGNORECASE)
    return found[1] if found else None


def _following(date: Partial, last: Partial, weekday_name: str | None) -> Partial:
    """Return a date without a year in the year of the last entry, or the next if it lies far before it."""
    year = last.year
    moved = replace(date, year=year)
    if last.grain in ("day", "month") and ordinal(bounds(last)[0]) - ordinal(bounds(moved)[1]) > _BACK:
        year += 1
    if date.grain == "day":
        clock = Clock(mode="narrative", told=last)
        year = year_of_weekday(year, date.month, date.day, weekday_name, clock) or year
    return replace(date, year=year)


def _bare(found: _Found, last: _Last) -> Head | None:
    """Read "15th.—", "The 5th.", "16th, Monday.", "Tuesday. —" after an entry with a date."""
    match, before = found.match, last.date
    if match is not None and match["nth"] and re.fullmatch(r"XXXX-\d\d-\d\d", last.value):
        return _head(found, found.words, None, f"{last.value[:-2]}{int(match['d']):02d}")
    if match is not None and before is not None and before.grain == "month":
        return _of_month(found, match, before)
    if match is None or before is None or before.grain != "day":
        return None
    name = match["w1"] or match["w2"] or match["w3"]
    if match["d"] is None:
        day = _next_weekday(bounds(before)[0], WEEKDAYS[name.lower().rstrip(".")])
        return _head(found, found.words, Reading(first=day_of(day), relative=True))
    number = int(match["d"])
    plain = not match["nth"] and not name
    if plain and not re.search(r"[.:—–-]", match["mark"]):
        return None  # a page's number
    if plain and not (last.inline and 0 < number - before.day <= _NEXT_DAYS):
        return None  # "3. Results"
    month = before.year * 12 + before.month - 1 + (number < before.day)
    date = day_in(month // 12, month % 12 + 1, number)
    return None if date is None else _head(found, found.words, Reading(first=date, relative=True))


def _of_month(found: _Found, match: re.Match[str], month: Partial) -> Head | None:
    """Read "5.—At a meeting …" under a head that is a month: "JANUARY."."""
    if match["d"] is None or not (match["nth"] or re.search(r"[:—–]|--", match["mark"])):
        return None
    date = day_in(month.year, month.month, int(match["d"]))
    return None if date is None else _head(found, found.words, Reading(first=date, relative=True))


def _next_weekday(day: Day, number: int) -> Day:
    return add_days(day, (number - weekday(day)) % 7 or 7)


def _line(text: str, found: _Found, last: _Last, clock: Clock) -> Head | None:
    """Read a line that holds a day and little else: "LISBON, at the Hotel Central, March 2d, 1894."."""
    begin, end = found.words
    line = text[begin:end]
    nothing_told = last.date is None and clock.published is None and clock.told is None
    if nothing_told and not _FOUR_FIGURES.search(line):
        return None
    reading, _, span = _read(line, last, clock)
    if reading is None or reading.first is None or reading.last is not None or reading.first.grain != "day":
        return None
    if reading.relative and not any(c.isdigit() for c in line[span[0] : span[1]]):
        return None
    words = _WORD.findall(line[: span[0]] + " " + line[span[1] :])
    if len(words) > _MOST_WORDS or any(word[0].islower() and len(word) > 3 for word in words):
        return None
    return _head(found, (begin + span[0], begin + span[1]), reading)


def _numbered(text: str, found: _Found, last: _Last, clock: Clock) -> Head | None:
    """Read "Week 1 (3 July 2023):", and "Week 2:" behind it as the week after."""
    match = found.match
    if match is None:
        return None
    if match["date"]:
        begin, end = found.words
        reading, value, span = _read(text[begin:end], last, clock)
        return None if reading is None else _head(found, (begin + span[0], begin + span[1]), reading, value)
    if last.numbered is None or last.numbered[0] != match["unit"].lower():
        return None
    unit, number, day = last.numbered
    size = 7 if unit == "week" else 1
    first = add_days(day, size * (int(match["n"]) - number))
    until = day_of(add_days(first, size - 1)) if size > 1 else None
    return _head(found, found.words, Reading(first=day_of(first), last=until, relative=True))


def _after(last: _Last, found: _Found, head: Head) -> _Last:
    numbered = last.numbered
    if found.kind == "numbered" and found.match is not None and found.match["date"] and head.date:
        numbered = found.match["unit"].lower(), int(found.match["n"]), bounds(head.date)[0]
    if head.date is None:
        return replace(last, value=head.value, numbered=numbered)
    end = head.reading.last if head.reading else None
    reached = end if end is not None and end.grain == "day" else head.date
    return _Last(date=reached, inline=found.kind != "line", numbered=numbered)
