"""The world under a story: coasts, lakes, borders, rivers and towns, carried by the page itself.

Natural Earth's map (public domain) in two levels: the whole world in little, the same in every page, and
finer pieces of it around the story's places. tools/basemap.py made the files; docs/basemap.md tells how.
"""

import json
import math
from collections.abc import Iterable, Mapping, Sequence
from importlib import resources
from typing import TYPE_CHECKING, Any

from places.feature import is_state
from places.model import Place
from storymap.model import Story
from storymap.page.fine_map import LINES, RINGS, Layer, fine_map, piece
from storymap.page.surroundings import Box, neighbourhoods, regions, story_places
from storymap.page.towns import Towns, towns, towns_within, without

if TYPE_CHECKING:
    import numpy as np

Basemap = dict[str, Any]
"""What the page draws under the story; ``basemap`` says what is in it."""

BUDGET = 60_000
"""How many bytes, packed with gzip, the finer pieces may take in all; about that many."""

REGIONS_SHARE = 0.65
"""The part of them that is for regions, so that something is left for the surroundings of single places."""

SCREEN = 1400
"""Pixels; a piece is drawn so finely that it may fill a screen of this width."""

TOWNS = 90
"""The most towns that a piece names."""


def basemap(story: Story) -> Basemap:
    """Return the map that a story's page carries, as plain values ready for JSON.

    The whole world::

        {"scale": 100,
         "land": [ring, …], "lakes": [ring, …],
         "borders": [line, …], "disputed": [line, …], "rivers": [line, …],
         "towns": [[lat, lon, name, rank], …],
         "countries": [[lat, lon, name, code, rank], …],
         "seas": [[lat, lon, name, rank], …],
         "detail": [{"scale": 1000, "bounds": [west, south, east, north], "zoom": 7,
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
    sea first). Its ``zoom`` is the one from which it shows more than what is under it; drawing it earlier
    does no harm. Every town is in one list only, the world's or a piece's; together they are all the towns.
    What the story itself names is not among the towns and the countries. ``disputed`` are borders that are
    not settled (dash them), ``divisions`` borders inside countries. Drawn in the order land, rivers, lakes,
    divisions, borders, disputed, towns, it is right: rivers run on through lakes. ``rank`` is the zoom of a
    web map (256·2^zoom pixels around the earth) from which a label has room; labels come the most important
    first. ``code`` is ISO 3166-1 alpha-2. ``seas`` are waters and archipelagos, and where their names stand.
    """
    world = _world()
    places = story_places(story)
    named = {place.country for place in places if is_state(place.feature)}
    world["countries"] = [label for label in world["countries"] if label[3] not in named]
    world["towns"] = without(world["towns"], places)
    names = {place.name for place in places}
    world["seas"] = [label for label in seas() if label[2] not in names]
    world["detail"] = _detail(regions(story), neighbourhoods(story), places)
    return world


def _world() -> Basemap:
    """Return the world in little; fresh, since the caller may change it."""
    text = resources.files("storymap.page").joinpath("data/world.json").read_text(encoding="utf-8")
    world: Basemap = json.loads(text)
    return world


def seas() -> list[list[Any]]:
    """Return where the names of waters and archipelagos stand: [latitude, longitude, name, rank], by rank."""
    text = resources.files("storymap.page").joinpath("data/seas.json").read_text(encoding="utf-8")
    labels: list[list[Any]] = json.loads(text)
    return labels


def _detail(wide: Sequence[Box], near: Sequence[Box], places: Sequence[Place]) -> list[Basemap]:
    """Return the finer pieces, the wide ones before the near ones, each town in one of them only."""
    if not wide and not near:
        return []
    layers, known = fine_map(), towns()
    named: set[tuple[float, float, str]] = set()
    pieces = _chosen(layers, known, wide, BUDGET * REGIONS_SHARE)
    pieces += _chosen(layers, known, near, BUDGET - sum(map(_bytes, pieces)))
    for part in pieces:
        part["towns"] = [town for town in without(part["towns"], places) if tuple(town[:3]) not in named]
        named.update(tuple(town[:3]) for town in part["towns"])
    return pieces


