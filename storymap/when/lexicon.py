"""The words of English dates (months, weekdays, numbers, units …) and regular expressions of them."""

from places.calendar_words import MONTH_NAMES, MONTH_SHORTS, WEEKDAY_NAMES, WEEKDAY_SHORTS, alternatives
from storymap.when.partial import Part

MONTHS = MONTH_NAMES | MONTH_SHORTS
WEEKDAYS = WEEKDAY_NAMES | WEEKDAY_SHORTS
SEASONS = {"spring": 21, "springtime": 21, "summer": 22, "summertime": 22, "autumn": 23, "fall": 23}
SEASONS |= {"winter": 24, "wintertime": 24, "midsummer": 22, "midwinter": 24}

_ONES = [
    "one",
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "eleven",
    "twelve",
    "thirteen",
    "fourteen",
    "fifteen",
    "sixteen",
]
_ONES += ["seventeen", "eighteen", "nineteen"]
_TENS = ["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"]
NUMBERS = {word: number for number, word in enumerate(_ONES, start=1)}
NUMBERS |= {word: 10 * number for number, word in enumerate(_TENS, start=2)}

_ORDINALS = [
    "first",
    "second",
    "third",
    "fourth",
    "fifth",
    "sixth",
    "seventh",
    "eighth",
    "ninth",
    "tenth",
    "eleventh",
    "twelfth",
    "thirteenth",
]
_ORDINALS += ["fourteenth", "fifteenth", "sixteenth", "seventeenth", "eighteenth", "nineteenth", "twentieth"]
ORDINALS = {word: number for number, word in enumerate(_ORDINALS, start=1)} | {"thirtieth": 30}
ORDINALS |= {
    f"twenty{gap}{word}": 20 + number
    for gap in ("-", " ")
    for word, number in [(w, n) for n, w in enumerate(_ORDINALS[:9], start=1)]
}
ORDINALS |= {"thirty-first": 31, "thirty first": 31}

DECADES = {
    word: 10 * number
    for number, word in enumerate(
        ["twenties", "thirties", "forties", "fifties", "sixties", "seventies", "eighties", "nineties"],
        start=2,
    )
}

UNITS = {
    "second": "S",
    "minute": "TM",
    "min": "TM",
    "hour": "TH",
    "hr": "TH",
    "day": "D",
    "night": "D",
    "week": "W",
    "fortnight": "2W",
    "weekend": "WE",
    "month": "M",
    "quarter": "Q",
    "season": "SE",
    "year": "Y",
    "decade": "DE",
    "century": "CE",
    "centurie": "CE",
    "millennium": "ML",
    "millennia": "ML",
}

PARTS: dict[str, Part] = {
    "early": "START",
    "beginning": "START",
    "start": "START",
    "opening": "START",
    "turn": "START",
    "dawn": "START",
    "outset": "START",
    "mid": "MID",
    "middle": "MID",
    "midst": "MID",
    "late": "END",
    "end": "END",
    "close": "END",
    "latter": "END",
    "ending": "END",
}

DAYTIMES = {
    "morning": "TMO",
    "dawn": "TMO",
    "daybreak": "TMO",
    "sunrise": "TMO",
    "forenoon": "TMO",
    "noon": "T12:00",
    "midday": "T12:00",
    "noontime": "T12:00",
    "afternoon": "TAF",
    "evening": "TEV",
    "dusk": "TEV",
    "sunset": "TEV",
    "nightfall": "TEV",
    "night": "TNI",
    "midnight": "T24:00",
    "daytime": "TDT",
}


def _any(words: object) -> str:
    return "|".join(sorted(map(str, words), key=len, reverse=True))  # type: ignore[call-overload]


