"""Places that the text puts so far from another: "300 miles west of Lisbon", "midway between X and Y".

The name of the place from which the text counts stands for the spot that it tells: computed on the ellipsoid
(geographiclib, which geopy computes with), with the precision "near" and with bounds that hold what such
words leave open. "The mouth of the Columbia" is where river_mouths.csv has it, compiled by hand for a hundred
great rivers. Measures, points of the compass and numbers are in offsets.csv.
"""

import csv
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path

from places.errors import GazetteerError
from places.model import Bounds, Candidate, Document, Located, Place
from places.text import key

WORDS = Path(__file__).with_name("offsets.csv")
MOUTHS = Path(__file__).with_name("river_mouths.csv")
MOUTH_KM = 15.0
LEAST_KM = 5.0
FARTHEST_KM = 6_000.0
# What a told distance and direction leave open, as a part of the distance.
_OPEN = 0.2
# So near, the spot is taken to be in the same country.
_SAME_COUNTRY_KM = 50.0
_KM_A_DEGREE = 111.2
_REACH = 120
_KINDS = ("measure", "wind", "number")
_MIDWAY = re.compile(
    r"\b(?:mid-?way|half-?way|half way|equidistant)\s{1,3}between\s{1,3}(?:the\s{1,3})?$", re.IGNORECASE
)
_MOUTH = re.compile(r"\b(?:mouths?|embouchure) of (?:the )?(?:river )?$", re.IGNORECASE)
_AND = re.compile(r"\s{1,3}and\s{1,3}(?:the\s{1,3})?")
_WIND = (
    r"(?:north|south|east|west)(?:[\s-]{0,2}(?:north|south|east|west)){0,2}(?:ern|wards?)?"
    r"|(?-i:[NS]?[NS][EW]|[EW][NS][EW]|[NSEW])"
)


@dataclass(frozen=True, slots=True)
class Told:
    """How far and whither the text counts: kilometres, degrees from north, and its words."""

    km: float
    degrees: float
    words: str


def stand_off(document: Document, located: Sequence[Located]) -> list[Located]:
    """Return the mentions, those from which the text counts at the spot that it counts to."""
    placed = list(located)
    for i, item in enumerate(located):
        if item.place is None or item.mention.kind not in ("toponym", "landmark"):
            continue
        before = document.text[max(0, item.mention.start - _REACH) : item.mention.start]
        told = _told(before)
        if told is not None:
            placed[i] = _at(item, _off(item.place, told))
        elif item.place.id in _mouths() and _MOUTH.search(before):
            placed[i] = _at(item, _mouth(item.place))
        elif _MIDWAY.search(before):
            _stand_midway(document, located, i, placed)
    return placed


def _stand_midway(document: Document, located: Sequence[Located], i: int, placed: list[Located]) -> None:
    """Put both ends of "midway between X and Y" at the spot between them."""
    here = located[i]
    for j in range(i + 1, min(i + 4, len(located))):
        there = located[j]
        between = document.text[here.mention.end : there.mention.start]
        if here.place is not None and there.place is not None and _AND.fullmatch(between):
            spot = _between(here.place, there.place)
            placed[i], placed[j] = _at(here, spot), _at(there, spot)
            return


def _told(before: str) -> Told | None:
    """Return the distance and direction that end the text, or None."""
    match = _pattern().search(before)
    if match is None:
        return None
    words = _words()
    plain = " ".join(match["number"].lower().split())
    count = words["number"].get(plain) or float(plain.replace(",", ""))
    km = count * words["measure"][" ".join(match["measure"].lower().split())]
    wind = re.sub(r"[\s-]|ern$|wards?$", "", match["wind"].lower())
    if not 0 < km <= FARTHEST_KM or wind not in words["wind"]:
        return None
    return Told(km, words["wind"][wind], " ".join(before[match.start("number") :].split()))


