"""The story file → Story; every error names the path inside the file."""

import re
from datetime import date
from itertools import pairwise
from pathlib import Path
from typing import Any, get_args

from places.model import MENTION_KINDS, Bounds, Candidate, Document, Mention, Place, Precision
from storymap.correct.operations import Operation
from storymap.errors import StoryFileError
from storymap.files.fields import Fields, brief, read_json
from storymap.files.look import colour_from, look_from, view_from
from storymap.files.media import media_from
from storymap.files.selectors import stretch_from
from storymap.files.writing import FORMAT_VERSION
from storymap.model import (
    EVENT_KINDS,
    EXTENTS,
    STATUSES,
    WHEN_BASES,
    WHERE_BASES,
    WHERE_ROLES,
    WHO_ROLES,
    Day,
    Event,
    Look,
    OffMap,
    PlaceMention,
    Route,
    Span,
    Story,
    StoryPlace,
    Stretch,
    Unplaced,
    When,
    Where,
    Who,
)

_DAY = re.compile(r"(-?[0-9]{4,9})-([0-9]{2})-([0-9]{2})")
# A book of four million characters with its story has some tens of megabytes.
_MOST_BYTES = 500_000_000


def load_story(path: Path) -> Story:
    """Return the story that a story file holds.

    Raises:
        StoryFileError: the file cannot be read, is no JSON or no story file; the text names file and path.
    """
    return read_json(path, "story file", _MOST_BYTES, story_from_dict)


def story_from_dict(data: Any) -> Story:
    """Return the story of a story file's JSON.

    Raises:
        StoryFileError: it is no story file; the text names the path to what is wrong.
    """
    if not isinstance(data, dict) or data.get("type") != "FeatureCollection" or "storymap" not in data:
        raise StoryFileError("is no story file; `storymap story` makes one from a text")
    fields = Fields(data)
    version = fields.integer("storymap")
    if version != FORMAT_VERSION:
        raise StoryFileError(f"has story file format {version}; this program reads format {FORMAT_VERSION}")
    document = _document(fields.member("document"))
    reader = _Reader(document.text)
    places = fields.list_of("places", reader.story_place)
    known = {entry.place.id: entry.place for entry in places}
    events = tuple(reader.event(feature, known) for feature in fields.objects("features"))
    _check_ids(events)
    corrections, uncorrected = _corrections(fields, document.text)
    return Story(
        document=document,
        corrections=corrections,
        uncorrected=uncorrected,
        places=places,
        events=events,
        unplaced=fields.list_of("unplaced", reader.unplaced),
        off_map=fields.list_of("off_map", reader.off_map),
        routes=fields.list_of("routes", lambda route: _route(route, {event.id for event in events})),
        origin=_origin(fields, len(document.text)),
        media=fields.list_of("media", media_from),
        look=look_from(look) if (look := fields.optional_object("look")) else Look(),
    )


def _origin(fields: Fields, length: int) -> tuple[Stretch, ...]:
    stretches = fields.list_of("origin", lambda one: stretch_from(one, length))
    for number, (one, after) in enumerate(pairwise(stretches), start=1):
        if after.start < one.end:
            raise StoryFileError(f"origin[{number}].start {after.start} lies inside the stretch before it")
    return stretches


def _corrections(fields: Fields, text: str) -> tuple[tuple[Operation, ...], Story | None]:
    """Return the corrections of a story and what it was without them."""
    from storymap.files.operations import operation_from

    before = fields.optional_object("uncorrected")
    if before is None:
        return (), None
    document = {**before.member("document").data, "text": text}
    try:
        uncorrected = story_from_dict(
            {**before.data, "document": document, "origin": fields.data.get("origin")}
        )
    except StoryFileError as error:
        raise StoryFileError(f"uncorrected.{error}") from error
    return fields.list_of("corrections", operation_from), uncorrected


def _check_ids(events: tuple[Event, ...]) -> None:
    seen: set[str] = set()
    for index, event in enumerate(events):
        if event.id in seen:
            raise StoryFileError(f"features[{index}].id {brief(event.id)} is used twice")
        seen.add(event.id)


def _document(fields: Fields) -> Document:
    published = fields.optional_text("published")
    try:
        day = date.fromisoformat(published) if published else None
    except ValueError as error:
        raise fields.fail("published", f"must be a date as 2020-05-06, not {brief(published)}") from error
    return Document(
        text=fields.text("text", ""),
        id=fields.text("id", ""),
        title=fields.text("title", ""),
        language=fields.text("language", "en"),
        published=day,
        source=fields.text("source", ""),
        author=fields.text("author", ""),
    )


def _route(fields: Fields, event_ids: set[str]) -> Route:
    events = fields.texts("events")
    for event in events:
        if event not in event_ids:
            raise fields.fail("events", f"names {brief(event)}, which is no feature's id")
    colour = colour_from(fields, "colour", "")
    return Route(id=fields.text("id"), name=fields.text("name", ""), events=events, colour=colour)


def place_from(fields: Fields) -> Place:
    """Return the place of a story file's object."""
    precisions: tuple[Precision, ...] = get_args(Precision)
    return Place(
        id=fields.text("id"),
        name=fields.text("name"),
        lat=fields.number("lat", -90, 90),
        lon=fields.number("lon", -180, 180),
        feature=fields.text("feature", ""),
        country=fields.text("country", ""),
        admin=fields.texts("admin"),
        admin_codes=fields.texts("admin_codes"),
        population=fields.integer("population", 0),
        precision=fields.choice("precision", precisions, "exact"),
        bounds=_bounds(fields),
        within=fields.text("within", ""),
        since=fields.optional_integer("since"),
        until=fields.optional_integer("until"),
    )


