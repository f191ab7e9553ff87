"""Bare years: 1945, c. 1850, early 1941, 218 BC, AD 70; and the figures that are none."""

import re

from storymap.when.clock import Clock
from storymap.when.lexicon import (
    APPROX,
    APPROX_WORDS,
    ENDS_YEAR,
    ERA,
    FIGURES,
    PART,
    PART_WORDS,
    YEAR,
    mod_of,
    part_of,
)
from storymap.when.model import Reading
from storymap.when.partial import Partial
from storymap.when.patterns.days import astronomical, year_of_century
from storymap.when.patterns.pattern import Pattern

_BEFORE_YEAR = re.compile(
    r"(?:\b(?:in|since|by|until|till|from|to|of|during|before|after|circa|year|years|through|throughout"
    r"|and|or|late|early"
    r"|mid|between|around|about|for|the|spring|summer|autumn|fall|winter|as late as|as early as|on|into"
    r"|than)"
    r"|[(\[:;–—-]|,|^)\s*$",
    re.IGNORECASE | re.MULTILINE,
)
_NO_YEAR_BEFORE = re.compile(
    r"(?:[$£€#№×x@]|\b(?:no|nos|number|room|rooms|page|pages|pp?|vol|volume|flight|route|highway|suite"
    r"|box|boeing|airbus"
    r"|model|unit|apt|apartment|chapter|line|lot|serial|ext|extension|channel|section|article|resolution"
    r"|bus|gate|hull"
    r"|locomotive|engine|train|squadron|form|act|psalm|hymn|verse|paragraph|exactly|nearly|almost|over"
    r"|under|than|only"
    r"|some|just|total|totall?ing|least|most|up to|killed|wounded|worth|another|additional|further"
    r"|total of|number of"
    r"|population|population of|elevation of|height of|depth of|length of|altitude of|distance of|strength of"
    r"|force of|army of)\.?)\s*$",
    re.IGNORECASE,
)
_COUNTED = re.compile(
    r"\s*(?:%|°|-?\s?(?:km|kms|kilomet(?:er|re)s?|m|met(?:er|re)s?|miles?|mi|ft|feet|foot|yards?|acres?"
    r"|hectares?|kg|lbs?|pounds"
    r"|tons?|tonnes?|hp|hours|hrs?|GMT|UTC|people|men|women|children|soldiers|troops|dead|wounded|killed"
    r"|casualties|prisoners"
    r"|inhabitants|residents|persons?|copies|dollars|euros|rubles|francs|horses|ships|aircraft|tanks"
    r"|guns|houses|families"
    r"|students|workers|passengers|votes|seats|years|days|weeks|months|times|points|million|billion"
    r"|thousand|hundred)\b)",
    re.IGNORECASE,
)
_STREET = re.compile(
    r"\s+(?:[NSEW]\.?\s+)?(?:[A-Z][\w.']+\s+){1,3}(?:St(?:reet)?|Ave(?:nue)?|R(?:oa)?d|Dr(?:ive)?|Blvd"
    r"|Boulevard|L(?:a)?ne?"
    r"|Way|Court|Ct|Place|Pl|Square|Sq|Terrace|Highway|Hwy|Parkway)\b"
)
_PLURAL = re.compile(r"\s+[a-z]+(?<!s)s\b")
_SENTENCE_VERB = re.compile(
    r"\s+(?:was|is|has|as|its|his|this|saw|plus|thus|across|towards|besides|versus|sees|marks|brings)\b"
)
_LAST_YEAR = 2100
_THREE_FIGURES = 100
_NEAR = 80  # years: so far from the date last told a bare figure still belongs to the story


