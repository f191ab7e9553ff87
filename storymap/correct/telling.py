"""What corrections of events, of the story's facts and of its routes do to a story."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from typing import Any

from storymap.correct.operations import (
    EventAdd,
    EventConfirm,
    EventDate,
    EventDelete,
    EventHide,
    EventMain,
    EventMerge,
    EventMove,
    EventPart,
    EventPeople,
    EventPlaces,
    EventRestore,
    EventSplit,
    EventTitle,
    RouteName,
    StorySet,
)
from storymap.correct.placing import without_doubles
from storymap.correct.showing import set_look
from storymap.correct.words import Change, Unfit, Words, made_id, shortened
from storymap.model import Event, OffMap, Span, Story, When, Where, Who

_HIDDEN = "hidden"
_MOST_TITLE = 90  # characters of a headline that is made of an event's own words


def title_event(story: Story, operation: EventTitle, words: Words) -> Change:
    """Give the event another headline."""
    event = words.event(story, operation.event)
    return Change(_with(story, replace(event, title=operation.title)), event.title, operation.title)


def date_event(story: Story, operation: EventDate, words: Words) -> Change:
    """Give the event another date, or none."""
    event = words.event(story, operation.event)
    return Change(
        _with(story, replace(event, when=operation.when)), when_words(event.when), when_words(operation.when)
    )


def place_event(story: Story, operation: EventPlaces, words: Words) -> Change:
    """Put the event at these places; one that it had keeps the words that say so."""
    event = words.event(story, operation.event)
    known = {where.place.id: where for where in event.where}
    where = tuple(
        replace(known[one.place.id], place=one.place, role=one.role, confidence=1.0)
        if one.place.id in known
        else one
        for one in operation.where
    )
    changed = replace(event, where=without_doubles(where))
    return Change(_with(story, changed), _where(event.where), _where(changed.where))


def people_event(story: Story, operation: EventPeople, words: Words) -> Change:
    """Say who took part; one who was named already keeps the words that do."""
    event = words.event(story, operation.event)
    known = {who.name: who for who in event.who}
    who = tuple(replace(known.get(one.name, one), role=one.role) for one in operation.who)
    return Change(_with(story, replace(event, who=who)), _who(event.who), _who(who))


def main_event(story: Story, operation: EventMain, words: Words) -> Change:
    """Make the event a main one, or one that is told aside."""
    event = words.event(story, operation.event)
    return Change(_with(story, replace(event, main=operation.main)), _main(event.main), _main(operation.main))


def part_event(story: Story, operation: EventPart, words: Words) -> Change:
    """Put the event into another part of the story."""
    event = words.event(story, operation.event)
    changed = replace(event, part=operation.part or None)
    return Change(_with(story, changed), event.part or "no part", operation.part or "no part")


def move_event(story: Story, operation: EventMove, words: Words) -> Change:
    """Tell the event after another one."""
    event = words.event(story, operation.event)
    after = words.event(story, operation.after) if operation.after else None
    if after is event:
        raise Unfit("an event cannot be told after itself")
    rest = [one for one in story.events if one is not event]
    at = rest.index(after) + 1 if after else 0
    before = f"step {story.events.index(event) + 1}"
    return Change(replace(story, events=(*rest[:at], event, *rest[at:])), before, f"step {at + 1}")


def confirm_event(story: Story, operation: EventConfirm, words: Words) -> Change:
    """Make the story sure of the event."""
    event = words.event(story, operation.event)
    return Change(_with(story, replace(event, confidence=1.0)), event.title, event.title)


def hide_event(story: Story, operation: EventHide, words: Words) -> Change:
    """Take the event off the map, to where it can be brought back from."""
    event = words.event(story, operation.event)
    hidden = OffMap(quote=event.quote, why=_HIDDEN, title=event.title, when=event.when)
    off_map = sorted((*story.off_map, hidden), key=lambda item: (item.quote.start, item.quote.end))
    return Change(replace(_without(story, [event]), off_map=tuple(off_map)), event.title, "off the map")


def delete_event(story: Story, operation: EventDelete, words: Words) -> Change:
    """Take the event out of the story."""
    event = words.event(story, operation.event)
    return Change(_without(story, [event]), event.title, "no event")


def merge_events(story: Story, operation: EventMerge, words: Words) -> Change:
    """Make one event of several; the first keeps its headline, its words and, where it has one, its date."""
    event = words.event(story, operation.event)
    others = [words.event(story, held) for held in operation.others]
    if event in others:
        raise Unfit("an event cannot be joined with itself")
    all_told = [span for other in others for span in (other.quote, *other.mentions)]
    told = {(span.start, span.end): span for span in (*event.mentions, *all_told) if span.text}
    told.pop((event.quote.start, event.quote.end), None)
    people = {
        who.name: who for who in reversed([*event.who, *(who for other in others for who in other.who)])
    }
    changed = replace(
        event,
        mentions=tuple(told[ends] for ends in sorted(told)),
        when=next((one.when for one in (event, *others) if one.when.known), event.when),
        where=without_doubles(where for one in (event, *others) for where in one.where),
        who=tuple(reversed(people.values())),
        media=tuple(item for one in (event, *others) for item in one.media),
    )
    became = _without(_with(_rerouted(story, others, event), changed), others)
    return Change(became, " + ".join(one.title for one in (event, *others)), event.title)


def split_event(story: Story, operation: EventSplit, words: Words) -> Change:
    """Make two events of one, where the words of the second begin."""
    event = words.event(story, operation.event)
    at = words.span(operation.at).start
    quote = event.quote
    first, second = _piece(quote, 0, at - quote.start), _piece(quote, at - quote.start, len(quote.text))
    if not quote.start < at < quote.end or not first.text or not second.text:
        raise Unfit("the words do not stand within the event's own")
    later = replace(
        event,
        id=f"{event.id}-{operation.id}",
        title=shortened(second.text, _MOST_TITLE),
        quote=second,
        mentions=(),
        media=(),
        view=None,
        where=tuple(one for one in event.where if _stands_in(one, second)) or event.where,
        who=tuple(one for one in event.who if not _stands_in(one, first)),
        trigger=event.trigger if event.trigger and event.trigger.start >= at else None,
    )
    earlier = replace(
        event,
        quote=first,
        where=tuple(one for one in event.where if not _stands_in(one, second)),
        who=tuple(one for one in event.who if not _stands_in(one, second)),
        trigger=event.trigger if event.trigger and event.trigger.start < at else None,
    )
    events = tuple(part for one in story.events for part in ((earlier, later) if one is event else (one,)))
    return Change(replace(story, events=events), event.title, f"{earlier.title} + {later.title}")


def add_event(story: Story, operation: EventAdd, words: Words) -> Change:
    """Tell one event more."""
    quote = words.span(operation.at) if operation.at else Span(start=0, end=0, text="")
    event = Event(
        id=made_id(operation.id),
        title=operation.title or shortened(quote.text, _MOST_TITLE),
        quote=quote,
        kind=operation.kind,
        when=operation.when,
        where=without_doubles(operation.where),
        who=operation.who,
    )
    return Change(_told_in_place(story, event, at_end=operation.at is None), "no event", event.title)


def restore_event(story: Story, operation: EventRestore, words: Words) -> Change:
    """Bring back what was kept off the map, to these places."""
    span = words.span(operation.at)
    item = next(
        (one for one in story.off_map if (one.quote.start, one.quote.end) == (span.start, span.end)), None
    )
    if item is None:
        raise Unfit(f"the words “{shortened(span.text)}” are not among what is off the map")
    event = Event(
        id=made_id(operation.id),
        title=item.title or shortened(item.quote.text, _MOST_TITLE),
        quote=item.quote,
        when=item.when,
        where=without_doubles(operation.where),
    )
    off_map = tuple(one for one in story.off_map if one is not item)
    changed = _told_in_place(replace(story, off_map=off_map), event, at_end=False)
    return Change(changed, f"off the map: {item.why}", _where(event.where))


def set_fact(story: Story, operation: StorySet, _words: Words) -> Change:
    """Say the story's title, author, day, language or source, its dek, credits or theme."""
    document, value = story.document, operation.value
    if operation.field in ("dek", "credits", "theme"):
        return set_look(story, operation.field, value)
    if operation.field == "published":
        before = document.published.isoformat() if document.published else ""
        return Change(replace(story, document=replace(document, published=_day(value))), before, value)
    before = str(getattr(document, operation.field))
    fact: dict[str, Any] = {operation.field: value}
    return Change(replace(story, document=replace(document, **fact)), before, value)


