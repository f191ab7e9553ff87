"""Dates in letters, diaries, logs and chronologies: each entry is counted from the date at its head."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

from places.languages import ENGLISH, code_of
from places.model import Document
from storymap.heads import Head, find_heads
from storymap.model import Span, When
from storymap.when import Mode, Time, times
from storymap.when.clock import Clock
from storymap.when.mode import evidence
from storymap.when.notation import date_when, timex
from storymap.when.partial import Partial, bounds
from storymap.when.read import read, read_month_first

_MARGIN = 4  # other years by which an entry's text tells of another time than its own


def read_times(document: Document) -> tuple[Time, ...]:
    """Return the temporal expressions of a text in order; those of each entry by its head.

    An entry begins with words that hold a date and little else: "LISBON, March 2d, 1894." on a line of its
    own, "June 6th. — Took the steamer", "1853: The line opened" (``storymap.heads``). The time of a head has
    ``opens``, the offset of the text behind it. Texts without heads are read as a whole.
    """
    # The heads of entries are told by English words; of other languages the dates are read as they come.
    heads = find_heads(document) if code_of(document) in ("", ENGLISH) else ()
    if not heads:
        return times(document)
    ends = [*(head.start for head in heads[1:]), len(document.text)]
    month_first = read_month_first(document.text)
    found = list(times(replace(document, text=document.text[: heads[0].start])))
    for head, end in zip(heads, ends, strict=True):
        found.append(_of_head(document.text, head))
        found += _entry(document.text[head.body : end], head, month_first)
    return tuple(found)


def _of_head(text: str, head: Head) -> Time:
    """Return the time that a head is."""
    start, end = head.words
    span = Span(start=start, end=end, text=text[start:end])
    when = date_when(head.reading) if head.reading else When(edtf=head.value, basis="stated")
    reading = head.reading
    value = head.value if reading is None or reading.first is None else timex(reading.first)
    when = replace(when, mention=span)
    return Time(
        span=span,
        type="date",
        date=when,
        when=when,
        relative=bool(reading and reading.relative),
        value=value,
        opens=head.body,
    )


def _entry(text: str, head: Head, month_first: bool | None) -> Iterator[Time]:
    """Yield the times of an entry's text."""
    clock = Clock(month_first=month_first)
    if head.date is not None:
        clock = _clock_of(text, head.date, month_first)
    return (_moved(time, head.body) for time, _ in read(text, clock))


def _clock_of(text: str, head: Partial, month_first: bool | None) -> Clock:
    """Return the clock of an entry: its day is its news, unless its text tells of another time."""
    if head.grain != "day":
        return Clock(told=head, month_first=month_first)
    first = bounds(head)[0]
    if not 1 <= first.year <= 9999:
        return Clock(told=head, month_first=month_first)
    news, narrative = evidence(text, date(first.year, first.month, first.day))
    mode: Mode = "narrative" if narrative > news + _MARGIN else "news"
    return Clock(mode=mode, published=head, month_first=month_first)


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
