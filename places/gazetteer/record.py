"""A place as one line of text: what a gazetteer file holds of it.

To read one column is cheaper than to read the fourteen that a place has, and half of them are mostly empty.
The divisions around the place come last: they are known only when all places have been read.
"""

from typing import TYPE_CHECKING, cast

from places.model import Bounds, Place, Precision

if TYPE_CHECKING:
    from places.gazetteer.schema import Entry


def packed(e: "Entry") -> str:
    """Return the place's record but for the names and the codes of its divisions, each after a tab."""
    cells = (
        one_cell(e.name),
        round(e.lat * 1e5) / 1e5,
        round(e.lon * 1e5) / 1e5,
        e.feature,
        e.country,
        e.population,
        "" if e.precision == "exact" else e.precision,
        " ".join(str(round(edge, 3)) for edge in e.bounds or ()),
        f"geonames:{e.parent}" if e.precision == "near" and e.parent else "",
        "" if e.since is None else e.since,
        "" if e.until is None else e.until,
    )
    return "\t".join(map(str, cells))


def unpacked(id_: str, record: str) -> Place:
    """Return the place with this id and this whole record."""
    (
        name, lat, lon, feature, country, population, precision, bounds, within, since, until, admin, codes,
    ) = record.split("\t")  # fmt: skip
    return Place(
        id=id_,
        name=name,
        lat=float(lat),
        lon=float(lon),
        feature=feature,
        country=country,
        admin=tuple(admin.split("|")) if admin else (),
        admin_codes=tuple(codes.split("|")) if codes else (),
        population=int(population),
        precision=cast("Precision", precision or "exact"),
        bounds=_bounds(bounds) if bounds else None,
        within=within,
        since=int(since) if since else None,
        until=int(until) if until else None,
    )


def one_cell(name: str) -> str:
    """Return the name without what would part it."""
    return name.replace("\t", " ")


def _bounds(edges: str) -> Bounds:
    west, south, east, north = map(float, edges.split())
    return west, south, east, north
