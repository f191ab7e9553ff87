"""What geocoders answered, kept on disk for good; whose turn it is to ask. Safe with several processes."""

import json
import logging
import sqlite3
import time
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any

from places.errors import GeocoderError

_TABLES = """
CREATE TABLE IF NOT EXISTS answer (
  service TEXT, query TEXT, places TEXT NOT NULL, PRIMARY KEY (service, query)
);
CREATE TABLE IF NOT EXISTS turn (service TEXT PRIMARY KEY, next REAL NOT NULL);
"""
_PATIENCE = 30.0  # seconds to wait for another process that is writing

Answers = list[dict[str, Any]]
_LOG = logging.getLogger(__name__)


def default_path() -> Path:
    """Return where the cache is kept: in the user's cache folder."""
    from platformdirs import user_cache_path

    return user_cache_path("storymap") / "geocoders.sqlite"


class Cache:
    """A file of answers by service and question. Every call opens and closes it, so nothing stays locked."""

    def __init__(self, path: Path) -> None:
        """Use the file, which is made if need be; one that is damaged is begun anew, and that is said.

        Raises:
            GeocoderError: it cannot be.
        """
        self.path = path
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise GeocoderError(f"the geocoders' cache {path} cannot be used: {error}") from error
        try:
            self._begin_anew_if_damaged()
        except sqlite3.Error as error:
            raise GeocoderError(f"the geocoders' cache {path} cannot be used: {_advice(error)}") from error
        with self._open() as db:
            db.executescript(_TABLES)

    def get(self, service: str, query: str) -> Answers | None:
        """Return what the service answered, [] if it knew nothing, None if it was never asked.

        An answer that was damaged on the disk counts as none.
        """
        with self._open() as db:
            row = db.execute(
                "SELECT places FROM answer WHERE service = ? AND query = ?", (service, query)
            ).fetchone()
        try:
            answers = json.loads(row[0]) if row else None
        except (ValueError, TypeError, RecursionError):
            return None
        good = isinstance(answers, list) and all(isinstance(answer, dict) for answer in answers)
        return answers if good else None

    def put(self, service: str, query: str, answers: Answers) -> None:
        """Keep what the service answered."""
        with self._open() as db:
            text = json.dumps(answers, ensure_ascii=False, sort_keys=True)
            db.execute("INSERT OR REPLACE INTO answer VALUES (?, ?, ?)", (service, query, text))

    def take_turn(self, service: str, pause: float, clock: Callable[[], float] = time.time) -> float:
        """Book the next moment at which the service may be asked, and return how many seconds to wait for it.

        All processes that share the file book from one list, so that together they keep the pace.
        """
        with self._open() as db:
            db.execute("BEGIN IMMEDIATE")
            now = clock()
            (booked,) = db.execute("SELECT max(next) FROM turn WHERE service = ?", (service,)).fetchone()
            # A turn far in the future is of a clock that was wrong; nobody waits for that.
            mine = max(now, booked) if booked is not None and booked < now + _PATIENCE else now
            db.execute("INSERT OR REPLACE INTO turn VALUES (?, ?)", (service, mine + pause))
            db.execute("COMMIT")
        return mine - now

    @contextmanager
    def _open(self) -> Iterator[sqlite3.Connection]:
        """Open the file for one use.

        Raises:
            GeocoderError: the file cannot be opened, or somebody else has it for too long.
        """
        try:
            with closing(self._connected()) as db:
                yield db
        except sqlite3.Error as error:
            raise GeocoderError(
                f"the geocoders' cache {self.path} cannot be used: {_advice(error)}"
            ) from error

    def _connected(self) -> sqlite3.Connection:
        return sqlite3.connect(self.path, timeout=_PATIENCE, isolation_level=None)

    def _begin_anew_if_damaged(self) -> None:
        try:
            with closing(self._connected()) as db:
                whole = db.execute("PRAGMA quick_check(1)").fetchone() == ("ok",) and _has_our_tables(db)
        except sqlite3.OperationalError:  # locked, or not to be read: that is no damage
            raise
        except sqlite3.DatabaseError:
            whole = False
        if not whole:
            _LOG.warning("the geocoders' cache %s was damaged; it is begun anew", self.path)
            self.path.unlink(missing_ok=True)


def _has_our_tables(db: sqlite3.Connection) -> bool:
    """Tell whether the file holds what we keep in it, or nothing at all yet."""
    columns = {
        table: [row[1] for row in db.execute(f"PRAGMA table_info({table})")] for table in ("answer", "turn")
    }
    if not any(columns.values()):
        return True
    return columns == {"answer": ["service", "query", "places"], "turn": ["service", "next"]}


def _advice(error: sqlite3.Error) -> str:
    if "locked" in str(error):
        return f"{error}; another program has it: try again when that has ended"
    return f"{error}; delete it, or make room for it"
