"""The places that a mention's words may mean: the gazetteer asked for them and for what is left of them."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from places.feature import kind_of
from places.gazetteer.base import Gazetteer
from places.model import Match, Place
from places.recognise.lexicon import DIRECTIONS
from places.resolve.parents import names_a_parent

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
# Of these, the ones that towns are not: "Graham Island" is no town Graham.
_LANDS = frozenset({"island", "peninsula"})


@dataclass(frozen=True, slots=True)
class Retrieved:
    """The matches of a surface form, the most prominent first, and what was taken off to find them.

    ``kept`` is how many characters the name itself has, where a parent behind it was taken off.
    """

    matches: tuple[Match, ...] = ()
    taken_off: str = ""
    kept: int | None = None


def retrieve(surface: str, gazetteer: Gazetteer) -> Retrieved:
    """Return what the gazetteer has for the words, or for what stays when "northern", "city of", … go."""
    whole = _SPACE.sub(" ", surface)
    for variant, taken_off in (*_variants(whole), *_before_a_parent(whole, gazetteer)):
        matches = tuple(m for m in gazetteer.matches(variant) if _suits(m.place, surface, taken_off))
        if matches:
            kept = len(variant) if taken_off == "parent" and surface.startswith(variant) else None
            return Retrieved(_capped(matches), taken_off, kept)
    return Retrieved()


def _suits(place: Place, surface: str, taken_off: str) -> bool:
    """Tell whether a place may be meant without the word taken off: an island is no town of that name."""
    word = surface.rsplit(maxsplit=1)[-1].lower()
    return (
        taken_off != "division" or word not in _LANDS or kind_of(place.feature) in ("land", "adm1", "country")
    )


def _before_a_parent(surface: str, gazetteer: Gazetteer) -> Iterator[tuple[str, str]]:
    """Yield what stands before a country or division without a comma: London UK, Santa Fe New Mexico."""
    words = surface.split(" ")
    for size in range(min(3, len(words) - 1), 0, -1):
        if names_a_parent(" ".join(words[-size:]), gazetteer):
            yield " ".join(words[:-size]), "parent"


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
