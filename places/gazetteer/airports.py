"""The airports that airlines fly to, from airportsdata: each with the names that people use for it."""

import csv
import re
from collections.abc import Iterator
from importlib.resources import files

from places.gazetteer.schema import Entry
from places.model import NameKind

FIRST_NUMBER = -1_000_000  # below those of the rows of our own
_SHORT = {"Ntl": "National", "Intl": "International", "Int'l": "International", "Rgnl": "Regional"}
_KIND = re.compile(
    r"\s*\b(International|Regional|National|Municipal|Domestic|City|Executive)?\s*(Airport|Airfield)$"
)


def airports() -> Iterator[Entry]:
    """Yield the airports with an IATA code; their id is ``iata:`` and the code."""
    text = (files("airportsdata") / "airports.csv").read_text(encoding="utf-8")
    rows = [row for row in csv.DictReader(text.splitlines()) if row["iata"]]
    for n, row in enumerate(sorted(rows, key=lambda row: row["iata"])):
        name = " ".join(_SHORT.get(word, word) for word in row["name"].split())
        yield Entry(
            no=FIRST_NUMBER - n, slug=f"iata:{row['iata']}", name=name, lat=float(row["lat"]),
            lon=float(row["lon"]), feature="AIRP", country=row["country"],
            fame=10 if "International" in name else 3, names=_names(name, row["city"]),
        )  # fmt: skip


def _names(name: str, city: str) -> dict[str, NameKind]:
    """Return the airport's other names: without its city ("Heathrow Airport"), its kind, or both."""
    own = name.removeprefix(f"{city} ")
    bare = _KIND.sub("", own)
    names = {own, f"{_KIND.sub('', name)} Airport"}
    if bare != own and len(bare) > 3 and city and own != name:
        names |= {bare, f"{bare} Airport"}
    useless = {name, city, ""} | {n for n in names if _KIND.fullmatch(n) or _KIND.fullmatch(f" {n}")}
    return dict.fromkeys(sorted(names - useless), "alternate")
