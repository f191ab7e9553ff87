"""Times beside the one told: the next day, last year, that winter, the end of the month."""

import re
from dataclasses import replace

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
    mod_of,
    month_number,
    part_of,
)
from storymap.when.model import Reading
from storymap.when.partial import WINTER, Partial, bounds, first_month, month_of
from storymap.when.patterns.counted import GRAINS, UNKNOWN, apposition
from storymap.when.patterns.durations import duration_value, unit_letter
from storymap.when.patterns.pattern import Pattern
from storymap.when.shift import shifted

STEPS = {
    **dict.fromkeys(("next", "very next", "following", "coming", "ensuing", "subsequent", "succeeding"), 1),
    **dict.fromkeys(("last", "previous", "preceding", "past", "prior"), -1),
    **dict.fromkeys(("this", "this same", "same", "that", "that same", "that very", "that entire"), 0),
}
WHICH = (
    r"(?:the\s+)?(?P<which>very\s+next|next|following|coming|ensuing|subsequent|succeeding|last|previous"
    r"|preceding|past|prior|that\s+(?:same|very|entire)|this\s+same|that|this|same)"
)
WHICH_WORDS = frozenset(word for words in STEPS for word in words.split())

_DEICTIC = ("last", "this", "next", "past", "coming")
_OWNED = re.compile(r"(?:\bthe|['’]s|s['’]|\bhis|\bher|\bits|\btheir|\bmy|\bour|\byour)\s$", re.IGNORECASE)
_EVENT = re.compile(
    r"\s+(?:the|an?|his|her|their|its|our|my|that|this|these|those|they|he|she|it|we|I|you|[A-Z][\w'’]*"
    r"|\w+ing)\b"
)


def which_of(match: re.Match[str]) -> str:
    """Return the word that points ("next", "that same"), with plain spaces."""
    return " ".join(match["which"].lower().split())


def base_of(which: str, clock: Clock) -> Partial | None:
    """Return what the word counts from: "last" and "this" in news from its day, all others from the story."""
    return clock.now if which in _DEICTIC and clock.mode == "news" else clock.story


def _unit(match: re.Match[str], clock: Clock) -> Reading | None:
    which, unit = which_of(match), match["unit"].lower()
    if unit.endswith("s") or _is_duration(match, which):
        return None
    daytime = DAYTIMES.get(unit, "")
    letter = "D" if daytime else unit_letter(unit)
    then = which == "next" and letter == "D" and _is_owned(match)  # "the next morning"
    base, grain = clock.story if then else base_of(which, clock), GRAINS.get(letter)
    moved = shifted(base, grain, STEPS[which]) if base and grain else None
    if moved is None:
        return Reading(value=UNKNOWN.get(letter, "") + daytime, relative=True)
    part = None if grain == "day" else part_of(match["part"] or match["part_of"] or match["beginning"])
    return Reading(first=replace(moved, part=part), mod=mod_of(part), time=daytime, relative=True)


def _is_duration(match: re.Match[str], which: str) -> bool:
    """Return whether "the last year", "the past month", "his last day" is a stretch and no calendar unit."""
    return which == "past" or (which == "last" and _is_owned(match))


def _is_owned(match: re.Match[str]) -> bool:
    before = match.string[max(0, match.start() - 6) : match.start()]
    return match[0].lower().startswith("the") or bool(_OWNED.search(before))


def _season(match: re.Match[str], clock: Clock) -> Reading | None:
    which = which_of(match)
    base, season = base_of(which, clock), SEASONS[match["season"].lower().replace("-", "")]
    if base is None:
        return Reading(relative=True)
    date = Partial(grain="season", year=base.year, month=season)
    if season == WINTER and base.grain in ("day", "week", "month") and base.month <= 2:
        date = replace(date, year=base.year - 1)
    return Reading(first=replace(date, year=date.year + _years_off(date, base, STEPS[which])), relative=True)


def _years_off(season: Partial, base: Partial, step: int) -> int:
    """Return by how many years "next" or "last" moves a season of the year that is counted from."""
    (first, last), here = bounds(season), bounds(base)
    within = first <= here[0] <= last
    if step > 0:
        return 1 if within or last < here[1] else 0
    return -1 if step < 0 and (within or first > here[0]) else 0


def _month(match: re.Match[str], clock: Clock) -> Reading | None:
    which, month = which_of(match), month_number(match["month"])
    base = base_of(which, clock)
    if base is None or match["month"][0].islower():
        return None
    here = first_month(base) if base.grain in ("day", "week", "month", "season", "quarter") else 1
    step, part = STEPS[which], part_of(match["part"] or match["part_of"])
    year = base.year + (1 if step > 0 and month <= here else -1 if step < 0 and month >= here else 0)
    return Reading(first=replace(month_of(year, month), part=part), mod=mod_of(part), relative=True)


