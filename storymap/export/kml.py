"""KML 2.2 and KMZ: a placemark an event with its time, a line a way, and a tour through them all.

https://docs.ogc.org/is/12-007r2/12-007r2.html; gx:Tour and gx:FlyTo are Google's extension of it.
"""

from typing import Any

from lxml import etree

from storymap.export.archive import packed, unpacked
from storymap.export.format import Exported
from storymap.export.items import Item, Stop, Told, in_order, items_of
from storymap.export.markup import as_html, from_html
from storymap.export.media import data_address, data_of, ending_of, is_web
from storymap.export.names import joined, parted
from storymap.export.parts import counted, is_vague
from storymap.export.rejoin import keep
from storymap.export.times import extent_named, iso_date, when_between
from storymap.export.xmltext import add, child, document, every, local, parsed, text_at
from storymap.model import Media, Story, When

_KML = "http://www.opengis.net/kml/2.2"
_GX = "http://www.google.com/kml/ext/2.2"
_SECONDS_THERE, _SECONDS_AWAY = 4, 3
_RANGE = 60_000
"""Metres above a place from which the tour looks at it."""


def write_kml(story: Story) -> Exported:
    """Return the story as KML; pictures are linked, those inside of the story are left out."""
    return Exported(content=_document(story, {}), lost=_changed(story))


def write_kmz(story: Story) -> Exported:
    """Return the story as KMZ: the KML and, beside it, the pictures that the story has inside."""
    files: dict[str, bytes] = {}
    content = _document(story, files)
    return Exported(content=packed({"doc.kml": content, **files}), lost=_changed(story))


def read_kml(content: bytes, name: str) -> Told:
    """Return what a KML file tells.

    Raises:
        ReadError: it is no XML.
    """
    return _told(parsed(content, name), {})


def read_kmz(content: bytes, name: str) -> Told:
    """Return what a KMZ archive tells; the first .kml file in it counts.

    Raises:
        ReadError: it is no archive, or there is no KML in it.
    """
    files = unpacked(content, name)
    first = next((inner for inner in files if inner.lower().endswith(".kml")), "")
    return _told(parsed(files.get(first, b""), f"{name}: {first or 'doc.kml'}"), files)


def _changed(story: Story) -> tuple[str, ...]:
    vague = sum(map(is_vague, story.events))
    return (counted(vague, "vague date became a span", "vague dates became spans"),) if vague else ()


def _document(story: Story, files: dict[str, bytes]) -> bytes:
    root = etree.Element(f"{{{_KML}}}kml", nsmap={None: _KML, "gx": _GX})
    top = add(root, "Document")
    add(top, "name", story.document.title)
    data = add(top, "ExtendedData")
    for key, value in (
        ("author", story.document.author),
        ("language", story.document.language),
        ("source", story.document.source),
        ("storymap", keep(story)),
    ):
        _datum(data, key, value)
    for item in items_of(story):
        _placemark(top, item, files)
    _tour(top, story)
    return document(root)


def _placemark(parent: Any, item: Item, files: dict[str, bytes]) -> None:
    mark = add(parent, "Placemark")
    add(mark, "name", item.title)
    pictures = "".join(
        f'<br><img src="{as_html(address)}">' for one in item.media if (address := _address(one, files))
    )
    add(mark, "description", as_html(item.text) + pictures)
    _time(mark, item.when)
    data = add(mark, "ExtendedData")
    for key, value in (
        ("id", item.id),
        ("date", item.when.edtf or ""),
        ("extent", item.when.extent if item.when.known else ""),
        ("places", joined(stop.name for stop in item.stops)),
        ("place_ids", joined(stop.id for stop in item.stops)),
        ("people", joined(item.who)),
        ("source", item.source),
        ("part", item.part),
    ):
        if value:
            _datum(data, key, value)
    _geometry(mark, item)


def _address(media: Media, files: dict[str, bytes]) -> str:
    """Return where the KML file finds a picture; one inside of the story goes into the archive."""
    held = data_of(media.src)
    if held is None:
        return media.src if is_web(media.src) else ""
    name = f"files/{len(files) + 1}{ending_of(held[0])}"
    files[name] = held[1]
    return name


def _datum(parent: Any, name: str, value: str) -> None:
    add(add(parent, "Data", name=name), "value", value)


def _time(mark: Any, when: When) -> None:
    if when.earliest and when.latest and "/" not in (told := iso_date(when.earliest, when.latest)):
        add(add(mark, "TimeStamp"), "when", told)
    elif when.known:
        span = add(mark, "TimeSpan")
        for tag, day in (("begin", when.earliest), ("end", when.latest)):
            if day:
                add(span, tag, str(day))


def _geometry(mark: Any, item: Item) -> None:
    places = [f"{stop.lon},{stop.lat}" for stop in item.stops]
    if not places:
        return
    if item.way:
        line = add(mark, "LineString")
        add(line, "tessellate", "1")
        add(line, "coordinates", " ".join(places))
        return
    parent = mark if len(places) == 1 else add(mark, "MultiGeometry")
    for place in places:
        add(add(parent, "Point"), "coordinates", place)


