"""JSON for the web of data: schema.org's Article, IIIF's navPlace, and the Linked Places format.

https://schema.org/Article, https://iiif.io/api/extension/navplace/,
https://github.com/LinkedPasts/linked-places-format
"""

import json
import re
from collections import defaultdict
from typing import Any
from urllib.parse import quote

from places.feature import FeatureKind, kind_of
from places.model import Place
from storymap.errors import ReadError
from storymap.export.format import Exported
from storymap.export.items import Item, Stop, Told, in_order
from storymap.export.jsontext import list_of, object_of, parsed_json, text_of
from storymap.export.media import is_web
from storymap.export.rejoin import keep
from storymap.export.times import when_between
from storymap.model import Event, Story, StoryPlace

Json = dict[str, Any]

_TAG = re.compile(r"[A-Za-z]{2,8}(?:-[A-Za-z0-9]{1,8})*")
_LPF = "https://raw.githubusercontent.com/LinkedPasts/linked-places/master/linkedplaces-context-v1.1.jsonld"
# The classes of places that the format wants; of lands, those that are areas and no landforms.
_CLASSES: dict[FeatureKind, str] = {
    "country": "A",
    "adm1": "A",
    "adm2": "A",
    "adm3+": "A",
    "settlement": "P",
    "section": "P",
    "water": "H",
    "land": "T",
    "continent": "L",
    "spot": "S",
}
_AREAS = ("RGN", "AREA", "CST", "FRST", "OAS", "PRK", "RES", "VAL")
_IIIF = [
    "http://iiif.io/api/extension/navplace/context.json",
    "http://iiif.io/api/presentation/3/context.json",
]


def write_schema_org(story: Story) -> Exported:
    """Return the story as an Article of schema.org, as it stands in the page."""
    from storymap.page.linked_data import linked_data

    return Exported(content=_dumped(linked_data(story, story.document.title, "")))


def write_navplace(story: Story, base: str = "https://example.org/story") -> Exported:
    """Return a IIIF manifest whose navPlace holds the events; ``base`` is the address where it will stand."""
    features = [
        {
            "id": f"{base}/feature/{quote(event.id, safe='')}",
            "type": "Feature",
            "properties": {
                "label": {_language(story): [event.title or event.quote.text]},
                "summary": {_language(story): [event.quote.text]},
            },
            "geometry": geometry(event),
        }
        for event in in_order(story)
        if event.where
    ]
    manifest = {
        "@context": _IIIF,
        "id": f"{base}/manifest.json",
        "type": "Manifest",
        "label": {_language(story): [story.document.title]},
        "navPlace": {"id": f"{base}/features", "type": "FeatureCollection", "features": features},
        "items": [{"id": f"{base}/canvas", "type": "Canvas", "height": 630, "width": 1200, "items": []}],
    }
    return Exported(content=_dumped(manifest))


def write_linked_places(story: Story) -> Exported:
    """Return the story's places in the Linked Places format, each with the times and words of its events."""
    told: dict[str, list[Event]] = defaultdict(list)
    for event in in_order(story):
        for where in event.where:
            told[where.place.id].append(event)
    collection = {
        "type": "FeatureCollection",
        "@context": _LPF,
        "title": story.document.title,
        "features": [_linked_place(entry, told[entry.place.id], story) for entry in story.places],
        "storymap:story": keep(story),
    }
    return Exported(content=_dumped(collection))


def read_linked_places(content: bytes, name: str) -> Told:
    """Return what a Linked Places file tells: an item a place.

    Raises:
        ReadError: it is no such file.
    """
    data = parsed_json(content, name)
    features = data.get("features") if isinstance(data, dict) else None
    if not isinstance(features, list):
        raise ReadError(f"{name}: is no Linked Places file: it has no features")
    items = [item for feature in features if isinstance(feature, dict) and (item := _item(feature))]
    return Told(
        items=tuple(items),
        title=text_of(data.get("title")),
        kept=text_of(data.get("storymap:story")),
        places=True,
    )


def geometry(event: Event) -> Json:
    """Return an event's geometry as GeoJSON, from where it is in the story file."""
    from storymap.files.writing import geometry_of

    return geometry_of(event) or {}


