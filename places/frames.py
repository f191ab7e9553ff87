"""Columns of texts → a table of the places that they name; pandas in, pandas out."""

from typing import TYPE_CHECKING, Any

from places.locate import locate
from places.model import Document, Located

if TYPE_CHECKING:
    import pandas

_COLUMNS = ("row", "start", "end", "text", "kind", "confidence", "id", "name", "country", "lat", "lon")


def locate_frame(frame: "pandas.DataFrame", text: str = "text", **options: Any) -> "pandas.DataFrame":
    """Return a row for every place that the texts of a column name.

    Args:
        frame: a table.
        text: the name of its column of texts; an empty cell names nothing.
        options: passed on to ``places.locate``.

    The result has ``row`` (the table's own index), the mention (``start``, ``end``, ``text``, ``kind``), the
    ``confidence``, and the place: ``id``, ``name``, ``country``, ``lat``, ``lon``; these are missing where
    the words name a place that was not found.

    Raises:
        KeyError: there is no such column.
    """
    import pandas

    rows = [
        _row(index, one)
        for index, value in frame[text].items()
        if isinstance(value, str)
        for one in locate(Document(text=value), **options)
    ]
    return pandas.DataFrame(rows, columns=list(_COLUMNS))


def _row(index: Any, one: Located) -> tuple[Any, ...]:
    mention, place = one.mention, one.place
    found = (place.id, place.name, place.country, place.lat, place.lon) if place else (None,) * 5
    return (index, mention.start, mention.end, mention.text, mention.kind, one.confidence, *found)
