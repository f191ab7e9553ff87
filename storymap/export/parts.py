"""What a story consists of, counted and named: so that an export can say what it leaves out."""

from collections.abc import Callable, Mapping

from storymap.export.items import is_way
from storymap.model import Event, Story

Count = Callable[[Story], int]


def _events(story: Story, holds: Callable[[Event], bool]) -> int:
    return sum(holds(event) for event in story.events)


def is_vague(event: Event) -> bool:
    """Return whether the event's time is known, but not to the day."""
    return event.when.known and event.when.earliest != event.when.latest


# name → (one, several, how many a story has); the order is that of the message
_PARTS: Mapping[str, tuple[str, str, Count]] = {
    "text": ("the text", "the text", lambda story: int(bool(story.document.text))),
    "undated": (
        "event without a date",
        "events without a date",
        lambda s: _events(s, lambda e: not e.when.known),
    ),
    "placeless": (
        "event without a place",
        "events without a place",
        lambda s: _events(s, lambda e: not e.where),
    ),
    "dates": ("date", "dates", lambda s: _events(s, lambda e: e.when.known)),
    "vague": ("vague date", "vague dates", lambda s: _events(s, is_vague)),
    "ways": ("way", "ways", lambda s: _events(s, is_way)),
    "quotes": ("quotation", "quotations", lambda s: _events(s, lambda e: bool(e.quote.text))),
    "people": ("name of a person", "names of people", lambda s: sum(len(event.who) for event in s.events)),
    "sources": ("source of a report", "sources of reports", lambda s: _events(s, lambda e: bool(e.source))),
    "status": ("kind of event", "kinds of events", lambda s: _events(s, lambda e: e.kind != "event")),
    "media": ("picture or recording", "pictures and recordings", lambda s: _media(s)),
    "mentions": (
        "mention of a place",
        "mentions of places",
        lambda s: sum(len(entry.mentions) for entry in s.places),
    ),
    "candidates": (
        "other meaning of a name",
        "other meanings of names",
        lambda s: sum(max(0, len(entry.candidates) - 1) for entry in s.places),
    ),
    "off_map": ("statement kept off the map", "statements kept off the map", lambda s: len(s.off_map)),
    "unplaced": ("name not placed", "names not placed", lambda s: len(s.unplaced)),
    "corrections": ("correction", "corrections", lambda s: len(s.corrections)),
}
PARTS = frozenset(_PARTS)


def left_out(story: Story, shows: frozenset[str]) -> list[str]:
    """Return the parts that the story has and that are not among those shown: ["2 corrections", …]."""
    counts = {name: count(story) for name, (_, _, count) in _PARTS.items() if name not in shows}
    return [_counted(name, number) for name, number in counts.items() if number]


def counted(number: int, one: str, several: str) -> str:
    """Return a number with its noun."""
    return f"{number} {one if number == 1 else several}"


def _counted(name: str, number: int) -> str:
    one, several, _ = _PARTS[name]
    return one if name == "text" else counted(number, one, several)


def _media(story: Story) -> int:
    placed = sum(len(entry.media) for entry in story.places)
    return len(story.media) + placed + sum(len(event.media) for event in story.events)
