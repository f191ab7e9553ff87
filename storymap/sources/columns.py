"""What the headings of a table mean: a word list in several languages, and what the user says."""

import re
import tomllib
from collections.abc import Iterable, Mapping
from functools import cache
from importlib import resources

from storymap.errors import ReadError

_ASIDE = re.compile(r"\s*[(\[].*?[)\]]\s*|\s*[*:]+\s*$")

_LONGEST = 80  # characters of a heading; a longer one is prose


def known_headings(headings: Iterable[str], given: Mapping[str, str] | None = None) -> dict[str, str]:
    """Return what each heading that is understood means: {"Stadt": "place"}; the first of a kind counts.

    Args:
        headings: as the table has them.
        given: what the user says they mean; that goes before what the words say.

    Raises:
        ReadError: the user names a column or a meaning that does not exist.
    """
    own, listed = dict(given or {}), list(headings)
    for heading, meaning in own.items():
        if heading not in listed:
            raise ReadError(f"--columns: there is no column {heading!r}; there are {', '.join(listed)}")
        if meaning not in meanings():
            raise ReadError(f"--columns: {meaning!r} is no meaning; use {', '.join(meanings())}")
    taken = set(own.values())
    for heading in listed:
        meaning = _words().get(_bare(heading), "")
        if meaning and meaning not in taken and heading not in own:
            own[heading] = meaning
            taken.add(meaning)
    return own


@cache
def meanings() -> tuple[str, ...]:
    """Return what a column can be."""
    return tuple(_lists())


def _bare(heading: str) -> str:
    whole = heading.strip().strip("\"'").strip().casefold()
    if whole in _words() or len(whole) > _LONGEST:
        return whole
    return _ASIDE.sub("", whole).strip()


@cache
def _words() -> dict[str, str]:
    words: dict[str, str] = {}
    for meaning, listed in _lists().items():
        for word in listed:
            if words.setdefault(word.casefold(), meaning) != meaning:
                raise ValueError(f"columns.toml: {word!r} means both {words[word.casefold()]} and {meaning}")
    return words


@cache
def _lists() -> dict[str, list[str]]:
    text = (resources.files("storymap") / "data" / "columns.toml").read_text(encoding="utf-8")
    return tomllib.loads(text)
