"""Dates in letters and diaries: "Tuesday" is counted from the day at the head of the letter it stands in."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta

from places.calendar_words import MONTH_NAMES, MONTH_SHORTS, WEEKDAY_NAMES, alternatives
from places.model import Document
from storymap.model import Span, When
from storymap.when import Time, times

_LINE = re.compile(r"^[^\n]{3,}$", re.MULTILINE)
_LONGEST = 70  # characters of a head
_ENTRY = re.compile(r"(?P<head>[^\n—–:()]{3,45}?)(?:\.?\s*(?:—|–|--)|:|\.)\s*(?=[^\W\d_]{2}|[\"“‘])")
_MONTH = re.compile(rf"(?i)\b(?:{alternatives(MONTH_NAMES, MONTH_SHORTS, WEEKDAY_NAMES)})")
_WORD = re.compile(r"[^\W\d_]+")
_YEAR = re.compile(r"\b1\d{3}\b|\b20\d{2}\b")
_MOST_WORDS = 5


@dataclass(frozen=True, slots=True)
class _Head:
    """The head of a letter: where it stands, and its day."""

    start: int
    day: date


def read_times(document: Document) -> tuple[Time, ...]:
    """Return the temporal expressions of a text in order; those of each letter by the letter's day.

    A letter begins with a line of its own that holds a day and little else ("LISBON, March 2d, 1894."), an
    entry of a diary also with such words before its first sentence ("June 6th. — Took the steamer"). A head
    without a year follows the one before it. Texts without heads are read as a whole.
    """
    heads = list(_heads(document))
    if not heads:
        return times(document)
    ends = [*(h.start for h in heads[1:]), len(document.text)]
    before = times(replace(document, text=document.text[: heads[0].start]))
    letters = [_letter(document, head, end) for head, end in zip(heads, ends, strict=True)]
    return (*before, *(time for letter in letters for time in letter))


def _letter(document: Document, head: _Head, end: int) -> Iterator[Time]:
    part = replace(document, text=document.text[head.start : end], published=head.day)
    return (_moved(time, head.start) for time in times(part, mode="news"))


def _heads(document: Document) -> Iterator[_Head]:
    day = document.published
    dated = False
    for line in _LINE.finditer(document.text):
        found = None
        for head in _heads_of(line[0]):
            found = found or (_day_of(head, day, follows=dated) if _MONTH.search(head) else None)
        if found is not None:
            day, dated = found, True
            yield _Head(line.start(), found)


def entry_head(line: str) -> int:
    """Return where the first sentence of a diary's entry begins ("6 June. — |Took …"), 0 if it has no head.

    A full stop alone ends a head that is only a day ("Tuesday. Rain.").
    """
    match = _ENTRY.match(line)
    if match is None or not _MONTH.search(match["head"]):
        return 0
    first = next(iter(times(Document(text=match["head"] + "."), mode="news")), None)
    if first is None or not _is_bare(match["head"].replace(first.span.text, "")):
        return 0
    alone = first.span.start == 0 and first.span.end == len(match["head"])
    dashed = any(dash in match[0] for dash in "—–:") or "--" in match[0]
    return match.end() if dashed or alone else 0


def _heads_of(line: str) -> Iterator[str]:
    """Yield the words of a line that may be the head of a letter or of an entry."""
    if len(line) <= _LONGEST:
        yield line
    match = _ENTRY.match(line)
    if match is not None and entry_head(line):
        yield match["head"]


def _day_of(line: str, last: date | None, *, follows: bool) -> date | None:
    """Return the day that a line is the head of; None if it is no such line or its day cannot be told."""
    stated = _YEAR.search(line) is not None
    if not stated and (last is None or not follows):
        return None
    anchor = None if stated or last is None else last + timedelta(days=6)
    found = [t for t in times(Document(text=line, published=anchor), mode="news") if _is_day(t)]
    if not found or not _is_bare(line[: found[0].span.start] + line[found[-1].span.end :]):
        return None
    first = found[0].when.earliest
    if first is None or not 1 <= first.year <= 9998:
        return None
    day = date(first.year, first.month, first.day)
    return day if stated or last is None else _next(day, last)


def _is_day(time: Time) -> bool:
    return time.when.known and time.when.earliest == time.when.latest


def _is_bare(rest: str) -> bool:
    """Tell whether what is left of a line without its date can be a place: "LISBON, at the Hotel Central"."""
    words = _WORD.findall(rest)
    return len(words) <= _MOST_WORDS and not any(word[0].islower() and len(word) > 3 for word in words)


def _next(day: date, last: date) -> date:
    """Return the day in the first year that does not put it before the letter before."""
    for year in (last.year, last.year + 1):
        if (day.month, day.day) != (2, 29) and day.replace(year=year) >= last:
            return day.replace(year=year)
    return day


def _moved(time: Time, offset: int) -> Time:
    return replace(
        time,
        span=_shifted(time.span, offset),
        date=_shifted_when(time.date, offset),
        when=_shifted_when(time.when, offset),
        ends=tuple((_shifted(span, offset), value) for span, value in time.ends),
    )


def _shifted(span: Span, offset: int) -> Span:
    return Span(start=span.start + offset, end=span.end + offset, text=span.text)


def _shifted_when(when: When, offset: int) -> When:
    return replace(when, mention=_shifted(when.mention, offset)) if when.mention else when
