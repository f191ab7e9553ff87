"""How long the command line takes from a cold start: ``python -m benchmarks.startup [TEXT]``.

Prints, for ``storymap --help`` and for ``storymap build TEXT``, the seconds of a whole process: minimum,
median and maximum, beside those of a Python that does nothing, which says how fast the machine is. Exit
status 1 if a median is above its limit (0.3 s and 3 s).
"""

import argparse
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path

EXAMPLE = Path(__file__).parents[1] / "examples" / "medal-in-pyongyang.txt"
LIMITS = {"--help": 0.3, "build": 3.0}


def main() -> int:
    """Run the measurements and return the exit status."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("text", nargs="?", type=Path, default=EXAMPLE)
    parser.add_argument("--date", default="2020-05-07")
    parser.add_argument("--runs", type=int, default=7)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        storymap = [sys.executable, "-m", "storymap"]
        page = str(Path(folder) / "page.html")
        commands = {
            "python": [sys.executable, "-c", "pass"],
            "--help": [*storymap, "--help"],
            "build": [*storymap, "build", "-q", str(options.text), "--date", options.date, "-o", page],
        }
        print(f"{'command':10} {'min':>7} {'median':>7} {'max':>7}  limit   ({options.runs} runs, seconds)")
        medians = {name: measured(name, command, options.runs) for name, command in commands.items()}
    return int(any(medians[name] > limit for name, limit in LIMITS.items()))


def measured(name: str, command: Sequence[str], runs: int) -> float:
    """Print a row of figures for a command and return its median in seconds; the first run is not counted."""
    times = [seconds(command) for _ in range(runs + 1)][1:]
    limit = f"{LIMITS[name]:5.2f}" if name in LIMITS else ""
    median = statistics.median(times)
    print(f"{name:10} {min(times):7.3f} {median:7.3f} {max(times):7.3f}  {limit}", flush=True)
    return median


def seconds(command: Sequence[str]) -> float:
    """Return how long a command ran.

    Raises:
        CalledProcessError: it failed.
    """
    start = time.perf_counter()
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
    return time.perf_counter() - start


if __name__ == "__main__":
    raise SystemExit(main())
