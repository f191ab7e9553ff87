"""JSON of other programs, read without trust in what it holds."""

import math
from typing import Any

from places.untrusted import parse_json
from storymap.errors import ReadError

_MOST_POINTS = 100_000


def parsed_json(content: bytes, name: str) -> Any:
    """Return the value that a JSON file holds.

    Raises:
        ReadError: it is no UTF-8, no JSON, too deep, or holds numbers that are none; the text names the line.
    """
    try:
        return parse_json(content.decode("utf-8-sig"))
    except UnicodeDecodeError as error:
        raise ReadError(f"{name}: is not UTF-8 text (byte {error.start})") from error
    except ValueError as error:
        raise ReadError(f"{name}: {error}") from error


def text_of(value: Any) -> str:
    """Return a string as it is, a number as it is written, anything else as ""."""
    if isinstance(value, bool):
        return ""
    if isinstance(value, int | float):
        return f"{value}"
    return value if isinstance(value, str) else ""


def object_of(value: Any) -> dict[str, Any]:
    """Return an object as it is, anything else as an empty one."""
    return value if isinstance(value, dict) else {}


def list_of(value: Any) -> list[Any]:
    """Return a list as it is, anything else as an empty one."""
    return value if isinstance(value, list) else []


def degrees(lat: Any, lon: Any) -> tuple[float, float] | None:
    """Return latitude and longitude, given as numbers or as text; None if they are no point on the earth."""
    try:
        point = float(lat), float(lon)
    except (TypeError, ValueError):
        return None
    is_there = all(map(math.isfinite, point)) and -90 <= point[0] <= 90 and -180 <= point[1] <= 180
    return point if is_there else None


def points_of(shape: Any) -> list[tuple[float, float]]:
    """Return the points of a GeoJSON geometry as longitude and latitude, in their order."""
    found: list[tuple[float, float]] = []
    shape = object_of(shape)
    waiting: list[Any] = [shape.get("coordinates"), *list_of(shape.get("geometries"))][::-1]
    while waiting and len(found) < _MOST_POINTS:
        value = waiting.pop()
        if isinstance(value, dict):
            waiting += [value.get("coordinates")]
        elif isinstance(value, list) and len(value) >= 2 and not isinstance(value[0], list | dict):
            point = degrees(value[1], value[0])
            found += [(point[1], point[0])] if point else []
        elif isinstance(value, list):
            waiting += value[::-1]
    return found
