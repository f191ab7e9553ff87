"""Places of the United States that are too small for the list of cities (tools/us_places.py)."""

from collections.abc import Iterable, Iterator

from places.gazetteer.schema import Entry
from places.gazetteer.table import read_table
from places.text import key

FIRST_NUMBER = -2_000_000  # below those of the airports


def us_places(divisions: Iterable[Entry]) -> Iterator[Entry]:
    """Yield the places; their id is made of state and name, one of each in a state."""
    numbers = {division.code: division.no for division in divisions if division.country == "US"}
    for n, row in enumerate(read_table("us_places.csv")):
        state = f"US.{row['state']}"
        yield Entry(
            no=FIRST_NUMBER - n,
            slug=f"storymap:us-{row['state'].lower()}-{key(row['name']).replace(' ', '-')}",
            name=row["name"],
            lat=float(row["lat"]),
            lon=float(row["lon"]),
            feature="PPL",
            country="US",
            division=numbers.get(f"{state}.{row['county']}") or numbers.get(state),
        )
