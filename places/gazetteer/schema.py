"""What a gazetteer file holds, and how it is written: SQLite, made once, then only read.

``place.no`` is the GeoNames id where there is one, else a negative number, and then ``slug`` is the whole
id. ``place.record`` is all that there is to say of the place (places.gazetteer.record), ``place.names`` the
number of its names. ``name.rank`` orders the places of one name (places.gazetteer.ranking);
``name.spelling`` is left out where the place's name or the key tells it.
"""

import os
import re
import sqlite3
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from itertools import islice
from pathlib import Path

from places.errors import GazetteerError
from places.feature import is_populated, is_state_of_today
from places.gazetteer.ranking import rank
from places.gazetteer.record import one_cell, packed
from places.model import Bounds, NameKind, Precision
from places.text import key

SCHEMA_VERSION = "3"
KINDS: tuple[NameKind, ...] = ("primary", "alternate", "abbreviation", "demonym")

_TABLES = """
CREATE TABLE meta (key TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE place (no INTEGER PRIMARY KEY, slug TEXT, names INTEGER NOT NULL, record TEXT NOT NULL);
CREATE TABLE division (code TEXT PRIMARY KEY, place INTEGER NOT NULL) WITHOUT ROWID;
CREATE TABLE name (
  key TEXT NOT NULL, rank INTEGER NOT NULL, place INTEGER NOT NULL, kind INTEGER NOT NULL, spelling TEXT,
  PRIMARY KEY (key, rank, place)
) WITHOUT ROWID;
"""
# Names come by place and are kept by key, and a place may come before the division around it: SQLite puts
# them in order outside of memory.
_LOOSE = """
CREATE TEMP TABLE loose_place (
  no INTEGER PRIMARY KEY, slug TEXT, names INTEGER, record TEXT, division INTEGER
);
CREATE TEMP TABLE loose_division (no INTEGER PRIMARY KEY, code TEXT, name TEXT, parent INTEGER);
CREATE TEMP TABLE loose_name (key TEXT, rank INTEGER, place INTEGER, kind INTEGER, spelling TEXT);
"""
# A division has at most one other around it. Its own name is not among those around it; its code is the last.
_IN_ORDER = """
CREATE TEMP TABLE around AS
  SELECT own.no, ifnull(above.name, '') AS above, ifnull(above.name || '|', '') || own.name AS names,
    ifnull(above.code || '|', '') || own.code AS codes
  FROM loose_division own LEFT JOIN loose_division above ON above.no = own.parent;
CREATE UNIQUE INDEX temp.around_no ON around (no);
INSERT INTO place
  SELECT loose.no, slug, loose.names,
    record || char(9) || ifnull(CASE loose.no WHEN around.no THEN above ELSE around.names END, '')
      || char(9) || ifnull(codes, '')
  FROM loose_place loose LEFT JOIN around ON around.no = loose.division ORDER BY loose.no;
INSERT INTO division SELECT code, no FROM loose_division ORDER BY code;
INSERT OR IGNORE INTO name SELECT * FROM loose_name ORDER BY key, rank, place;
DROP TABLE loose_place; DROP TABLE loose_division; DROP TABLE loose_name; DROP TABLE around;
"""
_INDEX = "CREATE UNIQUE INDEX place_slug ON place (slug) WHERE slug IS NOT NULL; ANALYZE; VACUUM;"
# What is counted, as GeoNames' feature codes tell it.
_GROUPS: dict[str, Callable[["Entry"], bool]] = {
    "populated": lambda e: is_populated(e.feature) or e.feature == "STLMT",
    "countries": lambda e: is_state_of_today(e.feature),
    "divisions": lambda e: e.feature in ("ADM1", "ADM2"),
    "historical": lambda e: (e.feature.endswith("H") and e.since is not None) or e.until is not None,
    "airports": lambda e: e.feature == "AIRP",
}
_BATCH = 50_000
_LARGE = 100_000
_FOREMOST = 100


