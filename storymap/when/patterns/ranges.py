"""Ranges: 1910 to 1945, 1941–45, May 3–7, 1915, from July to September 1915, between 1853 and 1856."""

import re
from dataclasses import replace

from storymap.when.clock import Clock
from storymap.when.lexicon import (
    APPROX,
    DAY,
    ENDS_YEAR,
    ERA,
    FIGURES,
    MONTH,
    MONTH_WORDS,
    PART_WORDS,
    SEASON,
    SEASON_WORDS,
    SEASONS,
    TO,
    WEEKDAY_SHORT,
    WEEKDAY_WORDS,
    YEAR,
    month_number,
    part_of,
)
from storymap.when.model import Reading
from storymap.when.partial import Partial, bounds, year_of
from storymap.when.patterns.days import astronomical, day_number
from storymap.when.patterns.guess import day_in, month_told, year_for_month
from storymap.when.patterns.pattern import Pattern
from storymap.when.patterns.years import early_year

_AND = r"\s+and\s+"
_NTH = r"(?:st|nd|rd|th|d)?\b"


def _end(n: int) -> str:
    """Return the expression of one end of a range of days, months or seasons."""
    return (
        rf"(?P<e{n}>(?:{WEEKDAY_SHORT},?\s+)?(?:(?:the\s+)?(?P<part{n}>early|mid|late|(?:beginning|start"
        rf"|middle|end)\s+of)[\s-]+)?"
        rf"(?:(?:the\s+)?(?P<d{n}>{DAY}){_NTH}(?:\s+of)?[\s-]+)?(?:the\s+)?(?:(?P<m{n}>{MONTH})|"
        rf"(?P<s{n}>{SEASON}))"
        rf"(?:\s+(?P<dd{n}>{DAY}){_NTH}(?!:))?(?:(?:\s*,\s*|\s+(?:of\s+)?)(?P<y{n}>{YEAR}))?)"
    )


def _ends(match: re.Match[str], one: str, two: str) -> tuple[tuple[int, int], tuple[int, int]]:
    return match.span(one), match.span(two)


def _between_dates(match: re.Match[str], clock: Clock) -> Reading | None:
    """Read two dates with months; a year or month that one end lacks comes from the other."""
    named = match.groupdict()
    if any(word and word[0].islower() for word in (named["m1"], named["m2"])):
        return None
    years = [int(named[key]) if named[key] else None for key in ("y1", "y2")]
    relative = years == [None, None]
    if relative:
        month = month_number(named["m1"]) if named["m1"] else 6
        years[0] = year_for_month(month, clock, match)
        if years[0] is not None and _wraps(named) and _in_last_part(clock, named):
            years[0] -= 1
    if years[0] is None and years[1] is None:
        return None
    first, last = _pair(named, years)
    if first is None or last is None:
        return None
    return Reading(first=first, last=last, relative=relative, ends=_ends(match, "e1", "e2"))


def _wraps(named: dict[str, str | None]) -> bool:
    return bool(named["m1"] and named["m2"]) and month_number(named["m1"] or "") > month_number(
        named["m2"] or ""
    )


def _in_last_part(clock: Clock, named: dict[str, str | None]) -> bool:
    """Return whether the story has reached the months after New Year that "October to March" ends in."""
    story = clock.story
    return (
        story is not None
        and story.grain in ("day", "month")
        and story.month <= month_number(named["m2"] or "")
    )


def _pair(named: dict[str, str | None], years: list[int | None]) -> tuple[Partial | None, Partial | None]:
    begin, end = years
    first = _date(named, 1, begin if begin is not None else end or 0)
    last = _date(named, 2, end if end is not None else begin or 0)
    if first and last and bounds(last)[1] < bounds(first)[0]:
        # "from October to March": the missing year is the one that keeps the order.
        if end is None:
            last = replace(last, year=last.year + 1)
        elif begin is None:
            first = replace(first, year=first.year - 1)
        else:
            return None, None
    return first, last


