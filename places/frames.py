"""Columns of texts → a table of the places that they name: pandas, polars and Dask in, the same out."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import TYPE_CHECKING, Any

from places.locate import locate
from places.model import Document, Located

if TYPE_CHECKING:
    import pandas

Kinds = Mapping[str, type]
"""The columns of a result but its first, ``row``, and what they hold: int, float or str."""

Row = tuple[Any, ...]

_COLUMNS: Kinds = {
    "start": int,
    "end": int,
    "text": str,
    "kind": str,
    "confidence": float,
    "id": str,
    "name": str,
    "country": str,
    "lat": float,
    "lon": float,
}


def locate_frame(frame: Any, text: str = "text", **options: Any) -> Any:
    """Return a row for every place that the texts of a column name, as the same kind of table.

    Args:
        frame: a table of pandas, of polars, or of Dask, which is read part by part when it is computed.
        text: the name of its column of texts; an empty cell names nothing.
        options: passed on to ``places.locate``.

    The result has ``row`` (the table's own index; polars has none, so its rows are counted from 0), the
    mention (``start``, ``end``, ``text``, ``kind``), the ``confidence``, and the place: ``id``, ``name``,
    ``country``, ``lat``, ``lon``; these are missing where the words name a place that was not found.

    Raises:
        KeyError: there is no such column.
        TypeError: it is no such table.
    """

    def rows(cells: Mapping[str, Any]) -> Iterator[Row]:
        if isinstance(cells[text], str):
            for one in locate(Document(text=cells[text]), **options):
                yield _row(one)

    return mapped(frame, (text,), _COLUMNS, rows)


def _row(one: Located) -> Row:
    mention, place = one.mention, one.place
    found = (place.id, place.name, place.country, place.lat, place.lon) if place else (None,) * 5
    return (mention.start, mention.end, mention.text, mention.kind, one.confidence, *found)


def mapped(
    frame: Any, needed: Iterable[str], kinds: Kinds, rows: Callable[[Mapping[str, Any]], Iterable[Row]]
) -> Any:
    """Return the rows that a function makes of every row of a table, each with that one's index before it.

    Args:
        frame: a table of pandas, polars or Dask.
        needed: the columns that the function looks at.
        kinds: the result's columns.
        rows: from a row's cells to rows of the result.

    Raises:
        KeyError: a column is missing.
        TypeError: it is no such table.
    """
    needed = list(needed)
    kind = type(frame).__module__.partition(".")[0]
    if kind not in {"pandas", "polars", "dask"} or not hasattr(frame, "columns"):
        raise TypeError(f"must be a table of pandas, polars or Dask, not {type(frame).__name__}")
    missing = [name for name in needed if name not in list(frame.columns)]
    if missing:
        raise KeyError(missing[0])
    if kind == "dask":
        empty = _pandas(frame._meta.index, [], kinds)
        return frame[needed].map_partitions(_mapped_pandas, needed, kinds, rows, meta=empty)
    return (_mapped_polars if kind == "polars" else _mapped_pandas)(frame, needed, kinds, rows)


def _mapped_pandas(
    frame: "pandas.DataFrame", needed: list[str], kinds: Kinds, rows: Callable[..., Iterable[Row]]
) -> "pandas.DataFrame":
    records = frame[needed].to_dict("records")
    found = [(index, *row) for index, cells in zip(frame.index, records, strict=True) for row in rows(cells)]
    return _pandas(frame.index, found, kinds)


def _pandas(index: Any, found: list[Row], kinds: Kinds) -> "pandas.DataFrame":
    import pandas

    table = pandas.DataFrame(found, columns=["row", *kinds], dtype=object)
    types = {int: "int64", float: "float64", str: "object"}  # said, since a part may be without rows
    return table.astype({"row": index.dtype, **{name: types[kind] for name, kind in kinds.items()}})


def _mapped_polars(frame: Any, needed: list[str], kinds: Kinds, rows: Callable[..., Iterable[Row]]) -> Any:
    import polars

    types = {int: polars.Int64, float: polars.Float64, str: polars.String}
    records = frame.select(needed).iter_rows(named=True)
    found = [(index, *row) for index, cells in enumerate(records) for row in rows(cells)]
    wanted = {"row": polars.Int64, **{name: types[kind] for name, kind in kinds.items()}}
    return polars.DataFrame(found, schema=wanted, orient="row")
