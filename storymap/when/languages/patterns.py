"""The grammar of dates over classes of words: what may stand where, and what it means.

Day, month and year in the order that the words of a language join them; month alone, year alone, seasons,
decades, centuries; ranges of each; a part ("mid"), a doubt ("about") or a limit ("before") in front; and what
is counted from the story's own time.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from functools import cache

from storymap.model import Day
from storymap.when.calendar import month_length, weekday
from storymap.when.clock import Clock
from storymap.when.languages.words import DateWords, any_of, words_of
from storymap.when.model import Reading
from storymap.when.partial import Grain, Part, Partial, bounds, month_of, real_day, year_of
from storymap.when.patterns.guess import month_told
from storymap.when.shift import shifted

Build = Callable[[re.Match[str], Clock, DateWords], Reading | None]
_ROMAN = {"i": 1, "v": 5, "x": 10, "l": 50, "c": 100, "х": 10}
_LATEST = 2150
_SOON, _LATE_MONTH = 2, 11


@dataclass(frozen=True, slots=True)
class Form:
    """One way of writing a time, compiled for a language."""

    name: str
    regex: re.Pattern[str]
    build: Build


@cache
def forms(language: str) -> tuple[Form, ...]:
    """Return the ways of writing times in a language, compiled."""
    words = words_of(language)
    return tuple(
        Form(name, re.compile(rf"(?<![\w]){regex}(?![\w])", re.IGNORECASE), build)
        for name, regex, build in _grammar(words)
    )


def _grammar(w: DateWords) -> Iterator[tuple[str, str, Build]]:
    p = w.phrase
    lead = rf"(?:(?:{p('day_lead')})\s*)?"
    of = rf"(?:\s*(?:{p('of')})\s*|\s+)"
    weekday_lead = rf"(?:(?P<weekday>{any_of(w.weekdays)}),?\s+(?:{lead}))?"
    day = rf"(?P<day>\d{{1,2}}|{any_of(w.day_words)})(?:{p('day_ordinal')})?"
    day2 = rf"(?P<day2>\d{{1,2}}|{any_of(w.day_words)})(?:{p('day_ordinal')})?"
    month, month2 = _month(w, "month"), _month(w, "month2")
    era = rf"(?:\s*(?:(?P<bc>{p('bc')})|(?P<ad>{p('ad')})))?"
    tail = rf"(?:\s*(?:{p('year_tail')}))?" if w.phrases.get("year_tail") else ""
    year = rf"(?P<year>\d{{3,4}}){tail}{era}"
    anchors = "|".join(
        rf"(?P<{name}>{p(phrase)})"
        for name, phrase in (("same", "that_year"), ("following", "next_year"), ("before", "last_year"))
    )
    of_year = rf"(?:,?{of}(?:(?:{p('year_lead')})\s*)?{year}|,?\s*(?:{anchors}))"
    to = rf"\s*(?:[-–—]|(?<=\W)(?:{p('range_to')})(?=\W))\s*"
    from_ = rf"(?:(?:{p('range_from')})\s*)?"
    part = rf"(?:(?P<start>{p('start')})|(?P<middle>{p('middle')})|(?P<end>{p('end')}))\s*"
    yield "day", rf"{weekday_lead}{lead}{day}{of}{month}(?:{of_year})?", _day
    yield "days", rf"{from_}{lead}{day}{to}{lead}{day2}{of}{month}(?:{of_year})?", _days
    yield (
        "days of two months",
        rf"{from_}{lead}{day}{of}{month}{to}{weekday_lead}{lead}{day2}{of}{month2}(?:{of_year})?",
        _days,
    )
    yield "day of the month told", rf"{weekday_lead}{lead}{day},?\s*(?:{p('this_month')})", _day_told
    yield (
        "day of the month before",
        rf"{weekday_lead}{lead}{day},?\s*(?P<earlier>{p('last_month')})",
        _day_told,
    )
    yield "month", rf"(?:{part})?{month}{of_year}", _month_of
    yield "month alone", rf"(?:{part})?{month}", _month_of
    yield "months", rf"{from_}{month}{to}{month2}{of_year}", _months
    yield "year", rf"(?:{part})?(?:(?:{p('year_lead')})\s*)?{year}", _year
    counted = rf"(?:(?P<bc>{p('bc')})|(?P<ad>{p('ad')}))"
    yield "year of an era", rf"(?:(?:{p('year_lead')})\s*)?(?P<year>\d{{1,4}}){tail}\s*{counted}", _year
    yield (
        "years",
        rf"{from_}{_bare_year('year')}{to}(?:(?:{p('year_lead')})\s*)?{_bare_year('year2')}{tail}{era}",
        _years,
    )
    yield "season", rf"(?:(?:{p('season_lead')})\s*)?(?P<season>{any_of(w.seasons)})(?:{of_year})", _season
    yield "season alone", rf"(?:{p('season_lead')})\s*(?P<season>{any_of(w.seasons)})", _season
    yield "decade", p("decade"), _decade
    yield "century", rf"(?:{part})?(?:{p('century')}){era}", _century
    yield (
        "weekday and day",
        rf"(?P<weekday>{any_of(w.weekdays)}),?\s+{lead}{day}(?!\s*(?:{any_of(w.units)}))",
        _day_told,
    )
    yield from _told_from_the_story(w)
    yield "ISO", r"(?P<year>[12]\d{3})-(?P<month>\d\d)-(?P<day>\d\d)", _figures
    yield "figures", r"(?P<day>\d{1,2})[./](?P<month>\d{1,2})[./](?P<year>[12]\d{3})", _figures


def _told_from_the_story(w: DateWords) -> Iterator[tuple[str, str, Build]]:
    """Yield the times that are counted from another: the story's own, or the day on which it is told."""
    p = w.phrase
    yield "weekday", rf"(?P<weekday>{any_of(w.weekdays)})", weekday_of
    yield "day alone", p("bare_day"), _day_told
    yield "so much later", p("later"), _counted(1, "story")
    yield "so much earlier", p("earlier"), _counted(-1, "story")
    yield "ago", p("ago"), _counted(-1, "now")
    yield "next", p("next"), _moved(1, "story")
    yield "the one before", p("previous_one"), _moved(-1, "story")
    yield "the same", p("same"), _moved(0, "story")
    yield "today", p("today"), _moved(0, "now")
    yield "yesterday", p("yesterday"), _moved(-1, "now")
    yield "tomorrow", p("tomorrow"), _moved(1, "now")


