"""GPX 1.1: a waypoint an event, a route a way.

https://www.topografix.com/GPX/1/1/
"""

import re
from dataclasses import replace
from typing import Any

from lxml import etree

from storymap.export.format import Exported
from storymap.export.items import Item, Stop, Told, items_of
from storymap.export.names import joined, parted
from storymap.export.rejoin import keep
from storymap.export.times import extent_named, when_between
from storymap.export.xmltext import add, child, document, every, local, parsed, text_at
from storymap.model import Story, When

_GPX = "http://www.topografix.com/GPX/1/1"
_OWN = "https://geostorymap.org/ns/gpx/1"
_STEP = re.compile(r"[0-9]{1,9}")
_SCHEMA = "{http://www.w3.org/2001/XMLSchema-instance}schemaLocation"


def write_gpx(story: Story) -> Exported:
    """Return the story as GPX; a time is given where it is known to the day, and after Christ."""
    root = etree.Element(
        f"{{{_GPX}}}gpx", nsmap={None: _GPX, "storymap": _OWN}, version="1.1", creator="storymap"
    )
    root.set(_SCHEMA, f"{_GPX} https://www.topografix.com/GPX/1/1/gpx.xsd")
    about = add(root, "metadata")
    add(about, "name", story.document.title)
    if story.document.author:
        add(add(about, "author"), "name", story.document.author)
    own = add(about, "extensions")
    add(own, f"{{{_OWN}}}language", story.document.language)
    add(own, f"{{{_OWN}}}source", story.document.source)
    add(own, f"{{{_OWN}}}story", keep(story))
    numbered = list(enumerate(items_of(story), start=1))
    for step, item in numbered:
        for stop in () if item.way else item.stops:
            _point(root, "wpt", stop, item, step)
    for step, item in numbered:
        if item.way:
            _route(root, item, step)
    return Exported(content=document(root))


def read_gpx(content: bytes, name: str) -> Told:
    """Return what a GPX file tells; of a track, its beginning and its end.

    Raises:
        ReadError: it is no XML.
    """
    root = parsed(content, name)
    found: dict[tuple[int, int], list[Item]] = {}
    marks = [one for one in root if local(one) in ("wpt", "rte", "trk")]
    for number, mark in enumerate(marks):
        step, item = _item(mark)
        key = (step, 0) if step else (len(marks), number)
        found.setdefault(key, []).append(item)
    return Told(
        items=tuple(_with_all_stops(found[key]) for key in sorted(found)),
        title=text_at(root, "metadata", "name"),
        author=text_at(root, "metadata", "author", "name"),
        language=text_at(root, "metadata", "extensions", "language"),
        source=text_at(root, "metadata", "extensions", "source"),
        kept=text_at(root, "metadata", "extensions", "story"),
    )


def _point(parent: Any, tag: str, stop: Stop, item: Item, step: int) -> None:
    point = add(parent, tag, lat=str(stop.lat), lon=str(stop.lon))
    when = item.when
    if when.earliest and when.earliest == when.latest and when.earliest.year > 0:
        add(point, "time", f"{when.earliest}T00:00:00Z")
    add(point, "name", item.title if tag == "wpt" else stop.name)
    if tag == "wpt":
        add(point, "cmt", stop.name)
        add(point, "desc", item.text)
        _own(point, item, step, ids=stop.id)
    else:
        add(add(point, "extensions"), f"{{{_OWN}}}place", stop.id)


def _route(root: Any, item: Item, step: int) -> None:
    route = add(root, "rte")
    add(route, "name", item.title)
    add(route, "desc", item.text)
    _own(route, item, step, ids="")
    for stop in item.stops:
        _point(route, "rtept", stop, item, step)


def _own(parent: Any, item: Item, step: int, *, ids: str) -> None:
    """Add what GPX has no place for."""
    when = item.when
    own = add(add(parent, "extensions"), f"{{{_OWN}}}event", id=item.id)
    own.set("step", str(step))
    for key, value in (
        ("date", when.edtf),
        ("first", str(when.earliest or "")),
        ("last", str(when.latest or "")),
        ("extent", when.extent if when.known else ""),
        ("people", joined(item.who)),
        ("source", item.source),
        ("part", item.part),
        ("place", ids),
    ):
        if value:
            add(own, f"{{{_OWN}}}{key}", value)


def _item(mark: Any) -> tuple[int, Item]:
    """Return an element's number among the steps, 0 if it says none, and its item."""
    own = child(mark, "extensions", "event")
    number = "" if own is None else own.get("step", "")
    step = int(number) if _STEP.fullmatch(number) else 0
    points = [mark] if local(mark) == "wpt" else [*every(mark, "rtept"), *every(mark, "trkpt")]
    if local(mark) == "trk" and len(points) > 2:
        points = [points[0], points[-1]]
    stops = tuple(stop for point in points if (stop := _stop(point, own)) is not None)
    first_time, last_time = (text_at(points[n], "time") if points else "" for n in (0, -1))
    title = text_at(mark, "name") or text_at(mark, "desc") or "…"
    return step, Item(
        id="" if own is None else own.get("id", ""),
        title=title,
        text=text_at(mark, "desc") or text_at(mark, "cmt"),
        when=_when(own, first_time, last_time),
        stops=stops,
        way=local(mark) != "wpt" and len(stops) > 1,
        who=() if own is None else tuple(parted(text_at(own, "people"))),
        source="" if own is None else text_at(own, "source"),
        part="" if own is None else text_at(own, "part"),
    )


def _when(own: Any, first: str, last: str) -> When:
    if own is None or not (text_at(own, "first") or text_at(own, "last")):
        return when_between(first, last)
    extent = text_at(own, "extent")
    return when_between(
        text_at(own, "first"),
        text_at(own, "last"),
        edtf=text_at(own, "date"),
        extent=extent_named(extent),
    )


def _stop(point: Any, own: Any) -> Stop | None:
    try:
        lat, lon = float(point.get("lat", "")), float(point.get("lon", ""))
    except ValueError:
        return None
    if not (-90 <= lat <= 90 and -180 <= lon <= 180):
        return None
    is_mark = local(point) == "wpt"
    name = (text_at(point, "cmt") if own is not None and is_mark else "") or text_at(point, "name")
    place = (
        (text_at(own, "place") if own is not None else "")
        if is_mark
        else text_at(point, "extensions", "place")
    )
    return Stop(name=name, lat=lat, lon=lon, id=place)


def _with_all_stops(items: list[Item]) -> Item:
    """Return the first of the items, which are one step, with the places of all."""
    return replace(items[0], stops=tuple(stop for item in items for stop in item.stops))
