"""Durations and sets: nearly three weeks, a two-year siege, aged 40; every year, daily, per month."""

import re

from storymap.when.clock import Clock
from storymap.when.lexicon import FIGURES, NUMBER, NUMBER_WORDS, UNIT, UNITS, WEEKDAY, WEEKDAYS, count_of
from storymap.when.model import Reading
from storymap.when.patterns.pattern import Pattern

_MODS = {
    "nearly": "LESS_THAN",
    "almost": "LESS_THAN",
    "under": "LESS_THAN",
    "less than": "LESS_THAN",
    "fewer than": "LESS_THAN",
    "not quite": "LESS_THAN",
    "within": "EQUAL_OR_LESS",
    "at most": "EQUAL_OR_LESS",
    "up to": "EQUAL_OR_LESS",
    "no more than": "EQUAL_OR_LESS",
    "over": "MORE_THAN",
    "more than": "MORE_THAN",
    "at least": "EQUAL_OR_MORE",
    "no less than": "EQUAL_OR_MORE",
    "about": "APPROX",
    "around": "APPROX",
    "roughly": "APPROX",
    "approximately": "APPROX",
    "some": "APPROX",
    "just over": "MORE_THAN",
}
MOD = (
    rf"(?:(?P<mod>{'|'.join(sorted(_MODS, key=len, reverse=True)).replace(' ', chr(92) + 's+')}|only"
    rf"|just|another|exactly)\s+)?"
)
MOD_WORDS = frozenset(word.split()[0] for word in _MODS) | {"only", "just", "another", "exactly"}
_BETWEEN = (
    r"(?:more|long|short|full|whole|consecutive|successive|bloody|further|straight|brutal|solid|calendar"
    r"|additional|and\s+a\s+half|entire)"
)


def duration_value(words: str | None, unit: str) -> str:
    """Return the TIMEX3 value of a number of units: P3W, PT7H, P2.5Y, PXD."""
    letter = unit_letter(unit)
    count = count_of(words) if words else None
    figure = "X" if count is None else f"{count:g}"
    if letter == "2W":
        return f"P{2 * count:g}W" if count else "PXW"
    return (
        f"PT{figure}{letter[1]}"
        if letter in ("TM", "TH")
        else "PT" + figure + "S"
        if letter == "S"
        else f"P{figure}{letter}"
    )


def unit_letter(unit: str) -> str:
    """Return TIMEX3's sign of a unit of time."""
    word = unit.lower()
    return UNITS.get(word) or UNITS.get(word.removesuffix("s")) or {"centuries": "CE"}.get(word, "Y")


def modifier(match: re.Match[str]) -> str | None:
    """Return the TIMEX3 modifier of words like "nearly" and "more than"."""
    words = match.groupdict().get("mod")
    return _MODS.get(" ".join(words.lower().split())) if words else None


def _duration(match: re.Match[str], _clock: Clock) -> Reading | None:
    unit, number = match["unit"].lower(), match["number"]
    if unit.startswith("second") and (number.lower() in ("a", "an") or not unit.endswith("s")):
        return None
    if unit in ("quarter", "season", "min", "night") and number.lower() in ("a", "one"):
        return None
    if unit == "quarters" or (number.lower() in ("a", "an", "one") and unit.endswith("s")):
        return None  # "three quarters of them", "a months-long trek"
    half = match.groupdict().get("half")
    value = duration_value(number, unit)
    if half and (count := count_of(number)):
        value = duration_value(f"{count + 0.5:g}", unit)
    return Reading(type="duration", value=value, mod=modifier(match))


def _vague_duration(match: re.Match[str], _clock: Clock) -> Reading | None:
    return Reading(type="duration", value=duration_value(None, match["unit"]))


def _age(match: re.Match[str], _clock: Clock) -> Reading | None:
    count = count_of(match["number"])
    return None if count is None or count > 120 else Reading(type="duration", value=f"P{count:g}Y")


def _every(match: re.Match[str], _clock: Clock) -> Reading | None:
    value = _EVERY.get(match["unit"].lower().removesuffix("s"))
    if value is None or match[0].lower().startswith("per"):
        value = duration_value("one", match["unit"])
    return Reading(type="set", value=value)


