"""Make places/gazetteer/rows/natural_earth_*.csv: waters, lands, lakes, capes, islands, peaks and parks.

    python tools/natural_earth.py FOLDER

The folder holds Natural Earth's 1:10 million files (public domain) as GeoJSON: ne_10m_geography_marine_polys,
…_regions_polys, …_regions_points, …_regions_elevation_points, ne_10m_lakes, …_lakes_europe,
…_lakes_north_america, ne_10m_parks_and_protected_lands_area and …_point. What another file of rows/ or the
lists of countries have under the same name near the same spot is left out, and so are names in which the
source has lost letters ("Lac Hbert"). natural_earth_names.csv beside this file has what the source
misspells and the English names of what it has in the local language only.
"""

import csv
import json
import re
import sys
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

from shapely.geometry import shape
from shapely.geometry.base import BaseGeometry

from places.gazetteer import world
from places.gazetteer.distance import km_between
from places.gazetteer.outlines import country_at
from places.gazetteer.rows import COLUMNS, ROWS, SHORE_KM, Row, read_rows
from places.text import key

SAME_KM = 400.0
_NAMES = Path(__file__).with_name("natural_earth_names.csv")
_PREFIX = "natural_earth_"
_WATERS = {
    "ocean": "OCN", "sea": "SEA", "gulf": "GULF", "bay": "BAY", "strait": "STRT", "sound": "SD",
    "channel": "CHN", "lagoon": "LGN", "fjord": "FJD", "reef": "RF", "inlet": "INLT",
}  # fmt: skip
_LANDS = {
    "island": "ISL", "island group": "ISLS", "range/mtn": "MTS", "plateau": "PLAT", "desert": "DSRT",
    "pen/cape": "PEN", "peninsula": "PEN", "geoarea": "RGN", "coast": "CST", "plain": "PLN", "delta": "DLTA",
    "basin": "RGN", "valley": "VAL", "lowland": "PLN", "tundra": "RGN", "isthmus": "ISTH", "wetlands": "RGN",
    "gorge": "GRGE", "foothills": "RGN", "depression": "DPR", "lake": "LKS", "cape": "CAPE",
    "waterfall": "FLLS", "mountain": "MT", "pass": "PASS",
}  # fmt: skip
_LAKES = {"lake": "LK", "reservoir": "RSV", "alkaline lake": "LK"}
# What the source shortens, in the place where it does so.
_FIRST = {
    "I.": "Isla", "Is.": "Islas", "î.": "Île", "S.": "Serra", "Pen.": "Península", "Pén.": "Péninsule",
    "Cord.": "Cordillera", "Plat.": "Plateau", "B.": "Bahía", "N.": "North", "Pt.": "Point", "Mt.": "Mount",
}  # fmt: skip
_LAST = {
    "I.": "Island", "Is.": "Islands", "Pen.": "Peninsula", "Plat.": "Plateau", "Mts.": "Mountains",
    "Mts": "Mountains", "Ra.": "Range", "Sd.": "Sound", "Str.": "Strait", "Pk.": "Peak", "Mt.": "Mountain",
    "Mtn.": "Mountain", "Arch.": "Archipelago", "v": "National Monument", "Isands": "Islands",
}  # fmt: skip
_PARKS = {
    "NP": "National Park", "NM": "National Monument", "NHP": "National Historical Park",
    "NHS": "National Historic Site", "NMP": "National Military Park", "NB": "National Battlefield",
    "NBP": "National Battlefield Park", "NRA": "National Recreation Area", "MEM": "Memorial",
    "NS": "National Seashore", "NL": "National Lakeshore", "PRES": "Preserve", "N": "National",
    "NPRES": "National Preserve", "NMEM": "National Memorial", "RES": "Reserve",
    "NBS": "National Battlefield Site",
}  # fmt: skip
_LEFT_OUT = re.compile(
    r"null island|inner seas?|none|generic|canal (perigoso|do sul|do norte)|.*\((est|argus|charlie|fuji)\).*"
    r"|.* pole( .*)?|calabria|bonaparte|n\.i\. .*|western plateau|coastal plain|central lowland|korea|india"
    r"|.* river|kaliningrad|.*station \(.*|entre rios|.*--.*|the bluff|central highlands|white house",
    re.IGNORECASE,
)
_SAYS_IN_ENGLISH = re.compile(
    r"\b(Cape|Gulf|Bay|Strait|Islands?|Desert|Mountains|Head|Range|Archipelago|Plateau)\b"
)
_SAYS_GROUP = re.compile(r"(?i)s$|archip|group|chain|shot|falkland|svalbard|nesia|land\b")
# A run of consonants that no word has where letters were lost, or a word without a vowel.
_BROKEN = re.compile(
    r"[b-df-hj-np-tv-xz]{5}|\b[b-df-hj-np-tv-xz]{3,}\b|\b[a-z]|[jrlstn]rn?\b(?<!err)|sjn\b|\?", re.IGNORECASE
)
_LAKE_WORD = re.compile(
    r"(?i)^(lake|lac|lago|laguna|lagoa|loch|lough|lacul|llyn|lagunas|presa|embalse|represa|ozero|danau) "
    r"|(?i: (lake|lakes|reservoir|loch|see|flowage|nuur|nur|co|tso|hu|pond|lough|golu|gölü|dam|bay))$"
)


