"""Knight Lab's StoryMapJS: its JSON, and the folder of a story (JSON and pictures) as a ZIP.

A title slide, then a slide an event. Headlines and texts are HTML there.
https://storymap.knightlab.com/advanced/
"""

import json
import posixpath
from collections.abc import Mapping
from typing import Any

from storymap.errors import ReadError
from storymap.export.archive import packed, unpacked
from storymap.export.format import Exported
from storymap.export.items import Item, Stop, Told, items_of
from storymap.export.jsontext import degrees, list_of, object_of, parsed_json, text_of
from storymap.export.markup import as_html, from_html
from storymap.export.media import data_address, data_of, ending_of, is_web
from storymap.export.parts import counted
from storymap.export.rejoin import keep
from storymap.export.times import extent_named, when_between, when_said
from storymap.model import Media, Story, When

Json = dict[str, Any]

_ZOOM = 10
_OWN = "storymap_item"


def write_storymapjs(story: Story) -> Exported:
    """Return the JSON that StoryMapJS loads."""
    return Exported(content=_dumped(_whole(story, None)), lost=_changed(story))


def write_storymapjs_zip(story: Story) -> Exported:
    """Return the folder of a StoryMapJS story: published.json, and the pictures that the story has inside."""
    files: dict[str, bytes] = {}
    content = _dumped(_whole(story, files))
    return Exported(content=packed({"published.json": content, **files}), lost=_changed(story))


def read_storymapjs(content: bytes, name: str, files: Mapping[str, bytes] | None = None) -> Told:
    """Return what the JSON of StoryMapJS tells; the title slide names the story.

    Args:
        content: the JSON.
        name: what messages call it.
        files: the pictures that lie beside it, by their paths.

    Raises:
        ReadError: it is no such file.
    """
    whole = object_of(parsed_json(content, name)).get("storymap")
    slides = [slide for slide in list_of(object_of(whole).get("slides")) if isinstance(slide, dict)]
    if not slides:
        raise ReadError(f"{name}: is no StoryMapJS story: it has no storymap.slides")
    if _is_picture(object_of(whole)):
        slides = [{**slide, "location": {}} for slide in slides]
    is_title = slides[0].get("type") == "overview"
    first = _words(slides[0]) if is_title else ("", "")
    return Told(
        items=tuple(_item(slide, files or {}) for slide in slides[is_title:]),
        title=first[0],
        author=text_of(object_of(whole).get("author")),
        language=text_of(object_of(whole).get("language"))[:2],
        kept=text_of(object_of(whole).get("storymap_story")),
    )


def read_storymapjs_zip(content: bytes, name: str) -> Told:
    """Return what the folder of a StoryMapJS story tells, packed as ZIP; published goes before draft.

    Raises:
        ReadError: it is no such folder.
    """
    files = unpacked(content, name)
    return read_folder(files, name)


def read_folder(files: Mapping[str, bytes], name: str) -> Told:
    """Return what the files of a StoryMapJS story tell, its pictures with it.

    Raises:
        ReadError: there is no such story among them.
    """
    found = story_json(files)
    if not found:
        raise ReadError(f"{name}: holds no StoryMapJS story: no published.json, no draft.json")
    folder = posixpath.dirname(found)
    near = {posixpath.relpath(path, folder or "."): data for path, data in files.items()}
    return read_storymapjs(files[found], f"{name}: {found}", near)


def story_json(files: Mapping[str, bytes]) -> str:
    """Return the name of the file that holds the story; "" if there is none."""
    for wanted in ("published.json", "storymap.json", "draft.json"):
        for path in sorted(files, key=len):
            if posixpath.basename(path).lower() == wanted:
                return path
    return next((path for path, data in files.items() if path.endswith(".json") and b'"slides"' in data), "")


def _is_picture(whole: Json) -> bool:
    """Return whether the slides stand on a picture instead of a map: their degrees are none of the earth."""
    return whole.get("map_as_image") is True or whole.get("map_type") == "zoomify"


