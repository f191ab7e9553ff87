"""Reads the annotated corpora for training and benchmarks."""

from collections.abc import Iterator, Sequence
from pathlib import Path

from places.evaluate import GoldDocument, read_corpus
from places.gazetteer import world
from places.recognise.names import Names
from places.syntax import Block, parse

# Two articles of TR-News are also in LGL; joined, each counts once.
DUPLICATES = frozenset({"trnews-15", "trnews-16"})


def read(paths: Sequence[Path]) -> Iterator[tuple[GoldDocument, tuple[Block, ...]]]:
    """Yield the annotated documents of all files with their parses, each article once."""
    for gold in read_gold(paths):
        yield gold, tuple(parse(gold.document.text, grammar=False))


def read_gold(paths: Sequence[Path]) -> Iterator[GoldDocument]:
    """Yield the annotated documents of all files, each article once."""
    names = Names(world())
    for path in paths:
        for gold in read_corpus(path, lambda text: names.known(text).only_demonym):
            if len(paths) == 1 or gold.document.id not in DUPLICATES:
                yield gold
