"""A piece of the web map as a picture: where places stand in it, and its lines as paths of SVG."""

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import accumulate, pairwise
from typing import Any

from storymap.page.clip import clip_lines, clip_ring

LARGEST_ZOOM = 8.0
"""A lone place is shown with its country around it, not with its streets."""

SMALLEST_ZOOM = 0.6

Spot = tuple[float, float]


@dataclass(frozen=True, slots=True, kw_only=True)
class Frame:
    """A part of the earth in a part of a picture.

    ``left``, ``top``, ``width``, ``height`` are pixels of the picture, ``west`` and ``north`` the web map's
    coordinates at its corner, in degrees of longitude (see ``mercator``), ``scale`` is pixels a degree.
    """

    left: float
    top: float
    width: float
    height: float
    west: float
    north: float
    scale: float

    @property
    def zoom(self) -> float:
        """The zoom of a web map of this scale."""
        return math.log2(self.scale * 360 / 256)

    def spot(self, lat: float, lon: float) -> Spot:
        """Return where in the picture a place stands."""
        return self.left + (lon - self.west) * self.scale, self.top + (
            self.north - mercator(lat)
        ) * self.scale


def mercator(lat: float) -> float:
    """Return a latitude's height on the web map, in degrees of longitude; the map ends at 85°."""
    return math.degrees(math.asinh(math.tan(math.radians(min(max(lat, -85.0), 85.0)))))


def unrolled(longitudes: Sequence[float]) -> list[float]:
    """Return longitudes that run on past 180° so that all lie as close together as they can."""
    turns = sorted({lon % 360.0 for lon in longitudes})
    if not turns:
        return []
    gap, after = max((after - before, after) for before, after in pairwise([*turns, turns[0] + 360.0]))
    start = (after - gap / 2 + 180.0) % 360.0 - 180.0
    return [start + (lon - start) % 360.0 for lon in longitudes]


def framed(spots: Sequence[Spot], box: tuple[float, float, float, float], margin: float) -> Frame:
    """Return the frame that shows (latitude, unrolled longitude) spots in the middle of a box.

    Args:
        spots: without any, the frame shows the world.
        box: left, top, width, height in pixels.
        margin: pixels that stay free around the spots.
    """
    left, top, width, height = box
    lons = [lon for _, lon in spots] or [-170.0, 190.0]
    highs = [mercator(lat) for lat, _ in spots] or [mercator(-56.0), mercator(78.0)]
    wide, high = max(lons) - min(lons), max(highs) - min(highs)
    fit = min((width - 2 * margin) / max(wide, 1e-9), (height - 2 * margin) / max(high, 1e-9))
    smallest = max(256 * 2**SMALLEST_ZOOM, width) / 360
    scale = min(max(fit, smallest), 256 * 2**LARGEST_ZOOM / 360)
    west = (max(lons) + min(lons)) / 2 - width / 2 / scale
    north = (max(highs) + min(highs)) / 2 + height / 2 / scale
    edge = mercator(85.0)
    north = min(max(north, height / scale - edge), edge) if height / scale < 2 * edge else north
    return Frame(left=left, top=top, width=width, height=height, west=west, north=north, scale=scale)


def coasts(rings: Iterable[Sequence[int]], scale: int) -> list[list[int]]:
    """Return the rings of a basemap as lines, without their edges along the 180° meridian and the south pole.

    Those are where the land is cut, not where it ends.
    """
    edge, pole = 180 * scale, -89 * scale
    lines: list[list[int]] = []
    for ring in rings:
        points = list(zip(accumulate(ring[::2]), accumulate(ring[1::2]), strict=True))
        line: list[int] = []
        for before, after in pairwise([*points, points[0]]):
            if (abs(before[0]) == edge and before[0] == after[0]) or after[1] <= pole:
                line = []
                continue
            if not line:
                line = [*before]
                lines.append(line)
            line += (after[0] - before[0], after[1] - before[1])
    return lines


def path(lines: Sequence[Sequence[int]], scale: int, frame: Frame, *, closed: bool) -> str:
    """Return lines of a basemap as the data of an SVG path, cut to the frame and no finer than it shows.

    Args:
        lines: in the form that ``storymap.page.basemap.basemap`` describes.
        scale: their units a degree.
        frame: what the picture shows.
        closed: whether the lines are rings.
    """
    import shapely

    edge = 3.0
    right, bottom = frame.left + frame.width, frame.top + frame.height
    box = (frame.left - edge, frame.top - edge, right + edge, bottom + edge)
    copies = [points for line in lines for points in _copies(line, scale, frame, closed=closed)]
    inside = [clip_ring(points, box) for points in copies] if closed else clip_lines(copies, box)
    shapes = [shapely.linestrings(points) for points in inside if len(points) > 1]
    short = shapely.simplify(shapes, 0.35, preserve_topology=False)
    return "".join(_moves(shapely.get_coordinates(line), closed=closed) for line in short)


def _copies(line: Sequence[int], scale: int, frame: Frame, *, closed: bool) -> list[Any]:
    """Return a line's points in the picture, once for every turn of the earth that the picture shows."""
    import numpy as np

    points = np.cumsum(np.asarray(line, dtype=float).reshape(-1, 2), axis=0) / scale
    lat = np.radians(np.clip(points[:, 1], -85.0, 85.0))
    y = frame.top + (frame.north - np.degrees(np.arcsinh(np.tan(lat)))) * frame.scale
    if closed:
        points, y = np.vstack([points, points[:1]]), np.append(y, y[:1])
    found = []
    for turn in (-360.0, 0.0, 360.0, 720.0):
        x = frame.left + (points[:, 0] + turn - frame.west) * frame.scale
        if x.max() >= frame.left and x.min() <= frame.left + frame.width:
            found.append(np.column_stack([x, y]))
    return found


def _moves(points: Any, *, closed: bool) -> str:
    """Return the commands of a path that goes through points, in tenths of a pixel."""
    whole = [(round(10 * x), round(10 * y)) for x, y in points.tolist()]
    steps = [(b[0] - a[0], b[1] - a[1]) for a, b in pairwise(whole)]
    kept = [step for step in steps if step != (0, 0)][: -1 if closed else None]
    if len(kept) < (2 if closed else 1):
        return ""
    start = f"M{whole[0][0] / 10:g} {whole[0][1] / 10:g}"
    return start + "l" + " ".join(f"{x / 10:g} {y / 10:g}" for x, y in kept) + ("z" if closed else "")
