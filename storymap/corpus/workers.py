"""Who reads: this process, several processes of this machine, or the workers of a Dask cluster.

All do the same: shards of items go in, their readings come out as Parquet, in whatever order they are done. A
process that is killed, or a worker that is lost, costs no more than the shard that it was reading.
"""

import os
import signal
import threading
from collections.abc import Callable, Generator, Iterator
from concurrent.futures import FIRST_COMPLETED, Future, ProcessPoolExecutor, wait
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass, replace
from multiprocessing import get_context, parent_process

from storymap.corpus.batch import read_shard
from storymap.corpus.model import Item, Settings

_MOST_DEATHS = 2
"""How often a shard may end whoever reads it, before its documents are read one by one."""

_AHEAD = 2
"""Shards that wait for each worker, so that none is idle."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Shard:
    """Items to be read together, with their keys; ``deaths`` counts who ended while reading them."""

    name: str
    items: tuple[Item, ...]
    keys: tuple[str, ...]
    deaths: int = 0

    def apart(self) -> list["Shard"]:
        """Return a shard for each of the items."""
        return [
            replace(self, name=f"{self.name}-{n}", items=(item,), keys=(key,), deaths=0)
            for n, (item, key) in enumerate(zip(self.items, self.keys, strict=True))
        ]

    def again(self) -> "list[Shard]":
        """Return what to read after somebody has ended while reading this; nothing if there is no hope."""
        if self.deaths < _MOST_DEATHS:
            return [replace(self, deaths=self.deaths + 1)]
        return self.apart() if len(self.items) > 1 else []


@dataclass(frozen=True, slots=True, kw_only=True)
class Done:
    """A shard that has been read: its readings, or None where it ended everybody who read it."""

    shard: Shard
    data: bytes | None


Run = Callable[[Iterator[Shard], Settings], Generator[Done, None, None]]


def alone(shards: Iterator[Shard], settings: Settings) -> Generator[Done, None, None]:
    """Read the shards in this process, one after the other."""
    for shard in shards:
        yield Done(shard=shard, data=read_shard(shard.items, settings))


def cores() -> int:
    """Return how many cores this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def in_processes(jobs: int) -> Run:
    """Return what reads in so many processes of this machine."""

    def run(shards: Iterator[Shard], settings: Settings) -> Generator[Done, None, None]:
        waiting: list[Shard] = []
        while True:
            lost: list[Shard] = []
            # One suspect at a time: what ends a process ends all that run beside it, too.
            alone_now, waiting = (waiting[:1], waiting[1:]) if waiting else ([], [])
            yield from _one_pool(iter(alone_now) if alone_now else shards, settings, jobs, lost)
            for shard in lost:
                more = shard.again()
                waiting += more
                if not more:
                    yield Done(shard=shard, data=None)
            if not lost and not waiting and not alone_now:
                return

    return run


def _one_pool(shards: Iterator[Shard], settings: Settings, jobs: int, lost: list[Shard]) -> Iterator[Done]:
    """Read shards until there are no more or a process ends; ``lost`` takes what was being read then."""
    context = get_context("spawn")
    pool = ProcessPoolExecutor(max_workers=jobs, mp_context=context, initializer=begin_worker)
    running: dict[Future[bytes], Shard] = {}
    try:
        more = True
        while more or running:
            while more and len(running) < jobs * _AHEAD:
                shard = next(shards, None)
                more = shard is not None
                if shard is not None:
                    running[pool.submit(read_shard, shard.items, settings)] = shard
            for future in wait(running, return_when=FIRST_COMPLETED).done if running else ():
                data = future.result()
                yield Done(shard=running.pop(future), data=data)
    except BrokenProcessPool:
        lost += running.values()
    except BaseException:  # interrupted: what is being read is read again the next time
        _end(pool)
        raise
    finally:
        pool.shutdown(wait=False, cancel_futures=True)


def _end(pool: ProcessPoolExecutor) -> None:
    """End the processes of a pool at once; before Python 3.14 it has no public way to do so."""
    for process in list((getattr(pool, "_processes", None) or {}).values()):
        process.terminate()


def begin_worker() -> None:
    """Make a process a worker: one thread, no answer to Ctrl-C, and an end when its parent has ended."""
    os.environ["OMP_NUM_THREADS"] = "1"  # the cores are shared out already
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    parent = parent_process()
    if parent is not None:
        threading.Thread(target=_end_with, args=(parent.join,), daemon=True).start()


def _end_with(join: Callable[[], None]) -> None:
    join()
    os._exit(1)
