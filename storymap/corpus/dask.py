"""The same on a Dask cluster: workers need nothing but the package, neither inputs nor results."""

from collections.abc import Generator, Iterator
from concurrent.futures import CancelledError
from contextlib import contextmanager
from typing import Any

from storymap.corpus.batch import read_shard
from storymap.corpus.extra import needed
from storymap.corpus.model import Settings
from storymap.corpus.workers import Done, Run, Shard, cores
from storymap.errors import StorymapError

_AHEAD = 3
_SECONDS = "30s"


def on_dask(scheduler: str, jobs: int | None = None) -> Run:
    """Return what reads on the cluster at an address, "tcp://host:8786", or on one of this machine, "local".

    Args:
        scheduler: the address, or "local".
        jobs: worker processes of a local cluster; a core each by default.
    """

    def run(shards: Iterator[Shard], settings: Settings) -> Generator[Done, None, None]:
        with _client(scheduler, jobs) as client:
            try:
                yield from read_with(client, shards, settings)
            except (OSError, CancelledError) as error:
                raise StorymapError(
                    f"the Dask scheduler has gone ({type(error).__name__}); run it again to go on"
                ) from error

    return run


@contextmanager
def _client(scheduler: str, jobs: int | None) -> Iterator[Any]:
    distributed = needed("distributed")
    if scheduler == "local":
        cluster = distributed.LocalCluster(
            n_workers=jobs or cores(),
            threads_per_worker=1,
            processes=True,
            dashboard_address=None,
        )
        with cluster, distributed.Client(cluster, timeout=_SECONDS) as client:
            yield client
        return
    try:
        client = distributed.Client(scheduler, timeout=_SECONDS)
    except (OSError, ValueError) as error:
        raise StorymapError(f"no Dask scheduler answers at {scheduler}: {error}") from error
    with client:
        yield client


def read_with(client: Any, shards: Iterator[Shard], settings: Settings) -> Iterator[Done]:
    """Read shards with a client of Dask, a few for each worker at a time.

    Raises:
        OSError, CancelledError: the scheduler has gone; what has been read stays, and the next run goes on.
    """
    distributed = needed("distributed")
    running: dict[Any, Shard] = {}
    finished = distributed.as_completed()

    def send(shard: Shard) -> None:
        name = f"storymap-{shard.name}-{shard.deaths}"
        future = client.submit(read_shard, shard.items, settings, key=name, pure=False)
        running[future.key] = shard
        finished.add(future)

    more = True
    while more or running:
        while more and len(running) < _AHEAD * max(len(client.nthreads()), 1):
            shard = next(shards, None)
            more = shard is not None
            if shard is not None:
                send(shard)
        if not running:
            return
        future = next(finished)
        shard = running.pop(future.key)
        data = _result(future, distributed)
        again = shard.again() if data is None else []
        for one in again:
            send(one)
        if not again:
            yield Done(shard=shard, data=data)


def _result(future: Any, distributed: Any) -> bytes | None:
    """Return a shard's readings, None if it ended the workers that read it."""
    try:
        return bytes(future.result())
    except distributed.KilledWorker:
        return None