@dataclass(kw_only=True)
class Found:
    """A place of the source: its names, the first the one it goes by, and where it lies."""

    names: list[str]
    feature: str
    lat: float
    lon: float
    bounds: tuple[float, float, float, float] | None
    extent_km: float = 0.0
    parts: list[BaseGeometry] = field(default_factory=list)


def main(folder: str) -> None:
    """Write the four files of rows, each sorted by id."""
    known = _Known()
    taken = {row.id for row in known.rows}
    files = {
        "waters": _polygons(folder, ["geography_marine_polys"], _WATERS),
        "lands": [
            *_polygons(folder, ["geography_regions_polys"], _LANDS),
            *_points(folder, ["geography_regions_points", "geography_regions_elevation_points"]),
        ],
        "lakes": _polygons(folder, ["lakes", "lakes_europe", "lakes_north_america"], _LAKES),
        "parks": _parks(folder),
    }
    for name, places in files.items():
        rows = {}
        for place in places:
            if not known.has(place):
                known.add(place)
                rows.update([_row(place, taken)])
        _write(ROWS / f"{_PREFIX}{name}.csv", rows)


class _Known:
    """What the rows of the other files and the lists of countries and divisions have already."""

    def __init__(self) -> None:
        paths = [p for p in ROWS.glob("*.csv") if not p.stem.startswith(_PREFIX) or "rivers" in p.stem]
        self.rows: list[Row] = read_rows(sorted(paths))
        self._spots: dict[str, list[tuple[float, float, float]]] = {}
        for row in self.rows:
            if row.feature not in ("STM", "PCLH") and row.until is None:
                for name in (row.name, *row.aliases):
                    self._note(name, row.lat, row.lon, _km_across(row.bounds))

    def _note(self, name: str, lat: float, lon: float, across: float) -> None:
        self._spots.setdefault(_core(name), []).append((lat, lon, across))

    def add(self, place: Found) -> None:
        for name in place.names:
            self._note(name, place.lat, place.lon, place.extent_km)

    def has(self, place: Found) -> bool:
        """Tell whether a place of one of these names lies about there already."""
        for name in place.names:
            for lat, lon, across in self._spots.get(_core(name), ()):
                if km_between(lat, lon, place.lat, place.lon) <= max(across, place.extent_km, SAME_KM / 4):
                    return True
        others = [p for name in place.names for p in world().lookup(name)]
        if any(
            km_between(p.lat, p.lon, place.lat, place.lon)
            <= (SAME_KM if p.feature == "ADM1" else 4 * SAME_KM)
            for p in others
            if p.feature.startswith("PCL") or (p.feature == "ADM1" and place.feature == "ISL")
        ):
            return True
        # "Moses Lake", "Cerro Gordo": names that towns bear as well mean the town.
        return place.feature in ("MT", "LK", "RSV") and any(
            p.feature.startswith("PPL") and p.feature != "PPLQ" for p in others
        )


def _core(name: str) -> str:
    """Return the name's key without the words that say of what kind the place is."""
    words = re.sub(
        r"\b(the|of|de|da|do|del|la|gulf|bay|sea|strait|straits|sound|channel|island|islands|isla|islas|ile|iles|ilha"
        r"|cape|cabo|cap|mount|mountains|mountain|range|desert|plateau|peninsula|lake|lac|lago|falls|gunung"
        r"|pico|cerro|gora|jabal|jebel|park|national|archipelago|basin|plain)\b",
        " ",
        key(name),
    ).split()
    return " ".join(words) or key(name)


