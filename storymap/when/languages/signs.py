"""Dates of figures with signs behind them, Han figures and eras too: 1941年12月7日, 昭和20年, 1941년 12월."""

import re
import tomllib
from collections.abc import Iterator
from functools import cache
from importlib import resources
from typing import Any

from storymap.when.clock import Clock
from storymap.when.languages.patterns import Build, Form, moved_by_unit, weekday_of
from storymap.when.languages.words import DateWords, any_of, words_of
from storymap.when.model import Reading
from storymap.when.partial import Grain, Partial, month_of, real_day, year_of

_FIGURES = (
    {figure: number for number, figure in enumerate("〇一二三四五六七八九")}
    | {figure: number for number, figure in enumerate("零壹貳參")}
    | {"两": 2, "元": 1}
)
_TENS, _HUNDRED = {"十": 10, "廿": 20, "卅": 30}, "百"
_BEFORE_CHRIST, _ANNO = "公元前|紀元前|기원전", "公元|西暦|서기"
_ERAS = "eras"
# A year of fewer figures counts from the beginning of an era.
_FEW = 100
_UNITS: dict[str, Grain] = {"年": "year", "해": "year", "月": "month"}


def is_known(language: str) -> bool:
    """Return whether a language writes its dates so."""
    return language in _table() and language != _ERAS


@cache
def _table() -> dict[str, Any]:
    """Return what ``signs.toml`` has."""
    return tomllib.loads(resources.files(__package__).joinpath("signs.toml").read_text(encoding="utf-8"))


def eras(language: str = "") -> dict[str, int]:
    """Return the first years of eras by their names: a language's own, or those of all."""
    own: dict[str, dict[str, int]] = _table()[_ERAS]
    return own.get(language, {}) if language else {k: v for table in own.values() for k, v in table.items()}


@cache
def forms(language: str) -> tuple[Form, ...]:
    """Return the ways of writing times in a language, compiled."""
    return tuple(Form(name, re.compile(regex), build) for name, regex, build in _grammar(language))


def _grammar(language: str) -> Iterator[tuple[str, str, Build]]:
    y, m, d = _table()[language]["signs"]
    figures = r"[\d０-９〇零一二三四五六七八九十百廿卅两元壹貳參]"
    era = "|".join(eras())
    before = rf"(?:(?:(?P<bc>{_BEFORE_CHRIST})|{_ANNO})\s?)?"
    year = rf"(?:{before}(?P<era>{era})?\s?(?P<year>{figures}{{1,4}})\s?{y})"
    month, day = rf"(?P<month>{figures}{{1,3}})\s?{m}", rf"(?P<day>{figures}{{1,3}})\s?{d}"
    date = _date_in(language)
    yield "day", rf"(?:{year}\s?)?{month}(?:份)?\s?{day}", date
    yield "month", rf"{year}\s?{month}", date
    yield "month alone", rf"{month}(?!\w?[間间])", date
    yield "year", rf"{year}(?![間间前後后来來以])", date
    yield "day alone", rf"(?<![{figures[1:-1]}年月]){day}(?![間间本曜])", date
    yield "era's beginning", rf"(?P<reign>{era})(?:初年?)", _beginning
    yield "weekday", rf"(?P<weekday>{any_of(words_of(language).weekdays)})", weekday_of
    yield "decade", rf"(?P<decade>[12]\d{{2}}0){y}代", _decade
    yield "century", r"(?P<century>\d{1,2})\s?(?:世紀|世纪|세기)", _century
    for name, count, base in (
        ("next", 1, "story"),
        ("same", 0, "story"),
        ("today", 0, "now"),
        ("yesterday", -1, "now"),
    ):
        for phrase in _table()[language][name].split("|"):
            yield name, phrase, moved_by_unit(count, base, _UNITS.get(phrase[-1], "day"))


def number_of(text: str) -> int:
    """Return the number that figures or Han figures mean: 一九四一, 二十三, 廿三, １２."""
    if text.isdigit():
        return int(text)
    if not any(c in text for c in (*_TENS, _HUNDRED)):
        return int("".join(str(_FIGURES.get(c, c)) for c in text))
    total, last = 0, 0
    for c in text:
        if c in _TENS:
            total += (last or 1) * 10 if c == "十" else _TENS[c]
            last = 0
        elif c == _HUNDRED:
            total, last = total + (last or 1) * 100, 0
        else:
            last = _FIGURES.get(c, int(c) if c.isdigit() else 0)
    return total + last


def _date_in(language: str) -> Build:
    """Return the builder of figures with signs; years without an era's name are of a language's own eras."""

    def build(match: re.Match[str], clock: Clock, words: DateWords) -> Reading | None:
        found = match.groupdict()
        month = number_of(found["month"]) if found.get("month") else 0
        day = number_of(found["day"]) if found.get("day") else 0
        year = _signed_year(found, clock, language)
        relative = year is None
        if year is None:
            story = clock.told or clock.now
            year = story.year if story else None
            month = month or (story.month if story and story.grain in ("day", "month") else 0)
        if year is None or (month and not 1 <= month <= 12) or (day and not month):
            return None
        whole = month_of(year, month) if month else year_of(year)
        date = real_day(year, month, day) if day else whole
        return None if date is None else Reading(first=date, relative=relative)

    return build


def _signed_year(found: dict[str, str], clock: Clock, language: str) -> int | None:
    """Return the year of figures, or of an era: the one that is named, else the one that the story is in."""
    if not found.get("year"):
        return None
    number = number_of(found["year"])
    if found.get("era"):
        return eras()[found["era"]] + number - 1
    if number < _FEW:
        story = clock.told or clock.now
        begun = [year for year in eras(language).values() if story and year <= story.year]
        return max(begun) + number - 1 if begun else None
    return 1 - number if found.get("bc") else number


def _beginning(match: re.Match[str], clock: Clock, words: DateWords) -> Reading | None:
    return Reading(first=Partial(grain="year", year=eras()[match["reign"]], approx=True))


def _decade(match: re.Match[str], clock: Clock, words: DateWords) -> Reading | None:
    return Reading(first=Partial(grain="decade", year=int(match["decade"])))


def _century(match: re.Match[str], clock: Clock, words: DateWords) -> Reading | None:
    return Reading(first=Partial(grain="century", year=100 * (int(match["century"]) - 1)))
