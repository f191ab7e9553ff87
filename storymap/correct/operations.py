"""What can be put right, each as a frozen value that holds on to words and not to offsets or ids.

``NAMES`` is the one table of operations: their names in files, as "place.set", and their classes.
"""

import hashlib
import json
from dataclasses import asdict, dataclass, field, fields, replace
from typing import Literal, get_args

from places.model import Place
from storymap.correct.anchor import Anchor
from storymap.model import Category, EventKind, Media, View, When, Where, Who

Scope = Literal["name", "mention"]
StoryField = Literal["title", "author", "published", "language", "source", "dek", "credits", "theme"]

_ABOUT = frozenset({"id", "time", "by", "was"})
SCOPES: tuple[Scope, ...] = get_args(Scope)
STORY_FIELDS: tuple[StoryField, ...] = get_args(StoryField)


@dataclass(frozen=True, slots=True, kw_only=True)
class Operation:
    """One correction. ``time`` is when it was made (ISO 8601), ``by`` whose it is, ``was`` what was there.

    None of the three changes what it does.
    """

    id: str = ""
    time: str = ""
    by: str = ""
    was: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class PlaceSet(Operation):
    """What the words name is this place, or (None) no place at all.

    ``scope`` is "name", so that every mention written so is meant, or "mention", these words only.
    """

    at: Anchor
    place: Place | None
    scope: Scope = "name"


@dataclass(frozen=True, slots=True, kw_only=True)
class PlaceConfirm(Operation):
    """What the words were taken for is right."""

    at: Anchor
    scope: Scope = "name"


@dataclass(frozen=True, slots=True, kw_only=True)
class MentionAdd(Operation):
    """The words name a place that was not recognised."""

    at: Anchor
    place: Place


@dataclass(frozen=True, slots=True, kw_only=True)
class EventTitle(Operation):
    """The event's headline."""

    event: Anchor
    title: str


@dataclass(frozen=True, slots=True, kw_only=True)
class EventDate(Operation):
    """When the event was; an unknown When takes its date away."""

    event: Anchor
    when: When


