"""Words that point at the present, the past or the future and name no date: now, recently, former."""

import re

from storymap.when.clock import Clock
from storymap.when.lexicon import NUMBER, UNIT
from storymap.when.model import Reading
from storymap.when.patterns.pattern import Pattern

_REFERENCES = {
    "PRESENT_REF": "now|right now|currently|current|nowadays|at present|presently|modern-day|modern day"
    "|present-day|present day|to date|these days|at the moment|at this time",
    "PAST_REF": "recently|recent|former|formerly|lately|in the past|once upon a time|long ago|in recent years"
    "|in recent months|in recent weeks|in recent days",
    "FUTURE_REF": "in the future|the future|future|in the near future|in coming years",
}
_VALUE = {words: value for value, each in _REFERENCES.items() for words in each.split("|")}
_WORDS = "|".join(sorted(_VALUE, key=len, reverse=True)).replace(" ", r"\s+")
_COUNTED = re.compile(rf"\s+(?:(?:{NUMBER})\s+)?{UNIT}", re.IGNORECASE)


def _reference(match: re.Match[str], _clock: Clock) -> Reading | None:
    words = " ".join(match[0].lower().split())
    if words == "in the past" and _COUNTED.match(match.string, match.end()):
        return None  # "in the past two years" is a duration
    return Reading(type="reference", value=_VALUE[words])


PATTERNS = (
    Pattern(
        name="reference to now, the past or the future",
        first=frozenset(words.split()[0].split("-")[0] for words in _VALUE),
        regex=rf"(?:{_WORDS})(?!\w)",
        build=_reference,
        example="recently",
        value="PAST_REF",
    ),
)
