"""Make places/gazetteer/data/ancient.csv: the towns, forts, islands, capes and lands of the ancient world.

    python tools/pleiades.py PLEIADES.csv

The source is Pleiades (pleiades.stoa.org, CC BY 3.0), snapshot of March 2021: id, title, names, place_types,
lat, lon, precision, start, end, references. Taken are places with a name and a known spot that are towns,
forts, ports, lands, waters, mountains, islands, capes or sanctuaries. A town that still stands under one of
its names (one of that name within 4 km) is not added: its ancient names, where no other place
bears them, become further names of the town ("of"). Names in Greek spelling get the Latin one that English
books use (Thespiai: Thespiae).
"""

import csv
import re
import sys
from collections import Counter
from pathlib import Path

from places.gazetteer import world
from places.gazetteer.distance import km_between
from places.gazetteer.outlines import country_at
from places.gazetteer.table import DATA
from places.model import Place
from places.text import key

TARGET = DATA / "ancient.csv"
COLUMNS = "id of names feature lat lon precision country since until references".split()
SAME_SPOT_KM = 4.0
SHORE_KM = 10.0
MOST_NAMES = 8
_TOWNS = {"settlement", "urban", "station", "port", "fort", "fort-2", "settlement-modern", "oppidum"}
_OTHERS = {
    "island": "ISL", "cape": "CAPE", "mountain": "MT", "region": "RGNH", "province": "RGNH", "pass": "PASS",
    "lake": "LK", "water-open": "BAY", "archipelago": "ISLS", "peninsula": "PEN", "plain": "PLN",
    "valley": "VAL", "sanctuary": "TMPL", "temple": "TMPL", "temple-2": "TMPL", "oasis": "OAS", "bay": "BAY",
    "strait": "STRT", "isthmus": "ISTH", "river": "STM",
}  # fmt: skip
# What is in a title or a list of names and is no name: remarks, ranks, doubts, abbreviations, readings.
_NO_NAME = re.compile(
    r"[\d?*\[\].&,]|garrison|unnamed|untitled|\b(col|mun|civitas|fl|ins|pr|mons|legio|cohors|tower|bridge)\b",
    re.IGNORECASE,
)
_REMARK = re.compile(r"\s*\([^)]{4,}\)|[()‘’'ʿʾ]|\s+[A-Z]\b$")
# Greek spelling to Latin, the longer first, and the endings that tell a Greek name.
_LATIN = (
    (r"ai\b", "ae"), (r"ai", "ae"), (r"oi\b", "i"), (r"oi", "oe"), (r"ou", "u"), (r"ei(?=[aeo])", "e"),
    (r"ei", "i"), (r"kh", "ch"), (r"k", "c"), (r"K", "C"), (r"os\b", "us"), (r"on\b", "um"), (r"Ou", "U"),
    (r"Ai", "Ae"),
)  # fmt: skip
_GREEK = re.compile(r"(os|on|ai|oi|eia|aia|ous|eion|ous[sa]|ikai?)\b|ou")
_LONGEST_AGO = -10_000


def main(source: str) -> None:
    """Write the table, sorted by id."""
    with Path(source).open(encoding="utf-8", newline="") as file:
        rows = sorted(csv.DictReader(file), key=lambda row: int(row["id"]))
    kept = [(row, names) for row in rows if _is_wanted(row) and (names := _names(row))]
    bearers = Counter(key(name) for _, names in kept for name in names)
    with TARGET.open("w", encoding="utf-8", newline="") as file:
        out = csv.writer(file, lineterminator="\n")
        out.writerow(COLUMNS)
        for row, names in kept:
            if cells := _cells(row, names, bearers):
                out.writerow(cells)


def _is_wanted(row: dict[str, str]) -> bool:
    known = row["lat"] and row["precision"] != "unlocated" and int(row["references"] or 0) >= 2
    return bool(known) and bool(_feature(row))


def _feature(row: dict[str, str]) -> str:
    types = row["place_types"].split("|")
    if _TOWNS & set(types):
        return "PPLQ"
    return next((_OTHERS[kind] for kind in types if kind in _OTHERS), "")


def _names(row: dict[str, str]) -> list[str]:
    """Return the names in Latin letters, the title's first, and the Latin spellings of Greek ones."""
    found: dict[str, str] = {}
    for raw in (*row["title"].split("/"), *row["names"].split("|")):
        name = " ".join(_REMARK.sub("", raw).split())
        if len(name) < 3 or _NO_NAME.search(name) or not name[:1].isupper() or not _is_latin(name):
            continue
        found.setdefault(key(name), name)
    for name in filter(_GREEK.search, list(found.values())):
        latin = name
        for greek, roman in _LATIN:
            latin = re.sub(greek, roman, latin)
        found.setdefault(key(latin), latin)
    return list(found.values())[:MOST_NAMES]


def _is_latin(name: str) -> bool:
    return all(ord(letter) < 0x250 or 0x1E00 <= ord(letter) < 0x1F00 for letter in name)


def _cells(row: dict[str, str], names: list[str], bearers: Counter[str]) -> list[str]:
    lat, lon = round(float(row["lat"]), 4), round(float(row["lon"]), 4)
    feature = _feature(row)
    heir = _heir(names, lat, lon) if feature == "PPLQ" and row["precision"] == "precise" else None
    names = [name for name in names if heir is None or not _bears(heir, name)]
    taken = {name for name in names if _borne_by_others(name, heir) or (heir and bearers[key(name)] > 1)}
    if heir is not None:
        free = [name for name in names if name not in taken and len(name) > 3]
        return [row["id"], heir.id, "|".join(free), *([""] * 8)] if free else []
    if feature != "PPLQ" or any(len(key(name)) <= 4 for name in taken):
        # What is no town must not stand in for a town of its name, nor a short name for a person's.
        names = [name for name in names if name not in taken]
    country = country_at(lat, lon, tolerance_km=SHORE_KM)
    if not names or (feature == "PPLQ" and not country):
        return []
    exact = row["precision"] in ("precise", "") and feature in ("PPLQ", "TMPL", "CAPE")
    start, end = int(row["start"] or _LONGEST_AGO), int(row["end"] or 2100)
    return [
        row["id"], "", "|".join(names), feature, f"{lat:g}", f"{lon:g}", "exact" if exact else "area",
        country, str(start) if start > _LONGEST_AGO else "", str(end) if end < 1900 else "",
        row["references"],
    ]  # fmt: skip


def _heir(names: list[str], lat: float, lon: float) -> Place | None:
    """Return the town that stands on the spot under one of the names."""
    for name in names:
        for place in world().lookup(name):
            near = place.id.startswith("geonames:") and place.feature.startswith("PPL")
            if near and km_between(lat, lon, place.lat, place.lon) <= SAME_SPOT_KM:
                return place
    return None


def _bears(place: Place, name: str) -> bool:
    return any(other.id == place.id for other in world().lookup(name))


def _borne_by_others(name: str, heir: Place | None) -> bool:
    ours = "pleiades:"
    return any(not p.id.startswith(ours) and (heir is None or p.id != heir.id) for p in world().lookup(name))


if __name__ == "__main__":
    main(sys.argv[1])
