"""What a gazetteer file holds, and how it is written: SQLite, made once, then only read.

``place.no`` is the GeoNames id where there is one, else a negative number, and then ``slug`` is the whole
id. Coordinates are hundred-thousandths of a degree. ``place.division`` is the ``no`` of the innermost
division around the place; a division's is its own. ``division.names`` and ``codes`` are those of the
division and the ones around it, from the first level down, parted by "|". ``name.rank`` orders the places
of one name (places.gazetteer.ranking); ``name.spelling`` is left out where the place's name or the key
tells it.
"""

import os
import sqlite3
import struct
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from itertools import islice
from pathlib import Path

from places.gazetteer.ranking import rank
from places.model import Bounds, NameKind, Precision
from places.text import key

SCHEMA_VERSION = "2"
KINDS: tuple[NameKind, ...] = ("primary", "alternate", "abbreviation", "demonym")
PRECISIONS: tuple[Precision, ...] = ("exact", "area", "near")

_TABLES = """
CREATE TABLE meta (key TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE place (
  no INTEGER PRIMARY KEY, slug TEXT, name TEXT NOT NULL, lat INTEGER NOT NULL, lon INTEGER NOT NULL,
  feature TEXT NOT NULL, country TEXT NOT NULL, division INTEGER, population INTEGER NOT NULL,
  precision INTEGER NOT NULL, names INTEGER NOT NULL, bounds BLOB, since INTEGER, until INTEGER
);
CREATE TABLE division (
  no INTEGER PRIMARY KEY, code TEXT NOT NULL, parent INTEGER, names TEXT NOT NULL, codes TEXT NOT NULL
);
CREATE TABLE name (
  key TEXT NOT NULL, rank INTEGER NOT NULL, place INTEGER NOT NULL, kind INTEGER NOT NULL, spelling TEXT,
  PRIMARY KEY (key, rank, place)
) WITHOUT ROWID;
"""
# A division has at most one other around it.
_NAME_DIVISIONS = """
UPDATE division SET names = own.name, codes = division.code FROM place own WHERE own.no = division.no;
UPDATE division SET names = parent.name || '|' || division.names, codes = above.code || '|' || division.codes
  FROM division above JOIN place parent ON parent.no = above.no WHERE above.no = division.parent;
"""
_INDEXES = """
CREATE UNIQUE INDEX place_slug ON place (slug) WHERE slug IS NOT NULL;
CREATE UNIQUE INDEX division_code ON division (code);
"""
# Feature classes by their codes' beginnings; P, A and the rest as GeoNames has them.
_GROUPS = {
    "populated": "feature GLOB 'PPL*' OR feature = 'STLMT'",
    "countries": "feature GLOB 'PCL*' AND feature <> 'PCLH'",
    "divisions": "feature IN ('ADM1', 'ADM2')",
    "historical": "feature GLOB '*H' AND since IS NOT NULL OR until IS NOT NULL",
    "airports": "feature = 'AIRP'",
}
_BATCH = 50_000
_LARGE = 100_000


@dataclass(slots=True, kw_only=True)
class Entry:
    """A place on its way into a file. ``names`` maps each spelling to how it names the place.

    ``fame`` is the number of names that the source has for it, which may be more than those that are kept.
    """

    no: int
    name: str
    lat: float
    lon: float
    feature: str
    slug: str | None = None
    country: str = ""
    division: int | None = None
    population: int = 0
    precision: Precision = "exact"
    fame: int = 1
    bounds: Bounds | None = None
    since: int | None = None
    until: int | None = None
    names: dict[str, NameKind] = field(default_factory=dict)
    code: str = ""
    parent: int | None = None


