"""Rows of a table → the story that they are: nothing is read out of prose, only dates and names of places."""

import re
from collections.abc import Callable, Sequence
from dataclasses import replace

from places.model import Document, Located, Mention, Place
from storymap.model import Event, OffMap, PlaceMention, Span, Story, StoryPlace, Unplaced, When, Where
from storymap.sources.model import Row, Source
from storymap.story import in_time_order
from storymap.when import times

Locate = Callable[[Document, Sequence[tuple[int, int]]], tuple[Located, ...]]

_LONGEST_TITLE = 90
_FIRST_WORDS = re.compile(r"(.{1,89}?[.!?])(?:\s|$)|(.{1,89})(?:\s|$)")


def tell_rows(source: Source, locate: Locate) -> Story:
    """Return the story of a table of events, an event a row in the table's order.

    Args:
        source: a document with rows.
        locate: finds the places that the given spans name.
    """
    rows = source.rows or ()
    document = source.document
    spans = {span: n for n, row in enumerate(rows) if row.point is None and (span := _name(row)) is not None}
    found = {
        spans[one.mention.start, one.mention.end]: one
        for one in locate(document, sorted(spans))
        if (one.mention.start, one.mention.end) in spans
    }
    places: dict[str, StoryPlace] = {}
    events: list[Event] = []
    off_map: list[OffMap] = []
    for number, row in enumerate(rows):
        entry = _pointed(row) if row.point else _named(found.get(number))
        when = _when(row, document)
        if entry is None:
            why = "unknown place" if row.place else "no place"
            off_map.append(OffMap(quote=_quote(row), why=why, title=_title(row), when=when))
            continue
        known = places.get(entry.place.id)
        places[entry.place.id] = replace(known, mentions=known.mentions + entry.mentions) if known else entry
        events.append(_event(row, entry, when, len(events) + 1))
    return Story(
        document=document,
        places=tuple(places.values()),
        events=in_time_order(events),
        unplaced=tuple(
            Unplaced(span=row.place, why=_why(found.get(n)))
            for n, row in enumerate(rows)
            if row.place and not row.point and _named(found.get(n)) is None
        ),
        off_map=tuple(off_map),
        origin=source.origin,
    )


def _name(row: Row) -> tuple[int, int] | None:
    """Return the span of a place's name; what follows a comma ("Paris, Texas") only says which it is."""
    if row.place is None:
        return None
    name = row.place.text.partition(",")[0].rstrip()
    return row.place.start, row.place.start + len(name)


def _pointed(row: Row) -> StoryPlace:
    lat, lon = row.point or (0.0, 0.0)
    span = row.place or row.title
    place = Place(id=f"point:{lat:.5f},{lon:.5f}", name=_short(span.text), lat=lat, lon=lon, feature="")
    mention = Mention(start=span.start, end=span.end, text=span.text, kind="toponym")
    return StoryPlace(place=place, mentions=(PlaceMention(mention=mention, confidence=1.0),))


def _named(located: Located | None) -> StoryPlace | None:
    if located is None or located.place is None:
        return None
    mention = PlaceMention(mention=located.mention, confidence=located.confidence)
    return StoryPlace(place=located.place, mentions=(mention,), candidates=located.candidates)


def _why(located: Located | None) -> str:
    return (located.why if located else "") or "not in the gazetteer"


def _event(row: Row, entry: StoryPlace, when: When, number: int) -> Event:
    said = entry.mentions[0]
    where = Where(
        place=entry.place,
        confidence=said.confidence,
        mention=Span(start=said.mention.start, end=said.mention.end, text=said.mention.text),
    )
    return Event(
        id=f"e{number}",
        title=_title(row),
        quote=_quote(row),
        when=when,
        where=(where,),
        narrative=number,
        media=row.media,
    )


def _quote(row: Row) -> Span:
    return row.text or row.title


def _title(row: Row) -> str:
    return _short(row.title.text)


def _short(text: str) -> str:
    """Return a text that is too long for a title as its first sentence or words."""
    if len(text) <= _LONGEST_TITLE:
        return text
    match = _FIRST_WORDS.match(text)
    return f"{text[:_LONGEST_TITLE]}…" if match is None else match[1] or f"{match[2]} …"


def _when(row: Row, document: Document) -> When:
    if row.when is None:
        return When()
    told = replace(document, text=row.when.text, title="")
    first = next((time for time in times(told, mode="narrative") if time.when.known), None)
    if first is None:
        return When()
    mention = first.when.mention or first.span
    start = row.when.start + mention.start
    return replace(
        first.when,
        basis="stated",
        mention=Span(start=start, end=start + len(mention.text), text=mention.text),
    )
