"""Writes the words that are both ordinary and a place's name: ``python -m training.ordinary FILE…``.

A word counts as ordinary if it stands in small letters in several documents (.jsonl) or lines (other files):
reading, nice, mobile, of. What is a place's name is the gazetteer's to say.
"""

import argparse
import json
import re
from collections import Counter
from pathlib import Path

from places import recognise
from places.gazetteer import world
from places.recognise.features import ORDINARY
from places.recognise.names import Names

MIN_DOCUMENTS = 2

_WORD = re.compile(r"\b[a-z]{2,}\b")


def ordinary(paths: list[Path]) -> list[str]:
    """Return the words in alphabetical order."""
    counts: Counter[str] = Counter()
    for path in paths:
        for line in path.read_text(encoding="utf-8").rstrip("\n").split("\n"):
            text = json.loads(line)["text"] if path.suffix == ".jsonl" else line
            counts.update(set(_WORD.findall(text)))
    names = Names(world())
    return sorted(w for w, n in counts.items() if n >= MIN_DOCUMENTS and names.known(w.title()).is_place)


def main() -> None:
    """Run the command."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("corpora", nargs="+", type=Path)
    path = Path(recognise.__file__).with_name(ORDINARY)
    path.write_text("\n".join(ordinary(parser.parse_args().corpora)) + "\n", encoding="utf-8")
    print(f"written: {path}")


if __name__ == "__main__":
    main()
