"""Inputs → a corpus: the tables of all that their documents say, in a folder; goes on where it stopped."""

import hashlib
import json
import time
from collections.abc import Generator, Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass, field
from itertools import chain, islice
from pathlib import Path
from typing import Any

from storymap import __version__
from storymap.corpus.batch import FORMAT, key_of, run_of
from storymap.corpus.corpus import CONTENTS, Corpus
from storymap.corpus.extra import needed
from storymap.corpus.inputs import Inputs, find_inputs
from storymap.corpus.model import Item, Progress, Settings, Told
from storymap.corpus.plan import Plan
from storymap.corpus.store import Store, open_store
from storymap.corpus.workers import Done, Run, Shard, alone, cores, in_processes

_MOST_ITEMS = 32
_MOST_BYTES = 200_000
"""A shard is full with so many items or bytes: some seconds of reading, which is what a lost worker costs."""


def read_corpus(
    inputs: str | Path | Sequence[str | Path],
    folder: str | Path,
    *,
    scheduler: str | None = None,
    jobs: int | None = None,
    settings: Settings | None = None,
    progress: Told | None = None,
) -> Corpus:
    """Return the corpus of many documents, read into ``folder``.

    What the folder holds already is not read again; what cannot be read is a row of its table ``errors``.

    Args:
        inputs: files, folders, patterns, addresses; JSON lines, CSV, Parquet, mailboxes and ZIP archives hold
            many documents.
        folder: a path, or an address that fsspec knows.
        scheduler: "local" or the address of a Dask scheduler; None reads with processes of this machine.
        jobs: processes; a core each by default.
        settings: how documents are read.
        progress: told how far it has come, after every shard.

    Raises:
        ReadError: an input does not exist.
        WriteError: the folder cannot be written.
        StorymapError: the extra "corpus" is not installed, or no scheduler answers.
    """
    needed("pyarrow")
    settings = settings or Settings()
    names = [str(inputs)] if isinstance(inputs, str | Path) else [str(name) for name in inputs]
    found = find_inputs(names, leave_out=str(folder), settings=settings)
    store = open_store(str(folder))
    with Plan() as plan:
        _read(found, plan, store, settings, _run(scheduler, jobs), progress)
        _write(plan, store, settings)
    return Corpus(str(folder))


def _run(scheduler: str | None, jobs: int | None) -> Run:
    if scheduler:
        from storymap.corpus.dask import on_dask

        return on_dask(scheduler, jobs)
    return _here_or_in_processes(jobs or cores())


@dataclass(slots=True)
class _Counts:
    """What a run has come to so far."""

    found: int = 0
    read: int = 0
    known: int = 0
    place: int = 0
    began: float = field(default_factory=time.monotonic)

    def progress(self, total: int) -> Progress:
        """Return how far that is."""
        return Progress(
            found=self.found,
            read=self.read,
            known=self.known,
            place=self.place,
            total=total,
            seconds=time.monotonic() - self.began,
        )


def _read(
    found: Inputs, plan: Plan, store: Store, settings: Settings, run: Run, progress: Told | None
) -> None:
    """Read what the folder lacks; every shard is written as soon as it is there."""
    folder = f"work/{run_of(settings)}"
    _note_known(plan, store, folder)
    counts = _Counts()
    todo = _shards(_new(found.items(settings), plan, settings, counts))
    with closing(_done(run, todo, settings)) as all_done:
        for done in all_done:
            if done.data is None:
                reason = "reading it ended the process that tried; it may need more memory than there is"
                plan.fail(done.shard.keys[0], f"{done.shard.items[0].name}: {reason}")
            else:
                name = f"{done.shard.name}.parquet"
                store.write(f"{folder}/{name}", done.data)
                plan.note_shard(name, _keys(done.data))
                counts.read += len(done.shard.items)
            counts.place = max(counts.place, done.shard.items[-1].place)
            if progress:
                progress(counts.progress(found.total))


