"""A story as a table, a row an event: the columns that CSV, XLSX and the formats of map programs share."""

from collections.abc import Mapping, Sequence
from typing import Any

from storymap.export.items import Item, Stop, Told, items_of
from storymap.export.names import joined, parted
from storymap.export.times import extent_named, when_between, when_said
from storymap.model import Media, Story, When

Row = dict[str, Any]

COLUMNS = (
    "step",
    "id",
    "title",
    "place",
    "lat",
    "lon",
    "start",
    "end",
    "date",
    "extent",
    "text",
    "people",
    "source",
    "part",
    "place_ids",
    "wkt",
    "media",
    "caption",
    "credit",
)


def rows_of(story: Story) -> list[Row]:
    """Return a row an event, in the order told; every value is a string, a number or None."""
    return [row_of(item, number) for number, item in enumerate(items_of(story), start=1)]


def row_of(item: Item, number: int) -> Row:
    """Return an item as a row; ``lat`` and ``lon`` are its last place's, the one that it reaches."""
    when, last = item.when, item.stops[-1] if item.stops else None
    picture = item.media[0] if item.media else None
    return {
        "step": number,
        "id": item.id,
        "title": item.title,
        "place": joined(stop.name for stop in item.stops),
        "lat": last.lat if last else None,
        "lon": last.lon if last else None,
        "start": str(when.earliest) if when.earliest else None,
        "end": str(when.latest) if when.latest else None,
        "date": when.edtf,
        "extent": when.extent if when.known else None,
        "text": item.text,
        "people": joined(item.who) or None,
        "source": item.source or None,
        "part": item.part or None,
        "place_ids": joined(stop.id for stop in item.stops) or None,
        "wkt": wkt(item) or None,
        "media": joined(one.src for one in item.media) or None,
        "caption": picture.caption or None if picture else None,
        "credit": picture.credit or None if picture else None,
    }


def wkt(item: Item) -> str:
    """Return the places of an item as well-known text, longitude first; "" for one place or none."""
    points = [f"{stop.lon} {stop.lat}" for stop in item.stops]
    if len(points) < 2:
        return ""
    if item.way:
        return f"LINESTRING ({', '.join(points)})"
    return f"MULTIPOINT ({', '.join(f'({point})' for point in points)})"


def told_of(rows: Sequence[Mapping[str, str]], about: Mapping[str, str], kept: str = "") -> Told:
    """Return what the rows of a table tell; every cell is text, an absent one empty.

    Args:
        rows: by the names of ``COLUMNS``.
        about: title, author, language and source of the whole.
        kept: the story file that the table keeps.
    """
    return Told(
        items=tuple(item_of(row) for row in rows),
        title=about.get("title", ""),
        author=about.get("author", ""),
        language=about.get("language", ""),
        source=about.get("source", ""),
        kept=kept,
    )


def item_of(row: Mapping[str, str]) -> Item:
    """Return a row as an item."""
    points = _points(row)
    names, ids = parted(row.get("place", "")), parted(row.get("place_ids", ""))
    title = row.get("title", "") or row.get("text", "") or "; ".join(names) or "…"
    return Item(
        id=row.get("id", ""),
        title=title,
        text=row.get("text", ""),
        when=_when(row),
        stops=tuple(
            Stop(
                name=names[n] if n < len(names) else "",
                lat=lat,
                lon=lon,
                id=ids[n] if n < len(ids) else "",
            )
            for n, (lat, lon) in enumerate(points)
        ),
        way=row.get("wkt", "").startswith("LINESTRING"),
        who=tuple(parted(row.get("people", ""))),
        source=row.get("source", ""),
        part=row.get("part", ""),
        media=tuple(
            Media(
                src=src,
                caption=row.get("caption", "") if n == 0 else "",
                credit=row.get("credit", "") if n == 0 else "",
            )
            for n, src in enumerate(parted(row.get("media", "")))
        ),
    )


def _points(row: Mapping[str, str]) -> list[tuple[float, float]]:
    """Return latitudes and longitudes; lat and lon count for the last, if somebody has changed them there."""
    try:
        last = [(float(row["lat"]), float(row["lon"]))]
    except (KeyError, ValueError):
        last = []
    text = row.get("wkt", "")
    numbers = text[text.find("(") :].replace("(", " ").replace(")", " ").split(",")
    points = []
    for pair in numbers if text else ():
        try:
            lon, lat = map(float, pair.split()[:2])
        except ValueError:
            continue
        points.append((lat, lon))
    points = [*points[:-1], *last] if last else points
    return [(lat, lon) for lat, lon in points if -90 <= lat <= 90 and -180 <= lon <= 180]


def _when(row: Mapping[str, str]) -> When:
    start, end, date = row.get("start", ""), row.get("end", ""), row.get("date", "")
    if not (start or end):
        return when_said(date)
    extent = extent_named(row.get("extent"))
    return when_between(start, end if end or extent == "open" else start, edtf=date, extent=extent)
