"""Weekdays and their like: Tuesday, last Friday night, the following Monday, the weekend, tomorrow."""

import re

from storymap.model import Day
from storymap.when.calendar import add_days, month_length, weekday
from storymap.when.clock import Clock
from storymap.when.lexicon import DAYTIME, DAYTIMES, MONTH, WEEKDAY, WEEKDAYS, YEAR, month_number
from storymap.when.model import Reading
from storymap.when.notation import timex
from storymap.when.partial import bounds, day_of, week_of
from storymap.when.patterns.beside import STEPS, WHICH, WHICH_WORDS, which_of
from storymap.when.patterns.guess import future, year_for_month
from storymap.when.patterns.pattern import Pattern
from storymap.when.shift import shifted

_NAMED_DAY = re.compile(r"\b(?:Black|Bloody|Good|Ash|Palm|Holy|Whit|Super|Cyber|Shrove|Red)\s$")
_WITHIN = re.compile(r"\w[ \t]\Z")
_SATURDAY = 5
_FAR = 3  # days: "this Friday" further ahead than that is the one that has been


def _weekday(match: re.Match[str], clock: Clock) -> Reading | None:
    """Read a weekday: in news the one nearest to publication, on the side that the verb's tense says."""
    word, text = match["weekday"], match.string
    if word[0].islower() or _NAMED_DAY.search(text[max(0, match.start() - 8) : match.start()]):
        return None
    number, base = WEEKDAYS[word.lower()], _base(clock)
    if base is None:
        return Reading(value=f"XXXX-WXX-{number + 1}", relative=True)
    which = " ".join((match["which"] or "").lower().split())
    if clock.mode == "news":
        step = _news_step(base, number, which, ahead=future(match))
    else:
        step = _story_step(base, number, which)
    time = DAYTIMES[match["tod"].lower()] if match["tod"] else ""
    return Reading(first=day_of(add_days(base, step)), time=time, relative=True)


def _base(clock: Clock) -> Day | None:
    """Return the day that weekdays are counted from: of publication in news, else the day last told."""
    day = clock.now if clock.mode == "news" else clock.told
    return bounds(day)[0] if day is not None and day.grain == "day" else None


def _news_step(base: Day, number: int, which: str, *, ahead: bool) -> int:
    days = (number - weekday(base)) % 7
    if which == "next":
        return number - weekday(base) + 7  # the one of the next week
    if which in ("this coming", "coming") or (not which and ahead):
        return days or 7
    if which == "this":
        return days - 7 if days > _FAR and not ahead else days
    if which:
        return days - 7  # last, past, this past
    return days - 7 if days else 0


def _story_step(base: Day, number: int, which: str) -> int:
    """Return the way to the weekday in a story, which goes on: it means the one after the day told."""
    days = (number - weekday(base)) % 7
    return days - 7 if which in ("last", "past") else days or (7 if which else 0)


def _beside(match: re.Match[str], clock: Clock) -> Reading | None:
    """Read "the following Tuesday", "that Friday" of a story."""
    which, story = which_of(match), clock.story
    if which in ("last", "next", "this", "past", "coming"):
        return None
    number = WEEKDAYS[match["weekday"].lower()]
    if story is None or story.grain != "day":
        return Reading(value=f"XXXX-WXX-{number + 1}", relative=True)
    base, step = bounds(story)[0], STEPS[which]
    days = (number - weekday(base)) % 7
    return Reading(first=day_of(add_days(base, _step(days, step))), relative=True)


def _step(days: int, step: int) -> int:
    return days - 7 if step < 0 else days or (7 if step > 0 else 0)


_DEICTIC = {
    **dict.fromkeys(("today", "tonight", "this morning", "this afternoon", "this evening"), 0),
    "yesterday": -1,
    "last night": -1,
    "tomorrow": 1,
    "day before yesterday": -2,
    "day after tomorrow": 2,
}


