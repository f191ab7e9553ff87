"""Times counted from another: Tuesday, yesterday, three weeks ago, the next day, two months later, that winter."""

import re
from dataclasses import replace

from storymap.when.calendar import add_days, weekday
from storymap.when.clock import Clock
from storymap.when.lexicon import (
    DAYTIME,
    DAYTIMES,
    FIGURES,
    MONTH,
    NUMBER,
    NUMBER_WORDS,
    PART,
    PART_WORDS,
    SEASON,
    SEASONS,
    UNIT,
    WEEKDAY,
    WEEKDAY_WORDS,
    WEEKDAYS,
    count_of,
    mod_of,
    month_number,
    part_of,
)
from storymap.when.model import Reading
from storymap.when.partial import (
    WINTER,
    Grain,
    Partial,
    bounds,
    day_of,
    first_month,
    month_of,
)
from storymap.when.patterns.durations import MOD, MOD_WORDS, duration_value, modifier, unit_letter
from storymap.when.patterns.guess import future
from storymap.when.patterns.pattern import Pattern
from storymap.when.shift import shifted

_GRAINS: dict[str, Grain] = {
    "D": "day",
    "W": "week",
    "M": "month",
    "Y": "year",
    "DE": "decade",
    "CE": "century",
    "Q": "quarter",
}
_HALVES = {"Y": ("M", 6.0), "DE": ("Y", 5.0), "CE": ("Y", 50.0)}
_UNKNOWN_GRAIN = {"D": "XXXX-XX-XX", "W": "XXXX-WXX", "M": "XXXX-XX", "Y": "XXXX"}


def _grain(unit: str) -> Grain | None:
    return _GRAINS.get(unit_letter(unit))


def _weekday(match: re.Match[str], clock: Clock) -> Reading | None:
    """Read a weekday: in news the one nearest to the day of publication on the side that the verb's tense says."""
    word = match["weekday"]
    if word[0].islower():
        return None
    number = WEEKDAYS[word.lower().rstrip(".")]
    tod = match.groupdict().get("tod")
    time = DAYTIMES[tod.lower()] if tod else ""
    which = (match["which"] or "").lower()
    base = _weekday_base(clock)
    if base is None:
        return Reading(value=f"XXXX-WXX-{number + 1}", relative=True)
    return Reading(
        first=day_of(add_days(base, _weekday_step(base, number, which, clock, match))),
        time=time,
        relative=True,
    )


def _weekday_base(clock: Clock):  # type: ignore[no-untyped-def]
    if clock.mode == "news" and clock.now is not None:
        return bounds(clock.now)[0]
    story = clock.told
    return (
        bounds(story)[0] if clock.mode == "narrative" and story is not None and story.grain == "day" else None
    )


def _weekday_step(base, number: int, which: str, clock: Clock, match: re.Match[str]) -> int:  # type: ignore[no-untyped-def]
    ahead = (number - weekday(base)) % 7
    if clock.mode == "narrative":
        # A story that goes on to "Friday" means the Friday after the day it told.
        return ahead - 7 if which in ("last", "previous", "the previous") else ahead or (7 if which else 0)
    if which in ("next", "this coming", "coming") or (not which and future(match)):
        return ahead or 7
    if which == "this":
        return ahead - 7 if ahead > 3 and not future(match) else ahead
    if which in ("last", "past", "this past"):
        return (ahead - 7) if ahead else -7
    return ahead - 7 if ahead else 0


_DEICTIC = {
    "today": 0,
    "tonight": 0,
    "this morning": 0,
    "this afternoon": 0,
    "this evening": 0,
    "yesterday": -1,
    "last night": -1,
    "tomorrow": 1,
    "the day before yesterday": -2,
    "day before yesterday": -2,
    "the day after tomorrow": 2,
    "day after tomorrow": 2,
}


def _deictic(match: re.Match[str], clock: Clock) -> Reading | None:
    words = " ".join(match["day"].lower().split())
    daytime = match["tod"] or next((each for each in DAYTIMES if each in words.split()), "")
    time = DAYTIMES.get(daytime.lower(), "TNI" if words == "tonight" else "")
    base = clock.now if clock.mode == "news" or clock.told is None else None
    if base is None:
        return _deictic_in_story(words, time, clock)
    return Reading(first=shifted(base, "day", _DEICTIC[words]), time=time, relative=True)


def _deictic_in_story(words: str, time: str, clock: Clock) -> Reading:
    """Read "last night" in a story; "today" there mostly means no day but "nowadays"."""
    if words == "today":
        return Reading(type="reference", value="PRESENT_REF")
    told = clock.told
    if told is None or told.grain != "day":
        return Reading(value="XXXX-XX-XX" + time, relative=True)
    return Reading(first=shifted(told, "day", _DEICTIC[words]), time=time, relative=True)


