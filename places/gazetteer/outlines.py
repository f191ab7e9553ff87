"""Which country and division a point lies in, and what their outlines are: Natural Earth's, thinned.

Every country has an outline; of the first-level divisions those have one of which the towns leave no doubt
(tools/division_outlines.py). A division's outline lies within its country's.
"""

import json
from functools import cache
from importlib.resources import files
from itertools import pairwise
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from shapely import STRtree
    from shapely.geometry import MultiPolygon, Polygon

Ring = list[tuple[float, float]]
_COUNTRIES = "outlines.json"
_DIVISIONS = "division_outlines.json"


def country_at(lat: float, lon: float, *, tolerance_km: float = 0.0) -> str:
    """Return the ISO 3166-1 alpha-2 code of the country at the point, or "" off land.

    The outlines are true to about 2 km. With ``tolerance_km`` a point that lies off land belongs to the
    nearest country within that distance.
    """
    return _at(_COUNTRIES, lat, lon, tolerance_km)


def division_at(lat: float, lon: float, *, tolerance_km: float = 0.0) -> str:
    """Return the GeoNames code ("US.TX") of the first-level division at the point, or "".

    "" is the answer off land and in a division without an outline. The outlines are true to about 5 km. With
    ``tolerance_km`` a point outside of all divisions belongs to the nearest one within that distance.
    """
    return _at(_DIVISIONS, lat, lon, tolerance_km)


def distances(lat: float, lon: float, within_km: float) -> dict[str, float]:
    """Return the countries within the distance of a point and how far off they are, in kilometres."""
    return _distances(_COUNTRIES, lat, lon, within_km)


def outline(code: str) -> "MultiPolygon | None":
    """Return the outline of a country ("FR") or first-level division ("US.TX") in degrees, or None.

    Longitudes run past ±180 where a part lies across that meridian.
    """
    from shapely.geometry import MultiPolygon

    parts = _polygons(_DIVISIONS if "." in code else _COUNTRIES, code)
    return MultiPolygon(parts) if parts else None


def _at(file: str, lat: float, lon: float, tolerance_km: float) -> str:
    from shapely.geometry import Point

    codes, polygons, tree = _index(file)
    for turn in (0, 360, -360):
        inside = tree.query(Point(lon + turn, lat), predicate="intersects").tolist()
        if inside:  # of a state within a state and the one around it, the small one
            return codes[min(inside, key=lambda i: polygons[i].area)]
    if tolerance_km <= 0:
        return ""
    near = _distances(file, lat, lon, tolerance_km)
    return min(near, key=lambda code: (near[code], code)) if near else ""


def _distances(file: str, lat: float, lon: float, within_km: float) -> dict[str, float]:
    import math

    from shapely import affinity
    from shapely.geometry import Point, box

    codes, polygons, tree = _index(file)
    squeeze = max(math.cos(math.radians(lat)), 0.01)
    degrees = within_km / 111.2
    found: dict[str, float] = {}
    for turn in (0, 360, -360):
        x = lon + turn
        edges = box(x - degrees / squeeze, lat - degrees, x + degrees / squeeze, lat + degrees)
        for i in tree.query(edges):
            # On a map stretched for this latitude a degree is equally long both ways.
            flat = affinity.scale(polygons[int(i)].intersection(edges), squeeze, 1.0, origin=(x, lat))
            km = flat.distance(Point(x, lat)) * 111.2
            if km <= within_km:
                found[codes[int(i)]] = min(km, found.get(codes[int(i)], km))
    return found


def unwrapped(ring: Ring) -> Ring:
    """Return the ring without its jump at the 180° meridian; one around a pole is led along the pole."""
    turn = 0.0
    out = ring[:1]
    for (ax, _), (bx, by) in pairwise(ring):
        turn += 360.0 if bx - ax < -180 else -360.0 if bx - ax > 180 else 0.0
        out.append((bx + turn, by))
    if turn:
        pole = 90.0 if out[0][1] > 0 else -90.0
        out += [(out[-1][0], pole), (out[0][0], pole), out[0]]
    return out


@cache
def _index(file: str) -> "tuple[list[str], list[Polygon], STRtree]":
    """Return the codes, the polygons and a search tree of them, in one order."""
    from shapely import STRtree

    codes: list[str] = []
    polygons: list[Polygon] = []
    for code in _topology(file)["areas"]:
        parts = _polygons(file, code)
        codes += [code] * len(parts)
        polygons += parts
    return codes, polygons, STRtree(polygons)


def _polygons(file: str, code: str) -> "list[Polygon]":
    """Return the polygons of one area, none if the file has it not; only its own lines are decoded."""
    from shapely import get_parts
    from shapely.geometry import Polygon

    polygons: list[Polygon] = []
    for outer, *holes in _topology(file)["areas"].get(code, ()):
        polygon = Polygon(_ring(file, outer), [_ring(file, hole) for hole in holes])
        # Thinning can make a ring touch itself; where it does, only the winding tells in from out.
        polygons += get_parts(polygon if polygon.is_valid else polygon.buffer(0)).tolist()
    return [_in_range(polygon) for polygon in polygons]


def _in_range(polygon: "Polygon") -> "Polygon":
    """Return the polygon turned so that most of it lies between -180 and 180."""
    from shapely.affinity import translate

    west, _, east, _ = polygon.bounds
    turns = ((west + east) / 2 + 180) // 360
    return translate(polygon, -360 * turns) if turns else polygon


@cache
def _topology(file: str) -> dict[str, Any]:
    """Return the file: a grid, arcs as steps on it, and for each area its polygons as rings of arcs."""
    topology: dict[str, Any] = json.loads(
        (files("places.gazetteer") / "data" / file).read_text(encoding="utf-8")
    )
    return topology


@cache
def _arc(file: str, number: int) -> Ring:
    topology = _topology(file)
    return _decoded(topology["arcs"][number], topology["grid"])


def _decoded(steps: list[int], grid: int) -> Ring:
    x = y = 0
    line: Ring = []
    for dx, dy in zip(steps[::2], steps[1::2], strict=True):
        x, y = x + dx, y + dy
        line.append((x / grid, y / grid))
    return line


def _ring(file: str, indices: list[int]) -> Ring:
    ring: Ring = []
    for i in indices:
        line = _arc(file, i) if i >= 0 else _arc(file, ~i)[::-1]
        ring.extend(line[1:] if ring else line)
    return unwrapped(ring)