def _polygons(folder: str, files: list[str], kinds: dict[str, str]) -> list[Found]:
    """Return the places with outlines; pieces of one name that lie near each other are one place."""
    found: dict[tuple[str, str], list[Found]] = {}
    for file in files:
        for properties, geometry in _features(folder, file):
            feature = kinds.get(str(properties["featurecla"]).lower(), "")
            names = _names(properties.get("name") or "")
            if not feature or not names or (kinds is _LAKES and not _is_lake(names[0], file)):
                continue
            if feature == "PEN" and re.match(r"(?i)(cape|cabo|cap|point) ", names[0]):
                feature = "CAPE"
            piece = _outlined(names, feature, geometry)
            group = found.setdefault((names[0], feature), [])
            whole = next((p for p in group if km_between(p.lat, p.lon, piece.lat, piece.lon) < 1500), None)
            if whole is None:
                group.append(piece)
            else:
                joined = _outlined(names, feature, whole.parts[0].union(piece.parts[0]))
                group[group.index(whole)] = joined
    return [place for group in found.values() for place in group]


def _is_lake(name: str, file: str) -> bool:
    return _LAKE_WORD.search(name) is not None if file != "lakes" else not _BROKEN.search(name)


def _outlined(names: list[str], feature: str, geometry: BaseGeometry) -> Found:
    largest = max(getattr(geometry, "geoms", [geometry]), key=lambda part: part.area)
    point = largest.representative_point()
    west, south, east, north = geometry.bounds
    bounds = None if east - west > 180 else (west, south, east, north)
    across = _km_across(bounds) or 5000.0
    feature = "ISL" if feature == "ISLS" and not _SAYS_GROUP.search(names[0]) else feature
    return Found(
        names=_with_bare(names, feature), feature=feature, lat=point.y, lon=point.x, bounds=bounds,
        extent_km=across / 2, parts=[geometry],
    )  # fmt: skip


def _points(folder: str, files: list[str]) -> Iterator[Found]:
    for file in files:
        for properties, geometry in _features(folder, file):
            feature = {"island group": "ISLS"}.get(
                properties["featurecla"], _LANDS.get(properties["featurecla"], "")
            )
            names = _names(properties.get("name") or "")
            if feature and names:
                yield Found(
                    names=_with_bare(names, feature),
                    feature=feature,
                    lat=geometry.y,
                    lon=geometry.x,
                    bounds=None,
                )


def _parks(folder: str) -> Iterator[Found]:
    for file in ("parks_and_protected_lands_area", "parks_and_protected_lands_point"):
        for properties, geometry in _features(folder, file):
            unit = str(properties.get("unit_name") or "").strip()
            unit = (
                unit.replace("NP & PRES", "NP")
                .replace("NM & PRES", "NM")
                .replace("New Orlean ", "New Orleans ")
            )
            names = _names(" ".join(_PARKS.get(word, word) for word in unit.split()))
            if names and " " in names[0] and not re.search(r"&|,|/| [A-Z]{2,}\b|Washinton", names[0]):
                names += _site(names[0])
                place = (
                    Found(names=names, feature="PRK", lat=geometry.y, lon=geometry.x, bounds=None)
                    if geometry.geom_type == "Point"
                    else _outlined(names, "PRK", geometry)
                )
                place.feature = "BTL" if "Battlefield" in names[0] or "Military" in names[0] else "PRK"
                yield place


def _site(name: str) -> list[str]:
    """Return what a monument is called without its title: Fort Pulaski, Devils Tower."""
    bare = re.sub(r" National .*$", "", name)
    told = re.match(r"(Fort|Castillo|Castle|Mount) ", bare) or re.search(
        r" (Canyon|Caves?|Ruins|Dunes|Battlefield|Tower|Volcano|Crater|Beds|Gap|Mounds|Springs|Postpile|Rock"
        r"|Bridge)s?$",
        bare,
    )
    return [bare] if told and bare != name else []


def _features(folder: str, file: str) -> Iterator[tuple[dict[str, Any], BaseGeometry]]:
    text = (Path(folder) / f"ne_10m_{file}.json").read_text(encoding="utf-8")
    for record in json.loads(text)["features"]:
        yield record["properties"], shape(record["geometry"])