def _counted(match: re.Match[str], clock: Clock) -> Reading | None:
    """Read "three weeks ago", "twelve days later", "two years earlier"."""
    word = match["word"].lower()
    ago = word == "ago" or "now" in word or "time" in word
    back = word in ("ago", "earlier", "before", "previously", "prior", "beforehand")
    if word in ("before", "after") and re.match(
        r"\s+(?!that\b|this\b)[\w'\"“]", match.string[match.end() :][:5]
    ):
        return _apposition(match, clock)  # "two days before the battle": counted from an event
    base = clock.now if ago and clock.mode == "news" else clock.story
    return _counted_from(base, match, -1 if back else 1)


def _apposition(match: re.Match[str], clock: Clock) -> Reading | None:
    """Read "two days after the invasion" as the date it explains: "On 27 June 1950, two days after the invasion"."""
    date = clock.previous
    between = match.string[clock.previous_end : match.start()] if clock.previous_end >= 0 else "-" * 9
    if (
        date is None
        or date.grain != "day"
        or not re.fullmatch(r"\s*(?:,|-|–|—)\s*(?:the\s+|only\s+|just\s+)?", between)
    ):
        return None
    return Reading(first=date, relative=True)


def _counted_from(base: Partial | None, match: re.Match[str], sign: int) -> Reading | None:
    letter, count = unit_letter(match["unit"]), count_of(match["number"]) if match["number"] else None
    mod = modifier(match)
    if letter in ("S", "TM", "TH"):
        same = base if base is not None and base.grain == "day" else None
        return Reading(first=same, value="" if same else "XXXX-XX-XX", relative=True)
    if letter == "2W":
        letter, count = "W", count and 2 * count
    if count == 0.5 and letter in _HALVES:
        letter, count = _HALVES[letter]
    grain = _GRAINS.get(letter)
    if count is None or base is None or grain is None:
        value = (
            ("PAST_REF" if sign < 0 else "FUTURE_REF") if count is None else _UNKNOWN_GRAIN.get(letter, "")
        )
        return Reading(type="reference" if count is None else "date", value=value, relative=True, mod=mod)
    moved = shifted(base, grain, sign * int(count))
    if moved is None:
        return _from_vague_day(base, letter, sign * int(count), mod)
    return Reading(first=replace(moved, approx=mod is not None), mod=mod, relative=True)


def _from_vague_day(base: Partial, letter: str, count: int, mod: str | None) -> Reading:
    """Count days or weeks from a month or a year: the day is unknown, the month or year nearly known."""
    if base.grain == "month" and abs(count) * (7 if letter == "W" else 1) <= 20:
        guess = replace(base, part=None, approx=True)
        return Reading(first=guess, value=f"{base.year:04d}-XX-XX", relative=True, assumed=True, mod=mod)
    return Reading(value=f"{base.year:04d}-XX-XX" if base.year > 0 else "", relative=True, mod=mod)


_STEP = {
    "next": 1,
    "following": 1,
    "coming": 1,
    "ensuing": 1,
    "subsequent": 1,
    "succeeding": 1,
    "very next": 1,
    "last": -1,
    "previous": -1,
    "preceding": -1,
    "past": -1,
    "prior": -1,
    "this": 0,
    "same": 0,
    "that": 0,
    "that same": 0,
    "that very": 0,
    "this same": 0,
    "that entire": 0,
    "the": 0,
}
_WHICH = (
    r"(?:the\s+)?(?P<which>very\s+next|next|following|coming|ensuing|subsequent|succeeding|last|previous|preceding|past|prior"
    r"|that\s+(?:same|very|entire)|this\s+same|that|this|same)"
)
_WHICH_WORDS = frozenset({word for words in _STEP for word in words.split()} - {"the"})


def _base(which: str, clock: Clock) -> Partial | None:
    """Return what the word counts from: "last" and "this" the day of publication in news, the rest the story."""
    if which in ("last", "this", "next", "past", "coming") and clock.mode == "news":
        return clock.now
    return clock.story


