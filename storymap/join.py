"""Several stories → one: the texts one after the other, each a part of the whole."""

from collections.abc import Iterable, Sequence
from dataclasses import fields, is_dataclass, replace
from typing import Any, TypeVar

from places.model import Document, Mention, Place
from storymap.model import Day, Event, Media, Route, Selector, Span, Story, StoryPlace, Stretch
from storymap.story import in_time_order

_GAP = "\n\n\n"
Value = TypeVar("Value")


def join_stories(stories: Sequence[Story]) -> Story:
    """Return one story of several, told in the order given; one story comes back as it is.

    Raises:
        ValueError: there is none.
    """
    if not stories:
        raise ValueError("no story to join")
    if len(stories) == 1:
        return stories[0]
    moved, start = [], 0
    for number, story in enumerate(stories, start=1):
        moved.append(_as_part(_moved(_named_origin(story), start), number))
        start += len(story.document.text) + len(_GAP)
    events = [event for story in moved for event in story.events]
    return Story(
        document=_joined([story.document for story in stories]),
        places=_merged(place for story in moved for place in story.places),
        events=in_time_order([replace(event, narrative=n) for n, event in enumerate(events, start=1)]),
        unplaced=tuple(item for story in moved for item in story.unplaced),
        off_map=tuple(item for story in moved for item in story.off_map),
        routes=tuple(route for story in moved for route in story.routes),
        origin=tuple(stretch for story in moved for stretch in story.origin),
        media=tuple(media for story in moved for media in story.media),
    )


def _named_origin(story: Story) -> Story:
    """Return the story with the name of its document in every stretch; one of several needs it."""
    source, whole = story.document.source, Stretch(start=0, end=len(story.document.text), at=Selector())
    stretches = story.origin or ((whole,) if source else ())
    named = (replace(one, at=replace(one.at, source=one.at.source or source)) for one in stretches)
    return replace(story, origin=tuple(named))


def _joined(documents: Sequence[Document]) -> Document:
    first = documents[0]
    published = {document.published for document in documents}
    authors = list(dict.fromkeys(document.author for document in documents if document.author))
    titles = list(dict.fromkeys(document.title for document in documents if document.title))
    return replace(
        first,
        text=_GAP.join(document.text for document in documents),
        title=titles[0] if len(titles) == 1 else " · ".join(titles[:3]) + (" …" if len(titles) > 3 else ""),
        author=", ".join(authors),
        published=first.published if len(published) == 1 else None,
        source=", ".join(document.source for document in documents if document.source),
    )


def _moved(value: Value, by: int) -> Value:
    """Return the value with every offset in it moved by so many characters."""
    moved: Any = value
    if isinstance(value, Span | Mention | Stretch):
        moved = replace(value, start=value.start + by, end=value.end + by)
    elif isinstance(value, Place | Document | Day | Media):
        pass
    elif isinstance(value, tuple):
        moved = tuple(_moved(item, by) for item in value)
    elif is_dataclass(value) and not isinstance(value, type):
        moved = replace(
            value, **{field.name: _moved(getattr(value, field.name), by) for field in fields(value)}
        )
    return moved  # type: ignore[no-any-return]


def _as_part(story: Story, number: int) -> Story:
    """Return the story with ids of its own and its events marked as a part of the whole."""
    part = story.document.title or f"Part {number}"

    def named(name: str) -> str:
        return f"{number}.{name}"

    def event(event: Event) -> Event:
        return replace(event, id=named(event.id), part=f"{part} · {event.part}" if event.part else part)

    def route(route: Route) -> Route:
        return replace(route, id=named(route.id), events=tuple(named(name) for name in route.events))

    return replace(story, events=tuple(map(event, story.events)), routes=tuple(map(route, story.routes)))


def _merged(places: Iterable[StoryPlace]) -> tuple[StoryPlace, ...]:
    merged: dict[str, StoryPlace] = {}
    for place in places:
        known = merged.get(place.place.id)
        merged[place.place.id] = (
            replace(known, mentions=known.mentions + place.mentions, media=known.media + place.media)
            if known
            else place
        )
    return tuple(merged.values())
