"""Days and months, with or without a year: May 5, 2020; 5 May; 2020-05-05; the 18th; April."""

import re
from dataclasses import replace

from storymap.when.clock import Clock
from storymap.when.lexicon import (
    DAY,
    DAY_ORDINAL,
    DAY_WORD,
    DAYTIME,
    DAYTIME_WORDS,
    DAYTIMES,
    FIGURES,
    MONTH,
    MONTH_WORDS,
    ORDINAL_WORDS,
    ORDINALS,
    PART,
    PART_WORDS,
    WEEKDAY_SHORT,
    WEEKDAY_WORDS,
    YEAR,
    YEAR_BEHIND,
    mod_of,
    month_number,
    part_of,
)
from storymap.when.model import Reading
from storymap.when.partial import Partial, month_of, real_day
from storymap.when.patterns.guess import day_in, future, month_told, year_for_month, year_of_weekday
from storymap.when.patterns.pattern import Pattern

_WEEKDAY = rf"(?:(?P<weekday>{WEEKDAY_SHORT})(?:\s+(?P<wtod>{DAYTIME}))?,?\s+(?:on\s+|of\s+)?(?:the\s+)?)?"
_DAYTIME = (
    rf"(?:(?:early\s+|late\s+)?(?:in\s+the\s+|on\s+the\s+)?(?P<tod>{DAYTIME})(?:\s+hours)?\s+(?:of|on)"
    rf"\s+(?:the\s+)?)?"
)
_DAY = rf"(?P<day>{DAY_ORDINAL}|{DAY}(?!\w)|{DAY_WORD})"
_THAT_YEAR = (
    r"(?:of\s+)?(?P<same>that|the\s+same|the\s+following|the\s+previous|the\s+preceding|this|last|next)"
    r"\s+year"
)
_MONTHS_AMBIGUOUS = {"may", "march", "august", "april", "june", "mar", "jan", "dec", "jun", "sun"}
_LEADS = re.compile(
    r"(?:\b(?:in|by|until|till|since|during|from|through|throughout|to|of|between|and|or|early|late|mid"
    r"|last|next"
    r"|this|that|every|each|after|before|around|about|following|previous|the|on|for|beginning|ending"
    r"|starting|start"
    r"|end|past|come|mid-|same)|[(\-–—/:|]|^)\s*$",
    re.IGNORECASE | re.MULTILINE,
)
_IN = re.compile(
    r"\b(?:in|since|until|till|by|during|throughout|last|next|early|late|mid)\s+$", re.IGNORECASE
)
_ATTRIBUTIVE = re.compile(r"\b(?:a|an|the(?:\s+[a-z]+)?)\s+$")
_VERB_AFTER = re.compile(
    r"\s+(?:I|we|you|he|she|it|they|God|not|be|have|also|well|on|onto|into|against|to|from)\b"
)
_NAME_AFTER = re.compile(r"\s+(?!I\b)[A-Z][a-z]+")

_LIST_ENDS = re.compile(
    r"\s*(?:[^\w\s%,]|,(?!\d)|$|(?:were|was|is|in|at|the|by|of|and|or|near|against|to|on|with|he|she"
    r"|they|it|when|as|for|from)\b)"
)
_GAP = 12
_NEXT_CENTURY = 50  # two figures up to these are years of the 2000s, where the text names no other year


def list_ends(text: str, end: int) -> bool:
    """Return whether a figure that ends there is the last of a list of days, and counts nothing behind it."""
    return bool(_LIST_ENDS.match(text, end))


_ROMAN_INST = {"inst": 0, "instant": 0, "ult": -1, "ultimo": -1, "prox": 1, "proximo": 1}


def year_value(match: re.Match[str], group: str = "year", era: str = "era") -> int | None:
    """Return the astronomical year of the match's groups, None if it names none."""
    named = match.groupdict()
    digits = named.get(group) or (group == "year" and (named.get("early") or named.get("hyphened")))
    if not digits:
        return None
    return astronomical(int(digits), named.get(era))


def short_year(match: re.Match[str], clock: Clock) -> int | None:
    """Return the year that two figures stand for ("May '15", "19-Nov-12"), None without them."""
    digits = match.groupdict().get("short") or match.groupdict().get("dashed")
    return None if digits is None else year_of_century(int(digits), clock)


def year_of_century(number: int, clock: Clock) -> int:
    """Return the year that two figures stand for: near the story's, else at most half a century from 2000."""
    told = clock.story or clock.now or clock.previous
    if told is None:
        return number + (1900 if number > _NEXT_CENTURY else 2000)
    century = told.year // 100 * 100
    return min(
        (century - 100 + number, century + number, century + 100 + number), key=lambda y: abs(y - told.year)
    )


