"""The ancient world from Pleiades: towns, lands and waters, and the ancient names of towns that still stand.

The table is data/ancient.csv (tools/pleiades.py). A row with ``of`` gives names to the place with that id;
the others are places of their own, with the years from which they are attested. Ids are ``pleiades:`` and
Pleiades' number; what stands for their fame is the number of works that Pleiades cites.
"""

from collections.abc import Iterator

from places.gazetteer.schema import Entry
from places.gazetteer.table import read_table
from places.model import Precision

FIRST_NUMBER = -3_000_000  # below those of the small places of the United States


def ancient() -> Iterator[Entry]:
    """Yield the places and, as entries with the number of the town, the names of those that still stand."""
    for n, row in enumerate(read_table("ancient.csv")):
        name, *others = row["names"].split("|")
        if row["of"]:
            town = int(row["of"].removeprefix("geonames:"))
            yield Entry(
                no=town, name=name, lat=0.0, lon=0.0, feature="PPL", names=dict.fromkeys(others, "alternate")
            )
            continue
        precision: Precision = "area" if row["precision"] == "area" else "exact"
        yield Entry(
            no=FIRST_NUMBER - n, slug=f"pleiades:{row['id']}", name=name, lat=float(row["lat"]),
            lon=float(row["lon"]), feature=row["feature"], country=row["country"], precision=precision,
            since=int(row["since"]) if row["since"] else None,
            until=int(row["until"]) if row["until"] else None,
            fame=int(row["references"]), names=dict.fromkeys(others, "alternate"),
        )  # fmt: skip
