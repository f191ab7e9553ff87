"""Words that point at the present, the past or the future and name no date: now, recently, former, soon."""

import re

from storymap.when.clock import Clock
from storymap.when.model import Reading
from storymap.when.patterns.pattern import Pattern

_REFERENCES = {
    "PRESENT_REF": (
        "now",
        "currently",
        "nowadays",
        "at present",
        "presently",
        "modern-day",
        "modern day",
        "present-day",
        "present day",
        "right now",
        "to date",
        "these days",
        "at the moment",
        "at this time",
        "current",
    ),
    "PAST_REF": (
        "recently",
        "recent",
        "former",
        "formerly",
        "previously",
        "lately",
        "in the past",
        "once upon a time",
        "long ago",
        "earlier",
        "in recent years",
        "in recent months",
        "in recent weeks",
        "in recent days",
    ),
    "FUTURE_REF": (
        "soon",
        "in the future",
        "the future",
        "future",
        "shortly",
        "in the near future",
        "in coming years",
    ),
}
_VALUE = {words: value for value, each in _REFERENCES.items() for words in each}


def _reference(match: re.Match[str], clock: Clock) -> Reading | None:
    words = " ".join(match[0].lower().split())
    if words in ("earlier", "shortly", "soon", "current", "future") and not _alone(match, words):
        return None
    return Reading(type="reference", value=_VALUE[words])


def _alone(match: re.Match[str], words: str) -> bool:
    """Return whether "earlier" or "soon" stands by itself and is not part of "shortly after", "two days earlier"."""
    after = match.string[match.end() : match.end() + 10].lstrip().lower()
    if words == "current":
        return not after.startswith(("s ", "of"))
    return words in ("soon", "future") and not after.startswith(("after", "as", "before", "there"))


PATTERNS = (
    Pattern(
        name="reference to now, the past or the future",
        first=frozenset(words.split()[0].split("-")[0] for words in _VALUE),
        regex=rf"(?:{'|'.join(sorted(_VALUE, key=len, reverse=True)).replace(' ', chr(92) + 's+')})(?![\w-])",
        build=_reference,
        example="recently",
        value="PAST_REF",
    ),
)