def _date(named: dict[str, str | None], n: int, year: int) -> Partial | None:
    part = part_of(named[f"part{n}"])
    if season := named[f"s{n}"]:
        return Partial(grain="season", year=year, month=SEASONS[season.lower().replace("-", "")], part=part)
    month = month_number(named[f"m{n}"] or "")
    day = named[f"d{n}"] or named[f"dd{n}"]
    if day:
        return day_in(year, month, int(day))
    return Partial(grain="month", year=year, month=month, part=part)


def _days_of_month(match: re.Match[str], clock: Clock) -> Reading | None:
    """Read two days of one month: May 3–7, 1915; 26–30 November."""
    if match["month"][0].islower():
        return None
    month = month_number(match["month"])
    begin, end = day_number(match["e1"].split()[-1]), day_number(match["e2"].split()[-1])
    year = int(match["year"]) if match["year"] else year_for_month(month, clock, match, begin)
    if year is None or begin >= end:
        return None
    first, last = day_in(year, month, begin), day_in(year, month, end)
    if first is None or last is None:
        return None
    return Reading(first=first, last=last, relative=not match["year"], ends=_ends(match, "e1", "e2"))


def _days_told(match: re.Match[str], clock: Clock) -> Reading | None:
    """Read "from the 13th to the 19th" in the month told."""
    month = month_told(clock)
    begin, end = day_number(match["d1"]), day_number(match["d2"])
    if month is None or begin >= end:
        return None
    first, last = day_in(month.year, month.month, begin), day_in(month.year, month.month, end)
    if first is None or last is None:
        return None
    return Reading(first=first, last=last, relative=True, ends=_ends(match, "e1", "e2"))


def _years(match: re.Match[str], _clock: Clock) -> Reading | None:
    named = match.groupdict()
    era = named.get("era2") or ""
    before_christ = era.upper().startswith("B")
    begin, end = int(named["y1"] or 0), int(named["y2"] or 0)
    short = 10 ** len(named["y2"] or "")  # 1941–45, 1962-3
    if short <= 100 and begin >= 10 * short and not before_christ:
        end += begin // short * short
    first = astronomical(begin, named.get("era1") or (era if before_christ else None))
    last = astronomical(end, era or named.get("era1"))
    if first >= last or (not era and not named.get("era1") and not _plausible(match, begin, end)):
        return None
    return Reading(
        first=_year(first, named.get("p1"), named.get("approx")),
        last=_year(last, named.get("p2"), named.get("approx")),
        ends=_ends(match, "e1", "e2"),
    )


def _early_years(match: re.Match[str], clock: Clock) -> Reading | None:
    """Read "from 264 to 241" in a story of that time."""
    first, last = (early_year(int(match[each]), clock) for each in ("y1", "y2"))
    if first is None or last is None or first >= last:
        return None
    return Reading(
        first=_year(first, None, None), last=_year(last, None, None), ends=_ends(match, "e1", "e2")
    )


def _between_early_years(match: re.Match[str], _clock: Clock) -> Reading | None:
    """Read "between 711 and 718" where no noun behind says that something is counted."""
    first, last = int(match["y1"]), int(match["y2"])
    if first >= last:
        return None
    return Reading(first=year_of(first), last=year_of(last), ends=_ends(match, "e1", "e2"))


def _years_of_our_lord(match: re.Match[str], _clock: Clock) -> Reading | None:
    first, last = int(match["y1"]), int(match["y2"])
    if last < 100 <= first:
        last += first // 100 * 100
    return (
        Reading(first=year_of(first), last=year_of(last), ends=_ends(match, "e1", "e2"))
        if first < last
        else None
    )


def _year_to_date(match: re.Match[str], _clock: Clock) -> Reading | None:
    if not match["y2"] or (match["m2"] and match["m2"][0].islower()):
        return None
    first, last = year_of(int(match["y0"])), _date(match.groupdict(), 2, int(match["y2"]))
    if last is None or last.year <= first.year:
        return None
    return Reading(first=first, last=last, ends=_ends(match, "e1", "e2"))


def _year_to_decade(match: re.Match[str], _clock: Clock) -> Reading | None:
    first = year_of(int(match["y1"]))
    last = Partial(grain="decade", year=int(match["decade"]), approx=bool(match["approx"]))
    return Reading(first=first, last=last, ends=_ends(match, "e1", "e2")) if first.year < last.year else None


