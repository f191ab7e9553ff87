"""What there is to read and what has been read: a list on disk, so memory does not grow with the corpus."""

import sqlite3
import tempfile
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import Self

_TABLES = """
CREATE TABLE item (n INTEGER PRIMARY KEY, name TEXT UNIQUE, key TEXT, collection TEXT, error TEXT,
    same_as TEXT, size INTEGER);
CREATE INDEX item_key ON item (key);
CREATE TABLE reading (key TEXT PRIMARY KEY, shard INTEGER, first INTEGER, count INTEGER);
CREATE TABLE shard (id INTEGER PRIMARY KEY, name TEXT UNIQUE);
CREATE TABLE first_name (key TEXT PRIMARY KEY, name TEXT);
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Planned:
    """An item of the plan; ``same_as`` names the item before it that is the same document."""

    number: int
    name: str
    key: str
    collection: str
    error: str
    same_as: str
    size: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Where:
    """Where an item's reading lies: ``count`` rows of a shard from ``first`` on."""

    shard: str
    first: int
    count: int


class Plan:
    """The items of a run in their order, and where their readings lie; it is gone when it is closed."""

    def __init__(self) -> None:
        self._folder = tempfile.TemporaryDirectory(prefix="storymap-corpus-")
        self._db = sqlite3.connect(Path(self._folder.name) / "plan.sqlite", isolation_level=None)
        self._db.executescript("PRAGMA journal_mode=OFF; PRAGMA synchronous=OFF; BEGIN;" + _TABLES)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, _kind: type[BaseException] | None, _error: BaseException | None, _trace: TracebackType | None
    ) -> None:
        self._db.close()
        self._folder.cleanup()

    def add(self, *, name: str, key: str, collection: str, error: str, size: int) -> bool:
        """Add an item behind those before it; return whether its document has not come up before.

        Its name gets a number where another item has it already.
        """
        name = self._free(name)
        new = bool(
            self._db.execute("INSERT OR IGNORE INTO first_name VALUES (?, ?)", (key, name)).rowcount == 1
        )
        same = "" if new or error else self._one("SELECT name FROM first_name WHERE key = ?", key)
        self._db.execute(
            "INSERT INTO item (name, key, collection, error, same_as, size) VALUES (?, ?, ?, ?, ?, ?)",
            (name, key, collection, error, same, size),
        )
        return new and not error

    def _free(self, name: str) -> str:
        number, free = 1, name
        while self._db.execute("SELECT 1 FROM item WHERE name = ?", (free,)).fetchone():
            number += 1
            free = f"{name}~{number}"
        return free

    def _one(self, question: str, *given: str) -> str:
        found = self._db.execute(question, given).fetchone()
        return str(found[0]) if found else ""

    def has_reading(self, key: str) -> bool:
        """Tell whether a document has been read."""
        return self._db.execute("SELECT 1 FROM reading WHERE key = ?", (key,)).fetchone() is not None

    def note_shard(self, name: str, keys: Iterable[str]) -> None:
        """Note that a shard holds readings, a row each, those of one item one after the other."""
        shard = self._db.execute("INSERT OR IGNORE INTO shard (name) VALUES (?)", (name,)).lastrowid
        runs: dict[str, tuple[int, int]] = {}
        for row, key in enumerate(keys):
            first, count = runs.get(key, (row, 0))
            runs[key] = (first, count + 1)
        self._db.executemany(
            "INSERT OR IGNORE INTO reading VALUES (?, ?, ?, ?)",
            [(key, shard, first, count) for key, (first, count) in runs.items()],
        )

    def fail(self, key: str, error: str) -> None:
        """Note that a document ended whoever read it; the next run tries it again."""
        self._db.execute("UPDATE item SET error = ? WHERE key = ? AND same_as = ''", (error, key))

    def items(self) -> Iterator[tuple[Planned, Where | None]]:
        """Yield the items in their order, each with where its reading lies, None if it has none itself."""
        rows = self._db.execute(
            "SELECT n, i.name, i.key, collection, error, same_as, size, s.name, first, count FROM item i"
            " LEFT JOIN reading r ON r.key = i.key LEFT JOIN shard s ON s.id = r.shard ORDER BY n"
        )
        for n, name, key, collection, error, same, size, shard, first, count in rows:
            item = Planned(
                number=n, name=name, key=key, collection=collection, error=error, same_as=same, size=size
            )
            here = shard is not None and not error and not same
            yield item, Where(shard=shard, first=first, count=count) if here else None