def _bounds(fields: Fields) -> Bounds | None:
    numbers = fields.numbers("bounds", 4)
    if numbers is None:
        return None
    west, south, east, north = numbers
    return (west, south, east, north)


def day_from(fields: Fields, key: str) -> Day | None:
    """Return a member that is a day, None where it is absent or null."""
    text = fields.optional_text(key)
    if text is None:
        return None
    match = _DAY.fullmatch(text)
    if match is None:
        raise fields.fail(key, f"must be a day as 1945-08-15, not {text[:40]!r}")
    day = Day(*map(int, match.groups()))
    if not (1 <= day.month <= 12 and 1 <= day.day <= 31):
        raise fields.fail(key, f"is no day of the calendar: {brief(text)}")
    return day


class _Reader:
    """Reads what quotes the text, and holds every quotation against it."""

    def __init__(self, text: str) -> None:
        self._text = text

    def span(self, fields: Fields) -> Span:
        start, end = fields.integer("start"), fields.integer("end")
        text = fields.text("text", "")
        if self._text[start:end] != text or not 0 <= start <= end:
            raise StoryFileError(
                f"{fields.path} does not quote document.text: {brief(text)} is not at {start}–{end}"
            )
        return Span(start=start, end=end, text=text)

    def optional_span(self, fields: Fields | None) -> Span | None:
        return None if fields is None else self.span(fields)

    def story_place(self, fields: Fields) -> StoryPlace:
        return StoryPlace(
            place=place_from(fields),
            mentions=fields.list_of("mentions", self._place_mention),
            candidates=fields.list_of("candidates", _candidate),
            media=fields.list_of("media", media_from),
        )

    def _place_mention(self, fields: Fields) -> PlaceMention:
        span = self.span(fields)
        kind = fields.choice("kind", MENTION_KINDS, "toponym")
        mention = Mention(start=span.start, end=span.end, text=span.text, kind=kind)
        return PlaceMention(mention=mention, confidence=fields.number("confidence", 0, 1, 1.0))

    def unplaced(self, fields: Fields) -> Unplaced:
        return Unplaced(span=self.span(fields), why=fields.text("why", ""))

    def off_map(self, fields: Fields) -> OffMap:
        when = fields.optional_object("when")
        return OffMap(
            quote=self.span(fields.member("quote")),
            why=fields.text("why", ""),
            title=fields.text("title", ""),
            when=self._when(when) if when else When(),
        )

    def event(self, feature: Fields, known: dict[str, Place]) -> Event:
        fields = feature.member("properties")
        when = fields.optional_object("when")
        order = fields.optional_object("order")
        return Event(
            id=feature.text("id"),
            title=fields.text("title"),
            quote=self.span(fields.member("quote")),
            kind=fields.choice("kind", EVENT_KINDS, "event"),
            status=fields.choice("status", STATUSES, "asserted"),
            main=fields.flag("main", True),
            when=self._when(when) if when else When(),
            where=tuple(self._where(where, known) for where in fields.objects("where")),
            who=fields.list_of("who", self._who),
            mentions=fields.list_of("mentions", self.span),
            trigger=self.optional_span(fields.optional_object("trigger")),
            source=fields.optional_text("source"),
            part=fields.optional_text("part"),
            narrative=order.integer("narrative", 0) if order else 0,
            chronological=order.optional_integer("chronological") if order else None,
            confidence=fields.number("confidence", 0, 1, 1.0),
            media=fields.list_of("media", media_from),
            category=fields.text("category", ""),
            view=view_from(fields),
        )

    def _when(self, fields: Fields) -> When:
        return When(
            edtf=fields.optional_text("edtf"),
            earliest=day_from(fields, "earliest"),
            latest=day_from(fields, "latest"),
            extent=fields.choice("extent", EXTENTS, "within"),
            basis=fields.choice("basis", WHEN_BASES, "none"),
            mention=self.span(fields) if fields.data.get("start") is not None else None,
        )

    def _where(self, fields: Fields, known: dict[str, Place]) -> Where:
        # The list of places is what counts; a place that somebody added to an event only is taken from there.
        place_id = fields.text("place")
        place = known.get(place_id) or Place(
            id=place_id,
            name=fields.text("name"),
            lat=fields.number("lat", -90, 90),
            lon=fields.number("lon", -180, 180),
            feature="",
        )
        return Where(
            place=place,
            role=fields.choice("role", WHERE_ROLES, "at"),
            basis=fields.choice("basis", WHERE_BASES, "stated"),
            confidence=fields.number("confidence", 0, 1, 1.0),
            mention=self.optional_span(fields.optional_object("mention")),
        )

    def _who(self, fields: Fields) -> Who:
        return Who(
            name=fields.text("name"),
            role=fields.choice("role", WHO_ROLES, "participant"),
            mention=self.optional_span(fields.optional_object("mention")),
        )


def _candidate(fields: Fields) -> Candidate:
    return Candidate(place=place_from(fields), score=fields.number("score", 0, 1))
