"""A text and its places → its story: places, events in both orders, routes, and what stays off the map."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from places.languages import code_of
from places.model import Document, Located
from places.syntax import Block, parse
from storymap.events import Section, read_events
from storymap.events.judges.decide import Weigh
from storymap.events.judges.model import judge
from storymap.letters import read_times
from storymap.model import Day, Event, PlaceMention, Route, Span, Story, StoryPlace, Unplaced
from storymap.when import sort_key, times

_START = Day(0, 1, 1)


def tell(document: Document, located: Sequence[Located], *, blocks: Sequence[Block] | None = None) -> Story:
    """Return the story of a text.

    Args:
        document: the text.
        located: its places, in text order (``places.locate``).
        blocks: its parsed paragraphs, where the caller has them; else it is parsed here.
    """
    parsed = tuple(parse(document.text) if blocks is None else blocks)
    return tell_sections(document, [Section(parsed, located)])


def tell_sections(document: Document, sections: Iterable[Section], *, judges: Weigh = judge) -> Story:
    """Return the story of a text that comes in sections, each read and let go before the next is asked for.

    So the parse of a book never stands in memory as a whole. ``judges`` decide what is an event, where and
    when; the package's own by default.
    """
    located: list[Located] = []
    events, off_map = read_events(document, _noted(sections, located), read_times(document), judges)
    numbered = [replace(e, id=f"e{n}", narrative=n) for n, e in enumerate(events, start=1)]
    return Story(
        document=document,
        places=_places(located),
        events=in_time_order(numbered),
        unplaced=_unplaced(located),
        off_map=off_map,
        routes=_routes(numbered),
    )


def tell_tagged(document: Document, located: Sequence[Located]) -> Story:
    """Return the story of a text in another language than English, without a parse.

    It has its places, dates and events; where the tagger is missing, places alone.
    """
    from places.recognise.tagger import tagger
    from storymap.events.tagged import read_tagged

    engine = tagger()
    ordered = sorted(located, key=lambda one: (one.mention.start, one.mention.end))
    events: list[Event] = []
    if engine is not None:
        words = engine.read(document.text).words
        events = read_tagged(document.text, code_of(document), words, ordered, times(document))
    numbered = [replace(e, id=f"e{n}", narrative=n) for n, e in enumerate(events, start=1)]
    return Story(
        document=document,
        places=_places(ordered),
        events=in_time_order(numbered),
        unplaced=_unplaced(ordered),
        routes=_routes(numbered),
    )


def _noted(sections: Iterable[Section], located: list[Located]) -> Iterator[Section]:
    """Yield the sections with their places in text order, which ``located`` takes in."""
    for section in sections:
        ordered = sorted(section.located, key=lambda one: (one.mention.start, one.mention.end))
        located += ordered
        yield Section(section.blocks, ordered)


def in_time_order(events: Sequence[Event]) -> tuple[Event, ...]:
    """Return the events, in the order given, each dated one with its place in the order of time.

    What went on through a period counts from its beginning, what happened some time within one by its end;
    ties stay in the order told. Undated events have no place in it.
    """
    keys = {id(e): sort_key(e.when) for e in events}
    dated = sorted((e for e in events if keys[id(e)]), key=lambda e: (keys[id(e)] or _START, e.narrative))
    rank = {id(e): n for n, e in enumerate(dated, start=1)}
    return tuple(replace(e, chronological=rank.get(id(e))) for e in events)


def _places(located: Sequence[Located]) -> tuple[StoryPlace, ...]:
    """Return the places that are named, each with all its mentions; peoples and nested names give none."""
    found: dict[str, list[Located]] = defaultdict(list)
    for one in located:
        if one.place is not None and one.mention.kind in ("toponym", "landmark"):
            found[one.place.id].append(one)
    return tuple(
        StoryPlace(
            place=group[0].candidates[0].place,
            mentions=tuple(PlaceMention(mention=o.mention, confidence=o.confidence) for o in group),
            candidates=group[0].candidates,
        )
        for group in found.values()
    )


def _unplaced(located: Sequence[Located]) -> tuple[Unplaced, ...]:
    return tuple(
        Unplaced(
            span=Span(start=o.mention.start, end=o.mention.end, text=o.mention.text),
            why=o.why or "not in the gazetteer",
        )
        for o in located
        if o.place is None and o.mention.kind in ("toponym", "landmark")
    )


def _routes(events: Sequence[Event]) -> tuple[Route, ...]:
    """Return the ways people took: movements of the same traveller, in the order told."""
    ways: dict[str, list[Event]] = defaultdict(list)
    for event in events:
        if event.kind == "movement" and any(w.role in ("from", "to", "via") for w in event.where):
            ways[_traveller(event)].append(event)
    return tuple(
        Route(id=f"r{n}", name=name, events=tuple(e.id for e in way))
        for n, (name, way) in enumerate(ways.items(), start=1)
    )


def _traveller(event: Event) -> str:
    return next((w.name for w in event.who if w.role == "actor"), "")
