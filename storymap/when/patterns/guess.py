"""The year that a date without one means: the story's, or the one nearest to the day of publication."""

import re

from storymap.model import Day
from storymap.when.calendar import month_length, weekday
from storymap.when.clock import Clock
from storymap.when.lexicon import WEEKDAYS
from storymap.when.partial import WINTER, Partial, bounds, month_of

_FUTURE = (
    r"(?:will|shall|would|to)\s+be\s+\w+ed|will|won't|shall|would|going\s+to|to\s+(?:be|begin|start|open|take|hold|meet|return|visit|play"
    r"|face|decide|vote)"
    r"|scheduled|expected|planned|plans?|planning|due|set\s+(?:for|to)|slated|upcoming|deadline|until|is"
    r"|are"
)
_PAST = r"was|were|had|did|has|have|said|told|took|began|came|went|met|fell|held|made|left|won|lost|\w{3,}ed"
_TENSE = re.compile(rf"\b(?:(?P<future>{_FUTURE})|(?P<past>{_PAST}))\b", re.IGNORECASE)
_WINDOW = 90
_NEAR = 600
_OLD_STYLE = 1752  # until this year an English weekday may be one of the Julian calendar
_WEEKDAYS_RETURN = 12  # years: within them every date falls on every weekday, 29 February excepted
_SOON = 2  # months: without a verb, a date so little ahead is taken for an announcement
_CLAUSE = re.compile(
    r"[.!?;\n\"“”]|,\s+(?:and|but|which|who|when|while|after|before)\b|\b(?:that|which|who|but)\b"
)


def future(match: re.Match[str]) -> bool:
    """Return whether the clause around the words speaks of what is to come."""
    return _tense(match) == "future"


def _tense(match: re.Match[str]) -> str | None:
    """Return "future" or "past" by the verb nearest before the words, else after them; None without one."""
    text = match.string
    left = _CLAUSE.split(text[max(0, match.start() - _WINDOW) : match.start()])[-1]
    verbs = list(_TENSE.finditer(left))
    if verbs:
        return verbs[-1].lastgroup
    right = text[match.end() : match.end() + _WINDOW].lstrip(" ,")
    verb = _TENSE.search(_CLAUSE.split(right)[0])
    return verb.lastgroup if verb and verb[0].lower() not in ("is", "are", "until") else None


def year_for_month(month: int, clock: Clock, match: re.Match[str], day: int = 1) -> int | None:
    """Return the year of a month, or a day of it, named without a year; None if nothing says it."""
    if clock.mode == "news" and not _told_nearby(clock, match):
        return _nearest_year(month, day, clock, match)
    story = clock.story
    if story is None:
        return None
    if story.grain in ("decade", "century", "millennium"):
        return None
    return _story_year(story, month)


def year_of_weekday(year: int | None, month: int, day: int, name: str | None, clock: Clock) -> int | None:
    """Return the year near a guess in which the day is the weekday that the text says; else the guess.

    In news it is the last such year ("Saturday, June 27th"); a story may have gone on or back for a year.
    """
    if year is None or name is None or year <= _OLD_STYLE:
        return year
    number = WEEKDAYS[name.lower().rstrip(".")]
    reach = range(_WEEKDAYS_RETURN) if clock.mode == "news" and clock.told is None else (0, -1, 1)
    for back in reach:
        if day <= month_length(year - back, month) and weekday(Day(year - back, month, day)) == number:
            return year - back
    return year


def _told_nearby(clock: Clock, match: re.Match[str]) -> bool:
    """Return whether a news text named another year in the same sentence or the one before."""
    told, now = clock.told, clock.now
    if told is None or (now is not None and told.year == now.year):
        return now is None and told is not None
    if match.start() - clock.told_at > _NEAR:
        return False
    between = match.string[clock.told_at : match.start()]
    near = len(re.findall(r"[.!?]\s+[A-Z]", between)) <= 1 and "\n" not in between
    return near and told.grain in ("day", "month", "season", "year") and not future(match)


def _nearest_year(month: int, day: int, clock: Clock, match: re.Match[str]) -> int | None:
    """Return the year that puts the day nearest to publication, on the side that the verb's tense says."""
    now, tense = clock.now, _tense(match)
    if now is None:
        return None
    ahead = (month, day) > (now.month, now.day) if month == now.month else month > now.month
    if tense == "future":
        return now.year if ahead or (month, day) == (now.month, now.day) else now.year + 1
    soon = (month - now.month) % 12 <= _SOON and tense is None
    return now.year if not ahead or soon else now.year - 1


def _story_year(story: Partial, month: int) -> int:
    """Return the story's year, or the next one where the story is at its end and the month at a start."""
    winter = story.grain == "season" and story.month == WINTER
    if month <= 2 and (winter or (story.grain in ("day", "month") and story.month >= 11)):
        return story.year + 1
    return story.year


def day_in(year: int, month: int, day: int) -> Partial | None:
    """Return that day; None if the calendar has no such day."""
    if 1 <= day <= month_length(year, month):
        return Partial(grain="day", year=year, month=month, day=day)
    return None


def year_for_season(season: int, clock: Clock, match: re.Match[str]) -> int | None:
    """Return the year of a season named without one (a winter's is that of its December), or None."""
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
