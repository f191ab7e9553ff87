"""How many documents are read a second, and what an atlas of them costs: ``python -m benchmarks.corpus``.

Documents are made from the texts of tests/stories by a seeded recipe: some paragraphs, a number before them,
so that no two are the same. Options choose what is measured; without any, a small run of each but the
browser. Beside the seconds by the clock stand those of the processors, which say what a machine with nothing
else to do would take.
"""

import argparse
import json
import random
import signal
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

STORIES = Path(__file__).parents[1] / "tests" / "stories"
_SEED = 16


def main(arguments: Sequence[str] | None = None) -> None:
    """Print what is asked for."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument(
        "--documents", nargs="*", type=int, default=[], help="sizes: speed, memory, efficiency"
    )
    parser.add_argument("--jobs", nargs="*", type=int, default=[1, 2])
    parser.add_argument("--kills", type=int, default=0, help="resume after so many kills, of the first size")
    parser.add_argument("--dask", nargs="*", type=int, default=[], help="numbers of Dask workers")
    parser.add_argument(
        "--told", type=int, default=0, help="read so many story files: what all but reading costs"
    )
    parser.add_argument("--atlas", type=int, default=0, help="open an atlas of so many documents in Chromium")
    parser.add_argument("--child", nargs=3, help=argparse.SUPPRESS)
    given = parser.parse_args(arguments)
    if given.child:
        _child(*given.child)
        return
    sizes = given.documents
    if not (sizes or given.told or given.atlas):
        sizes, given.kills, given.told = [60], 3, 500
    with tempfile.TemporaryDirectory(prefix="corpus-") as name:
        folder = Path(name)
        for size in sizes:
            _speed(folder, size, given.jobs)
        if given.kills:
            _resume(folder, sizes[0], given.kills)
        for workers in given.dask:
            _dask(folder, sizes[0], workers)
        if given.told:
            _told(folder, given.told)
        if given.atlas:
            _atlas(folder, given.atlas)


def texts(count: int) -> Iterator[dict[str, str]]:
    """Yield so many documents of some hundred words, the same ones every time."""
    paragraphs = [
        part
        for path in sorted(STORIES.glob("*.txt"))
        for part in path.read_text(encoding="utf-8").split("\n\n")
        if len(part) > 80
    ]
    chance = random.Random(_SEED)  # noqa: S311 - the same documents every time
    for number in range(count):
        first = chance.randrange(len(paragraphs))
        chosen = paragraphs[first : first + chance.randint(2, 5)]
        yield {"id": f"letter-{number}", "text": "\n\n".join([f"Letter {number}", *chosen])}


def _written(folder: Path, size: int) -> Path:
    path = folder / f"letters-{size}.jsonl"
    if not path.exists():
        with path.open("w", encoding="utf-8") as file:
            file.writelines(json.dumps(row) + "\n" for row in texts(size))
    return path


def _child(inputs: str, output: str, how: str) -> None:
    """Read a corpus in this process and print what it took; ``how`` is jobs, or an address."""
    import multiprocessing
    import resource

    import storymap

    began = time.monotonic()
    where: dict[str, Any] = {"jobs": int(how)} if how.isdecimal() else {"scheduler": how}
    made = storymap.read_corpus(inputs, output, **where)
    seconds = time.monotonic() - began
    for process in multiprocessing.active_children():
        process.join()
    own, others = (resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    told = {
        "seconds": seconds,
        "processor": own.ru_utime + own.ru_stime + others.ru_utime + others.ru_stime,
        "own_mb": own.ru_maxrss / 1024,
        "worker_mb": others.ru_maxrss / 1024,
        "rows": made.rows(),
    }
    print(json.dumps(told))


def _command(inputs: Path, output: Path, how: str) -> list[str]:
    return [sys.executable, "-m", "benchmarks.corpus", "--child", str(inputs), str(output), how]


def _run(inputs: Path, output: Path, how: str) -> dict[str, Any]:
    done = subprocess.run(_command(inputs, output, how), capture_output=True, text=True, check=True)
    told: dict[str, Any] = json.loads(done.stdout.splitlines()[-1])
    return told


def _speed(folder: Path, size: int, jobs: Sequence[int]) -> None:
    inputs, first = _written(folder, size), 0.0
    for job in jobs:
        told = _run(inputs, folder / f"out-{size}-{job}", str(job))
        rate = size / told["seconds"]
        first = first or rate / job
        print(
            f"{size} documents, {job} processes: {rate:.1f} a second by the clock, "
            f"{size / told['processor']:.1f} a second of processor; efficiency {rate / job / first:.2f}; "
            f"{told['own_mb']:.0f} MB here, {told['worker_mb']:.0f} MB the largest worker; {told['rows']}"
        )
    outs = [_bytes(folder / f"out-{size}-{job}") for job in jobs]
    print(f"{size} documents: bytes {'equal' if all(out == outs[0] for out in outs) else 'NOT EQUAL'}")


def _bytes(folder: Path) -> dict[str, bytes]:
    return {
        str(path.relative_to(folder)): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file() and path.relative_to(folder).parts[0] != "work"
    }


def _resume(folder: Path, size: int, kills: int) -> None:
    """Kill a run again and again, each time after about an equal share of its shards."""
    inputs, whole, killed = _written(folder, size), folder / "whole", folder / "killed"
    unbroken = _run(inputs, whole, "2")
    shards = len(list(whole.rglob("work/*/*.parquet")))
    spent = 0.0
    for number in range(1, kills + 1):
        began = time.monotonic()
        with subprocess.Popen(_command(inputs, killed, "2"), stdout=subprocess.DEVNULL) as run:
            while len(list(killed.rglob("work/*/*.parquet"))) < shards * number // (kills + 1):
                time.sleep(0.05)
            run.send_signal(signal.SIGKILL)
        spent += time.monotonic() - began
    last = _run(inputs, killed, "2")
    same = _bytes(whole) == _bytes(killed)
    print(
        f"{kills} kills: {spent + last['seconds']:.1f} s, unbroken {unbroken['seconds']:.1f} s "
        f"(× {(spent + last['seconds']) / unbroken['seconds']:.2f}, starting {kills + 1} times included); "
        f"the last run {last['seconds']:.1f} s; bytes {'equal' if same else 'NOT EQUAL'}"
    )


def _dask(folder: Path, size: int, workers: int) -> None:
    from distributed import LocalCluster

    inputs = _written(folder, size)
    with LocalCluster(
        n_workers=workers, threads_per_worker=1, processes=True, dashboard_address=None, silence_logs=50
    ) as cluster:
        told = _run(inputs, folder / f"dask-{workers}", cluster.scheduler_address)
    print(f"{size} documents, {workers} Dask workers: {size / told['seconds']:.1f} a second by the clock")


def _stories(folder: Path, count: int) -> Path:
    """Write so many story files, which need no reading: places of the whole gazetteer, years of 400."""
    import places
    from storymap.files import dump_story
    from storymap.model import Day, Event, PlaceMention, Span, Story, StoryPlace, When, Where, Who

    names = (
        "London Paris Lima Callao Hamburg Lisbon Cairo Delhi Tokyo Sydney Boston Quito Bergen Turin".split()
    )
    found = [match for name in names for match in places.gazetteer().lookup(name)[:6]]
    chance = random.Random(_SEED)  # noqa: S311
    folder = folder / f"stories-{count}"
    folder.mkdir()
    for number in range(count):
        parts: list[str] = []
        told: dict[str, StoryPlace] = {}
        events: list[Event] = []
        at = 0
        for n in range(chance.randint(4, 12)):
            place, year = chance.choice(found), chance.randint(1500, 1900)
            who = f"{chance.choice('ABCDEFGHIJ')}. {chance.choice(['Smith', 'Weber', 'Rossi', 'Silva'])}"
            words = (
                f"In {year} {who} wrote of {place.name}, and of what came of it, voyage {number}, line {n}."
            )
            start = at + words.index(place.name)
            mention = places.Mention(
                start=start, end=start + len(place.name), text=place.name, kind="toponym"
            )
            one = PlaceMention(mention=mention, confidence=round(0.5 + chance.random() / 2, 2))
            before = told.get(place.id)
            told[place.id] = StoryPlace(place=place, mentions=(*(before.mentions if before else ()), one))
            when = When(edtf=str(year), earliest=Day(year, 1, 1), latest=Day(year, 12, 31), basis="stated")
            quote = Span(start=at, end=at + len(words), text=words)
            events.append(
                Event(id=f"e{n}", title=words[:60], quote=quote, when=when, narrative=n + 1,
                      where=(Where(place=place),), who=(Who(name=who),))
            )  # fmt: skip
            parts.append(words)
            at += len(words) + 2
        document = places.Document(text="\n\n".join(parts), title=f"Letter {number}", author="A. Nobody")
        story = Story(document=document, places=tuple(told.values()), events=tuple(events))
        (folder / f"letter-{number:06d}.json").write_text(dump_story(story), encoding="utf-8")
    return folder


def _told(folder: Path, count: int) -> None:
    """Print what everything but the reading costs: finding, sending, writing, and making the tables."""
    inputs = _stories(folder, count)
    told = _run(inputs, folder / f"told-{count}", "1")
    again = _run(inputs, folder / f"told-{count}", "1")
    work = sum(path.stat().st_size for path in (folder / f"told-{count}").rglob("work/*/*.parquet"))
    print(
        f"{count} story files, one process: {count / told['processor']:.0f} a second of processor, "
        f"{told['own_mb']:.0f} MB; once more, nothing new: {count / again['processor']:.0f} a second; "
        f"{work / count:.0f} bytes of shards a document"
    )


def _atlas(folder: Path, count: int) -> None:
    """Open an atlas in Chromium and print how long it, a pan and a brush take."""
    from playwright.sync_api import sync_playwright

    from storymap.corpus import read_corpus
    from storymap.corpus.atlas import site
    from tools.browser import browser_program
    from tools.ranges import hosted

    made = read_corpus(_stories(folder, count), folder / "atlas-corpus", jobs=1)
    began = time.monotonic()
    (folder / "data").mkdir()
    for file, content in site(made, title="Atlas", pages="none"):
        (folder / file).write_bytes(content)
    beside = (folder / "data" / "atlas.json").exists()
    size = sum(p.stat().st_size for p in [folder / "index.html", *(folder / "data").iterdir()]) / 1e6
    how = "by a host" if beside else "from a disk"
    print(f"atlas of {made.rows()}: {size:.1f} MB, {how}, made in {time.monotonic() - began:.1f} s")
    with hosted(folder) as address, sync_playwright() as running:
        browser = running.chromium.launch(executable_path=browser_program(running), args=["--no-sandbox"])
        tab = browser.new_page(viewport={"width": 1280, "height": 800})
        busy = _Busy(tab)
        opened = []
        for _ in range(3):
            began = time.monotonic()
            tab.goto(f"{address}/index.html" if beside else (folder / "index.html").as_uri())
            tab.wait_for_selector("html[data-ready]", timeout=60_000)
            opened.append(time.monotonic() - began)
        print(f"opened: {statistics.median(opened):.2f} s by the clock (median of {len(opened)})")
        for name, script in _ACTIONS.items():
            times, spent = [], []
            for _ in range(9):
                before = busy.seconds()
                times.append(tab.evaluate(_TIMED, script))
                spent.append(1000 * (busy.seconds() - before))
            print(
                f"{name}: {statistics.median(times):.0f} ms by the clock, {statistics.median(spent):.0f} ms "
                f"of processor in the page (medians of {len(times)})"
            )
        browser.close()


class _Busy:
    """How long the page's own thread has been at work, whatever else the machine does."""

    def __init__(self, tab: Any) -> None:
        self._session = tab.context.new_cdp_session(tab)
        self._session.send("Performance.enable", {"timeDomain": "threadTicks"})

    def seconds(self) -> float:
        """Return the processor's seconds in tasks of the page so far."""
        metrics = self._session.send("Performance.getMetrics")["metrics"]
        return float(next(one["value"] for one in metrics if one["name"] == "TaskDuration"))


_TIMED = """(script) => new Promise((done) => {
  const act = new Function(script);
  const began = performance.now();
  act();
  requestAnimationFrame(() => { setTimeout(() => done(performance.now() - began)); });
})"""
_ACTIONS = {
    "pan": """document.getElementById("map").dispatchEvent(
      new KeyboardEvent("keydown", { keyCode: 39, bubbles: true }));""",
    "brush": """const from = document.getElementById("from");
      from.value = 1500 + Math.round(Math.random() * 300);
      from.dispatchEvent(new Event("input"));""",
}


if __name__ == "__main__":
    main()
