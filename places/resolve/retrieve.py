"""The places that a mention's words may mean: the gazetteer asked for them and for what is left of them."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from places.gazetteer.base import Gazetteer
from places.model import Match
from places.recognise.lexicon import DIRECTIONS

MAX_CANDIDATES = 80

_SPACE = re.compile(r"\s+")
_OF = re.compile(
    r"^(?:the )?(?:greater )?(?:city|town|village|county|state|province|region|republic|island|isle|district|"
    r"municipality|borough|township|port|kingdom|commonwealth|prefecture|governorate) of (?:the )?(?=\w)",
    re.IGNORECASE,
)
_DIVISION = re.compile(
    r"\s+(?:county|parish|district|province|region|governorate|prefecture|oblast|state|city|town|township|"
    r"village|borough|municipality|department|canton|island|area|metro|republic|peninsula)$",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Retrieved:
    """The matches of a surface form, the most prominent first, and what was taken off to find them."""

    matches: tuple[Match, ...] = ()
    taken_off: str = ""


def retrieve(surface: str, gazetteer: Gazetteer) -> Retrieved:
    """Return what the gazetteer has for the words, or for what stays when "northern", "city of", … go."""
    for variant, taken_off in _variants(_SPACE.sub(" ", surface)):
        matches = tuple(gazetteer.matches(variant))
        if matches:
            return Retrieved(_capped(matches), taken_off)
    return Retrieved()


def _variants(surface: str) -> Iterator[tuple[str, str]]:
    yield surface, ""
    bare = _OF.sub("", surface)
    if bare != surface:
        yield bare, "of"
    words = surface.split(" ")
    directions = 0
    while directions < len(words) - 1 and words[directions].lower() in DIRECTIONS:
        directions += 1
        yield " ".join(words[directions:]), "direction"
    if "," in surface:
        yield surface.partition(",")[0], "parent"
    bare = _DIVISION.sub("", surface)
    if bare != surface:
        yield bare, "division"


def _capped(matches: tuple[Match, ...]) -> tuple[Match, ...]:
    """Keep one match a place and only as many as can matter; the first is the best of a place's."""
    seen: dict[str, Match] = {}
    for match in matches:
        seen.setdefault(match.place.id, match)
        if len(seen) == MAX_CANDIDATES:
            break
    return tuple(seen.values())
