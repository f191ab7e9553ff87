"""Reading a text from left to right: at each word that may begin a time, the longest pattern."""

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence

from places.calendar_words import MONTH_NAMES, MONTH_SHORTS, alternatives
from places.languages import ENGLISH, code_of
from places.marks import without_marks
from places.model import Document
from storymap.model import Day
from storymap.when.clock import Clock
from storymap.when.languages import iter_times_in
from storymap.when.line import moved, years_ahead
from storymap.when.mode import detect_mode
from storymap.when.model import Mode, Reading, Relation, Time
from storymap.when.partial import day_of
from storymap.when.patterns import table
from storymap.when.patterns.pattern import Pattern
from storymap.when.published import published
from storymap.when.written import written_time

_WORD = re.compile(r"(?<!\w)(?:\d+|[^\W\d_]+)")
_ADDRESS = re.compile(r"(?:https?://|www\.)\S+|(?<![\w.+-])[\w.+-]{1,64}@[\w.-]{1,253}")
_PART_OF_FIGURE = re.compile(r"(?:\d[.,:/‐‑–-]|[$£€¥#№]\s?)$")
_HYPHENATED = re.compile(r"([^\W\d_]+)[-‑]$")
_BEFORE_HYPHEN = re.compile(
    rf"(?:pre|post|mid|early|late|non|since|{alternatives(MONTH_NAMES, MONTH_SHORTS)}|spring|summer"
    r"|autumn|fall|winter)\w*",
    re.IGNORECASE,
)
_RELATION = re.compile(
    r"\b(?P<word>by|no\s+later\s+than|before|prior\s+to|until|till|til|up\s+to|through|since|after"
    r"|following|from)\s+"
    r"(?:about\s+|around\s+|at\s+least\s+|at\s+|the\s+)*$",
    re.IGNORECASE,
)
_RELATIONS: dict[str, Relation] = {
    "by": "by",
    "no later than": "by",
    "before": "before",
    "prior to": "before",
    "until": "until",
    "till": "until",
    "til": "until",
    "up to": "until",
    "through": "until",
    "since": "since",
    "after": "after",
    "following": "after",
}
_ONWARDS = re.compile(r"\s+(?:on|onwards?|forwards?)\b(?!\s+(?:the|a)\b)", re.IGNORECASE)
_WHEN = re.compile(r",?\s+when\b")
_NOT = re.compile(r"(?:\bnot|n['’]t|\bnever)\b[^.;:!?]*$", re.IGNORECASE)
_REACH = 40  # characters before "until" in which a "not" turns it


def times(document: Document, *, mode: Mode | None = None) -> tuple[Time, ...]:
    """Return every temporal expression of the text, in text order; none is an empty tuple.

    Args:
        document: its ``published`` date, or else the one that its text shows (``published``), is what
            "Tuesday" and "last spring" are counted from in a news text.
        mode: "news" counts from the day of publication, "narrative" from the last date told; found from the
            text if not given.
    """
    return tuple(iter_times(document, mode=mode))


def iter_times(document: Document, *, mode: Mode | None = None) -> Iterator[Time]:
    """Yield what ``times`` returns one by one, as far as the caller wants to read."""
    if code_of(document) not in ("", ENGLISH):
        yield from iter_times_in(document, mode=mode)
        return
    clock = clock_of(document, mode=mode)
    for time, _ in read(document.text, clock):
        yield time


def times_between(times: Sequence[Time], start: int, end: int) -> Sequence[Time]:
    """Return those times, of all in text order, that begin in ``text[start:end]``, by binary search."""
    low = bisect_left(times, start, key=lambda time: time.span.start)
    high = bisect_left(times, end, key=lambda time: time.span.start)
    return times[low:high]


def clock_of(document: Document, *, mode: Mode | None = None) -> Clock:
    """Return the clock with which the reading of a document begins."""
    found = published(document)
    day = found[0] if found else None
    return Clock(
        mode=mode or detect_mode(document.text, day),
        published=day_of(Day(day.year, day.month, day.day)) if day else None,
        month_first=read_month_first(document.text),
    )