@dataclass(frozen=True, slots=True, kw_only=True)
class EventPlaces(Operation):
    """Where the event was, all its places with their roles."""

    event: Anchor
    where: tuple[Where, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class EventPeople(Operation):
    """Who took part in the event, all of them."""

    event: Anchor
    who: tuple[Who, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class EventMain(Operation):
    """Whether the event is a main one or told aside."""

    event: Anchor
    main: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class EventPart(Operation):
    """The chapter that the event belongs to; "" for none."""

    event: Anchor
    part: str


@dataclass(frozen=True, slots=True, kw_only=True)
class EventMove(Operation):
    """The event is told right after another one, or first of all (None)."""

    event: Anchor
    after: Anchor | None


@dataclass(frozen=True, slots=True, kw_only=True)
class EventHide(Operation):
    """The event stays in the story but not on the map: it goes to the list of what is off it."""

    event: Anchor


@dataclass(frozen=True, slots=True, kw_only=True)
class EventConfirm(Operation):
    """The event is told rightly."""

    event: Anchor


@dataclass(frozen=True, slots=True, kw_only=True)
class EventDelete(Operation):
    """There is no such event."""

    event: Anchor


@dataclass(frozen=True, slots=True, kw_only=True)
class EventMerge(Operation):
    """The others tell the same event, which takes in their words, places and people."""

    event: Anchor
    others: tuple[Anchor, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class EventSplit(Operation):
    """The event is two; the second begins with the words ``at``, which stand within the event's own."""

    event: Anchor
    at: Anchor


@dataclass(frozen=True, slots=True, kw_only=True)
class EventAdd(Operation):
    """Another event, told by the words ``at`` or (None) by no words of the text.

    It comes where its words stand in the story; one without words, at the end.
    """

    at: Anchor | None
    title: str
    when: When = field(default_factory=When)
    where: tuple[Where, ...] = ()
    who: tuple[Who, ...] = ()
    kind: EventKind = "event"


@dataclass(frozen=True, slots=True, kw_only=True)
class EventRestore(Operation):
    """What was kept off the map is an event of it, at these places."""

    at: Anchor
    where: tuple[Where, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class StorySet(Operation):
    """One of the story's own facts; "" takes it away."""

    field: StoryField
    value: str


@dataclass(frozen=True, slots=True, kw_only=True)
class RouteName(Operation):
    """The traveller's name of a route, which is held by the name it had."""

    name: str
    value: str


@dataclass(frozen=True, slots=True, kw_only=True)
class RouteColour(Operation):
    """The colour of a route, #rrggbb, or "" for the page's own; the route is held by its name."""

    name: str
    value: str


@dataclass(frozen=True, slots=True, kw_only=True)
class StoryView(Operation):
    """What the map opens with; None leaves that to the page."""

    view: View | None


@dataclass(frozen=True, slots=True, kw_only=True)
class StoryMedia(Operation):
    """The story's own pictures and recordings, all of them; the first picture is the cover."""

    media: tuple[Media, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class StoryCategories(Operation):
    """The kinds of events that the legend tells, all of them."""

    categories: tuple[Category, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class EventView(Operation):
    """What the map shows at the event's step; None leaves that to the page."""

    event: Anchor
    view: View | None


@dataclass(frozen=True, slots=True, kw_only=True)
class EventMedia(Operation):
    """The event's pictures and recordings, all of them."""

    event: Anchor
    media: tuple[Media, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class EventCategory(Operation):
    """The kind of event that it is, by its name; "" for none."""

    event: Anchor
    category: str


NAMES: dict[str, type[Operation]] = {
    "place.set": PlaceSet,
    "place.confirm": PlaceConfirm,
    "mention.add": MentionAdd,
    "event.title": EventTitle,
    "event.date": EventDate,
    "event.places": EventPlaces,
    "event.people": EventPeople,
    "event.main": EventMain,
    "event.part": EventPart,
    "event.move": EventMove,
    "event.confirm": EventConfirm,
    "event.hide": EventHide,
    "event.delete": EventDelete,
    "event.merge": EventMerge,
    "event.split": EventSplit,
    "event.add": EventAdd,
    "event.restore": EventRestore,
    "story.set": StorySet,
    "route.name": RouteName,
    "route.colour": RouteColour,
    "story.view": StoryView,
    "story.media": StoryMedia,
    "story.categories": StoryCategories,
    "event.view": EventView,
    "event.media": EventMedia,
    "event.category": EventCategory,
}
_NAME_OF = {kind: name for name, kind in NAMES.items()}


def name_of(operation: Operation) -> str:
    """Return the operation's name in files: "place.set"."""
    return _NAME_OF[type(operation)]


def what(operation: Operation) -> dict[str, object]:
    """Return the members that say what the operation does, without id, time and whose it is."""
    return {one.name: getattr(operation, one.name) for one in fields(operation) if one.name not in _ABOUT}


def touches(operation: Operation) -> tuple[str, str]:
    """Return what the operation is about, so that two that touch the same thing can be told: kind, thing."""
    kind = name_of(operation)
    if isinstance(operation, StorySet):
        return kind, operation.field
    if isinstance(operation, RouteName | RouteColour):
        return kind, operation.name
    if isinstance(operation, StoryView | StoryMedia | StoryCategories):
        return kind, ""
    held = getattr(operation, "event", None) or getattr(operation, "at", None)
    if kind in ("place.set", "place.confirm", "mention.add"):
        kind = "place"
        if getattr(operation, "scope", "") == "name" and held is not None:
            return kind, held.exact
    if held is None:
        return kind, operation.id
    return kind, "\n".join((held.prefix, held.exact, held.suffix, str(held.nth), held.title, held.made))


def identified(operation: Operation) -> Operation:
    """Return the operation with an id: its own, or one that follows from what it does."""
    if operation.id:
        return operation
    about = {key: value for key, value in asdict(operation).items() if key not in _ABOUT}
    text = json.dumps([name_of(operation), about], ensure_ascii=False, sort_keys=True, default=str)
    return replace(operation, id=hashlib.sha256(text.encode("utf-8", errors="replace")).hexdigest()[:12])