def _names(raw: str) -> list[str]:
    """Return a place's names, spelt out, its English name first; none if it is to be left out."""
    spelt = _meant().get(raw, raw).replace("Mts .", "Mts.")
    name = " ".join(spelt.split())
    name = re.sub(r"\b(Mt|St|Ft|Pt)\.(?=\w)", r"\1. ", name)
    if not name or _LEFT_OUT.fullmatch(name):
        return []
    words = _cased(name).split()
    words[0] = _FIRST.get(words[0], words[0]) if len(words) > 1 else words[0]
    words[-1] = _LAST.get(words[-1], words[-1]) if len(words) > 1 else words[-1]
    words = [_LAST.get(w, w) if w in ("Mts.", "Is.") else w for w in words]
    whole = " ".join(words)
    whole = whole.removesuffix(" (Port.)")
    english = _english().get(whole, "")
    own = re.split(r"\s*/\s*", whole)
    others = [n for n in english.split("|") if n]
    in_english = english.startswith("|") or _SAYS_IN_ENGLISH.search(whole)
    return list(dict.fromkeys([*own, *others] if in_english else [*others, *own]))


@cache
def _meant() -> dict[str, str]:
    """Return what the source misspells, and what it means."""
    return {row["source"]: row["meant"] for row in _table() if row["meant"]}


@cache
def _english() -> dict[str, str]:
    """Return the other names of places; with a "|" in front they come after the source's own."""
    return {row["source"]: row["others"] for row in _table() if row["others"]}


def _table() -> list[dict[str, str]]:
    with _NAMES.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, strict=True))


def _cased(name: str) -> str:
    """Return a name that is written in capitals as names are."""
    if not name.isupper():
        return name
    small = {"De", "Del", "Da", "Do", "La", "Of", "Des", "Du"}
    words = name.title().replace("’S", "’s").split()
    return " ".join(w.lower() if w in small and i else w for i, w in enumerate(words))


def _with_bare(names: list[str], feature: str) -> list[str]:
    """Return the names with the kind of place in words: an island's bare name is mostly a town's as well.

    A bare name is kept only where the source itself has it ("Flores", not "Grant I.").
    """
    if feature != "ISL" or re.search(r"(?i)island|isle|isla|ilha|île|atoll|land\b|eylandt|rock\b", names[0]):
        return names
    return [f"{names[0]} Island", *names]


def _km_across(bounds: tuple[float, float, float, float] | None) -> float:
    if bounds is None:
        return 0.0
    west, south, east, north = bounds
    return km_between(south, west, north, east)


def _row(place: Found, taken: set[str]) -> tuple[str, list[str]]:
    base = "storymap:" + re.sub(
        "[^a-z0-9]+", "-", key(place.names[0]).encode("ascii", "ignore").decode()
    ).strip("-")
    ids = (base, *(f"{base}-{n}" for n in range(2, 99)))
    row_id = next(i for i in ids if i not in taken)
    taken.add(row_id)
    digits = 2 if place.bounds else 3
    lat, lon = round(place.lat, digits), round(place.lon, digits)
    sea = place.feature in _WATERS.values()
    country = "" if sea else country_at(lat, lon, tolerance_km=SHORE_KM)
    ashore = country_at(lat, lon, tolerance_km=0 if sea else SHORE_KM)
    country = "" if _abroad(place, country) else country
    checks = "country" if country else "land" if ashore else "sea"
    return row_id, [
        row_id, place.names[0], "|".join(place.names[1:]), place.feature, f"{lat:.{digits}f}",
        f"{lon:.{digits}f}", country, "area" if place.bounds else "exact", _edges(place, lat, lon), "", "",
        "", checks,
    ]  # fmt: skip


def _abroad(place: Found, country: str) -> bool:
    """Tell whether the place reaches into several countries: then it is none's."""
    if not country or not place.parts:
        return False
    corners = list(getattr(place.parts[0].envelope, "exterior", place.parts[0]).coords)
    west, south, east, north = place.parts[0].bounds
    inner = [
        (west + (east - west) * i / 6, south + (north - south) * j / 6) for i in range(7) for j in range(7)
    ]
    from shapely.geometry import Point

    held = [(x, y) for x, y in (*inner, *corners) if place.parts[0].covers(Point(x, y))]
    return bool({country_at(y, x, tolerance_km=0) for x, y in held} - {"", country})


def _edges(place: Found, lat: float, lon: float) -> str:
    if place.bounds is None:
        return ""
    west, south, east, north = (round(edge, 2) for edge in place.bounds)
    return f"{min(west, lon):g} {min(south, lat):g} {max(east, lon):g} {max(north, lat):g}"


def _write(path: Path, rows: dict[str, list[str]]) -> None:
    with path.open("w", encoding="utf-8", newline="") as file:
        out = csv.writer(file, lineterminator="\n")
        out.writerow(COLUMNS)
        out.writerows(rows[row_id] for row_id in sorted(rows))


if __name__ == "__main__":
    main(sys.argv[1])
