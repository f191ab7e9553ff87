"""The world under a story: coasts, lakes, borders, rivers and towns, carried by the page itself.

Natural Earth's map (public domain) in two levels: the whole world in little, the same in every page, and
finer pieces of it around the story's places. tools/basemap.py made the files; docs/basemap.md tells how.
"""

import json
from collections.abc import Iterable, Sequence
from importlib import resources
from typing import TYPE_CHECKING, Any

from storymap.model import Story

if TYPE_CHECKING:
    import numpy as np

Basemap = dict[str, Any]
"""What the page draws under the story; ``basemap`` says what is in it."""


def basemap(story: Story) -> Basemap:
    """Return the map that a story's page carries, as plain values ready for JSON.

    The whole world::

        {"scale": 100,
         "land": [ring, …], "lakes": [ring, …],
         "borders": [line, …], "disputed": [line, …], "rivers": [line, …],
         "towns": [[lat, lon, name, rank], …],
         "countries": [[lat, lon, name, code, rank], …],
         "detail": [{"scale": 1000, "bounds": [west, south, east, north],
                     "land": …, "lakes": …, "borders": …, "disputed": …, "divisions": …, "rivers": …,
                     "towns": …}, …]}

    A *line* is a flat list of integers [x0, y0, dx1, dy1, dx2, dy2, …] in units of 1/scale degree: the first
    point's longitude and latitude, then steps. A *ring* is a line whose last point joins its first (which
    is not repeated). All the rings of a layer make **one** shape, filled by the even-odd rule: a ring inside
    another is a hole (the Caspian Sea in the land, an island in a lake).

    Nothing crosses the 180° meridian: what does is cut there, -180 ≤ longitude ≤ 180. So edges of rings
    that lie on longitude ±180, on latitude -90, or on the bounds of a detail are cuts, not coasts: fill,
    and draw no outline along them.

    ``detail`` goes from the coarse to the fine; a piece replaces what lies under its bounds (fill them with
    sea first). ``disputed`` are borders that are not settled (dash them). ``divisions`` are borders inside
    countries. Drawn in the order land, rivers, lakes, divisions, borders, disputed, towns, it is right:
    rivers run on through lakes. ``rank`` is the zoom of a web map (256·2^zoom pixels around the earth) from
    which a label has room; labels come the most important first. ``code`` is ISO 3166-1 alpha-2.
    """
    del story
    return {**_world(), "detail": []}


def _world() -> Basemap:
    """Return the world in little; fresh, since the caller may change it."""
    text = resources.files("storymap.page").joinpath("data/world.json").read_text(encoding="utf-8")
    world: Basemap = json.loads(text)
    return world


def encoded(lines: Iterable["np.ndarray"], scale: int, *, closed: bool) -> list[list[int]]:
    """Return lines of (lon, lat) rows, degrees, in the page's form (see ``basemap``), without the empty ones.

    Args:
        lines: with ``closed``, each ends with the point that it began with.
        scale: units a degree.
        closed: whether the lines are rings.
    """
    import numpy as np

    found = []
    for line in lines:
        whole = np.rint(line * scale).astype(np.int64)
        steps = np.diff(whole, axis=0, prepend=0)
        moves = np.any(steps != 0, axis=1)
        moves[0] = True
        steps = steps[moves][: -1 if closed else None]
        if len(steps) > (2 if closed else 1):
            found.append(steps.ravel().tolist())
    return found


def spaced(
    towns: Sequence[tuple[float, float, str]], zooms: Iterable[int], room: float = 90
) -> list[list[Any]]:
    """Return [lat, lon, name, rank] for the towns that have room, by greedy choice, the first first.

    Args:
        towns: latitude, longitude, name, the most important first.
        zooms: the zooms to fill, from the smallest.
        room: pixels between two labels.
    """
    taken: list[tuple[float, float]] = []
    rows: list[list[Any]] = []
    left = list(towns)
    for zoom in zooms:
        gap = room * 360 / (256 * 2**zoom)
        later = []
        for lat, lon, name in left:
            if all(abs(lon - x) >= gap * 1.3 or abs(lat - y) >= gap * 0.5 for y, x in taken):
                taken.append((lat, lon))
                rows.append([round(lat, 2), round(lon, 2), name, zoom])
            else:
                later.append((lat, lon, name))
        left = later
    return rows
