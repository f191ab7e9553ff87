"""Plain text → Document, and what a text says of itself."""

import re
from collections.abc import Iterator
from pathlib import PurePath

from places.calendar_words import (
    MONTH_NAMES,
    MONTH_SHORTS,
    WEEKDAY_NAMES,
    WEEKDAY_SHORTS,
    alternatives,
)
from places.model import Document
from storymap.sources.letters import decoded
from storymap.sources.model import Input, Source

_HEADING = re.compile(r"#{1,6}\s+(?P<title>.+?)\s*#*")
_LONGEST_TITLE = 120
_MOST_SKIPPED = 6  # lines
_NUMBER = re.compile(
    r"#*\s*(?:(?:chapter|part|book|letter|section|canto|volume|vol\.|no\.)\s+)?(?:[ivxlc]+|\d{1,3}|one|two|three|four"
    r"|five|six|seven|eight|nine|ten|eleven|twelve)[.:]?\s*|[-=_*~ ]{3,}|\[illustration[^\]]*\]",
    re.IGNORECASE,
)
_DATE_WORDS = re.compile(
    rf"\b(?:{alternatives(MONTH_NAMES, MONTH_SHORTS, WEEKDAY_NAMES, WEEKDAY_SHORTS)}|the|of|on"
    r"|\d+(?:st|nd|rd|th|d)?)\b",
    re.IGNORECASE,
)
_FRONT_MATTER = re.compile(r"\s*---[ \t]*\n(?:[^\n]{0,400}\n){1,40}?---[ \t]*(?:\n|$)")
_TITLE_FIELD = re.compile(r"^title:\s*[\"']?(?P<title>[^\n\"']+)", re.MULTILINE | re.IGNORECASE)


def read(given: Input) -> Iterator[Source]:
    """Yield the one document that a text is: its characters are the original's."""
    text, guessed = decoded(
        given.data, source=given.label, encoding=given.options.encoding, hints=hints(given)
    )
    title = guess_title(text, given.name)
    source = given.address or given.name
    notes = (f"read as {guessed}; if letters look wrong, give --encoding",) if guessed else ()
    yield Source(document=Document(text=text, id=given.name, title=title, source=source), notes=notes)


def hints(given: Input) -> tuple[str, ...]:
    """Return the encodings that the server's answer names."""
    return (given.charset,) if given.charset else ()


def guess_title(text: str, source: str) -> str:
    """Return the text's title: its headline if it begins with one, else its file's name in words."""
    matter = _FRONT_MATTER.match(text)
    if matter:
        field = _TITLE_FIELD.search(matter[0])
        if field:
            return field["title"]
        text = text[matter.end() :]
    first, rest = _first_line(text)
    heading = _HEADING.fullmatch(first)
    if heading:
        return heading["title"]
    ends_like_a_title = (
        not first.endswith((".", ",", ";", ":", "!", "—", "-")) and len(first) <= _LONGEST_TITLE
    )
    # A headline stands alone; without a blank line after it, only a short line is taken for one.
    stands_alone = rest.startswith(("\n", " \n")) or (
        0 < len(first) <= 70 and len(rest.strip()) > 3 * len(first)
    )
    if first and rest.strip() and ends_like_a_title and stands_alone:
        return first
    return in_words(source)


def _first_line(text: str) -> tuple[str, str]:
    """Return the first line that may be a title, and what is behind it: no chapter's number, no bare date."""
    rest = text.lstrip()
    for _ in range(_MOST_SKIPPED):
        first, _, rest = rest.partition("\n")
        if not _NUMBER.fullmatch(first.strip()) and not _is_date(first.strip()):
            break
        rest = rest.lstrip()
    return first.strip(), rest


def _is_date(line: str) -> bool:
    """Tell whether a line holds a date and nothing else."""
    left = _DATE_WORDS.sub("", line)
    return any(c.isdigit() for c in line) and not any(c.isalpha() for c in left)


def in_words(source: str) -> str:
    """Return a file's name as a title: "the-way_home.txt" is "The way home"."""
    words = re.sub(r"[-_\s]+", " ", PurePath(source).stem).strip() if source else ""
    return words[:1].upper() + words[1:] if words else "A story map"