def _year(year: int, part: str | None, approx: str | None) -> Partial:
    return Partial(grain="year", year=year, part=part_of(part), approx=bool(approx))


def _plausible(match: re.Match[str], begin: int, end: int) -> bool:
    """Return whether two figures may be years: no page numbers, prices, phone numbers or street numbers."""
    text = match.string
    before = text[max(0, match.start() - 14) : match.start()]
    if re.search(r"(?:\bpp?\.?|\bpages?|\bnos?\.?|\brooms?|[$£€#]|\d[-–])\s*$", before, re.IGNORECASE):
        return False
    after = re.match(
        r"[-–]\d|\s*(?:men|people|troops|soldiers|km|miles|m|ft|feet|tons?|metres|meters|hours|hrs"
        r"|GMT)\b|%",
        text[match.end() : match.end() + 10],
    )
    return not after and 1000 <= begin <= 2100 and end <= 2100


def _until_now(match: re.Match[str], _clock: Clock) -> Reading | None:
    return Reading(first=year_of(int(match["y1"])), open_end=True)


_Y = (
    rf"(?:(?P<p1>early|mid|late)[\s-]+)?(?P<y1>{YEAR}|\d{{1,4}}(?=\s?{ERA}|{TO}\d{{1,4}}\s?{ERA}))(?:\s?"
    rf"(?P<era1>{ERA}))?"
)
_Y2 = (
    rf"(?:(?P<p2>early|mid|late)[\s-]+)?(?P<y2>{YEAR}|(?<=\d[-–/])\d(?![\w/-]|[.,:]\d)|\d\d(?!\d|[.,:/]\d|(?:st|nd|rd|th|s)\b|%)"
    rf"|\d{{1,4}}(?=\s?{ERA}))(?:\s?(?P<era2>{ERA}))?"
)
_Y_AND = _Y.replace(TO, _AND)
_FIRST_YEAR = FIGURES | {"early", "mid", "late"}