def _unit_beside(match: re.Match[str], clock: Clock) -> Reading | None:
    """Read "the next day", "last year", "that same month", "the previous decade"."""
    which = " ".join(match["which"].lower().split())
    article = (
        match[0].lower().startswith("the")
        or match.string[max(0, match.start() - 4) : match.start()].lower() == "the "
    )
    if (article and which in ("last", "past")) or (which == "past" and not article):
        return None  # "in the last year" is a duration
    if match["unit"].lower().endswith("s"):
        return None  # "the coming years" is a duration
    base, grain = _base(which, clock), _grain(match["unit"])
    daytime = DAYTIMES.get(match["unit"].lower(), "")
    if daytime:
        grain = "day"
    if base is None or grain is None or grain == "quarter":
        return Reading(
            value=_UNKNOWN_GRAIN.get(unit_letter(match["unit"]), "")
            if not daytime
            else "XXXX-XX-XX" + daytime,
            relative=True,
        )
    moved = shifted(base, grain, _STEP[which])
    if moved is None:
        return Reading(value="XXXX-XX-XX" + daytime, relative=True)
    part = part_of(match["part"] or match["part_of"] or match["later"])
    return Reading(first=replace(moved, part=part), mod=mod_of(part), time=daytime, relative=True)


def _season_beside(match: re.Match[str], clock: Clock) -> Reading | None:
    """Read "last spring", "that winter", "the following summer", "next fall"."""
    which = " ".join(match["which"].lower().split())
    base, season = _base(which, clock), SEASONS[match["season"].lower().replace("-", "")]
    if base is None:
        return Reading(value="", relative=True)
    date = Partial(grain="season", year=base.year, month=season)
    if season == WINTER and base.grain in ("day", "week", "month") and base.month <= 2:
        date = replace(date, year=base.year - 1)
    step, (first, last), here = _STEP[which], bounds(date), bounds(base)
    if (step > 0 and last < here[1]) or (step > 0 and first <= here[0] <= last):
        date = replace(date, year=date.year + 1)
    if (step < 0 and first > here[0]) or (step < 0 and first <= here[0] <= last):
        date = replace(date, year=date.year - 1)
    return Reading(first=date, relative=True)


def _month_beside(match: re.Match[str], clock: Clock) -> Reading | None:
    """Read "last April", "next May", "the following August", "the previous April"."""
    which, month = " ".join(match["which"].lower().split()), month_number(match["month"])
    base = _base(which, clock)
    if base is None or match["month"][0].islower():
        return None
    here = first_month(base) if base.grain in ("day", "week", "month", "season", "quarter") else 1
    year, step = base.year, _STEP[which]
    if step > 0 and month <= here:
        year += 1
    if step < 0 and month >= here:
        year -= 1
    part = part_of(match["part"] or match["part_of"])
    return Reading(first=replace(month_of(year, month), part=part), mod=mod_of(part), relative=True)


def _weekday_beside(match: re.Match[str], clock: Clock) -> Reading | None:
    """Read "the following Tuesday", "that Friday" of a story."""
    story, number = clock.story, WEEKDAYS[match["weekday"].lower()]
    which = " ".join(match["which"].lower().split())
    if which in ("last", "next", "this", "past", "coming"):
        return None
    if story is None or story.grain != "day":
        return Reading(value=f"XXXX-WXX-{number + 1}", relative=True)
    base = bounds(story)[0]
    ahead, step = (number - weekday(base)) % 7, _STEP[which]
    days = ahead or 7 if step > 0 else ((ahead - 7) if step < 0 else ahead)
    return Reading(first=day_of(add_days(base, days)), relative=True)


_EVENT_AFTER = re.compile(
    r"\s+(?:the|an?|his|her|their|its|our|my|that|this|these|those|they|he|she|it|we|I|you|[A-Z][\w'’]*|\w+ing)\b"
)


def _day_beside(match: re.Match[str], clock: Clock) -> Reading | None:
    """Read "the day before", "the day after": only where no event follows that it is counted from."""
    if match["way"].lower() in ("before", "after") and _EVENT_AFTER.match(match.string, match.end()):
        return _apposition(match, clock)
    story = clock.story
    step = -1 if match["way"].lower() in ("before", "previous") else 1
    moved = shifted(story, "day", step) if story else None
    return Reading(first=moved, value="" if moved else "XXXX-XX-XX", relative=True)


def _part_of_unit(match: re.Match[str], clock: Clock) -> Reading | None:
    """Read "the end of the month", "the middle of that year", "month's end", "mid-year"."""
    words = match["part"] or match["part_of"] or ("end" if match.groupdict().get("ends") else "mid")
    part, base = part_of(words), clock.story or clock.now
    grain = _grain(match["unit"])
    if base is None or grain is None:
        return Reading(value="", relative=True)
    moved = shifted(base, grain, 0)
    if moved is None:
        return Reading(value="", relative=True)
    return Reading(first=replace(moved, part=part), mod=mod_of(part), relative=True)


def _time_span(match: re.Match[str], clock: Clock) -> Reading | None:
    """Read "the next two weeks", "the past year", "the first ten months": durations, not dates."""
    return Reading(
        type="duration",
        value=duration_value(
            match["number"] or ("one" if not match["unit"].endswith("s") else None), match["unit"]
        ),
    )


