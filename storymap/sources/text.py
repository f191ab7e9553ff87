"""Plain text → Document, and what a text says of itself."""

import re
from collections.abc import Iterator
from pathlib import PurePath

from places.model import Document
from storymap.sources.letters import decoded
from storymap.sources.model import Input, Source

_HEADING = re.compile(r"#{1,6}\s+(?P<title>.+?)\s*#*")
_LONGEST_TITLE = 120


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
    first, _, rest = text.lstrip().partition("\n")
    first = first.strip()
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


def in_words(source: str) -> str:
    """Return a file's name as a title: "the-way_home.txt" is "The way home"."""
    words = re.sub(r"[-_\s]+", " ", PurePath(source).stem).strip() if source else ""
    return words[:1].upper() + words[1:] if words else "A story map"
