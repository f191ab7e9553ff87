"""The year that a date without one means: the story's, or the one nearest to the day of publication."""

import re

from storymap.when.calendar import month_length
from storymap.when.clock import Clock
from storymap.when.partial import WINTER, Partial, bounds, month_of

_FUTURE = re.compile(
    r"\b(?:will|won't|shall|would be|going to|to be|to (?:begin|start|open|take|hold|meet|return|visit|play|face)"
    r"|scheduled|expected|planned|plans?|planning|due|set (?:for|to)|slated|upcoming|until|deadline|is|are"
    r" (?:leaving|coming|holding|opening))\b",
    re.IGNORECASE,
)
_PAST = re.compile(r"\b(?:was|were|had|did|said|told|reported|took|announced|\w{3,}ed)\b", re.IGNORECASE)
_STRONG_FUTURE = re.compile(
    r"\b(?:will|won't|shall|scheduled|slated|expected to|set to|due to|upcoming|going to)\b", re.I
)
_WINDOW = 90


def future(match: re.Match[str]) -> bool:
    """Return whether the clause around the words speaks of what is to come."""
    text = match.string
    left = re.split(r"[.!?;\n\"“”]", text[max(0, match.start() - _WINDOW) : match.start()])[-1]
    right = re.split(r"[.!?;\n\"“”]", text[match.end() : match.end() + _WINDOW // 2])[0]
    if _STRONG_FUTURE.search(left) or _STRONG_FUTURE.search(right):
        return True
    return bool(_FUTURE.search(left)) and not _PAST.search(left)


def year_for_month(month: int, clock: Clock, match: re.Match[str], day: int = 1) -> int | None:
    """Return the year of a month, or of a day of it, that is named without its year; None if nothing says it."""
    if clock.mode == "news" and not _told_nearby(clock, match):
        return _nearest_year(month, day, clock, match)
    story = clock.story
    if story is None:
        return None
    if story.grain in ("decade", "century", "millennium"):
        return None
    return _story_year(story, month)


def _told_nearby(clock: Clock, match: re.Match[str]) -> bool:
    """Return whether a news text has just named a date of another year, in the same paragraph."""
    told, now = clock.told, clock.now
    if told is None or (now is not None and told.year == now.year):
        return now is None and told is not None
    return (
        told.grain in ("day", "month", "season", "year")
        and "\n" not in match.string[clock.told_at : match.start()]
    )


def _nearest_year(month: int, day: int, clock: Clock, match: re.Match[str]) -> int | None:
    now = clock.now
    if now is None:
        return None
    if (month, day) == (now.month, now.day):
        return now.year
    if future(match):
        return now.year if (month, day) > (now.month, now.day) else now.year + 1
    return now.year if (month, day if month == now.month else 1) <= (now.month, now.day) else now.year - 1


def _story_year(story: Partial, month: int) -> int:
    """Return the story's year, or the next one where the story stands at its end and the month at its beginning."""
    if story.grain in ("day", "month") and story.month >= 11 and month <= 2:
        return story.year + 1
    return story.year


def day_in(year: int, month: int, day: int) -> Partial | None:
    """Return that day; None if the calendar has no such day."""
    if 1 <= day <= month_length(year, month):
        return Partial(grain="day", year=year, month=month, day=day)
    return None


def year_for_season(season: int, clock: Clock, match: re.Match[str]) -> int | None:
    """Return the year of a season that is named without it, a winter's being that of its December; or None."""
    if clock.mode == "news" and clock.now is not None and not _told_nearby(clock, match):
        year = clock.now.year
        began = bounds(Partial(grain="season", year=year, month=season))[0] <= bounds(clock.now)[0]
        return year if began or future(match) else year - 1
    story = clock.story
    if story is None or story.grain in ("decade", "century", "millennium"):
        return None
    early = story.grain in ("day", "week", "month") and story.month <= 3
    return story.year - 1 if season == WINTER and early else story.year


def month_told(clock: Clock) -> Partial | None:
    """Return the month that the story is in, as far as it is known."""
    story = clock.story
    if story is None or story.grain not in ("day", "week", "month"):
        return None
    return month_of(story.year, story.month)
