"""Story → the story file's plain dicts; nothing here decides anything about the story."""

import json
from dataclasses import replace
from typing import Any

from places.model import Candidate, Place
from storymap.files.look import look_record, view_record
from storymap.files.media import media_record
from storymap.files.selectors import selector_records, stretch_record
from storymap.model import (
    Day,
    Event,
    Media,
    OffMap,
    Route,
    Span,
    Story,
    StoryPlace,
    Unplaced,
    When,
    Where,
    Who,
)
from storymap.origin import Origin

FORMAT_VERSION = 1

Json = dict[str, Any]


def dump_story(story: Story) -> str:
    """Return the story file's text: UTF-8 JSON with a final line break, the same for the same story."""
    return json.dumps(story_to_dict(story), ensure_ascii=False, indent=1) + "\n"


def story_to_dict(story: Story) -> Json:
    """Return the story as a GeoJSON FeatureCollection, one feature an event, in story order."""
    document = story.document
    origin = Origin(story.origin)

    def selector(span: Span) -> list[Json]:
        return selector_records(span, document.text, origin.at(span))

    return {
        "type": "FeatureCollection",
        "storymap": FORMAT_VERSION,
        "document": {
            "title": document.title,
            "author": document.author,
            "published": document.published.isoformat() if document.published else None,
            "language": document.language,
            "source": document.source,
            "id": document.id,
            "text": document.text,
        },
        **({"origin": [stretch_record(one) for one in story.origin]} if story.origin else {}),
        **_media(story.media),
        **({"look": look} if (look := look_record(story.look)) else {}),
        "places": [_story_place(place) for place in story.places],
        "unplaced": [_unplaced(item) for item in story.unplaced],
        "off_map": [{**_off_map(item), "selector": selector(item.quote)} for item in story.off_map],
        "routes": [_route(route) for route in story.routes],
        "features": [_feature(event, selector(event.quote)) for event in story.events],
        **_corrections(story),
    }


def _corrections(story: Story) -> Json:
    """Return the corrections and the story before them, without the text, which is the same; else nothing."""
    if story.uncorrected is None:
        return {}
    from storymap.files.operations import operation_record

    before = story_to_dict(replace(story.uncorrected, corrections=(), uncorrected=None))
    del before["document"]["text"]
    before.pop("origin", None)
    return {"corrections": [operation_record(one) for one in story.corrections], "uncorrected": before}


def _media(media: tuple[Media, ...]) -> Json:
    return {"media": [media_record(one) for one in media]} if media else {}


def _story_place(entry: StoryPlace) -> Json:
    return {
        **place_record(entry.place),
        "mentions": [
            {
                "start": item.mention.start,
                "end": item.mention.end,
                "text": item.mention.text,
                "kind": item.mention.kind,
                "confidence": round(item.confidence, 4),
            }
            for item in entry.mentions
        ],
        "candidates": [_candidate(candidate) for candidate in entry.candidates],
        **_media(entry.media),
    }


def _candidate(candidate: Candidate) -> Json:
    return {**place_record(candidate.place), "score": round(candidate.score, 4)}


def place_record(place: Place) -> Json:
    """Return a place as the story file has it, all its members."""
    return {
        "id": place.id,
        "name": place.name,
        "lat": round(place.lat, 6),
        "lon": round(place.lon, 6),
        "feature": place.feature,
        "country": place.country,
        "precision": place.precision,
        "admin": list(place.admin),
        "admin_codes": list(place.admin_codes),
        "population": place.population,
        "bounds": [round(degree, 6) for degree in place.bounds] if place.bounds else None,
        "within": place.within or None,
        "since": place.since,
        "until": place.until,
    }


def _unplaced(item: Unplaced) -> Json:
    return {**_span(item.span), "why": item.why}


def _off_map(item: OffMap) -> Json:
    return {"quote": _span(item.quote), "why": item.why, "title": item.title, "when": _when(item.when)}


def _route(route: Route) -> Json:
    colour = {"colour": route.colour} if route.colour else {}
    return {"id": route.id, "name": route.name, "events": list(route.events), **colour}


def _feature(event: Event, selector: list[Json]) -> Json:
    return {
        "type": "Feature",
        "id": event.id,
        "geometry": geometry_of(event),
        "properties": {
            "title": event.title,
            "kind": event.kind,
            "status": event.status,
            "main": event.main,
            "quote": _span(event.quote),
            "selector": selector,
            "mentions": [_span(span) for span in event.mentions],
            "trigger": _span_or_none(event.trigger),
            "when": _when(event.when),
            "where": [_where(where) for where in event.where],
            "who": [_who(who) for who in event.who],
            "source": event.source,
            "part": event.part,
            "order": {"narrative": event.narrative, "chronological": event.chronological},
            "confidence": round(event.confidence, 4),
            **_media(event.media),
            **({"category": event.category} if event.category else {}),
            **({"view": view_record(event.view)} if event.view else {}),
        },
    }


def geometry_of(event: Event) -> Json | None:
    """Return a Point for one place, a LineString for a way, a MultiPoint for several places, else None."""
    points = [[round(where.place.lon, 6), round(where.place.lat, 6)] for where in _in_travel_order(event)]
    if not points:
        return None
    if len(points) == 1:
        return {"type": "Point", "coordinates": points[0]}
    roles = {where.role for where in event.where}
    is_way = event.kind == "movement" and "to" in roles and len(roles) > 1
    return {"type": "LineString" if is_way else "MultiPoint", "coordinates": points}


def _in_travel_order(event: Event) -> list[Where]:
    if event.kind != "movement":
        return list(event.where)
    order = {"from": 0, "at": 1, "via": 2, "to": 3}
    return sorted(event.where, key=lambda where: order[where.role])


def _when(when: When) -> Json:
    return {
        "edtf": when.edtf,
        "earliest": _day(when.earliest),
        "latest": _day(when.latest),
        "extent": when.extent,
        "basis": when.basis,
        "text": when.mention.text if when.mention else None,
        "start": when.mention.start if when.mention else None,
        "end": when.mention.end if when.mention else None,
    }


def _day(day: Day | None) -> str | None:
    return None if day is None else str(day)


def _where(where: Where) -> Json:
    return {
        "place": where.place.id,
        "name": where.place.name,
        "lat": round(where.place.lat, 6),
        "lon": round(where.place.lon, 6),
        "role": where.role,
        "basis": where.basis,
        "confidence": round(where.confidence, 4),
        "mention": _span_or_none(where.mention),
    }


def _who(who: Who) -> Json:
    return {"name": who.name, "role": who.role, "mention": _span_or_none(who.mention)}


def _span(span: Span) -> Json:
    return {"start": span.start, "end": span.end, "text": span.text}


def _span_or_none(span: Span | None) -> Json | None:
    return None if span is None else _span(span)
