"""The outlines of countries and divisions that the page carries, as finely as its map shows them."""

import math
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from places.feature import is_first_level, is_state_of_today
from places.model import Place
from storymap.page.basemap import encoded

if TYPE_CHECKING:
    from shapely.geometry import LinearRing, MultiPolygon

Json = dict[str, Any]

BUDGET = 15_000
"""How many bytes, packed with gzip, the outlines may take in all; about that many."""

SCALE = 100
"""Units a degree: about a kilometre, which is what the outlines themselves are true to."""

_SCREEN = 1400
"""Pixels; an outline is drawn so finely that it may fill a screen of this width."""

_FINEST = 0.012
"""Degrees; no line is kept more finely than this."""

_COARSER = (1, 2, 4, 8)


def areas(places: Sequence[Place]) -> Json:
    """Return the outlines of those places that are countries or first-level divisions, ready for JSON.

    ::

        {"scale": 100, "shapes": [{"place": 3, "rings": [ring, …]}, …]}

    ``place`` is the place's position in ``places``. A ring is one of the drawn world's rings (see
    ``storymap.page.basemap.basemap``), except that its longitudes may run on past ±180. All the rings of a
    shape are one area by the even-odd rule. States of the past have no shape: what lies there now has other
    borders. Where the outlines of all would take too many bytes they are drawn more coarsely, and then
    those of the last places are left out.
    """
    known = [(number, shape) for number, place in enumerate(places) if (shape := _outline(place))]
    for coarser in _COARSER:
        shapes = [{"place": number, "rings": _rings(shape, coarser)} for number, shape in known]
        if sum(map(_bytes, shapes)) <= BUDGET:
            break
    return {"scale": SCALE, "shapes": _afforded(shapes) if known else []}


def _outline(place: Place) -> "MultiPolygon | None":
    from places.gazetteer.outlines import outline

    code = _code(place) if place.precision == "area" and place.until is None else ""
    return outline(code) if code else None


def _code(place: Place) -> str:
    """Return under which code the gazetteer has a place's outline: "FR", "US.TX"; "" if it has none."""
    if is_first_level(place.feature) and len(place.admin_codes) == 1:
        return place.admin_codes[0]
    return place.country if is_state_of_today(place.feature) else ""


def _rings(shape: "MultiPolygon", coarser: int) -> list[list[int]]:
    """Return the rings of an outline, without the islands and lakes that nobody would see."""
    import shapely

    lines = _together([ring for part in shape.geoms for ring in (part.exterior, *part.interiors)])
    west, south, east, north = shapely.total_bounds(lines).tolist()
    # A web map stretches the north and south: there a degree of latitude is worth more.
    stretch = 1 / math.cos(math.radians(min(max(abs(south), abs(north)), 80.0)))
    tolerance = coarser * max(_FINEST, max(east - west, (north - south) * stretch) / _SCREEN)
    sizes = [_size(ring.bounds) for ring in lines]
    seen = [
        ring for ring, size in zip(lines, sizes, strict=True) if size > 4 * tolerance or size == max(sizes)
    ]
    high = [shapely.linestrings(shapely.get_coordinates(ring) * (1, stretch)) for ring in seen]
    short = shapely.simplify(high, tolerance, preserve_topology=True)
    return encoded([shapely.get_coordinates(line) / (1, stretch) for line in short], SCALE, closed=True)


def _together(rings: Sequence["LinearRing"]) -> list["LinearRing"]:
    """Return rings on the same side of the 180° meridian as the largest of them."""
    from shapely.affinity import translate

    middle = _middle(max(rings, key=lambda ring: _size(ring.bounds)))
    return [translate(ring, 360.0 * round((middle - _middle(ring)) / 360.0)) for ring in rings]


def _middle(ring: "LinearRing") -> float:
    west, _, east, _ = ring.bounds
    return float(west + east) / 2


def _size(bounds: tuple[float, float, float, float]) -> float:
    return max(bounds[2] - bounds[0], bounds[3] - bounds[1])


def _bytes(shape: Json) -> float:
    """Return about how many bytes a shape takes, packed: two a point."""
    return 20 + 2.5 * sum(len(ring) / 2 for ring in shape["rings"])


def _afforded(shapes: Sequence[Json]) -> list[Json]:
    """Return the first shapes that together keep to the budget."""
    left = float(BUDGET)
    kept = []
    for shape in shapes:
        if _bytes(shape) <= left:
            kept.append(shape)
            left -= _bytes(shape)
    return kept