def _deictic(match: re.Match[str], clock: Clock) -> Reading | None:
    words = " ".join(match["day"].lower().split())
    if match[0][0].isupper() and _WITHIN.search(match.string[max(0, match.start() - 3) : match.start()]):
        return None  # a name: USA Today
    daytime = match["tod"] or next((each for each in DAYTIMES if each in words.split()), "")
    time = DAYTIMES.get(daytime.lower(), "TNI" if words == "tonight" else "")
    in_story = clock.mode == "narrative" and clock.told is not None
    base = clock.told if in_story else clock.now
    if words == "today" and (in_story or base is None):
        return Reading(type="reference", value="PRESENT_REF")  # a history's "today" is "nowadays"
    if base is None or base.grain != "day":
        return Reading(value="XXXX-XX-XX" + time, relative=True)
    return Reading(first=shifted(base, "day", _DEICTIC[words]), time=time, relative=True)


_NTH = {"first": 0, "second": 1, "third": 2, "fourth": 3, "last": -1}


def _nth(match: re.Match[str], clock: Clock) -> Reading | None:
    """Read "the last Thursday of November 1838"; without a year, that of the story or the news."""
    month, number = month_number(match["month"]), WEEKDAYS[match["weekday"].lower()]
    year = int(match["year"]) if match["year"] else year_for_month(month, clock, match)
    if year is None:
        return Reading(value=f"XXXX-{month:02d}-WXX-{number + 1}", relative=True)
    length = month_length(year, month)
    found = [d for d in range(1, length + 1) if weekday(Day(year, month, d)) == number]
    day = day_of(Day(year, month, found[_NTH[match["nth"].lower()]]))
    return Reading(first=day, relative=not match["year"])


def _weekend(match: re.Match[str], clock: Clock) -> Reading | None:
    """Read a weekend as its Saturday and Sunday; in news the last one if nothing says otherwise."""
    base, which = _base(clock), (match["which"] or "").lower()
    if base is None:
        return Reading(value="XXXX-WXX-WE", relative=True)
    saturday = add_days(base, _SATURDAY - weekday(base))
    past = not which and clock.mode == "news" and not future(match) and weekday(base) < _SATURDAY
    step = 7 if which == "next" else -7 if past or which in ("last", "past") else 0
    saturday = add_days(saturday, step)
    return Reading(
        first=day_of(saturday),
        last=day_of(add_days(saturday, 1)),
        throughout=False,
        value=f"{timex(week_of(saturday))}-WE",
        relative=True,
    )


PATTERNS = (
    Pattern(
        name="weekday",
        first=frozenset(WEEKDAYS) | {"last", "next", "this", "coming", "past"},
        regex=rf"(?:(?P<which>this\s+coming|this\s+past|last|next|this|coming|past)\s+)?"
        rf"(?P<weekday>{WEEKDAY})"
        rf"(?:\s+(?P<tod>{DAYTIME}))?(?!s\b)\b",
        build=_weekday,
        example="Tuesday",
        value="2020-05-05",
    ),
    Pattern(
        name="weekday beside the day told",
        first=WHICH_WORDS,
        regex=rf"{WHICH}\s+(?P<weekday>{WEEKDAY})\b",
        build=_beside,
        example="following Friday",
        value="2020-05-08",
        article=True,
    ),
    Pattern(
        name="weekday of a month",
        first=frozenset(_NTH),
        regex=rf"(?P<nth>{'|'.join(_NTH)})\s+(?P<weekday>{WEEKDAY})\s+(?:of|in)\s+(?P<month>{MONTH})"
        rf"(?:(?:,\s+in)?(?:\s+the\s+year)?,?\s+(?:of\s+)?(?P<year>{YEAR}))?",
        build=_nth,
        example="last Thursday of November 1838",
        value="1838-11-29",
        article=True,
    ),
    Pattern(
        name="day counted from today",
        first=frozenset({"today", "tonight", "yesterday", "tomorrow", "day", "last", "this"}),
        regex=rf"(?P<day>day\s+before\s+yesterday|day\s+after\s+tomorrow|today|tonight|yesterday|tomorrow"
        rf"|last\s+night|this\s+(?:morning|afternoon|evening))\b(?:\s+(?P<tod>{DAYTIME}))?",
        build=_deictic,
        example="yesterday",
        value="2020-05-05",
        article=True,
    ),
    Pattern(
        name="weekend",
        first=frozenset({"weekend", "last", "this", "next", "past", "that"}),
        regex=r"(?:(?P<which>last|this|next|past|that)\s+)?weekend\b",
        build=_weekend,
        example="last weekend",
        value="2020-W18-WE",
        article=True,
    ),
)
