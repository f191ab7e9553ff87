"""Natural Earth's finest map, kept in one small file, from which pieces are cut.

tools/basemap.py writes detail.npz. Of each layer it has four arrays: ``first`` (of every line the first
point, int32), ``steps`` (all lines' steps from point to point, int16, as [x or y][low or high byte][step]),
``length`` (points of each line) and ``rank`` (0: seen from afar … 10: from near only); units are 1/1000
degree, x is the longitude. Rings end with the point that they began with.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from importlib import resources
from io import BytesIO
from typing import TYPE_CHECKING

from places.model import Bounds

if TYPE_CHECKING:
    import numpy as np

SCALE = 1000
RINGS = ("land", "lakes")
LINES = ("borders", "disputed", "divisions", "rivers")


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Layer:
    """The lines of one kind.

    ``points`` are those of all of them, in degrees; each line has its ``start`` and ``end`` in them, a
    ``box`` (west, south, east, north) and a ``rank``.
    """

    points: "np.ndarray"
    start: "np.ndarray"
    end: "np.ndarray"
    box: "np.ndarray"
    rank: "np.ndarray"


def fine_map() -> dict[str, Layer]:
    """Return every layer of the finest map, by name."""
    import numpy as np

    packed = resources.files("storymap.page").joinpath("data/detail.npz").read_bytes()
    with np.load(BytesIO(packed)) as arrays:
        return {name: _layer(arrays, name) for name in RINGS + LINES}


def _layer(arrays: "Mapping[str, np.ndarray]", name: str) -> Layer:
    import numpy as np

    length = arrays[f"{name}_length"]
    end = np.cumsum(length)
    start = end - length
    steps = np.ascontiguousarray(arrays[f"{name}_steps"].transpose(0, 2, 1)).view("<i2")[..., 0]
    moves = np.zeros((int(end[-1]), 2), dtype=np.int32)
    later = np.ones(len(moves), dtype=bool)
    later[start] = False
    moves[later] = steps.T
    whole = np.cumsum(moves, axis=0, dtype=np.int32)
    whole += np.repeat(arrays[f"{name}_first"] - whole[start], length, axis=0)
    low, high = np.minimum.reduceat(whole, start), np.maximum.reduceat(whole, start)
    box = np.concatenate([low, high], axis=1) / SCALE
    return Layer(points=whole / SCALE, start=start, end=end, box=box, rank=arrays[f"{name}_rank"])


def piece(layer: Layer, bounds: Bounds, *, rings: bool, rank: int, tolerance: float) -> "list[np.ndarray]":
    """Return what of a layer lies within bounds, as rows of longitude and latitude.

    Args:
        layer: what to cut from.
        bounds: west < east, in degrees.
        rings: whether the lines are rings; what comes back then are rings, too.
        rank: the highest that is wanted.
        tolerance: degrees; how far a line may lie beside the true one. What is smaller is left out.
    """
    import numpy as np
    import shapely

    west, south, east, north = bounds
    box = layer.box
    near = (box[:, 0] < east) & (box[:, 2] > west) & (box[:, 1] < north) & (box[:, 3] > south)
    large = (box[:, 2:] - box[:, :2]).max(axis=1) > tolerance
    chosen = np.flatnonzero(near & large & (layer.rank <= rank))
    make = shapely.polygons if rings else shapely.linestrings
    shapes = [make(layer.points[layer.start[i] : layer.end[i]]) for i in chosen]
    inside = shapely.get_parts(shapely.clip_by_rect(shapes, west, south, east, north))
    if rings:
        inside = shapely.get_exterior_ring(inside[shapely.get_type_id(inside) == _POLYGON])
    short = shapely.simplify(inside, tolerance, preserve_topology=False)
    return [shapely.get_coordinates(line) for line in short]


_POLYGON = 3
"""Shapely's number for a polygon."""
