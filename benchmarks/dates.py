"""How many dates of a corpus are read right: span overlap and the same TIMEX3 value, per document and in all.

    python -m benchmarks.dates ../shared/corpora/time/wikiwars-train.jsonl
    python -m benchmarks.dates ../shared/gold/stories [--list]

A folder holds stories with the words that date their events (benchmarks.story_dates). Otherwise
each line of the file is a document: {"id", "text", "published", "times": [{"start", "end", "value", …}]}. A
range counts as its two ends. An expression of the corpus without a value counts as missed, whatever is read.
"""

import argparse
import json
import re
import sys
import time
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from benchmarks import story_dates
from places.model import Document
from storymap.when import Mode, times

DEVELOPMENT = 8
"""So many documents, from the first, were read while the rules were written; the others were not."""

_CALENDAR = re.compile(r"(?:BC)?\d{2,4}(?:-(?:\d\d|XX|SP|SU|FA|WI|Q\d|W\d\d))?(?:-(?:\d\d|XX))?$")

Expression = tuple[int, int, str]


@dataclass(frozen=True, slots=True)
class Counts:
    """How many are right, how many the corpus has, how many were read."""

    right: int = 0
    gold: int = 0
    read: int = 0

    def __add__(self, other: "Counts") -> "Counts":
        """Return the counts of both."""
        return Counts(self.right + other.right, self.gold + other.gold, self.read + other.read)

    @property
    def f1(self) -> float:
        """The harmonic mean of precision and recall, 0…1."""
        return 2 * self.right / (self.gold + self.read) if self.gold + self.read else 0.0


def expressions(document: Document, mode: Mode | None) -> list[Expression]:
    """Return what is read in a document, a range as its two ends."""
    found: list[Expression] = []
    for each in times(document, mode=mode):
        ends = each.ends or ((each.span, each.value),)
        found += [(span.start, span.end, value) for span, value in ends]
    return found


def pairs(gold: Sequence[Expression], read: Sequence[Expression]) -> list[tuple[Expression, Expression]]:
    """Return the expressions that overlap, each at most once, in text order."""
    found, used = [], set()
    for one in gold:
        for index, other in enumerate(read):
            if index not in used and other[0] < one[1] and one[0] < other[1]:
                used.add(index)
                found.append((one, other))
                break
    return found


def counts(gold: Sequence[Expression], read: Sequence[Expression]) -> Counts:
    """Return how well the expressions read agree with those of the corpus."""
    right = sum(1 for one, other in pairs(gold, read) if one[2] and one[2] == other[2])
    return Counts(right, len(gold), len(read))


def calendar(expressions: Iterable[Expression]) -> list[Expression]:
    """Return those whose value is a calendar date (day to century), no duration, set or reference."""
    return [each for each in expressions if _CALENDAR.match(each[2])]


def score(entry: dict[str, Any], mode: Mode | None) -> tuple[Counts, Counts]:
    """Return the counts of one document: all expressions, and calendar dates only."""
    published = date.fromisoformat(entry["published"]) if entry.get("published") else None
    read = expressions(Document(text=entry["text"], published=published), mode)
    gold = [(each["start"], each["end"], each["value"]) for each in entry["times"]]
    return counts(gold, read), counts(calendar(gold), calendar(read))


def report(path: Path, mode: Mode | None) -> None:
    """Print a line for each document, then the sums of those read while writing, of the others and of all."""
    rows = []
    begun = time.perf_counter()
    for line in path.read_text(encoding="utf-8").splitlines():
        entry = json.loads(line)
        rows.append((entry["id"], *score(entry, mode)))
    seconds = time.perf_counter() - begun
    print(f"{'':24}{'times':>6}{'value F1':>10}{'dates':>8}{'value F1':>10}")
    for name, everything, dates in rows:
        _print(name, everything, dates)
    seen, unseen = rows[:DEVELOPMENT], rows[DEVELOPMENT:]
    for name, part in (("read while writing", seen), ("not read", unseen), ("all", rows)):
        _print(name, sum((row[1] for row in part), Counts()), sum((row[2] for row in part), Counts()))
    print(f"{seconds:.1f} s for {len(rows)} documents")


def _print(name: str, everything: Counts, dates: Counts) -> None:
    print(f"{name:24}{everything.gold:6}{100 * everything.f1:10.1f}{dates.gold:8}{100 * dates.f1:10.1f}")


def main() -> int:
    """Read the command line, print the report."""
    parser = argparse.ArgumentParser(
        prog="python -m benchmarks.dates", description="Value F1 of dates on a corpus."
    )
    parser.add_argument(
        "path", type=Path, help="a .jsonl file of documents with times, or a folder of stories"
    )
    parser.add_argument(
        "--list", action="store_true", help="print what is read wrong in stories that may be read"
    )
    parser.add_argument("--mode", choices=("news", "narrative"), help="instead of finding it from each text")
    given = parser.parse_args()
    if given.path.is_dir():
        story_dates.report(given.path, verbose=given.list)
        return 0
    if not given.path.is_file():
        print(f"{given.path}: no such file; give a .jsonl file of documents with times", file=sys.stderr)
        return 1
    report(given.path, given.mode)
    return 0


if __name__ == "__main__":
    sys.exit(main())
