"""How long texts take to read, and how much memory: ``python -m benchmarks.reading [WORDS…]``.

For an article (under 5,000 words) it prints the seconds of the parse, the search for places and the events,
after loading: the medians of several runs. For a book it reads the whole text once, in a process of its own,
and prints the seconds and the most memory that the process ever had. Beside the seconds by the clock stand
those of the processor, which say what a machine with nothing else to do would take.
"""

import argparse
import json
import re
import resource
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

STORIES = Path(__file__).parents[1] / "tests" / "stories"
SIZES = (500, 100_000, 200_000)
_ARTICLE = 5_000
_RUNS = 7


def main(arguments: Sequence[str] | None = None) -> None:
    """Print a row for each size."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("words", nargs="*", type=int, help="sizes of texts, in words")
    parser.add_argument("--alone", type=int, help=argparse.SUPPRESS)
    options = parser.parse_args(arguments)
    if options.alone:
        print(json.dumps(_book(options.alone)))
        return
    print(f"{'words':>8} {'what':22} {'clock':>8} {'processor':>10}   (seconds)")
    for size in options.words or SIZES:
        if size < _ARTICLE:
            _print_article(size)
        else:
            _print_book(size)


def text_of(size: int) -> str:
    """Return a text of about so many words: the texts of tests/stories over and over, in chapters."""
    texts = [path.read_text(encoding="utf-8") for path in sorted(STORIES.glob("*.txt"))]
    if size < _ARTICLE:
        words = list(re.finditer(r"\S+", "\n\n".join(texts * 9)))
        return words[0].string[: words[size - 1].end()]
    chapters, words = [], 0
    while words < size:
        chapter = texts[len(chapters) % len(texts)]
        chapters.append(f"CHAPTER {len(chapters) + 1}\n\n{chapter}")
        words += len(chapter.split())
    return "\n\n".join(chapters)


def _print_article(size: int) -> None:
    from places import locate
    from places.model import Document
    from places.syntax import parse
    from storymap.story import tell

    document = Document(text=text_of(size))
    blocks: Any = tuple(parse(document.text))  # the first of each loads models and the gazetteer
    located = locate(document, blocks=blocks)
    tell(document, located, blocks=blocks)
    steps: dict[str, Callable[[], object]] = {
        "parse": lambda: tuple(parse(document.text)),
        "places": lambda: locate(document, blocks=blocks),
        "events": lambda: tell(document, located, blocks=blocks),
    }
    words, totals = len(document.text.split()), [0.0, 0.0]
    for name, step in steps.items():
        clock, processor = _medians(step)
        totals = [totals[0] + clock, totals[1] + processor]
        print(f"{words:8} {name:22} {clock:8.3f} {processor:10.3f}")
    print(f"{words:8} {'all':22} {totals[0]:8.3f} {totals[1]:10.3f}")


def _medians(step: Callable[[], object]) -> tuple[float, float]:
    """Return the median seconds of a step by the clock and of the processor."""
    clocks, processors = [], []
    for _ in range(_RUNS):
        begin, used = time.perf_counter(), time.process_time()
        step()
        clocks.append(time.perf_counter() - begin)
        processors.append(time.process_time() - used)
    return statistics.median(clocks), statistics.median(processors)


def _print_book(size: int) -> None:
    command = [sys.executable, "-m", "benchmarks.reading", "--alone", str(size)]
    told = json.loads(subprocess.run(command, check=True, capture_output=True, text=True).stdout)
    what = f"all, {told['events']} events"
    print(f"{told['words']:8} {what:22} {told['clock']:8.1f} {told['processor']:10.1f}   {told['mb']:.0f} MB")


def _book(size: int) -> dict[str, float]:
    from places.model import Document
    from storymap.api import tell_document

    document = Document(text=text_of(size))
    begin, used = time.perf_counter(), time.process_time()
    story = tell_document(document)
    return {
        "words": len(document.text.split()),
        "events": len(story.events),
        "clock": time.perf_counter() - begin,
        "processor": time.process_time() - used,
        "mb": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024,
    }


if __name__ == "__main__":
    main()
