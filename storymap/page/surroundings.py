"""Which pieces of the earth a story is about: boxes around its places, from wide to near. Pure."""

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from places.feature import is_boundless
from places.model import Bounds, Place
from storymap.model import Story
from storymap.page.projection import unrolled

REGION = 7.0
"""Degrees of longitude that a region reaches to either side of a place: a screen's width at zoom 7."""

NEAR = 1.7
"""The same for the near surroundings of an exact place: a screen's width at zoom 9."""

WIDEST = 45.0
"""Degrees; an area wider than that is seen well enough on the map of the world."""

_TOGETHER = 3.0
"""Slack for regions: what lies between two is seen when both are."""

_SAME = 1.3
"""Slack for the surroundings of places: they are put together only where they mostly overlap."""

_MOST = 40
"""The most boxes; a page has room for far fewer, and a story may have thousands of places."""

_HEIGHT = 0.75
"""How high a box is on the map, as a part of its width."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Box:
    """A piece of the earth in which the story takes place: ``weight`` counts the mentions of its places."""

    bounds: Bounds
    weight: int

    @property
    def width(self) -> float:
        """Degrees of longitude from its west to its east."""
        return self.bounds[2] - self.bounds[0]


def regions(story: Story) -> list[Box]:
    """Return boxes about a region wide around the story's places, the weightiest first.

    None crosses the 180° meridian: there are two then.
    """
    found = []
    for place, weight in _unrolled(_places(story)):
        if place.bounds is not None:
            found.append(_area(place, place.bounds, weight))
        elif not is_boundless(place.feature):
            found.append(_around(place, weight, REGION))
    return _cut(_merged((box for box in found if box.width <= WIDEST), WIDEST, _TOGETHER))


def neighbourhoods(story: Story) -> list[Box]:
    """Return boxes around the places that are points, each about a city and its surroundings wide.

    None crosses the 180° meridian: there are two then.
    """
    points = [(place, weight) for place, weight in _unrolled(_places(story)) if place.precision != "area"]
    return _cut(_merged((_around(place, weight, NEAR) for place, weight in points), 4 * NEAR, _SAME))


def story_places(story: Story) -> list[Place]:
    """Return every place of the story once."""
    return [place for place, _ in _places(story)]


def in_one_city(story: Story) -> bool:
    """Return whether most of a story's places lie so near together that only a map of streets shows them."""
    points = [place for place in story_places(story) if place.precision != "area"]
    if len(points) < _CITY_PLACES:
        return False
    lat = sorted(place.lat for place in points)[len(points) // 2]
    lon = sorted(place.lon for place in points)[len(points) // 2]
    wide = _CITY / max(math.cos(math.radians(lat)), 0.05)
    inside = sum(abs(place.lat - lat) < _CITY and abs(place.lon - lon) < wide for place in points)
    return inside >= _CITY_SHARE * len(points)


_CITY = 0.14
"""Degrees of latitude, about 15 km, that a city reaches to either side of its middle."""

_CITY_PLACES, _CITY_SHARE = 3, 0.7


def _places(story: Story) -> list[tuple[Place, int]]:
    """Return every place of the story, with how often it is mentioned or something happens there."""
    weights: dict[str, int] = {}
    places: dict[str, Place] = {}
    for known in story.places:
        places[known.place.id] = known.place
        weights[known.place.id] = len(known.mentions)
    for where in (where for event in story.events for where in event.where):
        places.setdefault(where.place.id, where.place)
        weights[where.place.id] = weights.get(where.place.id, 0) + 1
    return [(place, weights[place.id]) for place in places.values()]


def _unrolled(places: Sequence[tuple[Place, int]]) -> list[tuple[Place, int]]:
    """Return the places with longitudes that run on past 180, so that neighbours there are neighbours."""
    lons = unrolled([place.lon for place, _ in places])
    return [(replace(place, lon=lon), weight) for (place, weight), lon in zip(places, lons, strict=True)]


def _around(place: Place, weight: int, reach: float) -> Box:
    """Return a box that reaches so many degrees of longitude from a place; on the map it is 4 : 3."""
    high = reach * _HEIGHT * max(math.cos(math.radians(place.lat)), 0.05)
    south, north = _on_map(place.lat - high), _on_map(place.lat + high)
    return Box(bounds=(place.lon - reach, south, place.lon + reach, north), weight=weight)


def _area(place: Place, bounds: Bounds, weight: int) -> Box:
    """Return a box around an area, with a margin, beside the place's own longitude."""
    west, south, east, north = bounds
    east += 360.0 if east < west else 0.0
    turn = 360.0 * round((place.lon - (west + east) / 2) / 360.0)
    margin = 0.1 * max(east - west, north - south)
    south, north = _on_map(south - margin), _on_map(north + margin)
    return Box(bounds=(west + turn - margin, south, east + turn + margin, north), weight=weight)


def _on_map(lat: float) -> float:
    """Return a latitude no nearer to a pole than a web map goes."""
    return min(max(lat, -85.0), 85.0)


def _merged(boxes: Iterable[Box], widest: float, slack: float) -> list[Box]:
    """Return the boxes with neighbours put together, the weightiest first.

    Args:
        boxes: what to put together.
        widest: degrees; how wide a box may become.
        slack: how much more than its two parts together it may cover.
    """
    merged: list[Box] = []
    for box in sorted(boxes, key=_weightiest):
        while (other := next((m for m in merged if _belong(m, box, widest, slack)), None)) is not None:
            merged.remove(other)
            box = Box(bounds=_hull(other, box), weight=other.weight + box.weight)
        if len(merged) < _MOST:
            merged.append(box)
    return sorted(merged, key=_weightiest)


def _weightiest(box: Box) -> tuple[int, Bounds]:
    return -box.weight, box.bounds


def _belong(first: Box, second: Box, widest: float, slack: float) -> bool:
    """Return whether one box may take the place of two."""
    (west, south, east, north), (left, low, right, high) = first.bounds, second.bounds
    wide, tall = max(east, right) - min(west, left), max(north, high) - min(south, low)
    fits = wide <= widest and tall <= widest * _HEIGHT
    return fits and wide * tall <= slack * (_size(first.bounds) + _size(second.bounds))


def _hull(first: Box, second: Box) -> Bounds:
    a, b = first.bounds, second.bounds
    return min(a[0], b[0]), min(a[1], b[1]), max(a[2], b[2]), max(a[3], b[3])


def _size(bounds: Bounds) -> float:
    return (bounds[2] - bounds[0]) * (bounds[3] - bounds[1])


def _cut(boxes: Iterable[Box]) -> list[Box]:
    """Return the boxes cut in two at the 180° meridian, within -180…180."""
    found = []
    for box in boxes:
        west, south, east, north = box.bounds
        for turn in (-720.0, -360.0, 0.0, 360.0):
            left, right = max(west + turn, -180.0), min(east + turn, 180.0)
            if right - left > 1e-6 and north > south:
                found.append(Box(bounds=(left, south, right, north), weight=box.weight))
    return found
