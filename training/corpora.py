"""Reads the annotated corpora for training and benchmarks."""

import zlib
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path

from places.evaluate import GoldDocument, read_corpus
from places.gazetteer import world
from places.recognise.names import Names

# Two articles of TR-News are also in LGL; joined, each counts once.
DUPLICATES = frozenset({"trnews-15", "trnews-16"})

# How much of a document is read once more without its letter case, and every how many documents.
_RECASED_CHARACTERS = 500
_RECASED_EVERY = 2


def read_gold(paths: Sequence[Path]) -> Iterator[GoldDocument]:
    """Yield the annotated documents of all files, each article once."""
    names = Names(world())
    for path in paths:
        for gold in read_corpus(path, lambda text: names.known(text).only_demonym):
            if len(paths) == 1 or gold.document.id not in DUPLICATES:
                yield gold


def recased(gold: GoldDocument) -> Iterator[GoldDocument]:
    """Yield the document's beginning as a headline or a message without capitals has it, for half of them.

    News has hardly any such text, and a recogniser that was shown none finds nothing in it.
    """
    number = zlib.crc32(gold.document.id.encode())
    if number % _RECASED_EVERY:
        return
    end = gold.document.text.rfind(" ", 0, _RECASED_CHARACTERS)
    begin = gold.document.text[:end] if end > 0 else gold.document.text
    text = begin.upper() if number % (2 * _RECASED_EVERY) else begin.lower()
    if len(text) == len(begin):
        inside = tuple(t for t in gold.toponyms if t.end <= len(text))
        yield replace(gold, document=replace(gold.document, text=text), toponyms=inside)
