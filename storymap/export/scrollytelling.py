"""Other templates: config.js of Mapbox's and MapLibre's storytelling, GeoLibre, leaflet-storymaps.

https://github.com/mapbox/storytelling, https://github.com/HandsOnDataViz/leaflet-storymaps-with-google-sheets,
https://github.com/opengeos/GeoLibre
"""

import json
import re
from typing import Any

from storymap.errors import ReadError
from storymap.export.csvfile import read_table, table
from storymap.export.format import Exported
from storymap.export.items import Item, Stop, Told, items_of
from storymap.export.jsontext import degrees, list_of, object_of, parsed_json, text_of
from storymap.export.markup import as_html, from_html
from storymap.export.media import is_web
from storymap.export.rejoin import keep
from storymap.export.times import extent_named, when_between
from storymap.model import Media, Story, When

Json = dict[str, Any]

_STYLE = "https://demotiles.maplibre.org/style.json"
_ZOOM, _FAR = 8, 1.5
_UNSAFE = {ord(char): f"\\u{ord(char):04x}" for char in "<>\u2028\u2029"}
_OWN = "storymap_item"
_DEEPEST = 200
"""How deep objects may stand in each other."""
_CHAPTERS = (
    *("Chapter", "Media Link", "Media Credit", "Media Credit Link", "Description", "Zoom", "Marker"),
    *("Marker Color", "Location", "Latitude", "Longitude", "Overlay", "Overlay Transparency"),
    *("GeoJSON Overlay", "GeoJSON Feature Properties"),
)


def write_config_js(story: Story) -> Exported:
    """Return config.js: a chapter an event; the style is MapLibre's free one, to be put right by the user."""
    config = {"style": _STYLE, **_whole(story)}
    text = json.dumps(config, ensure_ascii=False, indent=1).translate(_UNSAFE)
    return Exported(content=f"var config = {text};\n")


def write_geolibre(story: Story) -> Exported:
    """Return the story as GeoLibre takes it: the same chapters, as JSON."""
    told = {**_whole(story), "startSlide": "none", "endSlide": "none"}
    return Exported(content=json.dumps(told, ensure_ascii=False, indent=1) + "\n")


def read_geolibre(content: bytes, name: str) -> Told:
    """Return what a story of GeoLibre tells: its JSON alone, or a project with a story map in it.

    Raises:
        ReadError: it is no such file.
    """
    data = object_of(parsed_json(content, name))
    return _told(object_of(data.get("storymap")) or data, f"{name}: is no story of GeoLibre")


def _whole(story: Story) -> Json:
    return {
        "showMarkers": True,
        "markerColor": "#a8401b",
        "theme": "light",
        "use3dTerrain": False,
        "title": as_html(story.document.title),
        "subtitle": "",
        "byline": as_html(story.document.author),
        "footer": as_html(story.document.source),
        "chapters": [_chapter(item, number, story) for number, item in enumerate(items_of(story), start=1)],
        "storymap_story": keep(story),
    }


def read_config_js(content: bytes, name: str) -> Told:
    """Return what a config.js tells; it is read as data, not run.

    Raises:
        ReadError: it is no such file.
    """
    return _told(object_of(_config(content, name)), f"{name}: is no config.js of a storytelling page")


def _told(config: Json, fault: str) -> Told:
    chapters = [one for one in list_of(config.get("chapters")) if isinstance(one, dict)]
    if not chapters and "storymap_story" not in config:
        raise ReadError(f"{fault}: it has no chapters")
    return Told(
        items=tuple(map(_item, chapters)),
        title=from_html(text_of(config.get("title"))),
        author=from_html(text_of(config.get("byline"))),
        source=from_html(text_of(config.get("footer"))),
        kept=text_of(config.get("storymap_story")),
    )


def write_chapters(story: Story) -> Exported:
    """Return the sheet Chapters of leaflet-storymaps; an event without a place is a chapter without a map."""
    rows = []
    for item in items_of(story):
        last = item.stops[-1] if item.stops else None
        picture = item.media[0] if item.media and is_web(item.media[0].src) else None
        row = {
            "Chapter": as_html(item.title),
            "Description": as_html(_facts(item, story)),
            "Media Link": picture.src if picture else "",
            "Media Credit": picture.credit if picture else "",
            "Media Credit Link": picture.link if picture else "",
            "Zoom": _ZOOM if last else None,
            "Marker": "Numbered" if last else "Hidden",
            "Marker Color": "blue",
            "Location": last.name if last else "",
            "Latitude": last.lat if last else None,
            "Longitude": last.lon if last else None,
        }
        rows.append([row.get(heading) for heading in _CHAPTERS])
    return Exported(content=table(_CHAPTERS, rows))