def _month(w: DateWords, name: str) -> str:
    short = rf"|(?:{any_of(w.months_short)})\." if w.months_short else ""
    return rf"(?P<{name}>{any_of(w.months)}{short})"


def _bare_year(name: str) -> str:
    return rf"(?P<{name}>\d{{3,4}})"


def _number(match: re.Match[str], name: str, words: DateWords) -> int:
    text = match[name].lower()
    return int(text) if text.isdigit() else words.day_words[text]


def _month_number(match: re.Match[str], words: DateWords, name: str = "month") -> int:
    text = "_".join(match[name].lower().split()).rstrip(".")
    return {**words.months_short, **words.months}.get(text) or words.months[match[name].lower()]


def _year_value(match: re.Match[str], name: str = "year") -> int | None:
    """Return the astronomical year of the match's groups, None if it names none."""
    found = match.groupdict()
    if not found.get(name):
        return None
    year = int(found[name])
    if found.get("bc"):
        return 1 - year
    return year if year <= _LATEST else None


def _anchored(match: re.Match[str], clock: Clock) -> int | None:
    """Return the year that words like "of the same year" mean, None without them or without a story."""
    found, story = match.groupdict(), clock.story or clock.now
    steps = {"same": 0, "following": 1, "before": -1}
    step = next((count for name, count in steps.items() if found.get(name)), None)
    return None if step is None or story is None else story.year + step


def _is_anchored(match: re.Match[str]) -> bool:
    return any(match.groupdict().get(name) for name in ("same", "following", "before"))


def _guessed(month: int, day: int, clock: Clock) -> int | None:
    """Return the year of a day without one: the story's, else the last one before the day of publication."""
    told, now = clock.told, clock.now
    if clock.mode == "news" and now is not None and (told is None or abs(told.year - now.year) <= 1):
        return _last_before(month, day, now)
    if told is not None and told.grain not in ("decade", "century", "millennium"):
        late = told.grain in ("day", "month") and told.month >= _LATE_MONTH
        return told.year + 1 if late and month <= _SOON else told.year
    return None if now is None else _last_before(month, day, now)


def _last_before(month: int, day: int, now: Partial) -> int:
    """Return the year in which a day is the last before another one, or a month after it at most."""
    past = (month, day) <= (now.month, now.day) or month - now.month in (0, 1)
    return now.year if past else now.year - 1


def _year_for(match: re.Match[str], month: int, day: int, clock: Clock) -> int | None:
    year = _year_value(match)
    if year is not None:
        return year
    return _anchored(match, clock) if _is_anchored(match) else _guessed(month, day, clock)


def _is_relative(match: re.Match[str]) -> bool:
    return not match.groupdict().get("year")


def _of(date: Partial | None, *, relative: bool = False) -> Reading | None:
    """Return the reading of a date, None where there is none."""
    return None if date is None else Reading(first=date, relative=relative)


