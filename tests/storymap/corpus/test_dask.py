"""A cluster gives the same tables, whatever becomes of its workers."""

import os
import signal
import subprocess
import sys
from pathlib import Path

import distributed
import pytest

import storymap
from storymap.corpus import Progress, dask
from storymap.corpus import read as reading
from storymap.errors import StorymapError
from tests.storymap.corpus.letters import tables_in, write_letters

pytestmark = pytest.mark.filterwarnings("ignore")  # of other people's event loops, when workers are killed


@pytest.fixture(autouse=True)
def small_shards(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reading, "_MOST_ITEMS", 2)


@pytest.mark.slow
def test_four_workers_of_which_one_is_killed_again_and_again(tmp_path: Path) -> None:
    texts = write_letters(tmp_path / "in", 40)
    storymap.read_corpus(texts, tmp_path / "one", jobs=1)
    killed: list[int] = []
    cluster = distributed.LocalCluster(
        n_workers=4, threads_per_worker=1, processes=True, dashboard_address=None, silence_logs=50
    )

    def kill(told: Progress) -> None:
        """Kill a worker after every sixteenth letter; its nanny starts another."""
        pids = [w.process.pid for w in cluster.workers.values() if w.process and w.process.pid]
        if pids and told.read >= 16 * (len(killed) + 1):
            os.kill(pids[0], signal.SIGKILL)
            killed.append(pids[0])

    with cluster:
        storymap.read_corpus(texts, tmp_path / "many", scheduler=cluster.scheduler_address, progress=kill)

    assert len(killed) >= 2
    assert tables_in(tmp_path / "many") == tables_in(tmp_path / "one")


def test_a_scheduler_that_goes_is_told_and_the_next_run_goes_on(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(dask, "_SECONDS", "5s")
    texts = write_letters(tmp_path / "in", 12)
    storymap.read_corpus(texts, tmp_path / "one", jobs=1)
    cluster = distributed.LocalCluster(
        n_workers=1, threads_per_worker=1, processes=False, dashboard_address=None, silence_logs=50
    )
    with cluster, pytest.raises(StorymapError, match="scheduler has gone"):
        storymap.read_corpus(
            texts,
            tmp_path / "many",
            scheduler=cluster.scheduler_address,
            progress=lambda told: cluster.close() if told.read >= 4 else None,
        )

    shards = len(list((tmp_path / "many" / "work").rglob("*.parquet")))
    told_of = []
    storymap.read_corpus(texts, tmp_path / "many", jobs=1, progress=told_of.append)

    assert shards >= 2
    assert told_of[-1].read == 12 - 2 * shards
    assert tables_in(tmp_path / "many") == tables_in(tmp_path / "one")


def test_no_scheduler_is_one_line(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    texts = write_letters(tmp_path / "in", 1)
    monkeypatch.setattr(dask, "_SECONDS", "1s")
    with pytest.raises(StorymapError, match="no Dask scheduler answers at"):
        storymap.read_corpus(texts, tmp_path / "out", scheduler="tcp://127.0.0.1:9")


def test_the_command_line_starts_a_cluster_of_its_own(tmp_path: Path) -> None:
    texts = write_letters(tmp_path / "in", 4)
    storymap.read_corpus(texts, tmp_path / "one", jobs=1)
    command = [sys.executable, "-m", "storymap", "corpus", str(texts), "-o", str(tmp_path / "two")]

    run = subprocess.run(
        [*command, "--scheduler", "local", "--jobs", "1"], capture_output=True, text=True, check=False
    )

    assert run.returncode == 0, run.stderr
    assert "4 documents, 8 mentions of 2 places, 4 events" in run.stderr
    assert tables_in(tmp_path / "two") == tables_in(tmp_path / "one")
