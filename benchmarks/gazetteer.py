"""What the gazetteer knows of the places in annotated texts, and how fast it answers.

    python -m benchmarks.gazetteer CORPUS.jsonl…

A corpus is a file of one JSON object a line with ``toponyms``: text, lat, lon, geonames or radius_km, kind.
Of each place name with a GeoNames id or a radius it is asked whether a look-up by that name returns the
place, or one within 161 km (the distance that the field counts as right) or the radius, if that is greater.
Demonyms and adjectives are no names and are left out.
"""

import json
import random
import statistics
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import places
from places.gazetteer.distance import km_between
from places.gazetteer.file import WORLD, FileGazetteer

NEAR_KM = 161
ROUNDS = 5
_NO_NAMES = {"Demonym", "Homonym", "Language", "Literal_Expression", "Non_Lit_Expression", "Non_Toponym"}


def main(paths: list[str]) -> None:
    """Print the coverage of each corpus, then the times."""
    for path in paths:
        coverage(Path(path))
    if not paths or "--times" in paths:
        times()
        memory()


def coverage(path: Path) -> None:
    """Print the share of names that lead to their place, and the names that lead nowhere."""
    found = total = 0
    missed: Counter[str] = Counter()
    for toponym in _names(path):
        total += 1
        if reaches(toponym):
            found += 1
        else:
            missed[toponym["text"]] += 1
    print(f"{path.stem:16} {found / total:.3f}  ({found} of {total} names)")
    print("  not reached:", ", ".join(f"{name} {n}" for name, n in missed.most_common(40)))


def reaches(toponym: dict[str, Any]) -> bool:
    """Tell whether a look-up by the name returns the place or one near it."""
    near = max(NEAR_KM, toponym.get("radius_km") or 0)
    return any(
        place.id == f"geonames:{toponym['geonames']}"
        or km_between(place.lat, place.lon, toponym["lat"], toponym["lon"]) <= near
        for place in places.gazetteer().lookup(toponym["text"])
    )


def _names(path: Path) -> Iterator[dict[str, Any]]:
    for line in path.read_text(encoding="utf-8").strip().split("\n"):
        for toponym in json.loads(line)["toponyms"]:
            told = toponym.get("geonames") or toponym.get("radius_km")
            if told and toponym.get("lat") is not None and not _is_adjective(toponym):
                yield toponym


def _is_adjective(toponym: dict[str, Any]) -> bool:
    """Tell demonyms and adjectives: by their annotation or, failing that, as the gazetteer has them."""
    if "kind" in toponym:
        return toponym["kind"] in _NO_NAMES or toponym.get("modifier") == "Adjective"
    kinds = {match.kind for match in places.gazetteer().matches(toponym["text"])}
    of_a_country = (toponym.get("feature") or "").startswith(("PCL", "CONT"))
    return kinds == {"demonym"} or ("demonym" in kinds and of_a_country)


def times() -> None:
    """Print how long opening and exact look-ups take."""
    opening = [_timed(lambda: FileGazetteer(WORLD)) for _ in range(20)]
    print(f"opening: {statistics.median(opening) * 1e3:.2f} ms")
    names = _sample(10_000)
    for name in names:  # the file is in the system's memory now; of the answers only the last are kept
        places.gazetteer().matches(name)
    rounds = [list(map(_look_up, names)) for _ in range(ROUNDS)]
    # Of the rounds the fastest is what the look-up takes; in the others the machine did something else too.
    undisturbed = [min(times) for times in zip(*rounds, strict=True)]
    single = [
        t for t, name in zip(undisturbed, names, strict=True) if len(places.gazetteer().matches(name)) == 1
    ]
    again = [_look_up(name) for name in names[-500:]]
    for label, spent in (
        ("new name", undisturbed),
        ("new name of one place", single),
        ("new name, all rounds", [t for times in rounds for t in times]),
        ("name that came before", again),
    ):
        print(f"look-up, {label}: median {statistics.median(spent) * 1e6:.1f} µs")


def _look_up(name: str) -> float:
    return _timed(lambda: places.gazetteer().matches(name))


def memory() -> None:
    """Print the greatest memory of a process that looks up 10,000 names."""
    code = (
        "import sys, places\n"
        "for name in sys.stdin: places.gazetteer().lookup(name.strip())\n"
        "(peak,) = [line for line in open('/proc/self/status') if line.startswith('VmHWM')]\n"
        "print(int(peak.split()[1]) // 1024)"
    )
    run = subprocess.run(
        [sys.executable, "-c", code],
        input="\n".join(_sample(10_000)),
        capture_output=True,
        text=True,
        check=True,
    )
    print(f"memory for 10,000 names: {run.stdout.strip()} MB")


def _sample(count: int) -> list[str]:
    """Return names drawn evenly from the gazetteer's places, the same ones each time."""
    import sqlite3

    with sqlite3.connect(f"file:{WORLD}?mode=ro", uri=True) as db:
        names = [record.split("\t")[0] for (record,) in db.execute("SELECT record FROM place ORDER BY no")]
    return random.Random(1).sample(names, count)  # noqa: S311 - not a secret


def _timed(call: Any) -> float:
    start = time.perf_counter()
    call()
    return time.perf_counter() - start


if __name__ == "__main__":
    main(sys.argv[1:])
