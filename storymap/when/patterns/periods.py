"""Seasons, quarters, decades, centuries: spring 1915, the late 1940s, the 5th century BC."""

import re

from storymap.when.clock import Clock
from storymap.when.lexicon import (
    ANY_YEAR,
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
    TO,
    YEAR,
    mod_of,
    part_of,
)
from storymap.when.model import Reading
from storymap.when.partial import WINTER, Grain, Partial, bounds
from storymap.when.patterns.days import astronomical, day_number, year_of_neighbour
from storymap.when.patterns.guess import year_for_season
from storymap.when.patterns.pattern import Pattern

_ORDINAL = rf"(?P<nth>\d{{1,2}}(?:st|nd|rd|th)|{'|'.join(sorted(ORDINALS, key=len, reverse=True))})"
_QUARTER = rf"{_ORDINAL[:-1]}|last|final)"
_DETERMINED = re.compile(
    r"\b(?:in|during|by|until|till|since|throughout|over|through|that|this|the|of|all|every|each|same"
    r"|for|from|to|and)\s+$",
    re.IGNORECASE,
)
_CAMPAIGN = re.compile(
    r"\s+(?:counter-?)?(?:offensives?|campaigns?|fighting|season|months|war|battles?|crisis|session"
    r"|break|election"
    r"|elections|olympics|games|tour|harvest|solstice|equinox|retreat|march|term|semester)\b",
    re.IGNORECASE,
)


def _season(match: re.Match[str], _clock: Clock) -> Reading | None:
    season, part = _season_number(match["season"]), part_of(match["part"] or match["part_of"])
    year = astronomical(int(match["year"]), match["era"])
    date = Partial(grain="season", year=year, month=season, part=part, approx=bool(match["approx"]))
    return Reading(first=date, mod=mod_of(part))


def _season_number(word: str) -> int:
    return SEASONS[word.lower().replace("-", "")]


def _season_told(match: re.Match[str], clock: Clock) -> Reading | None:
    """Read "in the summer" as the story's: the season of the year last told."""
    part, season = part_of(match["part"] or match["part_of"]), _season_number(match["season"])
    year = year_of_neighbour(match)
    if year is None and not _is_season(match):
        return None
    relative = year is None
    if year is None:
        year = year_for_season(season, clock, match)
    if year is None:
        return Reading(value="", relative=True)
    date = Partial(grain="season", year=year, month=season, part=part)
    # Corpora give a winter that is told without its year the year of its end.
    value = f"{year + 1:04d}-WI" if season == WINTER and relative and year > 0 else ""
    return Reading(first=date, value=value, mod=mod_of(part), relative=relative)


def _is_season(match: re.Match[str]) -> bool:
    """Return whether the word is a season here, and not the fall of a city or a spring of water."""
    text, word = match.string, match["season"].lower()
    if _CAMPAIGN.match(text, match.end()) or match["part"] or match["part_of"]:
        return True
    before = text[max(0, match.start() - 14) : match.start()]
    if not _DETERMINED.search(before):
        return False
    if word not in ("fall", "spring"):
        return True
    if re.match(r"\s+(?:of|in|from|to|on|for|water)\b", text[match.end() : match.end() + 8]):
        return False
    return word == "spring" or bool(re.search(r"\b(?:the|that|by|in|and)\s+$", before))


def _quarter(match: re.Match[str], clock: Clock) -> Reading | None:
    number = (
        int(match["q"])
        if match["q"]
        else 4
        if match["nth"].lower() in ("last", "final")
        else day_number(match["nth"])
    )
    base = clock.now if clock.mode == "news" else clock.story or clock.now
    if not 1 <= number <= 4 or (not match["year"] and base is None):
        return None
    year = int(match["year"]) if match["year"] else base.year - (match["which"].lower() == "last")  # type: ignore[union-attr]
    return Reading(first=Partial(grain="quarter", year=year, month=32 + number), relative=not match["year"])


def _decade(match: re.Match[str], clock: Clock) -> Reading | None:
    part = part_of(match["part"] or match["part_of"])
    year, digits = int(match["decade"]), match["decade"]
    grain: Grain = "decade"
    if match["bc"]:
        year = 1 - year - 9
    elif len(digits) == 2:
        if _DEGREES.search(match.string, max(0, match.start() - 60), match.end() + 60):
            return None
        year = _last_decade(year, clock)
    elif digits.endswith("00") and year < 2000 and (not part or part in ("H1", "H2")):
        grain = "century"
    date = Partial(grain=grain, year=year, part=part, approx=bool(match["approx"]))
    return Reading(first=date, mod=mod_of(part))


_DEGREES = re.compile(r"°|degrees?|temperatures?|mph|Fahrenheit|per\s?cent", re.IGNORECASE)


def _last_decade(number: int, clock: Clock) -> int:
    """Return the first year of "the 70s": the last ones that had begun by the story's time."""
    story = clock.story or clock.now or clock.previous
    if story is None or story.year < 1000:
        return 1900 + number
    decade = story.year // 100 * 100 + number
    return decade if decade <= story.year else decade - 100


def _decade_in_words(match: re.Match[str], clock: Clock) -> Reading | None:
    if (
        match["part"] is None
        and match["century"] is None
        and match["word"][0].islower()
        and not _in_the(match)
    ):
        return None
    part, number = part_of(match["part"] or match["part_of"]), DECADES[match["word"].lower()]
    century = _CENTURIES.get((match["century"] or "").lower())
    year = _last_decade(number, clock) if century is None else century + number
    date = Partial(grain="decade", year=year, part=part)
    return Reading(first=date, mod=mod_of(part), relative=match["century"] is None)