def astronomical(year: int, era: str | None) -> int:
    """Return the year as astronomers count: 1 BC is 0."""
    return 1 - year if era and era.upper().startswith("B") else year


def day_number(words: str) -> int:
    """Return 1–31 for "5", "5th" or "fifth"."""
    text = " ".join(words.lower().split())
    return ORDINALS[text] if text in ORDINALS else int(re.match(r"\d+", text)[0])  # type: ignore[index]


def _daytime(match: re.Match[str]) -> str:
    named = match.groupdict()
    word = named.get("tod") or named.get("wtod")
    return DAYTIMES[word.lower()] if word else ""


def _is_name(match: re.Match[str], word: str, *, sure: bool) -> bool:
    """Return whether a month's word is a name or a verb: "may" the modal, "March" the walk, April a girl."""
    if word[0].islower():
        return not sure
    if sure or word.lower().rstrip(".") not in _MONTHS_AMBIGUOUS:
        return False
    text, before = match.string, match.string[max(0, match.start() - 16) : match.start()]
    if text.startswith(("'s", "’s"), match.end()):
        return True
    if match.start() != match.start("month") or _IN.search(before):
        return False
    if _ATTRIBUTIVE.search(before):
        # "a March operation", "the August decrees", but not "the march of", "the March on the capital"
        return not re.match(
            r"\s+(?!(?:of|on|to|from|through|that|was|is|and|in|into|against|by)\b)\w",
            text[match.end() : match.end() + 9],
        )
    if _VERB_AFTER.match(text, match.end()) or _NAME_AFTER.match(text, match.end()):
        return True
    return not _LEADS.search(before)


def _full_day(match: re.Match[str], clock: Clock) -> Reading | None:
    month, day, year = month_number(match["month"]), day_number(match["day"]), year_value(match)
    short = short_year(match, clock)
    if _is_name(match, match["month"], sure=year is not None or match["month"][0].isupper()):
        return None
    year, guess = (short, (clock.story or clock.now) is None) if short is not None else (year, False)
    relative = year is None
    if year is None:
        year = _that_year(match, clock)
    if year is None:
        year = year_of_neighbour(match)
    if year is None:
        year = year_for_month(month, clock, match, day)
        year = year_of_weekday(year, month, day, match.groupdict().get("weekday"), clock)
    if year is None:
        return Reading(value=f"XXXX-{month:02d}-{day:02d}", relative=True)
    date = day_in(year, month, day)
    if date is None:
        return None
    return Reading(
        first=replace(date, uncertain=guess), time=_daytime(match), relative=relative, assumed=guess
    )


def _that_year(match: re.Match[str], clock: Clock) -> int | None:
    """Return the year that "of that year" points to."""
    which = " ".join((match.groupdict().get("same") or "").lower().split())
    if not which:
        return None
    base = clock.now if which in ("this", "last", "next") and clock.mode == "news" else clock.story
    base = _aside_of_sentence(match, clock) or base or clock.previous
    step = {"the following": 1, "next": 1, "the previous": -1, "the preceding": -1, "last": -1}.get(which, 0)
    return base.year + step if base else None


_ASIDE_END = re.compile(r"[^.!?\n]*?\)[^.!?\n]*")


def _aside_of_sentence(match: re.Match[str], clock: Clock) -> Partial | None:
    """Return the date in parentheses earlier in the sentence: "(May 1820) and in July of that year"."""
    if clock.previous is None or clock.previous == clock.told or match.start() - clock.previous_end > 160:
        return None
    between = match.string[clock.previous_end : match.start()]
    return clock.previous if _ASIDE_END.fullmatch(between) else None


_AND_DAY = rf"(?:,\s*(?:and|or)?|and|or|&)\s*(?:the\s+)?{DAY}(?:st|nd|rd|th)?(?!\w)"
_NEIGHBOUR = re.compile(
    rf"\s*(?:,|,?\s+and|,?\s+or|[-–—/]|to|until)\s*(?:on\s+|in\s+|again\s+in\s+)?(?:the\s+)?(?:early\s+"
    rf"|late\s+|mid-)?"
    rf"(?:{DAY}(?:st|nd|rd|th)?\s+)?(?:{MONTH}|spring|summer|autumn|fall|winter)(?:\s+{DAY}(?:st|nd|rd"
    rf"|th)?\b)?"
    rf"(?:,\s*|\s+of\s+|\s+)(?P<year>{YEAR})",
    re.IGNORECASE,
)


_LIST_YEAR = re.compile(rf"(?:\s*{_AND_DAY}){{1,5}},?\s+(?P<year>{YEAR})", re.IGNORECASE)


def year_of_neighbour(match: re.Match[str]) -> int | None:
    """Return the year that a list gives at its end: "in August and September 1914"."""
    found = _NEIGHBOUR.match(match.string, match.end()) or _LIST_YEAR.match(match.string, match.end())
    return int(found["year"]) if found else None


