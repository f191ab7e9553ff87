"""The way back: what was changed in another program, laid over the story that the file keeps."""

import json
from collections.abc import Sequence
from dataclasses import replace

from places.untrusted import parse_json
from storymap.errors import StoryFileError
from storymap.export.items import (
    Item,
    Text,
    Told,
    event_of,
    place_of,
    places_of,
    where_of,
    who_of,
    with_own_ids,
)
from storymap.files import story_from_dict, story_to_dict
from storymap.model import Event, Route, Story, StoryPlace
from storymap.story import in_time_order


def keep(story: Story) -> str:
    """Return the story file in one line of ASCII, which any format can hold."""
    return json.dumps(story_to_dict(story), separators=(",", ":"))


def kept_story(told: Told) -> Story | None:
    """Return the story that a file keeps; None if it keeps none, or if what it keeps has been broken."""
    if not told.kept:
        return None
    try:
        return story_from_dict(parse_json(told.kept))
    except (ValueError, StoryFileError):
        return None


def rejoin(story: Story, was: Told, now: Told) -> Story:
    """Return the story with what has changed in the file since it was written.

    Args:
        story: what the file keeps.
        was: what the file said when it was written.
        now: what it says.
    """
    if was.items == now.items and was.title == now.title:
        return story
    # What was changed elsewhere is now part of the story; corrections could not be undone without it.
    story = replace(story, corrections=(), uncorrected=None)
    if now.places:
        return _with_places(story, was.items, now.items)
    told = _with_events(story, was.items, now.items)
    if now.title and now.title != was.title:
        told = replace(told, document=replace(told.document, title=now.title))
    return told


def _with_events(story: Story, was: Sequence[Item], now: Sequence[Item]) -> Story:
    events = {event.id: event for event in story.events}
    before = {item.id: item for item in was}
    text = Text(story.document.text)
    told = []
    for number, item in enumerate(now, start=1):
        event, old = events.get(item.id), before.get(item.id)
        if event is None or old is None:
            told.append(event_of(item, number, text))
        else:
            told.append(replace(_changed(event, old, item, text), narrative=number))
    shown = {item.id for item in was}
    unseen = [event for event in story.events if event.id not in shown]  # the format has no room for them
    told = with_own_ids([*told, *unseen], (entry.place for entry in story.places))
    names = {event.id for event in told}
    return replace(
        story,
        document=replace(story.document, text=text.text),
        places=_with_new_places(story, told),
        events=in_time_order([replace(event, narrative=n) for n, event in enumerate(told, start=1)]),
        routes=tuple(route for old in story.routes if (route := _only(old, names)).events),
    )


def _changed(event: Event, old: Item, new: Item, text: Text) -> Event:
    """Return the event with what differs between the two items; new words are a new paragraph of the text."""
    if new.title != old.title:
        event = replace(event, title=new.title)
    if new.text != old.text and new.text:
        event = replace(event, quote=text.add(new.text), mentions=(event.quote, *event.mentions))
    if new.when != old.when:
        event = replace(event, when=new.when)
    if new.stops != old.stops:
        event = replace(event, where=where_of(new))
    if new.who != old.who:
        event = replace(event, who=tuple(who_of(new)))
    if new.media != old.media:
        event = replace(event, media=new.media)
    return event


def _with_new_places(story: Story, events: Sequence[Event]) -> tuple[StoryPlace, ...]:
    known = {entry.place.id for entry in story.places}
    return (*story.places, *(entry for entry in places_of(events) if entry.place.id not in known))


def _only(route: Route, names: set[str]) -> Route:
    return replace(route, events=tuple(name for name in route.events if name in names))


def _with_places(story: Story, was: Sequence[Item], now: Sequence[Item]) -> Story:
    """Return the story with the places that were renamed or moved; events take theirs from there."""
    before = {item.id: item for item in was}
    moved = {
        item.id: place_of(item.stops[0])
        for item in now
        if item.stops and item.id in before and item.stops != before[item.id].stops
    }

    def entry(old: StoryPlace) -> StoryPlace:
        new = moved.get(old.place.id)
        if new is None:
            return old
        return replace(old, place=replace(old.place, name=new.name, lat=new.lat, lon=new.lon))

    places = tuple(entry(old) for old in story.places)
    known = {one.place.id: one.place for one in places}
    events = tuple(
        replace(
            event,
            where=tuple(replace(one, place=known.get(one.place.id, one.place)) for one in event.where),
        )
        for event in story.events
    )
    return replace(story, places=places, events=events)
