"""The user's own places: a CSV, GeoJSON or Linked Places file, read strictly.

A CSV has a first line of column names: name, lat, lon, and if wanted aliases (parted by "|"), feature (a
GeoNames code), country (ISO 3166-1 alpha-2), from, to (years), population, id. GeoJSON has the same as
properties of its features. Linked Places (github.com/LinkedPasts/linked-places-format) has its own members.
"""

import csv
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from itertools import zip_longest
from pathlib import Path
from typing import Any

from places.errors import GazetteerError
from places.gazetteer.base import Gazetteer
from places.gazetteer.file import FileGazetteer
from places.gazetteer.memory import MemoryGazetteer
from places.model import Bounds, NameKind, Place
from places.text import key
from places.untrusted import parse_json, read_bytes

# What a column or property may be called, besides what we call it.
_CALLED = {
    "title": "name", "toponym": "name", "latitude": "lat", "longitude": "lon", "lng": "lon", "long": "lon",
    "alias": "aliases", "names": "aliases", "feature_code": "feature", "fcode": "feature", "ccode": "country",
    "ccodes": "country", "country_code": "country", "since": "from", "start": "from", "until": "to",
    "end": "to",
}  # fmt: skip
_DEFAULT_FEATURE = "PPL"
_YEAR = re.compile(r"-?[0-9]{1,6}")
# More than all places of the earth need; a longer file is no list that somebody made by hand.
_MOST_BYTES = 200_000_000
_MOST_FAULTS = 20

# A place, its other names, or the reasons why it is none.
Read = tuple[Place | None, tuple[str, ...], list[str]]


def load(path: Path) -> Gazetteer:
    """Return the gazetteer in the file: a table of places, or one that `storymap gazetteer import` made.

    Raises:
        GazetteerError: it cannot be read, or rows are no places; each is named by line (of a GeoJSON: by
            number) and reason, all at once.
    """
    if path.suffix.casefold() == ".sqlite":
        return FileGazetteer(path)
    read = list(
        _features(path) if path.suffix.casefold() in (".json", ".geojson", ".jsonld") else _rows(path)
    )
    faults = [f"{path.name}: {where}: {reason}" for where, (_, _, reasons) in read for reason in reasons]
    if faults:
        more = [f"{path.name}: and {len(faults) - _MOST_FAULTS} more"] if len(faults) > _MOST_FAULTS else []
        raise GazetteerError("\n".join(faults[:_MOST_FAULTS] + more))
    places: list[Place] = []
    names: dict[str, dict[str, NameKind]] = {}
    taken: Counter[str] = Counter()
    for _, (place, aliases, _) in read:
        if place is not None:
            own = replace(place, id=_free_id(place, taken))
            places.append(own)
            names[own.id] = dict.fromkeys(aliases, "alternate")
    if not places:
        raise GazetteerError(f"{path.name} holds no places; name, lat and lon are what each must have")
    return MemoryGazetteer(places, names)


def _free_id(place: Place, taken: Counter[str]) -> str:
    """Return an id that no place before has; ``taken`` counts how often each was wished for."""
    free = base = place.id or "user:" + key(place.name).replace(" ", "-")
    while free in taken:
        taken[base] += 1
        free = f"{base}-{taken[base]}"
    taken[free] = 1
    return free


def _text(path: Path) -> str:
    try:
        return read_bytes(path, _MOST_BYTES).decode("utf-8-sig")
    except OSError as error:
        raise GazetteerError(f"{path} cannot be read: {error.strerror}") from error
    except UnicodeDecodeError as error:
        raise GazetteerError(f"{path} is not in UTF-8; save it so") from error
    except ValueError as error:
        raise GazetteerError(f"{path} cannot be read: {error}") from error


def _rows(path: Path) -> Iterator[tuple[str, Read]]:
    text = _text(path)
    head = text.split("\n", 1)[0]
    reader = csv.reader(text.splitlines(keepends=True), delimiter=max(",;\t", key=head.count))
    columns = [_CALLED.get(name, name) for name in (cell.strip().casefold() for cell in next(reader, []))]
    if missing := [name for name in ("name", "lat", "lon") if name not in columns]:
        raise GazetteerError(f"{path.name}: line 1: no column {' and no column '.join(missing)}")
    try:
        for cells in reader:
            if any(cell.strip() for cell in cells):
                yield f"line {reader.line_num}", _read_cells(columns, cells)
    except csv.Error as error:  # as for a quotation mark that is never closed
        yield f"line {reader.line_num}", (None, (), [f"no table can be read from here: {error}"])


def _read_cells(columns: list[str], cells: list[str]) -> Read:
    if len(cells) > len(columns):
        return None, (), [f"{len(cells)} cells under {len(columns)} columns"]
    row = {name: cell.strip() for name, cell in zip_longest(columns, cells, fillvalue="")}
    return _read(row, row.get("aliases", "").split("|"))


