"""Times so many units from another: three weeks ago, twelve days later, two years earlier."""

import re
from dataclasses import replace

from storymap.when.clock import Clock
from storymap.when.lexicon import FIGURES, NUMBER, NUMBER_WORDS, UNIT, count_of
from storymap.when.model import Reading
from storymap.when.notation import timex
from storymap.when.partial import Grain, Partial, bounds
from storymap.when.patterns.durations import MOD, MOD_WORDS, modifier, unit_letter
from storymap.when.patterns.pattern import Pattern
from storymap.when.shift import shifted

GRAINS: dict[str, Grain] = {
    "D": "day",
    "W": "week",
    "M": "month",
    "Y": "year",
    "DE": "decade",
    "CE": "century",
}
UNKNOWN = {"D": "XXXX-XX-XX", "W": "XXXX-WXX", "M": "XXXX-XX", "Y": "XXXX"}
"""TIMEX3 values of a day, week, month and year that cannot be said."""

_HALVES = {"Y": ("M", 6.0), "DE": ("Y", 5.0), "CE": ("Y", 50.0)}
_BACK = ("ago", "earlier", "before", "previously", "prior", "beforehand")
_EVENT = re.compile(r"\s+(?!that\b|this\b)[\w'\"“]")
_APPOSED = re.compile(r"\s*(?:,|-|–|—)\s*(?:the\s+|only\s+|just\s+)?")
_GAP = 12
_WORD = r"ago|later|earlier|before|after|afterwards?|thereafter|previously|prior|beforehand|hence|from\s+now"


def _counted(match: re.Match[str], clock: Clock) -> Reading | None:
    word = match["word"].lower()
    if word in ("before", "after") and _EVENT.match(match.string, match.end()):
        return apposition(match, clock)  # "two days before the battle": counted from an event
    deictic = word == "ago" or word.endswith("now")
    base = clock.now if deictic and clock.mode == "news" else clock.story
    if deictic and base is not None and base.grain in ("decade", "century", "millennium"):
        base = None
    reading = _counted_from(base, match, -1 if word in _BACK else 1, to_the_day=not deictic)
    if (
        word not in (*_BACK, "hence", "from now")
        and clock.mode == "news"
        and clock.now
        and _is_after(reading, clock.now)
    ):
        return Reading(
            relative=True
        )  # what news tells as later has mostly happened: the count starts elsewhere
    return reading


def _is_after(reading: Reading, now: Partial) -> bool:
    return reading.first is not None and bounds(reading.first)[0] > bounds(now)[0]


def apposition(match: re.Match[str], clock: Clock) -> Reading | None:
    """Read "two days after …" as the day it explains: "On 27 June 1950, two days after the landing"."""
    date = clock.previous
    if date is None or date.grain != "day" or match.start() - clock.previous_end > _GAP:
        return None
    between = match.string[clock.previous_end : match.start()]
    return Reading(first=date, relative=True) if _APPOSED.fullmatch(between) else None


def _counted_from(base: Partial | None, match: re.Match[str], sign: int, *, to_the_day: bool) -> Reading:
    letter, count = _units(match)
    mod, grain = modifier(match), GRAINS.get(letter)
    if letter in ("S", "TM", "TH"):
        same = base if base is not None and base.grain == "day" else None
        return Reading(first=same, value="" if same else UNKNOWN["D"], relative=True)
    if count is None:
        return Reading(type="reference", value="PAST_REF" if sign < 0 else "FUTURE_REF", relative=True)
    if base is None or grain is None:
        return Reading(value=UNKNOWN.get(letter, ""), relative=True, mod=mod)
    moved = shifted(base, grain, sign * int(count))
    if moved is None:
        return _from_vague_day(base, letter, count, mod)
    if grain == "week" and to_the_day and mod is None:
        # "Two weeks later" in a story is a day; its TIMEX3 value is the week.
        day = shifted(base, "day", sign * int(7 * count))
        return Reading(first=day or moved, value=timex(moved), relative=True)
    return Reading(first=replace(moved, approx=mod is not None), mod=mod, relative=True)


def _units(match: re.Match[str]) -> tuple[str, float | None]:
    """Return the unit and how many of them, a fortnight as two weeks, half a year as six months."""
    letter, count = unit_letter(match["unit"]), count_of(match["number"]) if match["number"] else None
    if letter == "2W":
        return "W", 2 * count if count else None
    if count == 0.5 and letter in _HALVES:
        return _HALVES[letter]
    return letter, count


def _from_vague_day(base: Partial, letter: str, count: float, mod: str | None) -> Reading:
    """Count days or weeks from a month or a year: the day is unknown, the month may be nearly known."""
    value = f"{base.year:04d}-XX-XX" if base.year > 0 else ""
    if base.grain == "month" and count * (7 if letter == "W" else 1) <= 20:
        guess = replace(base.plain, approx=True)
        return Reading(first=guess, value=value, relative=True, assumed=True, mod=mod)
    return Reading(value=value, relative=True, mod=mod)


PATTERNS = (
    Pattern(
        name="units counted from a date",
        first=FIGURES | NUMBER_WORDS | MOD_WORDS | {"hours", "days", "weeks", "months", "years", "decades"},
        regex=rf"{MOD}(?:(?P<number>{NUMBER})[\s-]+(?:(?:more|full|short|long)\s+)?)?"
        rf"(?P<unit>{UNIT})\s+(?P<word>{_WORD})\b(?!\s+to\b)",
        build=_counted,
        example="nearly three weeks ago",
        value="2020-W16",
    ),
)