def write(path: Path, entries: Iterable[Entry], meta: Mapping[str, str]) -> None:
    """Write a gazetteer file; an old one stays as it is until the new one is complete.

    Args:
        path: Where the file shall be; its folder is made if need be.
        entries: The places, each ``no`` once. The same entries in the same order give the same bytes.
        meta: What the file says of itself.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    draft = path.with_name(f"{path.name}.{os.getpid()}.part")
    draft.unlink(missing_ok=True)
    try:
        db = sqlite3.connect(draft, isolation_level=None)
        try:
            _fill(db, entries, {**meta, "schema": SCHEMA_VERSION})
        finally:
            db.close()
        draft.replace(path)
    finally:
        draft.unlink(missing_ok=True)


def _fill(db: sqlite3.Connection, entries: Iterable[Entry], meta: Mapping[str, str]) -> None:
    # Nothing is lost if this stops halfway: the draft is thrown away. Places may come in any order, so that
    # SQLite needs memory to sort them in (128 MiB).
    for setting in ("page_size = 4096", "journal_mode = OFF", "synchronous = OFF", "cache_size = -131072"):
        db.execute(f"PRAGMA {setting}")
    db.executescript(_TABLES)
    # Names come by place and are kept by key: SQLite sorts them outside of memory.
    db.execute("CREATE TEMP TABLE loose (key TEXT, rank INTEGER, place INTEGER, kind INTEGER, spelling TEXT)")
    remaining = iter(entries)
    db.execute("BEGIN")
    while batch := list(islice(remaining, _BATCH)):
        _insert(db, batch)
    db.execute("INSERT OR IGNORE INTO name SELECT * FROM loose ORDER BY key, rank, place")
    db.execute("DROP TABLE loose")
    db.executemany("INSERT INTO meta VALUES (?, ?)", sorted({**meta, **_counts(db)}.items()))
    db.execute("COMMIT")
    db.executescript(_NAME_DIVISIONS + _INDEXES + "ANALYZE; VACUUM;")


def _counts(db: sqlite3.Connection) -> dict[str, str]:
    counts = {f"count.{table}": f"SELECT count(*) FROM {table}" for table in ("place", "name")}  # noqa: S608
    counts |= {
        f"count.{name}": f"SELECT count(*) FROM place WHERE {condition}"  # noqa: S608
        for name, condition in _GROUPS.items()
    }
    return {name: str(db.execute(sql).fetchone()[0]) for name, sql in counts.items()}


def _insert(db: sqlite3.Connection, entries: list[Entry]) -> None:
    db.executemany(
        "INSERT INTO place VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)", map(_place_row, entries)
    )
    db.executemany(
        "INSERT INTO division VALUES (?, ?, ?, '', '')", ((e.no, e.code, e.parent) for e in entries if e.code)
    )
    db.executemany(
        "INSERT INTO loose VALUES (?, ?, ?, ?, ?)", (row for e in entries for row in _name_rows(e))
    )


def _place_row(e: Entry) -> tuple[object, ...]:
    lat, lon, precision = round(e.lat * 1e5), round(e.lon * 1e5), PRECISIONS.index(e.precision)
    bounds = struct.pack("<4f", *e.bounds) if e.bounds else None
    division = e.no if e.code and "." in e.code else e.division
    return (
        e.no, e.slug, e.name, lat, lon, e.feature, e.country, division, e.population, precision,
        e.fame, bounds, e.since, e.until,
    )  # fmt: skip


def _name_rows(e: Entry) -> Iterable[tuple[str, int, int, int, str | None]]:
    spellings: dict[tuple[str, NameKind], list[str]] = {}
    names: dict[str, NameKind] = {e.name: "primary"}
    for spelling, kind in (names | e.names).items():
        folded = key(spelling)
        if folded:
            spellings.setdefault((folded, kind), []).append(spelling)
    for (folded, kind), written in spellings.items():
        if kind == "alternate" and (folded, "primary") in spellings:
            continue
        weighed: NameKind = "primary" if _goes_by(e, folded, kind) else kind
        order = rank(feature=e.feature, population=e.population, names=e.fame, kind=weighed)
        # The forms of an abbreviation count letter by letter; of the other names one spelling is enough.
        spelling = "|".join(written) if kind == "abbreviation" else written[0]
        implied = kind != "abbreviation" and spelling == (e.name if kind == "primary" else folded.title())
        yield folded, order, e.no, KINDS.index(kind), None if implied else spelling


def _goes_by(e: Entry, folded: str, kind: NameKind) -> bool:
    """Tell whether a large city goes by the name though its own adds "City", as New York's does."""
    return kind == "alternate" and e.population >= _LARGE and f"{folded} city" == key(e.name)
