"""Seasons, quarters, decades and centuries: spring 1915, the third quarter of 1942, the late 1940s, the 5th century BC."""

import re

from storymap.when.clock import Clock
from storymap.when.lexicon import (
    APPROX,
    APPROX_WORDS,
    DECADES,
    ERA,
    FIGURES,
    ORDINAL_WORDS,
    ORDINALS,
    PART,
    PART_WORDS,
    SEASON,
    SEASON_WORDS,
    SEASONS,
    YEAR,
    part_of,
)
from storymap.when.model import Reading
from storymap.when.partial import WINTER, Partial
from storymap.when.patterns.days import day_number
from storymap.when.patterns.pattern import Pattern

_ORDINAL = rf"(?P<nth>\d{{1,2}}(?:st|nd|rd|th)|{'|'.join(sorted(ORDINALS, key=len, reverse=True))})"
_DETERMINED = re.compile(
    r"\b(?:in|during|by|until|till|since|throughout|over|through|that|this|the|of|all|every|each|same|for|from|to|and)\s+$",
    re.IGNORECASE,
)
_CAMPAIGN = re.compile(
    r"\s+(?:counter-?)?(?:offensives?|campaigns?|fighting|quarters|season|months|war|battles?|crisis|session|break|election"
    r"|elections|olympics|games|tour|harvest|solstice|equinox|retreat|march|term|semester)\b",
    re.IGNORECASE,
)


def _season(match: re.Match[str], clock: Clock) -> Reading | None:
    season, part = _season_number(match["season"]), part_of(match["part"] or match["part_of"] or "")
    year = int(match["year"])
    if season == WINTER and not match["year2"] and re.match(r"(?:early|late)?\s*$", match["part"] or ""):
        # "Winter 1915" is read as the winter that begins in December 1915.
        pass
    date = Partial(grain="season", year=year, month=season, part=part, approx=bool(match["approx"]))  # type: ignore[arg-type]
    return Reading(first=date, mod=part)


def _season_number(word: str) -> int:
    return SEASONS[word.lower().replace("-", "")]


def _season_told(match: re.Match[str], clock: Clock) -> Reading | None:
    """Read "in the summer" as the story's: the season of the year last told."""
    text, word = match.string, match["season"].lower()
    before = text[max(0, match.start() - 14) : match.start()]
    campaign = _CAMPAIGN.match(text, match.end())
    part = part_of(match["part"] or match["part_of"] or "")
    if not (campaign or part or _DETERMINED.search(before)):
        return None
    if (
        word in ("fall", "spring")
        and not campaign
        and re.match(r"\s+(?:of|in|from|to|on|for|water)\b", text[match.end() :][:8])
    ):
        return None
    if (
        word == "fall"
        and not re.search(r"\bthe\s+$|\bthat\s+$|\bby\s+$|\bin\s+$|\band\s+$", before)
        and not part
        and not campaign
    ):
        return None
    story = clock.story
    if story is None:
        return Reading(value="", relative=True)
    season = _season_number(word)
    date = Partial(grain="season", year=_year_of_season(story, season), month=season, part=part)  # type: ignore[arg-type]
    return Reading(first=date, mod=part, relative=True)


def _year_of_season(story: Partial, season: int) -> int:
    """Return the year of the story's season; a winter told of in January began the year before."""
    if season == WINTER and story.grain in ("day", "week", "month") and story.month <= 3:
        return story.year - 1
    return story.year


def _quarter(match: re.Match[str], clock: Clock) -> Reading | None:
    number = int(match["q"]) if match["q"] else day_number(match["nth"])
    if not 1 <= number <= 4:
        return None
    return Reading(first=Partial(grain="quarter", year=int(match["year"]), month=32 + number))


