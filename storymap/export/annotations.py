"""W3C Web Annotations, as Recogito writes them: where the text names a place, and where it tells an event.

https://www.w3.org/TR/annotation-model/
"""

import json
from typing import Any
from urllib.parse import quote

from storymap.errors import ReadError
from storymap.export.format import Exported
from storymap.export.items import Item, Stop, Told, in_order
from storymap.export.jsontext import list_of, object_of, parsed_json, points_of, text_of
from storymap.export.linkeddata import web_id
from storymap.export.rejoin import keep
from storymap.export.times import when_said
from storymap.model import Event, Story, StoryPlace

Json = dict[str, Any]

_CONTEXT = [
    "http://www.w3.org/ns/anno.jsonld",
    {
        "storymap": "https://geostorymap.org/ns#",
        "geojson": "https://purl.org/geojson/vocab#",
        "Place": "schema:Place",
        "Point": "geojson:Point",
        "geometry": "geojson:geometry",
        "coordinates": {"@id": "geojson:coordinates", "@container": "@list"},
    },
]
_AROUND = 32
"""Characters before and after a quotation that tell it from others."""


def write_annotations(story: Story) -> Exported:
    """Return the story as a collection of annotations on its text, which is not itself in it."""
    items = [
        *(one for entry in story.places for one in _place(entry, story)),
        *(_event(event, story) for event in in_order(story)),
    ]
    collection = {
        "@context": _CONTEXT,
        "id": f"{_source(story)}#annotations",
        "type": "AnnotationCollection",
        "label": story.document.title,
        "total": len(items),
        "first": {
            "id": f"{_source(story)}#page-1",
            "type": "AnnotationPage",
            "startIndex": 0,
            "items": items,
        },
        "storymap:story": keep(story),
    }
    return Exported(content=json.dumps(collection, ensure_ascii=False, indent=1) + "\n")


def read_annotations(content: bytes, name: str) -> Told:
    """Return what annotations tell: an item for each that says where something is.

    Raises:
        ReadError: they are none.
    """
    data = parsed_json(content, name)
    whole = object_of(data)
    found = data if isinstance(data, list) else list_of(object_of(whole.get("first")).get("items"))
    found = found or list_of(whole.get("items"))
    annotations = [one for one in found if isinstance(one, dict) and one.get("type") == "Annotation"]
    if not annotations and "storymap:story" not in whole:
        raise ReadError(f"{name}: holds no Web Annotations")
    return Told(
        items=tuple(item for one in annotations if (item := _item(one))),
        title=text_of(whole.get("label")),
        kept=text_of(whole.get("storymap:story")),
    )


def _place(entry: StoryPlace, story: Story) -> list[Json]:
    place = entry.place
    body = {
        "type": "SpecificResource",
        "purpose": "identifying",
        "source": {
            "id": web_id(place),
            "type": "Place",
            "label": place.name,
            "geometry": {"type": "Point", "coordinates": [round(place.lon, 6), round(place.lat, 6)]},
        },
    }
    return [
        {
            "id": f"urn:storymap:mention:{item.mention.start}-{item.mention.end}",
            "type": "Annotation",
            "motivation": "identifying",
            "body": [body],
            "target": _target(item.mention.start, item.mention.end, story),
        }
        for item in entry.mentions
    ]


def _event(event: Event, story: Story) -> Json:
    bodies: list[Json] = [{"type": "TextualBody", "purpose": "describing", "value": event.title}]
    if event.when.edtf:
        bodies.append(
            {"type": "TextualBody", "purpose": "tagging", "format": "text/plain", "value": event.when.edtf}
        )
    bodies += [
        {
            "type": "SpecificResource",
            "purpose": "linking",
            "source": {
                "id": web_id(where.place),
                "type": "Place",
                "label": where.place.name,
                "geometry": {
                    "type": "Point",
                    "coordinates": [round(where.place.lon, 6), round(where.place.lat, 6)],
                },
            },
        }
        for where in event.where
    ]
    return {
        "id": f"urn:storymap:event:{quote(event.id, safe='')}",
        "type": "Annotation",
        "motivation": "describing",
        "body": bodies,
        "target": _target(event.quote.start, event.quote.end, story),
    }


def _target(start: int, end: int, story: Story) -> Json:
    """Return where words stand: by themselves and what is around them, and by their position."""
    text = story.document.text
    return {
        "source": _source(story),
        "selector": [
            {
                "type": "TextQuoteSelector",
                "exact": text[start:end],
                "prefix": text[max(0, start - _AROUND) : start],
                "suffix": text[end : end + _AROUND],
            },
            {"type": "TextPositionSelector", "start": start, "end": end},
        ],
    }


def _source(story: Story) -> str:
    source = story.document.source
    if source.startswith(("https://", "http://")):
        return source
    return f"urn:storymap:document:{quote(source or story.document.id or 'text', safe='')}"


def _item(annotation: Json) -> Item | None:
    bodies = annotation.get("body")
    bodies = [one for one in (bodies if isinstance(bodies, list) else [bodies]) if isinstance(one, dict)]
    stops = tuple(stop for body in bodies if (stop := _stop(body)))
    said = [text_of(body.get("value")) for body in bodies if body.get("type") == "TextualBody"]
    quoted = _quoted(annotation)
    if not stops and not said:
        return None
    tags = [text_of(body.get("value")) for body in bodies if body.get("purpose") == "tagging"]
    title = next((text for text in said if text not in tags), "") or (stops[0].name if stops else "")
    return Item(
        id=text_of(annotation.get("id")),
        title=title or quoted or "…",
        text=quoted,
        when=next((when for tag in tags if (when := when_said(tag)).known), when_said("")),
        stops=stops,
    )


def _stop(body: Json) -> Stop | None:
    place = object_of(body.get("source")) or body
    points = points_of(place.get("geometry"))
    if not points:
        return None
    name = text_of(place.get("label")) or text_of(place.get("title"))
    return Stop(name=name, lat=points[0][1], lon=points[0][0], id=text_of(place.get("id")))


def _quoted(annotation: Json) -> str:
    target = annotation.get("target")
    targets = target if isinstance(target, list) else [target]
    for one in targets:
        selectors = object_of(one).get("selector")
        for selector in selectors if isinstance(selectors, list) else [selectors]:
            if object_of(selector).get("type") == "TextQuoteSelector":
                return text_of(object_of(selector).get("exact"))
    return ""