def _bare_month(match: re.Match[str], clock: Clock) -> Reading | None:
    year = year_value(match)
    if _is_name(match, match["month"], sure=year is not None and match["month"][0].isupper()):
        return None
    month, relative = month_number(match["month"]), year is None
    if match["short"]:
        year = short_year(match, clock)
    for guess in (_that_year(match, clock), year_of_neighbour(match)):
        year = guess if year is None else year
    if year is None:
        year = year_for_month(month, clock, match)
    part = part_of(match["part"] or match["part_of"])
    if year is None:
        return Reading(value=f"XXXX-{month:02d}", mod=mod_of(part), relative=True)
    date = Partial(grain="month", year=year, month=month, part=part)
    return Reading(first=date, mod=mod_of(part), relative=relative)


def _iso(match: re.Match[str], _clock: Clock) -> Reading | None:
    date = real_day(int(match["y"]), int(match["m"]), int(match["d"]))
    return Reading(first=date) if date else None


def _numeric(match: re.Match[str], clock: Clock) -> Reading | None:
    """Read 5/6/2020 by what the numbers allow, else as the text writes dates, else month first as a guess."""
    first, second, year = int(match["a"]), int(match["b"]), int(match["year"])
    if len(match["year"]) == 2:
        year += 1900 if year > 50 else 2000
    month_first = clock.month_first if first <= 12 and second <= 12 else first <= 12
    guess = month_first is None and first != second and match["sep"] != "."
    if month_first is None:
        month_first = match["sep"] == "/"
    month, day = (first, second) if month_first else (second, first)
    date = real_day(year, month, day)
    if date is None:
        return None
    if guess:
        date = Partial(grain="day", year=year, month=month, day=day, uncertain=True)
    return Reading(first=date, assumed=guess)


def _day_of_month_told(match: re.Match[str], clock: Clock) -> Reading | None:
    """Read "the 18th" after a date of its month, and "the 17th of the same month"."""
    if match["day"][0].isalpha() and not match[0].lower().endswith("month"):
        return None  # "the first to arrive"
    month = month_told(clock)
    if month is None:
        return None
    number = day_number(match["day"])
    said = match[0].lower().endswith("month")  # "of the same month"
    if not said and _is_ahead_of_news(month, number, clock) and not future(match):
        month = month_of(month.year - (month.month == 1), (month.month - 2) % 12 + 1)
    date = day_in(month.year, month.month, number)
    return Reading(first=date, relative=True) if date else None


def _is_ahead_of_news(month: Partial, day: int, clock: Clock) -> bool:
    """Tell whether a day of the month is still to come when the news is out: what is told was a month ago."""
    now = clock.now
    if clock.mode != "news" or now is None or now.grain != "day":
        return False
    return (month.year, month.month) == (now.year, now.month) and day > now.day


def _day_in_list(match: re.Match[str], clock: Clock) -> Reading | None:
    """Read the second day of "May 4 and 5": a figure right after a date of a day."""
    last = clock.previous
    if last is None or last.grain != "day" or match.start() - clock.previous_end > _GAP:
        return None
    between = match.string[clock.previous_end : match.start()]
    if not re.fullmatch(r"\s*(?:,|,?\s*and|,?\s*or|&)\s*(?:the\s+)?", between):
        return None
    if match["year"] and int(match["year"]) != last.year:
        return None
    if not match["year"] and not _LIST_ENDS.match(match.string, match.end()):
        return None
    day = int(match["day"])
    date = day_in(last.year, last.month, day) if day > last.day else None
    return Reading(first=date, relative=True) if date else None


def _letter_day(match: re.Match[str], clock: Clock) -> Reading | None:
    """Read "the 3d inst.", "10th ult.": the day in this, the last or the next month."""
    month = month_told(clock) or clock.now
    if month is None:
        return None
    step = _ROMAN_INST[match["which"].lower()]
    year, index = divmod(month.year * 12 + month.month - 1 + step, 12)
    date = day_in(year, index + 1, day_number(match["day"]))
    return Reading(first=date, relative=True) if date else None


_FIRST_DAY = MONTH_WORDS | WEEKDAY_WORDS | DAYTIME_WORDS | {"early", "late"}

