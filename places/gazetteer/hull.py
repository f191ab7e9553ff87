"""The middle and the extent of a handful of points on the globe."""

from collections.abc import Sequence
from itertools import pairwise

from places.model import Bounds

Point = tuple[float, float]

# Degrees. Towns farther apart than one to two of these are not of one body, as those of remote islands.
_CELL = 3.0
_FEW = 40  # one in so many


def centre(points: Sequence[Point]) -> tuple[Point, Bounds]:
    """Return the centre (lat, lon) of the points' convex hull, and their bounds.

    The hull's centre, and not the points' mean, so that a crowd of suburbs does not draw it into its corner.
    Points far out, as those of islands beyond the horizon, are left out of both.
    """
    turned = _main_body(_across_180(points))
    ring = _hull(sorted(turned))
    x, y = _centroid(ring)
    west, east = min(p[0] for p in turned), max(p[0] for p in turned)
    south, north = min(p[1] for p in turned), max(p[1] for p in turned)
    return (y, _in_range(x)), (_in_range(west), south, _in_range(east), north)


def _across_180(points: Sequence[Point]) -> list[Point]:
    """Return (x, y) with x running on past 180 where that keeps the points together."""
    xs = [lon for _, lon in points]
    turned = [lon + 360 if lon < 0 else lon for lon in xs]
    use = turned if max(turned) - min(turned) < max(xs) - min(xs) else xs
    return [(x, lat) for x, (lat, _) in zip(use, points, strict=True)]


def _main_body(points: list[Point]) -> list[Point]:
    """Return the points without the small groups that stand apart, empty cells of a grid around them."""
    cells: dict[tuple[int, int], list[Point]] = {}
    for x, y in points:
        cells.setdefault((int(x // _CELL), int(y // _CELL)), []).append((x, y))
    groups: list[list[Point]] = []
    while cells:
        reached, group = [next(iter(cells))], []
        while reached:
            column, row = reached.pop()
            group += cells.pop((column, row), [])
            around = ((column + i, row + j) for i in (-1, 0, 1) for j in (-1, 0, 1))
            reached += [cell for cell in around if cell in cells]
        groups.append(group)
    return [point for group in groups if len(group) * _FEW >= len(points) for point in group]


def _in_range(lon: float) -> float:
    return lon - 360 if lon > 180 else lon


def _hull(points: list[Point]) -> list[Point]:
    """Return the convex hull by Andrew's monotone chain; the points come sorted."""
    unique = list(dict.fromkeys(points))
    if len(unique) < 3:
        return unique
    return _chain(unique)[:-1] + _chain(unique[::-1])[:-1]


def _chain(points: list[Point]) -> list[Point]:
    chain: list[Point] = []
    for p in points:
        while len(chain) > 1 and _turn(chain[-2], chain[-1], p) <= 0:
            chain.pop()
        chain.append(p)
    return chain


def _turn(a: Point, b: Point, c: Point) -> float:
    return (b[0] - a[0]) * (c[1] - a[1]) - (b[1] - a[1]) * (c[0] - a[0])


def _centroid(ring: list[Point]) -> Point:
    area = x = y = 0.0
    ax, ay = ring[0]
    for (bx, by), (cx, cy) in pairwise(ring[1:]):
        twice = (bx - ax) * (cy - ay) - (by - ay) * (cx - ax)
        area, x, y = area + twice, x + twice * (ax + bx + cx) / 3, y + twice * (ay + by + cy) / 3
    if abs(area) < 1e-9:  # points on a line
        return sum(p[0] for p in ring) / len(ring), sum(p[1] for p in ring) / len(ring)
    return x / area, y / area
