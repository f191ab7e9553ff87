"""The clock of a text: from which day its words are counted while they are read from left to right."""

from dataclasses import dataclass, replace

from storymap.when.model import Mode
from storymap.when.partial import Partial


@dataclass(frozen=True, slots=True, kw_only=True)
class Clock:
    """What is known of the time when a word is read.

    ``published`` is the day the text came out, ``told`` the last date of the story line. ``mode`` says which
    of the two a date without a year is counted from. ``previous`` is the last date read at all and
    ``previous_end`` where it ended, for lists ("May 4 and 5"). ``month_first``: how the text writes 5/6/2020,
    None if it does not show. ``told_at`` is the offset at which ``told`` was read.
    """

    mode: Mode = "narrative"
    published: Partial | None = None
    told: Partial | None = None
    told_at: int = 0
    previous: Partial | None = None
    previous_end: int = -1
    month_first: bool | None = None

    @property
    def now(self) -> Partial | None:
        """The date that "today", "ago" and weekdays are counted from."""
        return self.published

    @property
    def story(self) -> Partial | None:
        """The date that "the next day" and "that year" are counted from."""
        return self.told or (self.published if self.mode == "news" else None)

    def after(self, date: Partial, *, start: int, end: int, moves: bool) -> "Clock":
        """Return the clock once a date has been read; ``moves`` says whether the story goes on from it."""
        read = replace(self, previous=date, previous_end=end)
        return replace(read, told=date, told_at=start) if moves else read