_CLAUSE_BEGINS = re.compile(
    r"(?:^|[.!?;:,—–(\"“‘\]]\s*|\b(?:and|but|when|where|that|which|who)\s+)(?:in|by|since|from|during|after|before"
    r"|until|till)\s+(?:the\s+year\s+|about\s+)?$",
    re.IGNORECASE | re.MULTILINE,
)
_MEASURE = re.compile(
    r"\s*(?:%|°|-?\s?(?:km|kms|kilomet(?:er|re)s?|m|met(?:er|re)s?|miles?|mi|ft|feet|foot|yards?|acres?|hectares?|kg"
    r"|lbs?|pounds|tons?|tonnes?|hp|hours|hrs?|GMT|UTC|dollars|euros|rubles|francs|million|billion|thousand"
    r"|hundred|years|days|weeks|months|times|points|copies|votes|seats)\b)",
    re.IGNORECASE,
)
_PAID = re.compile(
    r"\b(?:pay|paid|pays|cost|costs|owed|owes|earn|earned|raised|fined|lent|spent|sold|bought|give|gave)\s+(?:\S+\s+){0,2}$",
    re.IGNORECASE,
)
_AMOUNT = re.compile(
    r"\s+in\s+(?:damages|fines?|cash|all|total|prizes?|costs|compensation|taxes)\b", re.IGNORECASE
)


def _is_year(match: re.Match[str], *, sure: bool) -> bool:
    """Return whether a figure is a year and no count, price, page, house number or telephone number."""
    text, start, end = match.string, match.start("year"), match.end("year")
    before = text[max(0, start - 24) : start]
    if (
        text[end : end + 2] in ("th", "st", "nd", "rd")
        or _STREET.match(text, end)
        or _MEASURE.match(text, end)
        or _AMOUNT.match(text, end)
    ):
        return False
    if re.match(
        r"[-/:]\d|[-–]\w*\d|[a-zA-Z]|-(?:foot|year|mile|strong|man|ton|meter|metre|pound|acre|seat|room"
        r"|page)",
        text[end : end + 8],
    ):
        return False
    if sure:
        return True
    if _CLAUSE_BEGINS.search(before):  # "In 1944 troops landed"
        return int(match["year"]) <= _LAST_YEAR
    if _NO_YEAR_BEFORE.search(before) or _COUNTED.match(text, end):
        return False
    if before.rstrip().endswith(",") and re.match(r"\s+[A-Z]\s?&|\s+[A-Z]{2,}\b", text[end : end + 6]):
        return False  # "29 officers, 1048 R & F"
    if not _BEFORE_YEAR.search(before) and _PAID.search(text[max(0, start - 40) : start]):
        return False
    if _PLURAL.match(text, end) and not _SENTENCE_VERB.match(text, end):
        return bool(
            re.search(
                r"\b(?:in|since|by|until|the|of|during|its|his|her|their|a)"
                r"\s+$",
                before,
                re.IGNORECASE,
            )
        )
    return bool(_BEFORE_YEAR.search(before)) or 1500 <= int(match["year"]) <= _LAST_YEAR


def _year(match: re.Match[str], _clock: Clock) -> Reading | None:
    words = match["part"] or match["part_of"] or ""
    if not _is_year(match, sure=bool(words)):
        return None
    part = part_of(words)
    year = Partial(grain="year", year=int(match["year"]), part=part, approx=bool(match["approx"]))
    return Reading(first=year, mod=mod_of(part) or ("APPROX" if match["approx"] else None))


def _year_with_era(match: re.Match[str], _clock: Clock) -> Reading | None:
    part = part_of(match["part"] or match["part_of"])
    number = int(match["year"])
    if not 1 <= number <= 9999:
        return None
    year = astronomical(number, match["era"])
    date = Partial(grain="year", year=year, part=part, approx=bool(match["approx"]))
    return Reading(first=date, mod=mod_of(part) or ("APPROX" if match["approx"] else None))


def _era_first(match: re.Match[str], _clock: Clock) -> Reading | None:
    return Reading(first=Partial(grain="year", year=int(match["year"]), approx=bool(match["approx"])))


_EARLY_LEAD = re.compile(
    r"\b(?:in|by|since|until|till|from|to|of|during|before|after|late|early|mid|and|or|through|about"
    r"|around|c\.)\s+$|\($",
    re.IGNORECASE,
)