@cache
def _words() -> Mapping[str, Mapping[str, float]]:
    """Return the measures in kilometres, the winds in degrees, the numbers.

    Raises:
        GazetteerError: a row of the table is of no kind or has no number.
    """
    found: dict[str, dict[str, float]] = {kind: {} for kind in _KINDS}
    with WORDS.open(encoding="utf-8", newline="") as file:
        for number, row in enumerate(csv.DictReader(file, strict=True), 2):
            if row["kind"] not in _KINDS or not re.fullmatch(r"\d+(\.\d+)?", row["value"]):
                raise GazetteerError(f"{WORDS.name}:{number}: no {', '.join(_KINDS)} with a number")
            for word in row["words"].split("|"):
                found[row["kind"]][word] = float(row["value"])
    return found


@cache
def _pattern() -> re.Pattern[str]:
    numbers, measures = (
        "|".join(
            re.escape(word).replace(r"\ ", r"\s") for word in sorted(_words()[kind], key=len, reverse=True)
        )
        for kind in ("number", "measure")
    )
    return re.compile(
        rf"(?<![\w.,])(?P<number>\d[\d,]{{0,9}}(?:\.\d{{1,3}})?|{numbers})[\s-]{{1,3}}(?P<measure>{measures})\b\.?,?"
        r"\s{1,3}(?:(?:away|due|further|farther|off)\s{1,3})?(?:(?:to|in)\s{1,3}the\s{1,3})?(?:due\s{1,3})?"
        rf"(?P<wind>{_WIND})\.?\s{{1,3}}(?:of|from|off)\s{{1,3}}(?:the\s{{1,3}})?"
        r"(?:(?:city|town|village|port|island|capital)\s{1,3}of\s{1,3})?$",
        re.IGNORECASE,
    )


@cache
def _mouths() -> Mapping[str, tuple[float, float]]:
    """Return latitude and longitude of the mouths of rivers by the rivers' ids."""
    with MOUTHS.open(encoding="utf-8", newline="") as file:
        return {
            row["river"]: (float(row["lat"]), float(row["lon"])) for row in csv.DictReader(file, strict=True)
        }


def _mouth(river: Place) -> Place:
    lat, lon = _mouths()[river.id]
    return _spot(river, f"mouth of the {river.name}", lat, lon, MOUTH_KM)


def _off(place: Place, told: Told) -> Place:
    from geographiclib.geodesic import Geodesic

    point = Geodesic.WGS84.Direct(place.lat, place.lon, told.degrees, told.km * 1000)
    radius = max(LEAST_KM, told.km * _OPEN)
    spot = _spot(place, f"{told.words} {place.name}", point["lat2"], point["lon2"], radius)
    return replace(spot, country=place.country) if told.km <= _SAME_COUNTRY_KM else spot


def _between(place: Place, other: Place) -> Place:
    """Return the spot halfway along the shortest line between two places."""
    from geographiclib.geodesic import Geodesic

    line = Geodesic.WGS84.InverseLine(place.lat, place.lon, other.lat, other.lon)
    point = line.Position(line.s13 / 2)
    radius = max(LEAST_KM, line.s13 / 1000 * _OPEN)
    name = f"midway between {place.name} and {other.name}"
    return _spot(place, name, point["lat2"], point["lon2"], radius)


def _spot(place: Place, name: str, lat: float, lon: float, km: float) -> Place:
    """Return a place of that name somewhere within so many kilometres of a point."""
    return replace(
        place, id=f"near:{place.id}:{key(name).replace(' ', '-')}", name=name, lat=round(lat, 4),
        lon=round(lon, 4), feature="", population=0, country="", admin=(), admin_codes=(), precision="near",
        bounds=around(lat, lon, km), within=place.id, since=None, until=None,
    )  # fmt: skip


def around(lat: float, lon: float, km: float) -> Bounds:
    """Return the bounds of a circle; west is greater than east where it crosses the 180° meridian."""
    import math

    up = km / _KM_A_DEGREE
    aside = min(179.0, up / max(0.01, math.cos(math.radians(lat))))
    west, east = ((edge + 180) % 360 - 180 for edge in (lon - aside, lon + aside))
    return round(west, 4), round(max(-90.0, lat - up), 4), round(east, 4), round(min(90.0, lat + up), 4)


def _at(item: Located, place: Place) -> Located:
    """Return the mention at the spot, as sure as its own place was."""
    return replace(item, candidates=(Candidate(place=place, score=item.confidence),), why="")