def _tour(top: Any, story: Story) -> None:
    placed = [event for event in in_order(story) if event.where]
    if not placed:
        return
    tour = add(top, f"{{{_GX}}}Tour")
    add(tour, "name", story.document.title)
    play = add(tour, f"{{{_GX}}}Playlist")
    for event in placed:
        place = event.where[-1].place
        fly = add(play, f"{{{_GX}}}FlyTo")
        add(fly, f"{{{_GX}}}duration", str(_SECONDS_AWAY))
        add(fly, f"{{{_GX}}}flyToMode", "smooth")
        look = add(fly, "LookAt")
        for tag, value in (("longitude", place.lon), ("latitude", place.lat), ("range", _RANGE)):
            add(look, tag, str(round(value, 6)))
        add(add(play, f"{{{_GX}}}Wait"), f"{{{_GX}}}duration", str(_SECONDS_THERE))


def _told(root: Any, files: dict[str, bytes]) -> Told:
    top = child(root, "Document") if local(root) == "kml" else root
    top = root if top is None else top
    about = _data(top)
    return Told(
        items=tuple(_item(mark, files) for mark in every(root, "Placemark")),
        title=text_at(top, "name"),
        author=about.get("author", ""),
        language=about.get("language", ""),
        source=about.get("source", ""),
        kept=about.get("storymap", ""),
    )


def _data(element: Any) -> dict[str, str]:
    extended = child(element, "ExtendedData")
    if extended is None:
        return {}
    return {one.get("name", ""): text_at(one, "value") for one in extended if local(one) == "Data"}


def _item(mark: Any, files: dict[str, bytes]) -> Item:
    about = _data(mark)
    points, way = _points(mark)
    names, ids = parted(about.get("places", "")), parted(about.get("place_ids", ""))
    title = text_at(mark, "name").strip()
    stops = tuple(
        Stop(name=_at(names, n) or title, lat=lat, lon=lon, id=_at(ids, n))
        for n, (lon, lat) in enumerate(points)
    )
    markup = text_at(mark, "description")
    return Item(
        id=about.get("id", "") or mark.get("id", ""),
        title=title or from_html(markup)[:80] or "…",
        text=from_html(markup),
        when=_when(mark, about),
        stops=stops,
        way=way,
        who=tuple(parted(about.get("people", ""))),
        source=about.get("source", ""),
        part=about.get("part", "") or _folder(mark),
        media=tuple(_pictures(markup, files)),
    )


def _at(values: list[str], number: int) -> str:
    return values[number] if number < len(values) else ""


def _folder(mark: Any) -> str:
    parent = mark.getparent()
    return text_at(parent, "name") if parent is not None and local(parent) == "Folder" else ""


def _pictures(markup: str, files: dict[str, bytes]) -> list[Media]:
    from storymap.export.pictures import pictures_in

    return [
        Media(src=data_address(files[src], src) if src in files else src)
        for src in pictures_in(markup)
        if src in files or is_web(src)
    ]


def _when(mark: Any, about: dict[str, str]) -> When:
    stamp, begin, end = (
        text_at(mark, "TimeStamp", "when"),
        *(text_at(mark, "TimeSpan", t) for t in ("begin", "end")),
    )
    extent = about.get("extent", "")
    return when_between(
        stamp or begin,
        stamp or end,
        edtf=about.get("date", ""),
        extent=extent_named(extent),
    )


def _points(mark: Any) -> tuple[list[tuple[float, float]], bool]:
    """Return the longitudes and latitudes of a placemark, and whether they are a way.

    A line gives its two ends unless its places are named; of an area its first corner stands for it.
    """
    lines = every(mark, "LineString") or every(mark, "Track")
    if lines:
        texts = text_at(lines[0], "coordinates") or " ".join(
            ",".join(one.text.split()) for one in every(lines[0], "coord") if one.text
        )
        points = _coordinates(texts)
        named = len(parted(_data(mark).get("places", ""))) == len(points)
        return (points if named or len(points) < 2 else [points[0], points[-1]]), len(points) > 1
    if every(mark, "Point"):
        return [
            point for one in every(mark, "Point") for point in _coordinates(text_at(one, "coordinates"))
        ], False
    return _coordinates(text_at(mark, "Polygon", "outerBoundaryIs", "LinearRing", "coordinates"))[:1], False


def _coordinates(text: str) -> list[tuple[float, float]]:
    points = []
    for triple in text.split():
        numbers = triple.split(",")
        try:
            lon, lat = float(numbers[0]), float(numbers[1])
        except (IndexError, ValueError):
            continue
        if -90 <= lat <= 90 and -180 <= lon <= 180:
            points.append((lon, lat))
    return points