@dataclass(slots=True, kw_only=True)
class Entry:
    """A place on its way into a file. ``names`` maps each spelling to how it names the place.

    ``fame`` is the number of names that the source has for it, which may be more than those that are kept.
    ``foremost`` are keys of names by which it is better known than all other places (Waterloo, Verdun).
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
    foremost: set[str] = field(default_factory=set)
    code: str = ""
    parent: int | None = None


def write(path: Path, entries: Iterable[Entry], meta: Mapping[str, str]) -> None:
    """Write a gazetteer file; an old one stays as it is until the new one is complete.

    Args:
        path: Where the file shall be; its folder is made if need be.
        entries: The places, each ``no`` once. The same entries in the same order give the same bytes.
        meta: What the file says of itself.

    Raises:
        GazetteerError: the path is no plain file's or cannot be written, or two places have one number.
    """
    target = check_target(path)
    _clear_drafts(target)
    draft = target.with_name(f"{target.name}.{os.getpid()}.part")
    draft.unlink(missing_ok=True)
    try:
        db = sqlite3.connect(draft, isolation_level=None)
        try:
            _fill(db, entries, {**meta, "schema": SCHEMA_VERSION})
        finally:
            db.close()
        draft.replace(target)
    except sqlite3.IntegrityError as error:
        raise GazetteerError(
            f"two places have one number or one code ({error}); each may stand once"
        ) from error
    except (sqlite3.Error, OSError) as error:
        raise GazetteerError(f"{path} cannot be written: {error}") from error
    finally:
        draft.unlink(missing_ok=True)


def check_target(path: Path) -> Path:
    """Return the file that a path leads to, in a folder that is there; ask before long work, not after it.

    Raises:
        GazetteerError: it is no plain file, its folder cannot be made, or links lead in a circle.
    """
    try:
        target = path.resolve()  # through a symbolic link, whose target is what is meant
        if target.exists() and not target.is_file():
            raise GazetteerError(f"{path} is no plain file; name another one with -o")
        target.parent.mkdir(parents=True, exist_ok=True)
    except (OSError, RuntimeError) as error:
        raise GazetteerError(f"{path} cannot be written: {error}") from error
    return target


def _clear_drafts(target: Path) -> None:
    """Take away what writers of this file have left that were killed."""
    pattern = re.compile(re.escape(target.name) + r"\.(\d+)\.part")
    for path in target.parent.iterdir():
        found = pattern.fullmatch(path.name)
        if found and not _is_running(int(found[1])):
            path.unlink(missing_ok=True)


def _is_running(process: int) -> bool:
    try:
        os.kill(process, 0)
    except (ProcessLookupError, OverflowError):
        return False
    except OSError:  # somebody else's
        return True
    return True


def _fill(db: sqlite3.Connection, entries: Iterable[Entry], meta: Mapping[str, str]) -> None:
    # Nothing is lost if this stops halfway: the draft is thrown away. Places may come in any order, so that
    # SQLite needs memory to sort them in (128 MiB).
    for setting in ("page_size = 4096", "journal_mode = OFF", "synchronous = OFF", "cache_size = -131072"):
        db.execute(f"PRAGMA {setting}")
    db.executescript(_TABLES + _LOOSE)
    counts = dict.fromkeys(_GROUPS, 0)
    remaining = iter(entries)
    db.execute("BEGIN")
    while batch := list(islice(remaining, _BATCH)):
        _insert(db, batch)
        for group, holds in _GROUPS.items():
            counts[group] += sum(map(holds, batch))
    db.execute("COMMIT")
    db.executescript(_IN_ORDER)
    for table in ("place", "name"):
        (counts[table],) = db.execute(f"SELECT count(*) FROM {table}").fetchone()  # noqa: S608 - ours
    facts = {**meta, **{f"count.{group}": str(count) for group, count in counts.items()}}
    db.executemany("INSERT INTO meta VALUES (?, ?)", sorted(facts.items()))
    db.executescript(_INDEX)


def _insert(db: sqlite3.Connection, entries: list[Entry]) -> None:
    db.executemany("INSERT INTO loose_place VALUES (?, ?, ?, ?, ?)", map(_place_row, entries))
    divisions = ((e.no, e.code, one_cell(e.name), e.parent) for e in entries if e.code)
    db.executemany("INSERT INTO loose_division VALUES (?, ?, ?, ?)", divisions)
    db.executemany(
        "INSERT INTO loose_name VALUES (?, ?, ?, ?, ?)", (row for e in entries for row in _name_rows(e))
    )


def _place_row(e: Entry) -> tuple[object, ...]:
    division = e.no if "." in e.code else e.division
    return e.no, e.slug, e.fame, packed(e), division


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
        order = min(order, _FOREMOST) if folded in e.foremost else order
        # The forms of an abbreviation count letter by letter; of the other names one spelling is enough.
        spelling = "|".join(written) if kind == "abbreviation" else written[0]
        implied = kind != "abbreviation" and spelling == (e.name if kind == "primary" else folded.title())
        yield folded, order, e.no, KINDS.index(kind), None if implied else spelling


def _goes_by(e: Entry, folded: str, kind: NameKind) -> bool:
    """Tell whether a large city goes by the name though its own adds "City", as New York's does."""
    return kind == "alternate" and e.population >= _LARGE and f"{folded} city" == key(e.name)
