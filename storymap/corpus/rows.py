"""A story → the rows that it gives to a corpus's tables, as plain dicts."""

import json
import re
import struct
from collections import Counter
from dataclasses import replace
from typing import Any

import shapely

from storymap.files import story_to_dict
from storymap.files.writing import geometry_of
from storymap.model import Day, Event, Story, When

Row = dict[str, Any]

_AROUND = 120
"""Characters of the text on either side of a mention that its quotation may take in."""

_SENTENCE_END = re.compile(r"[.!?…][\"'”’)]*\s+|\n\s*\n")


def reading_of(story: Story, key: str, part: int) -> Row:
    """Return a document's reading (``storymap.corpus.schema.READING``)."""
    document = story.document
    row: Row = {
        "key": key,
        "part": part,
        "id": document.id,
        "error": None,
        "title": document.title,
        "author": document.author,
        "language": document.language,
        "published": document.published,
        "source": document.source,
        "characters": len(document.text),
        "text": document.text,
        "story": _story_without_text(story),
        "mentions": _mentions(story),
        "events": [_event(event) for event in story.events],
        "places": _places(story),
    }
    told: Row = storable(row)
    return told


def failed(key: str, error: str) -> Row:
    """Return the reading of an item that cannot be read, and why."""
    return {"key": key, "part": 0, "error": storable(error)}


def point(lat: float, lon: float) -> bytes:
    """Return a point as well-known binary, little end first: longitude, latitude."""
    return struct.pack("<BIdd", 1, 1, lon, lat)


def storable(value: Any) -> Any:
    """Return a value whose texts UTF-8 can hold: a lone surrogate becomes a question mark, one for one."""
    if isinstance(value, str):
        return value.encode("utf-8", errors="replace").decode()
    if isinstance(value, list):
        return [storable(one) for one in value]
    if isinstance(value, dict):
        return {key: storable(one) for key, one in value.items()}
    return value


def _story_without_text(story: Story) -> str:
    """Return the story file without its text, which stands in the table beside it, and without media."""
    bare = replace(story, media=(), uncorrected=None, corrections=())
    told = story_to_dict(bare)
    told["document"]["text"] = ""
    return json.dumps(told, ensure_ascii=False, separators=(",", ":"))


def _mentions(story: Story) -> list[Row]:
    text = story.document.text
    found: list[Row] = [
        {
            "start": one.mention.start,
            "end": one.mention.end,
            "text": one.mention.text,
            "kind": one.mention.kind,
            "confidence": one.confidence,
            "place": entry.place.id,
            "name": entry.place.name,
            "country": entry.place.country,
            "lat": entry.place.lat,
            "lon": entry.place.lon,
            "geometry": point(entry.place.lat, entry.place.lon),
        }
        for entry in story.places
        for one in entry.mentions
    ] + [
        {
            "start": one.span.start,
            "end": one.span.end,
            "text": one.span.text,
            "kind": "toponym",
            "why": one.why,
        }
        for one in story.unplaced
    ]
    found.sort(key=lambda row: (row["start"], row["end"]))
    for number, row in enumerate(found, start=1):
        row["mention"] = number
        row["quote"] = quotation(text, row["start"], row["end"])
    return found


def quotation(text: str, start: int, end: int) -> str:
    """Return the sentence that a mention stands in, cut at words where it is long; blanks are single."""
    before = text[max(0, start - _AROUND) : start]
    after = text[end : end + _AROUND]
    ends = list(_SENTENCE_END.finditer(before))
    if ends:
        before = before[ends[-1].end() :]
    elif start > _AROUND:
        before = "… " + before.partition(" ")[2]
    stop = _SENTENCE_END.search(after)
    if stop:
        after = after[: stop.end()]
    elif end + _AROUND < len(text):
        after = after.rpartition(" ")[0] + " …"
    return " ".join((before + text[start:end] + after).split())


def _event(event: Event) -> Row:
    last = event.where[-1].place if event.where else None
    first_day, last_day = _bounds(event.when)
    shape = geometry_of(event)
    return {
        "event": event.id,
        "title": event.title,
        "quote": " ".join(event.quote.text.split()),
        "start": event.quote.start,
        "end": event.quote.end,
        "kind": event.kind,
        "status": event.status,
        "main": event.main,
        "edtf": event.when.edtf,
        "earliest": str(first_day) if first_day else None,
        "latest": str(last_day) if last_day else None,
        "year": first_day.year if first_day else None,
        "last_year": last_day.year if last_day else None,
        "when_basis": event.when.basis,
        "places": [where.place.id for where in event.where],
        "names": [where.place.name for where in event.where],
        "roles": [where.role for where in event.where],
        "people": [who.name for who in event.who],
        "people_roles": [who.role for who in event.who],
        "reported_by": event.source if event.source else None,
        "part": event.part if event.part else None,
        "narrative": event.narrative,
        "chronological": event.chronological,
        "confidence": event.confidence,
        "lat": last.lat if last else None,
        "lon": last.lon if last else None,
        "geometry": shapely.to_wkb(shapely.geometry.shape(shape), byte_order=1) if shape else None,
    }


def _bounds(when: When) -> tuple[Day | None, Day | None]:
    """Return the first and last day of a time; an open end is where the other is."""
    return when.earliest or when.latest, when.latest or when.earliest


def _places(story: Story) -> list[Row]:
    told: Counter[str] = Counter()
    years: dict[str, list[int]] = {}
    for event in story.events:
        days = [day.year for day in _bounds(event.when) if day]
        for place in dict.fromkeys(where.place.id for where in event.where):
            told[place] += 1
            years.setdefault(place, []).extend(days)
    return [
        {
            "place": one.id,
            "name": one.name,
            "lat": one.lat,
            "lon": one.lon,
            "feature": one.feature,
            "country": one.country,
            "admin": list(one.admin),
            "precision": one.precision,
            "population": one.population,
            "since": one.since,
            "until": one.until,
            "mentions": len(entry.mentions),
            "events": told[one.id],
            "first_year": min(years.get(one.id, ()), default=None),
            "last_year": max(years.get(one.id, ()), default=None),
        }
        for entry in story.places
        for one in (entry.place,)
    ]
