"""Readings → the tables of a corpus: documents in input order, a file for every so many of them."""

import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import pyarrow as pa
import pyarrow.compute as pc
from pyarrow import parquet

from storymap.corpus import schema
from storymap.corpus.batch import NAMELESS, named, parquet_bytes
from storymap.corpus.plan import Planned, Where
from storymap.corpus.rows import point

if TYPE_CHECKING:
    from storymap.corpus.store import Store

MOST_DOCUMENTS = 5_000
MOST_BYTES = 40_000_000
"""A partition ends with the document that reaches one of these: documents, bytes of the inputs."""

TABLES = ("documents", "mentions", "events", "errors", "places")

Located = tuple[Planned, Where | None]


@dataclass(frozen=True, slots=True, kw_only=True)
class Tables:
    """What a batch of documents, or a part of a corpus, says: five Arrow tables."""

    documents: pa.Table
    mentions: pa.Table
    events: pa.Table
    errors: pa.Table
    places: pa.Table


def partitions(items: Iterable[Located]) -> Iterator[list[Located]]:
    """Yield the items in runs, each a file of every table; where they end depends on the inputs alone."""
    run: list[Located] = []
    size = count = 0
    for one in items:
        run.append(one)
        size += one[0].size
        if len(run) >= MOST_DOCUMENTS or size >= MOST_BYTES:
            yield run
            run, size, count = [], 0, count + 1
    if run or not count:  # of no document at all there are tables, too
        yield run


def tables_of(run: Sequence[Located], readings: pa.Table, rows: Sequence[int]) -> Tables:
    """Return the tables of some items.

    Args:
        run: the items.
        readings: the readings of those that have one, in the items' order.
        rows: for each reading the index of its item in ``run``.
    """
    names = _names(run, rows)
    good = pc.is_null(readings["error"])
    is_good = good.to_pylist()
    wrong = [n for n, fine in enumerate(is_good) if not fine]
    told = readings.filter(good)
    ids = [name for name, fine in zip(names, is_good, strict=True) if fine]
    items = [run[row][0] for row, fine in zip(rows, is_good, strict=True) if fine]
    return Tables(
        documents=_documents(run, told, ids, items),
        mentions=_flat(told, ids, "mentions", schema.MENTIONS),
        events=_flat(told, ids, "events", schema.EVENTS),
        errors=_errors(run, readings, wrong, rows),
        places=_flat(told, ids, "places", pa.schema([pa.field("document", pa.string()), *schema.PLACE])),
    )


def _names(run: Sequence[Located], rows: Sequence[int]) -> list[str]:
    """Return the id of each reading's document: its item's name, with a number from the second one on."""
    names, before, part = [], -1, 0
    for row in rows:
        part = part + 1 if row == before else 1
        before = row
        names.append(run[row][0].name if part == 1 else f"{run[row][0].name}#{part}")
    return names


def _documents(
    run: Sequence[Located], told: pa.Table, ids: Sequence[str], items: Sequence[Planned]
) -> pa.Table:
    from storymap.sources.text import in_words

    nameless = in_words(NAMELESS)
    titles, sources = told["title"].to_pylist(), told["source"].to_pylist()
    rows: list[dict[str, Any]] = []
    for n, item in enumerate(items):
        title, source = titles[n] or "", sources[n] or ""
        stem = item.name.rpartition("/")[2]
        rows.append(
            {
                "at": item.number,
                "document": ids[n],
                "collection": item.collection,
                "title": title.replace(nameless, in_words(stem)) if title.startswith(nameless) else title,
                "source": item.name if source.startswith(NAMELESS) else source,
                "from": n,
            }
        )
    rows += [
        {"at": item.number, "document": item.name, "collection": item.collection, "same_as": item.same_as}
        for item, _ in run
        if item.same_as and not item.error
    ]
    rows.sort(key=lambda row: row["at"])
    indices = pa.array([row.get("from") for row in rows], pa.int64())
    columns: dict[str, Any] = {}
    for field in schema.DOCUMENTS:
        if field.name in ("mentions", "places", "events"):
            columns[field.name] = pc.list_value_length(told[field.name].combine_chunks()).take(indices)
        elif field.name in told.column_names and field.name not in ("title", "source"):
            columns[field.name] = told[field.name].take(indices)
        else:
            columns[field.name] = pa.array([row.get(field.name) for row in rows], field.type)
    return pa.table(columns, schema=schema.DOCUMENTS)


