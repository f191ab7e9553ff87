"""Natural Earth's finest map, kept in one small file, from which pieces are cut.

tools/basemap.py writes detail.npz. Of each layer it has, line by line, ``box`` (west, south, east, north in
1/100 degree, rounded outwards), ``first`` (the first point: longitude and latitude in 1/1000 degree),
``length`` (how many steps follow) and ``rank`` (0: seen from afar … 10: from near only), and the ``steps`` of
all lines one after the other, in 1/1000 degree. Rings end with the point that they began with.
"""

import math
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib import resources
from io import BytesIO
from typing import TYPE_CHECKING

from places.model import Bounds
from storymap.page.clip import clip_lines, clip_ring

if TYPE_CHECKING:
    import numpy as np

SCALE = 1000
BOX_SCALE = 100
RINGS = ("land", "lakes")
LINES = ("borders", "disputed", "divisions", "rivers")


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Layer:
    """The lines of one kind, as the file has them; ``end`` is where each line's ``steps`` end."""

    box: "np.ndarray"
    rank: "np.ndarray"
    first: "np.ndarray"
    steps: "np.ndarray"
    end: "np.ndarray"

    def line(self, number: int) -> "np.ndarray":
        """Return the points of a line as rows of longitude and latitude, in degrees."""
        import numpy as np

        start = self.end[number - 1] if number else 0
        points = np.empty((self.end[number] - start + 1, 2))
        points[0] = self.first[number]
        points[1:] = self.steps[start : self.end[number]]
        return np.cumsum(points, axis=0) / SCALE


@cache
def fine_map() -> Mapping[str, Layer]:
    """Return every layer of the finest map, by name; read once, and not to be changed."""
    import numpy as np

    packed = resources.files("storymap.page").joinpath("data/detail.npz").read_bytes()
    with np.load(BytesIO(packed)) as arrays:
        return {name: _layer(arrays, name) for name in RINGS + LINES}


def _layer(arrays: "Mapping[str, np.ndarray]", name: str) -> Layer:
    box, rank, first, steps, length = (
        arrays[f"{name}_{what}"] for what in ("box", "rank", "first", "steps", "length")
    )
    return Layer(box=box / BOX_SCALE, rank=rank, first=first, steps=steps, end=length.cumsum())


def piece(layer: Layer, bounds: Bounds, *, rings: bool, rank: int, tolerance: float) -> "list[np.ndarray]":
    """Return what of a layer lies within bounds, as rows of longitude and latitude.

    Args:
        layer: what to cut from.
        bounds: west < east, in degrees.
        rings: whether the lines are rings; what comes back then are rings, too.
        rank: the highest that is wanted.
        tolerance: degrees of longitude; how far, on a web map, a line may lie beside the true one. What is
            smaller is left out.
    """
    import numpy as np
    import shapely

    west, south, east, north = bounds
    box = layer.box
    near = (box[:, 0] < east) & (box[:, 2] > west) & (box[:, 1] < north) & (box[:, 3] > south)
    large = (box[:, 2:] - box[:, :2]).max(axis=1) > tolerance
    chosen = np.flatnonzero(near & large & (layer.rank <= rank))
    lines = [layer.line(number) for number in chosen.tolist()]
    inside = [clip_ring(line, bounds) for line in lines] if rings else clip_lines(lines, bounds)
    # A web map stretches the north and south: there a degree of latitude is worth more.
    stretch = 1 / math.cos(math.radians(min(max(abs(south), abs(north)), 80.0)))
    high = [shapely.linestrings(line * (1, stretch)) for line in inside if len(line) > 1]
    short = shapely.simplify(high, tolerance, preserve_topology=False)
    return [shapely.get_coordinates(line) / (1, stretch) for line in short]