def web_id(place: Place) -> str:
    """Return the address that names a place in the web of data; a urn where it has none."""
    number = place.id.removeprefix("geonames:")
    if number != place.id and number.isdecimal():
        return f"https://sws.geonames.org/{number}/"
    return f"urn:storymap:{quote(place.id, safe=':')}"


def _linked_place(entry: StoryPlace, events: list[Event], story: Story) -> Json:
    place = entry.place
    feature: Json = {
        "@id": web_id(place),
        "type": "Feature",
        "properties": {
            "title": place.name,
            "ccodes": [place.country] if place.country else [],
            "fclasses": [_class(place.feature)],
        },
        "names": _names(entry, story),
        "geometry": {"type": "Point", "coordinates": [round(place.lon, 6), round(place.lat, 6)]},
        "descriptions": [
            {
                "@id": f"urn:storymap:event:{quote(e.id, safe='')}",
                "value": e.quote.text,
                "lang": _language(story),
            }
            for e in events
        ],
        "storymap:id": place.id,
    }
    spans = [span for event in events if (span := _timespan(event))]
    if spans:
        feature["when"] = {"timespans": spans}
    if place.feature:
        feature["types"] = [{"identifier": f"gn:{place.feature}", "label": place.feature}]
    if place.id.startswith("geonames:"):
        number = place.id.removeprefix("geonames:")
        feature["links"] = [{"type": "closeMatch", "identifier": f"https://www.geonames.org/{number}/"}]
    return feature


def _names(entry: StoryPlace, story: Story) -> list[Json]:
    """Return the names that the text has for a place, each with the text as the source that attests it."""
    document = story.document
    cited: Json = {"label": document.title or "the text"}
    if document.published:
        cited["year"] = document.published.year
    if is_web(document.source):
        cited["@id"] = document.source
    names = dict.fromkeys([entry.place.name, *(item.mention.text for item in entry.mentions)])
    return [{"toponym": name, "lang": _language(story), "citations": [cited]} for name in names]


def _class(feature: str) -> str:
    kind = kind_of(feature)
    return "L" if kind == "land" and feature.startswith(_AREAS) else _CLASSES[kind]


def _timespan(event: Event) -> Json | None:
    first, last = event.when.earliest, event.when.latest
    span: Json = {}
    if first:
        span["start"] = {"earliest": str(first)} if event.when.extent == "within" else {"in": str(first)}
    if last and not first:
        span["start"] = {"latest": str(last)}  # the format has no time without a beginning
    if last:
        span["end"] = {"latest": str(last)} if event.when.extent == "within" else {"in": str(last)}
    return span or None


def _item(feature: Json) -> Item | None:
    about = feature.get("properties")
    shape = feature.get("geometry")
    point = _first_point(shape if isinstance(shape, dict) else {})
    if not isinstance(about, dict) or point is None:
        return None
    title = text_of(about.get("title")) or "…"
    name = text_of(feature.get("storymap:id")) or text_of(feature.get("@id"))
    stop = Stop(name=title, lat=point[1], lon=point[0], id=name)
    texts = [text_of(object_of(one).get("value")) for one in list_of(feature.get("descriptions"))]
    return Item(id=name, title=title, text="\n".join(filter(None, texts)), when=_when(feature), stops=(stop,))


def _when(feature: Json) -> Any:
    when = feature.get("when")
    spans = when.get("timespans") if isinstance(when, dict) else None
    ends = {"start": "", "end": ""}
    for span in spans if isinstance(spans, list) else ():
        for end in ends:
            told = span.get(end) if isinstance(span, dict) else None
            if isinstance(told, dict) and not ends[end]:
                ends[end] = next(
                    (text_of(told[key]) for key in ("in", "earliest", "latest") if key in told), ""
                )
    return when_between(ends["start"], ends["end"] or ends["start"])


def _first_point(shape: Json) -> tuple[float, float] | None:
    from storymap.export.jsontext import points_of

    points = points_of(shape)
    return points[0] if points else None


def _language(story: Story) -> str:
    """Return the story's language as BCP 47 has it; "none", IIIF's word, where it is no such tag."""
    language = story.document.language
    return language if _TAG.fullmatch(language) else "none"


def _dumped(value: Json) -> str:
    return json.dumps(value, ensure_ascii=False, indent=1) + "\n"
