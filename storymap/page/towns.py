"""The towns of the world that have room for a label on a map, by place and zoom.

tools/basemap.py writes towns.npz: ``lat`` and ``lon`` in 1/1000 degree, sorted by latitude; ``rank``, the
first zoom of a web map at which the town's label touches no bigger town's; ``names``, a UTF-8 text of lines.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from importlib import resources
from io import BytesIO
from typing import TYPE_CHECKING, Any

from places.model import Bounds, Place

if TYPE_CHECKING:
    import numpy as np

SCALE = 1000

Town = list[Any]
"""[latitude, longitude, name, rank]"""


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Towns:
    """All towns, sorted by latitude: degrees, ranks, and their names as they are packed."""

    lat: "np.ndarray"
    lon: "np.ndarray"
    rank: "np.ndarray"
    packed: bytes
    end: "np.ndarray"

    def name(self, number: int) -> str:
        """Return the name of a town."""
        start = self.end[number - 1] + 1 if number else 0
        return self.packed[start : self.end[number]].decode()


@cache
def towns() -> Towns:
    """Return the towns of the world; read once, and not to be changed."""
    import numpy as np

    packed = resources.files("storymap.page").joinpath("data/towns.npz").read_bytes()
    with np.load(BytesIO(packed)) as arrays:
        lat, lon, rank, names = (arrays[what] for what in ("lat", "lon", "rank", "names"))
    end = np.append(np.flatnonzero(names == ord("\n")), len(names))
    return Towns(lat=lat / SCALE, lon=lon / SCALE, rank=rank, packed=names.tobytes(), end=end)


def towns_within(known: Towns, bounds: Bounds, *, ranks: range, most: int) -> list[Town]:
    """Return towns within bounds (west < east) whose rank is wanted, the most important first.

    Args:
        known: the towns to choose from.
        bounds: degrees.
        ranks: the ranks that are wanted.
        most: how many at most; of one rank, those nearest to the middle of the bounds come first.
    """
    import numpy as np

    west, south, east, north = bounds
    rows = slice(*np.searchsorted(known.lat, (south, north)).tolist())
    lat, lon, rank = known.lat[rows], known.lon[rows], known.rank[rows]
    inside = np.flatnonzero((lon >= west) & (lon < east) & (rank >= ranks.start) & (rank < ranks.stop))
    off = np.hypot((lon - (west + east) / 2) / (east - west), (lat - (south + north) / 2) / (north - south))
    order = inside[np.lexsort((inside, off[inside], rank[inside]))][:most]
    first = rows.start
    return [
        [round(float(lat[i]), 3), round(float(lon[i]), 3), known.name(first + i), int(rank[i])]
        for i in order.tolist()
    ]


def without(found: Sequence[Town], places: Sequence[Place]) -> list[Town]:
    """Return the towns that are no place of the story: none is within about 3 km of one of its points."""
    taken = {
        (row + i, column + j)
        for row, column in (_cell(place.lat, place.lon) for place in places if place.precision != "area")
        for i in (-1, 0, 1)
        for j in (-1, 0, 1)
    }
    return [town for town in found if _cell(town[0], town[1]) not in taken]


def _cell(lat: float, lon: float) -> tuple[int, int]:
    """Return the cell, 1/50 degree wide and high, in which a point lies."""
    return math.floor(lat * 50), math.floor(lon * 50)