PATTERNS = (
    Pattern(
        name="month, day and perhaps year",
        first=_FIRST_DAY,
        regex=rf"{_DAYTIME}{_WEEKDAY}(?P<month>{MONTH})(?:\s+|\.\s*)(?:the\s+|ye\s+)?{_DAY}"
        rf"(?:{YEAR_BEHIND}|,?\s+{_THAT_YEAR})?",
        build=_full_day,
        example="Tuesday, May 5th, 2020",
        value="2020-05-05",
    ),
    Pattern(
        name="day, month and perhaps year",
        first=_FIRST_DAY | FIGURES | ORDINAL_WORDS,
        regex=rf"{_DAYTIME}{_WEEKDAY}{_DAY}(?:\.?\s+day|\.)?(?:\s+of\s+|(?P<hyphen>-)|\s+)(?P<month>{MONTH})"
        rf"(?(hyphen)-(?:(?P<dashed>\d\d)(?![\w-])|(?P<hyphened>{YEAR}))|(?:{YEAR_BEHIND}|,?\s+{_THAT_YEAR})?)",
        build=_full_day,
        example="5th of May 2020",
        value="2020-05-05",
        article=True,
    ),
    Pattern(
        name="month and perhaps year",
        first=MONTH_WORDS | PART_WORDS,
        regex=rf"{PART}?(?P<month>{MONTH})(?:{YEAR_BEHIND}|,?\s+{_THAT_YEAR})?",
        build=_bare_month,
        example="late April 2019",
        value="2019-04",
        article=True,
    ),
    Pattern(
        name="year, month and day",
        first=FIGURES,
        regex=rf"(?P<year>{YEAR})(?:,\s*|\.\s+|\s+)(?P<month>{MONTH})\s+{_DAY}(?!\s*,?\s*{YEAR})",
        build=_full_day,
        example="1806, May 16",
        value="1806-05-16",
    ),
    Pattern(
        name="year and month",
        first=FIGURES,
        regex=rf"(?P<part>)(?P<part_of>)(?P<short>)(?P<year>{YEAR}),\s*(?P<month>{MONTH})(?=\s*(?:[,;:)]|\.(?!\w)|-{{1,2}}|–|—|$)"
        r"|(?<=\.)(?:\s|$))",
        build=_bare_month,
        example="1863, Dec.",
        value="1863-12",
    ),
    Pattern(
        name="year, month and day in figures",
        first=FIGURES,
        regex=r"(?P<y>\d{4})(?P<sep>[-/.])(?P<m>\d{1,2})(?P=sep)(?P<d>\d{1,2})(?!\d)",
        build=_iso,
        example="2020-05-05",
        value="2020-05-05",
    ),
    Pattern(
        name="day and month in figures",
        first=FIGURES,
        regex=r"(?P<a>\d{1,2})(?P<sep>[/.-])(?P<b>\d{1,2})(?P=sep)(?P<year>(?:[12]\d)?\d\d)(?!\d|\.\d|%)",
        build=_numeric,
        example="25/12/2019",
        value="2019-12-25",
    ),
    Pattern(
        name="day of a month in letters",
        first=FIGURES | ORDINAL_WORDS,
        regex=rf"{_DAY}\s+(?P<which>inst|instant|ult|ultimo|prox|proximo)\b\.?",
        build=_letter_day,
        example="10th ult.",
        value="2020-04-10",
        article=True,
    ),
    Pattern(
        name="day of the month told",
        first=FIGURES | ORDINAL_WORDS,
        regex=rf"(?<=the )(?P<day>{DAY_ORDINAL}|{DAY_WORD})"
        rf"(?:\s+of\s+(?:that|the\s+same|this|the\s+said)\s+month"
        rf"|(?=\s*(?:[.,;:!?)]|$|\s(?:and|until|till|the|he|she|they|we|I|it|when|while|at|in|from|with"
        rf"|by|after|was|saw|had|came|his|her|that|our|their|my|this|these|there|to|but|all)\b)))",
        build=_day_of_month_told,
        example="17th of the same month",
        value="2020-05-17",
        article=True,
    ),
    Pattern(
        name="day of the month told, behind a time of day",
        first=FIGURES,
        regex=rf"(?:(?<=night of the )|(?<=morning of the )|(?<=evening of the )|(?<=afternoon of the ))"
        rf"(?P<day>{DAY_ORDINAL})\b(?!\s+(?:of|day|century|regiment|infantry)\b)",
        build=_day_of_month_told,
        example="the morning of the 17th news",
        value="2020-04-17",
        article=True,
    ),
    Pattern(
        name="day of the month told, with a full stop",
        first=FIGURES,
        regex=rf"(?:(?<=the )|(?<=said ))(?P<day>{DAY})\.(?:\s+day\b)?(?=\s*[,;]|\s+[a-z])",
        build=_day_of_month_told,
        example="28. day we",
        value="2020-04-28",
        article=True,
    ),
    Pattern(
        name="day after another day of its month",
        first=FIGURES,
        regex=rf"(?P<day>{DAY})(?:st|nd|rd|th)?(?:,?\s+(?P<year>{YEAR}))?(?![\w%:/-])",
        build=_day_in_list,
        example="5",
        value="",
    ),
)
