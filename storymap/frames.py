"""A table of pandas → a story, a row a text or an event; a table of texts → a table of all their events."""

from collections.abc import Iterator, Mapping
from datetime import date
from typing import TYPE_CHECKING, Any

from storymap.api import Reading, from_text, tell_source
from storymap.errors import ReadError
from storymap.join import join_stories
from storymap.model import Story

if TYPE_CHECKING:
    import pandas


def from_frame(
    frame: "pandas.DataFrame",
    *,
    text: str = "text",
    title: str | None = None,
    date: str | None = None,
    place: str | None = None,
    lat: str | None = None,
    lon: str | None = None,
    reading: Reading | None = None,
) -> Story:
    """Return the story of a table; every argument but the last is the name of a column.

    With ``place``, or with ``lat`` and ``lon``, every row is an event: nothing is read out of its text but
    that text itself. Without them every row is a text, published on its ``date``, and is read; together they
    are one story, a part each.

    Raises:
        ReadError: there is no such column, or no row.
    """
    named = {"text": text, "title": title, "when": date, "place": place, "lat": lat, "lon": lon}
    columns = {meaning: column for meaning, column in named.items() if column}
    missing = [column for column in columns.values() if column not in frame.columns]
    if missing:
        has = ", ".join(map(str, frame.columns))
        raise ReadError(f"the table has no column {missing[0]!r}; it has {has}")
    if frame.empty:
        raise ReadError("the table has no row")
    if place or (lat and lon):
        return _events(frame, columns, reading)
    return join_stories([_read(row, columns, reading) for row in frame.to_dict("records")])


def read_frame(
    frame: Any,
    text: str = "text",
    *,
    title: str | None = None,
    date: str | None = None,
    reading: Reading | None = None,
) -> Any:
    """Return a row for every event that the texts of a column tell, as the same kind of table.

    Args:
        frame: a table of pandas, of polars, or of Dask, which is read part by part when it is computed.
        text: the name of its column of texts; an empty cell tells nothing.
        title: that of the column of their titles.
        date: that of the column of the days from which their "Tuesday" is counted.
        reading: gazetteer and hints.

    The result has ``row`` (the table's own index; polars has none, so its rows are counted from 0) and the
    columns of ``Story.events_frame``.

    Raises:
        KeyError: there is no such column.
        TypeError: it is no such table.
    """
    from places.frames import mapped
    from storymap.export.columns import COLUMNS, rows_of

    named = {"text": text, "title": title, "when": date}
    columns = {meaning: column for meaning, column in named.items() if column}
    kinds = {name: _KINDS.get(name, str) for name in COLUMNS}

    def rows(cells: Mapping[str, Any]) -> Iterator[tuple[Any, ...]]:
        if isinstance(cells[text], str) and cells[text].strip():
            for row in rows_of(_read(cells, columns, reading)):
                yield tuple(row[name] for name in COLUMNS)

    return mapped(frame, columns.values(), kinds, rows)


_KINDS: dict[str, type] = {"step": int, "lat": float, "lon": float}


def _read(row: Mapping[str, Any], columns: dict[str, str], reading: Reading | None) -> Story:
    when = row[columns["when"]] if "when" in columns else None
    return from_text(
        _cell(row[columns["text"]]),
        title=_cell(row[columns["title"]]) if "title" in columns else "",
        published=_day(when),
        reading=reading,
    )


def _events(frame: "pandas.DataFrame", columns: dict[str, str], reading: Reading | None) -> Story:
    from storymap.sources.model import Input, InputOptions
    from storymap.sources.table import read_table

    rows = [{key: _cell(row[name]) for key, name in columns.items()} for row in frame.to_dict("records")]
    given = Input(data=b"", label="the table", options=InputOptions(columns={key: key for key in columns}))
    return tell_source(next(read_table(rows, given, headings=tuple(columns))), reading)


def _cell(value: Any) -> str:
    """Return a cell as text: "" for what is missing, a day for a time stamp at midnight."""
    if value is None or value != value:  # NaN and NaT are not equal to themselves
        return ""
    stamp = getattr(value, "isoformat", None)
    return stamp().removesuffix("T00:00:00") if stamp else str(value)


def _day(value: Any) -> date | None:
    from storymap.export.times import when_said

    first = when_said(_cell(value)).earliest
    return date(*first) if first and first.year > 0 else None
