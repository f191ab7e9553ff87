"""Coordinates in a text: 40°26′46″N 79°58′56″W, 40.446 N 79.982 W, lat. 52° 10' S., long. 68° W., decimals.

Pairs of degrees are read by geopy (``geopy.point.Point``); this module finds where they stand and writes them
as geopy takes them. Two bare decimals are read only where the text says that they are a position. MGRS
("18SUJ2337106519") and UTM ("17T 630084 4833438") are read where the package mgrs is installed.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Coordinates:
    """A pair of coordinates in a text: where its words stand, and the degrees of WGS 84 they mean."""

    start: int
    end: int
    lat: float
    lon: float


_NUMBER = r"\d{1,3}(?:[.,]\d+)?"
_ANGLE = (
    rf"{_NUMBER}\s{{0,3}}(?:°|º|˚|\bdeg(?:rees|\.)?)?"
    r"(?:\s{0,3}\d{1,2}(?:[.,]\d+)?\s{0,3}(?:′|'|’|\bmin(?:utes|\.)?))?"
    r"(?:\s{0,3}\d{1,2}(?:[.,]\d+)?\s{0,3}(?:″|\"|”|''|′′|’’|\bsec(?:onds|\.)?))?"
)
# White space is short everywhere: a long run of it may not make the search slow.
_LATITUDE = (
    r"(?:lat(?:itude|\.)?\s{0,3}(?:of\s{1,3})?)?"
    rf"(?:[NS]\s{{0,3}}{_ANGLE}|{_ANGLE},?\s{{0,3}}(?:[NS]\b\.?|north\b|south\b))"
)
_LONGITUDE = (
    r"(?:long?(?:gitude|itude|\.)?\s{0,3}(?:of\s{1,3})?)?"
    rf"(?:[EW]\s{{0,3}}{_ANGLE}|{_ANGLE},?\s{{0,3}}(?:[EW]\b\.?|east\b|west\b))"
)
_PAIR = re.compile(
    rf"(?<![\w.°])(?P<lat>{_LATITUDE})\s{{0,3}}[,;/]?\s{{0,3}}(?:(?:and|by|in)\s{{1,3}})?(?P<lon>{_LONGITUDE})(?!\w)",
    re.IGNORECASE,
)
_DECIMALS = re.compile(
    r"(?<![\w.,/-])(?P<lat>[-−+]?\d{1,2}\.\d{2,})°?\s{0,3},\s{0,3}(?P<lon>[-−+]?\d{1,3}\.\d{2,})°?"
    r"(?![\w/%-]|[.,]\d|,\s{0,3}[-−]?\d)"
)
_SAID_TO_BE_A_POSITION = re.compile(
    r"(?:\b(?:at|near|position|coordinates|co-ordinates|location|located|gps|point|lat/long?|waypoint)\b[^.]{0,15}|\()"
    r"\s{0,3}$",
    re.IGNORECASE,
)
_PRECISE = 4
_GRID = re.compile(
    r"(?<!\w)(?:(?P<utm>\d{1,2}[C-HJ-NP-X]\s{1,3}\d{6}(?:\s?m\s?E)?,?\s{1,3}\d{7}(?:\s?m\s?N)?)"
    r"|(?P<mgrs>\d{1,2}[C-HJ-NP-X]\s?[A-HJ-NP-Z]{2}\s?(?:\d{10}|\d{8}|\d{6}|\d{4}|\d{5}\s\d{5}|\d{4}\s\d{4}|\d{3}\s\d{3})))(?!\w)"
)


def coordinates(text: str) -> tuple[Coordinates, ...]:
    """Return the coordinates that stand in a text, in its order; none overlap."""
    found: list[Coordinates] = []
    for item in sorted((*_pairs(text), *_decimals(text), *_grids(text)), key=lambda item: item.start):
        if not found or item.start >= found[-1].end:
            found.append(item)
    return tuple(found)


def _pairs(text: str) -> Iterator[Coordinates]:
    for match in _PAIR.finditer(text):
        if _has_sign(match[0]) and (point := _point(_plain(match["lat"], 90), _plain(match["lon"], 180))):
            yield Coordinates(
                start=match.start(), end=_bare_end(text, match.end()), lat=point[0], lon=point[1]
            )


def _has_sign(words: str) -> bool:
    """Tell degrees from other numbers beside compass points: "5 N 3 W" is no place, 5.1 N 3.2 W is one."""
    return re.search(r"[°º˚′″]|\d\.\d|deg|lat", words, re.IGNORECASE) is not None


def _bare_end(text: str, end: int) -> int:
    """Leave out the full stop that ends a sentence, not the one of "long. 68° W."."""
    return end - 1 if text[end - 1 : end] == "." else end


def _decimals(text: str) -> Iterator[Coordinates]:
    for match in _DECIMALS.finditer(text):
        precise = min(len(match[name].partition(".")[2]) for name in ("lat", "lon")) >= _PRECISE
        if precise or _SAID_TO_BE_A_POSITION.search(text, max(0, match.start() - 40), match.start()):
            lat, lon = (float(match[name].replace("−", "-")) for name in ("lat", "lon"))
            if abs(lat) <= 90 and abs(lon) <= 180:
                yield Coordinates(start=match.start(), end=match.end(), lat=lat, lon=lon)


def _plain(angle: str, limit: float) -> str:
    """Return an angle as geopy takes it: degrees, minutes, seconds and one letter; "" if it is none."""
    letter = re.search(
        r"(?:(?<=[^a-z])|^)([NSEW])(?![a-z])|\b(north|south|east|west)\b", angle, re.IGNORECASE
    )
    numbers = [number.replace(",", ".") for number in re.findall(r"\d+(?:[.,]\d+)?", angle)]
    if letter is None or float(numbers[0]) > limit or any(float(number) >= 60 for number in numbers[1:]):
        return ""
    degrees = " ".join(number + mark for number, mark in zip(numbers, "°′″", strict=False))
    return f"{degrees} {letter[0][0].upper()}"


def _point(lat: str, lon: str) -> tuple[float, float] | None:
    from geopy.point import Point

    if not lat or not lon:
        return None
    point = Point(f"{lat} {lon}")
    return point.latitude, point.longitude


def _grids(text: str) -> Iterator[Coordinates]:
    matches = list(_GRID.finditer(text))
    if not matches:
        return
    try:
        from mgrs import MGRS
    except ImportError:
        return
    grid = MGRS()
    for match in matches:
        try:
            if match["utm"]:
                zone, east, north = re.findall(r"\d+", match["utm"])
                hemisphere = "N" if match["utm"][len(zone)] >= "N" else "S"
                lat, lon = grid.toLatLon(grid.UTMToMGRS(int(zone), hemisphere, float(east), float(north)))
            else:
                lat, lon = grid.toLatLon("".join(match["mgrs"].split()))
        except Exception:  # noqa: S112 - mgrs has an error of its own for each fault: no grid cell is named so
            continue
        yield Coordinates(start=match.start(), end=match.end(), lat=round(lat, 6), lon=round(lon, 6))