def early_year(number: int, clock: Clock) -> int | None:
    """Return the (astronomical) year that a bare figure means in a story of early centuries, None in others.

    "In 216" is a year before Christ in a story that has reached one; it must lie near the story's own year.
    """
    told = clock.told or clock.previous
    if told is None or not -3000 < told.year < 1000 or number == 0:
        return None
    year = 1 - number if told.year <= 0 else number
    return year if abs(year - told.year) <= _NEAR else None


_ENDS_YEAR = re.compile(ENDS_YEAR)
_IN_YEAR = re.compile(
    r"(?:\b(?:in|the\s+year|year\s+of\s+(?:our\s+Lord|grace))|(?:^|[.!?;,(]\s*)(?:by|since|until|before|after|about|around))"
    r"\s+$",
    re.IGNORECASE | re.MULTILINE,
)


def _early_year(match: re.Match[str], clock: Clock) -> Reading | None:
    text, number = match.string, int(match["year"])
    lead = text[max(0, match.start() - 24) : match.start()]
    if number >= _THREE_FIGURES and _IN_YEAR.search(lead) and _ENDS_YEAR.match(text, match.end()):
        told = clock.told or clock.previous
        return Reading(first=Partial(grain="year", year=1 - number if told and told.year <= 0 else number))
    before = text[max(0, match.start() - 8) : match.start()]
    if not _EARLY_LEAD.search(before) and not match["part"] and not match["part_of"]:
        return None
    if (
        _COUNTED.match(text, match.end())
        or _PLURAL.match(text, match.end())
        or text[match.end() : match.end() + 1] == "-"
    ):
        return None
    year, part = early_year(number, clock), part_of(match["part"] or match["part_of"])
    return (
        None if year is None else Reading(first=Partial(grain="year", year=year, part=part), mod=mod_of(part))
    )


def _short_year(match: re.Match[str], clock: Clock) -> Reading | None:
    """Read '99: the year of that ending nearest to the story's."""
    year = year_of_century(int(match["year"]), clock)
    guess = (clock.story or clock.now or clock.previous) is None
    return Reading(first=Partial(grain="year", year=year, uncertain=guess), relative=True, assumed=guess)


PATTERNS = (
    Pattern(
        name="year",
        first=FIGURES | PART_WORDS | APPROX_WORDS,
        regex=rf"(?:{APPROX}(?:the\s+year\s+)?)?{PART}?(?P<year>{YEAR})",
        build=_year,
        example="c. 1850",
        value="1850",
    ),
    Pattern(
        name="year with its era",
        first=FIGURES | PART_WORDS | APPROX_WORDS,
        regex=rf"(?:{APPROX}(?:the\s+year\s+)?)?{PART}?(?P<year>\d{{1,4}})\s?(?P<era>{ERA})",
        build=_year_with_era,
        example="218 BC",
        value="BC0218",
    ),
    Pattern(
        name="era and year",
        first=frozenset({"ad", "a", "anno"}) | APPROX_WORDS,
        regex=rf"{APPROX}?(?:AD|A\.\s?D\.|anno\s+Domini)\s?(?P<year>\d{{1,4}})(?!\d)",
        build=_era_first,
        example="AD 70",
        value="0070",
    ),
    Pattern(
        name="year of an early century",
        first=FIGURES | PART_WORDS,
        regex=rf"{PART}?(?P<year>\d{{2,3}})(?![\d%]|[.,:/-]\d|(?:st|nd|rd|th|s)\b|\s?(?:%|(?:million"
        rf"|billion|thousand|hundred)\b))",
        build=_early_year,
        example="216",
        value="",
    ),
    Pattern(
        name="year in two figures",
        first=FIGURES,
        regex=r"(?<=['’‘])(?P<year>\d\d)(?!\w|['’])",
        build=_short_year,
        example="99",
        value="",
    ),
)