def _chosen(layers: Mapping[str, Layer], known: Towns, boxes: Iterable[Box], budget: float) -> list[Basemap]:
    """Return the maps of the weightiest boxes in about so many bytes.

    A box that takes too many is drawn more coarsely, and left out if that is still too much; after a few
    of those the rest is not tried.
    """
    pieces: list[Basemap] = []
    refused = 0
    for box in boxes:
        if refused == 3:
            break
        drawn = (_piece(layers, known, box, coarser) for coarser in (1, 3))
        part = next((part for part in drawn if _bytes(part) <= budget), None)
        if part is None:
            refused += 1
        elif any(part[name] for name in RINGS + LINES):
            pieces.append(part)
            budget -= _bytes(part)
    return pieces


def _bytes(part: Basemap) -> float:
    """Return about how many bytes a piece takes, packed: two a point, a score a town."""
    points = sum(len(line) / 2 for name in RINGS + LINES for line in part[name])
    return 100 + 2.2 * float(points) + 20 * len(part["towns"])


def _piece(layers: Mapping[str, Layer], known: Towns, box: Box, coarser: int) -> Basemap:
    """Return the map of a box, so many times more coarsely than a screen can show it."""
    scale = 1000 if box.width / coarser < _FINE else 250
    tolerance = coarser * (0.6 if box.width > _FINE else 0.4) * box.width / SCREEN
    rank = math.ceil(_zoom(box))
    zoom = max(math.floor(_zoom(box)) - 2, 4)
    part: Basemap = {"scale": scale, "bounds": [round(degrees, 4) for degrees in box.bounds], "zoom": zoom}
    for name in RINGS + LINES:
        rings = name in RINGS
        lines = piece(layers[name], box.bounds, rings=rings, rank=rank, tolerance=tolerance)
        part[name] = encoded(lines, scale, closed=rings)
    part["towns"] = towns_within(known, box.bounds, ranks=range(_WORLD_RANKS, zoom + 4), most=TOWNS)
    return part


_FINE = 8.0
"""Degrees; a narrower box is worth coordinates of 1/1000 degree, a wider one of 1/250.

Into a narrow one readers look closely, and it costs little: it is drawn as finely as the source is.
"""


def _zoom(box: Box) -> float:
    """Return the zoom at which a box is as wide as the screen."""
    return math.log2(SCREEN * 360 / (256 * box.width))


_WORLD_RANKS = 6
"""The first rank of towns that the map of the world does not have."""


def encoded(lines: Sequence["np.ndarray"], scale: int, *, closed: bool) -> list[list[int]]:
    """Return lines of (lon, lat) rows, degrees, in the page's form (see ``basemap``), without the empty ones.

    Args:
        lines: with ``closed``, each ends with the point that it began with.
        scale: units a degree.
        closed: whether the lines are rings.
    """
    import numpy as np

    if not lines:
        return []
    lengths = np.array([len(line) for line in lines])
    starts = lengths.cumsum() - lengths
    whole = np.rint(np.concatenate(lines) * scale).astype(np.int64)
    steps = np.diff(whole, axis=0, prepend=0)
    steps[starts] = whole[starts]
    moves = steps.any(axis=1)
    moves[starts] = True
    kept = np.add.reduceat(moves, starts)
    numbers = steps[moves].ravel().tolist()
    # The last step of a ring comes back to where it began, and goes without saying.
    ends = (2 * kept.cumsum()).tolist()
    sizes = (2 * kept).tolist()
    least, last = (6, 2) if closed else (4, 0)
    cut = (numbers[end - size : end - last] for end, size in zip(ends, sizes, strict=True))
    return [line for line in cut if len(line) >= least]
