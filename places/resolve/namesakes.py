"""The town that a landmark bears in its name: Wichita State University, University of Nairobi.

Many such names are a person's (Lincoln High School): a town is taken only if the text names it, if it is the
only one of that name, or if it is by far the largest and a university or works bears its name.
"""

import re
from collections.abc import Iterator, Sequence

from places.feature import is_past, is_populated, kind_of
from places.gazetteer.base import Gazetteer
from places.gazetteer.distance import km_between
from places.model import Located, Match, Place
from places.recognise.lexicon import LANDMARKS
from places.text import key

_KINDS_OF_TOWNS = ("settlement", "section", "adm1", "adm2")
# Words between a town's name and what stands in it.
_MIDDLE = frozenset(
    "state high city community technical medical general national central grammar navy naval public junior "
    "senior polytechnic agricultural teachers normal art military air county town royal union railway coast "
    "guard steel iron cotton international regional municipal".split()
)
_HEADS = LANDMARKS | frozenset("yard docks works mill mills colliery foundry institute railroad".split())
_OF = re.compile(
    r"(?:university|college|institute|academy|port|cathedral|school) of (?:the )?"
    r"((?-i:[A-ZÀ-Ý])[\w’'-]+(?: (?-i:[A-ZÀ-Ý])[\w’'-]+){0,2})$",
    re.IGNORECASE,
)
_TELLING = frozenset(
    "university college institute yard dock docks works mill mills airport station cathedral zoo".split()
)
_SAME_KM = 60.0
_LARGE = 150_000
_TIMES = 8


def holds_a_town(name: str, gazetteer: Gazetteer) -> bool:
    """Tell whether a landmark's name tells by itself in which town it stands."""
    return town_in_name(name, (), gazetteer) is not None


def town_in_name(name: str, located: Sequence[Located], gazetteer: Gazetteer) -> Place | None:
    """Return the town in which what bears this name stands, or None where the name does not tell."""
    for words in _towns(name):
        for item in located:
            if (
                item.place is not None
                and item.mention.kind == "toponym"
                and key(item.mention.text) == key(words)
            ):
                return item.place
        matches = [m for m in gazetteer.matches(words) if m.kind == "primary" and _is_town(m.place)]
        if matches:
            return _only(matches) or _by_far_the_largest(name, matches)
    return None


def _towns(name: str) -> Iterator[str]:
    """Yield what may be the town's name in a landmark's, the longest first."""
    if (of := _OF.search(name)) is not None:
        yield of[1]
    words = name.split()
    if len(words) < 2 or words[-1].lower() not in _HEADS:
        return
    words = words[:-1]
    while words and words[-1].lower() in _MIDDLE | _HEADS:
        words = words[:-1]
    if words and words[0].lower() == "the":
        words = words[1:]
    if 0 < len(words) <= 3:
        yield " ".join(words)


def _is_town(place: Place) -> bool:
    return kind_of(place.feature) in _KINDS_OF_TOWNS and not is_past(place.feature) and place.until is None


def _only(matches: Sequence[Match]) -> Place | None:
    """Return the place if all of this name lie on one spot, as a town and its county do."""
    first = matches[0].place
    towns = [m.place for m in matches if is_populated(m.place.feature)] or [first]
    here = all(km_between(first.lat, first.lon, m.place.lat, m.place.lon) <= _SAME_KM for m in matches)
    return towns[0] if here and first.population > 0 else None


def _by_far_the_largest(name: str, matches: Sequence[Match]) -> Place | None:
    words = {word.lower() for word in name.split()}
    if not words & _TELLING:
        return None
    towns = sorted((m.place for m in matches), key=lambda place: -place.population)
    rivals = [p for p in towns[1:] if km_between(p.lat, p.lon, towns[0].lat, towns[0].lon) > _SAME_KM]
    largest = towns[0].population >= _LARGE
    if largest and all(towns[0].population >= _TIMES * rival.population for rival in rivals):
        return towns[0]
    return None
