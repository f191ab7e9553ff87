"""How the time for texts that are made to be slow grows with their length.

    python -m benchmarks.adversarial [KIND…] [--sizes 10000 20000 40000 80000] [--json]

Every kind is one bit of text, again and again. The whole chain reads it, and processor time is taken. From
one size to the next it may grow by 2.3 at most (the sizes double), or the kind is marked and the command ends
with status 1. Times under a tenth of a second are not compared: they are the clock's.
"""

import argparse
import json
import sys
import time
from collections.abc import Sequence
from itertools import pairwise

SIZES = (10_000, 20_000, 40_000, 80_000)
MOST_GROWTH = 2.3
_TOO_SHORT = 0.1  # seconds
# What a sentence needs to be one; it stands before each kind, so that there is something to read.
_BEFORE = "In May 1901 she left Rome for Lima. "
KINDS: dict[str, str] = {
    "blanks": " ", "tabs": "\t", "lines": "\n", "blank lines": "\n \n", "blanks and lines": "   \n",
    "commas": ",", "full stops": ".", "equals signs": "=", "stars": "*", "hashes": "#", "quotes": '"',
    "apostrophes": "'", "brackets": "(", "closing brackets": ")", "dashes": "—", "hyphens": "-",
    "underscores": "_", "bars": "|", "empty cells": " | ", "ellipses": "… ", "exclamations": "! ",
    "letters": "A", "small letters": "a", "name without blanks": "Paris", "digits": "1",
    "zero width": "\u200b", "combining": "e\u0301", "capital words": "Paris Lima ",
    "shouting": "PARIS LIMA ", "May": "May ", "days": "1 May ", "years": "1901, ", "ranges": "1901-1902-",
    "months": "May, June, ", "ordinals": "the 3rd ", "clock": "at 11:47 p.m. ",
    "days later": "two days later ", "weekdays": "on Tuesday ", "centuries": "19th ",
    "said": "he said that ", "of": "of the king ", "and": "and Rome ", "from to": "from Rome to Lima ",
    "in": "in Rome in ", "which": "which he left, which ", "semicolons": "he left Rome; ",
    "sentences": "He left Rome. ", "one word sentences": "Rome. ", "initials": "J. R. R. ",
    "titles": "Mr. Mrs. ", "addresses": "a@b.example ", "web": "http://a.example/b ",
    "degrees": "40°26′ N ", "coordinates": "40.4, 7.9 ", "north of": "north of Rome ", "miles": "12 miles ",
    "footnotes": "[1] ", "headings": "\n# Rome\n", "bullets": "\n• 1901 Rome",
    "letter heads": "\nRome, 3 May 1901.\n", "log lines": "\n1901\tRome\tarrived",
    "markdown": "**[a](b)** ", "tags": "<a>", "entities": "&amp; ", "Chinese": "北京", "emoji": "🙂 ",
    "Roman numerals": "XIV ", "BC": "44 BC ", "possessives": "Rome's ", "ships": "the Venice ",
    "numbers": "1,000 ",
}  # fmt: skip


def main(arguments: Sequence[str] | None = None) -> int:
    """Print the figures; return 1 where a kind grows too fast."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("kinds", nargs="*", metavar="KIND", help=", ".join(KINDS))
    parser.add_argument("--sizes", nargs="+", type=int, default=list(SIZES), help="characters")
    parser.add_argument("--json", action="store_true")
    options = parser.parse_args(arguments)
    unknown = [kind for kind in options.kinds if kind not in KINDS]
    if unknown:
        parser.error(f"no such kind: {', '.join(unknown)}; there are: {', '.join(KINDS)}")
    seconds(_BEFORE)  # what is loaded once is no kind's
    figures = {}
    for kind in options.kinds or KINDS:
        figures[kind] = [seconds(text_of(kind, size)) for size in options.sizes]
        if not options.json:
            print(_row(kind, figures[kind]), flush=True)
    if options.json:
        print(json.dumps(figures, indent=1))
    slow = [kind for kind, times in figures.items() if growth(times) > MOST_GROWTH]
    print(
        f"{len(figures)} kinds, {len(slow)} grow by more than {MOST_GROWTH}: {', '.join(slow) or '–'}",
        file=sys.stderr,
    )
    return int(bool(slow))


def text_of(kind: str, size: int) -> str:
    """Return a text of so many characters of a kind."""
    unit = KINDS[kind]
    return (_BEFORE + unit * (size // len(unit) + 1))[:size]


def seconds(text: str) -> float:
    """Return the processor time in which the whole chain reads a text."""
    from storymap.api import from_text

    begun = time.process_time()
    from_text(text)
    return time.process_time() - begun


def growth(times: Sequence[float]) -> float:
    """Return the largest factor from one size to the next that can be told from the clock's noise."""
    return max((b / max(a, _TOO_SHORT) for a, b in pairwise(times) if b > 2 * _TOO_SHORT), default=1.0)


def _row(kind: str, times: Sequence[float]) -> str:
    mark = " ← too fast" if growth(times) > MOST_GROWTH else ""
    return f"{kind:22}" + "".join(f"{one:9.2f}" for one in times) + f"{growth(times):7.1f}{mark}"


if __name__ == "__main__":
    sys.exit(main())
