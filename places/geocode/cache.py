"""What geocoders answered, kept on disk for good; whose turn it is to ask. Safe with several processes."""

import json
import sqlite3
import time
from collections.abc import Callable
from contextlib import closing
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


def default_path() -> Path:
    """Return where the cache is kept: in the user's cache folder."""
    from platformdirs import user_cache_path

    return user_cache_path("storymap") / "geocoders.sqlite"


class Cache:
    """A file of answers by service and question. Every call opens and closes it, so nothing stays locked."""

    def __init__(self, path: Path) -> None:
        """Use the file, which is made if need be.

        Raises:
            GeocoderError: it cannot be.
        """
        self.path = path
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            with self._open() as db:
                db.executescript(_TABLES)
        except (OSError, sqlite3.Error) as error:
            raise GeocoderError(f"the geocoders' cache {path} cannot be used: {error}; delete it") from error

    def get(self, service: str, query: str) -> Answers | None:
        """Return what the service answered, [] if it knew nothing, None if it was never asked."""
        with self._open() as db:
            row = db.execute(
                "SELECT places FROM answer WHERE service = ? AND query = ?", (service, query)
            ).fetchone()
        return json.loads(row[0]) if row else None

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

    def _open(self) -> "closing[sqlite3.Connection]":
        return closing(sqlite3.connect(self.path, timeout=_PATIENCE, isolation_level=None))
