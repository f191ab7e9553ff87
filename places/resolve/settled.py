"""Years before which no town of a land bore the name that settlers brought: Whitby in 1803 is not in Ontario.

The years are in settled.csv, by hand: from when on towns of a state or province were founded or renamed by
settlers from Europe. A story of an earlier year means the place in the Old World.
"""

import csv
from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path

from places.errors import GazetteerError
from places.feature import is_populated
from places.model import Place

YEARS = Path(__file__).with_name("settled.csv")


def is_too_early(place: Place, years: Sequence[int]) -> bool:
    """Tell whether all years told lie before settlers founded towns where this one is."""
    if not years or not is_populated(place.feature) or place.since is not None or place.until is not None:
        return False
    table = _years()
    codes = (*reversed(place.admin_codes), place.country)
    settled = next((table[code] for code in codes if code in table), None)
    return settled is not None and max(years) < settled


@cache
def _years() -> Mapping[str, int]:
    """Return the year of each country or division by its code.

    Raises:
        GazetteerError: a row has no year, or a code comes twice.
    """
    found: dict[str, int] = {}
    with YEARS.open(encoding="utf-8", newline="") as file:
        for number, row in enumerate(csv.DictReader(file, strict=True), 2):
            if not row["year"].isdecimal() or row["code"] in found:
                raise GazetteerError(f"{YEARS.name}:{number}: no year, or the second one of {row['code']}")
            found[row["code"]] = int(row["year"])
    return found