PATTERNS = (
    Pattern(
        name="from a date to a date",
        first=MONTH_WORDS | FIGURES | SEASON_WORDS | PART_WORDS | WEEKDAY_WORDS,
        regex=_end(1) + TO + _end(2),
        build=_between_dates,
        example="July to September 1915",
        value="1915-07/1915-09",
    ),
    Pattern(
        name="between a date and a date",
        first=frozenset({"between"}),
        regex=rf"between\s+(?:the\s+)?(?P<span>{_end(1)}{_AND}(?:the\s+)?{_end(2)})",
        build=_between_dates,
        example="between March 1965 and November 1968",
        value="1965-03/1968-11",
    ),
    Pattern(
        name="month, day to day",
        first=MONTH_WORDS,
        regex=rf"(?P<e1>(?P<month>{MONTH})\s+(?:the\s+)?{DAY}{_NTH}){TO}(?:the\s+)?(?P<e2>{DAY}){_NTH}"
        rf"(?![:/]|\s+(?:{MONTH}))(?:,?\s+(?P<year>{YEAR}))?",
        build=_days_of_month,
        example="May 3–7, 1915",
        value="1915-05-03/1915-05-07",
    ),
    Pattern(
        name="between a day and a day of a month",
        first=frozenset({"between"}),
        regex=rf"between\s+(?P<span>(?P<e1>(?P<month>{MONTH})\s+{DAY}{_NTH}){_AND}(?:the\s+)?"
        rf"(?P<e2>{DAY}){_NTH}(?:,?\s+(?P<year>{YEAR}))?)",
        build=_days_of_month,
        example="between May 3 and 7, 1915",
        value="1915-05-03/1915-05-07",
    ),
    Pattern(
        name="day to day, month",
        first=FIGURES,
        regex=rf"(?P<e1>{DAY}{_NTH}){TO}(?:the\s+)?(?P<e2>{DAY}{_NTH})(?:\s+of\s+|\s+)(?P<month>{MONTH})"
        rf"(?:(?:\s*,\s*|\s+(?:of\s+)?)(?P<year>{YEAR}))?",
        build=_days_of_month,
        example="26–30 November 1950",
        value="1950-11-26/1950-11-30",
    ),
    Pattern(
        name="between two days of a month",
        first=frozenset({"between"}),
        regex=rf"between\s+(?:the\s+)?(?P<span>(?P<e1>{DAY}{_NTH}){_AND}(?:the\s+)?(?P<e2>{DAY}{_NTH})"
        rf"(?:\s+of\s+|\s+)(?P<month>{MONTH})(?:(?:\s*,\s*|\s+(?:of\s+)?)(?P<year>{YEAR}))?)",
        build=_days_of_month,
        example="between the 2nd and 5th of May 1915",
        value="1915-05-02/1915-05-05",
    ),
    Pattern(
        name="ordinal day to ordinal day",
        first=FIGURES,
        regex=rf"(?P<e1>(?P<d1>{DAY}(?:st|nd|rd|th))){TO}(?:the\s+)?(?P<e2>(?P<d2>{DAY}(?:st|nd|rd"
        rf"|th)))\b(?!\s+(?:of\b|century|centuries))",
        build=_days_told,
        example="13th to the 19th",
        value="2020-05-13/2020-05-19",
        article=True,
    ),
    Pattern(
        name="year to year",
        first=_FIRST_YEAR,
        regex=rf"(?P<e1>{_Y}){TO}(?P<e2>{_Y2})",
        build=_years,
        example="1910 to 1945",
        value="1910/1945",
    ),
    Pattern(
        name="era, year to year",
        first=frozenset({"ad", "a", "anno"}),
        regex=rf"(?:AD|A\.\s?D\.|anno\s+Domini)\s?(?P<e1>(?P<y1>\d{{1,4}}))(?:{TO}|{_AND}|\s+or\s+)(?P<e2>(?P<y2>\d{{1,4}}))(?!\d)",
        build=_years_of_our_lord,
        example="A.D. 413-414",
        value="0413/0414",
    ),
    Pattern(
        name="year to a date",
        first=FIGURES,
        regex=rf"(?P<e1>(?P<y0>{YEAR})){TO}(?:the\s+)?{_end(2)}",
        build=_year_to_date,
        example="1705 to 8th May 1706",
        value="1705/1706-05-08",
    ),
    Pattern(
        name="year to a decade",
        first=FIGURES,
        regex=rf"(?P<e1>(?P<y1>{YEAR})){TO}(?:the\s+)?{APPROX}?(?P<e2>(?P<decade>[12]\d\d0)['’]?s)\b",
        build=_year_to_decade,
        example="1921 - circa 1970s",
        value="1921/197",
    ),
    Pattern(
        name="years of an early century",
        first=FIGURES,
        regex=rf"(?P<e1>(?P<y1>\d{{3}})){TO}(?P<e2>(?P<y2>\d{{3}}))(?![\w%]|[.,]\d)",
        build=_early_years,
        example="264 to 241",
        value="",
    ),
    Pattern(
        name="between years of an early century",
        first=frozenset({"between"}),
        regex=rf"between\s+(?:the\s+years\s+)?(?P<span>(?P<e1>(?P<y1>\d{{3}})){_AND}(?P<e2>(?P<y2>\d{{3}}){ENDS_YEAR}))",
        build=_between_early_years,
        example="between 711 and 718 the",
        value="0711/0718",
    ),
    Pattern(
        name="between years",
        first=frozenset({"between"}),
        regex=rf"between\s+(?:(?P<approx>c\.|ca\.|about|around)\s*)?(?:the\s+years\s+)?(?P<span>"
        rf"(?P<e1>{_Y_AND}){_AND}(?P<e2>{_Y2}))",
        build=_years,
        example="between 1853 and 1856",
        value="1853/1856",
    ),
    Pattern(
        name="from a year to now",
        first=FIGURES,
        regex=rf"(?P<y1>{YEAR})(?:\s*[-–—]\s*|\s+(?:to|until|through)\s+)(?:the\s+)?(?:present(?:"
        rf"\s+day)?|today|now)\b",
        build=_until_now,
        example="1990 to the present",
        value="1990",
    ),
)