def _day(match: re.Match[str], clock: Clock) -> Reading | None:
    """Read "the day before", "the day after", unless an event follows that it is counted from."""
    way = match["way"].lower()
    if way in ("before", "after") and _EVENT.match(match.string, match.end()):
        return apposition(match, clock)
    moved = shifted(clock.story, "day", -1 if way in ("before", "previous") else 1) if clock.story else None
    return Reading(first=moved, value="" if moved else UNKNOWN["D"], relative=True)


def _unit_before(match: re.Match[str], clock: Clock) -> Reading | None:
    """Read "the year before", "the month after", unless an event follows that it is counted from."""
    if _EVENT.match(match.string, match.end()) or clock.story is None:
        return None
    step = -1 if match["way"].lower() in ("before", "previous") else 1
    moved = shifted(clock.story, GRAINS[unit_letter(match["unit"])], step)
    return None if moved is None else Reading(first=moved, relative=True)


def _part(match: re.Match[str], clock: Clock) -> Reading | None:
    named = match.groupdict()
    part, base = part_of(named.get("part") or named.get("part_of") or "end"), clock.story or clock.now
    grain = GRAINS.get(unit_letter(match["unit"]))
    moved = shifted(base, grain, 0) if base and grain else None
    if moved is None:
        return Reading(relative=True)
    return Reading(first=replace(moved, part=part), mod=mod_of(part), relative=True)


def _stretch(match: re.Match[str], _clock: Clock) -> Reading | None:
    plural = match["unit"].lower().endswith("s")
    number = match["number"] or match["before"] or (None if plural else "one")
    return Reading(type="duration", value=duration_value(number, match["unit"]))


_SIDE = (
    r"(?:next|following|last|past|previous|preceding|first|final|opening|closing|coming|ensuing"
    r"|intervening)"
)

PATTERNS = (
    Pattern(
        name="unit beside the one told",
        first=WHICH_WORDS | PART_WORDS | {"later", "earlier"},
        regex=rf"(?:{PART}|(?:(?P<beginning>early|late)|later|earlier)\s+(?:in\s+|on\s+)?)?{WHICH}\s+"
        rf"(?P<unit>{UNIT}|{DAYTIME})",
        build=_unit,
        example="next day",
        value="2020-05-07",
        article=True,
    ),
    Pattern(
        name="season beside the one told",
        first=WHICH_WORDS,
        regex=rf"{WHICH}\s+(?P<season>{SEASON})",
        build=_season,
        example="last spring",
        value="2019-SP",
        article=True,
    ),
    Pattern(
        name="month beside the one told",
        first=WHICH_WORDS | PART_WORDS,
        regex=rf"{PART}?{WHICH}\s+(?P<month>{MONTH})",
        build=_month,
        example="last April",
        value="2020-04",
        article=True,
    ),
    Pattern(
        name="day before or after",
        first=frozenset({"day", "morning", "night", "evening"}),
        regex=r"(?<=the )(?:day|morning|night|evening)\s+(?P<way>before|after|following|previous)\b"
        r"(?!\s+(?:yesterday|tomorrow))",
        build=_day,
        example="day after",
        value="2020-05-07",
        article=True,
    ),
    Pattern(
        name="unit before or after",
        first=frozenset({"year", "month", "week"}),
        regex=r"(?<=the )(?P<unit>year|month|week)\s+(?P<way>before|after|following|previous)\b",
        build=_unit_before,
        example="year before",
        value="2019",
        article=True,
    ),
    Pattern(
        name="part of the month or year told",
        first=PART_WORDS,
        regex=rf"{PART}(?:(?:that|this|the\s+same)\s+)?(?P<unit>month|year|decade|century)\b(?!\s+(?:of"
        rf"|one|two|[IVX]+)\b)",
        build=_part,
        example="end of the month",
        value="2020-05",
        article=True,
    ),
    Pattern(
        name="end of the unit told",
        first=frozenset({"month", "year", "decade"}),
        regex=r"(?P<unit>month|year|decade)['’]s\s+end\b",
        build=_part,
        example="month's end",
        value="2020-05",
    ),
    Pattern(
        name="stretch of units beside the one told",
        first=WHICH_WORDS | NUMBER_WORDS | FIGURES | {"first", "final", "opening", "closing", "intervening"},
        regex=rf"(?:(?P<before>{NUMBER})\s+)?{_SIDE}\s+(?:(?P<number>{NUMBER})\s+)?(?P<unit>{UNIT})",
        build=_stretch,
        example="next two weeks",
        value="P2W",
        article=True,
    ),
)