def _flat(told: pa.Table, ids: Sequence[str], name: str, wanted: pa.Schema) -> pa.Table:
    """Return the rows of a nested list, each with its document's id."""
    column = told[name].combine_chunks()
    if isinstance(column, pa.ChunkedArray):  # an empty one stays in chunks
        column = pa.concat_arrays(column.chunks) if column.num_chunks else pa.array([], column.type)
    parents = pc.list_parent_indices(column)
    flat = pc.list_flatten(column)
    document = pa.array(ids, pa.string()).take(parents)
    return pa.table([document, *flat.flatten()], schema=wanted)


def _errors(
    run: Sequence[Located], readings: pa.Table, wrong: Sequence[int], rows: Sequence[int]
) -> pa.Table:
    found = [(item.number, item, item.error) for item, _ in run if item.error]
    for n in wrong:
        item = run[rows[n]][0]
        found.append((item.number, item, named(readings["error"][n].as_py(), item.name)))
    found.sort(key=lambda one: one[0])
    told = [
        {"document": item.name, "collection": item.collection, "error": error} for _, item, error in found
    ]
    return pa.Table.from_pylist(told, schema=schema.ERRORS)


def load(run: Sequence[Located], store: "Store", folder: str) -> tuple[pa.Table, list[int]]:
    """Return the readings of some items in their order, and for each the index of its item."""
    wanted: dict[str, list[tuple[int, int]]] = {}
    for index, (_, where) in enumerate(run):
        if where is not None:
            rows = range(where.first, where.first + where.count)
            wanted.setdefault(where.shard, []).extend((row, index) for row in rows)
    tables, order = [], []
    for shard, pairs in wanted.items():
        table = parquet.read_table(pa.BufferReader(store.read(f"{folder}/{shard}")))
        tables.append(table.take(pa.array([row for row, _ in pairs], pa.int64())))
        order += [(index, row) for row, index in pairs]
    whole = pa.concat_tables(tables) if tables else schema.READING.empty_table()
    ranks = sorted(range(len(order)), key=lambda n: order[n])
    return whole.take(pa.array(ranks, pa.int64())), [order[n][0] for n in ranks]


def merge_places(parts: Sequence[pa.Table]) -> pa.Table:
    """Return a row for each place of several tables of places, with their counts together, by id."""
    whole = pa.concat_tables(parts)
    same = [f.name for f in schema.PLACE if f.name not in ("place", "admin", *_SUMMED, *_LEAST)]
    told = [(name, "first") for name in (*same, "at")]
    told += [(name, "sum") for name in (*_SUMMED, "documents")]
    told += [("first_year", "min"), ("last_year", "max")]
    numbered = whole.append_column("at", pa.array(range(whole.num_rows), pa.int64()))
    merged = numbered.group_by("place", use_threads=False).aggregate(told)
    merged = merged.sort_by("place")
    columns = {"place": merged["place"], "admin": whole["admin"].take(merged["at_first"])}
    for name, how in told:
        columns[name] = merged[f"{name}_{how}"]
    wanted = whole.schema
    return pa.table({f.name: columns[f.name].cast(f.type) for f in wanted}, schema=wanted)


_SUMMED = ("mentions", "events")
_LEAST = ("first_year", "last_year")


def count_places(places: pa.Table) -> pa.Table:
    """Return a part's places, a row a place, with in how many documents it is named."""
    ones = pa.array([1] * places.num_rows, pa.int64())
    return merge_places([places.drop_columns(["document"]).append_column("documents", ones)])


def with_points(places: pa.Table) -> pa.Table:
    """Return places with their points as geometries."""
    points = [
        point(lat, lon) for lat, lon in zip(places["lat"].to_pylist(), places["lon"].to_pylist(), strict=True)
    ]
    return places.append_column(schema.GEOMETRY, pa.array(points, pa.binary())).cast(schema.PLACES)


def geoparquet(table: pa.Table) -> bytes:
    """Return a table as Parquet, as GeoParquet 1.1 if it has geometries."""
    if "geometry" not in table.column_names:
        return parquet_bytes(table)
    column: dict[str, Any] = {"encoding": "WKB", "geometry_types": [], "orientation": "counterclockwise"}
    lats, lons = table["lat"].drop_null(), table["lon"].drop_null()
    if len(lats) and "event" not in table.column_names:  # an event's geometry reaches beyond its point
        box = [pc.min(lons), pc.min(lats), pc.max(lons), pc.max(lats)]
        column["bbox"] = [edge.as_py() for edge in box]
    geo = {"version": "1.1.0", "primary_column": "geometry", "columns": {"geometry": column}}
    told = json.dumps(geo, sort_keys=True).encode()
    return parquet_bytes(table.replace_schema_metadata({"geo": told}))