MONTH = rf"(?:{alternatives(MONTH_NAMES)}|(?:{alternatives(MONTH_SHORTS)})\b\.?)(?!\w)"
WEEKDAY = rf"(?:{alternatives(WEEKDAY_NAMES)})"
WEEKDAY_SHORT = rf"(?:{WEEKDAY}|(?:{alternatives(WEEKDAY_SHORTS)})\b\.?)"
SEASON = r"(?:(?:mid-?)?(?:spring|summer|winter)(?:time)?|autumn|fall)\b"
DAY = r"(?:3[01]|[12]\d|0?[1-9])"
DAY_ORDINAL = r"(?:3[01]|[12]\d|0?[1-9])(?:st|nd|rd|th|d)\b"
DAY_WORD = rf"(?:{_any(ORDINALS)})\b"
YEAR = r"[12]\d{3}(?!\d|[.,]\d|s\b)"
ERA = r"(?:B\.\s?C\.(?:\s?E\.)?|BCE?\b|bce?\b|A\.\s?D\.|AD\b|CE\b|C\.\s?E\.)"
ANY_YEAR = rf"(?P<year>{YEAR}|\d{{1,4}}(?=\s?{ERA}))(?:\s?(?P<era>{ERA}))?"
# Behind a figure of three digits that is a year and no number of something.
ENDS_YEAR = (
    r"(?=[.,;:!?)\]](?!\d)|\s*$|\s+(?:the|a|an|he|she|it|they|his|her|its|their|we|I|when|and|but|at|in|to|from|by"
    r"|on|as|after|was|is)\b)"
)
# A month's year and what stands between: "May, in the year of our Lord 633", "December (1584)", "May '15".
YEAR_BEHIND = (
    r"(?:\s*,\s*|\s+)(?:(?:in|of)\s+)?(?:(?:(?:the|this|that)\s+)?(?:year|yeare|yeere|yere)\s+"
    r"(?:of\s+(?:(?:our\s+Lord|grace|Christ)\s+)?)?)?"
    rf"(?P<bracket>[\[(])?(?:{ANY_YEAR}|(?P<early>\d{{3}}){ENDS_YEAR}|['’‘](?P<short>\d\d)(?![\w'’]))"
    r"(?(bracket)[\])])"
)
DAYTIME = rf"(?:{_any(DAYTIMES)})\b"
UNIT = (
    r"(?:second|minute|min|hour|hr|day|night|week|fortnight|weekend|month|quarter|season|year|decade"
    r"|millennium)s?\b"
)
UNIT = rf"(?:{UNIT}|centur(?:y|ies)\b|millennia\b)"
TO = (
    r"(?:\s*(?:-{1,2}|–|—|‑|−|/)\s*|\s+(?:to|until|till|til|through|thru|up\s+to|and\s+ending)\s+"
    r"(?:about\s+)?)"
)
PART = (
    r"(?:(?P<part>early|mid|middle|late)(?:-to-(?:mid|late))?(?:\s+(?:in|on)\s+(?:the\s+)?|[\s-]+)"
    r"|(?P<part_of>(?:very\s+)?(?:beginning|start|opening|outset|dawn|turn|middle|midst|end|close|ending"
    r"|latter\s+(?:part|half|days|years)|(?:early|late|later|closing|opening|last|first|final)\s+(?:part"
    r"|days|months|years)"
    r"|(?:first|second)\s+half|final\s+quarter))"
    r"\s+of\s+(?:the\s+)?)"
)
APPROX = (
    r"(?:(?P<approx>circa|ca?\.|ca(?=\s)|about|around|approximately|roughly|some\s?time\s+(?:in|around))"
    r"\s*)"
)

_COUNT = rf"(?:{_any(_TENS)})[-\s](?:{_any(_ONES[:9])})|{_any(NUMBERS)}"
NUMBER = (
    rf"(?:\d{{1,3}}(?:,\d{{3}})*(?:\.\d+)?|half\s+an?|an?\s+(?:few|couple\s+of|dozen|hundred|half"
    rf"|single)|an?"
    rf"|(?:several|many|some|few|a\s+number\s+of|dozens\s+of|hundreds\s+of)|{_COUNT})\b"
)

MONTH_WORDS = frozenset(MONTHS)
WEEKDAY_WORDS = frozenset(WEEKDAYS)
SEASON_WORDS = frozenset(SEASONS)
PART_WORDS = frozenset(PARTS) | {"very", "first", "second", "final", "last", "later", "closing", "opening"}
APPROX_WORDS = frozenset(
    {"circa", "c", "ca", "about", "around", "approximately", "roughly", "some", "sometime"}
)
ORDINAL_WORDS = frozenset(word.split("-")[0].split(" ")[0] for word in ORDINALS)
NUMBER_WORDS = frozenset(NUMBERS) | {
    "a",
    "an",
    "few",
    "several",
    "many",
    "some",
    "half",
    "dozens",
    "hundreds",
}
DAYTIME_WORDS = frozenset(DAYTIMES)
FIGURES = frozenset({"#"})
"""Stands for every word that begins with a figure."""


def month_number(name: str) -> int:
    """Return 1–12 for a month's name or abbreviation."""
    return MONTHS[name.lower().rstrip(".")]


def count_of(words: str) -> float | None:
    """Return the number that the words say, None for "several", "a few", "many" and their like."""
    text = " ".join(words.lower().replace("-", " ").split())
    if text[0].isdigit():
        return float(text.replace(",", ""))
    if text in ("a", "an", "a single", "one"):
        return 1
    fixed = {"half a": 0.5, "half an": 0.5, "a half": 0.5, "a couple of": 2, "a dozen": 12, "a hundred": 100}
    if text in fixed:
        return fixed[text]
    parts = [NUMBERS.get(part) for part in text.split()]
    return None if None in parts else float(sum(part for part in parts if part))


def part_of(words: str | None) -> Part | None:
    """Return START, MID, END, H1 or H2 for "early", "latter part", "first half" …; None for no words."""
    text = (words or "").lower().split()
    if text and text[-1] == "half":
        return "H1" if text[0] == "first" else "H2"
    for word in text:
        if word in ("second", "latter", "last", "final", "later", "closing"):
            return "END"
        if word == "first":
            return "START"
        if word in PARTS:
            return PARTS[word]
    return None


def mod_of(part: Part | None) -> str | None:
    """Return the TIMEX3 modifier of a part."""
    return {"H1": "START", "H2": "END"}.get(part, part) if part else None