def _done(run: Run, todo: Iterator[Shard], settings: Settings) -> Generator[Done, None, None]:
    first = next(todo, None)
    if first is None:  # nobody is started where there is nothing to do
        return alone(iter(()), settings)
    return run(chain([first], todo), settings)


def _here_or_in_processes(jobs: int) -> Run:
    """Return what reads in processes, but a single shard here: starting another would take longer."""

    def run(shards: Iterator[Shard], settings: Settings) -> Generator[Done, None, None]:
        first = list(islice(shards, 2))
        several = len(first) > 1 and jobs > 1
        return (in_processes(jobs) if several else alone)(chain(first, shards), settings)

    return run


def _note_known(plan: Plan, store: Store, folder: str) -> None:
    """Note the readings that the folder has; a shard that is damaged is taken away and read anew."""
    import pyarrow as pa

    for name in store.names(folder):
        try:
            keys = _keys(store.read(f"{folder}/{name}"))
        except pa.ArrowException:
            store.remove(f"{folder}/{name}")
            continue
        plan.note_shard(name, keys)


def _keys(data: bytes) -> list[str]:
    import pyarrow as pa
    from pyarrow import parquet

    keys = parquet.read_table(pa.BufferReader(data), columns=["key"])["key"].to_pylist()
    return [str(key) for key in keys]


def _new(
    items: Iterator[Item], plan: Plan, settings: Settings, counts: _Counts
) -> Iterator[tuple[Item, str]]:
    """Note all items in the plan and yield those to be read, with their keys."""
    for item in items:
        key = key_of(item, settings)
        error = item.data.decode() if item.kind == "error" else ""
        counts.found += 1
        fresh = plan.add(
            name=item.name, key=key, collection=item.collection, error=error, size=len(item.data)
        )
        if fresh and not plan.has_reading(key):
            yield item, key
        else:
            counts.known += 1


def _shards(items: Iterator[tuple[Item, str]]) -> Iterator[Shard]:
    batch: list[tuple[Item, str]] = []
    size = 0
    for item, key in items:
        batch.append((item, key))
        size += len(item.data)
        if len(batch) >= _MOST_ITEMS or size >= _MOST_BYTES:
            yield _shard(batch)
            batch, size = [], 0
    if batch:
        yield _shard(batch)


def _shard(batch: Sequence[tuple[Item, str]]) -> Shard:
    keys = tuple(key for _, key in batch)
    name = hashlib.blake2b("".join(keys).encode(), digest_size=16).hexdigest()
    return Shard(name=name, items=tuple(item for item, _ in batch), keys=keys)


def _write(plan: Plan, store: Store, settings: Settings) -> None:
    """Write the tables, in the order of the inputs, and last the file that says they are whole."""
    from storymap.corpus import partitions as made

    store.remove(CONTENTS)
    folder = f"work/{run_of(settings)}"
    rows = dict.fromkeys(made.TABLES, 0)
    places: Any = None
    for number, run in enumerate(made.partitions(plan.items()), start=1):
        tables = made.tables_of(run, *made.load(run, store, folder))
        for name in ("documents", "mentions", "events", "errors"):
            table = getattr(tables, name)
            rows[name] += table.num_rows
            store.write(f"{name}/part-{number - 1:05d}.parquet", made.geoparquet(table))
        counted = made.count_places(tables.places)
        places = counted if places is None else made.merge_places([places, counted])
    rows["places"] = places.num_rows
    store.write("places/part-00000.parquet", made.geoparquet(made.with_points(places)))
    _tidy(store, {name: 1 if name == "places" else number for name in made.TABLES})
    contents = {"storymap": __version__, "format": FORMAT, "parts": number, "rows": rows}
    store.write(CONTENTS, (json.dumps(contents, indent=1, sort_keys=True) + "\n").encode())


def _tidy(store: Store, parts: dict[str, int]) -> None:
    """Take away the partitions of a run before that had more of them."""
    for table, count in parts.items():
        for name in store.names(table)[count:]:
            store.remove(f"{table}/{name}")
