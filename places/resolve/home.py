"""Names that no gazetteer has, in a text that stays in one region: they stand near its places.

A house, a hamlet, a creek of a family's letters is on no list; where nearly all places around such a name
lie close together, and much of the wider text with them, it lies there too. It stands at the middle one of
them, with the precision "near" and with bounds around them all, and never as sure as a name that is known.
In a text that goes from land to land it stays without a place.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, replace

from places.feature import is_spot, kind_of
from places.gazetteer.distance import km_between
from places.model import Candidate, Located, Place
from places.resolve.landmarks import near
from places.resolve.offsets import around

# Within so many kilometres of each other are the places of a text that stays at home.
HOME_KM = 150.0
_CLOSE, _WIDE = 1_500, 10_000
_SHARE_CLOSE, _SHARE_WIDE = 0.8, 0.4
_FEWEST = 2
_SURE_ENOUGH = 0.5
_LEAST_SCORE = 0.6
_LEAST_KM = 20.0
# How often it is right, of names that are places: within 161 km, on stories of other times.
_SURE = 0.85
_KINDS = ("toponym", "landmark")


@dataclass(frozen=True, slots=True)
class _Spots:
    """The places of a text that say where it is, and where their names begin."""

    starts: tuple[int, ...]
    places: tuple[Place, ...]

    def around(self, start: int, reach: int) -> tuple[Place, ...]:
        first, last = bisect_left(self.starts, start - reach), bisect_right(self.starts, start + reach)
        return self.places[first:last]


def stand_at_home(located: Sequence[Located]) -> list[Located]:
    """Return the mentions, the unknown ones near the places around them, if these agree."""
    told = [item for item in located if _tells(item)]
    spots = _Spots(tuple(i.mention.start for i in told), tuple(i.place for i in told if i.place is not None))
    return [_stood(item, spots) if _is_asked(item) else item for item in located]


def _tells(item: Located) -> bool:
    place = item.place
    if place is None or item.confidence < _SURE_ENOUGH or item.mention.kind not in _KINDS:
        return False
    return is_spot(place.feature) or place.precision == "near" or kind_of(place.feature) == "spot"


def _is_asked(item: Located) -> bool:
    return (
        item.place is None
        and not item.candidates
        and item.mention.kind in _KINDS
        and item.mention.score >= _LEAST_SCORE
    )


def _stood(item: Located, spots: _Spots) -> Located:
    beside = spots.around(item.mention.start, _CLOSE)
    home = _middle(beside)
    if home is None or _share(home, spots.around(item.mention.start, _WIDE)) < _SHARE_WIDE:
        return item
    reach = max(km_between(home.lat, home.lon, p.lat, p.lon) for p in beside if _is_close(home, p))
    place = replace(near(item.mention.text, home), bounds=around(home.lat, home.lon, max(_LEAST_KM, reach)))
    sure = round(item.mention.score * _SURE, 4)
    return replace(item, candidates=(Candidate(place=place, score=sure),), confidence=sure, why="")


def _middle(places: Sequence[Place]) -> Place | None:
    """Return the place that has the most of the others close to it, the largest of such, or None."""
    if len(places) < _FEWEST:
        return None
    distinct = {place.id: place for place in places}.values()
    best = max(distinct, key=lambda place: (_share(place, places), place.population))
    return best if _share(best, places) >= _SHARE_CLOSE else None


def _share(home: Place, places: Sequence[Place]) -> float:
    return sum(_is_close(home, place) for place in places) / len(places) if places else 0.0


def _is_close(home: Place, place: Place) -> bool:
    return km_between(home.lat, home.lon, place.lat, place.lon) <= HOME_KM