def _changed(story: Story) -> tuple[str, ...]:
    several = sum(len(event.where) > 1 for event in story.events)
    told = counted(
        several,
        "event with several places shown at its last",
        "events with several places shown at their last",
    )
    return (told,) if several else ()


def _whole(story: Story, files: dict[str, bytes] | None) -> Json:
    from storymap.page.words import words_for

    words = words_for(story.document.language)
    title: Json = {
        "type": "overview",
        "text": {"headline": as_html(story.document.title), "text": as_html(story.document.author)},
        "media": {"url": "", "caption": "", "credit": ""},
    }
    return {
        "calculate_zoom": True,
        "storymap": {
            "language": words.language,
            "map_type": "osm:standard",
            "map_as_image": False,
            "author": story.document.author,
            "slides": [title, *(_slide(item, words, files) for item in items_of(story))],
            "storymap_story": keep(story),
        },
    }


def _slide(item: Item, words: Any, files: dict[str, bytes] | None) -> Json:
    from storymap.page.dates import when_label

    slide: Json = {
        "date": when_label(item.when, words),
        "text": {"headline": as_html(item.title), "text": as_html(item.text)},
        "media": _media(item, files),
        _OWN: {
            "id": item.id,
            "date": item.when.edtf,
            "first": str(item.when.earliest or ""),
            "last": str(item.when.latest or ""),
            "extent": item.when.extent,
            "place_id": item.stops[-1].id if item.stops else "",
        },
    }
    if item.stops:
        last = item.stops[-1]
        slide["location"] = {
            "lat": last.lat,
            "lon": last.lon,
            "name": as_html(last.name),
            "zoom": _ZOOM,
            "line": True,
        }
    return slide


def _media(item: Item, files: dict[str, bytes] | None) -> Json:
    if not item.media:
        return {"url": "", "caption": "", "credit": ""}
    one = item.media[0]
    held = data_of(one.src)
    url = one.src if is_web(one.src) else ""
    if held is not None and files is not None:
        url = f"_images/{len(files) + 1}{ending_of(held[0])}"
        files[url] = held[1]
    return {"url": url, "caption": as_html(one.caption), "credit": as_html(one.credit)}


def _item(slide: Json, files: Mapping[str, bytes]) -> Item:
    location, own = object_of(slide.get("location")), object_of(slide.get(_OWN))
    title, text = _words(slide)
    point = degrees(location.get("lat"), location.get("lon"))
    name = from_html(text_of(location.get("name"))) or title[:60]
    return Item(
        id=text_of(own.get("id")),
        title=title or name or text[:80] or "…",
        text=text,
        when=_when(slide, own),
        stops=(Stop(name=name, lat=point[0], lon=point[1], id=text_of(own.get("place_id"))),)
        if point
        else (),
        media=tuple(_picture(object_of(slide.get("media")), files)),
    )


def _words(slide: Json) -> tuple[str, str]:
    told = object_of(slide.get("text"))
    return from_html(text_of(told.get("headline"))), from_html(text_of(told.get("text")))


def _when(slide: Json, own: Json) -> When:
    first, last = text_of(own.get("first")), text_of(own.get("last"))
    if not (first or last):
        return when_said(from_html(text_of(slide.get("date"))))
    extent = own.get("extent")
    return when_between(
        first,
        last,
        edtf=text_of(own.get("date")),
        extent=extent_named(extent),
    )


def _picture(media: Json, files: Mapping[str, bytes]) -> list[Media]:
    url = text_of(media.get("url")).strip()
    near = next((path for path in files if url and path.split("/")[-1] == url.split("/")[-1]), "")
    if near and not near.endswith(".json"):
        src = data_address(files[near], near)
    else:
        src = f"https:{url}" if url.startswith("//") else url
        if not is_web(src):
            return []
    caption, credit = (from_html(text_of(media.get(key))) for key in ("caption", "credit"))
    return [Media(src=src, caption=caption, credit=credit, link=url if is_web(url) else "")]


def _dumped(value: Json) -> str:
    return json.dumps(value, ensure_ascii=False, indent=1) + "\n"
