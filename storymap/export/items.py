"""A story as other programs know one: a list of items with a title, a text, a time, places and pictures.

``items_of(story)`` is what most formats write. ``Told`` is what was read out of a file of theirs, and
``compose`` makes a story of it: its text is the items' titles and texts, one paragraph each.
"""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from places.model import Document, Place
from storymap.model import Event, Media, Span, Story, StoryPlace, When, Where, WhereRole, Who
from storymap.story import in_time_order

UNKNOWN = When()
TRAVEL: dict[WhereRole, int] = {"from": 0, "at": 1, "via": 2, "to": 3}


@dataclass(frozen=True, slots=True, kw_only=True)
class Stop:
    """A place of an item; degrees of WGS 84. ``id`` is the gazetteer's, where the file has it."""

    name: str
    lat: float
    lon: float
    id: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """A step of a story: ``stops`` in the order of travel if it is a ``way``; ``when`` without its words."""

    title: str
    text: str = ""
    id: str = ""
    when: When = UNKNOWN
    stops: tuple[Stop, ...] = ()
    way: bool = False
    who: tuple[str, ...] = ()
    source: str = ""
    part: str = ""
    media: tuple[Media, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """What was read out of a file: its items, and the story file that we kept in it, if it is one of ours.

    ``places`` says that the file is a list of places, an item each; ids are then those of places.
    """

    items: tuple[Item, ...]
    title: str = ""
    author: str = ""
    language: str = ""
    source: str = ""
    media: tuple[Media, ...] = ()
    kept: str = ""
    places: bool = False


def items_of(story: Story) -> tuple[Item, ...]:
    """Return the story's events as items, in the order told."""
    return tuple(_item(event) for event in in_order(story))


def in_order(story: Story) -> list[Event]:
    """Return the events in the order told."""
    return sorted(story.events, key=lambda event: event.narrative)


def is_way(event: Event) -> bool:
    """Return whether the event goes from somewhere to somewhere, so that a line shows it."""
    roles = {where.role for where in event.where}
    return event.kind == "movement" and "to" in roles and len(roles) > 1


def _item(event: Event) -> Item:
    way = is_way(event)
    stops = sorted(event.where, key=lambda where: TRAVEL[where.role]) if way else event.where
    return Item(
        id=event.id,
        title=event.title or event.quote.text,
        text=event.quote.text,
        when=replace(event.when, mention=None),
        stops=tuple(stop_of(where.place) for where in stops),
        way=way,
        who=tuple(dict.fromkeys(who.name for who in event.who)),
        source=event.source or "",
        part=event.part or "",
        media=event.media,
    )


def stop_of(place: Place) -> Stop:
    """Return a place as a stop."""
    return Stop(name=place.name, lat=round(place.lat, 6), lon=round(place.lon, 6), id=place.id)


def compose(told: Told) -> Story:
    """Return the story of a file's items; an item without a place is told, too, and stays off the map."""
    text = Text()
    if told.title:
        text.add(told.title)
    events = [event_of(item, number, text) for number, item in enumerate(told.items, start=1)]
    events = with_own_ids(events)
    return Story(
        document=Document(
            text=text.text,
            title=told.title,
            author=told.author,
            language=told.language or "en",
            source=told.source,
        ),
        places=places_of(events),
        events=in_time_order(events),
        media=told.media,
    )


class Text:
    """A text that grows by paragraphs, each of which can be quoted."""

    def __init__(self, text: str = "") -> None:
        self._parts = [text] if text else []
        self._length = len(text)

    @property
    def text(self) -> str:
        """The text so far."""
        return "".join(self._parts)

    def add(self, words: str) -> Span:
        """Append a paragraph and return where it stands."""
        gap = "\n\n" if self._parts else ""
        start = self._length + len(gap)
        self._parts += [gap, words]
        self._length = start + len(words)
        return Span(start=start, end=self._length, text=words)


def event_of(item: Item, number: int, text: Text) -> Event:
    """Return an item as an event, number so and so of the story, whose words are added to the text."""
    quote = text.add(item.title)
    if item.text and item.text != item.title:
        quote = text.add(item.text)
    return Event(
        id=item.id or f"e{number}",
        title=item.title,
        quote=quote,
        kind="movement" if item.way else "event",
        when=item.when,
        where=where_of(item),
        who=tuple(who_of(item)),
        source=item.source or None,
        part=item.part or None,
        narrative=number,
        media=item.media,
    )


def who_of(item: Item) -> Iterable[Who]:
    """Yield the people of an item."""
    return (Who(name=name) for name in item.who)


def where_of(item: Item) -> tuple[Where, ...]:
    """Return the places of an item with the part they play: a way has a beginning and an end."""
    last = len(item.stops) - 1
    roles: list[WhereRole] = ["at"] * len(item.stops)
    if item.way and last > 0:
        roles = ["from", *["via"] * (last - 1), "to"]  # type: ignore[list-item]
    return tuple(Where(place=place_of(stop), role=role) for stop, role in zip(item.stops, roles, strict=True))


def place_of(stop: Stop) -> Place:
    """Return a stop as a place; without a gazetteer's id its coordinates name it."""
    return Place(
        id=stop.id or f"point:{stop.lat:.5f},{stop.lon:.5f}",
        name=stop.name or f"{stop.lat:.4f}, {stop.lon:.4f}",
        lat=stop.lat,
        lon=stop.lon,
        feature="",
    )


def places_of(events: Iterable[Event]) -> tuple[StoryPlace, ...]:
    """Return the places of some events, each once, without mentions."""
    found = {where.place.id: where.place for event in events for where in event.where}
    return tuple(StoryPlace(place=place, mentions=()) for place in found.values())


def with_own_ids(events: Sequence[Event], known: Iterable[Place] = ()) -> list[Event]:
    """Return the events with ids that differ, and with one place for every id of a place.

    A place that bears the id of a known one but lies elsewhere is another place.
    """
    places = {place.id: place for place in known}
    taken: set[str] = set()
    times: Counter[str] = Counter()
    told = []
    for event in events:
        name = event.id
        while name in taken:
            times[event.id] += 1
            name = f"{event.id}+{times[event.id]}"
        taken.add(name)
        where = tuple(replace(one, place=_one_place(one.place, places)) for one in event.where)
        told.append(replace(event, id=name, where=where))
    return told


def _one_place(place: Place, places: dict[str, Place]) -> Place:
    known = places.setdefault(place.id, place)
    if (known.lat, known.lon) == (place.lat, place.lon):
        return known
    moved = replace(place, id=f"point:{place.lat:.6f},{place.lon:.6f}")
    return places.setdefault(moved.id, moved)