def _decade(match: re.Match[str], clock: Clock) -> Reading | None:
    part = part_of(match["part"] or match["part_of"] or "")
    digits = match["decade"]
    if len(digits) == 4:
        century = digits.endswith("00") and not part
        grain = "century" if century and int(digits) < 2000 else "decade"
        year = int(digits)
    else:
        grain, year = (
            "decade",
            (clock.story.year // 100 * 100 if clock.story and clock.story.year > 100 else 1900) + int(digits),
        )
    if match["bc"]:
        year = 1 - year - 9
    date = Partial(grain=grain, year=year, part=part, approx=bool(match["approx"]))  # type: ignore[arg-type]
    return Reading(first=date, mod=part)


def _decade_in_words(match: re.Match[str], clock: Clock) -> Reading | None:
    if (
        match["part"] is None
        and match["century"] is None
        and match["word"][0].islower()
        and not _in_the(match)
    ):
        return None
    century = {"eighteen": 1800, "nineteen": 1900, "seventeen": 1700, None: 1900}[
        (match["century"] or "").lower() or None
    ]
    part = part_of(match["part"] or match["part_of"] or "")
    date = Partial(grain="decade", year=century + DECADES[match["word"].lower()], part=part)  # type: ignore[arg-type]
    return Reading(first=date, mod=part, relative=match["century"] is None)


def _in_the(match: re.Match[str]) -> bool:
    return bool(
        re.search(
            r"\b(?:in|of|during|since|by)\s+the\s+$",
            match.string[max(0, match.start() - 12) : match.start()],
            re.I,
        )
    )


def _century(match: re.Match[str], clock: Clock) -> Reading | None:
    number = day_number(match["nth"])
    part = part_of(match["part"] or match["part_of"] or "")
    before_christ = bool(match["era"]) and match["era"].upper().startswith("B")
    year = 1 - 100 * number if before_christ else 100 * (number - 1)
    grain = "century" if match["unit"].lower().startswith("c") else "millennium"
    if grain == "millennium":
        year = 1 - 1000 * number if before_christ else 1000 * (number - 1)
    date = Partial(grain=grain, year=year, part=part, approx=bool(match["approx"]))  # type: ignore[arg-type]
    return Reading(first=date, mod=part)


_FIRST = PART_WORDS | APPROX_WORDS

PATTERNS = (
    Pattern(
        name="season of a year",
        first=SEASON_WORDS | _FIRST,
        regex=rf"{APPROX}?{PART}?(?P<season>{SEASON})(?:,?\s+(?:of\s+|in\s+)?)(?P<year>{YEAR})(?P<year2>[-–/](?:\d{{4}}|\d\d)\b)?",
        build=_season,
        example="spring of 1915",
        value="1915-SP",
        article=True,
    ),
    Pattern(
        name="season of the story",
        first=SEASON_WORDS | _FIRST,
        regex=rf"{PART}?(?P<season>{SEASON})",
        build=_season_told,
        example="late summer",
        value="2020-SU",
        article=True,
    ),
    Pattern(
        name="quarter of a year",
        first=frozenset({"q"}) | ORDINAL_WORDS | FIGURES | {"q1", "q2", "q3", "q4"},
        regex=rf"(?:Q(?P<q>[1-4])|{_ORDINAL}\s+quarter)\s+(?:of\s+)?(?P<year>{YEAR})",
        build=_quarter,
        example="third quarter of 1942",
        value="1942-Q3",
        article=True,
    ),
    Pattern(
        name="decade",
        first=FIGURES | _FIRST,
        regex=rf"{APPROX}?{PART}?(?:['’‘](?=\d0))?(?P<decade>[12]\d\d0|\d\d\d0(?=['’]?s\s+BC)|\d{{2,3}}0(?=s\s+BC)|(?<=['’‘])\d0)['’]?s\b(?P<bc>\s+B\.?C\.?(?:E\.?)?)?",
        build=_decade,
        example="late 1940s",
        value="194",
        article=True,
    ),
    Pattern(
        name="decade in words",
        first=frozenset({"eighteen", "nineteen", "seventeen"}) | frozenset(DECADES) | _FIRST,
        regex=rf"{PART}?(?:(?P<century>seventeen|eighteen|nineteen)[- ])?(?P<word>{'|'.join(DECADES)})\b",
        build=_decade_in_words,
        example="nineteen-forties",
        value="194",
        article=True,
    ),
    Pattern(
        name="century",
        first=ORDINAL_WORDS | FIGURES | _FIRST,
        regex=rf"{APPROX}?{PART}?{_ORDINAL}(?:\s+|-)(?P<unit>centur(?:y|ies)|millennium)(?:\s?(?P<era>{ERA}))?",
        build=_century,
        example="early 19th century",
        value="18",
        article=True,
    ),
)
