"""The candidates of a document as numpy columns: one row a candidate, the rows of a case side by side."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from places.feature import is_spot
from places.model import Match
from places.resolve.layout import Layout
from places.resolve.parents import division_code

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Ints = NDArray[np.int64]
    Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Columns:
    """Rows are candidates. Codes are numbers that stand for a code's text; -1 is "none".

    ``own`` is the code that places inside the candidate carry; ``first`` is the first row of each case.
    """

    case: "Ints"
    group: "Ints"
    first: "Ints"
    lat: "Floats"
    lon: "Floats"
    country: "Ints"
    adm1: "Ints"
    adm2: "Ints"
    own: "Ints"
    spot: "NDArray[np.bool_]"
    place: tuple[str, ...]
    matches: tuple[Match, ...]

    def __len__(self) -> int:
        return len(self.matches)


def columns(layout: Layout) -> Columns:
    """Return the columns of all cases that have candidates."""
    import numpy as np

    numbers: dict[str, int] = {"": -1}

    def coded(codes: Iterable[str]) -> "Ints":
        return np.array([numbers.setdefault(code, len(numbers)) for code in codes], dtype=np.int64)

    owner = [(c, match) for c, case in enumerate(layout.cases) for match in case.matches]
    matches = tuple(match for _, match in owner)
    places = [match.place for match in matches]
    case = np.array([c for c, _ in owner], dtype=np.int64)
    group = np.array([layout.cases[c].group for c, _ in owner], dtype=np.int64)
    return Columns(
        case=case,
        group=group,
        first=np.flatnonzero(np.diff(case, prepend=-1)),
        lat=np.radians(np.array([place.lat for place in places], dtype=float)),
        lon=np.radians(np.array([place.lon for place in places], dtype=float)),
        country=coded(place.country for place in places),
        adm1=coded(place.admin_codes[0] if place.admin_codes else "" for place in places),
        adm2=coded(place.admin_codes[1] if len(place.admin_codes) > 1 else "" for place in places),
        own=coded(division_code(place) for place in places),
        spot=np.array([is_spot(place.feature) for place in places], dtype=bool),
        place=tuple(place.id for place in places),
        matches=matches,
    )


def distances(lat1: "Floats", lon1: "Floats", lat2: "Floats", lon2: "Floats") -> "Floats":
    """Return the kilometres from each of the first points to each of the second; all in radians."""
    import numpy as np

    dot = np.sin(lat1)[:, None] * np.sin(lat2) + np.cos(lat1)[:, None] * np.cos(lat2) * np.cos(
        lon1[:, None] - lon2
    )
    result: Floats = 6371.0088 * np.arccos(np.clip(dot, -1.0, 1.0))
    return result