def read(text: str, clock: Clock) -> Iterator[tuple[Time, Reading]]:
    """Yield the times of a text with their readings, and move the clock on; reference marks do no harm."""
    written, text = text, without_marks(text)
    patterns, addresses, years = table(), _addresses(text), years_ahead(text)
    position = 0
    for word in _WORD.finditer(text):
        start = word.start()
        if start < position:
            continue
        first = word[0]
        figure = first[0].isdigit()
        candidates = patterns.get("#" if figure else first.lower())
        if not candidates or (figure and _within_figure(text, start)) or _inside(addresses, start):
            continue
        found = _longest(text, start, candidates, clock)
        if found is None:
            continue
        pattern, match, reading = found
        begin, end = _span(text, pattern, match)
        relation = _relation(text, begin, end) if reading.type == "date" else None
        time = written_time(written, text, (begin, end), reading, relation)
        yield time, reading
        clock = moved(text, clock, time, reading, years)
        position = end


def _longest(
    text: str, start: int, candidates: tuple[tuple[Pattern, re.Pattern[str]], ...], clock: Clock
) -> tuple[Pattern, re.Match[str], Reading] | None:
    """Return the longest match at ``start`` that its builder accepts."""
    matches = [(pattern, match) for pattern, regex in candidates if (match := regex.match(text, start))]
    if len(matches) > 1:
        matches.sort(key=lambda found: -found[1].end())
    for pattern, match in matches:
        reading = pattern.build(match, clock)
        if reading is not None:
            return pattern, match, reading
    return None


def _span(text: str, pattern: Pattern, match: re.Match[str]) -> tuple[int, int]:
    start, end = match.span("span") if match.groupdict().get("span") else match.span()
    whole = pattern.article or match.groupdict().get("part_of")
    if whole and text[max(0, start - 4) : start].lower() == "the ":
        start -= 4
    return start, end


def _within_figure(text: str, start: int) -> bool:
    """Return whether a figure is a piece of a number, a price or a name (1,375; $1900; COVID-19)."""
    before = text[max(0, start - 12) : start]
    if _PART_OF_FIGURE.search(before):
        return True
    hyphenated = _HYPHENATED.search(before)
    return bool(hyphenated) and not _BEFORE_HYPHEN.fullmatch(hyphenated[1])  # type: ignore[index]


def _addresses(text: str) -> list[tuple[int, int]]:
    return [found.span() for found in _ADDRESS.finditer(text)]


def _inside(spans: list[tuple[int, int]], position: int) -> bool:
    index = bisect_left(spans, (position + 1, 0)) - 1
    return index >= 0 and spans[index][0] <= position < spans[index][1]


def _relation(text: str, start: int, end: int) -> Relation | None:
    found = _RELATION.search(text, max(0, start - 32), start)
    if found is None:
        return None
    word = " ".join(found["word"].lower().split())
    if word == "from":
        return "since" if _ONWARDS.match(text, end) else None
    relation = _RELATIONS[word]
    if relation == "until" and _NOT.search(text, max(0, found.start() - _REACH), found.start()):
        return None  # "it was not until the 11th that she sailed": then she did
    # "since 1948, when they met": the date is of what the clause tells, and not open.
    return None if relation in ("since", "after", "until") and _WHEN.match(text, end) else relation


_SLASHED = re.compile(r"(?<![\d/.-])(\d{1,2})([/.-])(\d{1,2})\2(?:[12]\d)?\d\d(?![\d/.-])")


def read_month_first(text: str) -> bool | None:
    """Return how the text writes 5/6/2020, by dates that can be read in one way only; None without any."""
    seen = {int(a) <= 12 for a, _, b in _SLASHED.findall(text) if 12 < int(a) <= 31 or 12 < int(b) <= 31}
    return seen.pop() if len(seen) == 1 else None
