"""What the page shows of a story: plain dicts, for the template and for the page's scripts alike.

Everything that needs a decision or a word is settled here; the template and the scripts only show it.
All text of the story passes through ``visible``.
"""

from collections.abc import Sequence
from typing import Any

from places.model import Place
from storymap.files.look import view_record
from storymap.model import Event, Look, Story, StoryPlace, When, Where
from storymap.origin import Origin
from storymap.page.dates import machine_date, when_label
from storymap.page.kinds import place_kind
from storymap.page.opening import named, shown_quote
from storymap.page.original import place_in_original
from storymap.page.passages import Mark, Paragraph, paragraphs
from storymap.page.visible import visible
from storymap.page.words import Words

Json = dict[str, Any]

_HIGH, _MIDDLE = 0.85, 0.6  # from here on a place is called sure, likely; below, doubtful
_MOST_ALTERNATIVES = 5


def story_view(story: Story, words: Words) -> Json:
    """Return the story's places, events and routes as the page shows them, numbered by their positions."""
    entries = _all_places(story)
    numbers = {entry.place.id: number for number, entry in enumerate(entries)}
    names = {entry.place.id: entry.place.name for entry in entries}
    origin = Origin(story.origin)
    kinds = {one.name: number for number, one in enumerate(story.look.categories)}
    events = [
        {
            **_event(event, numbers, words, story.document.text),
            "category": kinds.get(event.category),
            "view": view_record(event.view) if event.view else None,
            "original": _original(event, origin, story.document.source, words),
        }
        for event in sorted(story.events, key=lambda event: event.narrative)
    ]
    _number_steps(events)
    places = [_place(entry, names) for entry in entries]
    for number, event in enumerate(events):
        for where in event["where"]:
            told = places[where["place"]]["events"]
            if number not in told:
                told.append(number)
    return {"places": places, "events": events, "routes": _routes(story, events), "look": _look(story.look)}


def text_view(story: Story) -> list[Paragraph]:
    """Return the story's text as paragraphs whose pieces are marked with places and events."""
    return paragraphs(story.document.text, _marks(story))


def sure_word(confidence: float) -> str:
    """Return how sure a confidence is: "high", "middle" or "low"."""
    if confidence >= _HIGH:
        return "high"
    return "middle" if confidence >= _MIDDLE else "low"


def _all_places(story: Story) -> list[StoryPlace]:
    """Return the story's places, and after them those that only its events know."""
    entries = {entry.place.id: entry for entry in story.places}
    for event in story.events:
        for where in event.where:
            entries.setdefault(where.place.id, StoryPlace(place=where.place, mentions=()))
    return list(entries.values())


def _place(entry: StoryPlace, names: dict[str, str]) -> Json:
    place = entry.place
    confidence = max((item.confidence for item in entry.mentions), default=1.0)
    return {
        "id": place.id,
        "name": visible(place.name),
        "lat": round(place.lat, 5),
        "lon": round(place.lon, 5),
        "kind": place_kind(place.feature),
        "country": place.country,
        "admin": [visible(name) for name in place.admin],
        "within": visible(names.get(place.within, "")),
        "precision": place.precision,
        "bounds": [round(degree, 3) for degree in place.bounds] if place.bounds else None,
        "confidence": round(confidence, 2),
        "sure": sure_word(confidence),
        "mentions": len(entry.mentions),
        "names": sorted({visible(item.mention.text) for item in entry.mentions} - {visible(place.name)}),
        "alternatives": [
            _alternative(candidate.place, candidate.score)
            for candidate in entry.candidates
            if candidate.place.id != place.id
        ][:_MOST_ALTERNATIVES],
        "events": [],
    }


def _alternative(place: Place, score: float) -> Json:
    return {
        "name": visible(place.name),
        "kind": place_kind(place.feature),
        "country": place.country,
        "admin": visible(place.admin[0]) if place.admin else "",
        "score": round(score, 2),
    }


def _event(event: Event, numbers: dict[str, int], words: Words, text: str) -> Json:
    title = visible(event.title) or visible(event.quote.text)
    return {
        "id": event.id,
        "title": title,
        "quote": shown_quote(text, title, event.quote),
        "kind": event.kind,
        "status": event.status,
        "main": event.main,
        "when": _when(event.when, words),
        "where": [_where(where, numbers) for where in event.where],
        "who": named(event.who, text),
        "source": visible(event.source or ""),
        "part": visible(event.part or ""),
        "happened": event.chronological,
        "confidence": round(event.confidence, 2),
    }


def _original(event: Event, origin: Origin, source: str, words: Words) -> Json | None:
    found = place_in_original(event.quote, origin.at(event.quote), source, words)
    return {"label": found.label, "link": found.link, "second": found.second} if found else None


def _when(when: When, words: Words) -> Json:
    label = when_label(when, words)
    said = visible(when.mention.text) if when.mention else ""
    notes = [words("date.text", text=said)] if said and said != label else []
    notes += [words(f"date.{when.basis}")] if when.basis in ("carried", "assumed") else []
    return {
        "label": label or said,
        "machine": machine_date(when),
        "note": "; ".join(notes),
        "first": str(when.earliest) if when.earliest else None,
        "last": str(when.latest) if when.latest else None,
        "extent": when.extent,
        "basis": when.basis,
    }


def _where(where: Where, numbers: dict[str, int]) -> Json:
    return {"place": numbers[where.place.id], "role": where.role, "sure": sure_word(where.confidence)}


def _number_steps(events: list[Json]) -> None:
    """Number the steps from 1: every event is one, the background (an event that is not main) too."""
    for number, event in enumerate(events, start=1):
        event["step"] = number


def _routes(story: Story, events: Sequence[Json]) -> list[Json]:
    numbers = {event["id"]: number for number, event in enumerate(events)}
    return [
        {
            "name": visible(route.name),
            "colour": route.colour,
            "events": [numbers[name] for name in route.events if name in numbers],
        }
        for route in story.routes
    ]


def _look(look: Look) -> Json:
    return {
        "view": view_record(look.view) if look.view else None,
        "categories": [
            {"name": visible(one.name), "colour": one.colour, "sign": visible(one.sign)}
            for one in look.categories
        ],
    }


def _marks(story: Story) -> list[Mark]:
    events = sorted(story.events, key=lambda event: event.narrative)
    marks = [
        Mark(start=item.mention.start, end=item.mention.end, kind="place", number=number)
        for number, entry in enumerate(_all_places(story))
        for item in entry.mentions
    ]
    for number, event in enumerate(events):
        spans = (event.quote, *event.mentions)
        marks += [Mark(start=span.start, end=span.end, kind="event", number=number) for span in spans]
        if event.trigger:
            marks.append(
                Mark(start=event.trigger.start, end=event.trigger.end, kind="trigger", number=number)
            )
    return marks