_BEFORE_UNIT = rf"(?:{PART}|(?P<later>later|earlier|early|late)\s+(?:in\s+|on\s+)?)?"
_DAY_UNIT = rf"(?P<unit>{UNIT}|{DAYTIME})"

PATTERNS = (
    Pattern(
        name="weekday",
        first=WEEKDAY_WORDS | {"last", "next", "this", "coming", "past"},
        regex=rf"(?:(?P<which>this\s+coming|this\s+past|last|next|this|coming|past)\s+)?(?P<weekday>{WEEKDAY})(?:\s+(?P<tod>{DAYTIME}))?(?!s\b)\b",
        build=_weekday,
        example="Tuesday",
        value="2020-05-05",
    ),
    Pattern(
        name="day counted from today",
        first=frozenset({"today", "tonight", "yesterday", "tomorrow", "day", "last", "this"}),
        regex=rf"(?P<day>day\s+before\s+yesterday|day\s+after\s+tomorrow|today|tonight|yesterday|tomorrow|last\s+night|this\s+(?:morning|afternoon|evening))\b(?:\s+(?P<tod>{DAYTIME}))?",
        build=_deictic,
        example="yesterday",
        value="2020-05-05",
        article=True,
    ),
    Pattern(
        name="units counted from a date",
        first=FIGURES | NUMBER_WORDS | MOD_WORDS | {"hours", "days", "weeks", "months", "years", "decades"},
        regex=rf"{MOD}(?:(?P<number>{NUMBER})[\s-]+(?:(?:more|full|short|long)\s+)?)?(?P<unit>{UNIT})\s+"
        r"(?P<word>ago|later|earlier|before|after|afterwards?|thereafter|previously|prior|beforehand|hence|from\s+now)\b(?!\s+to\b)",
        build=_counted,
        example="nearly three weeks ago",
        value="2020-W16",
    ),
    Pattern(
        name="unit beside the one told",
        first=_WHICH_WORDS | PART_WORDS | {"later", "earlier"},
        regex=rf"{_BEFORE_UNIT}{_WHICH}\s+{_DAY_UNIT}",
        build=_unit_beside,
        example="next day",
        value="2020-05-07",
        article=True,
    ),
    Pattern(
        name="season beside the one told",
        first=_WHICH_WORDS,
        regex=rf"{_WHICH}\s+(?P<season>{SEASON})",
        build=_season_beside,
        example="last spring",
        value="2019-SP",
        article=True,
    ),
    Pattern(
        name="month beside the one told",
        first=_WHICH_WORDS | PART_WORDS,
        regex=rf"{PART}?{_WHICH}\s+(?P<month>{MONTH})",
        build=_month_beside,
        example="last April",
        value="2020-04",
        article=True,
    ),
    Pattern(
        name="weekday beside the one told",
        first=_WHICH_WORDS,
        regex=rf"{_WHICH}\s+(?P<weekday>{WEEKDAY})\b",
        build=_weekday_beside,
        example="following Friday",
        value="2020-05-08",
        article=True,
    ),
    Pattern(
        name="day before or after",
        first=frozenset({"day", "morning", "night", "evening"}),
        regex=r"(?<=the )(?:day|morning|night|evening)\s+(?P<way>before|after|following|previous)\b(?!\s+(?:yesterday|tomorrow))",
        build=_day_beside,
        example="day after",
        value="2020-05-07",
        article=True,
    ),
    Pattern(
        name="part of the month or year told",
        first=PART_WORDS,
        regex=rf"{PART}(?:(?:that|this|the\s+same)\s+)?(?P<unit>month|year|decade|century)\b(?!\s+(?:of|one|two|[IVX]+)\b)",
        build=_part_of_unit,
        example="end of the month",
        value="2020-05",
        article=True,
    ),
    Pattern(
        name="end of the unit told",
        first=frozenset({"month", "year", "decade"}),
        regex=r"(?P<part>)(?P<part_of>)(?P<unit>month|year|decade)['’]s\s+(?P<ends>end)\b",
        build=_part_of_unit,
        example="month's end",
        value="2020-05",
    ),
    Pattern(
        name="stretch of units beside the one told",
        first=_WHICH_WORDS | {"first", "final", "last", "past", "opening", "closing", "intervening"},
        regex=rf"(?:the\s+)?(?:(?P<before>{NUMBER})\s+)?(?:next|following|last|past|previous|preceding|first|final|opening|closing|coming|ensuing|intervening)"
        rf"\s+(?:(?P<number>{NUMBER})\s+)?(?P<unit>{UNIT})",
        build=_time_span,
        example="next two weeks",
        value="P2W",
        article=True,
    ),
)