def _day(match: re.Match[str], clock: Clock, words: DateWords) -> Reading | None:
    month, day = _month_number(match, words), _number(match, "day", words)
    year = _year_for(match, month, day, clock)
    if year is None:
        return Reading(value=f"XXXX-{month:02d}-{day:02d}") if 1 <= day <= month_length(2000, month) else None
    found = real_day(year, month, day)
    return _of(found, relative=_is_relative(match))


def _days(match: re.Match[str], clock: Clock, words: DateWords) -> Reading | None:
    month = _month_number(match, words)
    last_month = _month_number(match, words, "month2") if match.groupdict().get("month2") else month
    year = _year_for(match, month, 1, clock)
    if year is None:
        return None
    first = real_day(
        year - (last_month < month and not _is_relative(match)), month, _number(match, "day", words)
    )
    last = real_day(
        year + (last_month < month and _is_relative(match)), last_month, _number(match, "day2", words)
    )
    if first is None or last is None or bounds(last)[1] < bounds(first)[0]:
        return None
    return Reading(first=first, last=last, relative=_is_relative(match))


def _day_told(match: re.Match[str], clock: Clock, words: DateWords) -> Reading | None:
    """Read a day of the month that the story is in; of the next one where the weekday says so."""
    now = clock.now and month_of(clock.now.year, clock.now.month)
    month = (now if clock.mode == "news" else None) or month_told(clock) or now
    day = _number(match, "day", words)
    if not month:
        return None
    if match.groupdict().get("earlier"):
        month = shifted(month, "month", -1) or month
    name = match.groupdict().get("weekday")
    told = clock.told
    if told is not None and told.grain == "day" and day < told.day and told.day - day > 20:
        month = shifted(month, "month", 1) or month
    for count in (0, 1, -1) if name else (0,):
        near = shifted(month, "month", count) or month
        found = real_day(near.year, near.month, day)
        if found and (name is None or _weekday_then(found) == words.weekdays[name.lower()]):
            return Reading(first=found, relative=True)
    found = real_day(month.year, month.month, day)
    return _of(found, relative=True)


def _part(match: re.Match[str]) -> Part | None:
    found = match.groupdict()
    names: dict[str, Part] = {"start": "START", "middle": "MID", "end": "END"}
    return next((part for name, part in names.items() if found.get(name)), None)


def _month_of(match: re.Match[str], clock: Clock, words: DateWords) -> Reading | None:
    month = _month_number(match, words)
    year = _year_for(match, month, 1, clock)
    if year is None:
        return None
    return Reading(first=replace(month_of(year, month), part=_part(match)), relative=_is_relative(match))


def _months(match: re.Match[str], clock: Clock, words: DateWords) -> Reading | None:
    first, last = _month_number(match, words), _month_number(match, words, "month2")
    year = _year_for(match, first, 1, clock)
    if year is None or first == last:
        return None
    return Reading(
        first=month_of(year - (last < first), first), last=month_of(year, last), relative=_is_relative(match)
    )


_NO_YEAR_BEFORE = re.compile(r"(?:[\d.,:/-]|[$£€№#°]\s?|\b[nN][or°º.]{1,2}\s?)$")
_NO_YEAR_AFTER = re.compile(
    r"\s?(?:[%€$£°′]|km|[.,:]\d|m\b|-\w|/\d|\s*(?:mètres|hommes|Mann|Meter|hombres|uomini|homens|mannen|человек|metros|metri))"
)
_LEAST_BARE = 1000


def _year(match: re.Match[str], clock: Clock, words: DateWords) -> Reading | None:
    """Read a year; one of three figures only behind words that announce it or before an era."""
    text, (start, end) = match.string, match.span("year")
    year = _year_value(match)
    announced = (
        start > match.start()
        or match.groupdict().get("bc")
        or match.groupdict().get("ad")
        or match.end() > end
    )
    if (
        year is None
        or _NO_YEAR_AFTER.match(text, end)
        or _NO_YEAR_BEFORE.search(text[max(0, start - 4) : start])
    ):
        return None
    if not announced and year % 100 == 0:
        return None  # "1500 men" rather than the year
    if (
        year < _LEAST_BARE
        and not (announced and _is_told_near(year, clock))
        and not match.groupdict().get("bc")
    ):
        return None
    return Reading(first=replace(year_of(year), part=_part(match)))


def _is_told_near(year: int, clock: Clock) -> bool:
    return clock.told is None or abs(clock.told.year - year) < 300


def _years(match: re.Match[str], clock: Clock, words: DateWords) -> Reading | None:
    first, last = _year_value(match), _year_value(match, "year2")
    if first is None or last is None or last <= first or min(first, last) < _LEAST_BARE // 2:
        return None
    return Reading(first=year_of(first), last=year_of(last))