_EVERY = {
    "day": "XXXX-XX-XX",
    "night": "XXXX-XX-XXTNI",
    "week": "XXXX-WXX",
    "month": "XXXX-XX",
    "year": "XXXX",
}
_SEASONS = {"spring": "SP", "summer": "SU", "autumn": "FA", "fall": "FA", "winter": "WI"}


def _every_season(match: re.Match[str], _clock: Clock) -> Reading | None:
    return Reading(type="set", value=f"XXXX-{_SEASONS[match['season'].lower()]}")


_ADVERBS = {
    "daily": "XXXX-XX-XX",
    "nightly": "XXXX-XX-XXTNI",
    "weekly": "XXXX-WXX",
    "monthly": "XXXX-XX",
    "yearly": "XXXX",
    "annually": "XXXX",
    "annual": "XXXX",
}


def _adverb(match: re.Match[str], _clock: Clock) -> Reading | None:
    return Reading(type="set", value=_ADVERBS[match[0].lower()])


PATTERNS = (
    Pattern(
        name="number of units",
        first=FIGURES | NUMBER_WORDS | MOD_WORDS,
        regex=rf"{MOD}(?P<number>{NUMBER})(?P<half>\s+and\s+(?:a\s+)?half)?(?:[\s-]+{_BETWEEN})?[\s-]+"
        rf"(?P<unit>{UNIT})(?:\s+old)?",
        build=_duration,
        example="nearly three weeks",
        value="P3W",
    ),
    Pattern(
        name="units without a number",
        first=frozenset({"for", "after", "within", "in", "by", "over"}),
        regex=r"(?:for|after|within|in|by|over)\s+(?P<span>(?P<unit>days|weeks|months|years|decades"
        r"|centuries|hours))\b",
        build=_vague_duration,
        example="for months",
        value="PXM",
    ),
    Pattern(
        name="units long",
        first=frozenset(
            {"day", "week", "month", "year", "months", "weeks", "days", "years", "hours", "decades", "hour"}
        ),
        regex=r"(?P<unit>hour|day|week|month|year|decade)s?-long\b",
        build=lambda match, _clock: Reading(
            type="duration", value=duration_value(None if "s-" in match[0] else "one", match["unit"])
        ),
        example="month-long",
        value="P1M",
    ),
    Pattern(
        name="age",
        first=frozenset({"aged", "age"}),
        regex=rf"aged?\s+(?:of\s+)?(?P<span>(?P<number>{NUMBER}))(?!\s*(?:%|percent|\d))",
        build=_age,
        example="aged 40",
        value="P40Y",
    ),
    Pattern(
        name="every unit",
        first=frozenset({"every", "each", "per"}),
        regex=rf"(?:every|each|per)\s+(?:single\s+)?(?P<unit>{UNIT})",
        build=_every,
        example="every year",
        value="XXXX",
    ),
    Pattern(
        name="every season",
        first=frozenset({"every", "each"}),
        regex=r"(?:every|each)\s+(?P<season>spring|summer|autumn|fall|winter)\b",
        build=_every_season,
        example="every summer",
        value="XXXX-SU",
    ),
    Pattern(
        name="adverb of a unit",
        first=frozenset(_ADVERBS),
        regex=rf"(?:{'|'.join(_ADVERBS)})\b",
        build=_adverb,
        example="daily",
        value="XXXX-XX-XX",
    ),
    Pattern(
        name="weekdays",
        first=frozenset({"on", "every", "each"}) | frozenset(f"{day}s" for day in WEEKDAYS),
        regex=rf"(?:(?:every|each)\s+(?P<weekday>{WEEKDAY})\b|(?:on\s+)?(?P<span>"
        rf"(?P<plural>{WEEKDAY})s)\b)",
        build=lambda match, _clock: Reading(
            type="set", value=f"XXXX-WXX-{WEEKDAYS[(match['weekday'] or match['plural']).lower()] + 1}"
        ),
        example="every Sunday",
        value="XXXX-WXX-7",
    ),
)
