"""The rows of our own (rows/*.csv), read strictly and checked: ``python -m places.gazetteer.rows FILE…``.

What each column holds is written in rows/README.md. A row that does not hold what its column must is an
error with file, line and reason; the errors come all at once.
"""

import csv
import re
import sys
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from places.errors import GazetteerError
from places.feature import is_populated
from places.gazetteer.schema import Entry
from places.model import Bounds, Precision

ROWS = Path(__file__).parent / "rows"
COLUMNS = (
    "id", "name", "aliases", "feature", "lat", "lon", "country", "precision", "bounds", "since", "until",
    "near", "check",
)  # fmt: skip
CHECKS = {"country", "sea", "land", "near"}
NEAR_KM = 60.0
BORDER_KM = 25.0
SHORE_KM = 10.0

_ID = re.compile(r"storymap:[a-z0-9]+(-[a-z0-9]+)*|geonames:[1-9][0-9]*")
_FEATURE = re.compile(r"[A-Z][A-Z0-9]{1,5}")
_NUMBER = re.compile(r"-?[0-9]{1,3}(\.[0-9]+)?")


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One place compiled by hand."""

    id: str
    name: str
    aliases: tuple[str, ...]
    feature: str
    lat: float
    lon: float
    country: str
    precision: Precision
    bounds: Bounds | None
    since: int | None
    until: int | None
    near: str
    checks: frozenset[str]
    source: str


def read_rows(paths: Iterable[Path] | None = None) -> list[Row]:
    """Return the rows of the files, of all files in rows/ if none are named.

    Raises:
        GazetteerError: rows are not what they must be; the text names every one by file, line and reason.
    """
    rows: list[Row] = []
    faults: list[str] = []
    ids: dict[str, str] = {}
    for path in sorted(ROWS.glob("*.csv")) if paths is None else paths:
        for where, cells, wrong in _lines(path):
            reasons = wrong or _faults(cells)
            if not reasons and (first := ids.setdefault(cells["id"], where)) != where:
                reasons = [f"the id {cells['id']} is already in {first}"]
            faults.extend(f"{where}: {reason}" for reason in reasons)
            if not reasons:
                rows.append(_row(cells, where))
    if faults:
        raise GazetteerError("\n".join(faults))
    return rows


def entries_of_rows() -> list[Entry]:
    """Return all rows as entries for the gazetteer file; numbers of their own are negative."""
    entries = []
    for n, row in enumerate(sorted(read_rows(), key=lambda row: row.id), 1):
        known = row.id.startswith("geonames:")
        entries.append(
            Entry(
                no=int(row.id.removeprefix("geonames:")) if known else -n, slug=None if known else row.id,
                name=row.name, lat=row.lat, lon=row.lon, feature=row.feature, country=row.country,
                precision=row.precision, bounds=row.bounds, since=row.since, until=row.until,
                fame=1 + len(row.aliases), names=dict.fromkeys(row.aliases, "alternate"),
            )
        )  # fmt: skip
    return entries


def _lines(path: Path) -> Iterator[tuple[str, dict[str, str], list[str]]]:
    """Yield (file:line, cells, reasons why it is no row)."""
    with path.open(encoding="utf-8", newline="") as file:
        reader = csv.reader(file, strict=True)
        if tuple(next(reader, ())) != COLUMNS:
            yield f"{path.name}:1", {}, [f"the first line must be {','.join(COLUMNS)}"]
            return
        for cells in reader:
            where = f"{path.name}:{reader.line_num}"
            if len(cells) != len(COLUMNS):
                yield where, {}, [f"{len(cells)} cells instead of {len(COLUMNS)}"]
            else:
                yield where, dict(zip(COLUMNS, cells, strict=True)), []


def _faults(cells: Mapping[str, str]) -> list[str]:
    """Return what is wrong with the row, in words."""
    tests = {
        "no id like storymap:some-place or geonames:123": _ID.fullmatch(cells["id"]),
        "no name": cells["name"].strip(),
        "blanks around a cell": all(cell == cell.strip() for cell in cells.values()),
        "an empty alias": not cells["aliases"] or all(a.strip() for a in cells["aliases"].split("|")),
        "no feature code": _FEATURE.fullmatch(cells["feature"]),
        "no latitude": _number(cells["lat"], 90) is not None,
        "no longitude": _number(cells["lon"], 180) is not None,
        "no country code": re.fullmatch("([A-Z]{2})?", cells["country"]),
        "precision is neither exact nor area": cells["precision"] in ("exact", "area"),
        "bounds are not west south east north around the point": _bounds_hold(cells),
        "since or until is no year": all(re.fullmatch("(-?[0-9]+)?", cells[c]) for c in ("since", "until")),
        f"check is not of {', '.join(sorted(CHECKS))}": set(cells["check"].split()) <= CHECKS,
        "check says country and there is none": "country" not in cells["check"].split() or cells["country"],
        "check says near and there is none": "near" not in cells["check"].split() or cells["near"],
    }
    reasons = [reason for reason, holds in tests.items() if not holds]
    if not reasons and cells["since"] and cells["until"] and int(cells["since"]) > int(cells["until"]):
        reasons.append("since is after until")
    return reasons


def _number(cell: str, limit: float) -> float | None:
    return float(cell) if _NUMBER.fullmatch(cell) and abs(float(cell)) <= limit else None


def _bounds_hold(cells: Mapping[str, str]) -> bool:
    if not cells["bounds"]:
        return True
    edges = [
        _number(cell, limit) for cell, limit in zip(cells["bounds"].split(), (180, 90, 180, 90), strict=False)
    ]
    lat, lon = _number(cells["lat"], 90), _number(cells["lon"], 180)
    if len(cells["bounds"].split()) != 4 or None in edges or lat is None or lon is None:
        return False
    west, south, east, north = (edge or 0.0 for edge in edges)
    across = west <= lon <= east if west <= east else lon >= west or lon <= east
    return south <= lat <= north and across


def _row(cells: Mapping[str, str], where: str) -> Row:
    edges = [float(cell) for cell in cells["bounds"].split()]
    return Row(
        id=cells["id"], name=cells["name"], aliases=tuple(filter(None, cells["aliases"].split("|"))),
        feature=cells["feature"], lat=float(cells["lat"]), lon=float(cells["lon"]), country=cells["country"],
        precision="area" if cells["precision"] == "area" else "exact",
        bounds=(edges[0], edges[1], edges[2], edges[3]) if edges else None,
        since=int(cells["since"]) if cells["since"] else None,
        until=int(cells["until"]) if cells["until"] else None,
        near=cells["near"], checks=frozenset(cells["check"].split()), source=where,
    )  # fmt: skip


def misplaced(row: Row) -> list[str]:
    """Return where the row's coordinates contradict what its ``check`` column says of them."""
    reasons = []
    if "country" in row.checks:
        reasons += _off_country(row)
    if "sea" in row.checks and (code := _ashore(row)):
        reasons.append(f"is on land, in {code}")
    if "land" in row.checks and not _country(row, SHORE_KM):
        reasons.append("is at sea")
    if "near" in row.checks:
        reasons += _off_city(row)
    return reasons