def _season(match: re.Match[str], clock: Clock, words: DateWords) -> Reading | None:
    season = words.seasons[match["season"].lower()]
    year = _year_value(match)
    if year is None:
        story = clock.story or clock.now
        year = _anchored(match, clock) if _is_anchored(match) else story.year if story else None
    return (
        None
        if year is None
        else Reading(first=Partial(grain="season", year=year, month=season), relative=_is_relative(match))
    )


def _decade(match: re.Match[str], clock: Clock, words: DateWords) -> Reading | None:
    found = match.groupdict()
    if found.get("n"):
        return Reading(first=Partial(grain="decade", year=int(found["n"])))
    figures = int(found.get("s") or found["s2"])
    story = clock.story or clock.now
    century = story.year // 100 * 100 if story else 1900
    return Reading(first=Partial(grain="decade", year=century + figures), relative=True)


def _century(match: re.Match[str], clock: Clock, words: DateWords) -> Reading | None:
    found = match.groupdict()
    number = int(found["n"]) if found.get("n") else _roman(found.get("r") or found.get("r2") or "")
    if not 1 <= number <= 21:
        return None
    year = -100 * number + 1 if found.get("bc") else 100 * (number - 1)
    return Reading(first=Partial(grain="century", year=year, part=_part(match)))


def _roman(text: str) -> int:
    values = [_ROMAN[letter] for letter in text.lower()]
    return sum(-v if v < max(values[i:]) else v for i, v in enumerate(values))


_REFORM = (1582, 10, 15)


def _weekday_then(date: Partial) -> int:
    """Return the weekday that people called a day by: before the reform of the calendar, the Julian one."""
    day = Day(date.year, date.month, date.day)
    julian = (date.year, date.month, date.day) < _REFORM
    return (weekday(day) + (date.year // 100 - date.year // 400 - 2 if julian else 0)) % 7


def weekday_of(match: re.Match[str], clock: Clock, words: DateWords) -> Reading | None:
    """Read a weekday: the next one in a story that tells days, the last one in news."""
    number = words.weekdays[match["weekday"].lower()]
    base = clock.story if clock.story is not None and clock.story.grain == "day" else None
    if base is None:
        return None
    ahead = (number - _weekday_then(base)) % 7
    count = ahead if clock.told is not None else ahead - 7 if ahead else 0
    moved = shifted(base.plain, "day", count)
    return _of(moved, relative=True)


def _figures(match: re.Match[str], clock: Clock, words: DateWords) -> Reading | None:
    found = real_day(int(match["year"]), int(match["month"]), int(match["day"]))
    return _of(found)


def _base(clock: Clock, name: str) -> Partial | None:
    return clock.story if name == "story" else clock.now or clock.story


def _counted(sign: int, base: str) -> Build:
    """Return the builder of "three weeks later": so many units from the story's time or from now."""

    def build(match: re.Match[str], clock: Clock, words: DateWords) -> Reading | None:
        groups = match.groupdict()
        unit = next((v for name, v in groups.items() if name.startswith("unit") and v), None)
        count = next((v for name, v in groups.items() if name.startswith("count") and v), "1")
        start = _base(clock, base)
        if start is None or unit is None:
            return None
        number = int(count) if count.isdigit() else words.numbers[count.lower()]
        moved = _moved_by(start, words.units[unit.lower()], sign * number)
        return _of(moved, relative=True)

    return build


def moved_by_unit(count: int, base: str, unit: Grain) -> Build:
    """Return the builder of words that move the story's time, or now, by so many units."""

    def build(match: re.Match[str], clock: Clock, words: DateWords) -> Reading | None:
        start = _base(clock, base)
        moved = None if start is None else _moved_by(start, unit, count)
        return _of(moved, relative=True)

    return build


def _moved(count: int, base: str) -> Build:
    """Return the builder of "the next day": the unit that the words name, a day where they name none."""

    def build(match: re.Match[str], clock: Clock, words: DateWords) -> Reading | None:
        name = next((v for key, v in match.groupdict().items() if key.startswith("unit") and v), "")
        start = _base(clock, base)
        if start is None:
            return None
        moved = _moved_by(start, words.units.get(name.lower(), _grain(name, words)), count)
        return _of(moved, relative=True)

    return build


def _grain(name: str, words: DateWords) -> Grain:
    """Return the unit of a word in another case than those listed ("Jahrs", "году"), a day if it is none."""
    return next((unit for word, unit in words.units.items() if name and word[:3] == name.lower()[:3]), "day")


def _moved_by(start: Partial, unit: Grain, count: int) -> Partial | None:
    if count == 0:
        if unit == "year":
            return year_of(start.year)
        if unit == "month":
            return month_of(start.year, start.month) if start.grain in ("day", "week", "month") else None
        return start if start.grain == "day" else None
    return shifted(start, unit, count)
