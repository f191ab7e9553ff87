"""Times of day, with or without a figure: 11 a.m., 05:30, at dawn, that night. They count as their day."""

import re

from storymap.when.clock import Clock
from storymap.when.lexicon import DAY, DAYTIMES, FIGURES, MONTH, WEEKDAY
from storymap.when.model import Reading
from storymap.when.partial import Partial
from storymap.when.patterns.pattern import Pattern


def _day(clock: Clock) -> Partial | None:
    """Return the day that a time of day is on: the last one told, if the story tells days."""
    story = clock.story
    return story if story is not None and story.grain == "day" else None


_NAMED_NEXT = re.compile(
    rf"(?:\s+\w+\s+time)?,?\s+(?:on\s+)?(?:{WEEKDAY},?\s+)?(?=(?:the\s+)?(?:{MONTH}|{DAY}(?:st|nd|rd"
    rf"|th)?\s+(?:of\s+)?{MONTH}))",
    re.I,
)


def _day_named_next(match: re.Match[str], clock: Clock) -> Partial | None:
    """Return the day that follows the time: "at 5:34 a.m. on March 20, 2003"."""
    from storymap.when.patterns import days

    found = _NAMED_NEXT.match(match.string, match.end())
    if found is None:
        return _weekday_named_next(match, clock)
    for pattern in days.PATTERNS[:2]:
        date = re.compile(pattern.regex, re.IGNORECASE).match(match.string, found.end())
        reading = date and pattern.build(date, clock)
        if reading:
            return reading.first
    return None


def _weekday_named_next(match: re.Match[str], clock: Clock) -> Partial | None:
    """Return the day of "at 3:30 p.m. on Tuesday"."""
    from storymap.when.patterns import weekdays

    found = re.compile(r",?\s+(?:on\s+)?").match(match.string, match.end())
    pattern = weekdays.PATTERNS[0]
    weekday = found and re.compile(pattern.regex, re.IGNORECASE).match(match.string, found.end())
    reading = weekday and pattern.build(weekday, clock)
    return reading.first if reading else None


def _figures(match: re.Match[str], clock: Clock) -> Reading | None:
    named = match.groupdict()
    hour, minute = int(named["hour"]), int(named["minute"] or 0)
    half = (named["half"] or "").lower().replace(".", "").replace(" ", "")
    if minute > 59 or hour > 24 or (half and not 1 <= hour <= 12):
        return None
    if half:
        hour = hour % 12 + (12 if half == "pm" else 0)
    day = _day_named_next(match, clock) or _day(clock)
    time = f"T{hour:02d}:{minute:02d}"
    return Reading(first=day, value="" if day else "XXXX-XX-XX" + time, time=time, relative=True)


def _word(match: re.Match[str], clock: Clock) -> Reading | None:
    day, time = _day(clock), DAYTIMES[match["word"].lower()]
    return Reading(first=day, value="" if day else "XXXX-XX-XX" + time, time=time, relative=True)


PATTERNS = (
    Pattern(
        name="time of day in figures",
        first=FIGURES,
        regex=r"(?P<hour>\d{1,2})(?:[:.](?P<minute>\d\d))?\s*(?P<half>[ap]\.?\s?m\b\.?)",
        build=_figures,
        example="11 a.m.",
        value="2020-05-06T11:00",
    ),
    Pattern(
        name="time of day on 24 hours",
        first=FIGURES,
        regex=r"(?P<hour>[012]?\d):(?P<minute>[0-5]\d)(?P<half>)(?![:\d]|-\d\d-)(?:\s*(?:hrs?|hours))?",
        build=_figures,
        example="05:30",
        value="2020-05-06T05:30",
    ),
    Pattern(
        name="time of day in words",
        first=frozenset({"at", "by", "before", "in", "during", "that"}),
        regex=r"(?:at|by|before|during|in\s+the|that)\s+(?P<span>(?P<word>dawn|daybreak|sunrise|noon"
        r"|midday|midnight|dusk|sunset|nightfall|night"
        r"|daytime|(?:(?<=the )|(?<=that ))(?:morning|afternoon|evening)))\b(?!\s+of\b)",
        build=_word,
        example="at dawn",
        value="2020-05-06TMO",
    ),
)
