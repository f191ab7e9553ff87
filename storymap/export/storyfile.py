"""The story file, and the same with plain columns beside its own members for map programs."""

import json
from typing import Any

from storymap.errors import ReadError, StoryFileError
from storymap.export.format import Exported
from storymap.export.items import Item, Stop, Told
from storymap.export.jsontext import list_of, object_of, parsed_json, points_of, text_of
from storymap.export.times import when_between, when_said
from storymap.files import dump_story, story_from_dict, story_to_dict
from storymap.model import Event, Story

# What other programs call the columns that a map of a story needs.
_TITLES = ("title", "name", "headline", "event", "label")
_TEXTS = ("description", "text", "desc", "notes", "comment", "summary")
_BEGINS = ("start", "start_date", "begin", "date", "when", "time", "datetime", "year")
_ENDS = ("end", "end_date", "until")


def write_story(story: Story) -> Exported:
    """Return the story file; it carries everything."""
    return Exported(content=dump_story(story))


def write_geojson(story: Story) -> Exported:
    """Return the story file with flat columns in every feature: program tables show no nested members."""
    told = story_to_dict(story)
    for feature, event in zip(told["features"], story.events, strict=True):
        feature["properties"] = {**_columns(event), **feature["properties"]}
    return Exported(content=json.dumps(told, ensure_ascii=False, indent=1) + "\n")


def read_story(content: bytes, name: str) -> Story | Told:
    """Return the story that a story file holds or, of any other GeoJSON, what its features tell.

    Raises:
        ReadError: it is neither.
        StoryFileError: it is a story file with a fault; the text names the path to what is wrong.
    """
    data = object_of(parsed_json(content, name))
    if "storymap" in data:
        try:
            return story_from_dict(data)
        except StoryFileError as error:
            raise StoryFileError(f"{name}: {error}") from error
    features = [data] if data.get("type") == "Feature" else list_of(data.get("features"))
    if not features:
        raise ReadError(f"{name}: is no story file, and no GeoJSON with features")
    title = text_of(data.get("name")) or text_of(data.get("title"))
    return Told(items=items_of_features(features), title=title)


def items_of_features(features: list[Any]) -> tuple[Item, ...]:
    """Return the features of any program's GeoJSON as items; one without a geometry is none."""
    return tuple(item for feature in features if (item := _item(object_of(feature))))


def _item(feature: dict[str, Any]) -> Item | None:
    """Return a feature of any program's GeoJSON as an item; of a line its two ends, of an area its corner."""
    shape = object_of(feature.get("geometry"))
    points = points_of(shape)
    if not points:
        return None
    cells = {key.casefold(): text_of(value) for key, value in object_of(feature.get("properties")).items()}
    way = "LineString" in text_of(shape.get("type")) and len(points) > 1
    ends = [points[0], points[-1]] if way else points if shape.get("type") == "MultiPoint" else points[:1]
    title, place = _first(cells, _TITLES), _first(cells, ("place", "location", "place_name"))
    text = _first(cells, _TEXTS)
    begin, end = _first(cells, _BEGINS), _first(cells, _ENDS)
    return Item(
        id=text_of(feature.get("id")),
        title=title or place or text[:80] or "…",
        text=text,
        when=when_between(begin, end) if end else when_said(begin),
        stops=tuple(Stop(name=place or title, lat=lat, lon=lon) for lon, lat in ends),
        way=way,
    )


def _first(cells: dict[str, str], names: tuple[str, ...]) -> str:
    return next((cells[name] for name in names if cells.get(name)), "")


def _columns(event: Event) -> dict[str, Any]:
    when = event.when
    return {
        "place": "; ".join(where.place.name for where in event.where),
        "start": str(when.earliest) if when.earliest else None,
        "end": str(when.latest) if when.latest else None,
        "words": event.quote.text,
        "people": "; ".join(dict.fromkeys(who.name for who in event.who)),
        "step": event.narrative,
    }