def read_chapters(content: bytes, name: str) -> Told:
    """Return what a sheet Chapters tells.

    Raises:
        ReadError: it is no such table.
    """
    rows = read_table(content, name)
    if not {"Chapter", "Latitude", "Longitude"} <= set(rows[0] if rows else ()):
        raise ReadError(f"{name}: is no sheet Chapters: it has no columns Chapter, Latitude and Longitude")
    return Told(items=tuple(map(_item_of_row, rows)))


def _chapter(item: Item, number: int, story: Story) -> Json:
    last = item.stops[-1] if item.stops else None
    picture = item.media[0] if item.media and is_web(item.media[0].src) else None
    return {
        "id": f"step-{number}",
        "alignment": "left",
        "hidden": False,
        "title": as_html(item.title),
        "image": picture.src if picture else "",
        "description": as_html(_facts(item, story)),
        "location": {
            "center": [last.lon, last.lat] if last else [0, 0],
            "zoom": _ZOOM if last else _FAR,
            "pitch": 0,
            "bearing": 0,
        },
        "mapAnimation": "flyTo",
        "rotateAnimation": False,
        "callback": "",
        "onChapterEnter": [],
        "onChapterExit": [],
        _OWN: {
            "id": item.id,
            "text": item.text,
            "date": item.when.edtf,
            "first": str(item.when.earliest or ""),
            "last": str(item.when.latest or ""),
            "extent": item.when.extent,
            "name": last.name if last else "",
            "place_id": last.id if last else "",
            "placed": last is not None,
        },
    }


def _facts(item: Item, story: Story) -> str:
    """Return an event's time and words, which is all that these templates show of it."""
    from storymap.page.dates import when_label
    from storymap.page.words import words_for

    label = when_label(item.when, words_for(story.document.language))
    return "\n".join(part for part in (label, item.text) if part)


def _config(content: bytes, name: str) -> Any:
    """Return the object that the file gives to ``config``: JavaScript's notation, as JSON5 has it."""
    import pyjson5

    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise ReadError(f"{name}: is not UTF-8 text (byte {error.start})") from error
    start, end = text.find("{", max(text.find("config"), 0)), text.rfind("}")
    if start < 0 or end < start:
        raise ReadError(f"{name}: is no config.js of a storytelling page: it sets no config")
    try:
        return pyjson5.decode(text[start : end + 1], maxdepth=_DEEPEST)
    except (pyjson5.Json5Exception, ValueError) as error:
        said = str(error.args[0]) if error.args else ""
        near = re.search(r"near (\d+)", said)
        line = text.count("\n", 0, start + int(near[1])) + 1 if near else 1
        raise ReadError(
            f"{name}, line {line}: cannot be read as data; functions, signs and `texts` are not understood"
        ) from error


def _item(chapter: Json) -> Item:
    own, location = object_of(chapter.get(_OWN)), object_of(chapter.get("location"))
    center = location.get("center")
    lon, lat = center[:2] if isinstance(center, list) and len(center) >= 2 else _pair(object_of(center))
    point = degrees(lat, lon) if own.get("placed", True) else None
    title, said = (from_html(text_of(chapter.get(key))) for key in ("title", "description"))
    image = text_of(chapter.get("image"))
    name = text_of(own.get("name")) or title
    return Item(
        id=text_of(own.get("id")) or text_of(chapter.get("id")),
        title=title or said[:80] or "…",
        text=text_of(own.get("text")) or said,
        when=_when(own),
        stops=(Stop(name=name, lat=point[0], lon=point[1], id=text_of(own.get("place_id"))),)
        if point
        else (),
        media=(Media(src=image),) if is_web(image) else (),
    )


def _pair(center: Json) -> tuple[Any, Any]:
    return center.get("lon", center.get("lng")), center.get("lat")


def _when(own: Json) -> When:
    extent = own.get("extent")
    return when_between(
        text_of(own.get("first")),
        text_of(own.get("last")),
        edtf=text_of(own.get("date")),
        extent=extent_named(extent),
    )


def _item_of_row(row: dict[str, str]) -> Item:
    title, said = from_html(row.get("Chapter", "")), from_html(row.get("Description", ""))
    point = degrees(row.get("Latitude"), row.get("Longitude"))
    src = row.get("Media Link", "").strip()
    media = Media(src=src, credit=row.get("Media Credit", ""), link=row.get("Media Credit Link", ""))
    return Item(
        title=title or said[:80] or "…",
        text=said,
        stops=(Stop(name=row.get("Location", "") or title, lat=point[0], lon=point[1]),) if point else (),
        media=(media,) if is_web(src) else (),
    )
