"""The author's own map, laid under the story inside of the page: an old map, a plan, streets as GeoJSON.

What it is and where it lies stands in a TOML file of the same name beside it::

    credit = "Plan of Lisbon, 1785, National Library"   # shown on the map
    bounds = [-9.23, 38.69, -9.10, 38.74]               # an image: west, south, east, north
    points = [[120, 80, 38.739, -9.221], …]             # or: pixels from left and top, latitude, longitude

A GeoJSON file needs no such file, unless it is to be credited.
"""

import base64
import json
import math
import tomllib
from collections.abc import Iterator, Sequence
from html import escape
from pathlib import Path
from typing import Any

from places.model import Bounds
from storymap.errors import ReadError
from storymap.model import Story
from storymap.page.projection import mercator
from storymap.page.surroundings import story_places

Json = dict[str, Any]

MOST_BYTES = 4_000_000
"""How large an image, or what of a GeoJSON file lies in the story's extent, may be."""

_MOST = f"a page carries at most {MOST_BYTES / 1e6:.0f} MB"
_IMAGES = {b"\x89PNG": "png", b"\xff\xd8\xff": "jpeg", b"RIFF": "webp", b"GIF8": "gif"}
_LINES = ("LineString", "MultiLineString", "Polygon", "MultiPolygon")
_WATER = ("water", "bay", "strait", "coastline")
_SLIP = 0.03
"""How far control points may lie beside where the map puts them, as a part of its width."""

_AROUND = 0.5
"""How far beyond the story's places a GeoJSON file is kept, as a part of their extent; at least 0.02°."""


def own_map(path: Path, story: Story) -> Json:
    """Return what the page carries of an author's map.

    ``{"kind": "image", "src", "bounds", "credit"}``, or ``{"kind": "lines", "data", "credit"}``: ``data`` is
    GeoJSON whose properties are only ``kind``: "water", "road", "building" or "other". ``credit`` is HTML.

    Raises:
        ReadError: a file cannot be read, is too large, or does not say where its map lies.
    """
    content = _read(path)
    told = _told(path)
    credit = escape(str(told.get("credit", "")))
    kind = next((kind for start, kind in _IMAGES.items() if content.startswith(start)), None)
    if kind is None:
        return {"kind": "lines", "data": _lines(path, content, story), "credit": credit}
    if len(content) > MOST_BYTES:
        raise ReadError(
            f"{path} is {len(content) / 1e6:.1f} MB; a page carries at most {MOST_BYTES / 1e6:.0f} MB"
        )
    source = f"data:image/{kind};base64,{base64.b64encode(content).decode()}"
    return {"kind": "image", "src": source, "bounds": _bounds(path, content, told), "credit": credit}