def _features(path: Path) -> Iterator[tuple[str, Read]]:
    try:
        data = parse_json(_text(path))
    except ValueError as error:
        raise GazetteerError(f"{path.name}: {error}") from error
    features = data.get("features") if isinstance(data, dict) else None
    if not isinstance(features, list):
        raise GazetteerError(f"{path.name} is no GeoJSON FeatureCollection")
    for number, feature in enumerate(features, 1):
        where = f"feature {number}"
        if not isinstance(feature, dict) or not isinstance(feature.get("properties"), dict):
            yield where, (None, (), ["no GeoJSON feature with properties"])
            continue
        try:
            yield where, _read_feature(feature)
        except (TypeError, AttributeError, LookupError):
            yield (
                where,
                (None, (), ["aliases, names, country or when are not as Linked Places has them"]),
            )


def _read_feature(feature: Mapping[str, Any]) -> Read:
    given = {_CALLED.get(str(k).casefold(), str(k).casefold()): v for k, v in feature["properties"].items()}
    aliases = given.get("aliases") or []
    aliases = aliases.split("|") if isinstance(aliases, str) else list(aliases)
    aliases += [name.get("toponym", "") for name in feature.get("names") or () if isinstance(name, dict)]
    country = given.get("country") or ""
    first, last = _years(feature.get("when") or {})
    row = {k: "" if v is None else str(v) for k, v in given.items() if not isinstance(v, list | dict)} | {
        "country": country if isinstance(country, str) else str(country[0]),
        "from": str(given.get("from") or first),
        "to": str(given.get("to") or last),
    }
    try:
        lat, lon, bounds = _position(feature.get("geometry"))
    except (ValueError, TypeError, KeyError, AttributeError, IndexError, OverflowError):
        return None, (), ["no geometry that has a place on the earth"]
    place, names, reasons = _read(row | {"lat": str(lat), "lon": str(lon)}, [str(a) for a in aliases])
    if place is not None and bounds is not None:
        place = replace(place, bounds=bounds, precision="area")
    return place, names, reasons


def _position(geometry: Any) -> tuple[float, float, Bounds | None]:
    """Return the point of the geometry, and its bounds unless it is a point itself."""
    from shapely.errors import ShapelyError
    from shapely.geometry import shape

    if isinstance(geometry, dict) and geometry.get("type") == "Point":  # the one that needs no library
        return float(geometry["coordinates"][1]), float(geometry["coordinates"][0]), None
    try:
        figure = shape(geometry)
    except ShapelyError as error:
        raise ValueError("no geometry") from error
    if figure.is_empty:
        raise ValueError("nothing drawn")
    point = figure.representative_point()
    west, south, east, north = figure.bounds
    is_spot = west == east and south == north
    return point.y, point.x, None if is_spot else (west, south, east, north)


def _years(when: Mapping[str, Any]) -> tuple[str, str]:
    """Return the first and the last year of Linked Places' time spans, "" where there is none."""
    spans = when.get("timespans") or []

    def year(end: Mapping[str, Any] | None) -> str:
        stated = str(next(iter((end or {}).values()), ""))
        match = _YEAR.match(stated)
        return match.group() if match else ""

    return (year(spans[0].get("start")), year(spans[-1].get("end"))) if spans else ("", "")


def _read(row: Mapping[str, str], aliases: Iterable[str]) -> Read:
    """Return the place that the row describes, or the reasons why it describes none."""
    lat, lon = _number(row["lat"], 90), _number(row["lon"], 180)
    years = {end: row.get(end, "") for end in ("from", "to")}
    tests = {
        "no name": row.get("name") and key(row["name"]),
        f"lat is no number from -90 to 90: {row['lat']!r}": lat is not None,
        f"lon is no number from -180 to 180: {row['lon']!r}": lon is not None,
        f"country is no code of two letters: {row.get('country')!r}": re.fullmatch(
            "([A-Za-z]{2})?", row.get("country", "")
        ),
        f"feature is no GeoNames code: {row.get('feature')!r}": re.fullmatch(
            "([A-Za-z0-9]{2,6})?", row.get("feature", "")
        ),
        f"population is no number: {_shown(row.get('population', ''))}": re.fullmatch(
            r"[0-9]{0,15}", row.get("population", "")
        ),
        f"from or to is no year: {years['from']!r}, {years['to']!r}": all(
            not year or _YEAR.fullmatch(year) for year in years.values()
        ),
    }
    reasons = [reason for reason, holds in tests.items() if not holds]
    if not reasons and all(years.values()) and int(years["from"]) > int(years["to"]):
        reasons = [f"from is after to: {years['from']!r}, {years['to']!r}"]
    if reasons or lat is None or lon is None:
        return None, (), reasons
    place = Place(
        id=row.get("id", ""), name=row["name"], lat=lat, lon=lon,
        feature=row.get("feature", "").upper() or _DEFAULT_FEATURE, country=row.get("country", "").upper(),
        population=int(row.get("population") or 0), since=int(years["from"]) if years["from"] else None,
        until=int(years["to"]) if years["to"] else None,
    )  # fmt: skip
    return place, tuple(name for alias in aliases if (name := alias.strip())), []


def _shown(value: str) -> str:
    """Return a user's value as an error quotes it: its beginning is enough to find it by."""
    return repr(value if len(value) <= 40 else value[:40] + "…")


def _number(text: str, limit: float) -> float | None:
    try:
        number = float(text)
    except ValueError:
        return None
    return number if -limit <= number <= limit else None
