"""A geocoder's answer → a place: what kind of thing it is, in which country, how exact."""

import math
from typing import Any

from places.gazetteer.outlines import country_at
from places.model import Bounds, Place

# What OpenStreetMap calls things (Nominatim's and Photon's type, class or addresstype) as feature codes.
_FEATURES = {
    "country": "PCLI", "state": "ADM1", "region": "ADM1", "province": "ADM1", "county": "ADM2",
    "state_district": "ADM2", "district": "ADM2", "city": "PPL", "town": "PPL", "village": "PPL",
    "hamlet": "PPL", "farm": "FRM", "isolated_dwelling": "HSE", "locality": "LCTY",
    "municipality": "PPL", "suburb": "PPLX", "neighbourhood": "PPLX", "quarter": "PPLX",
    "borough": "PPLX", "continent": "CONT", "ocean": "OCN", "sea": "SEA", "bay": "BAY", "strait": "STRT",
    "island": "ISL", "islet": "ISL", "archipelago": "ISLS", "peninsula": "PEN", "river": "STM",
    "stream": "STM", "waterway": "STM", "water": "LK", "lake": "LK", "reservoir": "RSV",
    "peak": "MT", "volcano": "VLC",
    "mountain_range": "MTS", "valley": "VAL", "desert": "DSRT", "park": "PRK", "national_park": "PRK",
    "protected_area": "PRK", "aerodrome": "AIRP", "aeroway": "AIRP", "airport": "AIRP", "station": "RSTN",
    "railway": "RSTN", "road": "RD", "highway": "RD", "street": "ST", "square": "SQR", "bridge": "BDG",
    "stadium": "STDM", "university": "UNIV", "school": "SCH", "hospital": "HSP", "museum": "MUS",
    "monument": "MNMT", "memorial": "MNMT", "castle": "CSTL", "church": "CH", "place_of_worship": "CH",
    "mosque": "MSQE", "ruins": "RUIN", "archaeological_site": "ANS", "cemetery": "CMTY", "military": "INSM",
}  # fmt: skip
_DEFAULT = "BLDG"
_MOST_DIGITS = 12  # of a population
_AREAS = (
    "PCL", "ADM", "CONT", "OCN", "SEA", "BAY", "STRT", "ISL", "PEN", "STM", "LK", "RSV", "MTS", "VAL", "DSRT",
)  # fmt: skip


def place_of(service: str, answer: dict[str, Any]) -> Place:
    """Return the place that the answer describes.

    Args:
        service: The geocoder's name.
        answer: ``{"address", "lat", "lon", "raw"}``; raw is what the service sent, of any form.

    Raises:
        ValueError: the answer has no coordinates on the earth.
    """
    lat, lon = float(answer["lat"]), float(answer["lon"])
    if not (-90 <= lat <= 90 and -180 <= lon <= 180):
        raise ValueError(f"{lat} {lon} is not on the earth")
    raw = _members(answer, "raw")
    raw = {**raw, **_members(raw, "properties")}
    feature = _feature(raw)
    bounds = _bounds(raw)
    wide = feature.startswith(_AREAS)
    return Place(
        id=_id(service, raw, lat, lon),
        name=_name(raw, str(answer.get("address", ""))),
        lat=lat,
        lon=lon,
        feature=feature,
        country=_country(raw) or country_at(lat, lon, tolerance_km=10),
        population=_population(raw),
        precision="area" if wide else "exact",
        bounds=bounds if wide else None,
    )


def _name(raw: dict[str, Any], address: str) -> str:
    parts = _members(raw, "address")
    if not raw.get("name") and parts.get("house_number") and parts.get("road"):
        return f"{parts['house_number']} {parts['road']}"  # Nominatim's houses have no name of their own
    names = (raw.get("name"), raw.get("toponymName"), address.split(",")[0])
    return next((name for name in names if isinstance(name, str) and name), "")


def _members(of: dict[str, Any], name: str) -> dict[str, Any]:
    found = of.get(name)
    return found if isinstance(found, dict) else {}


def _id(service: str, raw: dict[str, Any], lat: float, lon: float) -> str:
    if raw.get("geonameId"):
        return f"geonames:{raw['geonameId']}"
    if raw.get("osm_type") and raw.get("osm_id"):
        kind = {"N": "node", "W": "way", "R": "relation"}.get(str(raw["osm_type"]), raw["osm_type"])
        return f"osm:{kind}/{raw['osm_id']}"
    return f"{service}:{lat:.5f},{lon:.5f}"


def _feature(raw: dict[str, Any]) -> str:
    if raw.get("fcode"):
        return str(raw["fcode"])
    words = (raw.get(k) for k in ("addresstype", "type", "osm_value", "osm_key", "category", "class"))
    return next((_FEATURES[word] for word in words if isinstance(word, str) and word in _FEATURES), _DEFAULT)


def _country(raw: dict[str, Any]) -> str:
    code = (
        _members(raw, "address").get("country_code") or raw.get("countrycode") or raw.get("countryCode") or ""
    )
    return str(code).upper() if len(str(code)) == 2 else ""


def _population(raw: dict[str, Any]) -> int:
    stated = str(raw.get("population") or "")
    return int(stated) if stated.isdecimal() and len(stated) <= _MOST_DIGITS else 0


def _bounds(raw: dict[str, Any]) -> Bounds | None:
    """Return Nominatim's boundingbox (south, north, west, east) or Photon's extent (w, n, e, s)."""
    try:
        if box := raw.get("boundingbox"):
            south, north, west, east = map(float, box)
        elif box := raw.get("extent"):
            west, north, east, south = map(float, box)
        else:
            return None
    except (TypeError, ValueError):
        return None
    on_earth = all(math.isfinite(edge) for edge in (west, south, east, north))
    on_earth = on_earth and -90 <= south <= north <= 90 and -180 <= west <= 180 and -180 <= east <= 180
    return (west, south, east, north) if on_earth else None
