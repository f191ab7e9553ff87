"""The figures of a release in one file: ``python -m benchmarks.figures [--keep | --check]``.

Measures on the texts of this repository alone, so that anyone can: what share of the events of tests/stories
is found, and of these the shares with the right date and place; how many are shown that an editor would not
show; the bytes of an example's page and of its scripts, gzipped, and of the trained files and the data in the
package; the processor's seconds for these texts and the most memory in use.

It prints each beside the one that was kept (benchmarks/figures.json) and the change. ``--keep`` writes the
new ones there, as is done for a release. ``--check`` ends with status 1 if accuracy has fallen or weight has
grown by more than LIMITS allow; never for time or memory, which the machine decides.
"""

import argparse
import json
import resource
import sys
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from benchmarks.events import tell
from benchmarks.page import gzipped, scripts_of
from benchmarks.stories import Score, judge, read_gold

ROOT = Path(__file__).parents[1]
KEPT = Path(__file__).with_name("figures.json")
EXAMPLE = ROOT / "examples" / "medal-in-pyongyang.txt"
# The parts of the package that weigh something, by what they are.
_WEIGHED = {
    "weight.trained": (
        "places/recognise/encoder/*",
        "places/recognise/multilingual/*",
        "places/recognise/*.npz",
        "places/resolve/*.npz",
        "storymap/**/*.npz",
        "storymap/events/judges/*.json",
    ),
    "weight.gazetteer": ("places/gazetteer/data/world.sqlite",),
    "weight.page_data": ("storymap/page/data/*",),
}

Figures = Mapping[str, float]


@dataclass(frozen=True, slots=True, kw_only=True)
class Limit:
    """By how much a figure may get worse: ``by`` itself, or this share of it; which way worse is."""

    worse: int
    by: float
    share: bool = False


# By the first word of a figure's name. What has none here is only printed.
LIMITS = {
    "accuracy": Limit(worse=-1, by=0.02),
    "extra": Limit(worse=1, by=4),
    "weight": Limit(worse=1, by=0.05, share=True),
}


def main(arguments: Sequence[str] | None = None) -> int:
    """Print the figures and return the exit status."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--keep", action="store_true", help="keep the figures in benchmarks/figures.json")
    parser.add_argument("--check", action="store_true", help="end with status 1 if something got worse")
    options = parser.parse_args(arguments)
    kept = json.loads(KEPT.read_text(encoding="utf-8")) if KEPT.exists() else {}
    found = measured()
    lost = worse(kept, found)
    for name, value in found.items():
        before = (
            f"{kept[name]:>14,.3f} {value - kept[name]:>+14,.3f}" if name in kept else f"{'–':>14} {'':14}"
        )
        print(f"{name:24}{value:>14,.3f} {before}{'   WORSE' if name in lost else ''}")
    if options.keep:
        KEPT.write_text(json.dumps(found, indent=2) + "\n", encoding="utf-8")
    return int(options.check and bool(lost))


def measured() -> dict[str, float]:
    """Return the figures by name."""
    begun = time.process_time()
    golds = [read_gold(path) for path in sorted((ROOT / "tests" / "stories").glob("*.json"))]
    scores = [judge(tell(gold), gold) for gold in golds]
    seconds = time.process_time() - begun
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return {
        **accuracy(scores),
        **weights(),
        "time.reading_s": round(seconds, 1),
        "memory.peak_mb": round(peak / (1e6 if sys.platform == "darwin" else 1e3), 0),
    }


def accuracy(scores: Sequence[Score]) -> dict[str, float]:
    """Return the shares of events found, of dates and places right, and the events too many."""
    judged = [one for score in scores for one in score.judged]
    return {
        "accuracy.found": _share([one.event is not None for one in judged]),
        "accuracy.dates": _share([one.date for one in judged if one.event is not None]),
        "accuracy.places": _share([one.place for one in judged if one.event is not None]),
        "extra.events": sum(len(score.extra) for score in scores),
    }


def _share(values: Sequence[bool | None]) -> float:
    known = [value for value in values if value is not None]
    return round(sum(known) / len(known), 3) if known else 0.0


def weights() -> dict[str, float]:
    """Return bytes: of an example's page and its scripts, gzipped, and of what the package carries."""
    from storymap import read
    from storymap.page import page

    html = page(read(EXAMPLE))
    carried = {
        name: sum(
            path.stat().st_size for pattern in patterns for path in ROOT.glob(pattern) if path.is_file()
        )
        for name, patterns in _WEIGHED.items()
    }
    return {"weight.page": gzipped(html), "weight.scripts": sum(map(gzipped, scripts_of(html))), **carried}


def worse(before: Figures, after: Figures) -> set[str]:
    """Return the names of the figures that are worse than before by more than their limit."""
    lost = set()
    for name in before.keys() & after.keys():
        limit = LIMITS.get(name.partition(".")[0])
        if limit is None:
            continue
        allowed = limit.by * before[name] if limit.share else limit.by
        if limit.worse * (after[name] - before[name]) > allowed + 1e-9:
            lost.add(name)
    return lost


if __name__ == "__main__":
    sys.exit(main())
