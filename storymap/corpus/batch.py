"""The one function that reads: documents → Arrow. It is pure: it may run anywhere, as often as need be."""

import hashlib
import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, replace
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from places.errors import PlacesError
from storymap import __version__
from storymap.corpus.model import Item, Settings
from storymap.errors import StorymapError

if TYPE_CHECKING:
    import pyarrow as pa

    from storymap.api import Reading
    from storymap.model import Story
    from storymap.sources.model import Source

FORMAT = 1
"""Counts up when readings change otherwise than by the version."""

NAMELESS = "a document of the corpus"
"""What readers are told as the name, so that a document reads the same wherever it lies; see ``named``."""


def read_batch(items: Sequence[Item], settings: Settings) -> "pa.Table":
    """Return the readings of items, in their order: a row a document, a row with its ``error`` for a bad one.

    The same items and settings give the same table, whatever was read before and wherever.
    """
    import pyarrow as pa

    from storymap.corpus.schema import READING

    rows = [row for item in items for row in _read(item, settings)]
    return pa.Table.from_pylist(rows, schema=READING)


def key_of(item: Item, settings: Settings) -> str:
    """Return what a reading is kept under: a digest of what is read, how, and by which version.

    Where an item lies and what it is called are no part of it: the same letter twice is read once.
    """
    digest = hashlib.blake2b(digest_size=20)
    for part in (run_of(settings), item.kind, item.suffix):
        digest.update(part.encode() + b"\0")
    digest.update(item.data)
    return digest.hexdigest()


@cache
def _digest_of(path: str) -> str:
    with Path(path).open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def run_of(settings: Settings) -> str:
    """Return a digest of the version and the settings; runs with the same one share their readings."""
    told = asdict(settings)
    told["gazetteers"] = [_digest_of(path) for path in settings.gazetteers]
    told["columns"] = dict(sorted(settings.columns.items()))
    told["version"] = [__version__, FORMAT]
    text = json.dumps(told, sort_keys=True)
    return hashlib.blake2b(text.encode(), digest_size=8).hexdigest()


def items_of(table: "pa.Table | pa.RecordBatch") -> Iterator[Item]:
    """Yield the documents of an Arrow table: columns ``text`` and, if need be, ``id``, ``title``, ``author``,
    ``language``, ``published``, ``source``, ``collection``.
    """  # noqa: D205 - a list that has no shorter sentence
    for number, row in enumerate(table.to_pylist(), start=1):
        yield record_item(row, name=str(row.get("id") or number))


def record_item(row: Mapping[str, Any], *, name: str, place: int = 0, collection: str = "") -> Item:
    """Return the item of a record of a table, JSON object or the like; ``text`` is its text."""
    wanted = ("text", "title", "author", "language", "published", "source", "spans")
    kept = {key: row[key] for key in wanted if row.get(key) not in (None, "")}
    data = json.dumps(kept, ensure_ascii=False, default=str, sort_keys=True)
    return Item(
        name=name,
        kind="record",
        data=data.encode("utf-8", errors="replace"),
        collection=str(row.get("collection") or collection),
        place=place,
    )


def named(text: str, item_name: str) -> str:
    """Return what a reader said of a nameless document with the name that it has."""
    return text.replace(NAMELESS, item_name)


def _read(item: Item, settings: Settings) -> Iterator[dict[str, Any]]:
    from storymap.corpus.rows import failed, reading_of

    key, read = key_of(item, settings), 0
    try:
        for source in _sources(item, settings):
            yield reading_of(_story(source, settings), key, read)
            read += 1
    except (StorymapError, PlacesError) as error:
        yield {**failed(key, str(error)), "part": read}
        return
    except MemoryError:
        raise
    except Exception as error:  # one strange document must not end the reading of a million
        what = f"{NAMELESS}: a fault in storymap itself: {type(error).__name__}: {error}"
        yield {**failed(key, what), "part": read}
        return
    if not read:
        yield failed(key, f"{NAMELESS} holds no document")


def _sources(item: Item, settings: Settings) -> "Iterator[Source]":
    from storymap.sources.inputs import read_input
    from storymap.sources.model import Input, InputOptions

    if item.kind == "error":
        raise StorymapError(item.data.decode())
    suffix = ".jsonl" if item.kind == "record" else item.suffix
    options = InputOptions(encoding=settings.encoding, columns=settings.columns)
    given = Input(data=item.data, label=NAMELESS, name=NAMELESS + suffix, options=options)
    for source in read_input(given):
        if not source.document.text.strip():
            raise StorymapError(f"{NAMELESS} is empty: there is no text in it")
        yield source


def _story(source: "Source", settings: Settings) -> "Story":
    """Return the story of a document, without the pictures, which a table has no room for."""
    from storymap.api import tell_source
    from storymap.sources.text import guess_title

    document = source.document
    if settings.language and document.language == "en":  # what readers say where the document does not
        document = replace(document, language=settings.language)
    document = replace(document, title=document.title or guess_title(document.text, NAMELESS))
    return tell_source(replace(source, document=document, figures=()), reading(settings))


def reading(settings: Settings) -> "Reading":
    """Return what the settings ask for, with the gazetteers opened once a process."""
    from places.options import Options
    from storymap.api import Reading

    hints = Options(near=settings.near, countries=settings.countries, exclude=settings.exclude)
    return Reading(options=hints, gazetteer=_gazetteer(settings.gazetteers))


@cache
def _gazetteer(files: tuple[str, ...]) -> Any:
    if not files:
        return None
    from places.gazetteer import world
    from places.gazetteer.chain import ChainGazetteer
    from places.gazetteer.user import load

    return ChainGazetteer(*(load(Path(file)) for file in files), world())


def parquet_bytes(table: "pa.Table") -> bytes:
    """Return a table as Parquet, the same bytes for the same table."""
    import pyarrow as pa
    from pyarrow import parquet

    sink = pa.BufferOutputStream()
    parquet.write_table(table, sink, compression="zstd", store_schema=True)
    return sink.getvalue().to_pybytes()  # type: ignore[no-any-return]


def read_shard(items: Iterable[Item], settings: Settings) -> bytes:
    """Return the readings of items as Parquet: what a worker is asked for, here or on another machine."""
    return parquet_bytes(read_batch(tuple(items), settings))