def _off_country(row: Row) -> list[str]:
    from places.gazetteer.outlines import distances

    near = distances(row.lat, row.lon, BORDER_KM)
    return [] if row.country in near else [f"is not in {row.country} but in {_country(row, 0) or 'the sea'}"]


def _ashore(row: Row) -> str:
    """Return the country if the point lies well inside its land; straits and lagoons are narrow."""
    return _country(row, 0)


def _country(row: Row, tolerance_km: float) -> str:
    from places.gazetteer.outlines import country_at

    return country_at(row.lat, row.lon, tolerance_km=tolerance_km)


def _off_city(row: Row) -> list[str]:
    from places.gazetteer import world
    from places.gazetteer.distance import km_between

    cities = [p for p in world().lookup(row.near) if is_populated(p.feature) and p.id != row.id]
    cities = [p for p in cities if not row.country or p.country == row.country] or cities
    if not cities:
        return [f"no city is called {row.near}"]
    km = min(km_between(row.lat, row.lon, p.lat, p.lon) for p in cities)
    return [f"is {km:.0f} km from {row.near}"] if km > NEAR_KM else []


def main(paths: list[str]) -> int:
    """Print the bad rows of the files; return 1 if there are any, else 0."""
    try:
        rows = read_rows([Path(path) for path in paths] or None)
    except GazetteerError as error:
        print(error)
        return 1
    bad = [f"{row.source}: {row.name} {reason}" for row in rows for reason in misplaced(row)]
    print("\n".join([*bad, f"{len(rows)} rows, {len(bad)} faults"]))
    return 1 if bad else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