def _read(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        raise ReadError(f"{path} cannot be read as a map: {error.strerror or error}") from error


def _told(path: Path) -> Json:
    """Return what the file beside the map says; nothing if there is none."""
    beside = path.with_suffix(".toml")
    try:
        return tomllib.loads(beside.read_text(encoding="utf-8"))
    except FileNotFoundError:
        return {}
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise ReadError(f"{beside}: {error}") from error


def _bounds(path: Path, content: bytes, told: Json) -> list[float]:
    """Return an image's bounds as the file beside it says them, or as its control points do."""
    beside = path.with_suffix(".toml")
    match told:
        case {"bounds": [int() | float(), int() | float(), int() | float(), int() | float()] as sides}:
            west, south, east, north = map(float, sides)
            if west < east and -85 <= south < north <= 85 and east - west <= 360:
                return [west, south, east, north]
            raise ReadError(f"{beside}: bounds are [west, south, east, north] in degrees, not {sides}")
        case {"points": [_, _, *_] as points}:
            return _fitted(beside, content, points)
    raise ReadError(f"{path} does not say where it lies: write bounds or at least two points into {beside}")


def _fitted(beside: Path, content: bytes, points: Sequence[Any]) -> list[float]:
    """Return the bounds of an image from control points: a map with north at its top, as most have it."""
    try:
        rows = [[float(value) for value in point] for point in points]
        ((width, height),) = [_size(content)]
        along = _line([row[0] for row in rows], [row[3] for row in rows])
        down = _line([row[1] for row in rows], [mercator(row[2]) for row in rows])
    except (TypeError, ValueError, IndexError, ZeroDivisionError) as error:
        raise ReadError(
            f"{beside}: a point is [x, y, latitude, longitude], two apart from each other: {error}"
        ) from error
    off = max(
        max(abs(along[0] * x + along[1] - lon), abs(down[0] * y + down[1] - mercator(lat)))
        for x, y, lat, lon in rows
    )
    if along[0] <= 0 or down[0] >= 0 or off > _SLIP * along[0] * width:
        raise ReadError(
            f"{beside}: its points do not fit a map with north at its top (off by {off:.4f} degrees)"
        )
    return [along[1], _latitude(down[0] * height + down[1]), along[0] * width + along[1], _latitude(down[1])]


def _size(content: bytes) -> tuple[int, int]:
    try:
        from io import BytesIO

        from PIL import Image
    except ImportError:
        raise ReadError(
            "control points need pillow: pip install 'geostorymap[documents]' (bounds need nothing)"
        ) from None
    with Image.open(BytesIO(content)) as image:
        width, height = image.size
    return width, height


def _line(xs: Sequence[float], ys: Sequence[float]) -> tuple[float, float]:
    """Return slope and start of the line that lies nearest to points (least squares)."""
    x, y = sum(xs) / len(xs), sum(ys) / len(ys)
    slope = sum((a - x) * (b - y) for a, b in zip(xs, ys, strict=True)) / sum((a - x) ** 2 for a in xs)
    return slope, y - slope * x


def _latitude(high: float) -> float:
    """Return the latitude of a height on the web map, both in degrees."""
    return math.degrees(math.atan(math.sinh(math.radians(high))))


def _lines(path: Path, content: bytes, story: Story) -> Json:
    """Return the lines and areas of a GeoJSON file that lie around the story's places."""
    try:
        told = json.loads(content)
        features = told["features"] if told["type"] == "FeatureCollection" else [told]
        extent = _extent(story)
        kept = [shape for feature in features if (shape := _shape(feature, extent))]
    except (ValueError, TypeError, KeyError, IndexError, AttributeError) as error:
        raise ReadError(f"{path} is neither an image (PNG, JPEG, WebP, GIF) nor GeoJSON") from error
    if not kept:
        raise ReadError(f"{path} has no lines and no areas where the story takes place")
    data = {"type": "FeatureCollection", "features": kept}
    size = len(json.dumps(data, separators=(",", ":")))
    if size > MOST_BYTES:
        raise ReadError(
            f"{path} has {size / 1e6:.1f} MB around the story; a page carries at most {MOST_BYTES / 1e6:.0f}"
        )
    return data


def _extent(story: Story) -> Bounds:
    places = [place for place in story_places(story) if place.precision != "area"] or story_places(story)
    if not places:
        return -180.0, -90.0, 180.0, 90.0
    lats, lons = [place.lat for place in places], [place.lon for place in places]
    x, y = (max(0.02, _AROUND * (max(side) - min(side))) for side in (lons, lats))
    return min(lons) - x, min(lats) - y, max(lons) + x, max(lats) + y


def _shape(feature: Json, extent: Bounds) -> Json | None:
    geometry = feature.get("geometry")
    if not geometry or geometry["type"] not in _LINES:
        return None
    spots = list(_spots(geometry["coordinates"]))
    west, south, east, north = extent
    lons, lats = [lon for lon, _ in spots], [lat for _, lat in spots]
    if not spots or max(lons) < west or min(lons) > east or max(lats) < south or min(lats) > north:
        return None
    kind = _kind(feature.get("properties") or {})
    shape = {"type": geometry["type"], "coordinates": _rounded(geometry["coordinates"])}
    return {"type": "Feature", "properties": {"kind": kind}, "geometry": shape}


def _spots(coordinates: Any) -> Iterator[tuple[float, float]]:
    if isinstance(coordinates[0], int | float):
        yield float(coordinates[0]), float(coordinates[1])
        return
    for part in coordinates:
        yield from _spots(part)


def _rounded(coordinates: Any) -> Any:
    if isinstance(coordinates[0], int | float):
        return [round(float(coordinates[0]), 5), round(float(coordinates[1]), 5)]
    return [_rounded(part) for part in coordinates]


def _kind(properties: Json) -> str:
    """Return what a shape is, by OpenStreetMap's keys."""
    if properties.get("natural") in _WATER or "waterway" in properties or "water" in properties:
        return "water"
    if "highway" in properties:
        return "road"
    return "building" if "building" in properties else "other"
