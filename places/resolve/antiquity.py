"""The places that a name means in a text of antiquity, however many bear it today: Babylon, Philadelphia.

antiquity.csv has, by hand, two hundred of the best known, each with the id of the place of today or the site
that stands for it. They are meant where the years told all lie in antiquity or, where none is told, words of
the sentence are of it (Trojans, consul).
"""

import csv
from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path

from places.gazetteer.distance import km_between
from places.model import Match
from places.resolve.setting import ANTIQUITY_ENDS
from places.text import key

NAMES = Path(__file__).with_name("antiquity.csv")
_SAME_KM = 30.0


def of_antiquity(
    matches: Sequence[Match], name: str, years: Sequence[int], spoken: float = 0.0
) -> list[bool]:
    """Return which candidates stand where antiquity's place of this name does.

    ``spoken`` is how much a text without years speaks of antiquity; without years and words of it, none do.
    """
    told = max(years) <= ANTIQUITY_ENDS if years else spoken > 0
    number = _table().get(key(name), "") if told else ""
    meant = next((match.place for match in matches if match.place.id == number), None)
    if meant is None:
        return [False] * len(matches)
    return [km_between(meant.lat, meant.lon, m.place.lat, m.place.lon) <= _SAME_KM for m in matches]


@cache
def _table() -> Mapping[str, str]:
    """Return the ids by the keys of the names."""
    with NAMES.open(encoding="utf-8", newline="") as file:
        return {key(row["name"]): row["place"] for row in csv.DictReader(file, strict=True)}
