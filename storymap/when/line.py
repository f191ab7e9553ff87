"""The story line: which dates the story goes on from, and which are asides that it comes back from."""

import re
from bisect import bisect_left
from dataclasses import dataclass

from storymap.when.clock import Clock
from storymap.when.model import Reading, Time
from storymap.when.partial import Partial

_YEAR = re.compile(r"(?<![\w.,/$£€-])(?:1\d{3}|20\d\d)(?![\w%]|[.,]\d|-\w)")
_LIMITS = ("since", "until", "before")
_HEADING = 80
_REACH = 6000  # characters in which a story comes back from an aside


@dataclass(frozen=True, slots=True)
class Years:
    """The years that a text names, with their offsets, for looking ahead."""

    offsets: tuple[int, ...]
    years: tuple[int, ...]

    def next(self, offset: int) -> int | None:
        """Return the next year named after an offset, None if none is near."""
        index = bisect_left(self.offsets, offset)
        if index == len(self.offsets) or self.offsets[index] - offset > _REACH:
            return None
        return self.years[index]


def years_ahead(text: str) -> Years:
    """Return the years that the text names outside of parentheses."""
    found = tuple(_YEAR.finditer(text))
    return Years(tuple(match.start() for match in found), tuple(int(match[0]) for match in found))


def is_aside(text: str, start: int) -> bool:
    """Return whether the offset lies in parentheses that the line has opened."""
    before = text[max(0, start - 300) : start]
    opened = before.rfind("(")
    return opened > before.rfind(")") and "\n" not in before[opened:]


def is_heading(text: str, start: int) -> bool:
    """Return whether the offset lies in a short line without a full stop: the heading of a section."""
    begin = text.rfind("\n", max(0, start - _HEADING), start) + 1
    if begin == 0 and start > _HEADING:
        return False
    end = text.find("\n", start, start + _HEADING)
    line = text[begin : end if end >= 0 else len(text)]
    return len(line) <= _HEADING and not line.rstrip().endswith((".", "!", "?", ",", ";", '"', "”", ")"))


def moved(text: str, clock: Clock, time: Time, reading: Reading, years: Years) -> Clock:
    """Return the clock after a time: the story goes on from its own dates, not from asides and limits."""
    if reading.first is None or reading.type != "date":
        return clock
    date, end = _reached(reading), time.span.end
    comes_back = _comes_back(clock, date, years.next(end)) and not is_heading(text, time.span.start)
    moves = not time.aside and time.relation not in _LIMITS and not comes_back
    return clock.after(
        date, start=time.span.start, end=end, moves=moves and not _only_year(clock, date, time)
    )


def _comes_back(clock: Clock, date: Partial, ahead: int | None) -> bool:
    """Return whether the next year named is that of the story again: then this one is an aside."""
    told = clock.told
    return date.grain != "day" and told is not None and ahead is not None and told.year == ahead != date.year


def _only_year(clock: Clock, date: Partial, time: Time) -> bool:
    """Return whether a bare year only completes the day told just before: "December 7 (a Sunday), 1941"."""
    told = clock.told
    return (
        told is not None
        and date.grain == "year"
        and told.grain in ("day", "month")
        and told.year == date.year
        and time.span.start - clock.previous_end <= 3
    )


def _reached(reading: Reading) -> Partial:
    """Return where the story stands: the end of a range of days or months, the start of one of years."""
    first, last = reading.first, reading.last
    assert first is not None  # noqa: S101
    return last if last is not None and last.grain in ("day", "month") else first