_CENTURIES = {"eighteen": 1800, "nineteen": 1900, "seventeen": 1700}


def _in_the(match: re.Match[str]) -> bool:
    return bool(
        re.search(
            r"\b(?:in|of|during|since|by)\s+the\s+$",
            match.string[max(0, match.start() - 12) : match.start()],
            re.I,
        )
    )


def _century(match: re.Match[str], _clock: Clock) -> Reading | None:
    number = day_number(match["nth"])
    part = part_of(match["part"] or match["part_of"])
    before_christ = bool(match["era"]) and match["era"].upper().startswith("B")
    year = 1 - 100 * number if before_christ else 100 * (number - 1)
    grain: Grain = "century" if match["unit"].lower().startswith("c") else "millennium"
    if grain == "millennium":
        year = 1 - 1000 * number if before_christ else 1000 * (number - 1)
    date = Partial(grain=grain, year=year, part=part, approx=bool(match["approx"]))
    return Reading(first=date, mod=mod_of(part))


def _turn(match: re.Match[str], clock: Clock) -> Reading | None:
    """Read "the turn of the 20th century", "the turn of the century" as about the year it began in."""
    if match["nth"]:
        year = 100 * (day_number(match["nth"]) - 1)
    else:
        story = clock.story
        year = (story.year + 50) // 100 * 100 if story else 1900
    return Reading(
        first=Partial(grain="year", year=year, approx=True),
        value=f"{year // 100:02d}",
        mod="START",
        relative=not match["nth"],
    )


def _period(n: int) -> str:
    nth = _ORDINAL.replace("nth", f"nth{n}")
    century = rf"{nth}(?:[\s-]+(?P<century{n}>centur(?:y|ies)))?"
    return rf"(?:(?P<part{n}>early|mid|late)[\s-]+)?(?:(?P<decade{n}>[12]\d\d0)['’]?s|{century})"


_PERIOD = _period(1), _period(2)


def _periods(match: re.Match[str], _clock: Clock) -> Reading | None:
    """Read "from the 1850s to the 1870s", "16th to the 18th century"."""
    if not match["decade2"] and not match["century2"]:
        return None
    first, last = _end_of_periods(match, 1), _end_of_periods(match, 2)
    if bounds(last)[0] <= bounds(first)[0]:
        return None
    return Reading(first=first, last=last, ends=(match.span("e1"), match.span("e2")))


def _end_of_periods(match: re.Match[str], n: int) -> Partial:
    part = part_of(match[f"part{n}"])
    if match[f"decade{n}"]:
        return Partial(grain="decade", year=int(match[f"decade{n}"]), part=part)
    return Partial(grain="century", year=100 * (day_number(match[f"nth{n}"]) - 1), part=part)


_FIRST = PART_WORDS | APPROX_WORDS

PATTERNS = (
    Pattern(
        name="season of a year",
        first=SEASON_WORDS | _FIRST,
        regex=rf"{APPROX}?{PART}?(?P<season>{SEASON})(?:,?\s+(?:of\s+|in\s+)?)(?:the\s+year"
        rf"\s+)?{ANY_YEAR}(?P<year2>[-–/](?:\d{{4}}|\d\d)\b)?",
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
        value="2019-SU",
        article=True,
    ),
    Pattern(
        name="quarter of a year",
        first=frozenset({"q", "last", "final"}) | ORDINAL_WORDS | FIGURES | {"q1", "q2", "q3", "q4"},
        regex=rf"(?:Q(?P<q>[1-4])|{_QUARTER}\s+quarter)\s+(?:of\s+)?"
        rf"(?:(?P<year>{YEAR})|(?P<which>this|last|that|the\s+same)\s+year\b)",
        build=_quarter,
        example="third quarter of 1942",
        value="1942-Q3",
        article=True,
    ),
    Pattern(
        name="decade",
        first=FIGURES | _FIRST,
        regex=rf"{APPROX}?{PART}?(?:['’‘](?=\d0))?(?P<decade>[12]\d\d0|\d\d\d0(?=['’]?s\s+BC)|\d{{2,3}}0"
        rf"(?=s\s+BC)|(?<=['’‘])\d0|(?:(?<=the )|(?<=early )|(?<=late )|(?<=mid[ -]))[1-9]0)"
        rf"['’]?s\b(?P<bc>\s+B\.?C\.?(?:E\.?)?)?",
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
        name="turn of a century",
        first=frozenset({"turn"}),
        regex=rf"turn\s+of\s+the\s+(?:{_ORDINAL}[-\s]+)?century\b(?!\s?{ERA})",
        build=_turn,
        example="turn of the 20th century",
        value="19",
        article=True,
    ),
    Pattern(
        name="century",
        first=ORDINAL_WORDS | FIGURES | _FIRST,
        regex=rf"{APPROX}?{PART}?{_ORDINAL}(?:\s+|-)(?P<unit>centur(?:y|ies)|millennium)(?:\s?"
        rf"(?P<era>{ERA}))?",
        build=_century,
        example="early 19th century",
        value="18",
        article=True,
    ),
    Pattern(
        name="decades or centuries, from one to another",
        first=FIGURES | ORDINAL_WORDS | PART_WORDS,
        regex=rf"(?P<e1>{_PERIOD[0]}){TO}(?:the\s+)?(?P<e2>{_PERIOD[1]})",
        build=_periods,
        example="1850s to the 1870s",
        value="185/187",
        article=True,
    ),
)