def name_route(story: Story, operation: RouteName, _words: Words) -> Change:
    """Give the traveller of a route another name."""
    if all(route.name != operation.name for route in story.routes):
        raise Unfit(f"nobody called “{operation.name}” travels")
    routes = tuple(
        replace(route, name=operation.value) if route.name == operation.name else route
        for route in story.routes
    )
    return Change(replace(story, routes=routes), operation.name, operation.value)


def _day(value: str) -> date | None:
    try:
        return date.fromisoformat(value) if value else None
    except ValueError as error:
        raise Unfit(f"“{value}” is no day as 2020-05-06") from error


def _with(story: Story, changed: Event) -> Story:
    return replace(story, events=tuple(changed if one.id == changed.id else one for one in story.events))


def _without(story: Story, gone: Sequence[Event]) -> Story:
    ids = {event.id for event in gone}
    return replace(story, events=tuple(event for event in story.events if event.id not in ids))


def _rerouted(story: Story, others: Sequence[Event], event: Event) -> Story:
    """Return the story in whose routes the event stands for the others."""
    ids = {other.id: event.id for other in others}
    routes = tuple(
        replace(route, events=tuple(dict.fromkeys(ids.get(name, name) for name in route.events)))
        for route in story.routes
    )
    return replace(story, routes=routes)


def _told_in_place(story: Story, event: Event, *, at_end: bool) -> Story:
    """Return the story with the event before the first that is told later in the text."""
    later = (
        n for n, one in enumerate(story.events) if one.quote.text and one.quote.start > event.quote.start
    )
    at = len(story.events) if at_end else next(later, len(story.events))
    return replace(story, events=(*story.events[:at], event, *story.events[at:]))


def _piece(quote: Span, start: int, end: int) -> Span:
    """Return a part of a quotation without the spaces around it."""
    words = quote.text[max(start, 0) : end]
    begin = quote.start + max(start, 0) + len(words) - len(words.lstrip())
    return Span(start=begin, end=begin + len(words.strip()), text=words.strip())


def _stands_in(one: Where | Who, quote: Span) -> bool:
    return one.mention is not None and quote.start <= one.mention.start < quote.end


def when_words(when: When) -> str:
    """Return a time in one line, as EDTF where it has that."""
    if when.edtf:
        return when.edtf
    return f"{when.earliest or '..'}/{when.latest or '..'}" if when.known else "no date"


def _where(where: Sequence[Where]) -> str:
    return ", ".join(one.place.name for one in where) or "no place"


def _who(who: Sequence[Who]) -> str:
    return ", ".join(one.name for one in who) or "nobody"


def _main(main: bool) -> str:
    return "main" if main else "aside"
